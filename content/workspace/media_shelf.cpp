// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/media_shelf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <string_view>
#include <thread>
#include <utility>

#include "config/time_text.hpp"
#include "content/captions/caption_names.hpp"
#include "content/media/probe.hpp"
#include "content/workspace/file_names.hpp"

namespace crier {
namespace {

constexpr std::size_t kFewFiles = 8;

std::string without_extension(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  return dot == std::string::npos || (slash != std::string::npos && dot < slash) ? name : name.substr(0, dot);
}

// A TOML file names media from the workspace's root, an M3U8 from its own folder.
std::string as_written_in(const Mention& mention, const std::string& name) {
  if (role_of(mention.file) != FileRole::playlist) return name;
  return std::filesystem::path(name)
      .lexically_relative(std::filesystem::path(mention.file).parent_path())
      .generic_string();
}

// A probe's message says what is wrong and, behind the first "; ", what to do.
std::pair<std::string, std::string> split_message(const std::string& message) {
  const std::size_t cut = message.find("; ");
  if (cut == std::string::npos) return {message, "replace it"};
  return {message.substr(0, cut), message.substr(cut + 2)};
}

}  // namespace

std::size_t MediaShelf::add(const std::string& name, Mention mention) {
  const auto inside = inside_name(name);
  if (inside) return add_file(*inside, root_ / *inside, std::move(mention));
  const bool is_new = !index_.contains(name);
  const std::size_t index = add_file(name, {}, std::move(mention));
  if (is_new) {
    media_[index].fault = name.empty() ? "it has no name" : "it lies outside the workspace";
    findings_[index].name_is_wrong = true;
    findings_[index].remedy =
        name.empty() ? "name a file" : "copy it into the media folder and name it media/FILE";
  }
  return index;
}

std::size_t MediaShelf::add_file(const std::string& name, const std::filesystem::path& path,
                                 Mention mention) {
  const auto [place, is_new] = index_.try_emplace(name, media_.size());
  if (is_new) {
    Medium medium;
    medium.name = name;
    medium.path = path;
    media_.push_back(std::move(medium));
    findings_.emplace_back();
  }
  findings_[place->second].mentions.push_back(std::move(mention));
  return place->second;
}

std::string MediaShelf::probably_meant(const std::string& name) const {
  const std::string wanted = lower_case(name);
  std::vector<std::string> media;
  for (std::string& file : files_under(root_)) {
    if (lower_case(file) == wanted || file.ends_with("/" + name) || name.ends_with("/" + file)) return file;
    if (role_of(file) == FileRole::medium) media.push_back(std::move(file));
  }
  return closest(name, media);
}

void MediaShelf::measure_one(std::size_t index) {
  Medium& medium = media_[index];
  Finding& finding = findings_[index];
  if (medium.fault) return;
  std::error_code error;
  if (!std::filesystem::exists(medium.path, error)) {
    medium.fault = "it does not exist";
    finding.name_is_wrong = true;
    finding.remedy = "copy it there or take it off the list";
    finding.meant = probably_meant(medium.name);
    return;
  }
  if (role_of(medium.name) == FileRole::captions) {
    medium.fault = "it holds captions";
    finding.name_is_wrong = true;
    finding.remedy = "name the video; captions beside it are found by themselves";
    return;
  }
  const auto probe = probe_medium(medium.path);
  if (probe) {
    medium.kind = probe->kind;
    medium.duration = probe->duration;
    finding.has_sound = probe->has_audio;
    medium.has_captions_inside = probe->has_captions;
  } else {
    auto [what, remedy] = split_message(probe.error().message);
    medium.fault = std::move(what);
    finding.remedy = std::move(remedy);
  }
}

void MediaShelf::measure() {
  // Each medium is measured by exactly one thread, so only the counter is shared.
  std::atomic<std::size_t> next{0};
  const auto work = [this, &next] {
    for (std::size_t i = next++; i < media_.size(); i = next++) measure_one(i);
  };
  if (media_.size() <= kFewFiles) {
    work();
  } else {
    const std::jthread second(work);
    work();
  }
  find_captions();
}

void MediaShelf::find_captions() {
  std::map<std::string, std::vector<std::string>> names;  // by folder, each listed once
  for (Medium& medium : media_) {
    if (medium.fault || medium.kind != MediumKind::video) continue;
    const auto [known, is_new] = names.try_emplace(medium.path.parent_path().string());
    if (is_new) known->second = caption_names_in(known->first);
    medium.captions = captions_beside(medium.path, known->second);
  }
}

void MediaShelf::report(Diagnostics& diagnostics) const {
  for (std::size_t i = 0; i < media_.size(); ++i) {
    const Medium& medium = media_[i];
    const Finding& finding = findings_[i];
    for (const Mention& mention : finding.mentions) {
      const auto add = [&](Severity severity, std::string what, std::string remedy) {
        diagnostics.push_back({severity, mention.file, mention.position.line, mention.position.column,
                               std::move(what), std::move(remedy)});
      };
      if (medium.fault) {
        const bool is_itself = mention.file == medium.name;  // in a folder without lists
        add(Severity::error,
            is_itself ? "it cannot be played: " + *medium.fault
                      : fmt::format("\"{}\" cannot be played: {}", medium.name, *medium.fault),
            finding.meant.empty()
                ? finding.remedy
                : fmt::format("did you mean \"{}\"?", as_written_in(mention, finding.meant)));
        if (!finding.name_is_wrong) break;
      } else if (mention.use == MediumUse::picture && medium.kind != MediumKind::picture) {
        add(Severity::error, fmt::format("\"{}\" is not a still picture", medium.name),
            "name a PNG or JPEG; a zone with kind = \"playlist\" shows films");
      } else if (medium.kind != MediumKind::picture && mention.wanted > medium.duration) {
        add(Severity::warning,
            fmt::format("\"{}\" lasts {}, less than the {} asked for", medium.name,
                        format_duration(std::chrono::floor<std::chrono::milliseconds>(medium.duration)),
                        format_duration(mention.wanted)),
            "leave the duration out to play all of it");
      }
    }
  }
}

void MediaShelf::report_missing_captions(const std::vector<std::string>& languages,
                                         Diagnostics& diagnostics) const {
  for (std::size_t i = 0; i < media_.size(); ++i) {
    const Medium& medium = media_[i];
    const Finding& finding = findings_[i];
    if (medium.fault || medium.kind != MediumKind::video || !finding.has_sound) continue;
    if (!medium.captions.empty() || medium.has_captions_inside || finding.mentions.empty()) continue;
    const Mention& mention = findings_[i].mentions.front();
    diagnostics.push_back(
        {Severity::warning, mention.file, mention.position.line, mention.position.column,
         fmt::format("\"{}\" has no captions, and stations are loud", medium.name),
         fmt::format("put {}.{}.vtt beside it", without_extension(medium.name), languages.front())});
  }
}

}  // namespace crier
