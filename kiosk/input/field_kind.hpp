// SPDX-License-Identifier: Apache-2.0
// FieldKind: what a field is for, which keys that asks for and what it takes. Pure functions; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/input/key_layout.hpp"

namespace crier {

enum class FieldKind { text, web_address, email, digits, telephone };

// None: whichever was chosen for writing text.
std::optional<KeyboardMode> mode_for(FieldKind kind);

// There is no other way to write into it.
bool has_one_mode(FieldKind kind);

AddressRow address_row(FieldKind kind);

// `digits` takes figures alone, `telephone` what stands in a number besides: + - and blanks.
bool takes(FieldKind kind, std::string_view text);

}  // namespace crier
