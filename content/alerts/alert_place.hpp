// SPDX-License-Identifier: Apache-2.0
// Whether an alert's areas hold a screen. Pure functions; any thread.
//
// A screen says where it stands by tags: `geo:CODE` and `area:NAME`. One without either accepts every alert
// its office was sent. Otherwise an area holds the screen where
//  - a geocode and a `geo:` code are GB/T 2260 codes (2 to 12 digits) of which one lies within the other:
//    zeros at the end stand for "all of it", so 410000000000 (a province) holds geo:410105, and geo:410000
//    accepts 410105001000; or they are equal, whatever the code (geo:006037 for SAME);
//  - areaDesc holds the NAME, letters of any case; in the tag '_' stands for a blank.
// An area without any geocode cannot be compared with codes: where the screen has no `area:` tag either, it
// holds the screen, since a warning too many is better than one too few. Polygons and circles are not
// compared: a screen has no coordinates.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/alert.hpp"

namespace crier {

bool area_holds(const AlertArea& area, const std::vector<std::string>& tags);

// Whether two codes name places of which one lies within the other.
bool codes_meet(std::string_view one, std::string_view other);

}  // namespace crier
