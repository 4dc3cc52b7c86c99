// SPDX-License-Identifier: Apache-2.0
#include "content/outbox/slot_file.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace crier {
namespace {

constexpr std::int64_t kVersion = 1;

// A page holds exactly one cell. DESIGN.md argues for the journal.
constexpr const char* kPragmas =
    "PRAGMA page_size = 16384;"
    "PRAGMA auto_vacuum = NONE;"
    "PRAGMA journal_mode = PERSIST;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA cache_size = -2048;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA trusted_schema = OFF;";

// A table that is missing or another one is damage too, for this program asks for nothing else, and a header
// that says that nobody may write. Where the disk says so, mending fails as well, and changes nothing.
bool is_damage(int status) {
  constexpr int kDamage[] = {SQLITE_CORRUPT, SQLITE_NOTADB,   SQLITE_ERROR,      SQLITE_FORMAT,
                             SQLITE_SCHEMA,  SQLITE_MISMATCH, SQLITE_CONSTRAINT, SQLITE_READONLY};
  return std::find(std::begin(kDamage), std::end(kDamage), status) != std::end(kDamage);
}

tl::unexpected<Error> failure(sqlite3* database, const char* doing) {
  const int status = sqlite3_errcode(database);
  const bool is_full = status == SQLITE_FULL;
  return fail(is_damage(status) ? ErrorCode::format
              : is_full         ? ErrorCode::limit
                                : ErrorCode::io,
              fmt::format("{}: {}", doing, sqlite3_errmsg(database)));
}

}  // namespace

void SlotFile::Closer::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

void SlotFile::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Result<void> SlotFile::run(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return failure(database, "the outbox's database");
  return {};
}

Result<SlotFile::Connection> SlotFile::connect(const std::filesystem::path& file, const std::string& vfs) {
  sqlite3* opened = nullptr;
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  const int status = sqlite3_open_v2(file.c_str(), &opened, flags, vfs.empty() ? nullptr : vfs.c_str());
  Connection connection(opened);
  if (status != SQLITE_OK)
    return fail(ErrorCode::io,
                fmt::format("{} cannot be opened; check that it may be written", file.string()));
  if (auto set = run(opened, kPragmas); !set) return tl::unexpected(set.error());
  return connection;
}

Result<SlotFile> SlotFile::open(const std::filesystem::path& file, const std::string& vfs) {
  auto writer = connect(file, vfs);
  if (!writer) return tl::unexpected(writer.error());
  auto reader = connect(file, vfs);
  if (!reader) return tl::unexpected(reader.error());
  return SlotFile(*std::move(writer), *std::move(reader));
}

