// SPDX-License-Identifier: Apache-2.0
#include "content/catalogue/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>

#include "content/catalogue/terms.hpp"
#include "content/notices/markdown.hpp"

namespace crier {
namespace {

constexpr std::array kPlaces = {HitPlace::title, HitPlace::summary, HitPlace::body};
constexpr std::size_t kMostHits = 10'000;  // beyond which nobody leafs

// Lengths of beginnings that are indexed by themselves; a length without is made of the next one's.
const char* prefixes_of(HitPlace place) {
  return place == HitPlace::body ? "1 3 4 5" : "1 2 3 4 5 6 7";
}

std::string table_of(std::size_t language, HitPlace place) {
  return fmt::format("words_{}_{}", language, static_cast<int>(place));
}

std::string words_of(std::string_view markdown) {
  std::string words;
  for (const Block& block : parse_markdown(markdown)) {
    if (!words.empty()) words += '\n';
    for (const StyledRun& run : block.runs) words += run.text;
  }
  return words;
}

void add_line(std::string& text, const std::string& line) {
  if (!text.empty() && !line.empty()) text += '\n';
  text += line;
}

}  // namespace

std::size_t Catalogue::language_index(const std::string& language) {
  const auto place = std::find(languages_.begin(), languages_.end(), language);
  const auto index = static_cast<std::size_t>(place - languages_.begin());
  if (place == languages_.end()) languages_.push_back(language);
  return index;
}

void Catalogue::collect(const Office& office) {
  for (const Case& one : office.cases) {
    Entry entry{HitKind::case_, one.id, one.date, {}, {}, {}};
    const Category* const category = find_category(office, one.category);
    for (const auto& [language, text] : one.texts) {
      Row row{text.title, {}, text.summary, {}, words_of(text.body), {}};
      for (const std::string& keyword : text.keywords) add_line(row.keywords, keyword);
      if (category != nullptr) row.category = text_in(category->name, {language});
      for (const std::string& step : text.what_to_do) add_line(row.body, step);
      for (const LawArticle& article : text.law) {
        add_line(row.body, article.law + " " + article.article);
        add_line(row.body, article.text);
      }
      entry.rows.emplace(language_index(language), std::move(row));
    }
    entries_.push_back(std::move(entry));
  }
  for (const Notice& notice : office.notices) {
    Entry entry{HitKind::notice, notice.id, notice.date, notice.from, notice.until, {}};
    for (const auto& [language, text] : notice.texts)
      entry.rows.emplace(language_index(language), Row{text.title, {}, {}, {}, words_of(text.body), {}});
    entries_.push_back(std::move(entry));
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return b.date < a.date;  // no date is older than any
  });
}

Result<void> Catalogue::fill() {
  for (std::size_t language = 0; language < languages_.size(); ++language) {
    for (const HitPlace place : kPlaces) {
      const std::string table = table_of(language, place);
      // No text, no positions: rows are judged by where their table stands, and words by their order here.
      auto made = database_.run(
          fmt::format("CREATE VIRTUAL TABLE {0} USING fts5(words, content='', columnsize=0, detail=none, "
                      "prefix='{1}', tokenize='unicode61 remove_diacritics 0');"
                      "INSERT INTO {0}({0}, rank) VALUES('hashsize', 16000000); BEGIN",
                      table, prefixes_of(place)));
      if (!made) return made;
      auto insert = database_.prepare(fmt::format("INSERT INTO {}(words, rowid) VALUES(?1, ?2)", table));
      if (!insert) return fail(insert.error(), "building the catalogue");
      for (std::size_t i = 0; i < entries_.size(); ++i) {
        const auto found = entries_[i].rows.find(language);
        if (found == entries_[i].rows.end()) continue;
        Row& row = found->second;
        std::string text = place == HitPlace::title     ? row.title + '\n' + row.keywords
                           : place == HitPlace::summary ? row.summary + '\n' + row.category
                                                        : row.body;
        const std::vector<Letter> letters = spelling_.letters(text);
        const std::string tokens =
            tokens_of(letters, place == HitPlace::body ? Sounds::none : Sounds::pinyin);
        std::string folded;
        for (const Letter& letter : letters) append_character(folded, letter.code);
        row.folded.push_back(folded == row.body ? std::string() : std::move(folded));
        insert->start(tokens, static_cast<std::int64_t>(i));
        if (!insert->run()) return fail(ErrorCode::limit, "the catalogue does not fit into memory");
      }
      auto finished = database_.run(fmt::format("INSERT INTO {0}({0}) VALUES('optimize'); COMMIT", table));
      if (!finished) return finished;
    }
  }
  return database_.run("PRAGMA query_only = 1");
}

