// SPDX-License-Identifier: Apache-2.0
#include "content/notices/markdown.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace crier {
namespace {

// One line a block: "h2 ", "> " where quoted, two blanks a list and the marker, then the runs.
std::string told(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) {
    if (block.kind == BlockKind::heading) text += fmt::format("h{} ", block.level);
    if (block.kind == BlockKind::rule) text += "----";
    if (block.is_quoted) text += "> ";
    text += std::string(static_cast<std::size_t>(block.depth) * 2, ' ');
    if (!block.marker.empty()) text += block.marker + " ";
    for (const StyledRun& run : block.runs) {
      const std::string mark = std::string(run.is_strong ? "**" : "") + (run.is_emphasised ? "_" : "");
      text += mark + run.text + mark;
    }
    text += "\n";
  }
  return text;
}

TEST(Markdown, becomes_blocks_and_runs) {
  struct Row {
    const char* markdown;
    const char* wanted;
  };
  const Row rows[] = {
      {"", ""},
      {"一段。\n\n两段。", "一段。\n两段。\n"},
      {"# A\n## B\n### C\n#### D\n", "h1 A\nh2 B\nh3 C\nh3 D\n"},
      {"Title\n=====\n\ntext", "h1 Title\ntext\n"},
      {"普通**加粗**普通*强调*", "普通**加粗**普通_强调_\n"},
      {"***both***", "**_both**_\n"},
      {"[官网](https://example.org/)见", "官网见\n"},
      {"![图示](a.png)", "图示\n"},
      {"<https://example.org>", "https://example.org\n"},
      {"`code` stays", "code stays\n"},
      {"```\na\n  b\n```\n", "a\n  b\n"},
      {"- a\n- b\n", "  • a\n  • b\n"},
      {"- a\n\n- b\n\n  more\n", "  • a\n  • b\n  more\n"},
      {"3. a\n4. b\n", "  3. a\n  4. b\n"},
      {"- a\n  1. b\n     - c\n", "  • a\n    1. b\n    • c\n"},
      {"> 引文\n\n外", "> 引文\n外\n"},
      {"> - a\n", ">   • a\n"},
      {"a\n\n---\n\nb", "a\n----\nb\n"},
      {"-\n- b\n", "  • b\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(told(parse_markdown(row.markdown)), row.wanted) << row.markdown;
}

TEST(Markdown, a_line_end_joins_chinese_and_parts_words) {
  struct Row {
    const char* markdown;
    const char* wanted;
  };
  const Row rows[] = {
      {"网络\n谣言", "网络谣言\n"},  {"网络，\n**谣言**", "网络，**谣言**\n"},
      {"two\nwords", "two words\n"}, {"拨打\n12377", "拨打 12377\n"},
      {"dial\n举报", "dial 举报\n"}, {"a  \nb", "a\nb\n"},
      {"a\\\nb", "a\nb\n"},          {"a<br/>b", "a\nb\n"},
      {"한국\n어", "한국 어\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(told(parse_markdown(row.markdown)), row.wanted) << row.markdown;
}

// What stands between a bold word with its colon and the text is there for Markdown alone.
TEST(Markdown, no_blank_follows_wide_punctuation) {
  struct Row {
    const char* markdown;
    const char* wanted;
  };
  const Row rows[] = {
      {"**传言：** 明天停水。", "**传言：**明天停水。\n"},
      {"> **您可以：**  先看公告", "> **您可以：**先看公告\n"},
      {"请拨打：\n12377", "请拨打：12377\n"},
      {"（见 *图* ） 第一，  第二", "（见 _图_ ）第一，第二\n"},
      {"**Rumour:** no water", "**Rumour:** no water\n"},
      {"拨打 **96110** 。", "拨打 **96110** 。\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(told(parse_markdown(row.markdown)), row.wanted) << row.markdown;
}

TEST(Markdown, odd_text_reads_as_well_as_it_can) {
  struct Row {
    std::string markdown;
    std::string wanted;
  };
  const Row rows[] = {
      {"&amp;&nbsp;&#20013;&#x56FD;&hellip;", "&\u00A0中国…\n"},
      {"&nosuch; &#0; &#x110000; &#xD800;", "&nosuch; \uFFFD \uFFFD \uFFFD\n"},
      {std::string("a\0b", 3), "a\uFFFDb\n"},
      {"a <b>c</b> <!-- d --> e", "a c  e\n"},
      {"<div>words</div>", "words\n"},
      {"**open", "**open\n"},
      {"[link](", "[link](\n"},
      {"#no heading", "#no heading\n"},
      {"> ", ""},

      {"| a | b |", "| a | b |\n"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(told(parse_markdown(row.markdown)), row.wanted) << row.markdown;
  }
}

TEST(Markdown, is_bounded_in_size_and_depth) {
  std::string deep;
  for (int i = 0; i < 2'000; ++i) deep += "> - ";
  const std::vector<Block> nested = parse_markdown(deep + "a");
  ASSERT_EQ(nested.size(), 1U);
  EXPECT_EQ(nested[0].depth, 2);
  std::string longest;
  while (longest.size() <= kMostMarkdownBytes) longest += "普";
  const std::vector<Block> cut = parse_markdown(longest + "\n\n后");
  ASSERT_EQ(cut.size(), 1U);
  EXPECT_EQ(cut[0].runs[0].text.size(), kMostMarkdownBytes / 3 * 3);
}

}  // namespace
}  // namespace crier
