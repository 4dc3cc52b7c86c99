// SPDX-License-Identifier: Apache-2.0
#include "content/notices/notice_text.hpp"

#include <fmt/format.h>

#include <vector>

#include "config/toml_file.hpp"
#include "content/notices/front_matter.hpp"
#include "content/schedule/moment.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostTitleBytes = 600;   // two hundred Chinese characters
constexpr std::size_t kLongBodyBytes = 9'000;  // ten minutes' reading

std::string read_title(TomlTable& table) {
  const auto title = table.string("title");
  if (!title) {
    if (!table.has("title")) table.complain("title", "the notice has no title", "write title = \"...\"");
    return {};
  }
  if (title->find_first_not_of(" \t\r\n") == std::string::npos) {
    table.complain("title", "the title is empty", "say in a line what the notice is about");
  } else if (title->find_first_of("\r\n") != std::string::npos) {
    table.complain("title", "the title has more than one line", "write it in one line");
  } else if (title->size() > kMostTitleBytes) {
    table.complain("title", "the title is longer than 200 characters",
                   "shorten it, and put the details below the front matter");
  }
  return *title;
}

template <class T>
std::optional<Placed<T>> placed(const TomlTable& table, std::string_view key, std::optional<T> value) {
  if (!value) return std::nullopt;
  return Placed<T>{*value, table.position_of(key).line};
}

std::optional<NoticeKind> read_kind(TomlTable& table) {
  const auto kind = table.string("kind");
  if (!kind) return std::nullopt;
  if (*kind == "notice") return NoticeKind::notice;
  if (*kind == "refutation") return NoticeKind::refutation;
  const std::string nearest = closest(*kind, {"notice", "refutation"});
  table.complain("kind", fmt::format("\"{}\" is no kind of notice", *kind),
                 nearest.empty() ? std::string("write \"notice\" or \"refutation\"")
                                 : fmt::format("did you mean \"{}\"?", nearest));
  return std::nullopt;
}

std::optional<std::chrono::year_month_day> read_date(TomlTable& table) {
  const auto text = table.time("date");
  if (!text) return std::nullopt;
  const auto local = parse_time(text->text)->local;
  return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local)};
}

// A line of blanks at the front of the body is not part of it.
std::string_view without_empty_lines(std::string_view body) {
  std::size_t begin = 0;
  for (std::size_t end = body.find('\n'); end != std::string_view::npos; end = body.find('\n', begin)) {
    if (body.substr(begin, end - begin).find_first_not_of(" \t\r") != std::string_view::npos) break;
    begin = end + 1;
  }
  return body.substr(begin);
}

}  // namespace

std::optional<NoticePart> parse_notice(std::string_view text, const std::string& name, const Zone& zone,
                                       Diagnostics& diagnostics) {
  Diagnostics found;
  std::optional<NoticePart> part;
  if (const auto matter = split_front_matter(text, name, found)) {
    const TomlFile file = TomlFile::parse(matter->toml, name, found);
    if (file.readable()) {
      TomlTable table = file.root();
      part.emplace();
      part->text.title = read_title(table);
      part->text.body = without_empty_lines(matter->body);
      part->kind = placed(table, "kind", read_kind(table));
      part->date = placed(table, "date", read_date(table));
      part->from = placed(table, "from", read_moment(table, "from", DateAlone::first_instant, zone));
      part->until = placed(table, "until", read_moment(table, "until", DateAlone::end_of_day, zone));
      if (part->from && part->until && part->until->value <= part->from->value)
        table.complain("until", "the notice ends before it begins", "put until after from");
      table.reject_unknown_keys();
    }
  }
  if (part && part->text.body.size() > kLongBodyBytes) {
    found.push_back({Severity::warning, name, 0, 0, "the text takes more than ten minutes to read",
                     "shorten it to what a passer-by needs to know"});
  }
  if (has_errors(found)) part.reset();
  diagnostics.insert(diagnostics.end(), found.begin(), found.end());
  return part;
}

}  // namespace crier
