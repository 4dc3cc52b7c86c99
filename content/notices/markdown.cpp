// SPDX-License-Identifier: Apache-2.0
#include "content/notices/markdown.hpp"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace crier {
namespace {

constexpr int kDeepestList = 2;
constexpr unsigned kDeepestHeading = 3;
constexpr const char* kBullet = "•";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

struct Entity {
  std::string_view name;
  std::string_view text;
};
constexpr std::array<Entity, 18> kEntities = {{{"&amp;", "&"},
                                               {"&lt;", "<"},
                                               {"&gt;", ">"},
                                               {"&quot;", "\""},
                                               {"&apos;", "'"},
                                               {"&nbsp;", "\u00A0"},
                                               {"&ensp;", "\u2002"},
                                               {"&emsp;", "\u2003"},
                                               {"&copy;", "©"},
                                               {"&middot;", "·"},
                                               {"&hellip;", "…"},
                                               {"&ndash;", "–"},
                                               {"&mdash;", "—"},
                                               {"&lsquo;", "‘"},
                                               {"&rsquo;", "’"},
                                               {"&ldquo;", "“"},
                                               {"&rdquo;", "”"},
                                               {"&times;", "×"}}};

std::string to_utf8(unsigned code) {
  std::string text;
  const auto add = [&text](unsigned byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::string(kReplacement);
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0 | (code >> 6));
    add(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    add(0xE0 | (code >> 12));
    add(0x80 | ((code >> 6) & 0x3F));
    add(0x80 | (code & 0x3F));
  } else {
    add(0xF0 | (code >> 18));
    add(0x80 | ((code >> 12) & 0x3F));
    add(0x80 | ((code >> 6) & 0x3F));
    add(0x80 | (code & 0x3F));
  }
  return text;
}

// As written where it is none that we know.
std::string entity_text(std::string_view entity) {
  if (entity.starts_with("&#") && entity.size() > 3) {
    const bool is_hexadecimal = entity[2] == 'x' || entity[2] == 'X';
    const std::string_view digits = entity.substr(is_hexadecimal ? 3 : 2);
    unsigned code = 0;
    const auto [end, status] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, is_hexadecimal ? 16 : 10);
    return status == std::errc{} ? to_utf8(code) : std::string(kReplacement);
  }
  const auto known = std::find_if(kEntities.begin(), kEntities.end(),
                                  [entity](const Entity& one) { return one.name == entity; });
  return std::string(known == kEntities.end() ? entity : known->text);
}

