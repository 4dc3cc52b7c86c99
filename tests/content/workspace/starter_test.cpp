// SPDX-License-Identifier: Apache-2.0
#include "content/commands/starter.hpp"

#include <gtest/gtest.h>

#include "content/schedule/planner.hpp"
#include "content/workspace/workspace.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

TEST(Starter, passes_the_check_and_can_be_planned) {
  const TemporaryFolder folder;
  for (const StarterFile& file : starter_files()) {
    ASSERT_NO_FATAL_FAILURE(write_file(folder / file.name, file.text));
  }
  const auto workspace = load_workspace(folder.path());
  ASSERT_TRUE(workspace) << workspace.error().message;
  for (const Diagnostic& diagnostic : workspace->diagnostics) {
    EXPECT_EQ(diagnostic.severity, Severity::warning) << to_text(diagnostic);
  }
  ASSERT_EQ(workspace->office.screens.size(), 1U);
  EXPECT_TRUE(Planner::create(workspace->office, workspace->office.screens[0]));
}

}  // namespace
}  // namespace crier
