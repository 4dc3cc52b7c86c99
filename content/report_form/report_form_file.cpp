// SPDX-License-Identifier: Apache-2.0
#include "content/report_form/report_form_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "config/text_file.hpp"
#include "config/toml_file.hpp"
#include "content/model/toml_words.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostBytes = std::size_t{256} << 10;
constexpr std::size_t kMostCategories = 12;  // as many as one page of the kiosk has room for
constexpr std::size_t kMostSubtypes = 12;
constexpr std::size_t kMostNumbers = 3;
constexpr std::size_t kMostVersionBytes = 40;

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

// The entry's key, which none before it had; empty where it has a mistake.
std::string read_own_key(TomlTable& table, const char* noun, std::map<std::string, int>& line_of) {
  auto key = read_key(table, "key");
  if (!key) {
    if (!table.has("key"))
      table.complain("key", fmt::format("the {} has no key", noun), "write key = \"...\"");
    return {};
  }
  const auto [first, is_new] = line_of.try_emplace(*key, table.position_of("key").line);
  if (is_new) return *std::move(key);
  table.complain("key", fmt::format("{} \"{}\" is in line {} already", noun, *key, first->second),
                 fmt::format("give each {} a key of its own", noun));
  return {};
}

bool is_number(const std::string& text) {
  return text.size() >= 3 && text.size() <= 16 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == '-' || c == ' ' || c == '+';
         });
}

class FormReader {
 public:
  explicit FormReader(const std::vector<std::string>& languages) : languages_(languages) {}

  ReportForm read(TomlTable& table);

 private:
  std::optional<UrgentAdvice> read_advice(TomlTable& table);
  std::vector<ReportSubtype> read_subtypes(TomlTable& table) const;
  std::optional<ReportCategory> read_category(TomlTable& table, const ReportForm& form);
  void read_categories(TomlTable& table, ReportForm& form);
  void read_fields(TomlTable& table, ReportForm& form) const;
  void read_statuses(TomlTable& table, ReportForm& form) const;

  const std::vector<std::string>& languages_;
  std::map<std::string, int> advice_lines_;
  std::map<std::string, int> category_lines_;
};

std::optional<UrgentAdvice> FormReader::read_advice(TomlTable& table) {
  UrgentAdvice advice;
  advice.key = read_own_key(table, "advice", advice_lines_);
  advice.question = read_words(table, "question", languages_);
  advice.text = read_words(table, "text", languages_);
  for (const PlacedString& number : table.strings("numbers")) {
    if (is_number(number.text)) {
      advice.numbers.push_back(number.text);
    } else {
      table.complain_at(number.position, fmt::format("\"{}\" is not a number to call", number.text),
                        "write its figures, such as \"110\"");
    }
  }
  if (advice.numbers.empty() || advice.numbers.size() > kMostNumbers) {
    table.complain("numbers", fmt::format("the advice has {} numbers to call", advice.numbers.size()),
                   fmt::format("give one to {}, the first to be called at once", kMostNumbers));
  }
  table.reject_unknown_keys();
  if (advice.key.empty()) return std::nullopt;
  return advice;
}

std::vector<ReportSubtype> FormReader::read_subtypes(TomlTable& table) const {
  std::vector<ReportSubtype> subtypes;
  std::map<std::string, int> lines;
  for (TomlTable& entry : table.tables("subtypes")) {
    ReportSubtype subtype;
    subtype.key = read_own_key(entry, "subtype", lines);
    subtype.name = read_words(entry, "name", languages_);
    entry.reject_unknown_keys();
    if (!subtype.key.empty()) subtypes.push_back(std::move(subtype));
  }
  if (subtypes.size() > kMostSubtypes) {
    table.complain("subtypes", fmt::format("there are {} subtypes", subtypes.size()),
                   fmt::format("keep at most {}, and let the office sort finer", kMostSubtypes));
  }
  return subtypes;
}

std::optional<ReportCategory> FormReader::read_category(TomlTable& table, const ReportForm& form) {
  ReportCategory category;
  category.key = read_own_key(table, "category", category_lines_);
  category.name = read_words(table, "name", languages_);
  if (table.has("hint")) category.hint = read_words(table, "hint", languages_);
  if (auto code = table.string("code")) category.code = *std::move(code);
  if (const auto icon = read_icon(table, "icon")) category.icon = *icon;
  category.subtypes = read_subtypes(table);
  if (auto advice = table.string("advice")) {
    std::vector<std::string> known;
    for (const UrgentAdvice& one : form.advice) known.push_back(one.key);
    if (find_advice(form, *advice) != nullptr) {
      category.advice = *std::move(advice);
    } else {
      table.complain("advice", fmt::format("there is no advice \"{}\"", *advice),
                     suggestion(*advice, known, "write an [[advice]] with that key"));
    }
  }
  category.about_minors = table.boolean("about_minors").value_or(false);
  if (table.boolean("may_attach").value_or(false)) {
    table.complain("may_attach",
                   category.about_minors
                       ? "nothing can be attached to a report about minors"
                       : "nothing can be attached at a kiosk, which has no camera and takes no files",
                   "delete this line");
  }
  table.reject_unknown_keys();
  if (category.key.empty() || category.name.empty()) return std::nullopt;
  return category;
}

