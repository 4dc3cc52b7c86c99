// SPDX-License-Identifier: Apache-2.0
#include "content/upload/office_store.hpp"

#include <algorithm>
#include <pugixml.hpp>

namespace crier {
namespace {

constexpr std::string_view kEnding = ".envelope";
constexpr std::size_t kFigures = 64;

// A name without its namespace's prefix.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Collects every Key and href, however deep; a walk without recursion, because depth is the server's choice.
class NameCollector final : public pugi::xml_tree_walker {
 public:
  explicit NameCollector(StoreListing& listing) : listing_(listing) {}

  bool for_each(pugi::xml_node& node) override {
    const std::string_view name = local_name(node);
    if (name == "Key" || name == "href") add(node.child_value());
    if (name == "IsTruncated") listing_.has_more = std::string_view(node.child_value()) == "true";
    return true;
  }

 private:
  // An envelope's name needs no percent sign, so that nothing has to be decoded.
  void add(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    if (is_envelope_name(name)) listing_.names.emplace_back(name);
  }

  StoreListing& listing_;
};

}  // namespace

bool is_envelope_name(std::string_view name) {
  return name.size() == kFigures + kEnding.size() && name.ends_with(kEnding) &&
         std::all_of(name.begin(), name.begin() + kFigures,
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Result<StoreListing> parse_listing(std::string_view xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size()))
    return fail(ErrorCode::format, "the store's listing is no XML");
  StoreListing listing;
  NameCollector collector(listing);
  document.traverse(collector);
  return listing;
}

}  // namespace crier
