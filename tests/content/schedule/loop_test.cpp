// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/loop.hpp"

#include <gtest/gtest.h>

#include "tests/content/schedule/offices.hpp"

namespace crier {
namespace {

using std::chrono::seconds;

std::string order(const Office& office, const Loop& loop) {
  std::string names;
  const WallTime anchor{seconds{1'000'000}};
  for (WallTime time = anchor; time < anchor + loop.length();) {
    const Loop::Place place = loop.at(anchor, time);
    names += office.media[place.item->medium].name;
    time = place.ends;
  }
  return names;
}

TEST(Loop, SpreadsWeightsEvenly) {
  const std::pair<std::vector<unsigned>, const char*> rows[] = {{{1, 1, 1}, "abc"},   {{2, 2}, "ab"},
                                                                {{3, 1, 1}, "abaca"}, {{2, 1}, "aba"},
                                                                {{1, 3}, "babb"},     {{5}, "a"}};
  for (const auto& [weights, expected] : rows) {
    Office office = make_office("");
    std::vector<ListedItem> items;
    for (std::size_t i = 0; i < weights.size(); ++i)
      items.push_back({std::string(1, char('a' + i)), seconds{5}, weights[i]});
    add_playlist(office, "default", items);
    const Loop loop = Loop::make(office, office.channels["main"].playlists["default"], WallTime{});
    EXPECT_EQ(order(office, loop).size(), std::string(expected).size());
    EXPECT_EQ(order(office, loop), expected);
  }
}

TEST(Loop, FindsItsPlaceBeforeAndAfterTheAnchor) {
  Office office = make_office("");
  add_playlist(office, "default", {{"a", seconds{3}}, {"b", seconds{4}}});
  const Loop loop = Loop::make(office, office.channels["main"].playlists["default"], WallTime{});
  const WallTime anchor{seconds{100}};
  EXPECT_EQ(loop.at(anchor, anchor).begins, anchor);
  EXPECT_EQ(loop.at(anchor, anchor + seconds{3}).begins, anchor + seconds{3});
  EXPECT_EQ(loop.at(anchor, anchor + seconds{7'000'000}).begins, anchor + seconds{7'000'000});
  EXPECT_EQ(loop.at(anchor, anchor - seconds{1}).begins, anchor - seconds{4});
  EXPECT_EQ(loop.at(anchor, anchor - seconds{7}).begins, anchor - seconds{7});
}

TEST(Loop, LeavesOutWhatIsBrokenOrNotValid) {
  Office office = make_office("");
  add_playlist(office, "default",
               {{"a", seconds{3}}, {"b", seconds{4}}, {"c", seconds{0}}, {"d", seconds{5}}});
  office.media[0].fault = "it is empty";
  Playlist& playlist = office.channels["main"].playlists["default"];
  playlist.items[3].valid_from = WallTime{seconds{50}};
  playlist.items[3].valid_until = WallTime{seconds{60}};
  EXPECT_EQ(order(office, Loop::make(office, playlist, WallTime{seconds{49}})), "b");
  EXPECT_EQ(order(office, Loop::make(office, playlist, WallTime{seconds{50}})), "bd");
  EXPECT_EQ(order(office, Loop::make(office, playlist, WallTime{seconds{60}})), "b");
  EXPECT_EQ(validity_boundaries(playlist).size(), 2U);
}

}  // namespace
}  // namespace crier
