// SPDX-License-Identifier: Apache-2.0
// What the player and the process of a visit tell each other, one message a packet. Both are one binary, so
// there is no version; but the visit's process handles what citizens do, so the player believes nothing:
// decoding refuses whatever is malformed or out of range. Plain values; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "config/result.hpp"
#include "config/secret_text.hpp"
#include "kiosk/visit/visit_clock.hpp"
#include "player/display/input_event.hpp"
#include "player/scene/geometry.hpp"

namespace crier {

inline constexpr std::size_t kMostPacketBytes = 20 * 1024;
inline constexpr std::size_t kMostSamplesAMessage = 4096;  // mono at player/media's kSampleRate
inline constexpr std::size_t kMostFilmName = 512;          // bytes
inline constexpr std::size_t kMostDescriptionPart = 16 * 1024;
inline constexpr std::size_t kMostFaultText = 200;
inline constexpr std::size_t kFiledBytes = 16'000;  // an envelope's, always
inline constexpr int kMostMisses = 1'000;
inline constexpr int kPictureBuffers = 2;  // in the shared memory
inline constexpr int kMostCanvasSide = 8192;

// From the player to the visit.
namespace to_visit {
struct Begin {          // the touch that began the visit: the clock runs
  int misses = 0;       // receipts in a row that opened nothing on this machine, at most kMostMisses
  bool by_pad = false;  // it was a key of the assistive pad
};
struct Touch {
  InputKind kind = InputKind::press;  // never InputKind::key
  int x = 0;                          // pixels of the canvas; a finger that slid off may be outside
  int y = 0;
};
struct Key {
  PadKey key = PadKey::select;
  int digit = 0;  // 0 to 9, of PadKey::digit; otherwise 0
};
struct FrameTaken {
  int buffer = 0;  // may be drawn into again
};
struct Headset {
  bool is_plugged = false;
};
struct Describe {};   // answered by from_visit::Described
struct End {};        // wipe, answer Ended, exit
struct FilmEnded {};  // by itself, or it could not be played
// What became of from_visit::Filed.
enum class Storing { stored, full, failed };
struct Stored {
  Storing outcome = Storing::failed;
};
}  // namespace to_visit

using ToVisit =
    std::variant<to_visit::Begin, to_visit::Touch, to_visit::Key, to_visit::FrameTaken, to_visit::Headset,
                 to_visit::Describe, to_visit::End, to_visit::FilmEnded, to_visit::Stored>;

// From the visit to the player.
namespace from_visit {
struct Ready {};  // the first panel is drawn; waits for Begin
struct Frame {
  Rectangle damage;  // what differs from the frame before, inside the canvas, not empty
  int buffer = 0;    // holds the whole picture; the visit leaves it alone until FrameTaken
};
struct ShowFilm {
  std::string file;  // relative to the workspace, without "." or ".." and with '/' between its parts
  Rectangle place;   // inside the canvas, not empty
};
struct HideFilm {};
struct SpeechBegins {
  std::uint64_t speech = 0;  // takes the place of any other
};
struct SpeechSamples {
  std::uint64_t speech = 0;
  SecretVector<float> samples;  // one to kMostSamplesAMessage, each finite and within -1 to 1
  bool is_last = false;
};
struct SpeechStops {};
struct Ended {
  VisitEnd reason = VisitEnd::finished;
};
struct Described {
  std::string part;  // of the registry's JSON, in order
  bool is_last = false;
};
struct Filed {
  std::vector<std::uint8_t> envelope;  // sealed: kFiledBytes, to be stored and answered by to_visit::Stored
};
struct LookedUp {
  bool is_found = false;  // a receipt opened an answer
};
struct Fault {
  std::string text;  // for the log; ours, never a citizen's
};
}  // namespace from_visit

using FromVisit = std::variant<from_visit::Ready, from_visit::Frame, from_visit::ShowFilm,
                               from_visit::HideFilm, from_visit::SpeechBegins, from_visit::SpeechSamples,
                               from_visit::SpeechStops, from_visit::Ended, from_visit::Described,
                               from_visit::Fault, from_visit::Filed, from_visit::LookedUp>;

using Packet = SecretVector<std::byte>;

// Messages that decoding would refuse are our own bugs.
Packet encode(const ToVisit& message);
Packet encode(const FromVisit& message);

// ErrorCode::format for whatever the other side must not say. `canvas`: width and height count.
Result<ToVisit> decode_to_visit(std::span<const std::byte> packet);
Result<FromVisit> decode_from_visit(std::span<const std::byte> packet, const Rectangle& canvas);

}  // namespace crier
