// SPDX-License-Identifier: Apache-2.0
#include "content/model/receipt.hpp"

#include <gtest/gtest.h>

#include <string>

namespace crier {
namespace {

Receipt a_receipt() {
  const std::array<std::uint8_t, Receipt::kRandomDigits> figures = {5, 7, 2, 0, 9, 1, 1, 8,
                                                                    3, 6, 4, 4, 0, 7, 2};
  return Receipt::from_random(figures);
}

TEST(Receipt, the_check_digit_is_damms) {
  EXPECT_EQ(damm_check("572"), 4);  // the published example
  EXPECT_EQ(damm_check("5724"), 0);
  EXPECT_EQ(damm_check(a_receipt().digits()), 0);
}

TEST(Receipt, is_read_as_it_is_shown) {
  const Receipt receipt = a_receipt();
  EXPECT_EQ(receipt.digits().substr(0, 15), "572091183644072");
  EXPECT_EQ(Receipt::parse(receipt.digits()), receipt);
  EXPECT_EQ(Receipt::parse(receipt.grouped()), receipt);
  EXPECT_EQ(receipt.grouped().view().substr(0, 10), "5720 9118 ");
  EXPECT_EQ(receipt.group(1), "9118");
  std::string wide;
  for (const char digit : receipt.digits())
    wide += std::string("\xEF\xBC") + static_cast<char>(0x90 + digit - '0');
  EXPECT_EQ(Receipt::parse(wide), receipt);
  EXPECT_EQ(Receipt::parse("-" + std::string(receipt.digits()) + " "), receipt);
}

TEST(Receipt, every_single_wrong_figure_is_found) {
  const std::string right(a_receipt().digits());
  for (std::size_t i = 0; i < right.size(); ++i) {
    for (char figure = '0'; figure <= '9'; ++figure) {
      std::string typed = right;
      typed[i] = figure;
      EXPECT_EQ(Receipt::parse(typed).has_value(), typed == right) << typed;
    }
  }
}

TEST(Receipt, every_two_neighbours_changed_over_are_found) {
  for (int before = 0; before < 10; ++before) {  // whatever stands in front of them
    for (char a = '0'; a <= '9'; ++a) {
      for (char b = '0'; b <= '9'; ++b) {
        const std::string head = std::to_string(before);
        EXPECT_EQ(damm_check(head + a + b) == damm_check(head + b + a), a == b) << head << a << b;
      }
    }
  }
}

TEST(Receipt, whatever_else_was_typed_is_none) {
  const std::string right(a_receipt().digits());
  for (const std::string& typed :
       {std::string(), right.substr(1), right + "0", right + right, "x" + right.substr(1),
        right.substr(1) + "\xEF", right.substr(1) + "\xEF\xBC", right.substr(1) + "\xEF\xBC\x9A",
        std::string("०००००००००००००००००")}) {
    EXPECT_FALSE(Receipt::parse(typed)) << typed;
  }
}

}  // namespace
}  // namespace crier
