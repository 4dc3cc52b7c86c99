// SPDX-License-Identifier: Apache-2.0
#include "content/catalogue/database.hpp"

#include <sqlite3.h>

namespace crier {

void Statement::Closer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Database::Closer::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

void Statement::start(std::string_view text, std::int64_t number) {
  sqlite3_reset(statement_.get());
  sqlite3_bind_text64(statement_.get(), 1, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (sqlite3_bind_parameter_count(statement_.get()) > 1) sqlite3_bind_int64(statement_.get(), 2, number);
}

std::optional<std::int64_t> Statement::step() {
  if (sqlite3_step(statement_.get()) == SQLITE_ROW) return sqlite3_column_int64(statement_.get(), 0);
  sqlite3_reset(statement_.get());
  return std::nullopt;
}

void Statement::finish() {
  sqlite3_reset(statement_.get());
}

bool Statement::run() {
  int status = SQLITE_ROW;
  while (status == SQLITE_ROW) status = sqlite3_step(statement_.get());
  sqlite3_reset(statement_.get());
  return status == SQLITE_DONE;
}

Result<Database> Database::in_memory() {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int status = sqlite3_open_v2(":memory:", &opened, flags, nullptr);
  Database database(opened);
  if (status != SQLITE_OK) return fail(ErrorCode::limit, "no database can be opened in memory");
  if (auto set = database.run("PRAGMA temp_store = MEMORY"); !set)
    return fail(set.error(), "preparing a database");
  return database;
}

Result<void> Database::run(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return fail(ErrorCode::limit, sqlite3_errmsg(database_.get()));
}

Result<Statement> Database::prepare(const std::string& sql) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &made, nullptr) == SQLITE_OK)
    return Statement(made);
  return fail(ErrorCode::limit, sqlite3_errmsg(database_.get()));
}

}  // namespace crier
