// SPDX-License-Identifier: Apache-2.0
// Whatever either end of a visit's socket may be told: what is understood is said back the same way.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "kiosk/visit/messages.hpp"

namespace {

template <class Message>
void expect_same(const crier::Result<Message>& message, std::span<const std::byte> packet) {
  if (message && !std::ranges::equal(crier::encode(*message), packet)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> packet = std::as_bytes(std::span(data, size));
  expect_same(crier::decode_to_visit(packet), packet);
  expect_same(crier::decode_from_visit(packet, {0, 0, 1080, 1920}), packet);
  return 0;
}
