// SPDX-License-Identifier: Apache-2.0
// What one end says the other understands, and nothing else: cut, lengthened, bent and made-up packets.
#include "kiosk/visit/messages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace crier {
namespace {

constexpr Rectangle kCanvas{0, 0, 1080, 1920};

std::vector<ToVisit> all_to_visit() {
  std::vector<ToVisit> all{to_visit::Begin{},        to_visit::FilmEnded{}, to_visit::Headset{true},
                           to_visit::Headset{false}, to_visit::Describe{},  to_visit::End{}};
  all.push_back(to_visit::Begin{kMostMisses, true});
  for (const to_visit::Storing outcome :
       {to_visit::Storing::stored, to_visit::Storing::full, to_visit::Storing::failed})
    all.push_back(to_visit::Stored{outcome});
  for (const InputKind kind : {InputKind::press, InputKind::move, InputKind::release})
    all.push_back(to_visit::Touch{kind, -3, 4000});
  for (int key = 0; key < static_cast<int>(PadKey::digit); ++key)
    all.push_back(to_visit::Key{static_cast<PadKey>(key), 0});
  for (const int digit : {0, 5, 9}) all.push_back(to_visit::Key{PadKey::digit, digit});
  for (int buffer = 0; buffer < kPictureBuffers; ++buffer) all.push_back(to_visit::FrameTaken{buffer});
  return all;
}

std::vector<FromVisit> all_from_visit() {
  std::vector<FromVisit> all{from_visit::Ready{}, from_visit::HideFilm{}, from_visit::SpeechStops{}};
  all.push_back(from_visit::Frame{{0, 0, 1080, 1920}, 1});
  all.push_back(from_visit::Frame{{1079, 1919, 1, 1}, 0});
  all.push_back(from_visit::ShowFilm{"media/反诈 1.mp4", {20, 30, 400, 225}});
  all.push_back(from_visit::ShowFilm{std::string(kMostFilmName, 'f'), {0, 0, 1, 1}});
  all.push_back(from_visit::ShowFilm{"..a/...", {0, 0, 1, 1}});
  all.push_back(from_visit::SpeechBegins{0xFEDCBA9876543210U});
  all.push_back(from_visit::SpeechSamples{7, {0.0F, 1.0F, -1.0F, 0.25F}, true});
  all.push_back(from_visit::SpeechSamples{8, SecretVector<float>(kMostSamplesAMessage, -0.5F), false});
  for (const VisitEnd reason : {VisitEnd::finished, VisitEnd::idle, VisitEnd::fault})
    all.push_back(from_visit::Ended{reason});
  all.push_back(from_visit::Described{"", true});
  all.push_back(from_visit::Described{std::string(kMostDescriptionPart, '{'), false});
  all.push_back(from_visit::Filed{std::vector<std::uint8_t>(kFiledBytes, 0xA5)});
  all.push_back(from_visit::LookedUp{true});
  all.push_back(from_visit::Fault{""});
  all.push_back(from_visit::Fault{std::string(kMostFaultText, '!')});
  return all;
}

// Both directions at once, for what is true of either.
std::vector<Packet> all_packets() {
  std::vector<Packet> packets;
  for (const ToVisit& message : all_to_visit()) packets.push_back(encode(message));
  for (const FromVisit& message : all_from_visit()) packets.push_back(encode(message));
  return packets;
}

template <class Value>
Packet patched(Packet packet, std::size_t offset, Value value) {
  EXPECT_LE(offset + sizeof value, packet.size());
  std::memcpy(packet.data() + offset, &value, sizeof value);
  return packet;
}

bool is_sound(const ToVisit& message) {
  if (const auto* const touch = std::get_if<to_visit::Touch>(&message))
    return touch->kind >= InputKind::press && touch->kind <= InputKind::release &&
           std::abs(touch->x) <= 4 * kMostCanvasSide && std::abs(touch->y) <= 4 * kMostCanvasSide;
  if (const auto* const key = std::get_if<to_visit::Key>(&message))
    return key->key >= PadKey::up && key->key <= PadKey::digit && key->digit >= 0 &&
           key->digit <= (key->key == PadKey::digit ? 9 : 0);
  if (const auto* const begin = std::get_if<to_visit::Begin>(&message))
    return begin->misses >= 0 && begin->misses <= kMostMisses;
  if (const auto* const stored = std::get_if<to_visit::Stored>(&message))
    return stored->outcome >= to_visit::Storing::stored && stored->outcome <= to_visit::Storing::failed;
  if (const auto* const taken = std::get_if<to_visit::FrameTaken>(&message))
    return taken->buffer >= 0 && taken->buffer < kPictureBuffers;
  return true;
}

bool is_place(const Rectangle& place) {
  return !place.empty() && kCanvas.contains(place);
}

bool is_sound(const FromVisit& message) {
  if (const auto* const frame = std::get_if<from_visit::Frame>(&message))
    return is_place(frame->damage) && frame->buffer >= 0 && frame->buffer < kPictureBuffers;
  if (const auto* const film = std::get_if<from_visit::ShowFilm>(&message)) {
    const std::string parts = "/" + film->file + "/";
    return is_place(film->place) && !film->file.empty() && film->file.size() <= kMostFilmName &&
           parts.find("//") == std::string::npos && parts.find("/./") == std::string::npos &&
           parts.find("/../") == std::string::npos && parts.find('\0') == std::string::npos;
  }
  if (const auto* const samples = std::get_if<from_visit::SpeechSamples>(&message))
    return !samples->samples.empty() && samples->samples.size() <= kMostSamplesAMessage &&
           std::ranges::all_of(samples->samples, [](float sample) { return std::abs(sample) <= 1.0F; });
  if (const auto* const ended = std::get_if<from_visit::Ended>(&message))
    return ended->reason >= VisitEnd::finished && ended->reason <= VisitEnd::fault;
  if (const auto* const described = std::get_if<from_visit::Described>(&message))
    return described->part.size() <= kMostDescriptionPart;
  if (const auto* const fault = std::get_if<from_visit::Fault>(&message))
    return fault->text.size() <= kMostFaultText;
  return true;
}

TEST(Messages, to_a_visit_come_back_as_they_were) {
  for (const ToVisit& message : all_to_visit()) {
    const Packet packet = encode(message);
    const auto read = decode_to_visit(packet);
    ASSERT_TRUE(read) << message.index();
    EXPECT_EQ(read->index(), message.index());
    EXPECT_EQ(encode(*read), packet);
    EXPECT_TRUE(is_sound(*read));
  }
  const auto touch = decode_to_visit(encode(ToVisit(to_visit::Touch{InputKind::move, -3, 4000})));
  EXPECT_EQ(std::get<to_visit::Touch>(*touch).kind, InputKind::move);
  EXPECT_EQ(std::get<to_visit::Touch>(*touch).x, -3);
  EXPECT_EQ(std::get<to_visit::Touch>(*touch).y, 4000);
  const auto begin = decode_to_visit(encode(ToVisit(to_visit::Begin{3, true})));
  EXPECT_EQ(std::get<to_visit::Begin>(*begin).misses, 3);
  EXPECT_TRUE(std::get<to_visit::Begin>(*begin).by_pad);
  const auto key = decode_to_visit(encode(ToVisit(to_visit::Key{PadKey::digit, 7})));
  EXPECT_EQ(std::get<to_visit::Key>(*key).key, PadKey::digit);
  EXPECT_EQ(std::get<to_visit::Key>(*key).digit, 7);
}

TEST(Messages, from_a_visit_come_back_as_they_were) {
  for (const FromVisit& message : all_from_visit()) {
    const Packet packet = encode(message);
    EXPECT_LE(packet.size(), kMostPacketBytes);
    const auto read = decode_from_visit(packet, kCanvas);
    ASSERT_TRUE(read) << message.index();
    EXPECT_EQ(read->index(), message.index());
    EXPECT_EQ(encode(*read), packet);
    EXPECT_TRUE(is_sound(*read));
  }
  const auto film =
      decode_from_visit(encode(FromVisit(from_visit::ShowFilm{"a/b.mp4", {1, 2, 3, 4}})), kCanvas);
  EXPECT_EQ(std::get<from_visit::ShowFilm>(*film).file, "a/b.mp4");
  EXPECT_EQ(std::get<from_visit::ShowFilm>(*film).place, (Rectangle{1, 2, 3, 4}));
  const auto samples =
      decode_from_visit(encode(FromVisit(from_visit::SpeechSamples{9, {0.5F}, true})), kCanvas);
  EXPECT_EQ(std::get<from_visit::SpeechSamples>(*samples).speech, 9U);
  EXPECT_TRUE(std::get<from_visit::SpeechSamples>(*samples).is_last);
  EXPECT_EQ(std::get<from_visit::SpeechSamples>(*samples).samples, SecretVector<float>{0.5F});
}

TEST(Messages, of_faults_are_cut_to_what_may_be_said) {
  const auto read = decode_from_visit(encode(FromVisit(from_visit::Fault{std::string(1000, 'x')})), kCanvas);
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<from_visit::Fault>(*read).text.size(), kMostFaultText);
}

