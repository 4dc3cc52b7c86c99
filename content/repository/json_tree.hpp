// SPDX-License-Identifier: Apache-2.0
// JsonTree: a JSON document from a stranger, read strictly (RFC 8259): well-formed UTF-8, no member twice,
// whole numbers of 64 bits only, bounded depth. Kept in a few flat arrays, so that a document of megabytes
// costs little more than its text. Immutable; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

class JsonTree;

// One value of a tree, which outlives it. A plain value.
class JsonValue {
 public:
  enum class Kind : std::uint8_t { null, boolean, integer, string, array, object };

  Kind kind() const;
  bool is_object() const { return kind() == Kind::object; }
  bool is_array() const { return kind() == Kind::array; }

  // Each none where the value is of another kind.
  std::optional<bool> boolean() const;
  std::optional<std::int64_t> integer() const;
  std::optional<std::string_view> string() const;

  // The member of that name; none where there is none, or this is no object.
  std::optional<JsonValue> member(std::string_view name) const;

  // An array's elements or an object's members in the order written: `first`, then `next` until none.
  std::optional<JsonValue> first() const;
  std::optional<JsonValue> next() const;
  std::string_view name() const;  // of a member of an object; else empty

 private:
  friend class JsonTree;
  JsonValue(const JsonTree& tree, std::uint32_t index) : tree_(&tree), index_(index) {}

  const JsonTree* tree_;
  std::uint32_t index_;
};

class JsonTree {
 public:
  static constexpr std::size_t kMostDepth = 64;

  static Result<JsonTree> parse(Bytes text);

  JsonValue root() const { return {*this, 0}; }

 private:
  friend class JsonValue;
  friend class JsonTreeBuilder;
  static constexpr std::uint32_t kNone = 0xffffffff;

  struct Node {
    JsonValue::Kind kind = JsonValue::Kind::null;
    std::uint32_t name_begin = 0;
    std::uint32_t name_length = 0;
    std::uint32_t length = 0;  // of a string
    std::uint32_t next = kNone;
    std::int64_t value = 0;  // a string's begin, a container's first child, or the value itself
  };

  std::string_view text(std::uint32_t begin, std::uint32_t length) const {
    return std::string_view(characters_).substr(begin, length);
  }

  std::vector<Node> nodes_;
  std::string characters_;
};

// Canonical JSON (OLPC), over which TUF's signatures are made: members in the order of their bytes, no white
// space, strings with nothing escaped but the quotation mark and the backslash. `expected`: about how long it
// will be, so that room is made for it once. Any thread.
std::string canonical_json(JsonValue value, std::size_t expected = 0);

// A string as it stands there, with its quotation marks.
void append_canonical_string(std::string& out, std::string_view text);

}  // namespace crier
