// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/report_keys_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <tuple>

#include "config/text_file.hpp"
#include "config/time_text.hpp"
#include "config/toml_file.hpp"
#include "content/sealing/envelope.hpp"
#include "content/sealing/hex.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostBytes = 16'384;
constexpr std::size_t kMostFiles = 1'000;
constexpr std::string_view kBeginning = "report-";
constexpr std::string_view kEnding = ".toml";

bool read_bytes(TomlTable& table, const char* key, std::span<std::uint8_t> out) {
  const auto text = table.string(key);
  if (text && from_hex(*text, out)) return true;
  if (text || !table.has(key)) {
    table.complain(key, fmt::format("\"{}\" is not {} hexadecimal figures", key, out.size() * 2),
                   "copy the file again from where the key was made");
  }
  return false;
}

bool read_published(TomlTable& table, std::chrono::year_month_day& published) {
  const auto text = table.time("published");
  if (text) {
    const auto local = parse_time(text->text)->local;
    published = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local)};
    return true;
  }
  if (!table.has("published"))
    table.complain("published", "the keys have no date",
                   "write published = 2026-11-24, the day of publication");
  return false;
}

// Names in the folder, in the order of their bytes.
std::vector<std::string> key_files(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (name.starts_with(kBeginning) && name.ends_with(kEnding)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  if (names.size() > kMostFiles) names.erase(names.begin(), names.end() - kMostFiles);  // the newest are last
  return names;
}

std::string date_text(const std::chrono::year_month_day& date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace

std::optional<ReportKeys> parse_report_keys(std::string_view text, const std::string& name,
                                            Diagnostics& diagnostics) {
  const TomlFile file = TomlFile::parse(text, name, diagnostics);
  if (!file.readable()) return std::nullopt;
  TomlTable table = file.root();
  ReportKeys keys;
  bool is_good = read_published(table, keys.published);
  is_good = read_bytes(table, "report", keys.report) && is_good;
  is_good = read_bytes(table, "contact", keys.contact) && is_good;
  is_good = read_bytes(table, "acknowledgement", keys.acknowledgement) && is_good;
  is_good = read_bytes(table, "answer_salt", keys.answer_salt) && is_good;
  table.reject_unknown_keys();
  if (!is_good) return std::nullopt;
  keys.id = key_id_of(keys.report);
  return keys;
}

std::vector<ReportKeys> read_report_keys(const std::filesystem::path& root, Diagnostics& diagnostics) {
  std::vector<ReportKeys> all;
  for (const std::string& file : key_files(root / kKeysFolder)) {
    const std::string name = fmt::format("{}/{}", kKeysFolder, file);
    const auto text = read_text(root / kKeysFolder / file, kMostBytes);
    if (!text) {
      diagnostics.push_back({Severity::error, name, 0, 0, "the file cannot be read, or is larger than 16 KiB",
                             "copy it again from where the key was made"});
      continue;
    }
    const auto keys = parse_report_keys(*text, name, diagnostics);
    if (!keys) continue;
    if (!all.empty() && all.front().answer_salt != keys->answer_salt) {
      diagnostics.push_back(
          {Severity::error, name, 0, 0,
           "answer_salt is not that of the office's other keys, so that receipts would lose their "
           "answers",
           "make keys with those before them at hand"});
      continue;
    }
    all.push_back(*keys);
  }
  std::sort(all.begin(), all.end(), [](const ReportKeys& a, const ReportKeys& b) {
    return std::tie(b.published, b.id) < std::tie(a.published, a.id);
  });
  return all;
}

std::string report_keys_name(const ReportKeys& keys) {
  return fmt::format("{}{}-{}{}", kBeginning, date_text(keys.published), to_hex(keys.id), kEnding);
}

std::string report_keys_text(const ReportKeys& keys) {
  return fmt::format(
      "# Public keys for reports. Kiosks seal to the newest of this folder; never delete an older one.\n"
      "published = {}\nreport = \"{}\"\ncontact = \"{}\"\nacknowledgement = \"{}\"\nanswer_salt = \"{}\"\n",
      date_text(keys.published), to_hex(keys.report), to_hex(keys.contact), to_hex(keys.acknowledgement),
      to_hex(keys.answer_salt));
}

}  // namespace crier