// A run of samples may end earlier; everything else says how long it is.
TEST(Messages, are_refused_at_every_truncation) {
  for (const ToVisit& message : all_to_visit()) {
    const Packet packet = encode(message);
    for (std::size_t size = 0; size < packet.size(); ++size)
      EXPECT_FALSE(decode_to_visit(std::span(packet).first(size))) << message.index() << " at " << size;
  }
  for (const FromVisit& message : all_from_visit()) {
    const Packet packet = encode(message);
    const bool has_samples = std::holds_alternative<from_visit::SpeechSamples>(message);
    constexpr std::size_t kSamplesHead = 1 + sizeof(std::uint64_t) + sizeof(int);
    for (std::size_t size = 0; size < packet.size(); ++size) {
      const bool is_shorter_run =
          has_samples && size > kSamplesHead && (size - kSamplesHead) % sizeof(float) == 0;
      EXPECT_EQ(decode_from_visit(std::span(packet).first(size), kCanvas).has_value(), is_shorter_run)
          << message.index() << " at " << size;
    }
  }
}

TEST(Messages, are_refused_with_anything_behind_them) {
  for (Packet packet : all_packets()) {
    for (int extra = 0; extra < 3; ++extra) {
      packet.push_back(std::byte{0});
      EXPECT_FALSE(decode_to_visit(packet));
      EXPECT_FALSE(decode_from_visit(packet, kCanvas));
    }
  }
}

