// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/alert_elements.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/time_text.hpp"
#include "content/alerts/alert_text.hpp"

namespace crier {

void AlertDocument::complain(int line, std::string what, std::string remedy) const {
  diagnostics.push_back({Severity::error, name, line, 0, std::move(what), std::move(remedy)});
}

int AlertElement::line() const {
  const std::ptrdiff_t offset = node_.offset_debug();
  if (offset < 0 || static_cast<std::size_t>(offset) > source_->text.size()) return 0;
  return 1 + static_cast<int>(std::count(source_->text.begin(), source_->text.begin() + offset, '\n'));
}

void AlertElement::complain(std::string what, std::string remedy) const {
  source_->complain(line(), std::move(what), std::move(remedy));
}

std::vector<AlertElement> AlertElement::all(const char* name, std::size_t most) const {
  const std::string qualified = source_->prefix + name;
  std::vector<AlertElement> parts;
  for (const pugi::xml_node child : node_.children(qualified.c_str())) {
    if (parts.size() == most) {
      AlertElement(*source_, child)
          .complain(fmt::format("there are more than {} <{}>", most, name), "split the message");
      break;
    }
    parts.emplace_back(*source_, child);
  }
  return parts;
}

std::optional<AlertElement> AlertElement::one(const char* name) const {
  const std::string qualified = source_->prefix + name;
  const pugi::xml_node first = node_.child(qualified.c_str());
  if (!first) return std::nullopt;
  if (const pugi::xml_node second = first.next_sibling(qualified.c_str()))
    AlertElement(*source_, second).complain(fmt::format("there is a second <{}>", name), "keep one");
  return AlertElement(*source_, first);
}

std::string AlertElement::text() const {
  std::string text;
  for (const pugi::xml_node child : node_.children())
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
  text = trimmed(text);
  // A character reference can smuggle in what the file's own bytes may not hold.
  if (!is_clean_text(text)) {
    complain("a character reference names no character of XML 1.0", "delete it");
    text.clear();
  }
  return text;
}

std::string AlertElement::text(const char* name) const {
  const auto part = one(name);
  return part ? part->text() : std::string();
}

std::string AlertElement::required_text(const char* name) const {
  const auto part = one(name);
  std::string text = part ? part->text() : std::string();
  if (text.empty())
    (part ? *part : *this)
        .complain(fmt::format("<{}> is {}", name, part ? "empty" : "missing"),
                  fmt::format("ask the sender for a message with a <{}>", name));
  return text;
}

std::string AlertElement::flowing_text(const char* name) const {
  return flowing(text(name), kMostTextBytes);
}

void AlertElement::complain_of_word(const char* name, const std::string& written,
                                    const std::string& known) const {
  one(name)->complain(fmt::format("<{}> says \"{}\"", name, flowing(written, 60)),
                      fmt::format("it must be one of {}", known));
}

std::optional<WallTime> AlertElement::time(const char* name) const {
  const auto part = one(name);
  const std::string written = part ? part->text() : std::string();
  if (written.empty()) return std::nullopt;
  const auto time = cap_time(written);
  if (!time) {
    part->complain(fmt::format("<{}> says \"{}\", which is no time of CAP", name, flowing(written, 60)),
                   "write it like 2026-11-24T08:30:00+08:00, with an offset in figures");
  }
  return time;
}

bool is_of_our_time(std::string_view text) {
  return text.starts_with("19") || text.starts_with("20") || text.starts_with("21");
}

std::optional<WallTime> cap_time(std::string_view text) {
  constexpr std::size_t kLength = std::string_view("2026-11-24T08:30:00+08:00").size();
  if (text.size() != kLength || text[10] != 'T' || text[16] != ':') return std::nullopt;
  if (!is_of_our_time(text)) return std::nullopt;
  const auto written = parse_time(text);
  if (!written || !written->offset) return std::nullopt;
  return WallTime(written->local.time_since_epoch() - *written->offset);
}

}  // namespace crier
