// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/file_names.hpp"

#include <algorithm>
#include <array>

#include "content/captions/caption_file.hpp"

namespace crier {
namespace {

constexpr std::array<std::string_view, 33> kMediaExtensions = {
    "mp4",  "mov", "mkv",  "webm", "avi", "ts",  "m2ts", "mpg", "mpeg", "flv",  "m4v",
    "wmv",  "ogv", "3gp",  "mts",  "mxf", "jpg", "jpeg", "png", "gif",  "webp", "bmp",
    "avif", "tif", "tiff", "mp3",  "m4a", "aac", "ogg",  "oga", "opus", "flac", "wav"};
constexpr std::array<std::string_view, 9> kPictureExtensions = {"jpg", "jpeg", "png", "gif", "webp",
                                                                "bmp", "avif", "tif", "tiff"};
constexpr std::array<std::string_view, 2> kPlaylistExtensions = {"m3u8", "m3u"};

constexpr int kMostDepth = 8;
constexpr std::size_t kMostFiles = 20'000;

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void collect(const std::filesystem::path& folder, const std::string& prefix, int depth,
             std::vector<std::string>& names) {
  std::vector<std::string> files;
  std::vector<std::string> folders;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (name.starts_with('.')) continue;
    std::error_code unknown;
    if (entry->is_directory(unknown)) {
      // A link to a folder may lead back up; only real folders are entered.
      if (!entry->is_symlink(unknown)) folders.push_back(std::move(name));
    } else {
      files.push_back(std::move(name));
    }
  }
  std::sort(files.begin(), files.end());
  std::sort(folders.begin(), folders.end());
  for (const std::string& file : files) {
    if (names.size() >= kMostFiles) return;
    names.push_back(prefix + file);
  }
  if (depth == kMostDepth) return;
  for (const std::string& inner : folders) collect(folder / inner, prefix + inner + "/", depth + 1, names);
}

std::string extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.find('/', dot) != std::string_view::npos) return {};
  return lower_case(name.substr(dot + 1));
}

}  // namespace

FileRole role_of(std::string_view name) {
  const std::string extension = extension_of(name);
  if (contains(kMediaExtensions, extension)) return FileRole::medium;
  if (caption_format_of(name)) return FileRole::captions;
  if (contains(kPlaylistExtensions, extension)) return FileRole::playlist;
  return FileRole::other;
}

bool is_picture_name(std::string_view name) {
  return contains(kPictureExtensions, extension_of(name));
}

std::optional<std::string> inside_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\0') != std::string_view::npos) return std::nullopt;
  std::vector<std::string_view> parts;
  while (!name.empty()) {
    const std::size_t slash = std::min(name.find('/'), name.size());
    const std::string_view part = name.substr(0, slash);
    name.remove_prefix(std::min(slash + 1, name.size()));
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (parts.empty()) {
      return std::nullopt;
    } else {
      parts.pop_back();
    }
  }
  std::string clean;
  for (const std::string_view part : parts) {
    if (!clean.empty()) clean += '/';
    clean += part;
  }
  if (clean.empty()) return std::nullopt;
  return clean;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::vector<std::string> files_under(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  collect(folder, "", 0, names);
  return names;
}

}  // namespace crier
