// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/inbox_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace crier {
namespace {

constexpr int kBusyMilliseconds = 5'000;
constexpr const char* kPragmas =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA cache_size = -65536;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA trusted_schema = OFF;";

tl::unexpected<Error> failure(sqlite3* database) {
  const int status = sqlite3_errcode(database);
  const bool is_damage = status == SQLITE_CORRUPT || status == SQLITE_NOTADB;
  return fail(is_damage ? ErrorCode::format : ErrorCode::io,
              fmt::format("the inbox's database: {}", sqlite3_errmsg(database)));
}

}  // namespace

void InboxQuery::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void InboxFile::Closer::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

void InboxQuery::begin() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

void InboxQuery::put(int index, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), index, value);
}

void InboxQuery::put(int index, std::string_view value) {
  sqlite3_bind_text64(statement_.get(), index, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void InboxQuery::put(int index, Bytes value) {
  // No pointer at all would be a null, and an empty field is none.
  static constexpr std::uint8_t kNothing = 0;
  sqlite3_bind_blob64(statement_.get(), index, value.empty() ? &kNothing : value.data(), value.size(),
                      SQLITE_TRANSIENT);
}

void InboxQuery::put(int index, const std::optional<std::int64_t>& value) {
  if (value) put(index, *value);
}

Result<bool> InboxQuery::step() {
  const int status = sqlite3_step(statement_.get());
  if (status == SQLITE_ROW) return true;
  if (status == SQLITE_DONE) {
    sqlite3_reset(statement_.get());
    return false;
  }
  auto error = failure(sqlite3_db_handle(statement_.get()));
  sqlite3_reset(statement_.get());
  return error;
}

Result<void> InboxQuery::run() {
  for (;;) {
    const auto row = step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
  }
}

std::int64_t InboxQuery::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::optional<std::int64_t> InboxQuery::optional_integer(int column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::string InboxQuery::text(int column) const {
  const Bytes bytes(sqlite3_column_text(statement_.get(), column),
                    static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
  return {bytes.begin(), bytes.end()};
}

std::vector<std::uint8_t> InboxQuery::blob(int column) const {
  const Bytes bytes(static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column)),
                    static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
  return {bytes.begin(), bytes.end()};
}

bool InboxQuery::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Result<InboxFile> InboxFile::open(const std::filesystem::path& file) {
  // SQLite's own files take over the rights of the database.
  const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (made < 0)
    return fail(ErrorCode::io,
                fmt::format("{} cannot be opened; check that it may be written", file.string()));
  ::close(made);
  sqlite3* opened = nullptr;
  const int status =
      sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  InboxFile database(opened);
  if (status != SQLITE_OK) return fail(ErrorCode::io, fmt::format("{} cannot be opened", file.string()));
  sqlite3_busy_timeout(opened, kBusyMilliseconds);
  if (auto set = database.run(kPragmas); !set) return tl::unexpected(set.error());
  return database;
}

Result<void> InboxFile::run(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return failure(database_.get());
  return {};
}

Result<InboxQuery*> InboxFile::query(const std::string& sql) {
  const auto known = queries_.find(sql);
  if (known != queries_.end()) return &known->second;
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v3(database_.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr) !=
      SQLITE_OK)
    return failure(database_.get());
  return &queries_.emplace(sql, InboxQuery(prepared)).first->second;
}

std::int64_t InboxFile::last_row() const {
  return sqlite3_last_insert_rowid(database_.get());
}

Result<InboxTransaction> InboxTransaction::begin(InboxFile& file) {
  if (auto begun = file.run("BEGIN IMMEDIATE"); !begun) return tl::unexpected(begun.error());
  return InboxTransaction(file);
}

InboxTransaction::~InboxTransaction() {
  // Where the file refuses this, it refuses all, and the journal is rolled back at the next opening.
  if (file_ != nullptr) static_cast<void>(file_->run("ROLLBACK"));
}

Result<void> InboxTransaction::commit() {
  if (auto done = file_->run("COMMIT"); !done) return done;
  file_ = nullptr;
  return {};
}

}  // namespace crier