void FormReader::read_categories(TomlTable& table, ReportForm& form) {
  for (TomlTable& entry : table.tables("category")) {
    if (auto category = read_category(entry, form)) form.categories.push_back(*std::move(category));
  }
  if (form.categories.size() > kMostCategories || !table.has("category")) {
    table.complain("category", fmt::format("the form has {} categories", form.categories.size()),
                   fmt::format("write one to {}, each below a line [[category]]", kMostCategories));
    if (form.categories.size() > kMostCategories) form.categories.resize(kMostCategories);
  }
}

void FormReader::read_fields(TomlTable& table, ReportForm& form) const {
  auto fields = table.table("fields");
  if (!fields) return;
  for (std::size_t i = 0; i < kReportFields; ++i) {
    auto entry = fields->table(report_field_names()[i]);
    if (!entry) continue;
    form.fields[i].name = read_words(*entry, "name", languages_);
    if (entry->has("hint")) form.fields[i].hint = read_words(*entry, "hint", languages_);
    entry->reject_unknown_keys();
  }
  fields->reject_unknown_keys();
}

void FormReader::read_statuses(TomlTable& table, ReportForm& form) const {
  auto statuses = table.table("statuses");
  if (!statuses) return;
  for (std::size_t i = 0; i < kReportStatuses; ++i) {
    const std::string& name = report_status_names()[i];
    if (statuses->has(name)) form.statuses[i] = read_words(*statuses, name, languages_);
  }
  statuses->reject_unknown_keys();
}

ReportForm FormReader::read(TomlTable& table) {
  ReportForm form;
  if (auto version = table.string("version")) {
    form.version = *std::move(version);
    if (form.version.empty() || form.version.size() > kMostVersionBytes) {
      table.complain("version", fmt::format("the version has {} bytes", form.version.size()),
                     fmt::format("write one to {}", kMostVersionBytes));
      form.version.resize(std::min(form.version.size(), kMostVersionBytes));
    }
  } else if (!table.has("version")) {
    table.complain("version", "the form has no version",
                   "write version = \"...\", such as the year and month");
  }
  form.notice = read_words(table, "notice", languages_);
  for (TomlTable& entry : table.tables("advice")) {
    if (auto advice = read_advice(entry)) form.advice.push_back(*std::move(advice));
  }
  read_categories(table, form);
  read_fields(table, form);
  read_statuses(table, form);
  table.reject_unknown_keys();
  return form;
}

ReportForm built_in(const std::vector<std::string>& languages) {
  Diagnostics ignored;  // an office may speak other languages than the built-in form
  const TomlFile file = TomlFile::parse(built_in_report_form(), kReportFormFile, ignored);
  TomlTable table = file.root();
  return FormReader(languages).read(table);
}

void fill_in(ReportForm& form, const ReportForm& from) {
  for (std::size_t i = 0; i < kReportFields; ++i) {
    if (form.fields[i].name.empty()) form.fields[i] = from.fields[i];
  }
  for (std::size_t i = 0; i < kReportStatuses; ++i) {
    if (form.statuses[i].empty()) form.statuses[i] = from.statuses[i];
  }
}

}  // namespace

ReportForm parse_report_form(std::string_view text, const std::string& name,
                             const std::vector<std::string>& languages, Diagnostics& diagnostics) {
  ReportForm usual = built_in(languages);
  const TomlFile file = TomlFile::parse(text, name, diagnostics);
  if (!file.readable()) return usual;
  TomlTable table = file.root();
  ReportForm form = FormReader(languages).read(table);
  if (form.categories.empty()) return usual;
  fill_in(form, usual);
  return form;
}

ReportForm read_report_form(const std::filesystem::path& root, const std::vector<std::string>& languages,
                            Diagnostics& diagnostics) {
  std::error_code error;
  if (!std::filesystem::exists(root / kReportFormFile, error)) return built_in(languages);
  const auto text = read_text(root / kReportFormFile, kMostBytes);
  if (text) return parse_report_form(*text, kReportFormFile, languages, diagnostics);
  diagnostics.push_back({Severity::error, kReportFormFile, 0, 0,
                         "the file cannot be read, or is larger than 256 KiB",
                         "check that it is a text that may be read"});
  return built_in(languages);
}

}  // namespace crier
