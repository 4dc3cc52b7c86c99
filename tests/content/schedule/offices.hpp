// SPDX-License-Identifier: Apache-2.0
// Small offices and calendars for planner tests.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "content/schedule/planner.hpp"

namespace crier {

// A moment of 2026 on Asia/Shanghai's clock.
inline WallTime shanghai(int month, int day, int hour, int minute = 0, int second = 0) {
  return std::chrono::sys_days{std::chrono::year{2026} / month / day} + std::chrono::hours{hour - 8} +
         std::chrono::minutes{minute} + std::chrono::seconds{second};
}

struct ListedItem {
  std::string name;
  Nanoseconds duration;
  unsigned weight = 1;
};

inline void add_playlist(Office& office, const std::string& name, const std::vector<ListedItem>& items) {
  Playlist& playlist = office.channels["main"].playlists[name];
  playlist.name = name;
  for (const ListedItem& listed : items) {
    Medium medium;
    medium.name = listed.name;
    medium.duration = listed.duration;
    Item item;
    item.medium = office.media.size();
    item.duration = listed.duration;
    item.weight = listed.weight;
    office.media.push_back(medium);
    playlist.items.push_back(item);
  }
}

inline std::string event(const std::string& uid, const std::string& playlist, const std::string& lines) {
  return fmt::format("BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:{}\r\n{}END:VEVENT\r\n", uid, playlist, lines);
}

inline std::string at(const std::string& begin, const std::string& end, const std::string& more = "") {
  return fmt::format("DTSTART;TZID=Asia/Shanghai:{}\r\nDTEND;TZID=Asia/Shanghai:{}\r\n{}", begin, end, more);
}

inline Office make_office(const std::string& events) {
  Office office;
  Channel& channel = office.channels["main"];
  channel.id = "main";
  channel.default_playlist = "default";
  channel.calendar_name = "main.ics";
  channel.calendar =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\n" + events + "END:VCALENDAR\r\n";
  office.screens.push_back({"S1", "main", {"hall", "north"}, 0, 0, 0});
  return office;
}

inline std::string name_of(const Office& office, const Presentation& presentation) {
  return presentation.item == nullptr ? "" : office.media[presentation.item->medium].name;
}

}  // namespace crier
