// SPDX-License-Identifier: Apache-2.0
// OfficeStore: the same store from the office's side, which also looks what is there. A kiosk has no need to,
// and its account at the store no right. As little trusted: a listing may lie. One thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/upload/envelope_store.hpp"

namespace crier {

class OfficeStore : public EnvelopeStore {
 public:
  // The names of the envelopes that are there, rising and each once; whatever has no envelope's name is left
  // out. Fails with code `not_found` where this kiosk never put anything, and with `limit` beyond
  // kMostListed.
  virtual Result<std::vector<std::string>> list() = 0;

  // Takes an envelope away; one that is not there is no failure.
  virtual Result<void> remove(const std::string& name) = 0;
};

inline constexpr std::size_t kMostListed = 1'000'000;

// Whether it is one that envelope_name() gives.
bool is_envelope_name(std::string_view name);

// A listing's XML, of S3's ListObjectsV2 or of WebDAV's PROPFIND (RFC 4918, section 9.1): the envelopes'
// names in the order written. `has_more`: S3 has more to tell after the last one. Fails where it is no XML.
struct StoreListing {
  std::vector<std::string> names;
  bool has_more = false;
};
Result<StoreListing> parse_listing(std::string_view xml);

}  // namespace crier
