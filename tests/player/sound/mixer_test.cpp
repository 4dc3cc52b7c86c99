// SPDX-License-Identifier: Apache-2.0
// A device that exists only here: it asks for one period after the other and keeps what it would have played.
#include "player/sound/mixer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "player/media/media_source.hpp"

namespace crier {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kPeriod = 4'800;

class FakeDevice {
 public:
  // Plays one period of a programme that is `programme` in both channels throughout.
  void play(float programme = 1) {
    std::vector<float> out(kPeriod * kChannels, programme);
    mixer.mix(out.data(), kPeriod, now);
    now += milliseconds{100};
    for (std::size_t i = 0; i < kPeriod; ++i) {
      EXPECT_EQ(out[2 * i], out[2 * i + 1]);
      heard.push_back(out[2 * i]);
    }
  }

  // The largest step between neighbours in what was heard.
  float steepest() const {
    float most = 0;
    for (std::size_t i = 1; i < heard.size(); ++i) most = std::max(most, std::abs(heard[i] - heard[i - 1]));
    return most;
  }

  Mixer mixer;
  MonotonicTime now{seconds{100}};
  std::vector<float> heard;
};

SharedSamples voice(std::size_t frames, float value = 0.5F) {
  return std::make_shared<const std::vector<float>>(frames * kChannels, value);
}

TEST(Mixer, leaves_the_programme_alone_until_it_is_told_otherwise) {
  FakeDevice device;
  device.play(0.25F);
  EXPECT_TRUE(std::all_of(device.heard.begin(), device.heard.end(), [](float s) { return s == 0.25F; }));
  EXPECT_FALSE(device.mixer.is_announcing());
}

TEST(Mixer, begins_at_its_level_and_changes_it_in_fifty_milliseconds_without_a_step) {
  FakeDevice device;
  device.mixer.set_level(0.5);
  device.play();
  EXPECT_EQ(device.heard.front(), 0.5F);
  device.mixer.set_level(0);
  device.play();
  EXPECT_GT(device.heard[kPeriod + 2'398], 0);
  EXPECT_EQ(device.heard[kPeriod + 2'399], 0);
  EXPECT_EQ(device.heard.back(), 0);
  device.mixer.set_level(1);
  device.play();
  EXPECT_EQ(device.heard.back(), 1);
  EXPECT_LT(device.steepest(), 1.001F / 2'400);
}

TEST(Mixer, a_level_that_changes_on_the_way_takes_no_step_either) {
  FakeDevice device;
  for (int i = 0; i < 40; ++i) {
    device.mixer.set_level(i % 2 == 0 ? 0.1 * (i % 10) : 1);
    std::vector<float> out(1'000 * kChannels, 1.0F);
    device.mixer.mix(out.data(), 1'000, device.now);
    for (std::size_t f = 0; f < 1'000; ++f) device.heard.push_back(out[2 * f]);
  }
  EXPECT_LT(device.steepest(), 1.001F / 2'400);
}

TEST(Mixer, the_programme_falls_silent_for_an_announcement_and_comes_back) {
  FakeDevice device;
  device.play();
  device.mixer.announce(voice(6'000), device.now);
  device.play();
  EXPECT_TRUE(device.mixer.is_announcing());
  EXPECT_EQ(device.heard[kPeriod + 959], 0.5F);  // 20 ms on, only the voice is heard
  EXPECT_EQ(device.heard[kPeriod + 4'799], 0.5F);
  device.play();
  EXPECT_FALSE(device.mixer.is_announcing());
  EXPECT_EQ(device.heard[2 * kPeriod + 1'199], 0.5F);  // its last frame, the 6000th
  EXPECT_LT(device.heard[2 * kPeriod + 1'200], 0.01F);
  EXPECT_EQ(device.heard[2 * kPeriod + 1'200 + 959], 1);
  EXPECT_EQ(device.heard.back(), 1);
}

TEST(Mixer, an_announcement_is_as_loud_whatever_the_level) {
  FakeDevice device;
  device.mixer.set_level(0.1);
  device.mixer.announce(voice(kPeriod), device.now);
  device.play();
  EXPECT_EQ(device.heard.back(), 0.5F);
}

TEST(Mixer, a_stopped_announcement_dies_away_in_twenty_milliseconds) {
  FakeDevice device;
  device.mixer.announce(voice(100'000), device.now);
  device.play();
  device.mixer.stop_announcement();
  device.play(0);
  EXPECT_GT(device.heard[kPeriod + 900], 0);
  EXPECT_EQ(device.heard[kPeriod + 960], 0);
  EXPECT_FALSE(device.mixer.is_announcing());
  device.heard.erase(device.heard.begin(), device.heard.begin() + 960);  // while the programme was heard
  EXPECT_LT(device.steepest(), 0.51F / 960);
  device.play();
  EXPECT_EQ(device.heard.back(), 1);
}

TEST(Mixer, a_second_announcement_takes_the_place_of_the_first) {
  FakeDevice device;
  device.mixer.announce(voice(100'000, 0.5F), device.now);
  device.play(0);
  device.mixer.announce(voice(3 * kPeriod, -0.5F), device.now);
  device.play(0);
  EXPECT_TRUE(device.mixer.is_announcing());
  EXPECT_EQ(device.heard.back(), -0.5F);
  EXPECT_LT(device.steepest(), 0.51F / 960);
}

TEST(Mixer, an_announcement_goes_on_without_a_step_or_a_gap) {
  FakeDevice device;
  device.play(0);
  const auto number = device.mixer.announce(voice(kPeriod), device.now);
  device.mixer.extend(number, voice(kPeriod / 2));
  device.mixer.extend(number, voice(kPeriod));
  for (int i = 0; i < 3; ++i) device.play(0);
  for (std::size_t i = kPeriod + 1'000; i < 3 * kPeriod + kPeriod / 2 - 1; ++i)
    ASSERT_EQ(device.heard[i], 0.5F) << i;
}

TEST(Mixer, what_follows_too_late_is_still_heard) {
  FakeDevice device;
  const auto number = device.mixer.announce(voice(kPeriod), device.now);
  for (int i = 0; i < 3; ++i) device.play(0);
  EXPECT_FALSE(device.mixer.is_announcing());
  device.mixer.extend(number, voice(kPeriod));
  device.play(0);
  EXPECT_EQ(device.heard[3 * kPeriod + 2'000], 0.5F);
}

TEST(Mixer, nothing_follows_what_has_given_way) {
  FakeDevice device;
  const auto first = device.mixer.announce(voice(kPeriod), device.now);
  device.mixer.extend(first, voice(8 * kPeriod));
  device.mixer.announce(voice(kPeriod, 0.25F), device.now);
  device.mixer.extend(first, voice(8 * kPeriod));
  for (int i = 0; i < 3; ++i) device.play(0);
  EXPECT_FALSE(device.mixer.is_announcing());
  EXPECT_EQ(device.heard[2'000], 0.25F);
}

TEST(Mixer, only_the_last_order_before_a_period_counts) {
  FakeDevice device;
  device.mixer.announce(voice(kPeriod, 0.9F), device.now);
  device.mixer.announce(voice(kPeriod, 0.3F), device.now);
  device.play(0);
  EXPECT_EQ(device.heard.back(), 0.3F);
  device.mixer.announce(voice(kPeriod), device.now);
  device.mixer.stop_announcement();
  device.play(0);
  device.play(0);
  EXPECT_EQ(device.heard.back(), 0);
}

TEST(Mixer, drops_what_no_device_took_up_in_time) {
  FakeDevice device;
  device.mixer.announce(voice(kPeriod), device.now - seconds{6});
  device.play();
  EXPECT_FALSE(device.mixer.is_announcing());
  device.mixer.announce(voice(kPeriod), device.now - seconds{4});
  device.play();
  EXPECT_EQ(device.heard.back(), 0.5F);
}

TEST(Mixer, a_lost_device_takes_its_announcement_along) {
  FakeDevice device;
  device.mixer.announce(voice(100'000), device.now);
  device.play();
  device.mixer.forget();
  EXPECT_FALSE(device.mixer.is_announcing());
  device.play();
  EXPECT_EQ(device.heard.back(), 1);
}

TEST(Mixer, takes_odd_orders_calmly) {
  FakeDevice device;
  device.mixer.stop_announcement();
  device.mixer.announce(nullptr, device.now);
  device.mixer.announce(std::make_shared<const std::vector<float>>(), device.now);
  device.play();
  device.mixer.announce(std::make_shared<const std::vector<float>>(1, 0.5F), device.now);  // half a frame
  device.play();
  device.mixer.announce(voice(1), device.now);
  device.play();
  EXPECT_FALSE(device.mixer.is_announcing());
  EXPECT_EQ(device.heard.back(), 1);
}

TEST(Mixer, may_be_told_from_any_thread_while_it_plays) {
  FakeDevice device;
  {
    const std::jthread teller([&device] {
      for (int i = 0; i < 1'000; ++i) {
        device.mixer.set_level(double(i % 11) / 10);
        if (i % 3 == 0) device.mixer.announce(voice(100), MonotonicTime::max());
        if (i % 7 == 0) device.mixer.stop_announcement();
      }
    });
    for (int i = 0; i < 100; ++i) device.play(0.1F);
  }
  for (const float sample : device.heard) ASSERT_LE(std::abs(sample), 0.61F);
}

}  // namespace
}  // namespace crier
