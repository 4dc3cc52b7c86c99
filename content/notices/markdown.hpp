// SPDX-License-Identifier: Apache-2.0
// CommonMark as far as a notice needs it: blocks of plain values, one after the other. Pure function; any
// thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crier {

// Words in one manner. A line feed in the text is a line break the author wanted.
struct Run {
  std::string text;
  bool is_strong = false;
  bool is_emphasised = false;

  bool operator==(const Run&) const = default;
};

enum class BlockKind { paragraph, heading, rule };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;       // heading: 1 to 3
  int depth = 0;       // how many lists it stands in: 0 to 2
  std::string marker;  // "•" or "3." where it begins an item of the innermost list
  bool is_quoted = false;
  std::vector<Run> runs;  // empty for a rule

  bool operator==(const Block&) const = default;
};

inline constexpr std::size_t kMostMarkdownBytes = std::size_t{256} << 10;

// Deeper headings and lists are drawn in. Of a link its words remain, of a picture its description, of HTML
// the words between the tags; code reads like any text. A line's end between two Chinese characters joins
// them. Text past the limit is left out, and so are
// blocks without a word.
std::vector<Block> parse_markdown(std::string_view text);

}  // namespace crier
