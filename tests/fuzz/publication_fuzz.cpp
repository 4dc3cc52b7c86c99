// SPDX-License-Identifier: Apache-2.0
// A publication as its signatures would vouch for it: targets.json and the three ranks', with zero bytes
// between them. Whatever is agreed on is what all three say, with paths that stay in a workspace.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "content/repository/agreed_content.hpp"
#include "content/sealing/tlv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  const auto check = [](bool holds) {
    if (!holds) std::abort();
  };
  std::vector<TargetsMetadata> parts;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  while (parts.size() < 1 + kRanks.size()) {
    const std::size_t end = rest.find('\0');
    auto part = parse_targets(as_bytes(rest.substr(0, end)));
    if (!part) return 0;
    parts.push_back(std::move(*part));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  const auto content = agreed_content(parts[0], {&parts[1], &parts[2], &parts[3]});
  if (!content) return 0;
  check(parts[1].targets == parts[2].targets && parts[2].targets == parts[3].targets);
  for (const Target& file : content->files) {
    check(fault_of_path(file.path).empty() && file.file.hashes.sha256.has_value());
    check(("/" + file.path + "/").find("/../") == std::string::npos);
  }
  check(std::is_sorted(content->files.begin(), content->files.end(),
                       [](const Target& a, const Target& b) { return a.path < b.path; }));
  return 0;
}
