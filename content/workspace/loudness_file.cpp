// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/loudness_file.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <type_traits>
#include <utility>

#include "config/text_file.hpp"

namespace crier {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFolder = ".crier";
constexpr const char* kFile = "loudness.json";
constexpr const char* kUnfinishedFile = "loudness.json.new";
constexpr std::size_t kMostBytes = std::size_t{16} << 20;
constexpr int kVersion = 1;

// Hundredths of a decibel are more than anyone hears; silence is null.
Json to_json(double decibels) {
  return std::isfinite(decibels) ? Json(std::round(decibels * 100) / 100) : Json();
}

template <class T>
std::optional<T> number(const Json& entry, const char* key) {
  const auto found = entry.find(key);
  if (found == entry.end() || !found->is_number()) return std::nullopt;
  if (std::is_integral_v<T> && !found->is_number_integer()) return std::nullopt;
  return found->get<T>();
}

std::optional<MeasuredLoudness> read_entry(const Json& entry) {
  if (!entry.is_object()) return std::nullopt;
  const auto size = number<std::uintmax_t>(entry, "size");
  const auto modified = number<std::int64_t>(entry, "modified_ns");
  if (!size || !modified) return std::nullopt;
  MeasuredLoudness measured{{*size, *modified}, {}};
  const auto integrated = number<double>(entry, "lufs");
  const auto peak = number<double>(entry, "peak_dbtp");
  if (integrated && peak) measured.loudness = {*integrated, *peak};
  return measured;
}

}  // namespace

std::optional<MediumStamp> stamp_of(const std::filesystem::path& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error) return std::nullopt;
  const auto modified = std::filesystem::last_write_time(path, error);
  if (error) return std::nullopt;
  return MediumStamp{size, std::chrono::duration_cast<std::chrono::nanoseconds>(
                               std::chrono::file_clock::to_sys(modified).time_since_epoch())
                               .count()};
}

LoudnessBook read_loudness(const std::filesystem::path& root) {
  LoudnessBook book;
  const auto text = read_text(root / kFolder / kFile, kMostBytes);
  if (!text) return book;
  const Json json = Json::parse(*text, nullptr, false);
  if (!json.is_object() || number<int>(json, "version") != kVersion) return book;
  const auto media = json.find("media");
  if (media == json.end() || !media->is_object()) return book;
  for (const auto& [name, entry] : media->items()) {
    if (const auto measured = read_entry(entry)) book[name] = *measured;
  }
  return book;
}

Result<void> write_loudness(const std::filesystem::path& root, const LoudnessBook& book) {
  Json json;
  json["version"] = kVersion;
  json["media"] = Json::object();
  for (const auto& [name, measured] : book) {
    Json& entry = json["media"][name];
    entry["size"] = measured.stamp.size;
    entry["modified_ns"] = measured.stamp.modified_ns;
    entry["lufs"] = to_json(measured.loudness.integrated_lufs);
    entry["peak_dbtp"] = to_json(measured.loudness.true_peak_dbtp);
  }
  const std::filesystem::path folder = root / kFolder;
  const std::filesystem::path unfinished = folder / kUnfinishedFile;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error) {
    std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
    stream << json.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    stream.flush();
    if (!stream) error = std::make_error_code(std::errc::io_error);
  }
  if (!error) std::filesystem::rename(unfinished, folder / kFile, error);
  if (!error) return {};
  return fail(ErrorCode::io, fmt::format("{}/{} cannot be written", kFolder, kFile));
}

void apply_loudness(Office& office) {
  const LoudnessBook book = read_loudness(office.root);
  for (Medium& medium : office.media) {
    const auto found = book.find(medium.name);
    if (medium.fault || found == book.end()) continue;
    std::error_code error;
    if (std::filesystem::file_size(medium.path, error) != found->second.stamp.size || error) continue;
    medium.gain_db = gain_db(found->second.loudness, office.loudness_lufs);
  }
}

}  // namespace crier
