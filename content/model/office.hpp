// SPDX-License-Identifier: Apache-2.0
// The nouns of an office's content, plain values without behaviour: what `workspace` reads, what `schedule`
// plans and what the player shows. Any thread may read an Office that nobody is changing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "content/model/case.hpp"
#include "content/model/layout.hpp"
#include "content/model/localized_text.hpp"
#include "content/model/notice.hpp"
#include "content/model/report_form.hpp"
#include "content/model/report_keys.hpp"

namespace crier {

enum class MediumKind { video, picture, sound };

// A caption file beside a film.
struct CaptionFile {
  std::string language;        // BCP 47, from NAME.LANGUAGE.vtt; empty where the name says none
  std::filesystem::path path;  // WebVTT, SRT or ASS
};

// One file in the media folder, measured once.
struct Medium {
  std::string name;            // as content files name it: relative to the workspace, '/' between folders
  std::filesystem::path path;  // where it is on this machine
  MediumKind kind = MediumKind::video;
  // Exact length of one play: the video stream's for a video, the stream's for sound; zero for a still
  // picture, whose length the item says.
  Nanoseconds duration{0};
  double gain_db = 0;                 // brings it to the office's loudness (EBU R 128); 0 where not measured
  std::vector<CaptionFile> captions;  // in the order of their names
  bool has_captions_inside = false;   // a stream of text beside its pictures
  std::optional<std::string> fault;   // why it cannot be played; none where it can
};

// One entry of a playlist.
struct Item {
  std::size_t medium = 0;                // index into Office::media
  Nanoseconds duration{0};               // exact length of one play, above zero for anything playable
  unsigned weight = 1;                   // plays per loop, 1 to 100
  std::optional<WallTime> valid_from;    // shown from this moment on
  std::optional<WallTime> valid_until;   // no longer shown from this moment on
  std::optional<Transition> transition;  // how it begins; none: as the channel says
};

struct Playlist {
  std::string name;
  std::vector<Item> items;
};

// What a group of screens plays, and when.
struct Channel {
  std::string id;
  LocalizedText title;
  std::string default_playlist;  // plays where no slot does
  std::map<std::string, Playlist> playlists;
  std::optional<Layout> landscape;  // none: the programme fills the screen
  std::optional<Layout> portrait;
  Transition transition;                       // how items begin
  std::vector<std::string> caption_languages;  // shown at once, the first above; at most two; empty: none
  SoundLook sound;
  std::string calendar_name;  // the .ics file as diagnostics name it; empty where the channel has none
  std::string calendar;       // its text: iCalendar, RFC 5545
};

struct Screen {
  std::string id;
  std::string channel;
  std::vector<std::string> tags;
  int width = 0;  // the panel's own pixels, before it is turned; 0 where the display decides
  int height = 0;
  int rotation =
      0;  // how the panel is mounted: quarter turns clockwise that a picture needs to stand upright
  unsigned footfall_per_hour = 0;  // people who pass while it plays
};

struct Office {
  LocalizedText name;
  std::string time_zone = "Asia/Shanghai";  // an IANA name
  std::vector<std::string> languages = {"zh", "en"};
  std::string default_channel;
  double loudness_lufs = -23;  // what media are brought to (EBU R 128)
  std::filesystem::path root;
  std::vector<Medium> media;
  std::optional<std::size_t> logo;      // index into media
  Rgb accent = 0x1a5fb4;                // the office's own colour, on kiosks
  std::vector<Notice> notices;          // newest first, then by id
  std::vector<Category> categories;     // in the order of their file
  std::vector<Case> cases;              // newest first, then by id
  std::vector<Quiz> quizzes;            // by id
  ReportForm report_form;               // the built-in one where the workspace has none
  std::vector<ReportKeys> report_keys;  // newest first: the first one seals; empty: no report can be sent
  std::map<std::string, Channel> channels;
  std::vector<Screen> screens;
};

// The category of that key; none where there is no such category.
const Category* find_category(const Office& office, const std::string& key);

// The screen of that id; none where there is no such screen.
const Screen* find_screen(const Office& office, const std::string& id);

}  // namespace crier
