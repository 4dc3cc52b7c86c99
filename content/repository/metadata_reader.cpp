// SPDX-License-Identifier: Apache-2.0
#include "content/repository/metadata_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/time_text.hpp"

namespace crier {

void MetadataReader::refuse(std::string reason) {
  if (reason_.empty()) reason_ = std::move(reason);
}

JsonValue MetadataReader::member(JsonValue object, std::string_view name) {
  static const JsonTree kNothing = *JsonTree::parse(Bytes(reinterpret_cast<const std::uint8_t*>("null"), 4));
  const auto found = object.member(name);
  if (!found) refuse(fmt::format("\"{}\" is missing", name));
  return found.value_or(kNothing.root());
}

std::string_view MetadataReader::text(JsonValue object, std::string_view name) {
  const auto text = member(object, name).string();
  if (!text) refuse(fmt::format("\"{}\" is no text", name));
  return text.value_or(std::string_view());
}

std::vector<std::string> MetadataReader::texts(JsonValue object, std::string_view name) {
  std::vector<std::string> texts;
  const JsonValue list = member(object, name);
  if (!list.is_array()) refuse(fmt::format("\"{}\" is no list", name));
  for (auto entry = list.first(); entry; entry = entry->next()) {
    const auto text = entry->string();
    if (!text) refuse(fmt::format("\"{}\" holds more than texts", name));
    texts.emplace_back(text.value_or(std::string_view()));
  }
  return texts;
}

std::int64_t MetadataReader::count(JsonValue object, std::string_view name, std::int64_t least) {
  const auto number = member(object, name).integer();
  if (!number || *number < least) refuse(fmt::format("\"{}\" is no number from {} on", name, least));
  return std::max(number.value_or(least), least);
}

bool MetadataReader::flag(JsonValue object, std::string_view name) {
  const auto flag = member(object, name).boolean();
  if (!flag) refuse(fmt::format("\"{}\" is neither true nor false", name));
  return flag.value_or(false);
}

std::chrono::sys_seconds MetadataReader::time(JsonValue object, std::string_view name) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00Z";
  const std::string_view written = text(object, name);
  const bool has_shape =
      written.size() == kShape.size() &&
      std::equal(written.begin(), written.end(), kShape.begin(), [](char character, char shape) {
        return shape == '0' ? character >= '0' && character <= '9' : character == shape;
      });
  const auto time = parse_time(written);
  if (!has_shape || !time) {
    refuse(fmt::format("\"{}\" is no time such as 2026-11-29T08:30:00Z", name));
    return {};
  }
  return std::chrono::sys_seconds(std::chrono::floor<std::chrono::seconds>(time->local).time_since_epoch());
}

}  // namespace crier
