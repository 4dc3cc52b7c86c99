// SPDX-License-Identifier: Apache-2.0
// Warning messages that tests write for themselves, a good one unless told otherwise, and what a message does
// to a board.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/alerts/alert_board.hpp"

namespace crier {

// 2026-11-24T09:00:00+08:00, an hour after the messages below were sent.
WallTime nine_o_clock();
WallTime moment(std::string_view rfc3339);

struct InfoText {
  std::string language = "zh-CN";
  std::string category = "Met";
  std::string event = "暴雨";
  std::string response = "";
  std::string urgency = "Immediate";
  std::string severity = "Severe";
  std::string certainty = "Observed";
  std::string effective = "";
  std::string expires = "2026-11-24T12:00:00+08:00";
  std::string more = "";  // XML put in before the area
  std::string area = "<areaDesc>示例区</areaDesc>";
};

struct CapText {
  std::string identifier = "A";
  std::string sender = "warn@example.org";
  std::string sent = "2026-11-24T08:00:00+08:00";
  std::string status = "Actual";
  std::string message = "Alert";
  std::string scope = "Public";
  std::string references = "";
  std::vector<InfoText> infos = {InfoText()};
  std::string name_space = "urn:oasis:names:tc:emergency:cap:1.2";
  std::string more = "";  // XML put in after the references
};

std::string to_xml(const CapText& text);

struct NationalText {
  std::string identifier = "11011241600000_20261124080000";
  std::string sender_code = "11011241600000";
  std::string sent = "2026-11-24 08:00:00+08:00";
  std::string status = "Actual";
  std::string message = "Alert";
  std::string colour = "Orange";
  std::string references = "";
  std::string codes = "110112000000,110112000000";
  std::string expires = "";
};

std::string to_xml(const NationalText& text);

// Offers the file to the board and says what that did: "refused: ..." for no alert, "+A" for an alert raised,
// "-A" for one ended (names by identifier), "idle: ..." for nothing at all.
std::string effect_of(AlertBoard& board, const std::string& file, std::string_view bytes, WallTime now,
                      const AlertAudience& audience);

// The identifiers of what is shown, in order.
std::string shown_on(const AlertBoard& board, WallTime now, const AlertAudience& audience);

}  // namespace crier
