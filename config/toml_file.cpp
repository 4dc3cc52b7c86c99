// SPDX-License-Identifier: Apache-2.0
#include "config/toml_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "config/time_text.hpp"

namespace crier {
namespace {

Position place(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

const char* kind_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::date:
      return "a date";
    case toml::node_type::time:
      return "a time of day";
    case toml::node_type::date_time:
      return "a date and time";
    default:
      return "nothing";
  }
}

std::string date_text(const toml::date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string date_time_text(const toml::date_time& value) {
  std::string text = date_text(value.date) +
                     fmt::format("T{:02}:{:02}:{:02}", value.time.hour, value.time.minute, value.time.second);
  if (value.time.nanosecond != 0) text += fmt::format(".{:09}", value.time.nanosecond);
  if (value.offset) {
    const int minutes = value.offset->minutes;
    const int distance = minutes < 0 ? -minutes : minutes;
    text += fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', distance / 60, distance % 60);
  }
  return text;
}

}  // namespace

// The parsed document is shared by the views into it, so that a view never dangles.
struct TomlTable::State {
  std::shared_ptr<const toml::table> document;
  const toml::table* table = nullptr;
  std::string file;
  Diagnostics* diagnostics = nullptr;
  std::set<std::string, std::less<>> known;

  const toml::node* find(std::string_view key) {
    known.emplace(key);
    return table->get(key);
  }

  void add(Position at, std::string what, std::string remedy, Severity severity = Severity::error) const {
    diagnostics->push_back({severity, file, at.line, at.column, std::move(what), std::move(remedy)});
  }

  void wrong_kind(std::string_view key, const toml::node& node, std::string_view wanted,
                  std::string_view example) const {
    add(place(node.source()), fmt::format("\"{}\" is {}, but must be {}", key, kind_name(node), wanted),
        fmt::format("write it like {} = {}", key, example));
  }

  std::shared_ptr<State> child(const toml::table& of) const {
    auto state = std::make_shared<State>();
    state->document = document;
    state->table = &of;
    state->file = file;
    state->diagnostics = diagnostics;
    return state;
  }
};

bool TomlTable::has(std::string_view key) const {
  return state_->table->contains(key);
}

bool TomlTable::holds_table(std::string_view key) const {
  const toml::node* node = state_->table->get(key);
  return node != nullptr && node->is_table();
}

bool TomlTable::holds_tables(std::string_view key) const {
  const toml::node* node = state_->table->get(key);
  return node != nullptr && node->is_array_of_tables();
}

Position TomlTable::position() const {
  return place(state_->table->source());
}

Position TomlTable::position_of(std::string_view key) const {
  const toml::node* node = state_->table->get(key);
  return node == nullptr ? position() : place(node->source());
}

std::vector<std::string> TomlTable::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, node] : *state_->table) keys.emplace_back(key.str());
  return keys;
}

std::optional<std::string> TomlTable::string(std::string_view key) {
  const toml::node* node = state_->find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* value = node->as_string()) return value->get();
  state_->wrong_kind(key, *node, "a text in quotes", "\"...\"");
  return std::nullopt;
}

std::optional<std::string> TomlTable::word(std::string_view key, const std::vector<std::string>& words) {
  auto text = string(key);
  if (!text || std::find(words.begin(), words.end(), *text) != words.end()) return text;
  const std::string nearest = closest(*text, words);
  complain(key, fmt::format("\"{}\" is \"{}\", which is none of its words", key, *text),
           nearest.empty() ? fmt::format("choose one of \"{}\"", fmt::join(words, "\", \""))
                           : fmt::format("did you mean \"{}\"?", nearest));
  return std::nullopt;
}

std::optional<bool> TomlTable::boolean(std::string_view key) {
  const toml::node* node = state_->find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* value = node->as_boolean()) return value->get();
  state_->wrong_kind(key, *node, "true or false", "true");
  return std::nullopt;
}

