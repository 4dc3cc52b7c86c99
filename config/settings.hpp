// SPDX-License-Identifier: Apache-2.0
// Settings: what a device is told by its technician, typed. Built-in defaults, then the settings file, then
// the command line; the later wins. Plain values; any thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/diagnostic.hpp"
#include "config/result.hpp"

namespace crier {

enum class DisplayPath {
  automatic,  // the GPU where there is a real one, else software
  software,
  gpu,
};

enum class HardwareDecoding { automatic, off };

struct WindowSize {
  int width = 0;
  int height = 0;
};

// One of several displays of one machine, and the screen that it is.
struct ScreenOnDisplay {
  std::string id;
  int display = 0;  // counted from 0
};

// What only crier-kiosk needs: the table [kiosk].
struct KioskSettings {
  double millimetres_per_pixel = 0;        // of the panel; 0: as for one of 21.5 inches
  std::chrono::seconds reading_idle{120};  // without a touch before a reader is asked
  std::chrono::seconds form_idle{60};      // before a writer is
  std::chrono::seconds countdown{30};      // from the question to the visit's end
  bool private_speech = false;  // a headset is plugged into this machine: what was typed may be said aloud
  // A file that opens the service panel while it is there, on a technician's stick, and the SHA-256 of what
  // is in it, in 64 hexadecimal digits; empty: nothing opens it.
  std::filesystem::path technician_key;
  std::string technician_key_sha256;
  // Where reports wait, sealed, and where they go (content/upload/store_address.hpp); empty: none is taken.
  std::filesystem::path outbox;
  std::string store;
  std::string store_user;
  std::filesystem::path store_password_file;  // its first line
  std::string store_region;                   // of an S3 store; empty: its usual one
  std::filesystem::path store_authority;      // certificates in PEM that https is held to
};

// Where a device gets its publications from: the table [repository].
struct RepositorySettings {
  std::string url;  // content/receiving/repository_address.hpp; empty: the content is a folder
  std::filesystem::path store = "/var/lib/crier/store";
  std::filesystem::path root = "/etc/crier/root.json";  // the office's, as the device was given it
  std::chrono::seconds poll{30};
  std::string download_hours;       // "01:00-05:30", of media; empty: always
  unsigned download_limit = 0;      // of media, in kB a second; 0: none
  unsigned quota = 0;               // of the store, in MB; 0: as much as the disk has
  std::vector<std::string> peers;   // asked for files before the repository
  std::filesystem::path authority;  // certificates in PEM that https is held to; empty: the system's
  std::string nudge;                // content/nudge/nudge.hpp; empty: nobody nudges
};

// Read by crier-player and crier-kiosk.
struct PlayerSettings {
  std::filesystem::path
      content;         // workspace, folder, file or M3U8; relative paths are the settings file's own
  std::string screen;  // this device's screen id; empty where the content has one screen only
  int display = 0;     // which display, counted from 0
  std::vector<ScreenOnDisplay> screens;  // two or more, each on a display of its own; empty: the one above
  std::vector<std::filesystem::path> alerts;  // folders watched for alerts, besides the workspace's own
  std::optional<WindowSize> window;           // none: full screen
  bool headless = false;
  bool allow_quit = false;
  bool sound = true;
  std::string sound_device;  // empty: the system's default
  DisplayPath display_path = DisplayPath::automatic;
  HardwareDecoding hardware_decoding = HardwareDecoding::automatic;
  RepositorySettings repository;
  KioskSettings kiosk;
};

// Reads a settings file over `defaults`. Mistakes are added to `diagnostics` with line, column and remedy,
// and the default is kept for each.
PlayerSettings read_player_settings(const std::filesystem::path& file, const PlayerSettings& defaults,
                                    Diagnostics& diagnostics);

// Lays over `settings` what --screen says: "A", "A@1", or several screens as "A@0,B@1". The number after the
// last '@' is the display, 0 to 63; left out, a single screen keeps the settings' display and each of several
// takes its place in the list. Fails where the text is none of these or two screens share a display.
Result<void> choose_screens(const std::string& text, PlayerSettings& settings);

// "1280x720"; each side from 16 to 16384.
Result<WindowSize> parse_window_size(const std::string& text);

}  // namespace crier
