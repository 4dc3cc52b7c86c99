// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/change.hpp"

#include <fmt/format.h>

#include "content/publishing/workspace_files.hpp"

namespace crier {
namespace {

std::string name_of(const Target& target) {
  constexpr std::string_view kPrefix = kContentPrefix;
  return target.path.starts_with(kPrefix) ? target.path.substr(kPrefix.size()) : target.path;
}

}  // namespace

Change compare(const std::vector<Target>& before, const std::vector<Target>& after) {
  Change change;
  auto old = before.begin();
  auto now = after.begin();
  while (old != before.end() || now != after.end()) {
    if (old == before.end() || (now != after.end() && now->path < old->path)) {
      change.added.push_back(name_of(*now++));
    } else if (now == after.end() || old->path < now->path) {
      change.removed.push_back(name_of(*old++));
    } else {
      if (old->file != now->file) change.changed.push_back(name_of(*now));
      ++old;
      ++now;
    }
  }
  return change;
}

std::vector<std::string> change_lines(const Change& change, std::size_t most) {
  std::vector<std::string> lines;
  const struct {
    const std::vector<std::string>& names;
    char mark;
  } each[] = {{change.added, '+'}, {change.changed, '*'}, {change.removed, '-'}};
  for (const auto& [names, mark] : each)
    for (const std::string& name : names) lines.push_back(fmt::format("{} {}", mark, name));
  if (lines.size() > most) {
    const std::size_t more = lines.size() - most;
    lines.resize(most);
    lines.push_back(fmt::format("and {} more files", more));
  }
  return lines;
}

}  // namespace crier
