// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/planner.hpp"

#include <gtest/gtest.h>

#include "tests/content/schedule/offices.hpp"

namespace crier {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Planner plan(const Office& office) {
  auto planner = Planner::create(office, office.screens.front());
  EXPECT_TRUE(planner) << (planner ? "" : planner.error().message);
  return std::move(*planner);
}

TEST(Planner, LoopsTheDefaultFromTheEpochWhereNothingElseIsOn) {
  Office office = make_office("");
  add_playlist(office, "default", {{"a", seconds{10}}, {"b", seconds{20}}});
  Planner planner = plan(office);
  const WallTime round = WallTime{seconds{30} * 60'000'000};
  EXPECT_EQ(name_of(office, planner.at(round)), "a");
  EXPECT_EQ(planner.at(round).begins, round);
  EXPECT_EQ(name_of(office, planner.at(round + seconds{10})), "b");
  EXPECT_EQ(planner.at(round + seconds{29}).ends, round + seconds{30});
}

TEST(Planner, ASlotBeginsOnTimeOverTheDefaultAndIsAnchoredThere) {
  Office office = make_office(event("e", "law", at("20260302T090007", "20260302T100000")));
  add_playlist(office, "default", {{"a", seconds{10}}});
  add_playlist(office, "law", {{"x", seconds{25}}, {"y", seconds{25}}});
  Planner planner = plan(office);
  const WallTime start = shanghai(3, 2, 9, 0, 7);
  EXPECT_EQ(name_of(office, planner.at(start - seconds{1})), "a");
  EXPECT_EQ(planner.at(start - seconds{1}).ends, start);
  EXPECT_EQ(name_of(office, planner.at(start)), "x");
  EXPECT_EQ(planner.at(start).begins, start);
  EXPECT_EQ(planner.at(start).position, Nanoseconds{0});
  EXPECT_EQ(planner.at(start + seconds{26}).slot_uid, "e");
}

TEST(Planner, TheRunningItemFinishesWhereTheNewRankIsNoHigher) {
  Office office = make_office(event("e", "law", at("20260302T090000", "20260302T090110")));
  add_playlist(office, "default", {{"a", seconds{10}}, {"b", seconds{10}}});
  add_playlist(office, "law", {{"x", seconds{40}}});
  Planner planner = plan(office);
  const WallTime end = shanghai(3, 2, 9, 1, 10);
  const Presentation finishing = planner.at(end + seconds{5});
  EXPECT_EQ(name_of(office, finishing), "x");
  EXPECT_TRUE(finishing.overrun);
  EXPECT_EQ(finishing.begins, end - seconds{30});
  EXPECT_EQ(finishing.ends, end + seconds{10});
  EXPECT_EQ(planner.at(end - seconds{1}).ends, end + seconds{10});
  // The default's loop is anchored at the boundary all the same: ten seconds in, its second item is on.
  const Presentation next = planner.at(end + seconds{10});
  EXPECT_EQ(name_of(office, next), "b");
  EXPECT_EQ(next.begins, end + seconds{10});
  EXPECT_EQ(next.position, Nanoseconds{0});
}

TEST(Planner, AHigherPriorityCutsAndAnEqualOneDoesNot) {
  for (const int priority : {1, 5, 7}) {
    Office office = make_office(
        event("a", "one", at("20260302T090000", "20260302T100000", "PRIORITY:5\r\n")) +
        event("b", "two",
              at("20260302T091005", "20260302T093000", fmt::format("PRIORITY:{}\r\n", priority))));
    add_playlist(office, "default", {{"d", seconds{10}}});
    add_playlist(office, "one", {{"x", seconds{60}}});
    add_playlist(office, "two", {{"y", seconds{60}}});
    Planner planner = plan(office);
    const WallTime start = shanghai(3, 2, 9, 10, 5);
    EXPECT_EQ(name_of(office, planner.at(start)), priority == 1 ? "y" : "x") << priority;
    EXPECT_EQ(name_of(office, planner.at(start + minutes{2})), priority == 7 ? "x" : "y") << priority;
    EXPECT_EQ(planner.at(start - seconds{1}).ends, priority == 1 ? start : start + seconds{55});
  }
}

TEST(Planner, TiesGoToTheLaterStartThenToTheSmallerUid) {
  Office office = make_office(event("z-early", "one", at("20260302T090000", "20260302T120000")) +
                              event("b-late", "two", at("20260302T100000", "20260302T120000")) +
                              event("a-late", "three", at("20260302T100000", "20260302T110000")));
  add_playlist(office, "default", {{"d", seconds{10}}});
  add_playlist(office, "one", {{"1", seconds{10}}});
  add_playlist(office, "two", {{"2", seconds{10}}});
  add_playlist(office, "three", {{"3", seconds{10}}});
  Planner planner = plan(office);
  EXPECT_EQ(name_of(office, planner.at(shanghai(3, 2, 9, 30))), "1");
  EXPECT_EQ(name_of(office, planner.at(shanghai(3, 2, 10, 30))), "3");
  EXPECT_EQ(name_of(office, planner.at(shanghai(3, 2, 11, 30))), "2");
  EXPECT_EQ(name_of(office, planner.at(shanghai(3, 2, 12, 30))), "d");
}

TEST(Planner, AnUnrelatedSlotDoesNotDisturbTheRunningLoop) {
  Office office = make_office(event("a", "one", at("20260302T090000", "20260302T100000", "PRIORITY:1\r\n")) +
                              event("b", "two", at("20260302T090315", "20260302T090500", "PRIORITY:9\r\n")));
  add_playlist(office, "default", {{"d", seconds{10}}});
  add_playlist(office, "one", {{"x", seconds{50}}});
  add_playlist(office, "two", {{"y", seconds{10}}});
  Planner planner = plan(office);
  EXPECT_EQ(planner.at(shanghai(3, 2, 9, 4)).begins, shanghai(3, 2, 9, 3, 20));
}

TEST(Planner, LocationsChooseScreensByIdOrTag) {
  const std::pair<const char*, bool> rows[] = {{"S1", true},    {"hall", true}, {"gate\\, north", true},
                                               {"gate", false}, {"", true},     {"S2;S1", true}};
  for (const auto& [location, plays] : rows) {
    Office office = make_office(event(
        "e", "law", at("20260302T090000", "20260302T100000", fmt::format("LOCATION:{}\r\n", location))));
    add_playlist(office, "default", {{"d", seconds{10}}});
    add_playlist(office, "law", {{"x", seconds{10}}});
    EXPECT_EQ(name_of(office, plan(office).at(shanghai(3, 2, 9, 30))), plays ? "x" : "d") << location;
  }
}

TEST(Planner, SlotsCrossMidnightAndFollowSummerTime) {
  Office office = make_office(
      "BEGIN:VEVENT\r\nUID:n\r\nSUMMARY:night\r\nDTSTART;TZID=America/New_York:20260307T230000\r\n"
      "DTEND;TZID=America/New_York:20260308T040000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n");
  office.time_zone = "America/New_York";
  add_playlist(office, "default", {{"d", seconds{10}}});
  add_playlist(office, "night", {{"n", seconds{10}}});
  Planner planner = plan(office);
  const WallTime change = std::chrono::sys_days{std::chrono::year{2026} / 3 / 8};
  EXPECT_EQ(name_of(office, planner.at(change + hours{4})), "n");
  // DTEND sets an exact length of four hours (the clock is moved within the first night): the next ends at
  // three.
  EXPECT_EQ(name_of(office, planner.at(change + hours{7} + minutes{59})), "n");
  EXPECT_EQ(name_of(office, planner.at(change + hours{8})), "d");
  EXPECT_EQ(name_of(office, planner.at(change + hours{27})), "n");
}

TEST(Planner, AnItemThatBecomesValidMovesTheAnchor) {
  Office office = make_office("");
  add_playlist(office, "default", {{"a", seconds{7}}, {"b", seconds{7}}});
  office.channels["main"].playlists["default"].items[1].valid_from = shanghai(3, 2, 9, 0, 3);
  Planner planner = plan(office);
  const WallTime valid = shanghai(3, 2, 9, 0, 3);
  std::string names;
  for (const Presentation& p : planner.between(valid + seconds{7}, valid + seconds{28}))
    names += name_of(office, p);
  EXPECT_NE(names.find("b"), std::string::npos);
  EXPECT_EQ(planner.at(valid + seconds{14}).begins, valid + seconds{14});
}

TEST(Planner, ASlotWithoutAnythingPlayableDoesNotCompete) {
  Office office = make_office(event("e", "law", at("20260302T090000", "20260302T100000")) +
                              event("f", "nowhere", at("20260302T090000", "20260302T100000")));
  add_playlist(office, "default", {{"d", seconds{10}}});
  add_playlist(office, "law", {{"x", seconds{10}}});
  office.media[1].fault = "it is empty";
  Planner planner = plan(office);
  EXPECT_EQ(name_of(office, planner.at(shanghai(3, 2, 9, 30))), "d");
  const Explanation why = planner.why(shanghai(3, 2, 9, 30));
  ASSERT_EQ(why.contenders.size(), 3U);
  EXPECT_NE(why.contenders[1].reason.find("does not compete"), std::string::npos);
  EXPECT_NE(why.contenders[2].reason.find("does not compete"), std::string::npos);
}

TEST(Planner, WithNothingPlayableItSaysSoAndGoesOn) {
  Office office = make_office("");
  add_playlist(office, "default", {{"d", seconds{10}}});
  office.media[0].fault = "gone";
  Planner planner = plan(office);
  const Presentation nothing = planner.at(shanghai(3, 2, 9, 30));
  EXPECT_EQ(nothing.item, nullptr);
  EXPECT_LE(nothing.begins, shanghai(3, 2, 9, 30));
  EXPECT_GT(nothing.ends, shanghai(3, 2, 9, 30));
  EXPECT_LE(nothing.ends - nothing.begins, hours{1});
}

TEST(Planner, TheUndatedDefaultLoopsFromTheStart) {
  Office office =
      make_office(event("e", "law", at("20260302T090000", "20260302T100000", "RRULE:FREQ=DAILY\r\n")));
  add_playlist(office, "default", {{"a", seconds{10}}, {"b", seconds{10}}});
  add_playlist(office, "law", {{"x", seconds{10}}});
  Planner planner = plan(office);
  EXPECT_EQ(name_of(office, planner.undated(seconds{0})), "a");
  EXPECT_EQ(name_of(office, planner.undated(seconds{15})), "b");
  EXPECT_EQ(name_of(office, planner.undated(hours{24} + seconds{1})), "a");
}

TEST(Planner, ExplainsWinnersAndLosers) {
  Office office =
      make_office(event("low", "one", at("20260302T090000", "20260302T100000", "PRIORITY:7\r\n")) +
                  event("high", "two", at("20260302T090000", "20260302T100000", "PRIORITY:2\r\n")));
  add_playlist(office, "default", {{"d", seconds{10}}});
  add_playlist(office, "one", {{"x", seconds{10}}});
  add_playlist(office, "two", {{"y", seconds{15}}});
  const Explanation why = plan(office).why(shanghai(3, 2, 9, 30, 4));
  ASSERT_EQ(why.contenders.size(), 3U);
  EXPECT_EQ(why.contenders[0].uid, "high");
  EXPECT_TRUE(why.contenders[0].wins);
  EXPECT_EQ(why.contenders[1].uid, "low");
  EXPECT_EQ(why.contenders[1].medium, "x");
  EXPECT_EQ(why.contenders[1].position, seconds{4});
  EXPECT_FALSE(why.contenders[1].wins);
  EXPECT_EQ(why.contenders[2].uid, "");
}

TEST(Planner, RefusesWhatItCannotPlan) {
  Office office = make_office("");
  add_playlist(office, "default", {{"d", seconds{10}}});
  Office wrong = office;
  wrong.screens[0].channel = "none";
  EXPECT_FALSE(Planner::create(wrong, wrong.screens[0]));
  wrong = office;
  wrong.time_zone = "Nowhere/None";
  EXPECT_FALSE(Planner::create(wrong, wrong.screens[0]));
  wrong = office;
  wrong.channels["main"].calendar = "this is no calendar";
  EXPECT_FALSE(Planner::create(wrong, wrong.screens[0]));
}

}  // namespace
}  // namespace crier
