// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "content/answers/answer_bundle.hpp"
#include "content/sealing/key_making.hpp"
#include "content/sealing/report_keys_file.hpp"
#include "content/sealing/tlv.hpp"
#include "tests/content/workspace/good_workspace.hpp"

namespace crier {
namespace {

TEST(ReportFiles, keys_and_answers_are_read_with_the_workspace) {
  Good good;
  const auto made = make_report_keys(std::chrono::year{2026} / 11 / 24, std::nullopt);
  ASSERT_TRUE(made);
  good.write("keys/" + report_keys_name(made->published), report_keys_text(made->published));
  const auto bundle = write_answer_bundle(made->published.answer_salt, {});
  ASSERT_TRUE(bundle);
  good.write(kAnswersFile, as_text(*bundle));
  EXPECT_EQ(good.complaints(), "");
  EXPECT_EQ(good.load().office.report_keys, std::vector<ReportKeys>{made->published});
  good.write(kAnswersFile, "something else");
  EXPECT_NE(good.complaints().find("answers/answers.crier: this is no bundle of the office's answers"),
            std::string::npos);
  good.write("keys/report-broken.toml", "report = 1\n");
  EXPECT_NE(good.complaints().find("keys/report-broken.toml:1:"), std::string::npos);
}

}  // namespace
}  // namespace crier
