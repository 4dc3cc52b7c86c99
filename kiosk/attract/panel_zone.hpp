// SPDX-License-Identifier: Apache-2.0
// PanelZone: the whole screen as the process of a visit draws it, from memory that both share. Main thread
// only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/attract/panel_film.hpp"
#include "player/stage/screen_zone.hpp"

namespace crier {

class PanelZone final : public ScreenZone {
 public:
  explicit PanelZone(std::uint64_t layer) : layer_(layer) {}

  // From now on shows this, which outlives it or the next one.
  void show(Picture picture) {
    picture_ = std::move(picture);
    new_.clear();
  }

  // That part of the picture is new; nobody writes to it until `take_drawn` said so.
  void renew(const Rectangle& part) { new_.push_back(part); }

  // True once after what was new has been drawn.
  bool take_drawn() { return std::exchange(is_drawn_, false); }

  // Plays the film there, over the picture, until it is over.
  void play(std::unique_ptr<PanelFilm> film, const Rectangle& place) {
    stop_film();
    film_ = std::move(film);
    film_place_ = place;
  }
  void stop_film() {
    if (film_ && film_->picture()) new_.push_back(film_place_);
    film_.reset();
  }
  bool plays_film() const { return film_ != nullptr; }

  void pull(WallTime now) override {
    now_ = now;
    if (!film_) return;
    film_->pull(now);
    if (film_->is_over(now)) stop_film();
  }
  std::optional<WallTime> next_change() const override {
    if (!new_.empty()) return now_;
    return film_ ? film_->next_change() : std::nullopt;
  }
  WallTime certain_until() const override { return film_ ? now_ : WallTime::max(); }
  void advance(WallTime time, std::vector<Rectangle>& damage) override {
    if (film_ && film_->advance(time)) damage.push_back(film_place_);
    if (new_.empty()) return;
    damage.insert(damage.end(), new_.begin(), new_.end());
    new_.clear();
    is_drawn_ = true;
  }
  void add_layers(std::vector<Layer>& layers) const override {
    if (!picture_) return;
    Layer layer;
    layer.id = layer_;
    layer.picture = &picture_;
    layer.target = {0, 0, picture_.shape().width, picture_.shape().height};
    layers.push_back(layer);
    if (!film_ || !film_->picture()) return;
    Layer bars;
    bars.id = layer_ + 1;
    bars.colour = 0x000000;
    bars.target = film_place_;
    layers.push_back(bars);
    Layer film;
    film.id = layer_ + 2;
    film.revision = film_->revision();
    film.picture = &film_->picture();
    film.target = fit(film_->picture().shape(), film_place_);
    layers.push_back(film);
  }
  void relock(WallTime /*now*/) override {}
  void wait() override {}

 private:
  const std::uint64_t layer_;
  Picture picture_;
  std::vector<Rectangle> new_;
  std::unique_ptr<PanelFilm> film_;  // null: none is played
  Rectangle film_place_;
  WallTime now_;
  bool is_drawn_ = false;
};

}  // namespace crier
