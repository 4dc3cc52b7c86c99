// SPDX-License-Identifier: Apache-2.0
// Case: what happened to somebody, what the law says about it, and what to do; Quiz: a few questions about a
// topic; Category: what they are sorted by. Read from cases/. Plain values; any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/model/layout.hpp"
#include "content/model/localized_text.hpp"

namespace crier {

// What the law says, in the office's own short words.
struct LawArticle {
  std::string law;      // "个人信息保护法", without the marks around a title
  std::string article;  // "第六十九条"; empty where the law as a whole is meant
  std::string text;

  bool operator==(const LawArticle&) const = default;
};

// One language's words: cases/NAME.LANGUAGE.md.
struct CaseText {
  std::string title;
  std::string summary;  // a sentence or two, shown in lists
  std::string body;     // CommonMark; a picture's address is a medium's name
  std::vector<LawArticle> law;
  std::vector<std::string> what_to_do;  // one step each, in order
  std::vector<std::string> keywords;    // found by search, not shown
};

struct Case {
  std::string id;                                   // the file's name without language and ending
  std::string category;                             // a Category's key
  std::optional<std::chrono::year_month_day> date;  // of issue
  std::optional<std::size_t> film;                  // index into Office::media
  std::map<std::string, std::size_t> pictures;      // by the name its texts use: index into Office::media
  std::map<std::string, CaseText> texts;            // by language, at least one
};

// How a category is drawn: one of the house's own icons.
enum class CategoryIcon {
  fraud,
  gambling,
  malware,
  minors,
  privacy,
  violence,
  rumour,
  vulgar,
  banned,
  other
};

struct Category {
  std::string key;
  LocalizedText name;
  CategoryIcon icon = CategoryIcon::other;
  Rgb colour = 0x5B6B7F;
};

struct QuizQuestion {
  LocalizedText text;
  std::vector<LocalizedText> options;  // two to six
  std::size_t answer = 0;              // the index of the right one
  LocalizedText explanation;           // shown whatever was chosen
};

struct Quiz {
  std::string id;  // the file's name without its ending
  LocalizedText title;
  std::string category;  // a Category's key; empty where it belongs to none
  std::vector<QuizQuestion> questions;
};

}  // namespace crier
