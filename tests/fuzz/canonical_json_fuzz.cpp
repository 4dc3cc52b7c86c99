// SPDX-License-Identifier: Apache-2.0
// Any bytes as JSON: what is read has one canonical form, which is read again as the same.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "content/repository/json_tree.hpp"
#include "content/sealing/tlv.hpp"

namespace {

// Canonical JSON has control characters as they are, which JSON has not.
std::string as_json(const std::string& canonical) {
  std::string text;
  for (const char character : canonical) {
    if (character >= 0 && character < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof(escaped), "\\u%04x", static_cast<unsigned>(character));
      text += escaped;
    } else {
      text += character;
    }
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  const auto tree = JsonTree::parse({data, size});
  if (!tree) {
    if (tree.error().message.empty()) std::abort();
    return 0;
  }
  const std::string canonical = canonical_json(tree->root());
  const auto again = JsonTree::parse(as_bytes(as_json(canonical)));
  if (!again || canonical_json(again->root()) != canonical) std::abort();
  return 0;
}
