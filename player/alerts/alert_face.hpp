// SPDX-License-Identifier: Apache-2.0
// What an alert's card says: its words chosen and its time written for people. Pure functions; any thread.
#pragma once

#include <cstddef>

#include "content/alerts/alert_board.hpp"
#include "content/schedule/zone.hpp"
#include "player/scene/alert_card.hpp"

namespace crier {

// `number` of `count` alerts that take turns, counted from 1. Times are those of `zone`. The sender's text
// for LED signs is preferred to the long description.
AlertFace alert_face(const ShownAlert& alert, const Zone& zone, int number, int count);

bool is_chinese(const AlertInfo& info);

}  // namespace crier
