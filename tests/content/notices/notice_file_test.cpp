// SPDX-License-Identifier: Apache-2.0
#include "content/notices/notice_file.hpp"

#include <gtest/gtest.h>

#include "config/time_text.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

class NoticeFile : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    ASSERT_NO_FATAL_FAILURE(write_file(folder_ / ("notices/" + name), text));
  }

  std::vector<Notice> read() {
    diagnostics_.clear();
    return read_notices(folder_.path(), {"zh", "en"}, *Zone::find("Asia/Shanghai"), diagnostics_);
  }

  std::string complaints() const {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics_) text += to_text(diagnostic) + "\n";
    return text;
  }

  TemporaryFolder folder_;
  Diagnostics diagnostics_;
};

TEST_F(NoticeFile, two_languages_are_one_notice) {
  write("tap-water.zh.md",
        "+++\ntitle = \"自来水停供三天？\"\nkind = \"refutation\"\ndate = 2026-11-23\n"
        "from = 2026-11-23T18:00:00\nuntil = 2026-12-01\n+++\n\n经核实，**不属实**。\n");
  write("tap-water.en.md", "+++\ntitle = \"No water for three days?\"\n+++\nIt is not true.\n");
  const std::vector<Notice> notices = read();
  EXPECT_EQ(complaints(), "");
  ASSERT_EQ(notices.size(), 1U);
  const Notice& notice = notices[0];
  EXPECT_EQ(notice.id, "tap-water");
  EXPECT_EQ(notice.kind, NoticeKind::refutation);
  EXPECT_EQ(notice.date, 2026y / 11 / 23);
  ASSERT_TRUE(notice.from && notice.until);
  EXPECT_EQ(format_time(*notice.from, 8h), "2026-11-23T18:00:00+08:00");
  EXPECT_EQ(format_time(*notice.until, 8h), "2026-12-02T00:00:00+08:00");
  EXPECT_EQ(notice.texts.at("zh").title, "自来水停供三天？");
  EXPECT_EQ(notice.texts.at("zh").body, "经核实，**不属实**。\n");
  EXPECT_EQ(notice.texts.at("en").body, "It is not true.\n");
}

TEST_F(NoticeFile, the_newest_comes_first_and_the_undated_last) {
  for (const char* const id : {"a", "b", "c", "d"}) {
    const std::string date = id[0] == 'd'   ? "date = 2026-11-24\n"
                             : id[0] == 'b' ? "date = 2026-11-24T09:00:00\n"
                             : id[0] == 'a' ? ""
                                            : "date = 2026-11-01\n";
    for (const char* const language : {"zh", "en"})
      write(std::string(id) + "." + language + ".md", "+++\ntitle = \"标题\"\n" + date + "+++\n");
  }
  std::string order;
  for (const Notice& notice : read()) order += notice.id;
  EXPECT_EQ(order, "bdca");
  EXPECT_EQ(complaints(), "");
}

TEST_F(NoticeFile, no_folder_is_no_mistake) {
  EXPECT_TRUE(read().empty());
  EXPECT_EQ(complaints(), "");
}

TEST_F(NoticeFile, other_files_are_let_be) {
  write(".draft.zh.md", "nothing");
  write("picture.png", "nothing");
  EXPECT_TRUE(read().empty());
  EXPECT_EQ(complaints(), "");
}

TEST_F(NoticeFile, a_name_says_the_language) {
  struct Row {
    const char* file;
    const char* said;
  };
  const Row rows[] = {
      {"water.md", "notices/water.md: the file's name does not say its language; call it water.zh.md\n"},
      {"water.2026.md",
       "notices/water.2026.md: the file's name does not say its language; call it water.2026.zh.md\n"},
      {"water.chinese.md",
       "notices/water.chinese.md: the file's name does not say its language; call it water.chinese.zh.md\n"},
  };
  for (const Row& row : rows) {
    write(row.file, "+++\ntitle = \"a\"\n+++\n");
    EXPECT_TRUE(read().empty());
    EXPECT_EQ(complaints(), row.said);
    std::filesystem::remove(folder_ / (std::string("notices/") + row.file));
  }
}