TEST(Messages, of_no_known_kind_are_refused) {
  for (int kind = 0; kind < 256; ++kind) {
    const Packet packet{static_cast<std::byte>(kind)};
    EXPECT_EQ(decode_to_visit(packet).has_value(), kind == 5 || kind == 6 || kind == 7) << kind;
    EXPECT_EQ(decode_from_visit(packet, kCanvas).has_value(), kind == 0 || kind == 3 || kind == 6) << kind;
  }
  EXPECT_EQ(decode_to_visit({}).error().code, ErrorCode::format);
  EXPECT_EQ(decode_from_visit({}, kCanvas).error().code, ErrorCode::format);
}

TEST(Messages, to_a_visit_are_refused_out_of_range) {
  constexpr int kLeast = std::numeric_limits<int>::min();
  constexpr int kMost = std::numeric_limits<int>::max();
  const Packet touch = encode(ToVisit(to_visit::Touch{}));
  for (const int kind : {-1, static_cast<int>(InputKind::key), kLeast, kMost})
    EXPECT_FALSE(decode_to_visit(patched(touch, 1, kind))) << kind;
  for (const std::size_t axis : {std::size_t{5}, std::size_t{9}}) {
    for (const int value : {4 * kMostCanvasSide + 1, -4 * kMostCanvasSide - 1, kLeast, kMost})
      EXPECT_FALSE(decode_to_visit(patched(touch, axis, value))) << axis << " " << value;
  }
  const Packet key = encode(ToVisit(to_visit::Key{PadKey::select, 0}));
  for (const int value : {-1, static_cast<int>(PadKey::digit) + 1, kLeast, kMost})
    EXPECT_FALSE(decode_to_visit(patched(key, 1, value))) << value;
  EXPECT_FALSE(decode_to_visit(patched(key, 5, 1))) << "a digit of a key that has none";
  const Packet digit = encode(ToVisit(to_visit::Key{PadKey::digit, 0}));
  for (const int value : {-1, 10, kLeast, kMost}) EXPECT_FALSE(decode_to_visit(patched(digit, 5, value)));
  const Packet taken = encode(ToVisit(to_visit::FrameTaken{0}));
  for (const int value : {-1, kPictureBuffers, kLeast, kMost})
    EXPECT_FALSE(decode_to_visit(patched(taken, 1, value)));
  const Packet headset = encode(ToVisit(to_visit::Headset{}));
  for (const int value : {-1, 2, kMost}) EXPECT_FALSE(decode_to_visit(patched(headset, 1, value)));
}

