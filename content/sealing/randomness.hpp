// SPDX-License-Identifier: Apache-2.0
// Chance from the kernel's generator, for keys, receipts and slots. Any thread.
#pragma once

#include <cstdint>
#include <span>

#include "content/model/receipt.hpp"
#include "content/model/report.hpp"

namespace crier {

// Makes libsodium ready; every door of this room does so itself. Ends the program where the kernel gives no
// chance: nothing could be sealed.
void start_sodium();

void fill_randomly(std::span<std::uint8_t> bytes);

// 0 to `count` - 1, each as likely; `count` is at least 1.
std::uint32_t random_below(std::uint32_t count);

Receipt new_receipt();
ReportId new_report_id();

}  // namespace crier
