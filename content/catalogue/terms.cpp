// SPDX-License-Identifier: Apache-2.0
#include "content/catalogue/terms.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace crier {
namespace {

constexpr std::size_t kMostInitials = 10;

class Tokens {
 public:
  void add(std::string token) {
    if (token.empty()) return;
    const auto [place, is_new] = seen_.insert(std::move(token));
    if (!is_new) return;
    text_ += *place;
    text_ += ' ';
  }
  std::string take() && { return std::move(text_); }

 private:
  std::unordered_set<std::string> seen_;
  std::string text_;
};

std::string to_utf8(std::u32string_view codes) {
  std::string text;
  for (const char32_t code : codes) append_character(text, code);
  return text;
}

void add_sounds(const std::vector<Letter>& letters, std::size_t begin, std::size_t end, Tokens& tokens) {
  std::string spelled;
  std::string initials;
  for (std::size_t i = begin; i < end && spelled.size() < kLongestToken; ++i) {
    if (letters[i].syllable.empty()) break;
    spelled += letters[i].syllable;
    if (initials.size() < kMostInitials) initials += letters[i].syllable.front();
  }
  spelled.resize(std::min(spelled.size(), kLongestToken));
  // Initials go further than the spelling does: two letters a character.
  for (std::size_t i = begin + initials.size(); i < end && initials.size() < kMostInitials; ++i) {
    if (letters[i].syllable.empty()) break;
    initials += letters[i].syllable.front();
  }
  tokens.add(std::move(spelled));
  tokens.add(std::move(initials));
}

std::size_t end_of_run(const std::vector<Letter>& letters, std::size_t begin) {
  std::size_t end = begin;
  while (end < letters.size() && letters[end].kind == letters[begin].kind) ++end;
  return end;
}

std::u32string codes_of(const std::vector<Letter>& letters, std::size_t begin, std::size_t end) {
  std::u32string codes;
  for (std::size_t i = begin; i < end; ++i) codes += letters[i].code;
  return codes;
}

// Letters and digits only, so that quotes are all the syntax there is.
std::string prefix(const std::u32string& word) {
  return '"' + to_utf8(word) + "\"*";
}

// Typists write "v" for "ü", which reads as "u" here.
std::string word_match(const std::u32string& word) {
  std::u32string plain = word;
  for (std::size_t i = 1; i < plain.size(); ++i)
    if (plain[i] == U'v' && (plain[i - 1] == U'n' || plain[i - 1] == U'l')) plain[i] = U'u';
  if (plain == word) return prefix(word);
  return '(' + prefix(word) + " OR " + prefix(plain) + ')';
}

std::string hanzi_match(const std::u32string& run) {
  if (run.size() == 1) return prefix(run);
  std::vector<std::u32string> pairs;
  for (std::size_t i = 0; i + 1 < run.size(); ++i) {
    std::u32string pair = run.substr(i, 2);
    if (std::find(pairs.begin(), pairs.end(), pair) == pairs.end()) pairs.push_back(std::move(pair));
  }
  std::string match;
  for (const std::u32string& pair : pairs) match += (match.empty() ? "\"" : " AND \"") + to_utf8(pair) + '"';
  return match;
}

}  // namespace

std::string tokens_of(const std::vector<Letter>& letters, Sounds sounds) {
  Tokens tokens;
  for (std::size_t begin = 0; begin < letters.size();) {
    const std::size_t end = end_of_run(letters, begin);
    if (letters[begin].kind == LetterKind::word) {
      tokens.add(to_utf8(codes_of(letters, begin, std::min(end, begin + kLongestToken))));
    } else if (letters[begin].kind == LetterKind::hanzi) {
      for (std::size_t i = begin; i < end; ++i) {
        tokens.add(to_utf8(codes_of(letters, i, std::min(end, i + 2))));
        if (sounds == Sounds::pinyin) add_sounds(letters, i, end, tokens);
      }
    }
    begin = end;
  }
  return std::move(tokens).take();
}

std::vector<Question> questions_of(const Spelling& spelling, std::string_view typed) {
  // No character is longer than four bytes, so that what is cut off here could not count.
  std::vector<Letter> letters = spelling.letters(typed.substr(0, 4 * kMostTyped));
  if (letters.size() > kMostTyped) letters.resize(kMostTyped);
  Question question;
  std::u32string joined;
  bool are_words = true;
  for (std::size_t begin = 0; begin < letters.size() && question.terms.size() < kMostTerms;) {
    std::size_t end = end_of_run(letters, begin);
    if (letters[begin].kind != LetterKind::other) {
      Term term{letters[begin].kind, codes_of(letters, begin, end)};
      if (term.kind == LetterKind::word) {
        joined += term.text;
        term.text.resize(std::min(term.text.size(), kLongestToken));
      } else {
        are_words = false;
      }
      question.terms.push_back(std::move(term));
    }
    begin = end;
  }
  for (const Term& term : question.terms) {
    if (!question.match.empty()) question.match += " AND ";
    question.match += term.kind == LetterKind::hanzi ? hanzi_match(term.text) : word_match(term.text);
    if (term.kind == LetterKind::hanzi && term.text.size() > 2)
      question.phrases.push_back(to_utf8(term.text));
  }
  std::vector<Question> questions;
  if (are_words && question.terms.size() > 1) {
    // "wang luo zh" is one word to somebody who types pinyin; its parts, each anywhere, mean less.
    joined.resize(std::min(joined.size(), kLongestToken));
    questions.push_back({word_match(joined), {Term{LetterKind::word, joined}}, {}});
  }
  if (!question.match.empty()) questions.push_back(std::move(question));
  return questions;
}

}  // namespace crier