TEST(Messages, about_places_are_refused_outside_the_canvas) {
  constexpr int kMost = std::numeric_limits<int>::max();
  constexpr int kLeast = std::numeric_limits<int>::min();
  const struct {
    const char* what;
    Rectangle place;
  } kRows[] = {
      {"empty", {0, 0, 0, 0}},
      {"no width", {5, 5, 0, 9}},
      {"no height", {5, 5, 9, 0}},
      {"negative width", {5, 5, -1, 9}},
      {"negative height", {5, 5, 9, -1}},
      {"left of it", {-1, 0, 10, 10}},
      {"above it", {0, -1, 10, 10}},
      {"right of it", {1080, 0, 1, 1}},
      {"below it", {0, 1920, 1, 1}},
      {"too wide", {0, 0, 1081, 1}},
      {"too high", {0, 0, 1, 1921}},
      {"one beyond", {1079, 1919, 2, 1}},
      {"sums that overflow", {kMost, kMost, kMost, kMost}},
      {"sums that wrap", {kLeast, kLeast, kLeast, kLeast}},
      {"sums that come out right", {1, 1, kMost, kMost}},
  };
  for (const auto& row : kRows) {
    EXPECT_FALSE(decode_from_visit(encode(FromVisit(from_visit::Frame{row.place, 0})), kCanvas)) << row.what;
    EXPECT_FALSE(decode_from_visit(encode(FromVisit(from_visit::ShowFilm{"a", row.place})), kCanvas))
        << row.what;
  }
  // The canvas's own corner does not count.
  EXPECT_TRUE(decode_from_visit(encode(FromVisit(from_visit::Frame{{0, 0, 8, 8}, 0})), {500, 500, 8, 8}));
  EXPECT_FALSE(decode_from_visit(encode(FromVisit(from_visit::Frame{{0, 0, 1, 1}, 0})), {0, 0, 0, 0}));
}

