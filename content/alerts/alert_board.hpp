// SPDX-License-Identifier: Apache-2.0
// AlertBoard: which alerts are in force. A pure function of the files it was told of, the time and the
// audience: the order in which files came does not matter, so a restart changes nothing. One thread at a
// time; touches no disk and no clock.
//
// In force is a message of status Actual or Exercise, scope Public and type Alert or Update, from `effective`
// (else `sent`) until `expires` (CAP 3.2.2; 24 hours after it became effective where the sender leaves that
// out, as the national platform does), unless it was replaced.
//
// An Update replaces, a Cancel removes, what its `references` name, and so does a message whose infos are all
// AllClear, which is not itself shown. It makes no difference whether it came before or after what it names.
//  - It counts only from the same sender (sender, or senderCode) and with the same status: nobody cancels
//    another's alert, and an exercise ends no real one. A bare identifier names the sender's own message.
//  - Updates of a message belong to it: a Cancel that names only the first of a chain (as the national
//    platform's do) ends every Update of it that was not sent after the Cancel.
//  - An Update counts from its own `effective` on, so that there is no gap; also when its area no longer
//    holds this screen, or it has expired: what it replaces is no longer what the sender says.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "content/model/alert.hpp"

namespace crier {

inline constexpr std::chrono::hours kAlertLife{24};  // of a message that does not say when it expires

// For whom alerts are chosen: a screen.
struct AlertAudience {
  std::vector<std::string> tags;       // see alert_place.hpp
  std::vector<std::string> languages;  // BCP 47, the most wanted first
};

struct ShownAlert {
  std::string key;                     // the same for the same message, whatever its file
  std::string file;                    // that it came from
  std::shared_ptr<const Alert> alert;  // shared with the board, which may drop it at any time
  std::size_t info_index = 0;          // the language and area for this audience
  bool exercise = false;
  WallTime until;  // no longer shown from this moment on

  const AlertInfo& info() const { return alert->infos[info_index]; }
};

class AlertBoard {
 public:
  // A file that appears or changes.
  void offer(const std::string& file, Alert alert);

  // A file that is gone on purpose: what it said no longer holds.
  void remove(const std::string& file);

  // Real ones before exercises, then by severity, then by urgency, then the newest first. Of a message's
  // infos it takes those whose areas hold the screen (one without areas has the message's), of these the
  // language: the first wanted one that there is, as it is or but for its region (zh-CN for zh), else
  // English, else the first; of several in that language the most severe.
  std::vector<ShownAlert> shown(WallTime now, const AlertAudience& audience) const;

  // By file, each message that is not shown and ends nothing either, and why, as a clause.
  std::map<std::string, std::string> idle(WallTime now, const AlertAudience& audience) const;

  // When the newest message was sent; none where there is none.
  std::optional<WallTime> latest_sent() const;

  // The next moment after `now` at which shown() may change by itself.
  std::optional<WallTime> next_change(WallTime now) const;

 private:
  using Message = std::shared_ptr<const Alert>;
  // Where two files hold the same message, the first by name stands for both.
  std::map<std::string, Message> files_;
};

}  // namespace crier
