// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/screen_files.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "content/schedule/planner.hpp"
#include "content/workspace/file_names.hpp"
#include "content/workspace/workspace.hpp"

namespace crier {
namespace {

// Media by name, each with its place in the queue; the first mention counts.
class Queue {
 public:
  explicit Queue(const Office& office) : office_(office) {}

  void add(std::size_t medium) { places_.emplace(office_.media[medium].name, places_.size()); }
  void add(const Playlist& playlist) {
    for (const Item& item : playlist.items) add(item.medium);
  }
  void add(const std::optional<Layout>& layout) {
    for (const ZoneLayout& zone : layout ? layout->zones : std::vector<ZoneLayout>{}) {
      if (zone.medium) add(*zone.medium);
    }
  }
  const std::map<std::string, std::size_t, std::less<>>& places() const { return places_; }

 private:
  const Office& office_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

void add_channel(Queue& queue, const Channel& channel) {
  queue.add(channel.landscape);
  queue.add(channel.portrait);
  const auto usual = channel.playlists.find(channel.default_playlist);
  if (usual != channel.playlists.end()) queue.add(usual->second);
  for (const auto& [name, playlist] : channel.playlists) queue.add(playlist);
}

// Media that are not here yet have no length. With any, the planner knows which playlists compete.
void give_lengths(Office& office) {
  for (Medium& medium : office.media) medium.duration = std::chrono::seconds(1);
  for (auto& [id, channel] : office.channels) {
    for (auto& [name, playlist] : channel.playlists) {
      for (Item& item : playlist.items) item.duration = std::chrono::seconds(1);
    }
  }
}

// What is on, then what would be on without it.
void add_what_is_on(Queue& queue, const Office& office, const Screen& screen, const Channel& channel,
                    WallTime now) {
  auto planner = Planner::create(office, screen);
  if (!planner) return;
  for (const Contender& contender : planner->why(now).contenders) {
    const auto playlist = channel.playlists.find(contender.playlist);
    if (playlist != channel.playlists.end()) queue.add(playlist->second);
  }
}

bool is_mine(const Screen& screen, const DeviceRole& role) {
  return role.screens.empty() ||
         std::find(role.screens.begin(), role.screens.end(), screen.id) != role.screens.end();
}

Queue queue_of(const Office& office, const DeviceRole& role, WallTime now) {
  Queue queue(office);
  if (office.logo) queue.add(*office.logo);
  std::set<std::string> channels;
  for (const Screen& screen : office.screens) {
    const auto channel = office.channels.find(screen.channel);
    if (!is_mine(screen, role) || channel == office.channels.end()) continue;
    add_what_is_on(queue, office, screen, channel->second, now);
    channels.insert(screen.channel);
  }
  for (const std::string& id : channels) add_channel(queue, office.channels.at(id));
  if (!role.serves_visitors) return queue;
  for (const Case& one : office.cases) {
    for (const auto& [name, picture] : one.pictures) queue.add(picture);
    if (one.film) queue.add(*one.film);
  }
  return queue;
}

}  // namespace

bool is_text(const Target& file) {
  return role_of(file.path) != FileRole::medium;
}

std::vector<Target> text_files(const ApprovedContent& content) {
  std::vector<Target> files;
  for (const Target& file : content.files) {
    if (is_text(file)) files.push_back(file);
  }
  return files;
}

std::vector<Target> media_files(const ApprovedContent& content, const std::filesystem::path& texts,
                                const DeviceRole& role, WallTime now) {
  Office office = load_outline(texts);
  give_lengths(office);
  const Queue queue = queue_of(office, role, now);
  std::vector<std::pair<std::size_t, const Target*>> wanted;
  for (const Target& file : content.files) {
    if (is_text(file)) continue;
    const auto place = queue.places().find(file.path);
    // Content without an office is a bare folder: everything in it plays.
    if (place == queue.places().end() && !office.channels.empty()) continue;
    wanted.emplace_back(place == queue.places().end() ? queue.places().size() : place->second, &file);
  }
  std::stable_sort(wanted.begin(), wanted.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Target> files;
  for (const auto& [place, file] : wanted) files.push_back(*file);
  return files;
}

}  // namespace crier
