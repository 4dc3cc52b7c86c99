// SPDX-License-Identifier: Apache-2.0
// MetadataReader: takes members of the kinds that metadata must have out of a JSON tree, and remembers the
// first thing that is wrong. Internal to content/repository; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/clock.hpp"
#include "content/repository/json_tree.hpp"

namespace crier {

class MetadataReader {
 public:
  bool is_good() const { return reason_.empty(); }
  const std::string& reason() const { return reason_; }
  void refuse(std::string reason);

  // Each refuses where the member is missing or of another kind, and gives an empty value then.
  JsonValue member(JsonValue object, std::string_view name);
  std::string_view text(JsonValue object, std::string_view name);
  std::vector<std::string> texts(JsonValue object, std::string_view name);
  std::int64_t count(JsonValue object, std::string_view name, std::int64_t least);
  bool flag(JsonValue object, std::string_view name);
  // "2026-11-29T08:30:00Z" and nothing else (section 4.2.1).
  std::chrono::sys_seconds time(JsonValue object, std::string_view name);

 private:
  std::string reason_;
};

}  // namespace crier
