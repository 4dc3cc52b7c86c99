// SPDX-License-Identifier: Apache-2.0
// Database: a SQLite database in memory, and its statements. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace crier {

class Statement {
 public:
  // Binds the text to the first parameter and the number to the second, where there is one. `text` must
  // outlive the steps.
  void start(std::string_view text, std::int64_t number = 0);
  // The first column of the next row; none at the end, and where the question cannot be answered.
  std::optional<std::int64_t> step();
  // Runs to the end.
  bool run();
  // Lets go of what it holds before the end.
  void finish();

 private:
  friend class Database;
  struct Closer {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  std::unique_ptr<sqlite3_stmt, Closer> statement_;
};

class Database {
 public:
  // Never touches the disk, not even for temporary tables.
  static Result<Database> in_memory();

  Result<void> run(const std::string& sql);
  Result<Statement> prepare(const std::string& sql);

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  explicit Database(sqlite3* database) : database_(database) {}
  std::unique_ptr<sqlite3, Closer> database_;
};

}  // namespace crier
