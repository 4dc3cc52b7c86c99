// SPDX-License-Identifier: Apache-2.0
// What a stolen kiosk may send: any bytes as an envelope, as what is sealed inside one, as contact details
// and as an acknowledgement. Whatever is taken for a report keeps its bounds and is written back as the same
// bytes.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include "content/sealing/acknowledgement.hpp"
#include "content/sealing/envelope.hpp"
#include "content/sealing/secret_shares.hpp"
#include "content/sealing/tlv.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  const Bytes bytes(data, size);
  if (const auto envelope = Envelope::parse(bytes)) static_cast<void>(open_envelope(*envelope, {}));
  static const std::array<SignatureKey, 1> keys = {SignatureKey{1}};
  demand(!open_acknowledgement(bytes, keys));
  static_cast<void>(parse_share(as_text(bytes)));
  if (const auto opened = decode_payload(bytes); opened && *opened) {
    demand(can_be_sent((*opened)->report));
    const auto again = encode_report((*opened)->report, (*opened)->contact_box, size);
    demand(again && std::ranges::equal(again->bytes(), bytes));
  }
  // Contact details have one size only: what there is, with zeros after it.
  std::array<std::uint8_t, kContactBytes> padded{};
  std::copy_n(data, std::min(size, padded.size()), padded.begin());
  if (const auto contact = decode_contact(padded)) {
    const auto again = encode_contact(*contact);
    demand(again && std::ranges::equal(again->bytes(), padded));
  }
  return 0;
}
