// SPDX-License-Identifier: Apache-2.0
#include "content/cases/case_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "config/text_file.hpp"
#include "content/cases/case_text.hpp"
#include "content/cases/quiz_file.hpp"
#include "content/model/toml_words.hpp"
#include "content/notices/markdown.hpp"

namespace crier {
namespace {

constexpr const char* kFolder = "cases";
constexpr std::string_view kCaseEnding = ".md";
constexpr std::string_view kQuizEnding = ".quiz.toml";
constexpr std::size_t kMostFiles = 200'000;

// Names of the folder's files with that ending, in the order of their bytes.
std::vector<std::string> files_in(const std::filesystem::path& folder, std::string_view ending) {
  std::vector<std::string> files;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (name.starts_with('.') || !name.ends_with(ending)) continue;
    files.push_back(std::move(name));
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> keys_of(const std::vector<Category>& categories) {
  std::vector<std::string> keys;
  for (const Category& category : categories) keys.push_back(category.key);
  return keys;
}

class CaseReader {
 public:
  CaseReader(const Office& office, const NoteMedium& note_medium, Diagnostics& diagnostics)
      : office_(office),
        categories_(keys_of(office.categories)),
        note_medium_(note_medium),
        diagnostics_(diagnostics) {}

  void read(const std::filesystem::path& folder, const std::string& file);
  std::vector<Case> take() &&;

 private:
  struct Entry {
    CasePart shared;  // its text and pictures are not used
    Case made;
    std::string file;  // the first one, as diagnostics call it
  };

  void complain(Severity severity, const std::string& file, int line, std::string what, std::string remedy) {
    diagnostics_.push_back({severity, file, line, 0, std::move(what), std::move(remedy)});
  }
  template <class T>
  void share(std::optional<Placed<T>>& shared, const std::optional<Placed<T>>& given, const char* key,
             const std::string& first, const std::string& file);
  void finish(Entry& entry);

  const Office& office_;
  const std::vector<std::string> categories_;
  const NoteMedium& note_medium_;
  Diagnostics& diagnostics_;
  std::map<std::string, Entry> entries_;  // by id
};

template <class T>
void CaseReader::share(std::optional<Placed<T>>& shared, const std::optional<Placed<T>>& given,
                       const char* key, const std::string& first, const std::string& file) {
  if (!shared) shared = given;
  if (!given || given->value == shared->value) return;
  complain(Severity::error, file, given->line, fmt::format("\"{}\" is not the same as in {}", key, first),
           "write the same in each language, or write it in one file only");
}

void CaseReader::read(const std::filesystem::path& folder, const std::string& file) {
  const std::string shown = fmt::format("{}/{}", kFolder, file);
  const std::string_view stem = std::string_view(file).substr(0, file.size() - kCaseEnding.size());
  const std::size_t dot = stem.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || !is_language(stem.substr(dot + 1))) {
    complain(Severity::error, shown, 0, "the file's name does not say its language",
             fmt::format("call it {}.{}.md", stem, office_.languages.front()));
    return;
  }
  const std::string id(stem.substr(0, dot));
  const std::string language(stem.substr(dot + 1));
  if (std::find(office_.languages.begin(), office_.languages.end(), language) == office_.languages.end()) {
    complain(
        Severity::warning, shown, 0, fmt::format("\"{}\" is none of the office's languages", language),
        fmt::format("call it {}.{}.md, or add the language to office.toml", id, office_.languages.front()));
  }
  const auto text = read_text(folder / file, kMostMarkdownBytes);
  if (!text) {
    complain(Severity::error, shown, 0, "the file cannot be read, or is larger than 256 KiB",
             "check that it is a text that may be read");
    return;
  }
  auto part = parse_case(*text, shown, categories_, diagnostics_);
  if (!part) return;
  Entry& entry = entries_[id];
  if (entry.file.empty()) entry.file = shown;
  share(entry.shared.category, part->category, "category", entry.file, shown);
  share(entry.shared.date, part->date, "date", entry.file, shown);
  share(entry.shared.film, part->film, "film", entry.file, shown);
  if (part->film)
    entry.made.film = note_medium_(part->film->value, shown, part->film->line, CaseMedium::film);
  for (const Placed<std::string>& picture : part->pictures)
    entry.made.pictures[picture.value] =
        note_medium_(picture.value, shown, picture.line, CaseMedium::picture);
  entry.made.id = id;
  entry.made.texts[language] = std::move(part->text);
}

void CaseReader::finish(Entry& entry) {
  for (const std::string& language : office_.languages) {
    if (entry.made.texts.contains(language)) continue;
    complain(Severity::warning, entry.file, 0, fmt::format("the case is not there in \"{}\"", language),
             fmt::format("translate it as {}/{}.{}.md", kFolder, entry.made.id, language));
  }
  if (entry.shared.date) entry.made.date = entry.shared.date->value;
  if (entry.shared.category) {
    entry.made.category = entry.shared.category->value;
  } else {
    complain(Severity::warning, entry.file, 0, "the case has no category, so that only search finds it",
             "write category = \"...\" with a key of the categories' file");
  }
}

std::vector<Case> CaseReader::take() && {
  std::vector<Case> cases;
  for (auto& [id, entry] : entries_) {
    finish(entry);
    cases.push_back(std::move(entry.made));
  }
  std::stable_sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) {
    return b.date < a.date;  // no date is older than any
  });
  return cases;
}

}  // namespace

void read_cases(const std::filesystem::path& root, const NoteMedium& note_medium, Office& office,
                Diagnostics& diagnostics) {
  std::vector<std::string> files = files_in(root / kFolder, kCaseEnding);
  if (files.size() > kMostFiles) {
    diagnostics.push_back({Severity::error, kFolder, 0, 0, fmt::format("there are {} files", files.size()),
                           fmt::format("keep at most {}, and delete those that are over", kMostFiles)});
    files.resize(kMostFiles);
  }
  CaseReader reader(office, note_medium, diagnostics);
  for (const std::string& file : files) reader.read(root / kFolder, file);
  office.cases = std::move(reader).take();
  for (const std::string& file : files_in(root / kFolder, kQuizEnding)) {
    if (auto quiz =
            read_quiz_file(root / kFolder / file, fmt::format("{}/{}", kFolder, file), office, diagnostics)) {
      quiz->id = file.substr(0, file.size() - kQuizEnding.size());
      office.quizzes.push_back(*std::move(quiz));
    }
  }
}

}  // namespace crier
