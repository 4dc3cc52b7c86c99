// SPDX-License-Identifier: Apache-2.0
// Catalogue: search over an office's cases and notices, by hanzi (one is enough), by the beginnings of words,
// by pinyin, whole or begun ("wangluozh", "wang luo zh"), and by its initials ("wlzp" finds 网络诈骗).
// Traditional characters find simplified ones. Titles, keywords, summaries and the category's name are found
// by pinyin; bodies, the law and what to do by their words only.
//
// Hits are in order of where the words stand: title or keywords, then summary or category, then body; among
// equals the newest first. Latin words with blanks between come first where they stand as one ("w l z p" as
// initials), then where each of them stands somewhere. Each index numbers its rows from the newest on, so
// that reading it in order is ranking, and reading stops with the last hit asked for: a character that every
// case has costs no more than a rare one. Only hanzi of three or more need a second look at the text; after
// kMostLooks in vain, the newest first, the rest of that index is left out.
//
// Built in memory, read only afterwards; nothing is written to a disk. One thread.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/clock.hpp"
#include "config/result.hpp"
#include "content/catalogue/database.hpp"
#include "content/catalogue/excerpt.hpp"
#include "content/catalogue/spelling.hpp"
#include "content/catalogue/terms.hpp"
#include "content/model/office.hpp"

namespace crier {

enum class HitKind { case_, notice };
enum class HitPlace { title, summary, body };  // where the words stand; titles rank first

struct Hit {
  HitKind kind = HitKind::case_;
  std::string id;        // of the Case or the Notice
  std::string language;  // of title and snippet
  std::string title;
  std::vector<Mark> title_marks;  // bytes of the title
  std::string snippet;            // the sentence found, or the summary
  std::vector<Mark> snippet_marks;
  HitPlace place = HitPlace::title;
};

struct SearchQuery {
  std::string_view text;               // whatever was typed
  std::vector<std::string> languages;  // those to look in, the preferred one first
  std::size_t limit = 20;
  std::size_t offset = 0;
  WallTime at{};  // notices not in force then are left out
};

class Catalogue {
 public:
  static constexpr std::size_t kMostLooks = 2'000;

  // Takes what it needs; the office may go. Blocks: a second for a thousand cases at most.
  static Result<Catalogue> build(const Office& office);

  // Never fails: what cannot be understood finds nothing. One hit for each case and notice, in the first of
  // the languages in which it ranks best.
  std::vector<Hit> search(const SearchQuery& query);

 private:
  struct Row {  // one language's words
    std::string title;
    std::string keywords;
    std::string summary;
    std::string category;
    std::string body;                 // its words, a line for each block
    std::vector<std::string> folded;  // by place, only where folding changes it: else empty
  };
  struct Entry {
    HitKind kind = HitKind::case_;
    std::string id;
    std::optional<std::chrono::year_month_day> date;
    std::optional<WallTime> from;
    std::optional<WallTime> until;
    std::map<std::size_t, Row> rows;  // by language's index
  };
  struct Found {
    std::size_t entry = 0;
    std::size_t language = 0;
    HitPlace place = HitPlace::title;
  };

  Catalogue(Database database, Spelling spelling)
      : database_(std::move(database)), spelling_(std::move(spelling)) {}
  void collect(const Office& office);
  std::size_t language_index(const std::string& language);
  Result<void> fill();
  bool has_phrases(const Row& row, HitPlace place, const std::vector<std::string>& phrases) const;
  std::vector<Found> look(const Question& question, std::size_t language, HitPlace place, std::size_t most,
                          const SearchQuery& query);
  // In order, from all languages asked for; an entry may be found in more than one.
  std::vector<Found> rank(const Question& question, HitPlace place, std::size_t most,
                          const SearchQuery& query);
  Hit hit_of(const Found& found, const Question& question) const;

  Database database_;
  Spelling spelling_;
  std::vector<std::string> languages_;
  std::vector<Entry> entries_;                      // newest first
  std::vector<std::vector<Statement>> statements_;  // by language, by place
};

}  // namespace crier
