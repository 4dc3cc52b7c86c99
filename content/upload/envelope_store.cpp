// SPDX-License-Identifier: Apache-2.0
#include "content/upload/envelope_store.hpp"

#include "content/sealing/hex.hpp"

namespace crier {

std::string envelope_name(const EnvelopeId& id) {
  return to_hex(id) + ".envelope";
}

}  // namespace crier
