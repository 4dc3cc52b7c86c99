// SPDX-License-Identifier: Apache-2.0
// The card of an alert: the whole screen in the colour of its severity, to be understood from thirty metres.
// Any thread; takes tens of milliseconds.
#pragma once

#include <string>

#include "player/media/picture.hpp"

namespace crier {

// Red, orange, yellow and blue are those of China's warning signals, and stand for CAP's Extreme, Severe,
// Moderate and Minor; grey is for what nobody has graded.
enum class AlertTint { red, orange, yellow, blue, grey };

// What the card says, ready to be set. Empty texts leave no room behind.
struct AlertFace {
  AlertTint tint = AlertTint::grey;
  bool exercise = false;        // banners above and below say so
  std::string language = "zh";  // BCP 47, of the texts
  std::string level;            // above the title, small: "橙色预警 · 严重"
  std::string title;            // the largest: what it is
  std::string headline;         // below it
  std::string body;
  std::string instruction;  // set apart: what to do
  std::string sender;
  std::string time;  // of issue, as people write it
  int number = 1;    // of `count` alerts that take turns
  int count = 1;
};

// Text is as large as fits; below a cap height of 1/50 of the screen's height it is cut with an ellipsis
// instead. Every text has a contrast of at least 7:1 to its ground (WCAG 2.1, 1.4.6).
Picture draw_alert(const AlertFace& face, int width, int height);

}  // namespace crier
