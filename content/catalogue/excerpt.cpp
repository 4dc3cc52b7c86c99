// SPDX-License-Identifier: Apache-2.0
#include "content/catalogue/excerpt.hpp"

#include <algorithm>

namespace crier {
namespace {

constexpr std::size_t kMostLetters = 90;
constexpr std::size_t kLettersBefore = 24;  // of a sentence too long, before the mark
constexpr std::string_view kCut = "…";

bool ends_sentence(char32_t code) {
  return code == U'。' || code == U'!' || code == U'?' || code == U'\n';
}

bool begins_word(const std::vector<Letter>& letters, std::size_t at) {
  return at == 0 || letters[at - 1].kind != LetterKind::word;
}

// Letters from `at` on that are the term; 0 where they are not.
std::size_t as_written(const std::vector<Letter>& letters, std::size_t at, const std::u32string& term) {
  if (at + term.size() > letters.size()) return 0;
  for (std::size_t i = 0; i < term.size(); ++i)
    if (letters[at + i].code != term[i]) return 0;
  return term.size();
}

std::size_t as_pinyin(const std::vector<Letter>& letters, std::size_t at, const std::u32string& term) {
  std::size_t used = 0;
  std::size_t i = at;
  for (; i < letters.size() && used < term.size(); ++i) {
    if (letters[i].syllable.empty()) return 0;
    for (const char c : letters[i].syllable) {
      if (used == term.size()) break;
      const char32_t typed = term[used] == U'v' ? U'u' : term[used];
      if (typed != static_cast<char32_t>(c)) return 0;
      ++used;
    }
  }
  return used == term.size() ? i - at : 0;
}

std::size_t as_initials(const std::vector<Letter>& letters, std::size_t at, const std::u32string& term) {
  for (std::size_t i = 0; i < term.size(); ++i) {
    if (at + i >= letters.size() || letters[at + i].syllable.empty()) return 0;
    if (static_cast<char32_t>(letters[at + i].syllable.front()) != term[i]) return 0;
  }
  return term.size();
}

std::size_t matched(const std::vector<Letter>& letters, std::size_t at, const Term& term) {
  if (letters[at].kind == LetterKind::hanzi && term.kind == LetterKind::word)
    return std::max(as_pinyin(letters, at, term.text), as_initials(letters, at, term.text));
  if (letters[at].kind != term.kind) return 0;
  if (term.kind == LetterKind::word && !begins_word(letters, at)) return 0;
  return as_written(letters, at, term.text);
}

}  // namespace

std::vector<Mark> find_marks(const std::vector<Letter>& letters, const std::vector<Term>& terms) {
  std::vector<Mark> marks;
  for (std::size_t at = 0; at < letters.size();) {
    std::size_t size = 0;
    for (const Term& term : terms) size = std::max(size, matched(letters, at, term));
    if (size > 0) {
      const std::size_t begin = letters[at].begin;
      const std::size_t end = letters[at + size - 1].end;
      if (!marks.empty() && marks.back().end == begin) {
        marks.back().end = end;
      } else {
        marks.push_back({begin, end});
      }
    }
    at += std::max<std::size_t>(size, 1);
  }
  return marks;
}

Excerpt excerpt_of(const Spelling& spelling, std::string_view text, const std::vector<Term>& terms) {
  const std::vector<Letter> letters = spelling.letters(text);
  if (letters.empty()) return {};
  const std::vector<Mark> marks = find_marks(letters, terms);
  std::size_t hit = 0;
  while (!marks.empty() && letters[hit].begin < marks.front().begin) ++hit;
  std::size_t begin = hit;
  while (begin > 0 && !ends_sentence(letters[begin - 1].code)) --begin;
  std::size_t end = hit;
  while (end < letters.size() && !ends_sentence(letters[end].code)) ++end;
  if (end < letters.size() && letters[end].code != U'\n') ++end;
  bool is_cut_before = false;
  bool is_cut_behind = false;
  if (end - begin > kMostLetters) {
    if (hit - begin > kLettersBefore) {
      begin = hit - kLettersBefore;
      is_cut_before = true;
    }
    if (end - begin > kMostLetters) {
      end = begin + kMostLetters;
      is_cut_behind = true;
    }
  }
  if (begin == end) return {};
  Excerpt excerpt;
  if (is_cut_before) excerpt.text = kCut;
  const std::size_t from = letters[begin].begin;
  const std::size_t to = letters[end - 1].end;
  const std::size_t shift = excerpt.text.size();
  excerpt.text += text.substr(from, to - from);
  if (is_cut_behind) excerpt.text += kCut;
  for (const Mark& mark : marks) {
    if (mark.end <= from || mark.begin >= to) continue;
    excerpt.marks.push_back(
        {std::max(mark.begin, from) - from + shift, std::min(mark.end, to) - from + shift});
  }
  return excerpt;
}

}  // namespace crier
