// SPDX-License-Identifier: Apache-2.0
#include "kiosk/semantics/registry.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace crier {
namespace {

const char* name_of(Role role) {
  switch (role) {
    case Role::heading:
      return "heading";
    case Role::text:
      return "text";
    case Role::image:
      return "image";
    case Role::button:
      return "button";
    case Role::tab:
      return "tab";
    case Role::toggle:
      return "toggle";
    case Role::field:
      return "field";
    case Role::key:
      return "key";
    case Role::candidate:
      return "candidate";
    case Role::status:
      return "status";
  }
  return "";
}

}  // namespace

void Registry::begin(std::string panel) {
  panel_ = std::move(panel);
  elements_.clear();
}

void Registry::add(Element element) {
  elements_.push_back(std::move(element));
}

const Element* Registry::find(const std::string& id) const {
  const auto found = std::ranges::find(elements_, id, &Element::id);
  return found == elements_.end() ? nullptr : &*found;
}

std::string Registry::to_json() const {
  nlohmann::json elements = nlohmann::json::array();
  for (const Element& element : elements_) {
    elements.push_back({{"id", element.id},
                        {"role", name_of(element.role)},
                        {"label", element.label},
                        {"value", element.value},
                        {"x", element.place.x},
                        {"y", element.place.y},
                        {"width", element.place.width},
                        {"height", element.place.height},
                        {"enabled", element.enabled},
                        {"selected", element.selected},
                        {"fits", element.fits}});
  }
  const nlohmann::json panel{{"panel", panel_}, {"elements", std::move(elements)}};
  return panel.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace crier
