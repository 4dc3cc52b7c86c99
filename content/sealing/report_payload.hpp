// SPDX-License-Identifier: Apache-2.0
// What lies inside an envelope: a report or a dummy as bytes of a fixed size. Who reads them is at the office
// and believes nothing: a stolen kiosk may have sealed them. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "content/model/report.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

// Contact details as bytes of a fixed size.
inline constexpr std::size_t kContactBytes = 896;
Result<LockedBytes> encode_contact(const ReportContact& contact);
Result<ReportContact> decode_contact(Bytes bytes);

// A report without its contact details, which stay sealed in a box of their own.
struct OpenedReport {
  Report report;
  std::vector<std::uint8_t> contact_box;  // empty: the reporter left none
};

// `contact_box` may be empty; the report's own contact is not written. Fails where a bound of the model is
// broken or nothing could be sent.
Result<LockedBytes> encode_report(const Report& report, Bytes contact_box, std::size_t size);
// A dummy of that size.
Result<LockedBytes> encode_dummy(std::size_t size);

// None: a dummy. Fails on whatever encode_report would not have written.
Result<std::optional<OpenedReport>> decode_payload(Bytes bytes);

}  // namespace crier
