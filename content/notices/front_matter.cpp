// SPDX-License-Identifier: Apache-2.0
#include "content/notices/front_matter.hpp"

#include <algorithm>

#include "config/text_file.hpp"

namespace crier {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kFence = "+++";

// Takes a line off the front, without its end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

bool is_fence(std::string_view line) {
  return line.starts_with(kFence) && is_blank(line.substr(kFence.size()));
}

int line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

}  // namespace

std::optional<FrontMatter> split_front_matter(std::string_view text, const std::string& name,
                                              Diagnostics& diagnostics) {
  if (const auto at = first_not_utf8(text)) {
    diagnostics.push_back({Severity::error, name, line_of(text, *at), 0, "this line is not UTF-8 text",
                           "save the file in the encoding UTF-8"});
    return std::nullopt;
  }
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  FrontMatter matter;
  std::string_view rest = text;
  int line = 1;
  while (!rest.empty() && is_blank(rest.substr(0, rest.find('\n')))) {
    take_line(rest);
    ++line;
  }
  if (!is_fence(take_line(rest))) {
    diagnostics.push_back({Severity::error, name, line, 0, "the file does not begin with a front matter",
                           "begin it with a line +++, then title = \"...\", then a line +++"});
    return std::nullopt;
  }
  const int opened = line++;
  matter.toml.assign(static_cast<std::size_t>(opened), '\n');
  while (!rest.empty()) {
    const std::string_view next = take_line(rest);
    ++line;
    if (is_fence(next)) {
      matter.body = rest;
      matter.body_line = line;
      return matter;
    }
    matter.toml += next;
    matter.toml += '\n';
  }
  diagnostics.push_back({Severity::error, name, opened, 0, "the front matter that begins here has no end",
                         "write a line +++ below its last key"});
  return std::nullopt;
}

}  // namespace crier
