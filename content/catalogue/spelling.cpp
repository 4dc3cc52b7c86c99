// SPDX-License-Identifier: Apache-2.0
#include "content/catalogue/spelling.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <opencc/opencc.h>
#include <algorithm>
#include <exception>
#include <map>
#include <set>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "content/catalogue/polyphones.hpp"

namespace crier {
namespace {

// The blocks CJK Unified Ideographs Extension A to CJK Unified Ideographs; rarer ones have no reading here.
constexpr char32_t kFirstHanzi = 0x3400;
constexpr char32_t kLastHanzi = 0x9FFF;
constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kFirstFullWidth = 0xFF01;
constexpr char32_t kLastFullWidth = 0xFF5E;
constexpr char32_t kFullWidthOffset = 0xFEE0;

bool is_hanzi(char32_t code) {
  return (code >= kFirstHanzi && code <= kLastHanzi) || (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0x20000 && code <= 0x3FFFF);
}

char32_t take(std::string_view text, std::size_t& at) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto place = static_cast<std::int64_t>(at);
  const auto size = static_cast<std::int64_t>(text.size());
  UChar32 code = 0;
  U8_NEXT(bytes, place, size, code);
  if (code < 0) {
    ++at;
    return kReplacement;
  }
  at = static_cast<std::size_t>(place);
  return static_cast<char32_t>(code);
}

std::u32string to_codes(std::string_view text) {
  std::u32string codes;
  for (std::size_t at = 0; at < text.size();) codes += take(text, at);
  return codes;
}

// All hanzi of the table, a line each.
std::string all_hanzi() {
  std::string lines;
  for (char32_t code = kFirstHanzi; code <= kLastHanzi; ++code) {
    append_character(lines, code);
    lines += '\n';
  }
  return lines;
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(std::move(line));
  return lines;
}

constexpr std::size_t kHanziCount = kLastHanzi - kFirstHanzi + 1;

}  // namespace

struct Spelling::Tables {
  std::vector<char32_t> simplified;         // of each hanzi from the first on
  std::vector<std::string_view> syllables;  // likewise; empty where it has none
  std::set<std::string> names;              // of the syllables
  struct Word {
    std::u32string word;
    std::vector<std::string_view> syllables;
  };
  std::unordered_map<char32_t, std::vector<Word>> words;  // by first character, the longest first

  std::string_view name(std::string syllable) { return *names.insert(std::move(syllable)).first; }
  void simplify();
  bool read_all();
  void read_words();
};

void Spelling::Tables::simplify() {
  for (char32_t code = kFirstHanzi; code <= kLastHanzi; ++code) simplified.push_back(code);
  try {
    const opencc::SimpleConverter converter("t2s.json");
    const std::vector<std::string> lines = split_lines(converter.Convert(all_hanzi()));
    if (lines.size() != kHanziCount) return;
    for (std::size_t i = 0; i < kHanziCount; ++i) {
      const std::u32string codes = to_codes(lines[i]);
      if (codes.size() == 1) simplified[i] = codes.front();
    }
  } catch (const std::exception&) {
    return;  // without its data there is nothing to fold
  }
}

bool Spelling::Tables::read_all() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> reader(
      icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || reader == nullptr) return false;
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(all_hanzi());
  reader->transliterate(text);
  std::string latin;
  text.toUTF8String(latin);
  const std::vector<std::string> lines = split_lines(latin);
  if (lines.size() != kHanziCount) return false;
  for (const std::string& line : lines) {
    std::string syllable;
    for (const char c : line)
      if (c >= 'a' && c <= 'z') syllable += c;
    syllables.push_back(name(std::move(syllable)));
  }
  return true;
}

void Spelling::Tables::read_words() {
  for (const Polyphone& polyphone : kPolyphones) {
    Word word{to_codes(polyphone.word), {}};
    std::istringstream stream(polyphone.syllables);
    for (std::string syllable; stream >> syllable;) word.syllables.push_back(name(std::move(syllable)));
    if (word.syllables.size() == word.word.size()) words[word.word.front()].push_back(std::move(word));
  }
  for (auto& [first, list] : words) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Word& a, const Word& b) { return a.word.size() > b.word.size(); });
  }
}

Result<Spelling> Spelling::load() {
  auto tables = std::make_shared<Tables>();
  tables->simplify();
  if (!tables->read_all())
    return fail(ErrorCode::unsupported,
                "ICU's transliterator Han-Latin is missing; install ICU with all of its data");
  tables->read_words();
  return Spelling(std::move(tables));
}

std::vector<Letter> Spelling::letters(std::string_view text) const {
  std::vector<Letter> letters;
  letters.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    Letter letter;
    letter.begin = static_cast<std::uint32_t>(at);
    char32_t code = take(text, at);
    letter.end = static_cast<std::uint32_t>(at);
    if (code >= kFirstFullWidth && code <= kLastFullWidth) code -= kFullWidthOffset;
    if (is_hanzi(code)) {
      letter.kind = LetterKind::hanzi;
      if (code >= kFirstHanzi && code <= kLastHanzi) {
        code = tables_->simplified[code - kFirstHanzi];
        if (code >= kFirstHanzi && code <= kLastHanzi)
          letter.syllable = tables_->syllables[code - kFirstHanzi];
      }
    } else {
      code = static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
      const auto point = static_cast<UChar32>(code);
      if (u_isalpha(point) || u_isdigit(point)) letter.kind = LetterKind::word;
    }
    letter.code = code;
    letters.push_back(letter);
  }
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i].kind != LetterKind::hanzi) continue;
    const auto list = tables_->words.find(letters[i].code);
    if (list == tables_->words.end()) continue;
    for (const Tables::Word& word : list->second) {
      const std::size_t size = word.word.size();
      if (i + size > letters.size()) continue;
      const auto begin = letters.begin() + static_cast<std::ptrdiff_t>(i);
      if (!std::equal(word.word.begin(), word.word.end(), begin,
                      [](char32_t code, const Letter& letter) { return code == letter.code; }))
        continue;
      for (std::size_t k = 0; k < size; ++k) letters[i + k].syllable = word.syllables[k];
      break;
    }
  }
  return letters;
}

void append_character(std::string& text, char32_t code) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::int32_t size = 0;
  const bool is_scalar = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  const auto point = static_cast<UChar32>(is_scalar ? code : kReplacement);
  U8_APPEND_UNSAFE(bytes, size, point);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

}  // namespace crier