// Whether a sequence of UTF-8 is of the kind that is written without blanks: from U+2E80 on, but for Hangul.
bool is_unspaced(std::string_view sequence) {
  if (sequence.size() == 4) return true;
  if (sequence.size() != 3) return false;
  const auto byte = [sequence](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
  const unsigned code = (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
  const bool is_hangul = code >= 0xAC00 && code <= 0xD7A3;
  return code >= 0x2E80 && !is_hangul;
}

// Punctuation that carries its own blank: 、。〉》」』】！）：；，？ in their full width.
bool ends_with_wide_punctuation(std::string_view text) {
  constexpr std::array<std::string_view, 13> kWide{"、", "。", "〉", "》", "」", "』", "】",
                                                   "！", "）", "，", "：", "；", "？"};
  return std::ranges::any_of(kWide, [text](std::string_view one) { return text.ends_with(one); });
}

// "**传言：** 明天" needs a blank to be Markdown; it is not to be seen.
void drop_blanks_after_wide_punctuation(std::vector<StyledRun>& runs) {
  bool is_after = false;
  for (StyledRun& run : runs) {
    std::string kept;
    for (const char one : run.text) {
      if (one == ' ' && is_after) continue;
      kept += one;
      is_after = ends_with_wide_punctuation(kept);
    }
    run.text = std::move(kept);
  }
  std::erase_if(runs, [](const StyledRun& run) { return run.text.empty(); });
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// "<br>", "<BR/>", "<br />" and the like.
bool is_line_break_tag(std::string_view tag) {
  return tag.size() > 3 && tag[0] == '<' && (tag[1] == 'b' || tag[1] == 'B') &&
         (tag[2] == 'r' || tag[2] == 'R') && (tag[3] == ' ' || tag[3] == '/' || tag[3] == '>');
}

std::string_view first_character(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && is_continuation(text[end])) ++end;
  return text.substr(0, end);
}

std::string_view last_character(std::string_view text) {
  std::size_t begin = text.size() - 1;
  while (begin > 0 && is_continuation(text[begin])) --begin;
  return text.substr(begin);
}

std::string attribute_text(const MD_ATTRIBUTE& attribute) {
  std::string text;
  if (attribute.text == nullptr) return text;
  for (std::size_t i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
    const std::size_t begin = attribute.substr_offsets[i];
    const std::string_view part(attribute.text + begin, attribute.substr_offsets[i + 1] - begin);
    if (attribute.substr_types[i] == MD_TEXT_ENTITY) {
      text += entity_text(part);
    } else if (attribute.substr_types[i] == MD_TEXT_NULLCHAR) {
      text += kReplacement;
    } else {
      text += part;
    }
  }
  return text;
}

// Receives md4c's events and lays the blocks out flat.
class Builder {
 public:
  explicit Builder(MarkdownReading reading) : reading_(reading) {}

  void enter_block(MD_BLOCKTYPE type, void* detail);
  void leave_block(MD_BLOCKTYPE type);
  void enter_span(MD_SPANTYPE type, void* detail);
  void leave_span(MD_SPANTYPE type);
  void text(MD_TEXTTYPE type, std::string_view words);
  std::vector<Block> take() &&;

 private:
  struct List {
    bool is_numbered = false;
    unsigned next = 1;
  };

  void open(BlockKind kind, int level = 0);
  void close();
  void add(std::string_view words);
  void count_span(MD_SPANTYPE type, int by);
  void open_picture(std::string address);
  void begin_item();

  MarkdownReading reading_;
  std::vector<Block> blocks_;
  std::vector<List> lists_;
  std::string marker_;  // of the item whose first block is still to come
  int quotes_ = 0;
  int strong_ = 0;
  int emphasised_ = 0;
  int pictures_ = 0;  // a picture's description may hold another picture
  std::string link_;
  bool is_open_ = false;
  bool has_soft_break_ = false;
};

void Builder::open(BlockKind kind, int level) {
  close();
  Block block;
  block.kind = kind;
  block.level = level;
  block.depth = std::min(static_cast<int>(lists_.size()), kDeepestList);
  block.marker = std::exchange(marker_, {});
  block.is_quoted = quotes_ > 0;
  blocks_.push_back(std::move(block));
  is_open_ = true;
  has_soft_break_ = false;
}

void Builder::close() {
  if (!is_open_) return;
  is_open_ = false;
  std::vector<StyledRun>& runs = blocks_.back().runs;
  drop_blanks_after_wide_punctuation(runs);
  // Line ends at the end of a block show as an empty line.
  while (!runs.empty()) {
    std::string& last = runs.back().text;
    last.erase(last.find_last_not_of(" \n") + 1);
    if (!last.empty()) break;
    runs.pop_back();
  }
  const BlockKind kind = blocks_.back().kind;
  if (runs.empty() && kind != BlockKind::rule && kind != BlockKind::picture) blocks_.pop_back();
}

void Builder::begin_item() {
  close();
  if (lists_.empty()) return;
  List& list = lists_.back();
  marker_ = list.is_numbered ? fmt::format("{}.", list.next++) : std::string(kBullet);
}

void Builder::enter_block(MD_BLOCKTYPE type, void* detail) {
  switch (type) {
    case MD_BLOCK_QUOTE:
      close();
      ++quotes_;
      break;
    case MD_BLOCK_UL:
      close();
      lists_.push_back({});
      break;
    case MD_BLOCK_OL:
      close();
      lists_.push_back({true, static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start});
      break;
    case MD_BLOCK_LI:
      begin_item();
      break;
    case MD_BLOCK_HR:
      open(BlockKind::rule);
      close();
      break;
    case MD_BLOCK_H: {
      const unsigned level = static_cast<MD_BLOCK_H_DETAIL*>(detail)->level;
      open(BlockKind::heading, static_cast<int>(std::min(level, kDeepestHeading)));
      break;
    }
    case MD_BLOCK_P:
    case MD_BLOCK_CODE:
      open(BlockKind::paragraph);
      break;
    default:
      break;
  }
}

void Builder::leave_block(MD_BLOCKTYPE type) {
  switch (type) {
    case MD_BLOCK_QUOTE:
      close();
      --quotes_;
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      close();
      marker_.clear();
      lists_.pop_back();
      break;
    default:
      close();
      break;
  }
}

void Builder::count_span(MD_SPANTYPE type, int by) {
  if (type == MD_SPAN_STRONG) strong_ += by;
  if (type == MD_SPAN_EM) emphasised_ += by;
}

// The paragraph around it ends here and goes on behind it.
void Builder::open_picture(std::string address) {
  if (is_open_ && blocks_.back().runs.empty()) marker_ = blocks_.back().marker;
  open(BlockKind::picture);
  blocks_.back().picture = std::move(address);
}

void Builder::enter_span(MD_SPANTYPE type, void* detail) {
  count_span(type, 1);
  if (reading_ == MarkdownReading::words) return;
  if (type == MD_SPAN_A) link_ = attribute_text(static_cast<MD_SPAN_A_DETAIL*>(detail)->href);
  if (type == MD_SPAN_IMG && pictures_++ == 0)
    open_picture(attribute_text(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src));
}

void Builder::leave_span(MD_SPANTYPE type) {
  count_span(type, -1);
  if (reading_ == MarkdownReading::words) return;
  if (type == MD_SPAN_A) link_.clear();
  if (type == MD_SPAN_IMG && --pictures_ == 0) close();
}

void Builder::add(std::string_view words) {
  if (words.empty()) return;
  if (!is_open_) open(BlockKind::paragraph);  // a tight list has no paragraphs of its own
  std::vector<StyledRun>& runs = blocks_.back().runs;
  std::string joint;
  if (std::exchange(has_soft_break_, false) && !runs.empty()) {
    const bool is_seamless =
        is_unspaced(last_character(runs.back().text)) && is_unspaced(first_character(words));
    if (!is_seamless && !runs.back().text.ends_with('\n')) joint = " ";
  }
  StyledRun run{joint + std::string(words), strong_ > 0, emphasised_ > 0, link_};
  if (!runs.empty() && runs.back().is_strong == run.is_strong &&
      runs.back().is_emphasised == run.is_emphasised && runs.back().link == run.link) {
    runs.back().text += run.text;
  } else {
    runs.push_back(std::move(run));
  }
}

void Builder::text(MD_TEXTTYPE type, std::string_view words) {
  switch (type) {
    case MD_TEXT_NULLCHAR:
      add(kReplacement);
      break;
    case MD_TEXT_BR:
      add("\n");
      break;
    case MD_TEXT_SOFTBR:
      has_soft_break_ = true;
      break;
    case MD_TEXT_ENTITY:
      add(entity_text(words));
      break;
    case MD_TEXT_HTML:
      if (is_line_break_tag(words)) add("\n");
      break;
    default:
      add(words);
      break;
  }
}

std::vector<Block> Builder::take() && {
  close();
  return std::move(blocks_);
}

// The longest front of at most `most` bytes that ends with a whole character.
std::string_view bounded(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && is_continuation(text[most])) --most;
  return text.substr(0, most);
}

}  // namespace

std::vector<Block> parse_markdown(std::string_view text, MarkdownReading reading) {
  text = bounded(text, kMostMarkdownBytes);
  Builder builder(reading);
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTMLBLOCKS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    static_cast<Builder*>(user)->enter_block(type, detail);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) {
    static_cast<Builder*>(user)->leave_block(type);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
    static_cast<Builder*>(user)->enter_span(type, detail);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* user) {
    static_cast<Builder*>(user)->leave_span(type);
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* user) {
    static_cast<Builder*>(user)->text(type, {words, size});
    return 0;
  };
  // It fails only where memory does; what it has found until then still reads well.
  static_cast<void>(md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &builder));
  return std::move(builder).take();
}

}  // namespace crier