Result<Catalogue> Catalogue::build(const Office& office) {
  auto spelling = Spelling::load();
  if (!spelling) return tl::unexpected<Error>(spelling.error());
  auto database = Database::in_memory();
  if (!database) return tl::unexpected<Error>(database.error());
  Catalogue catalogue(*std::move(database), *std::move(spelling));
  catalogue.collect(office);
  if (const auto filled = catalogue.fill(); !filled) return fail(filled.error(), "building the catalogue");
  for (std::size_t language = 0; language < catalogue.languages_.size(); ++language) {
    std::vector<Statement> statements;
    for (const HitPlace place : kPlaces) {
      const std::string table = table_of(language, place);
      auto statement =
          catalogue.database_.prepare(fmt::format("SELECT rowid FROM {0} WHERE {0} MATCH ?1", table));
      if (!statement) return fail(statement.error(), "building the catalogue");
      statements.push_back(*std::move(statement));
    }
    catalogue.statements_.push_back(std::move(statements));
  }
  return catalogue;
}

bool Catalogue::has_phrases(const Row& row, HitPlace place, const std::vector<std::string>& phrases) const {
  const std::string& folded = row.folded[static_cast<std::size_t>(place)];
  const std::string& text = folded.empty() ? row.body : folded;
  return std::all_of(phrases.begin(), phrases.end(),
                     [&text](const std::string& phrase) { return text.find(phrase) != std::string::npos; });
}

std::vector<Catalogue::Found> Catalogue::look(const Question& question, std::size_t language, HitPlace place,
                                              std::size_t most, const SearchQuery& query) {
  std::vector<Found> found;
  Statement& statement = statements_[language][static_cast<std::size_t>(place)];
  statement.start(question.match);
  std::size_t in_vain = 0;
  while (found.size() < most && in_vain < kMostLooks) {
    const auto row = statement.step();
    if (!row) break;
    const auto index = static_cast<std::size_t>(*row);
    const Entry& entry = entries_[index];
    const bool is_in_force =
        !(entry.from && query.at < *entry.from) && !(entry.until && query.at >= *entry.until);
    if (is_in_force && has_phrases(entry.rows.at(language), place, question.phrases)) {
      found.push_back({index, language, place});
    } else {
      ++in_vain;
    }
  }
  statement.finish();
  return found;
}

Hit Catalogue::hit_of(const Found& found, const Question& question) const {
  const Entry& entry = entries_[found.entry];
  const Row& row = entry.rows.at(found.language);
  Hit hit;
  hit.kind = entry.kind;
  hit.id = entry.id;
  hit.language = languages_[found.language];
  hit.title = row.title;
  hit.place = found.place;
  hit.title_marks = find_marks(spelling_.letters(row.title), question.terms);
  const std::string& text = found.place == HitPlace::body || row.summary.empty() ? row.body : row.summary;
  Excerpt excerpt = excerpt_of(spelling_, text, question.terms);
  hit.snippet = std::move(excerpt.text);
  hit.snippet_marks = std::move(excerpt.marks);
  return hit;
}

std::vector<Catalogue::Found> Catalogue::rank(const Question& question, HitPlace place, std::size_t most,
                                              const SearchQuery& query) {
  std::vector<Found> here;
  for (const std::string& language : query.languages) {
    const auto known = std::find(languages_.begin(), languages_.end(), language);
    if (known == languages_.end()) continue;
    const std::vector<Found> some =
        look(question, static_cast<std::size_t>(known - languages_.begin()), place, most, query);
    here.insert(here.end(), some.begin(), some.end());
  }
  std::stable_sort(here.begin(), here.end(),
                   [](const Found& a, const Found& b) { return a.entry < b.entry; });
  return here;
}

std::vector<Hit> Catalogue::search(const SearchQuery& query) {
  std::vector<Hit> hits;
  if (query.offset >= kMostHits) return hits;
  const std::size_t wanted = query.offset + std::min(query.limit, kMostHits - query.offset);
  std::size_t rank_of_next = 0;
  std::unordered_set<std::size_t> seen;
  for (const Question& question : questions_of(spelling_, query.text)) {
    for (const HitPlace place : kPlaces) {
      // What has been found before does not count here, so that many more may be needed.
      for (const Found& found : rank(question, place, wanted + seen.size(), query)) {
        if (rank_of_next >= wanted) return hits;
        if (!seen.insert(found.entry).second) continue;
        if (rank_of_next++ >= query.offset) hits.push_back(hit_of(found, question));
      }
      if (rank_of_next >= wanted) return hits;
    }
  }
  return hits;
}

}  // namespace crier
