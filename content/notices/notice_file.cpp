// SPDX-License-Identifier: Apache-2.0
#include "content/notices/notice_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "config/text_file.hpp"
#include "content/notices/markdown.hpp"
#include "content/notices/notice_text.hpp"

namespace crier {
namespace {

constexpr const char* kFolder = "notices";
constexpr std::string_view kEnding = ".md";
constexpr std::size_t kMostFiles = 2'000;

// NAME.LANGUAGE.md, taken apart.
struct FileName {
  std::string id;
  std::string language;
};

// A BCP 47 tag as far as its shape goes: "zh", "zh-Hant", "en-GB".
bool is_language(std::string_view tag) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  const std::string_view primary = tag.substr(0, tag.find('-'));
  return (primary.size() == 2 || primary.size() == 3) && tag.size() <= 35 &&
         std::all_of(primary.begin(), primary.end(), is_letter) &&
         std::all_of(tag.begin(), tag.end(), is_part);
}

std::optional<FileName> taken_apart(std::string_view file) {
  file.remove_suffix(kEnding.size());
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || !is_language(file.substr(dot + 1))) return std::nullopt;
  return FileName{std::string(file.substr(0, dot)), std::string(file.substr(dot + 1))};
}

// Names of the Markdown files in the folder, in the order of their bytes.
std::vector<std::string> files_in(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (name.starts_with('.') || !name.ends_with(kEnding)) continue;
    files.push_back(std::move(name));
  }
  std::sort(files.begin(), files.end());
  return files;
}

class NoticeReader {
 public:
  NoticeReader(const std::vector<std::string>& languages, const Zone& zone, Diagnostics& diagnostics)
      : languages_(languages), zone_(zone), diagnostics_(diagnostics) {}

  void read(const std::filesystem::path& folder, const std::string& file);
  std::vector<Notice> take() &&;

 private:
  struct Entry {
    NoticePart shared;  // its text is not used
    std::map<std::string, NoticeText> texts;
    std::string file;  // the first one, as diagnostics call it
  };

  void complain(Severity severity, const std::string& file, int line, std::string what, std::string remedy) {
    diagnostics_.push_back({severity, file, line, 0, std::move(what), std::move(remedy)});
  }
  std::optional<FileName> name_of(const std::string& file);
  template <class T>
  void share(std::optional<Placed<T>>& shared, const std::optional<Placed<T>>& given, const char* key,
             const std::string& first, const std::string& file);
  void report_missing_languages(const std::string& id, const Entry& entry);

  const std::vector<std::string>& languages_;
  const Zone& zone_;
  Diagnostics& diagnostics_;
  std::map<std::string, Entry> entries_;  // by id
};

std::optional<FileName> NoticeReader::name_of(const std::string& file) {
  const std::string shown = fmt::format("{}/{}", kFolder, file);
  auto name = taken_apart(file);
  if (!name) {
    const std::string_view stem = std::string_view(file).substr(0, file.size() - kEnding.size());
    complain(Severity::error, shown, 0, "the file's name does not say its language",
             fmt::format("call it {}.{}.md", stem, languages_.front()));
    return std::nullopt;
  }
  if (std::find(languages_.begin(), languages_.end(), name->language) == languages_.end()) {
    complain(
        Severity::warning, shown, 0, fmt::format("\"{}\" is none of the office's languages", name->language),
        fmt::format("call it {}.{}.md, or add the language to office.toml", name->id, languages_.front()));
  }
  return name;
}

template <class T>
void NoticeReader::share(std::optional<Placed<T>>& shared, const std::optional<Placed<T>>& given,
                         const char* key, const std::string& first, const std::string& file) {
  if (!shared) shared = given;
  if (!given || given->value == shared->value) return;
  complain(Severity::error, file, given->line, fmt::format("\"{}\" is not the same as in {}", key, first),
           "write the same in each language, or write it in one file only");
}

void NoticeReader::read(const std::filesystem::path& folder, const std::string& file) {
  const auto name = name_of(file);
  if (!name) return;
  const std::string shown = fmt::format("{}/{}", kFolder, file);
  const auto text = read_text(folder / file, kMostMarkdownBytes);
  if (!text) {
    complain(Severity::error, shown, 0, "the file cannot be read, or is larger than 256 KiB",
             "check that it is a short text that may be read");
    return;
  }
  auto part = parse_notice(*text, shown, zone_, diagnostics_);
  if (!part) return;
  Entry& entry = entries_[name->id];
  if (entry.file.empty()) entry.file = shown;
  share(entry.shared.kind, part->kind, "kind", entry.file, shown);
  share(entry.shared.date, part->date, "date", entry.file, shown);
  share(entry.shared.from, part->from, "from", entry.file, shown);
  share(entry.shared.until, part->until, "until", entry.file, shown);
  entry.texts[name->language] = std::move(part->text);
}

void NoticeReader::report_missing_languages(const std::string& id, const Entry& entry) {
  for (const std::string& language : languages_) {
    if (entry.texts.contains(language)) continue;
    complain(Severity::warning, entry.file, 0, fmt::format("the notice is not there in \"{}\"", language),
             fmt::format("translate it as {}/{}.{}.md", kFolder, id, language));
  }
}

std::vector<Notice> NoticeReader::take() && {
  std::vector<Notice> notices;
  for (auto& [id, entry] : entries_) {
    report_missing_languages(id, entry);
    const NoticePart& shared = entry.shared;
    Notice notice;
    notice.id = id;
    if (shared.kind) notice.kind = shared.kind->value;
    if (shared.date) notice.date = shared.date->value;
    if (shared.from) notice.from = shared.from->value;
    if (shared.until) notice.until = shared.until->value;
    notice.texts = std::move(entry.texts);
    notices.push_back(std::move(notice));
  }
  std::stable_sort(notices.begin(), notices.end(), [](const Notice& a, const Notice& b) {
    return b.date < a.date;  // no date is older than any
  });
  return notices;
}

}  // namespace

std::vector<Notice> read_notices(const std::filesystem::path& root, const std::vector<std::string>& languages,
                                 const Zone& zone, Diagnostics& diagnostics) {
  std::vector<std::string> files = files_in(root / kFolder);
  if (files.size() > kMostFiles) {
    diagnostics.push_back({Severity::error, kFolder, 0, 0, fmt::format("there are {} files", files.size()),
                           fmt::format("keep at most {}, and delete those that are over", kMostFiles)});
    files.resize(kMostFiles);
  }
  NoticeReader reader(languages, zone, diagnostics);
  for (const std::string& file : files) reader.read(root / kFolder, file);
  return std::move(reader).take();
}

}  // namespace crier
