// SPDX-License-Identifier: Apache-2.0
// SlotFile: a SQLite database of a fixed number of cells, one on each page, that are overwritten where they
// lie. A write is on the disk for good, and was read back, when it returns. Blocks for the disk; one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "config/result.hpp"
#include "content/sealing/locked_bytes.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace crier {

using SlotNumber = std::uint32_t;  // from 0

// What to write where.
struct SlotWrite {
  SlotNumber number = 0;
  std::vector<std::uint8_t> bytes;
};

class SlotFile {
 public:
  // Opens the file, or makes an empty one. `vfs` names one of SQLite's; empty: the usual. An error of code
  // `format` says that the file is damaged.
  static Result<SlotFile> open(const std::filesystem::path& file, const std::string& vfs);

  // How many slots there are; 0 where the file was never filled. Reads all of it, and fails where its pages
  // do not hang together.
  Result<SlotNumber> count();

  // Fills an empty file, all or nothing.
  Result<void> fill(const std::vector<std::vector<std::uint8_t>>& cells);

  Result<std::vector<std::uint8_t>> read(SlotNumber number);

  // In one transaction. The new bytes are as long as the old ones, so that every write touches the same kinds
  // of pages: the slots' own, and the first.
  Result<void> write(const std::vector<SlotWrite>& writes);

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Connection = std::unique_ptr<sqlite3, Closer>;
  using Statement = std::unique_ptr<sqlite3_stmt, Finalizer>;

  SlotFile(Connection writer, Connection reader) : writer_(std::move(writer)), reader_(std::move(reader)) {}
  static Result<Connection> connect(const std::filesystem::path& file, const std::string& vfs);
  static Result<void> run(sqlite3* database, const char* sql);
  Result<std::int64_t> number(const char* question);
  Result<void> check();
  Result<void> put(sqlite3_stmt* statement, SlotNumber number, Bytes bytes);
  Result<void> prepare();

  Connection writer_;
  Connection
      reader_;  // has a page cache of its own, so that it reads what was written and not what was meant
  Statement update_;
  Statement select_;
};

}  // namespace crier
