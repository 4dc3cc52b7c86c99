// SPDX-License-Identifier: Apache-2.0
#include "content/cases/case_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "config/time_text.hpp"
#include "content/model/toml_words.hpp"
#include "content/notices/front_matter.hpp"
#include "content/notices/markdown.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostTitleBytes = 600;    // two hundred Chinese characters
constexpr std::size_t kMostSummaryBytes = 900;  // three hundred
constexpr std::size_t kMostStepBytes = 600;
constexpr std::size_t kMostLawBytes = 3'000;
constexpr std::size_t kMostOfAList = 40;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// A text that must be there, in one line, and no longer than `most` bytes.
std::string read_line(TomlTable& table, std::string_view key, std::size_t most) {
  const auto text = table.string(key);
  if (!text) {
    if (!table.has(key))
      table.complain(key, fmt::format("there is no {}", key), fmt::format("write {} = \"...\"", key));
    return {};
  }
  if (is_blank(*text)) {
    table.complain(key, fmt::format("\"{}\" is empty", key), "say it in a line");
  } else if (text->find_first_of("\r\n") != std::string::npos) {
    table.complain(key, fmt::format("\"{}\" has more than one line", key), "write it in one line");
  } else if (text->size() > most) {
    table.complain(key, fmt::format("\"{}\" is longer than {} characters", key, most / 3),
                   "shorten it, and put the details below the front matter");
  }
  return *text;
}

std::vector<std::string> read_list(TomlTable& table, std::string_view key) {
  std::vector<std::string> list;
  for (PlacedString& entry : table.strings(key)) {
    if (is_blank(entry.text)) {
      table.complain_at(entry.position, fmt::format("an entry of \"{}\" is empty", key),
                        "write it or delete it");
    } else if (entry.text.size() > kMostStepBytes) {
      table.complain_at(
          entry.position,
          fmt::format("an entry of \"{}\" is longer than {} characters", key, kMostStepBytes / 3),
          "make two of it");
    }
    list.push_back(std::move(entry.text));
  }
  if (list.size() > kMostOfAList) {
    table.complain(key, fmt::format("\"{}\" has {} entries", key, list.size()),
                   fmt::format("keep at most {}", kMostOfAList));
  }
  return list;
}

std::vector<LawArticle> read_law(TomlTable& table) {
  std::vector<LawArticle> law;
  if (table.has("law") && !table.holds_tables("law")) {
    table.refuse("law", "\"law\" is not a list of articles", "begin each with a line [[law]]");
    return law;
  }
  for (TomlTable& entry : table.tables("law")) {
    LawArticle article;
    article.law = read_line(entry, "law", kMostTitleBytes);
    if (entry.has("article")) article.article = read_line(entry, "article", kMostTitleBytes);
    article.text = read_line(entry, "text", kMostLawBytes);
    entry.reject_unknown_keys();
    law.push_back(std::move(article));
  }
  return law;
}

std::optional<Placed<std::string>> read_category_key(TomlTable& table,
                                                     const std::vector<std::string>& categories) {
  const auto key = table.string("category");
  if (!key) return std::nullopt;
  if (std::find(categories.begin(), categories.end(), *key) == categories.end()) {
    table.complain("category", fmt::format("there is no category \"{}\"", *key),
                   suggestion(*key, categories, "name one of the categories' file, or add it there"));
    return std::nullopt;
  }
  return Placed<std::string>{*key, table.position_of("category").line};
}

std::optional<Placed<std::chrono::year_month_day>> read_date(TomlTable& table) {
  const auto text = table.time("date");
  if (!text) return std::nullopt;
  const auto local = parse_time(text->text)->local;
  return Placed<std::chrono::year_month_day>{
      std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local)}, text->position.line};
}

// The line on which the address stands first; the body's where it is written with escapes.
int line_of(std::string_view body, int body_line, const std::string& address) {
  const std::size_t at = body.find(address);
  if (at == std::string_view::npos) return body_line;
  const auto end = body.begin() + static_cast<std::ptrdiff_t>(at);
  return body_line + static_cast<int>(std::count(body.begin(), end, '\n'));
}

std::vector<Placed<std::string>> pictures_of(std::string_view body, int body_line) {
  std::vector<Placed<std::string>> pictures;
  for (Block& block : parse_markdown(body, MarkdownReading::whole)) {
    const auto is_same = [&block](const Placed<std::string>& one) { return one.value == block.picture; };
    if (block.kind != BlockKind::picture || std::any_of(pictures.begin(), pictures.end(), is_same)) continue;
    const int line = line_of(body, body_line, block.picture);
    pictures.push_back({std::move(block.picture), line});
  }
  return pictures;
}

}  // namespace

std::optional<CasePart> parse_case(std::string_view text, const std::string& name,
                                   const std::vector<std::string>& categories, Diagnostics& diagnostics) {
  Diagnostics found;
  std::optional<CasePart> part;
  if (const auto matter = split_front_matter(text, name, found)) {
    const TomlFile file = TomlFile::parse(matter->toml, name, found);
    if (file.readable()) {
      TomlTable table = file.root();
      part.emplace();
      part->text.title = read_line(table, "title", kMostTitleBytes);
      part->text.summary = read_line(table, "summary", kMostSummaryBytes);
      part->text.body = matter->body;
      part->text.law = read_law(table);
      part->text.what_to_do = read_list(table, "what_to_do");
      part->text.keywords = read_list(table, "keywords");
      part->category = read_category_key(table, categories);
      part->date = read_date(table);
      if (auto film = table.string("film")) part->film = {*std::move(film), table.position_of("film").line};
      part->pictures = pictures_of(matter->body, matter->body_line);
      if (is_blank(matter->body)) {
        found.push_back({Severity::error, name, matter->body_line, 0, "the case has no text",
                         "tell below the front matter what happened"});
      }
      table.reject_unknown_keys();
    }
  }
  if (has_errors(found)) part.reset();
  diagnostics.insert(diagnostics.end(), found.begin(), found.end());
  return part;
}

}  // namespace crier
