// SPDX-License-Identifier: Apache-2.0
#include "player/stage_builder.hpp"

#include <utility>

#include "player/stage/page_sources.hpp"
#include "player/stage/page_zone.hpp"
#include "player/stage/ticker_zone.hpp"

namespace crier {
namespace {

constexpr double kUsualRate = 60;  // of displays that do not say theirs
constexpr Rgb kTickerGround = 0x0b1a33;

class Builder {
 public:
  Builder(const StageRequest& request, Programmes& programmes, Zone time_zone)
      : request_(request),
        programmes_(programmes),
        time_zone_(std::move(time_zone)),
        channel_(request.office.channels.at(request.screen.channel)),
        layout_(layout_for(channel_, request.size.width, request.size.height)),
        stage_(std::make_unique<Stage>(request.size, layout_ == nullptr ? Rgb{0} : layout_->background,
                                       request.edition * kLayersPerStage)) {}

  Result<std::unique_ptr<Stage>> build() {
    if (layout_ == nullptr) {
      add_programme({0, 0, request_.size.width, request_.size.height}, 0);
    } else {
      for (const ZoneLayout& zone : layout_->zones) {
        if (const auto added = add(zone); !added) return tl::unexpected(added.error());
      }
    }
    if (request_.guest != nullptr) add_guest(*request_.guest);
    if (request_.alerts.shown) {
      const Rectangle all{0, 0, request_.size.width, request_.size.height};
      stage_->add(std::make_unique<AlertZone>(request_.alerts, time_zone_, stage_->artist(), all,
                                              stage_->next_layer()));
    }
    stage_->begin();
    return std::move(stage_);
  }

 private:
  void add_guest(LiveGuest& guest) {
    if (request_.edition == 0) {
      GuestZones zones = guest.furnish(request_.size, stage_->next_layer());
      if (zones.band) stage_->add(std::move(zones.band));
      stage_->add_cover(std::move(zones.cover));
      return;
    }
    if (auto band = guest.make_band(request_.office, request_.size, stage_->next_layer()))
      stage_->add(std::move(band));
    stage_->add_cover(nullptr);
  }

  void add_programme(const Rectangle& area, Rgb bars) {
    stage_->add_programme(std::make_unique<FeedZone>(*request_.programme, area, bars, stage_->next_layer()));
  }

  Result<void> add(const ZoneLayout& zone) {
    const Rectangle area = to_pixels(zone.area, request_.size.width, request_.size.height);
    if (area.empty()) return {};
    const Rgb ground = zone.background.value_or(layout_->background);
    switch (zone.kind) {
      case ZoneKind::programme:
        add_programme(area, ground);
        return {};
      case ZoneKind::playlist: {
        const auto feed =
            programmes_.of_playlist(request_.screen, zone.playlist, area.width, area.height, ground);
        if (!feed) return tl::unexpected(feed.error());
        stage_->add(std::make_unique<FeedZone>(**feed, area, ground, stage_->next_layer()));
        return {};
      }
      case ZoneKind::picture:
      case ZoneKind::logo:
        add_pages(zone, area, picture_source(facts(zone, area), request_.log, request_.check));
        return {};
      case ZoneKind::text:
        add_pages(zone, area, text_source(facts(zone, area)));
        return {};
      case ZoneKind::clock:
        add_pages(zone, area, clock_source(facts(zone, area), time_zone_));
        return {};
      case ZoneKind::qr:
        add_pages(zone, area, qr_source(facts(zone, area), request_.log));
        return {};
      case ZoneKind::ticker: {
        const double rate = request_.refresh_rate > 1 ? request_.refresh_rate : kUsualRate;
        stage_->add(std::make_unique<TickerZone>(pages(ticker_source(facts(zone, area))), area,
                                                 zone.background.value_or(kTickerGround),
                                                 TickerPace(zone.speed, rate), stage_->next_layer()));
        return {};
      }
    }
    return {};
  }

  ZoneFacts facts(const ZoneLayout& zone, const Rectangle& area) const {
    const auto& languages = zone.languages.empty() ? request_.office.languages : zone.languages;
    return {&request_.office, zone, languages, style_of(zone, request_.size.height), area.width, area.height};
  }

  std::unique_ptr<PageFeed> pages(PageSource source) {
    return std::make_unique<PageFeed>(stage_->artist(), std::move(source), request_.now);
  }

  void add_pages(const ZoneLayout& zone, const Rectangle& area, PageSource source) {
    stage_->add(
        std::make_unique<PageZone>(pages(std::move(source)), area, zone.background, stage_->next_layer()));
  }

  const StageRequest& request_;
  Programmes& programmes_;
  const Zone time_zone_;
  const Channel& channel_;
  const Layout* const layout_;
  std::unique_ptr<Stage> stage_;
};

}  // namespace

Result<std::unique_ptr<Stage>> build_stage(const StageRequest& request, Programmes& programmes) {
  auto time_zone = Zone::find(request.office.time_zone);
  if (!time_zone) return tl::unexpected(time_zone.error());
  return Builder(request, programmes, std::move(*time_zone)).build();
}

}  // namespace crier
