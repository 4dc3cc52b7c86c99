// SPDX-License-Identifier: Apache-2.0
// The alert element of China's national warning platform (国家突发事件预警信息发布系统), read into the model.
// Internal to content/alerts; one thread.
#pragma once

#include "content/alerts/alert_elements.hpp"
#include "content/model/alert.hpp"

namespace crier {

// Right only where no diagnostic was added. Red, Orange, Yellow and Blue (levels I to IV) are also CAP's
// Extreme, Severe, Moderate and Minor.
Alert read_national_alert(const AlertElement& root);

}  // namespace crier