Result<void> SlotFile::prepare() {
  if (update_ && select_) return {};
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(writer_.get(), "UPDATE slot SET cell = ?2 WHERE number = ?1", -1,
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    return failure(writer_.get(), "the outbox's database");
  update_.reset(statement);
  if (sqlite3_prepare_v3(reader_.get(), "SELECT cell FROM slot WHERE number = ?1", -1,
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    return failure(reader_.get(), "the outbox's database");
  select_.reset(statement);
  return {};
}

Result<std::int64_t> SlotFile::number(const char* question) {
  sqlite3_stmt* prepared = nullptr;
  const int status = sqlite3_prepare_v2(writer_.get(), question, -1, &prepared, nullptr);
  const Statement statement(prepared);
  if (status != SQLITE_OK || sqlite3_step(prepared) != SQLITE_ROW)
    return failure(writer_.get(), "counting the outbox's slots");
  return sqlite3_column_int64(prepared, 0);
}

Result<SlotNumber> SlotFile::count() {
  const auto version = number("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  if (*version == 0) return 0;
  if (*version != kVersion)
    return fail(ErrorCode::format, "the outbox is of no version that this program knows");
  if (auto whole = check(); !whole) return tl::unexpected(whole.error());
  const auto count = number("SELECT count(*) FROM slot");
  if (!count) return tl::unexpected(count.error());
  return static_cast<SlotNumber>(*count);
}

// A page that fell out of the tree would be a report that nobody misses.
Result<void> SlotFile::check() {
  sqlite3_stmt* prepared = nullptr;
  const int status = sqlite3_prepare_v2(reader_.get(), "PRAGMA quick_check(1)", -1, &prepared, nullptr);
  const Statement statement(prepared);
  if (status != SQLITE_OK || sqlite3_step(prepared) != SQLITE_ROW)
    return failure(reader_.get(), "checking the outbox");
  const auto* const found = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
  if (found == nullptr || std::string_view(found) != "ok")
    return fail(ErrorCode::format, "the outbox's pages are not as they were written");
  return {};
}

Result<void> SlotFile::put(sqlite3_stmt* statement, SlotNumber number, Bytes bytes) {
  sqlite3_bind_int64(statement, 1, number);
  sqlite3_bind_blob64(statement, 2, bytes.data(), bytes.size(), SQLITE_STATIC);
  Result<void> result;
  if (sqlite3_step(statement) != SQLITE_DONE) {
    result = failure(writer_.get(), "writing to the outbox");
  } else if (sqlite3_changes(writer_.get()) != 1) {
    result = fail(ErrorCode::format, fmt::format("slot {} of the outbox is missing", number));
  }
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return result;
}

Result<void> SlotFile::fill(const std::vector<std::vector<std::uint8_t>>& cells) {
  auto done = run(writer_.get(),
                  "BEGIN IMMEDIATE; CREATE TABLE slot (number INTEGER PRIMARY KEY, cell BLOB NOT NULL)");
  sqlite3_stmt* prepared = nullptr;
  if (done && sqlite3_prepare_v2(writer_.get(), "INSERT INTO slot VALUES (?1, ?2)", -1, &prepared, nullptr) !=
                  SQLITE_OK)
    done = failure(writer_.get(), "filling the outbox");
  const Statement insert(prepared);
  for (std::size_t i = 0; done && i < cells.size(); ++i)
    done = put(prepared, static_cast<SlotNumber>(i), cells[i]);
  if (done) done = run(writer_.get(), "PRAGMA user_version = 1; COMMIT");
  if (!done && sqlite3_get_autocommit(writer_.get()) == 0)
    sqlite3_exec(writer_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  return done;
}

Result<std::vector<std::uint8_t>> SlotFile::read(SlotNumber number) {
  if (auto ready = prepare(); !ready) return tl::unexpected(ready.error());
  sqlite3_stmt* const statement = select_.get();
  sqlite3_bind_int64(statement, 1, number);
  const int status = sqlite3_step(statement);
  std::vector<std::uint8_t> bytes;
  if (status == SQLITE_ROW) {
    const auto* const blob = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, 0));
    bytes.assign(blob, blob + sqlite3_column_bytes(statement, 0));
  }
  if (status != SQLITE_ROW && status != SQLITE_DONE) {
    auto error = failure(reader_.get(), "reading the outbox");
    sqlite3_reset(statement);
    return error;
  }
  sqlite3_reset(statement);
  if (status == SQLITE_DONE)
    return fail(ErrorCode::format, fmt::format("slot {} of the outbox is missing", number));
  return bytes;
}

Result<void> SlotFile::write(const std::vector<SlotWrite>& writes) {
  if (auto ready = prepare(); !ready) return ready;
  auto done = run(writer_.get(), "BEGIN IMMEDIATE");
  for (const SlotWrite& write : writes)
    if (done) done = put(update_.get(), write.number, write.bytes);
  if (done) done = run(writer_.get(), "COMMIT");
  if (!done) {
    if (sqlite3_get_autocommit(writer_.get()) == 0)
      sqlite3_exec(writer_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    return done;
  }
  for (const SlotWrite& write : writes) {
    const auto stored = read(write.number);
    if (!stored) return fail(stored.error(), "reading back");
    if (*stored != write.bytes)
      return fail(ErrorCode::format, "the disk did not keep what was written to it");
  }
  return {};
}

}  // namespace crier
