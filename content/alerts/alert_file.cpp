// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/alert_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "content/alerts/alert_elements.hpp"
#include "content/alerts/alert_text.hpp"
#include "content/alerts/cap.hpp"
#include "content/alerts/national_alert.hpp"

namespace crier {
namespace {

std::optional<CapVersion> version_of(std::string_view name_space) {
  if (name_space == "urn:oasis:names:tc:emergency:cap:1.2") return CapVersion::v1_2;
  if (name_space == "urn:oasis:names:tc:emergency:cap:1.1") return CapVersion::v1_1;
  if (name_space == "http://www.incident.com/cap/1.0") return CapVersion::v1_0;
  return std::nullopt;
}

// What else is sent by those who send alerts; empty where it is something unknown.
std::string_view kind_of_other(std::string_view root) {
  if (root == "EDXLDistribution") return "an EDXL-DE envelope";
  if (root == "feed") return "an Atom feed";
  if (root == "rss") return "an RSS feed";
  if (root == "alerts") return "a collection of alerts";
  if (root == "Envelope") return "a SOAP envelope";
  if (root == "html" || root == "HTML") return "a web page";
  return {};
}

int line_at(std::string_view text, std::ptrdiff_t offset) {
  const auto end = std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(text.size()));
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + end, '\n'));
}

// The only element of the document, or none where a diagnostic says why.
pugi::xml_node root_of(const pugi::xml_document& document, const AlertDocument& source) {
  pugi::xml_node root;
  for (const pugi::xml_node node : document.children()) {
    if (node.type() == pugi::node_doctype) {
      source.complain(1, "it has a DOCTYPE, which an alert never needs and an attacker might",
                      "ask the sender for a message without one");
      return {};
    }
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata ||
        (root && node.type() == pugi::node_element)) {
      source.complain(line_at(source.text, node.offset_debug()),
                      "there is something after or beside the alert", "send one alert in a file");
      return {};
    }
    if (node.type() == pugi::node_element) root = node;
  }
  if (!root) source.complain(0, "it holds no XML element", "ask the sender for the message again");
  return root;
}

Alert read_root(const pugi::xml_node root, AlertDocument& source) {
  const std::string_view qualified = root.name();
  const std::size_t colon = qualified.find(':');
  source.prefix =
      colon == std::string_view::npos ? std::string() : std::string(qualified.substr(0, colon + 1));
  const std::string_view local = qualified.substr(source.prefix.size());
  const AlertElement element(source, root);
  if (local != "alert") {
    const std::string_view kind = kind_of_other(local);
    element.complain(kind.empty() ? fmt::format("<{}> is no alert", flowing(qualified, 60))
                                  : fmt::format("it is {}, not an alert", kind),
                     "give the CAP message itself, one in a file");
    return {};
  }
  const std::string attribute = source.prefix.empty()
                                    ? std::string("xmlns")
                                    : "xmlns:" + source.prefix.substr(0, source.prefix.size() - 1);
  const std::string_view name_space = root.attribute(attribute.c_str()).value();
  if (const auto version = version_of(name_space)) return read_cap(element, *version);
  if (name_space.empty() && source.prefix.empty() && root.child("sendTime"))
    return read_national_alert(element);
  element.complain(name_space.empty() ? std::string("the alert names no namespace of CAP")
                                      : fmt::format("\"{}\" is no namespace of CAP", flowing(name_space, 80)),
                   "it must be urn:oasis:names:tc:emergency:cap:1.2");
  return {};
}

}  // namespace

std::optional<Alert> parse_alert(std::string_view bytes, const std::string& name, Diagnostics& diagnostics) {
  AlertDocument source{.text = {}, .name = name, .prefix = {}, .diagnostics = diagnostics};
  const std::size_t mistakes = diagnostics.size();
  if (bytes.size() > kMostAlertBytes) {
    source.complain(0, "it is larger than 1 MiB", "ask the sender for a message without enclosures");
    return std::nullopt;
  }
  const std::string_view content = trimmed(bytes);
  if (content.empty()) {
    source.complain(0, "it is empty", "ask the sender for the message again");
    return std::nullopt;
  }
  if (content.front() == '{' || content.front() == '[' || content.starts_with("var ")) {
    source.complain(0, "it is JSON, not an alert in XML", "ask the sender for the XML message");
    return std::nullopt;
  }
  const auto text = alert_utf8(bytes);
  if (!text) {
    source.complain(0, "its bytes are not in the encoding that it declares",
                    "save it as UTF-8, or declare GB18030 in its first line");
    return std::nullopt;
  }
  source.text = *text;
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(
      text->data(), text->size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (!parsed) {
    source.complain(line_at(*text, parsed.offset), "it is not well-formed XML",
                    "ask the sender for the whole message again");
    return std::nullopt;
  }
  const pugi::xml_node root = root_of(document, source);
  if (!root) return std::nullopt;
  Alert alert = read_root(root, source);
  if (diagnostics.size() > mistakes) return std::nullopt;
  return alert;
}

}  // namespace crier