TEST_F(NoticeFile, a_language_that_is_missing_or_foreign_is_a_warning) {
  write("water.zh.md", "+++\ntitle = \"a\"\n+++\n");
  EXPECT_EQ(read().size(), 1U);
  EXPECT_EQ(complaints(),
            "notices/water.zh.md: warning: the notice is not there in \"en\"; translate it as "
            "notices/water.en.md\n");
  write("water.en.md", "+++\ntitle = \"a\"\n+++\n");
  write("water.fr.md", "+++\ntitle = \"a\"\n+++\n");
  EXPECT_EQ(read().size(), 1U);
  EXPECT_EQ(complaints(),
            "notices/water.fr.md: warning: \"fr\" is none of the office's languages; call it water.zh.md, or "
            "add the language to office.toml\n");
}

TEST_F(NoticeFile, every_mistake_is_named_with_line_and_remedy_and_nothing_is_shown) {
  struct Row {
    const char* matter;
    const char* said;
  };
  const Row rows[] = {
      {"", ":1:1: the notice has no title; write title = \"...\"\n"},
      {"title = 5\n",
       ":2:9: \"title\" is a whole number, but must be a text in quotes; write it like title = \"...\"\n"},
      {"title = \"  \"\n", ":2:9: the title is empty; say in a line what the notice is about\n"},
      {"title = \"a\\nb\"\n", ":2:9: the title has more than one line; write it in one line\n"},
      {"title = \"a\"\nkind = \"refutaton\"\n",
       ":3:8: \"refutaton\" is no kind of notice; did you mean \"refutation\"?\n"},
      {"title = \"a\"\nkind = \"rumour\"\n",
       ":3:8: \"rumour\" is no kind of notice; write \"notice\" or \"refutation\"\n"},
      {"title = \"a\"\nuntil = \"soon\"\n",
       ":3:9: \"until\" is \"soon\", which is not a time; write it like 2026-11-24 or 2026-11-24T08:30:00\n"},
      {"title = \"a\"\nfrom = 2026-11-24\nuntil = 2026-11-23\n",
       ":4:9: the notice ends before it begins; put until after from\n"},
      {"title = \"a\"\nuntill = 2026-11-23\n", ":3:1: unknown key \"untill\"; did you mean \"until\"?\n"},
  };
  for (const Row& row : rows) {
    const std::string text = std::string("+++\n") + row.matter + "+++\nbody\n";
    write("a.zh.md", text);
    EXPECT_TRUE(read().empty()) << row.matter;
    EXPECT_EQ(complaints(), std::string("notices/a.zh.md") + row.said);
  }
}

TEST_F(NoticeFile, toml_that_cannot_be_read_is_named_with_the_files_own_line) {
  write("a.zh.md", "+++\ntitle = \"a\"\nuntil = = 3\n+++\n");
  EXPECT_TRUE(read().empty());
  EXPECT_TRUE(complaints().starts_with("notices/a.zh.md:3:")) << complaints();
}

TEST_F(NoticeFile, a_file_with_a_mistake_does_not_spoil_the_other_language) {
  write("a.en.md", "+++\ntitle = \"a\"\n");
  write("a.zh.md", "+++\ntitle = \"甲\"\n+++\n");
  const std::vector<Notice> notices = read();
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices[0].texts.size(), 1U);
  EXPECT_TRUE(has_errors(diagnostics_));
}

TEST_F(NoticeFile, languages_may_not_contradict_each_other) {
  write("a.en.md", "+++\ntitle = \"a\"\nuntil = 2026-12-01\nkind = \"refutation\"\n+++\n");
  write("a.zh.md", "+++\ntitle = \"甲\"\nkind = \"refutation\"\nuntil = 2026-12-02\n+++\n");
  const std::vector<Notice> notices = read();
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(complaints(),
            "notices/a.zh.md:4: \"until\" is not the same as in notices/a.en.md; write the same in each "
            "language, or write it in one file only\n");
}

TEST_F(NoticeFile, a_file_too_large_is_left_out) {
  write("a.zh.md", "+++\ntitle = \"a\"\n+++\n" + std::string(256 << 10, 'x'));
  EXPECT_TRUE(read().empty());
  EXPECT_TRUE(complaints().starts_with("notices/a.zh.md: the file cannot be read, or is larger"))
      << complaints();
}

}  // namespace
}  // namespace crier
