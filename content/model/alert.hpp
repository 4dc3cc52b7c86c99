// SPDX-License-Identifier: Apache-2.0
// Alert: one warning message of an emergency broadcast, as its sender wrote it, whatever its format. The
// nouns are those of the Common Alerting Protocol 1.2 (OASIS CAP-V1.2); section numbers are its own. Plain
// values; any thread.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/clock.hpp"

namespace crier {

enum class AlertStatus { actual, exercise, system, test, draft };        // 3.2.1 status
enum class AlertMessage { alert, update, cancel, acknowledge, error };   // 3.2.1 msgType
enum class AlertScope { everyone, restricted, confidential };            // 3.2.1 scope ("Public" is everyone)
enum class AlertUrgency { immediate, expected, future, past, unknown };  // 3.2.2 urgency
enum class AlertSeverity { extreme, severe, moderate, minor, unknown };  // 3.2.2 severity, worst first
enum class AlertCertainty { observed, likely, possible, unlikely, unknown };  // 3.2.2 certainty
enum class AlertColour {
  red,
  orange,
  yellow,
  blue,
  none
};  // of China's warning signals, worst first; none: CAP has none

// What identifies a message: 3.2.1 `references`. The national platform's references hold the identifier
// alone: `sender` and `sent` are then empty.
struct AlertReference {
  std::string sender;
  std::string identifier;
  std::string sent;  // as written
};

struct AlertArea {
  std::string description;                                    // areaDesc
  std::vector<std::pair<std::string, std::string>> geocodes;  // valueName, value
};

// One language's words: 3.2.2 `info`.
struct AlertInfo {
  std::string language;  // BCP 47; CAP's default is en-US
  std::string event;
  std::string headline;
  std::string description;
  std::string instruction;
  std::string sign_text;  // what the sender wrote for LED signs; empty where none
  std::string sender_name;
  AlertUrgency urgency = AlertUrgency::unknown;
  AlertSeverity severity = AlertSeverity::unknown;
  AlertCertainty certainty = AlertCertainty::unknown;
  AlertColour colour = AlertColour::none;
  bool all_clear = false;  // responseType AllClear
  std::optional<WallTime> effective;
  std::optional<WallTime> onset;
  std::optional<WallTime> expires;
  std::vector<AlertArea> areas;
};

struct Alert {
  std::string identifier;
  std::string sender;
  std::string sent_text;  // as written, for references
  WallTime sent;
  AlertStatus status = AlertStatus::actual;
  AlertMessage message = AlertMessage::alert;
  AlertScope scope = AlertScope::everyone;
  std::vector<AlertReference> references;
  std::vector<AlertInfo> infos;
};

}  // namespace crier
