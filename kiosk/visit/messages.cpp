// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/messages.hpp"

#include <cassert>
#include <cmath>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace crier {
namespace {

constexpr int kMostOffCanvas = 4 * kMostCanvasSide;

// Both ends are one binary on one machine: values travel as they lie in memory.
class Writer {
 public:
  explicit Writer(std::size_t kind) { put(static_cast<std::uint8_t>(kind)); }

  template <class Value>
  requires std::is_trivially_copyable_v<Value>
  void put(const Value& value) {
    const auto* const bytes = reinterpret_cast<const std::byte*>(&value);
    packet_.insert(packet_.end(), bytes, bytes + sizeof value);
  }
  void put(std::string_view text) {
    put(static_cast<std::uint32_t>(text.size()));
    const auto* const bytes = reinterpret_cast<const std::byte*>(text.data());
    packet_.insert(packet_.end(), bytes, bytes + text.size());
  }
  void put(const Rectangle& place) {
    for (const int value : {place.x, place.y, place.width, place.height}) put(value);
  }
  Packet take() && { return std::move(packet_); }

 private:
  Packet packet_;
};

// Reads what Writer wrote; after the first thing that is missing or wrong everything is.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> packet) : rest_(packet) {
    kind_ = packet.empty() ? 0xFF : get<std::uint8_t>();
  }

  std::uint8_t kind() const { return kind_; }

  template <class Value>
  requires std::is_trivially_copyable_v<Value> Value get() {
    Value value{};
    if (rest_.size() < sizeof value) {
      is_good_ = false;
      return value;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_ = rest_.subspan(sizeof value);
    return value;
  }
  // `least` where it is out of range, so that nobody computes with what is refused.
  int number(int least, int most) {
    const int value = get<int>();
    require(value >= least && value <= most);
    return is_good_ ? value : least;
  }
  bool flag() { return number(0, 1) == 1; }
  std::string text(std::size_t most) {
    const auto size = get<std::uint32_t>();
    require(size <= most && size <= rest_.size());
    if (!is_good_) return {};
    std::string text(reinterpret_cast<const char*>(rest_.data()), size);
    rest_ = rest_.subspan(size);
    return text;
  }
  Rectangle place(const Rectangle& canvas) {
    Rectangle place;
    place.x = number(0, kMostCanvasSide);
    place.y = number(0, kMostCanvasSide);
    place.width = number(1, kMostCanvasSide);
    place.height = number(1, kMostCanvasSide);
    require(canvas.contains(place));
    return place;
  }
  void require(bool holds) { is_good_ = is_good_ && holds; }
  std::size_t left() const { return rest_.size(); }
  bool is_good() const { return is_good_ && rest_.empty(); }

 private:
  std::span<const std::byte> rest_;
  std::uint8_t kind_ = 0;
  bool is_good_ = true;
};

bool is_film_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\0') != std::string_view::npos) return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view part = name.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

void write(Writer& out, const to_visit::Begin& message) {
  out.put(message.misses);
  out.put(static_cast<int>(message.by_pad));
}
void write(Writer& out, const to_visit::Touch& message) {
  out.put(static_cast<int>(message.kind));
  out.put(message.x);
  out.put(message.y);
}
void write(Writer& out, const to_visit::Key& message) {
  out.put(static_cast<int>(message.key));
  out.put(message.digit);
}
void write(Writer& out, const to_visit::FrameTaken& message) {
  out.put(message.buffer);
}
void write(Writer& out, const to_visit::Headset& message) {
  out.put(static_cast<int>(message.is_plugged));
}
void write(Writer& /*out*/, const to_visit::Describe& /*message*/) {}
void write(Writer& /*out*/, const to_visit::End& /*message*/) {}
void write(Writer& /*out*/, const to_visit::FilmEnded& /*message*/) {}
void write(Writer& out, const to_visit::Stored& message) {
  out.put(static_cast<int>(message.outcome));
}

void write(Writer& /*out*/, const from_visit::Ready& /*message*/) {}
void write(Writer& out, const from_visit::Frame& message) {
  out.put(message.damage);
  out.put(message.buffer);
}
void write(Writer& out, const from_visit::ShowFilm& message) {
  out.put(message.place);
  out.put(std::string_view(message.file));
}
void write(Writer& /*out*/, const from_visit::HideFilm& /*message*/) {}
void write(Writer& out, const from_visit::SpeechBegins& message) {
  out.put(message.speech);
}
void write(Writer& out, const from_visit::SpeechSamples& message) {
  out.put(message.speech);
  out.put(static_cast<int>(message.is_last));
  for (const float sample : message.samples) out.put(sample);
}
void write(Writer& /*out*/, const from_visit::SpeechStops& /*message*/) {}
void write(Writer& out, const from_visit::Ended& message) {
  out.put(static_cast<int>(message.reason));
}
void write(Writer& out, const from_visit::Described& message) {
  out.put(static_cast<int>(message.is_last));
  out.put(std::string_view(message.part));
}
void write(Writer& out, const from_visit::Fault& message) {
  out.put(std::string_view(message.text).substr(0, kMostFaultText));
}

