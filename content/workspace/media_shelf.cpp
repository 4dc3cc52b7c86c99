// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/media_shelf.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <string_view>
#include <thread>

#include "content/media/probe.hpp"

namespace crier {
namespace {

constexpr std::array<std::string_view, 21> kVideo = {
    ".mp4", ".mov", ".mkv", ".webm", ".avi", ".ts",  ".m2ts", ".mpg", ".mpeg",  ".flv", ".m4v",
    ".wmv", ".ogv", ".3gp", ".mts",  ".mxf", ".vob", ".asf",  ".f4v", ".mjpeg", ".y4m"};
constexpr std::array<std::string_view, 10> kPicture = {".png", ".jpg",  ".jpeg", ".gif",  ".webp",
                                                       ".bmp", ".avif", ".tif",  ".tiff", ".apng"};
constexpr std::array<std::string_view, 12> kSound = {".mp3",  ".m4a", ".aac",  ".ogg", ".oga", ".opus",
                                                     ".flac", ".wav", ".adts", ".mka", ".ac3", ".wma"};
constexpr std::size_t kMuch = 8;

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return text;
}

void measure_one(Medium& medium) {
  const auto probe = probe_medium(medium.path);
  if (!probe) {
    medium.fault = probe.error().message;
    return;
  }
  medium.kind = probe->kind;
  medium.duration = probe->duration;
}

}  // namespace

std::optional<MediumKind> kind_by_extension(const std::filesystem::path& path) {
  const std::string extension = lower_case(path.extension().string());
  const auto among = [&extension](const auto& list) {
    return std::find(list.begin(), list.end(), extension) != list.end();
  };
  if (among(kVideo)) return MediumKind::video;
  if (among(kPicture)) return MediumKind::picture;
  if (among(kSound)) return MediumKind::sound;
  return std::nullopt;
}

std::vector<std::string> media_below(const std::filesystem::path& root) {
  namespace fs = std::filesystem;
  std::vector<std::string> names;
  std::error_code error;
  fs::recursive_directory_iterator it(root, fs::directory_options::skip_permission_denied, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const fs::path& path = it->path();
    if (path.filename().string().starts_with('.')) {
      if (it->is_directory(error)) it.disable_recursion_pending();
      continue;
    }
    if (!kind_by_extension(path)) continue;
    names.push_back(path.lexically_relative(root).generic_string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::size_t MediaShelf::index_of(const std::string& name) {
  const auto [entry, is_new] = indices_.try_emplace(name, media_.size());
  if (is_new) {
    Medium medium;
    medium.name = name;
    medium.path = root_ / name;
    medium.kind = kind_by_extension(medium.path).value_or(MediumKind::video);
    media_.push_back(std::move(medium));
  }
  return entry->second;
}

void MediaShelf::measure() {
  std::atomic<std::size_t> next{0};
  const auto work = [this, &next] {
    for (std::size_t i = next++; i < media_.size(); i = next++) measure_one(media_[i]);
  };
  std::jthread helper;
  if (media_.size() > kMuch) helper = std::jthread(work);
  work();
}

}  // namespace crier