std::optional<std::int64_t> TomlTable::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  const toml::node* node = state_->find(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_integer();
  if (value == nullptr) {
    state_->wrong_kind(key, *node, "a whole number", std::to_string(least));
    return std::nullopt;
  }
  if (value->get() < least || value->get() > most) {
    state_->add(place(node->source()), fmt::format("\"{}\" is {}, out of range", key, value->get()),
                fmt::format("give a whole number from {} to {}", least, most));
    return std::nullopt;
  }
  return value->get();
}

std::optional<double> TomlTable::number(std::string_view key, double least, double most) {
  const toml::node* node = state_->find(key);
  if (node == nullptr) return std::nullopt;
  const std::optional<double> value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value) {
    state_->wrong_kind(key, *node, "a number", fmt::format("{}", least));
    return std::nullopt;
  }
  if (!(*value >= least && *value <= most)) {
    state_->add(place(node->source()), fmt::format("\"{}\" is {}, out of range", key, *value),
                fmt::format("give a number from {} to {}", least, most));
    return std::nullopt;
  }
  return value;
}

std::vector<double> TomlTable::numbers(std::string_view key, std::size_t count, double least, double most) {
  const toml::node* node = state_->find(key);
  if (node == nullptr) return {};
  std::vector<double> numbers;
  if (const auto* array = node->as_array()) {
    for (const toml::node& element : *array) {
      const std::optional<double> value = element.is_number() ? element.value<double>() : std::nullopt;
      if (!value || !(*value >= least && *value <= most)) {
        state_->add(place(element.source()),
                    value ? fmt::format("\"{}\" holds {}, out of range", key, *value)
                          : fmt::format("\"{}\" holds {}", key, kind_name(element)),
                    fmt::format("give numbers from {} to {}", least, most));
        return {};
      }
      numbers.push_back(*value);
    }
  }
  if (numbers.size() == count) return numbers;
  state_->add(place(node->source()), fmt::format("\"{}\" must be {} numbers", key, count),
              fmt::format("write it like {} = [{}]", key, fmt::join(std::vector<double>(count, most), ", ")));
  return {};
}

std::optional<Nanoseconds> TomlTable::duration(std::string_view key) {
  const toml::node* node = state_->find(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_string();
  if (value == nullptr) {
    state_->wrong_kind(key, *node, "a duration in quotes", "\"90s\"");
    return std::nullopt;
  }
  const auto duration = parse_duration(value->get());
  if (!duration) {
    state_->add(place(node->source()),
                fmt::format("\"{}\" is \"{}\", which is not a duration", key, value->get()),
                "write it like \"90s\", \"5m\" or \"1h30m\"");
    return std::nullopt;
  }
  return *duration;
}

std::vector<PlacedString> TomlTable::strings(std::string_view key) {
  const toml::node* node = state_->find(key);
  if (node == nullptr) return {};
  if (const auto* value = node->as_string()) return {{value->get(), place(node->source())}};
  const auto* array = node->as_array();
  if (array == nullptr) {
    state_->wrong_kind(key, *node, "an array of texts", "[\"...\", \"...\"]");
    return {};
  }
  std::vector<PlacedString> strings;
  for (const toml::node& element : *array) {
    if (const auto* value = element.as_string()) {
      strings.push_back({value->get(), place(element.source())});
    } else {
      state_->wrong_kind(key, element, "an array of texts only", "[\"...\", \"...\"]");
    }
  }
  return strings;
}

std::optional<TomlTable> TomlTable::table(std::string_view key) {
  const toml::node* node = state_->find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* value = node->as_table()) return TomlTable(state_->child(*value));
  state_->wrong_kind(key, *node, "a table", "{ ... }");
  return std::nullopt;
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
  std::vector<TomlTable> tables;
  const toml::node* node = state_->find(key);
  if (node == nullptr) return tables;
  const auto* array = node->as_array();
  if (array == nullptr) {
    state_->add(place(node->source()),
                fmt::format("\"{}\" is {}, but must be a list of tables", key, kind_name(*node)),
                fmt::format("head each entry with [[{}]]", key));
    return tables;
  }
  for (const toml::node& element : *array) {
    if (const auto* value = element.as_table()) {
      tables.push_back(TomlTable(state_->child(*value)));
    } else {
      state_->wrong_kind(key, element, "a list of tables only", "[{ ... }]");
    }
  }
  return tables;
}

