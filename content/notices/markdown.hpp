// SPDX-License-Identifier: Apache-2.0
// CommonMark as far as a notice or a case needs it: blocks of plain values, one after the other. Pure
// function; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crier {

// Words in one manner. A line feed in the text is a line break the author wanted.
struct StyledRun {
  std::string text;
  bool is_strong = false;
  bool is_emphasised = false;
  std::string link;  // the address behind the words; empty where there is none, or where nobody asked

  bool operator==(const StyledRun&) const = default;
};

enum class BlockKind { paragraph, heading, rule, picture };

// What becomes of links and pictures: their words alone, or what they point at as well.
enum class MarkdownReading { words, whole };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;       // heading: 1 to 3
  int depth = 0;       // how many lists it stands in: 0 to 2
  std::string marker;  // "•" or "3." where it begins an item of the innermost list
  bool is_quoted = false;
  std::string picture;          // picture: its address as written
  std::vector<StyledRun> runs;  // empty for a rule; of a picture its description, which may be empty

  bool operator==(const Block&) const = default;
};

inline constexpr std::size_t kMostMarkdownBytes = std::size_t{256} << 10;

// Deeper headings and lists are drawn in. Read for its words, a link is its words and a picture its
// description; read whole, a run knows its link and a picture is a block of its own. Of HTML the words
// between the tags remain; code reads like any text. A line's end between two Chinese characters joins them.
// Text past the limit is left out, and so are blocks without a word.
std::vector<Block> parse_markdown(std::string_view text, MarkdownReading reading = MarkdownReading::words);

}  // namespace crier
