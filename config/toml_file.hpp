// SPDX-License-Identifier: Apache-2.0
// TomlFile: reads TOML 1.0 and collects every mistake with its place and remedy, so that a person mends all
// at once. Not shared between threads. Throws nothing: the TOML library's exceptions stop in the .cpp file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/clock.hpp"
#include "config/diagnostic.hpp"

namespace crier {

struct Position {
  int line = 0;
  int column = 0;
};

// A string and where it stood.
struct PlacedString {
  std::string text;
  Position position;
};

// A view of one table. Every read notes the key as known; a value of the wrong kind or out of range adds a
// diagnostic and reads as absent. Valid while its TomlFile lives.
class TomlTable {
 public:
  bool has(std::string_view key) const;
  bool holds_table(std::string_view key) const;
  bool holds_tables(std::string_view key) const;     // an array of tables
  Position position_of(std::string_view key) const;  // the table's own position where the key is absent
  Position position() const;
  std::vector<std::string> keys() const;  // in alphabetical order

  std::optional<std::string> string(std::string_view key);
  std::optional<std::string> word(std::string_view key,
                                  const std::vector<std::string>& words);  // one of them
  std::optional<bool> boolean(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<double> number(std::string_view key, double least, double most);
  std::vector<double> numbers(std::string_view key, std::size_t count, double least, double most);
  std::optional<Nanoseconds> duration(std::string_view key);  // written as a string: "90s"
  std::vector<PlacedString> strings(std::string_view key);    // an array of strings, or one string
  std::optional<TomlTable> table(std::string_view key);
  std::vector<TomlTable> tables(std::string_view key);  // an array of tables

  // An array that mixes strings and tables, in order: exactly one of the two is set in each entry.
  struct Entry {
    std::optional<PlacedString> string;
    std::shared_ptr<TomlTable> table;
  };
  std::vector<Entry> entries(std::string_view key);

  // A date, date-time, or a string holding one, as RFC 3339 text that parse_time reads.
  std::optional<PlacedString> time(std::string_view key);

  // Adds a diagnostic at the key's place (or the table's).
  void complain(std::string_view key, std::string what, std::string remedy,
                Severity severity = Severity::error);

  void complain_at(Position position, std::string what, std::string remedy);

  // Adds a diagnostic where the key is there, and notes it as known: for what does not go with another key.
  void refuse(std::string_view key, std::string what, std::string remedy);

  // Adds a diagnostic for every key that was never asked for, suggesting the nearest known one.
  void reject_unknown_keys();

 private:
  friend class TomlFile;
  struct State;
  explicit TomlTable(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;  // shared with copies of this view
};

class TomlFile {
 public:
  // Reads `path`; `name` is what diagnostics call it. A file that cannot be read or parsed adds a diagnostic
  // and has an empty root. `diagnostics` must outlive this object.
  static TomlFile read(const std::filesystem::path& path, const std::string& name, Diagnostics& diagnostics);
  static TomlFile parse(std::string_view text, const std::string& name, Diagnostics& diagnostics);

  TomlTable root() const { return root_; }
  bool readable() const { return readable_; }

 private:
  TomlFile(TomlTable root, bool readable) : root_(std::move(root)), readable_(readable) {}
  TomlTable root_;
  bool readable_;
};

}  // namespace crier
