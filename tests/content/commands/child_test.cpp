// SPDX-License-Identifier: Apache-2.0
#include "content/commands/child.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace crier {
namespace {

struct Heard {
  std::vector<std::string> output;
  std::vector<std::string> error;
  Result<ChildEnd> end;

  explicit Heard(const std::vector<std::string>& arguments)
      : end(run_child(arguments, {[this](std::string_view line) { output.emplace_back(line); },
                                  [this](std::string_view line) { error.emplace_back(line); },
                                  {}})) {}
};

TEST(Child, HearsLinesOfBothKindsAndHowItEnded) {
  const Heard heard({"/bin/sh", "-c", "echo one; echo; printf 'no end'; echo wrong >&2; exit 7"});
  ASSERT_TRUE(heard.end) << heard.end.error().message;
  EXPECT_EQ(heard.output, (std::vector<std::string>{"one", "", "no end"}));
  EXPECT_EQ(heard.error, (std::vector<std::string>{"wrong"}));
  EXPECT_EQ(heard.end->status, 7);
  EXPECT_FALSE(heard.end->succeeded());
}

TEST(Child, GivesArgumentsAsTheyAreAndNothingToRead) {
  const Heard heard({"sh", "-c", "printf '%s\\n' \"$@\"; cat", "sh", "a b", "$HOME;*", "", "\"'"});
  ASSERT_TRUE(heard.end) << heard.end.error().message;
  EXPECT_TRUE(heard.end->succeeded());
  EXPECT_EQ(heard.output, (std::vector<std::string>{"a b", "$HOME;*", "", "\"'"}));
}

TEST(Child, NamesTheSignalThatEndedIt) {
  const Heard heard({"/bin/sh", "-c", "kill -KILL $$"});
  ASSERT_TRUE(heard.end) << heard.end.error().message;
  EXPECT_EQ(heard.end->signal, SIGKILL);
  EXPECT_FALSE(heard.end->succeeded());
}

TEST(Child, BoundsALineWithoutEnd) {
  const Heard heard({"/bin/sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x"});
  ASSERT_TRUE(heard.end) << heard.end.error().message;
  std::size_t total = 0;
  for (const std::string& line : heard.output) {
    EXPECT_LT(line.size(), 80'000U);
    total += line.size();
  }
  EXPECT_EQ(total, 1'000'000U);
}

TEST(Child, StopsWithEverythingItStartedWhenWeAreAskedToStop) {
  // It asks us itself, deaf to the question.
  const std::vector<std::string> arguments = {"/bin/sh", "-c",
                                              "trap '' TERM; sleep 1000 & kill -TERM $PPID; wait"};
  const auto end = run_child(arguments, {});
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().code, ErrorCode::cancelled);
}

TEST(Child, SaysWhatCannotBeStarted) {
  for (const char* name : {"/does/not/exist", "crier-no-such-program", "/"}) {
    const auto end = run_child({name}, {});
    ASSERT_FALSE(end) << name;
    EXPECT_NE(end.error().message.find(name), std::string::npos);
  }
}

}  // namespace
}  // namespace crier
