// SPDX-License-Identifier: Apache-2.0
#include "content/cases/quiz_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "config/text_file.hpp"
#include "config/toml_file.hpp"
#include "content/model/toml_words.hpp"

namespace crier {
namespace {

constexpr std::size_t kLeastOptions = 2;
constexpr std::size_t kMostOptions = 6;
constexpr std::size_t kMostQuestions = 20;
constexpr std::size_t kMostBytes = std::size_t{256} << 10;

// A text that must be there in each of the languages.
LocalizedText read_words(TomlTable& table, std::string_view key, const std::vector<std::string>& languages) {
  LocalizedText words = read_localized(table, key, languages);
  if (!table.has(key)) {
    table.complain(key, fmt::format("there is no {}", key),
                   fmt::format("write {} = {{ {} = \"...\" }}", key, languages.front()));
    return words;
  }
  for (const std::string& language : languages) {
    if (words.contains(language) && !words.at(language).empty()) continue;
    table.complain(key, fmt::format("\"{}\" is not there in \"{}\"", key, language), "translate it",
                   Severity::warning);
  }
  return words;
}

QuizQuestion read_question(TomlTable& table, const std::vector<std::string>& languages) {
  QuizQuestion question;
  question.text = read_words(table, "text", languages);
  question.explanation = read_words(table, "explanation", languages);
  const auto entries = table.entries("options");
  for (const TomlTable::Entry& entry : entries) {
    LocalizedText option;
    if (entry.string) {
      for (const std::string& language : languages) option[language] = entry.string->text;
    } else {
      for (const std::string& language : languages) {
        if (const auto words = entry.table->string(language)) {
          option[language] = *words;
        } else if (!entry.table->has(language)) {
          entry.table->complain(language, fmt::format("the option is not there in \"{}\"", language),
                                "translate it", Severity::warning);
        }
      }
      entry.table->reject_unknown_keys();
    }
    question.options.push_back(std::move(option));
  }
  if (question.options.size() < kLeastOptions || question.options.size() > kMostOptions) {
    table.complain("options", fmt::format("the question has {} options", question.options.size()),
                   fmt::format("give it {} to {}", kLeastOptions, kMostOptions));
  }
  const auto most = static_cast<std::int64_t>(std::max(question.options.size(), kLeastOptions));
  if (const auto answer = table.integer("answer", 1, most)) {
    question.answer = static_cast<std::size_t>(*answer - 1);
  } else if (!table.has("answer")) {
    table.complain("answer", "the question does not say which option is right",
                   "write answer = 1 where the first one is");
  }
  table.reject_unknown_keys();
  return question;
}

}  // namespace

std::optional<Quiz> parse_quiz(std::string_view text, const std::string& name, const Office& office,
                               Diagnostics& diagnostics) {
  Diagnostics found;
  Quiz quiz;
  {
    const TomlFile file = TomlFile::parse(text, name, found);
    TomlTable table = file.root();
    if (file.readable()) {
      quiz.title = read_words(table, "title", office.languages);
      if (const auto key = table.string("category")) {
        quiz.category = *key;
        std::vector<std::string> keys;
        for (const Category& category : office.categories) keys.push_back(category.key);
        if (find_category(office, *key) == nullptr) {
          table.complain("category", fmt::format("there is no category \"{}\"", *key),
                         suggestion(*key, keys, "name one of the categories' file, or add it there"));
        }
      }
      for (TomlTable& question : table.tables("question"))
        quiz.questions.push_back(read_question(question, office.languages));
      if (quiz.questions.empty() || quiz.questions.size() > kMostQuestions) {
        table.complain("question", fmt::format("the quiz has {} questions", quiz.questions.size()),
                       fmt::format("write 1 to {}, each below a line [[question]]", kMostQuestions));
      }
      table.reject_unknown_keys();
    }
  }
  const bool is_good = !has_errors(found);
  diagnostics.insert(diagnostics.end(), found.begin(), found.end());
  return is_good ? std::optional(std::move(quiz)) : std::nullopt;
}

std::optional<Quiz> read_quiz_file(const std::filesystem::path& path, const std::string& name,
                                   const Office& office, Diagnostics& diagnostics) {
  const auto text = read_text(path, kMostBytes);
  if (text) return parse_quiz(*text, name, office, diagnostics);
  diagnostics.push_back({Severity::error, name, 0, 0, "the file cannot be read, or is larger than 256 KiB",
                         "check that it is a text that may be read"});
  return std::nullopt;
}

}  // namespace crier
