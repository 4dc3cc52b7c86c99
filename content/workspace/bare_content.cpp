// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/bare_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "config/text_file.hpp"
#include "content/workspace/channel_file.hpp"
#include "content/workspace/file_names.hpp"
#include "content/workspace/loudness_file.hpp"
#include "content/workspace/m3u8.hpp"
#include "content/workspace/media_shelf.hpp"

namespace crier {
namespace {

constexpr const char* kMain = "main";

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

Office plain_office(const std::filesystem::path& root, const std::string& title) {
  Office office;
  office.root = root;
  office.name = {{"zh", title}};
  office.default_channel = kMain;
  Channel channel;
  channel.id = kMain;
  channel.default_playlist = kMain;
  channel.caption_languages = {office.languages.front()};
  channel.playlists[kMain].name = kMain;
  office.channels[kMain] = std::move(channel);
  Screen screen;
  screen.id = kMain;
  screen.channel = kMain;
  office.screens.push_back(std::move(screen));
  return office;
}

Playlist& only_playlist(Office& office) {
  return office.channels[kMain].playlists[kMain];
}

void append(std::size_t medium, Nanoseconds duration, Workspace& workspace) {
  Item item;
  item.medium = medium;
  item.duration = duration;
  only_playlist(workspace.office).items.push_back(item);
}

void measure(MediaShelf& shelf, Workspace& workspace) {
  shelf.measure();
  shelf.report(workspace.diagnostics);
  workspace.office.media = shelf.media();
  apply_loudness(workspace.office);
  settle_durations(workspace.office.media, workspace.office.channels[kMain]);
}

// Where the entry is: as written where that exists, else with its escapes and backslashes undone.
std::filesystem::path locate(const std::filesystem::path& root, const std::string& location) {
  std::error_code error;
  std::string slashed = location;
  std::replace(slashed.begin(), slashed.end(), '\\', '/');
  for (const std::string& candidate :
       {location, percent_decoded(location), slashed, percent_decoded(slashed)}) {
    if (std::filesystem::exists(root / candidate, error)) return root / candidate;
  }
  return root / location;
}

}  // namespace

Workspace load_folder(const std::filesystem::path& folder) {
  Workspace workspace;
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::canonical(folder, error);
  workspace.office = plain_office(folder, whole.filename().string());
  MediaShelf shelf(folder);
  for (const std::string& name : files_under(folder)) {
    if (role_of(name) == FileRole::medium) append(shelf.add(name, {name, {}, {}}), Nanoseconds{0}, workspace);
  }
  measure(shelf, workspace);
  if (workspace.office.media.empty()) {
    workspace.diagnostics.push_back({Severity::error, folder.string(), 0, 0, "the folder holds no media",
                                     "copy videos or pictures into it, or begin with: crier new DIR"});
  }
  return workspace;
}

Workspace load_single_file(const std::filesystem::path& file) {
  Workspace workspace;
  workspace.office = plain_office(folder_of(file), file.stem().string());
  MediaShelf shelf(folder_of(file));
  const std::string name = file.filename().string();
  append(shelf.add_file(name, file, {name, {}, {}}), Nanoseconds{0}, workspace);
  measure(shelf, workspace);
  return workspace;
}

Result<Workspace> load_m3u8(const std::filesystem::path& file) {
  const auto text = read_text(file, kMostPlaylistBytes);
  if (!text) {
    return fail(ErrorCode::io,
                fmt::format("{} cannot be read as a playlist; check that it is an M3U8 file that may be read",
                            file.string()));
  }
  Workspace workspace;
  const std::filesystem::path root = folder_of(file);
  workspace.office = plain_office(root, file.stem().string());
  const std::string name = file.filename().string();
  MediaShelf shelf(root);
  for (const M3u8Entry& entry : parse_m3u8(*text, name, workspace.diagnostics)) {
    // Other programs round the lengths of films; only a picture's is meant.
    const Nanoseconds wanted =
        is_picture_name(entry.location) ? entry.duration.value_or(Nanoseconds{0}) : Nanoseconds{0};
    append(shelf.add_file(entry.location, locate(root, entry.location), {name, {entry.line, 0}, wanted}),
           wanted, workspace);
  }
  measure(shelf, workspace);
  if (only_playlist(workspace.office).items.empty() && !has_errors(workspace.diagnostics)) {
    workspace.diagnostics.push_back(
        {Severity::error, name, 0, 0, "the playlist is empty", "write the name of a file in each line"});
  }
  return workspace;
}

}  // namespace crier
