// SPDX-License-Identifier: Apache-2.0
#include "content/notices/notices_in_force.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

using namespace std::chrono_literals;

WallTime at(int minutes) {
  return WallTime{std::chrono::sys_days{2026y / 11 / 24}} + std::chrono::minutes{minutes};
}

Notice notice(const char* id, NoticeKind kind, std::optional<WallTime> from, std::optional<WallTime> until) {
  Notice made;
  made.id = id;
  made.kind = kind;
  made.from = from;
  made.until = until;
  return made;
}

Office office() {
  Office made;
  made.notices = {notice("always", NoticeKind::notice, {}, {}),
                  notice("from", NoticeKind::refutation, at(10), {}),
                  notice("until", NoticeKind::refutation, {}, at(20)),
                  notice("between", NoticeKind::notice, at(5), at(15))};
  return made;
}

std::string ids(const std::vector<const Notice*>& notices) {
  std::string text;
  for (const Notice* const one : notices) text += one->id + " ";
  return text;
}

TEST(NoticesInForce, a_notice_is_shown_from_its_first_moment_to_before_its_last) {
  struct Row {
    int minute;
    const char* shown;
    std::optional<WallTime> next;
  };
  const Row rows[] = {
      {0, "always until ", at(5)},
      {5, "always until between ", at(10)},
      {10, "always from until between ", at(15)},
      {15, "always from until ", at(20)},
      {20, "always from ", {}},
  };
  const Office made = office();
  for (const Row& row : rows) {
    EXPECT_EQ(ids(notices_at(made, at(row.minute), {})), row.shown) << row.minute;
    EXPECT_EQ(next_notice_change(made, at(row.minute), {}), row.next) << row.minute;
  }
  EXPECT_EQ(ids(notices_at(made, at(5) - 1ns, {})), "always until ");
}

TEST(NoticesInForce, kinds_that_are_not_wanted_neither_show_nor_change_anything) {
  const Office made = office();
  EXPECT_EQ(ids(notices_at(made, at(12), {NoticeKind::refutation})), "from until ");
  EXPECT_EQ(next_notice_change(made, at(12), {NoticeKind::refutation}), at(20));
  EXPECT_EQ(ids(notices_at(made, at(12), {NoticeKind::notice, NoticeKind::refutation})),
            "always from until between ");
  EXPECT_EQ(next_notice_change(Office(), at(0), {}), std::nullopt);
}

}  // namespace
}  // namespace crier
