// SPDX-License-Identifier: Apache-2.0
// Receipt: the sixteen figures that open the answer to one report: fifteen random ones and a check digit
// after Damm. It is never stored; whoever holds it is the reporter. Plain values; any thread.
//
// H. M. Damm, "Total anti-symmetrische Quasigruppen", dissertation, Philipps-Universität Marburg 2004, page
// 111: the check finds every single wrong figure and every two neighbours changed over.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "config/secret_text.hpp"

namespace crier {

class Receipt {
 public:
  static constexpr std::size_t kDigits = 16;
  static constexpr std::size_t kRandomDigits = kDigits - 1;
  static constexpr std::size_t kGroups = 4;  // as it is shown: 4-4-4-4

  // Of fifteen random figures, each 0 to 9.
  static Receipt from_random(std::span<const std::uint8_t, kRandomDigits> figures);

  // What somebody typed: sixteen figures, with blanks or hyphens between them or not, also in full width.
  // None where it is anything else or the check digit is wrong: nobody was ever given such a receipt.
  static std::optional<Receipt> parse(std::string_view typed);

  std::string_view digits() const { return digits_.view(); }  // ASCII, without blanks
  std::string_view group(std::size_t index) const { return digits().substr(index * kGroups, kGroups); }
  SecretText grouped() const;  // "1234 5678 9012 3456"

  bool operator==(const Receipt&) const = default;

 private:
  explicit Receipt(SecretText digits) : digits_(std::move(digits)) {}
  SecretText digits_;
};

// Damm's check digit, 0 to 9, of ASCII figures. A number that ends in its own check digit has the check 0.
int damm_check(std::string_view figures);

}  // namespace crier
