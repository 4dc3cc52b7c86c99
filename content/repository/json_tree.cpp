// SPDX-License-Identifier: Apache-2.0
#include "content/repository/json_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace crier {

// Takes nlohmann's events. Each of its methods returns false to end the reading.
class JsonTreeBuilder {
 public:
  using number_integer_t = std::int64_t;
  using number_unsigned_t = std::uint64_t;
  using number_float_t = double;
  using string_t = std::string;
  using binary_t = nlohmann::json::binary_t;

  explicit JsonTreeBuilder(std::size_t text_size) {
    tree_.nodes_.reserve(text_size / 24);
    tree_.characters_.reserve(text_size);
  }

  bool null() { return add(JsonValue::Kind::null, 0); }
  bool boolean(bool value) { return add(JsonValue::Kind::boolean, value ? 1 : 0); }
  bool number_integer(number_integer_t value) { return add(JsonValue::Kind::integer, value); }
  bool number_unsigned(number_unsigned_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return refuse("a number is too large");
    return add(JsonValue::Kind::integer, static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t, const string_t& text) {
    return refuse(fmt::format("the number {} is no whole number of 64 bits", text.substr(0, 40)));
  }
  bool string(string_t& value) {
    const std::size_t begin = tree_.characters_.size();
    tree_.characters_ += value;
    return add(JsonValue::Kind::string, static_cast<std::int64_t>(begin),
               static_cast<std::uint32_t>(value.size()));
  }
  bool binary(binary_t&) { return refuse("binary"); }

  bool start_object(std::size_t) { return open(JsonValue::Kind::object); }
  bool start_array(std::size_t) { return open(JsonValue::Kind::array); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    name_begin_ = static_cast<std::uint32_t>(tree_.characters_.size());
    name_length_ = static_cast<std::uint32_t>(name.size());
    tree_.characters_ += name;
    return true;
  }
  bool end_object() { return has_each_name_once() && close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) {
    return refuse(fmt::format("it is not JSON from byte {} on", position));
  }

  const std::string& reason() const { return reason_; }
  JsonTree take() { return std::move(tree_); }

 private:
  struct Open {
    std::uint32_t node;
    std::uint32_t last;  // of its children
  };

  bool refuse(std::string reason) {
    if (reason_.empty()) reason_ = std::move(reason);
    return false;
  }

  bool add(JsonValue::Kind kind, std::int64_t value, std::uint32_t length = 0) {
    auto& nodes = tree_.nodes_;
    const auto index = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back({kind, name_begin_, name_length_, length, JsonTree::kNone, value});
    name_begin_ = name_length_ = 0;
    if (open_.empty()) return true;
    Open& parent = open_.back();
    if (parent.last == JsonTree::kNone) {
      nodes[parent.node].value = index;
    } else {
      nodes[parent.last].next = index;
    }
    parent.last = index;
    return true;
  }

  bool open(JsonValue::Kind kind) {
    if (open_.size() >= JsonTree::kMostDepth) return refuse("it is nested too deeply");
    add(kind, JsonTree::kNone);
    open_.push_back({static_cast<std::uint32_t>(tree_.nodes_.size() - 1), JsonTree::kNone});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  bool has_each_name_once() {
    names_.clear();
    for (auto child = static_cast<std::uint32_t>(tree_.nodes_[open_.back().node].value);
         child != JsonTree::kNone; child = tree_.nodes_[child].next) {
      const auto& node = tree_.nodes_[child];
      names_.push_back(tree_.text(node.name_begin, node.name_length));
    }
    if (!std::is_sorted(names_.begin(), names_.end())) std::sort(names_.begin(), names_.end());
    const auto twice = std::adjacent_find(names_.begin(), names_.end());
    return twice == names_.end() || refuse(fmt::format("the member \"{}\" is there twice", *twice));
  }

  JsonTree tree_;
  std::vector<Open> open_;
  std::vector<std::string_view> names_;
  std::uint32_t name_begin_ = 0;
  std::uint32_t name_length_ = 0;
  std::string reason_;
};

Result<JsonTree> JsonTree::parse(Bytes text) {
  if (text.size() > std::numeric_limits<std::uint32_t>::max() / 2)
    return fail(ErrorCode::limit, "it is too large for JSON");
  // The library would take a zero byte for the end, and skip a byte order mark: no reader may see less than
  // another one does.
  constexpr std::uint8_t kMark[] = {0xef, 0xbb, 0xbf};
  if (std::find(text.begin(), text.end(), 0) != text.end())
    return fail(ErrorCode::format, "it has a zero byte");
  if (text.size() >= sizeof(kMark) && std::equal(std::begin(kMark), std::end(kMark), text.begin()))
    return fail(ErrorCode::format, "it begins with a byte order mark");
  JsonTreeBuilder builder(text.size());
  const auto* const begin = reinterpret_cast<const char*>(text.data());
  if (!nlohmann::json::sax_parse(begin, begin + text.size(), &builder))
    return fail(ErrorCode::format, builder.reason());
  return builder.take();
}

JsonValue::Kind JsonValue::kind() const {
  return tree_->nodes_[index_].kind;
}

std::optional<bool> JsonValue::boolean() const {
  if (kind() != Kind::boolean) return std::nullopt;
  return tree_->nodes_[index_].value != 0;
}

std::optional<std::int64_t> JsonValue::integer() const {
  if (kind() != Kind::integer) return std::nullopt;
  return tree_->nodes_[index_].value;
}

std::optional<std::string_view> JsonValue::string() const {
  if (kind() != Kind::string) return std::nullopt;
  const auto& node = tree_->nodes_[index_];
  return tree_->text(static_cast<std::uint32_t>(node.value), node.length);
}

std::optional<JsonValue> JsonValue::member(std::string_view name) const {
  if (!is_object()) return std::nullopt;
  for (auto child = first(); child; child = child->next()) {
    if (child->name() == name) return child;
  }
  return std::nullopt;
}

std::optional<JsonValue> JsonValue::first() const {
  const auto& node = tree_->nodes_[index_];
  if ((node.kind != Kind::object && node.kind != Kind::array) || node.value == JsonTree::kNone)
    return std::nullopt;
  return JsonValue(*tree_, static_cast<std::uint32_t>(node.value));
}

std::optional<JsonValue> JsonValue::next() const {
  const std::uint32_t next = tree_->nodes_[index_].next;
  if (next == JsonTree::kNone) return std::nullopt;
  return JsonValue(*tree_, next);
}

std::string_view JsonValue::name() const {
  const auto& node = tree_->nodes_[index_];
  return tree_->text(node.name_begin, node.name_length);
}

void append_canonical_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char character : text) {
    if (character == '"' || character == '\\') out += '\\';
    out += character;
  }
  out += '"';
}

