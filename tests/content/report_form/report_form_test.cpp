// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "content/report_form/report_form_file.hpp"
#include "tests/content/workspace/good_workspace.hpp"

namespace crier {
namespace {

const std::vector<std::string> kLanguages = {"zh", "en"};

TEST(ReportForm, the_built_in_one_has_no_mistake_and_ten_categories) {
  Diagnostics diagnostics;
  const ReportForm form = parse_report_form(built_in_report_form(), kReportFormFile, kLanguages, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) ADD_FAILURE() << to_text(diagnostic);
  EXPECT_EQ(form.categories.size(), 10U);
  EXPECT_EQ(form.categories.front().key, "fraud");
  EXPECT_EQ(form.categories.back().key, "other");
  ASSERT_NE(find_advice(form, "money"), nullptr);
  EXPECT_EQ(find_advice(form, "money")->numbers, (std::vector<std::string>{"110", "96110"}));
  EXPECT_EQ(find_category(form, "fraud")->advice, "money");
  EXPECT_EQ(form.words(ReportField::address).name.at("zh"), "网址");
  EXPECT_EQ(form.words(ReportStatus::refused).at("zh"), "不予受理");
}

TEST(ReportForm, what_is_about_minors_says_so_and_has_its_advice) {
  Diagnostics diagnostics;
  const ReportForm form = parse_report_form(built_in_report_form(), kReportFormFile, kLanguages, diagnostics);
  const ReportCategory* const minors = find_category(form, "minors");
  ASSERT_NE(minors, nullptr);
  EXPECT_TRUE(minors->about_minors);
  EXPECT_EQ(minors->advice, "child");
}

TEST(ReportForm, a_workspace_without_one_has_the_built_in_one) {
  const Good good;
  EXPECT_EQ(good.complaints(), "");
  EXPECT_EQ(good.load().office.report_form.categories.size(), 10U);
}

TEST(ReportForm, is_read_with_the_workspace_and_may_leave_words_out) {
  Good good;
  good.write(kReportFormFile,
             "version = \"7\"\nnotice = { zh = \"如实\", en = \"Truly\" }\n"
             "[[category]]\nkey = \"all\"\nname = { zh = \"全部\", en = \"All\" }\n"
             "[fields]\nwhat = { name = { zh = \"经过\", en = \"Story\" } }\n");
  EXPECT_EQ(good.complaints(), "");
  const ReportForm form = good.load().office.report_form;
  EXPECT_EQ(form.version, "7");
  ASSERT_EQ(form.categories.size(), 1U);
  EXPECT_EQ(form.words(ReportField::what).name.at("en"), "Story");
  EXPECT_EQ(form.words(ReportField::phone).name.at("en"), "Phone");
  EXPECT_EQ(form.words(ReportStatus::received).at("en"), "Received");
}

TEST(ReportForm, what_nobody_could_report_with_is_replaced) {
  for (const char* const text : {"", "category = 7\n", "[[category]]\nkey = \"A!\"\n", "\xFF"}) {
    Diagnostics diagnostics;
    EXPECT_EQ(parse_report_form(text, kReportFormFile, kLanguages, diagnostics).categories.size(), 10U);
    EXPECT_TRUE(has_errors(diagnostics)) << text;
  }
}

class FormMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(FormMistakes, are_named_with_their_place) {
  Good good;
  good.write(kReportFormFile, built_in_report_form());
  expect_complaint(good, GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Form, FormMistakes,
    testing::Values(
        Mistake{kReportFormFile, "version = \"2026-11\"\n", "", "forms/report.toml:"},
        Mistake{kReportFormFile, "\"2026-11\"", "\"\"", "forms/report.toml:3:11: the version has 0 bytes"},
        Mistake{kReportFormFile, "[notice]", "[notise]", "forms/report.toml:1:1: there is no notice"},
        Mistake{kReportFormFile, "key = \"money\"", "key = \"Money\"", "forms/report.toml:"},
        Mistake{kReportFormFile, "\"money\"", "\"child\"", "forms/report.toml:"},
        Mistake{kReportFormFile, "\"96110\"]", "\"call us\"]",
                "forms/report.toml:23:19: \"call us\" is not a number to call"},
        Mistake{kReportFormFile, "[\"110\", \"96110\"]", "[]",
                "forms/report.toml:23:11: the advice has 0 numbers"},
        Mistake{kReportFormFile, "advice = \"money\"", "advice = \"mony\"",
                "forms/report.toml:39:10: there is no advice \"mony\"; did you mean \"money\"?"},
        Mistake{kReportFormFile, "about_minors = true", "about_minors = true\nmay_attach = true",
                "forms/report.toml:81:14: nothing can be attached to a report about minors"},
        Mistake{kReportFormFile, "icon = \"fraud\"", "icon = \"fraud\"\nmay_attach = true",
                "forms/report.toml:37:14: nothing can be attached at a kiosk"},
        Mistake{kReportFormFile, "key = \"gambling\"", "key = \"fraud\"",
                "forms/report.toml:50:7: category \"fraud\" is in line 34 already"},
        Mistake{kReportFormFile, "key = \"romance\"", "key = \"tasks\"",
                "forms/report.toml:44:11: subtype \"tasks\" is in line 41 already"},
        Mistake{kReportFormFile, "icon = \"fraud\"", "icon = \"fruad\"", "forms/report.toml:36:8: "},
        Mistake{kReportFormFile, "code = \"F10\"", "kode = \"F10\"",
                "forms/report.toml:35:1: unknown key \"kode\""},
        Mistake{kReportFormFile, ", en = \"Online fraud\"", "",
                "forms/report.toml:37:8: warning: \"name\" is not there in \"en\""},
        Mistake{kReportFormFile, "\naddress = ", "\nadress = ", "forms/report.toml:"},
        Mistake{kReportFormFile, "received =", "recieved =", "forms/report.toml:"}));

}  // namespace
}  // namespace crier
