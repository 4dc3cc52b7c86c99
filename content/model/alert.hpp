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

enum class AlertStatus { actual, exercise, system, test, draft };       // 3.2.1 status
enum class AlertMessage { alert, update, cancel, acknowledge, error };  // 3.2.1 msgType
enum class AlertScope { everyone, restricted, confidential };  // 3.2.1 scope: Public, Restricted, Private
enum class AlertUrgency { immediate, expected, future, past, unknown };       // 3.2.2 urgency
enum class AlertSeverity { extreme, severe, moderate, minor, unknown };       // 3.2.2 severity, worst first
enum class AlertCertainty { observed, likely, possible, unlikely, unknown };  // 3.2.2 certainty
// Of China's warning signals, worst first; none: CAP has none.
enum class AlertColour { red, orange, yellow, blue, none };

// What identifies an earlier message: 3.2.1 `references`. The national platform's references hold the
// identifier alone: `sender` is then empty and `sent` absent.
struct AlertReference {
  std::string sender;
  std::string identifier;
  std::optional<WallTime> sent;
};

struct AlertArea {
  std::string description;                                    // areaDesc
  std::vector<std::pair<std::string, std::string>> geocodes;  // valueName, value
};

// One language's words: 3.2.2 `info`.
struct AlertInfo {
  std::string language;  // BCP 47; CAP's default is en-US
  std::string event;     // what it is, short: "Severe Thunderstorm", "暴雨橙色预警"
  std::string headline;
  std::string description;
  std::string instruction;
  std::string sign_text;    // what the sender wrote for LED signs; empty where none
  std::string sender_name;  // the authority, for people to read
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
  std::string identifier;  // with `sender` and `sent` unique in the world
  std::string sender;      // as references name it; the national platform's senderCode
  WallTime sent;
  AlertStatus status = AlertStatus::actual;
  AlertMessage message = AlertMessage::alert;
  AlertScope scope = AlertScope::everyone;
  std::vector<AlertReference> references;
  std::vector<AlertInfo> infos;
};

}  // namespace crier