namespace {

void append_canonical(std::string& out, JsonValue value);

void append_object(std::string& out, JsonValue object) {
  std::vector<JsonValue> members;
  for (auto child = object.first(); child; child = child->next()) members.push_back(*child);
  const auto before = [](const JsonValue& a, const JsonValue& b) { return a.name() < b.name(); };
  if (!std::is_sorted(members.begin(), members.end(), before))
    std::sort(members.begin(), members.end(), before);
  out += '{';
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) out += ',';
    append_canonical_string(out, members[i].name());
    out += ':';
    append_canonical(out, members[i]);
  }
  out += '}';
}

void append_array(std::string& out, JsonValue array) {
  out += '[';
  for (auto child = array.first(); child; child = child->next()) {
    append_canonical(out, *child);
    if (child->next()) out += ',';
  }
  out += ']';
}

void append_canonical(std::string& out, JsonValue value) {
  switch (value.kind()) {
    case JsonValue::Kind::null:
      out += "null";
      return;
    case JsonValue::Kind::boolean:
      out += *value.boolean() ? "true" : "false";
      return;
    case JsonValue::Kind::integer:
      out += std::to_string(*value.integer());
      return;
    case JsonValue::Kind::string:
      append_canonical_string(out, *value.string());
      return;
    case JsonValue::Kind::array:
      append_array(out, value);
      return;
    case JsonValue::Kind::object:
      append_object(out, value);
      return;
  }
}

}  // namespace

std::string canonical_json(JsonValue value, std::size_t expected) {
  std::string out;
  out.reserve(expected);
  append_canonical(out, value);
  return out;
}

}  // namespace crier
