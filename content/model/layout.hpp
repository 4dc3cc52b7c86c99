// SPDX-License-Identifier: Apache-2.0
// Layout: where things stand on a channel's screens, and how they look and follow each other. Plain values,
// read from channels/NAME.toml; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "content/model/localized_text.hpp"
#include "content/model/notice.hpp"

namespace crier {

// sRGB as 0xRRGGBB; written "#RRGGBB".
using Rgb = std::uint32_t;

// Parts of the screen's width and height, from its top left corner; inside 0 to 1.
struct Fractions {
  double x = 0;
  double y = 0;
  double width = 1;
  double height = 1;

  bool operator==(const Fractions&) const = default;
};

enum class ZoneKind {
  programme,  // what the calendar says; exactly one zone of a layout, and the one that is heard
  playlist,   // a playlist of its own, mute, in its fixed loop
  picture,    // one picture
  logo,       // the office's logo, on whatever lies below it
  text,       // a text, or the notices, paged when long
  ticker,     // titles of refutations and notices, crawling
  clock,      // time and date in the office's zone
  qr,         // a QR code (ISO/IEC 18004) with words below it
};

// How a picture fills its zone: whole with margins, or cut to leave none.
enum class PictureFit { contain, cover };

struct ZoneLayout {
  std::string name;  // unique within the layout
  ZoneKind kind = ZoneKind::programme;
  Fractions area;
  // None: what lies below shows through; but a ticker and a zone of notices then have the house's own ground.
  std::optional<Rgb> background;
  std::optional<Rgb> ink;              // none: chosen to be read on the background
  std::vector<std::string> languages;  // in order; empty: the office's
  double text_size = 0;                // em square as a part of the screen's height; 0: the kind's own

  std::string playlist;               // playlist
  std::optional<std::size_t> medium;  // picture: index into Office::media
  PictureFit fit = PictureFit::contain;
  LocalizedText text;               // text: CommonMark to show instead of notices; qr: the words below
  std::string code;                 // qr: what it says, usually a URL
  std::vector<NoticeKind> notices;  // text, ticker: which kinds; empty: all
  double speed = 120;               // ticker: pixels a second, to the left
  Nanoseconds page{0};              // text: how long a page stays; 0: as long as reading it takes
};

struct Layout {
  Rgb background = 0x000000;
  std::vector<ZoneLayout> zones;  // painter's order: later ones lie above
};

enum class TransitionKind { cut, crossfade, fade_through };

// How an item begins: laid over the first `duration` of it, so that the plan stays as it is.
struct Transition {
  TransitionKind kind = TransitionKind::cut;
  Nanoseconds duration{0};
  Rgb colour = 0x000000;  // of fade_through

  bool operator==(const Transition&) const = default;
};

// From `from` to `to` on the office's clock (minutes after midnight, 0 to 1440; it may cross midnight) the
// channel plays at `level`.
struct VolumeRule {
  int from = 0;
  int to = 0;
  double level = 1;  // 0 to 1, of full amplitude
};

struct SoundLook {
  bool muted = false;             // no sound device is opened
  double level = 1;               // where no rule holds
  std::vector<VolumeRule> rules;  // the first that holds
};

}  // namespace crier
