// SPDX-License-Identifier: Apache-2.0
#include "content/nudge/nudge.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "config/latest.hpp"
#include "tests/content/nudge/broker.hpp"

namespace crier {
namespace {

using std::chrono::seconds;

NudgeAddress at(int port) {
  return *parse_nudge_address(fmt::format("mqtt://127.0.0.1:{}/crier/hall", port));
}

bool send_within(const NudgeAddress& address, seconds patience) {
  const MonotonicTime deadline = SystemClock().monotonic() + patience;
  while (SystemClock().monotonic() < deadline) {
    if (send_nudge(address)) return true;
  }
  return false;
}

TEST(NudgeAddressTest, IsReadInAllItsParts) {
  const auto address = parse_nudge_address("mqtts://hall:secret@broker.example:8884/crier/hall");
  ASSERT_TRUE(address);
  EXPECT_TRUE(address->is_secure);
  EXPECT_EQ(address->host, "broker.example");
  EXPECT_EQ(address->port, 8884);
  EXPECT_EQ(address->topic, "crier/hall");
  EXPECT_EQ(address->user, "hall");
  EXPECT_EQ(address->password, "secret");
  EXPECT_EQ(parse_nudge_address("mqtt://b/t")->port, 1883);
  EXPECT_EQ(parse_nudge_address("mqtt://[::1]:1884/t")->host, "::1");
}

TEST(NudgeAddressTest, IsRefusedWhereItIsNone) {
  for (const char* const text :
       {"", "broker", "http://b/t", "mqtt://b", "mqtt:///t", "mqtt://b/", "mqtt://b:x/t", "mqtt://b:0/t",
        "mqtt://b:70000/t", "mqtt://b/a/#", "mqtt://b/+/t"})
    EXPECT_FALSE(parse_nudge_address(text)) << text;
}

TEST(NudgeTest, IsHeardThroughARealBroker) {
  const int port = free_port();
  const Broker broker(port);
  ASSERT_TRUE(broker.runs()) << "mosquitto is missing; packaging/setup.sh installs it";
  Latest<int> heard(0);
  Log log(LogLevel::error);
  ASSERT_TRUE(send_within(at(port), seconds(20)));
  const auto listener = NudgeListener::start(
      at(port), [&heard] { heard.update([](int& count) { ++count; }); }, log);
  ASSERT_TRUE(listener);
  const auto wait_for = [&heard](int count) {
    return heard.wait_until(SystemClock().monotonic() + seconds(20), {},
                            [count](int now) { return now >= count; });
  };
  ASSERT_TRUE(wait_for(1)) << "once when it is connected: one may have been missed";
  ASSERT_TRUE(send_nudge(at(port)));
  EXPECT_TRUE(wait_for(2));
}

TEST(NudgeTest, HearsABrokerThatComesLater) {
  const int port = free_port();
  Latest<int> heard(0);
  Log log(LogLevel::error);
  const auto listener = NudgeListener::start(
      at(port), [&heard] { heard.update([](int& count) { ++count; }); }, log);
  ASSERT_TRUE(listener);
  EXPECT_FALSE(send_nudge(at(port)));
  const Broker broker(port);
  ASSERT_TRUE(broker.runs());
  EXPECT_TRUE(
      heard.wait_until(SystemClock().monotonic() + seconds(30), {}, [](int count) { return count >= 1; }));
}

}  // namespace
}  // namespace crier