TEST(Messages, that_name_a_film_outside_the_workspace_are_refused) {
  const std::string kBad[] = {"",        "/",      "/etc/passwd", "..",  "../a",
                              "a/..",    "a/../b", ".",           "./a", "a/.",
                              "a/./b",   "a//b",   "a/",          "//a", std::string("a\0b", 3),
                              "a/b/../", "a/b//"};
  for (const std::string& name : kBad)
    EXPECT_FALSE(decode_from_visit(encode(FromVisit(from_visit::ShowFilm{name, {0, 0, 9, 9}})), kCanvas))
        << name;
  const std::string too_long(kMostFilmName + 1, 'f');
  EXPECT_FALSE(decode_from_visit(encode(FromVisit(from_visit::ShowFilm{too_long, {0, 0, 9, 9}})), kCanvas));
}

TEST(Messages, with_samples_that_are_no_sound_are_refused) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  for (const float bad : {1.0001F, -1.0001F, kInfinity, -kInfinity, std::numeric_limits<float>::quiet_NaN(),
                          std::numeric_limits<float>::max()})
    EXPECT_FALSE(
        decode_from_visit(encode(FromVisit(from_visit::SpeechSamples{1, {0.0F, bad, 0.0F}, true})), kCanvas))
        << bad;
  EXPECT_FALSE(decode_from_visit(encode(FromVisit(from_visit::SpeechSamples{1, {}, true})), kCanvas));
  const SecretVector<float> many(kMostSamplesAMessage + 1, 0.0F);
  EXPECT_FALSE(decode_from_visit(encode(FromVisit(from_visit::SpeechSamples{1, many, true})), kCanvas));
}

TEST(Messages, from_a_visit_are_refused_out_of_range) {
  constexpr std::uint32_t kHuge = 0xFFFFFFFF;
  const Packet ended = encode(FromVisit(from_visit::Ended{}));
  for (const int value : {-1, 3, std::numeric_limits<int>::min()})
    EXPECT_FALSE(decode_from_visit(patched(ended, 1, value), kCanvas));
  const Packet frame = encode(FromVisit(from_visit::Frame{{0, 0, 1, 1}, 0}));
  for (const int value : {-1, kPictureBuffers})
    EXPECT_FALSE(decode_from_visit(patched(frame, 17, value), kCanvas));
  const Packet described = encode(FromVisit(from_visit::Described{"abc", false}));
  EXPECT_FALSE(decode_from_visit(patched(described, 1, 2), kCanvas));
  for (const std::uint32_t size : {0U, 2U, 4U, kHuge})
    EXPECT_FALSE(decode_from_visit(patched(described, 5, size), kCanvas)) << size;
  const Packet fault = encode(FromVisit(from_visit::Fault{"abc"}));
  for (const std::uint32_t size : {0U, 2U, 4U, kHuge})
    EXPECT_FALSE(decode_from_visit(patched(fault, 1, size), kCanvas)) << size;
}

TEST(Messages, bent_at_random_are_refused_or_sound) {
  std::mt19937 random(20240611);
  const auto up_to = [&random](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most)(random);
  };
  std::vector<Packet> packets = all_packets();
  std::erase_if(packets, [](const Packet& packet) { return packet.size() > 600; });
  std::size_t understood = 0;
  for (int round = 0; round < 400'000; ++round) {
    Packet packet = packets[up_to(packets.size() - 1)];
    for (std::size_t change = up_to(2) + 1; change > 0; --change) {
      switch (up_to(3)) {
        case 0:
          packet.resize(up_to(packet.size()));
          break;
        case 1:
          packet.insert(packet.end(), up_to(8), static_cast<std::byte>(up_to(255)));
          break;
        default:
          if (!packet.empty()) packet[up_to(packet.size() - 1)] = static_cast<std::byte>(up_to(255));
      }
    }
    if (const auto message = decode_to_visit(packet)) {
      ++understood;
      ASSERT_TRUE(is_sound(*message)) << message->index();
    }
    if (const auto message = decode_from_visit(packet, kCanvas)) {
      ++understood;
      ASSERT_TRUE(is_sound(*message)) << message->index();
    }
  }
  EXPECT_GT(understood, 1000U);  // else nothing was tried
}

}  // namespace
}  // namespace crier