std::vector<TomlTable::Entry> TomlTable::entries(std::string_view key) {
  std::vector<Entry> entries;
  const toml::node* node = state_->find(key);
  if (node == nullptr) return entries;
  const auto* array = node->as_array();
  if (array == nullptr) {
    state_->wrong_kind(key, *node, "an array", "[\"...\", { ... }]");
    return entries;
  }
  for (const toml::node& element : *array) {
    if (const auto* text = element.as_string()) {
      entries.push_back({PlacedString{text->get(), place(element.source())}, nullptr});
    } else if (const auto* value = element.as_table()) {
      entries.push_back({std::nullopt, std::make_shared<TomlTable>(TomlTable(state_->child(*value)))});
    } else {
      state_->wrong_kind(key, element, "an array of texts and tables only", "[\"...\", { ... }]");
    }
  }
  return entries;
}

std::optional<PlacedString> TomlTable::time(std::string_view key) {
  const toml::node* node = state_->find(key);
  if (node == nullptr) return std::nullopt;
  const Position at = place(node->source());
  std::string text;
  if (const auto* date = node->as_date()) {
    text = date_text(date->get());
  } else if (const auto* date_time = node->as_date_time()) {
    text = date_time_text(date_time->get());
  } else if (const auto* value = node->as_string()) {
    text = value->get();
  } else {
    state_->wrong_kind(key, *node, "a date or time", "2026-11-24T08:30:00");
    return std::nullopt;
  }
  if (!parse_time(text)) {
    state_->add(at, fmt::format("\"{}\" is \"{}\", which is not a time", key, text),
                "write it like 2026-11-24 or 2026-11-24T08:30:00");
    return std::nullopt;
  }
  return PlacedString{text, at};
}

void TomlTable::complain(std::string_view key, std::string what, std::string remedy, Severity severity) {
  state_->add(position_of(key), std::move(what), std::move(remedy), severity);
}

void TomlTable::complain_at(Position position, std::string what, std::string remedy) {
  state_->add(position, std::move(what), std::move(remedy));
}

void TomlTable::refuse(std::string_view key, std::string what, std::string remedy) {
  if (state_->find(key) != nullptr) complain(key, std::move(what), std::move(remedy));
}

void TomlTable::reject_unknown_keys() {
  const std::vector<std::string> known(state_->known.begin(), state_->known.end());
  for (const auto& [key, node] : *state_->table) {
    if (state_->known.contains(key.str())) continue;
    const std::string nearest = closest(key.str(), known);
    state_->add(place(key.source()), fmt::format("unknown key \"{}\"", key.str()),
                nearest.empty() ? std::string("remove it") : fmt::format("did you mean \"{}\"?", nearest));
  }
}

TomlFile TomlFile::read(const std::filesystem::path& path, const std::string& name,
                        Diagnostics& diagnostics) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (stream) text << stream.rdbuf();
  if (!stream || stream.bad()) {
    TomlFile empty = parse("", name, diagnostics);
    empty.readable_ = false;
    diagnostics.push_back(
        {Severity::error, name, 0, 0, "the file cannot be read", "check that it exists and may be read"});
    return empty;
  }
  return parse(text.str(), name, diagnostics);
}

TomlFile TomlFile::parse(std::string_view text, const std::string& name, Diagnostics& diagnostics) {
  auto document = std::make_shared<toml::table>();
  bool readable = true;
  try {
    *document = toml::parse(text);
  } catch (const toml::parse_error& error) {
    readable = false;
    const Position at = place(error.source());
    diagnostics.push_back({Severity::error, name, at.line, at.column,
                           fmt::format("not valid TOML: {}", error.description()),
                           "mend this line, then check again"});
  }
  auto state = std::make_shared<TomlTable::State>();
  state->table = document.get();
  state->document = std::move(document);
  state->file = name;
  state->diagnostics = &diagnostics;
  return {TomlTable(std::move(state)), readable};
}

}  // namespace crier
