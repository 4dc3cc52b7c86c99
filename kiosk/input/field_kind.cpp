// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/field_kind.hpp"

#include <algorithm>

namespace crier {

std::optional<KeyboardMode> mode_for(FieldKind kind) {
  switch (kind) {
    case FieldKind::web_address:
    case FieldKind::email:
      return KeyboardMode::english;
    case FieldKind::digits:
      return KeyboardMode::digits;
    case FieldKind::telephone:
      return KeyboardMode::telephone;
    case FieldKind::text:
      break;
  }
  return std::nullopt;
}

bool has_one_mode(FieldKind kind) {
  return kind == FieldKind::digits || kind == FieldKind::telephone;
}

AddressRow address_row(FieldKind kind) {
  switch (kind) {
    case FieldKind::web_address:
      return AddressRow::web;
    case FieldKind::email:
      return AddressRow::email;
    default:
      return AddressRow::none;
  }
}

bool takes(FieldKind kind, std::string_view text) {
  if (!has_one_mode(kind)) return true;
  const std::string_view beside = kind == FieldKind::telephone ? "+- " : "";
  return std::ranges::all_of(
      text, [beside](char one) { return (one >= '0' && one <= '9') || beside.find(one) != beside.npos; });
}

}  // namespace crier
