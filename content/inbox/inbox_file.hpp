// SPDX-License-Identifier: Apache-2.0
// InboxFile: the inbox's SQLite database: connection, prepared questions, transactions. What was committed is
// on the disk for good. Blocks for the disk; one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/result.hpp"
#include "content/sealing/locked_bytes.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace crier {

// A question, prepared once and asked often: bind, step to each row, read its columns (from 0).
class InboxQuery {
 public:
  // Begins anew with these values for ?1, ?2 ...
  template <class... Values>
  InboxQuery& bind(const Values&... values) {
    begin();
    int index = 0;
    (put(++index, values), ...);
    return *this;
  }

  // True: there is a row. False: there are no more.
  Result<bool> step();
  // To the end, without looking at rows.
  Result<void> run();

  std::int64_t integer(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;
  std::string text(int column) const;
  std::vector<std::uint8_t> blob(int column) const;
  bool is_null(int column) const;

 private:
  friend class InboxFile;
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit InboxQuery(sqlite3_stmt* statement) : statement_(statement) {}
  void begin();
  void put(int index, std::int64_t value);
  void put(int index, std::string_view value);
  void put(int index, Bytes value);
  void put(int index, const std::optional<std::int64_t>& value);
  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

class InboxFile {
 public:
  // Makes the file, for its owner alone, where there is none.
  static Result<InboxFile> open(const std::filesystem::path& file);

  Result<void> run(const char* sql);

  // Prepared at the first time; valid as long as the file.
  Result<InboxQuery*> query(const std::string& sql);

  // Asks and runs to the end.
  template <class... Values>
  Result<void> change(const std::string& sql, const Values&... values) {
    const auto asked = query(sql);
    if (!asked) return tl::unexpected(asked.error());
    return (*asked)->bind(values...).run();
  }

  // The first row's first column; none where there is no row, or it is null.
  template <class... Values>
  Result<std::optional<std::int64_t>> number(const std::string& sql, const Values&... values) {
    const auto asked = query(sql);
    if (!asked) return tl::unexpected(asked.error());
    const auto row = (*asked)->bind(values...).step();
    if (!row) return tl::unexpected(row.error());
    const auto found = *row ? (*asked)->optional_integer(0) : std::nullopt;
    (*asked)->bind();  // a question that is left open keeps the file as it was
    return found;
  }

  std::int64_t last_row() const;  // the number that was given to the row inserted last

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  explicit InboxFile(sqlite3* database) : database_(database) {}
  std::unique_ptr<sqlite3, Closer> database_;
  std::map<std::string, InboxQuery> queries_;  // finalized before the connection closes
};

// All of what is written between its begin and commit(), or nothing where that is never reached.
class InboxTransaction {
 public:
  static Result<InboxTransaction> begin(InboxFile& file);
  InboxTransaction(InboxTransaction&& other) noexcept : file_(std::exchange(other.file_, nullptr)) {}
  InboxTransaction& operator=(InboxTransaction&&) = delete;
  ~InboxTransaction();

  Result<void> commit();

 private:
  explicit InboxTransaction(InboxFile& file) : file_(&file) {}
  InboxFile* file_;
};

}  // namespace crier
