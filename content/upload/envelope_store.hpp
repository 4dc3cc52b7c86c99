// SPDX-License-Identifier: Apache-2.0
// EnvelopeStore: where a kiosk's envelopes go and the office's acknowledgements come from: a folder, an S3
// bucket or a WebDAV collection. It is trusted with nothing: it may drop, lie and change. Its methods wait
// for the network; one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.hpp"
#include "content/sealing/envelope.hpp"

namespace crier {

class EnvelopeStore {
 public:
  virtual ~EnvelopeStore() = default;

  // Makes or replaces the object of that name. After success it is there, as far as the store is to be
  // believed.
  virtual Result<void> put(const std::string& name, Bytes bytes) = 0;

  // The object's bytes; fails with code `not_found` where there is none, and with `limit` beyond
  // `most_bytes`.
  virtual Result<std::vector<std::uint8_t>> get(const std::string& name, std::size_t most_bytes) = 0;
};

// "<64 hexadecimal figures>.envelope": putting an envelope a second time changes nothing.
std::string envelope_name(const EnvelopeId& id);

// What the office signed last for this kiosk (sealing/acknowledgement.hpp).
inline constexpr std::string_view kAcknowledgedName = "acknowledged";

}  // namespace crier