void write(Writer& out, const from_visit::Filed& message) {
  for (const std::uint8_t byte : message.envelope) out.put(byte);
}
void write(Writer& out, const from_visit::LookedUp& message) {
  out.put(static_cast<int>(message.is_found));
}

template <class Message>
Packet encode_message(const Message& message) {
  Writer out(message.index());
  std::visit([&out](const auto& one) { write(out, one); }, message);
  Packet packet = std::move(out).take();
  assert(packet.size() <= kMostPacketBytes);
  return packet;
}

template <class Message>
Result<Message> finish(const Reader& in, Message message) {
  if (!in.is_good()) return fail(ErrorCode::format, "a malformed message between player and visit");
  return message;
}

from_visit::SpeechSamples read_samples(Reader& in) {
  from_visit::SpeechSamples message;
  message.speech = in.get<std::uint64_t>();
  message.is_last = in.flag();
  const std::size_t count = in.left() / sizeof(float);
  in.require(count >= 1 && count <= kMostSamplesAMessage && in.left() % sizeof(float) == 0);
  for (std::size_t i = 0; i < count && i < kMostSamplesAMessage; ++i) {
    const auto sample = in.get<float>();
    in.require(std::isfinite(sample) && std::abs(sample) <= 1.0F);
    message.samples.push_back(sample);
  }
  return message;
}

}  // namespace

Packet encode(const ToVisit& message) {
  return encode_message(message);
}

Packet encode(const FromVisit& message) {
  return encode_message(message);
}

Result<ToVisit> decode_to_visit(std::span<const std::byte> packet) {
  Reader in(packet);
  switch (in.kind()) {
    case 0:
      return finish(in, ToVisit(to_visit::Begin{in.number(0, kMostMisses), in.flag()}));
    case 1: {
      to_visit::Touch touch;
      touch.kind = static_cast<InputKind>(
          in.number(static_cast<int>(InputKind::press), static_cast<int>(InputKind::release)));
      touch.x = in.number(-kMostOffCanvas, kMostOffCanvas);
      touch.y = in.number(-kMostOffCanvas, kMostOffCanvas);
      return finish(in, ToVisit(touch));
    }
    case 2: {
      to_visit::Key key;
      key.key = static_cast<PadKey>(in.number(0, static_cast<int>(PadKey::digit)));
      key.digit = in.number(0, key.key == PadKey::digit ? 9 : 0);
      return finish(in, ToVisit(key));
    }
    case 3:
      return finish(in, ToVisit(to_visit::FrameTaken{in.number(0, kPictureBuffers - 1)}));
    case 4:
      return finish(in, ToVisit(to_visit::Headset{in.flag()}));
    case 5:
      return finish(in, ToVisit(to_visit::Describe{}));
    case 6:
      return finish(in, ToVisit(to_visit::End{}));
    case 7:
      return finish(in, ToVisit(to_visit::FilmEnded{}));
    case 8:
      return finish(in, ToVisit(to_visit::Stored{static_cast<to_visit::Storing>(
                            in.number(0, static_cast<int>(to_visit::Storing::failed)))}));
    default:
      return fail(ErrorCode::format, "an unknown message to a visit");
  }
}

Result<FromVisit> decode_from_visit(std::span<const std::byte> packet, const Rectangle& canvas) {
  const Rectangle all{0, 0, canvas.width, canvas.height};
  Reader in(packet);
  switch (in.kind()) {
    case 0:
      return finish(in, FromVisit(from_visit::Ready{}));
    case 1: {
      from_visit::Frame frame;
      frame.damage = in.place(all);
      frame.buffer = in.number(0, kPictureBuffers - 1);
      return finish(in, FromVisit(frame));
    }
    case 2: {
      from_visit::ShowFilm film;
      film.place = in.place(all);
      film.file = in.text(kMostFilmName);
      in.require(is_film_name(film.file));
      return finish(in, FromVisit(std::move(film)));
    }
    case 3:
      return finish(in, FromVisit(from_visit::HideFilm{}));
    case 4:
      return finish(in, FromVisit(from_visit::SpeechBegins{in.get<std::uint64_t>()}));
    case 5: {
      auto samples = read_samples(in);
      return finish(in, FromVisit(std::move(samples)));
    }
    case 6:
      return finish(in, FromVisit(from_visit::SpeechStops{}));
    case 7:
      return finish(in, FromVisit(from_visit::Ended{
                            static_cast<VisitEnd>(in.number(0, static_cast<int>(VisitEnd::fault)))}));
    case 8: {
      from_visit::Described described;
      described.is_last = in.flag();
      described.part = in.text(kMostDescriptionPart);
      return finish(in, FromVisit(std::move(described)));
    }
    case 9: {
      from_visit::Fault fault{in.text(kMostFaultText)};
      return finish(in, FromVisit(std::move(fault)));
    }
    case 10: {
      from_visit::Filed filed;
      in.require(in.left() == kFiledBytes);
      for (std::size_t i = 0; i < kFiledBytes && in.left() > 0; ++i)
        filed.envelope.push_back(in.get<std::uint8_t>());
      return finish(in, FromVisit(std::move(filed)));
    }
    case 11:
      return finish(in, FromVisit(from_visit::LookedUp{in.flag()}));
    default:
      return fail(ErrorCode::format, "an unknown message from a visit");
  }
}

}  // namespace crier
