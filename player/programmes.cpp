// SPDX-License-Identifier: Apache-2.0
#include "player/programmes.hpp"

#include <algorithm>
#include <utility>

#include "player/scene/card.hpp"

namespace crier {
namespace {

constexpr int kTurnBits = 40;  // more turns than an edition ever has

std::vector<std::string> office_names(const Office& office) {
  std::vector<std::string> lines;
  for (const std::string& language : office.languages) {
    if (const auto found = office.name.find(language); found != office.name.end())
      lines.push_back(found->second);
  }
  return lines;
}

}  // namespace

CueFeed* Programmes::start(Planner planner, std::optional<Planner> twin, const Channel& channel, int width,
                           int height, Rgb bars, bool is_programme) {
  const bool is_heard = is_programme && shows_.empty();
  PlayoutOptions options;
  options.hardware = options_.hardware;
  options.pace = options_.pace;
  options.sound = is_heard && options_.sound && !channel.sound.muted;
  options.sink = options.sound ? options_.sink : nullptr;
  options.width = width;
  options.height = height;
  options.bars = bars;
  options.transition = channel.transition;
  options.caption_languages = channel.caption_languages;
  options.check = options_.check;
  options.start = options_.start;
  options.first_turn = options_.edition << kTurnBits;
  options.begins_with_sliver = options_.start == kAtOnce || !is_programme;
  options.make_card = [width, height, lines = office_names(office_)] {
    return draw_card(width, height, lines);
  };
  auto show = std::make_unique<Show>();
  show->twin = std::move(twin);
  show->playout = std::make_unique<Playout>(office_, std::move(planner), clock_, log_, std::move(options));
  show->splitter = std::make_unique<FeedSplitter>(*show->playout);
  shows_.push_back(std::move(show));
  return &shows_.back()->splitter->tap();
}

Result<CueFeed*> Programmes::of_screen(const Screen& screen, int width, int height, Rgb bars) {
  auto planner = Planner::create(office_, screen);
  if (!planner) return tl::unexpected(planner.error());
  for (const auto& show : shows_) {
    if (show->twin && show->twin->agrees_with(*planner)) return &show->splitter->tap();
  }
  std::optional<Planner> twin;
  if (options_.several_screens) {
    auto created = Planner::create(office_, screen);
    if (!created) return tl::unexpected(created.error());
    twin = std::move(*created);
  }
  return start(std::move(*planner), std::move(twin), office_.channels.at(screen.channel), width, height, bars,
               true);
}

Result<CueFeed*> Programmes::of_playlist(const Screen& screen, const std::string& playlist, int width,
                                         int height, Rgb bars) {
  auto planner = Planner::create_for_playlist(office_, screen, playlist);
  if (!planner) return tl::unexpected(planner.error());
  return start(std::move(*planner), std::nullopt, office_.channels.at(screen.channel), width, height, bars,
               false);
}

void Programmes::relock() {
  for (const auto& show : shows_) {
    show->playout->relock();
    show->splitter->clear();
  }
}

void Programmes::begin_at(WallTime start, std::uint64_t sound_epoch) {
  for (const auto& show : shows_) {
    show->playout->begin_at(start, sound_epoch);
    show->splitter->clear();
  }
}

std::vector<std::string> Programmes::take_errors() {
  std::vector<std::string> errors;
  for (const auto& show : shows_) {
    for (std::string& error : show->playout->take_errors()) {
      // The same medium may play in several zones; it is reported once.
      if (std::find(errors.begin(), errors.end(), error) == errors.end()) errors.push_back(std::move(error));
    }
  }
  return errors;
}

std::uint64_t Programmes::dropped() const {
  std::uint64_t dropped = 0;
  for (const auto& show : shows_) dropped += show->playout->dropped();
  return dropped;
}

const Layout* layout_for(const Channel& channel, int width, int height) {
  const auto& wanted = height > width ? channel.portrait : channel.landscape;
  return wanted ? &*wanted : nullptr;
}

const ZoneLayout* programme_zone(const Layout* layout) {
  if (layout == nullptr) return nullptr;
  const auto found = std::find_if(layout->zones.begin(), layout->zones.end(),
                                  [](const ZoneLayout& zone) { return zone.kind == ZoneKind::programme; });
  return found == layout->zones.end() ? nullptr : &*found;
}

}  // namespace crier
