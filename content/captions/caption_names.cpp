// SPDX-License-Identifier: Apache-2.0
#include "content/captions/caption_names.hpp"

#include <algorithm>
#include <string_view>

#include "content/captions/caption_file.hpp"
#include "content/captions/language_tag.hpp"

namespace crier {

std::vector<CaptionFile> captions_beside(const std::filesystem::path& film) {
  return captions_beside(film, caption_names_in(film.parent_path()));
}

std::vector<CaptionFile> captions_beside(const std::filesystem::path& film,
                                         const std::vector<std::string>& names) {
  const std::string stem = film.stem().string() + ".";
  std::vector<CaptionFile> files;
  for (const std::string& name : names) {
    if (!name.starts_with(stem) || !caption_format_of(name)) continue;
    const std::size_t dot = name.rfind('.');
    CaptionFile file;
    file.path = film.parent_path() / name;
    if (dot >= stem.size()) {
      const auto language = language_tag(std::string_view(name).substr(stem.size(), dot - stem.size()));
      if (!language) continue;  // another film's, whose name begins alike
      file.language = *language;
    }
    files.push_back(std::move(file));
  }
  return files;
}

std::vector<std::string> caption_names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder.empty() ? std::filesystem::path(".") : folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (caption_format_of(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace crier
