// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "content/workspace/m3u8.hpp"
#include "content/workspace/media_shelf.hpp"
#include "content/workspace/office_reader.hpp"

namespace crier {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMain = "main";

bool is_m3u8(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".m3u8" || extension == ".m3u" || extension == ".M3U8" || extension == ".M3U";
}

// One channel that plays one list, for content without an office.toml.
Office plain_office(const fs::path& root, std::string name) {
  Office office;
  office.root = root;
  office.name = {{"zh", name}};
  office.default_channel = kMain;
  Channel channel;
  channel.id = kMain;
  channel.default_playlist = kMain;
  channel.playlists[kMain].name = kMain;
  office.channels[kMain] = std::move(channel);
  office.screens.push_back({kMain, kMain, {}, 0, 0, 0});
  return office;
}

void add_item(Office& office, std::size_t medium, std::optional<Nanoseconds> duration) {
  Item item;
  item.medium = medium;
  item.duration = item_duration(office.media[medium], duration);
  office.channels[kMain].playlists[kMain].items.push_back(item);
}

Workspace load_plain(const fs::path& root, const std::string& title, const std::vector<std::string>& names) {
  Workspace workspace;
  workspace.office = plain_office(root, title);
  MediaShelf shelf(root);
  for (const std::string& name : names) shelf.index_of(name);
  shelf.measure();
  workspace.office.media = std::move(shelf.media());
  for (std::size_t i = 0; i < workspace.office.media.size(); ++i) {
    add_item(workspace.office, i, std::nullopt);
    const Medium& medium = workspace.office.media[i];
    if (medium.fault) {
      workspace.diagnostics.push_back({Severity::error, medium.name, 0, 0,
                                       "cannot be played: " + *medium.fault, "mend, replace or remove it"});
    }
  }
  return workspace;
}

Result<Workspace> load_m3u8(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (!(text << stream.rdbuf()) && stream.bad())
    return fail(ErrorCode::io, fmt::format("{} cannot be read", path.string()));
  Workspace workspace;
  const fs::path root = path.parent_path().empty() ? fs::path(".") : path.parent_path();
  workspace.office = plain_office(root, path.stem().string());
  const std::string name = path.filename().string();
  const auto entries = parse_m3u8(text.str(), name, workspace.diagnostics);
  MediaShelf shelf(root);
  std::vector<std::size_t> indices;
  for (const M3u8Entry& entry : entries) indices.push_back(shelf.index_of(entry.path));
  shelf.measure();
  workspace.office.media = std::move(shelf.media());
  std::set<std::size_t> reported;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Medium& medium = workspace.office.media[indices[i]];
    const bool timed = medium.kind == MediumKind::picture;
    add_item(workspace.office, indices[i], timed ? entries[i].duration : std::nullopt);
    if (medium.fault && reported.insert(indices[i]).second) {
      workspace.diagnostics.push_back({Severity::error, name, entries[i].line, 0,
                                       fmt::format("\"{}\" cannot be played: {}", medium.name, *medium.fault),
                                       "mend, replace or remove it"});
    }
  }
  return workspace;
}

}  // namespace

Result<Workspace> load_workspace(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return fail(ErrorCode::not_found,
                fmt::format("{} does not exist; name a workspace, a folder of videos, a file or "
                            "an M3U8 playlist",
                            path.string()));
  }
  if (fs::is_directory(status)) {
    fs::directory_iterator probe(path, error);
    if (error) return fail(ErrorCode::io, fmt::format("{} may not be read", path.string()));
    if (fs::exists(path / "office.toml", error)) return read_office(path);
    fs::path named = fs::absolute(path).lexically_normal();
    if (named.filename().empty()) named = named.parent_path();
    Workspace workspace = load_plain(path, named.filename().string(), media_below(path));
    if (workspace.office.media.empty()) {
      workspace.diagnostics.push_back({Severity::error, path.string(), 0, 0, "the folder holds no media",
                                       "put videos or pictures into it, or begin with: crier new DIR"});
    }
    return workspace;
  }
  if (is_m3u8(path)) return load_m3u8(path);
  const fs::path root = path.parent_path().empty() ? fs::path(".") : path.parent_path();
  return load_plain(root, path.stem().string(), {path.filename().string()});
}

}  // namespace crier
