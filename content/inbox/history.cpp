// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/history.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr const char* kColumns = "number, report, at, who, action, state, detail, hash";

std::array<std::uint8_t, 8> number_bytes(std::int64_t number) {
  std::array<std::uint8_t, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (56 - 8 * i));
  return bytes;
}

// Hashes fields with their lengths, so that no two entries are one row of bytes.
class FieldHash {
 public:
  FieldHash() { crypto_generichash_init(&state_, nullptr, 0, std::tuple_size_v<HistoryHash>); }
  void add(Bytes bytes) {
    const auto length = number_bytes(static_cast<std::int64_t>(bytes.size()));
    crypto_generichash_update(&state_, length.data(), length.size());
    crypto_generichash_update(&state_, bytes.data(), bytes.size());
  }
  HistoryHash end() {
    HistoryHash hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    return hash;
  }

 private:
  crypto_generichash_state state_;
};

HistoryHash hash_of(const HistoryEntry& entry, const HistoryHash& before) {
  FieldHash hash;
  hash.add(before);
  hash.add(number_bytes(entry.number));
  hash.add(number_bytes(entry.report));
  hash.add(number_bytes(entry.at));
  hash.add(as_bytes(entry.who));
  hash.add(as_bytes(entry.action));
  hash.add(as_bytes(entry.state));
  hash.add(entry.detail);
  return hash.end();
}

HistoryEntry entry_of(const InboxQuery& row) {
  HistoryEntry entry{row.integer(0), row.integer(1), row.integer(2), row.text(3),
                     row.text(4),    row.text(5),    row.blob(6),    {}};
  const std::vector<std::uint8_t> hash = row.blob(7);
  if (hash.size() == entry.hash.size()) std::copy(hash.begin(), hash.end(), entry.hash.begin());
  return entry;
}

// What the MAC at the chain's end covers.
std::vector<std::uint8_t> end_message(const HistoryEntry& last) {
  const auto number = number_bytes(last.number);
  std::vector<std::uint8_t> message(number.size() + last.hash.size());
  std::copy(last.hash.begin(), last.hash.end(), std::copy(number.begin(), number.end(), message.begin()));
  return message;
}

}  // namespace

Result<std::optional<HistoryEntry>> History::last() {
  const auto asked =
      file_.query(fmt::format("SELECT {} FROM history ORDER BY number DESC LIMIT 1", kColumns));
  if (!asked) return tl::unexpected(asked.error());
  const auto row = (*asked)->bind().step();
  if (!row) return tl::unexpected(row.error());
  std::optional<HistoryEntry> entry;
  if (*row) entry = entry_of(**asked);
  (*asked)->bind();  // lets go of the row
  return entry;
}

Result<void> History::append(HistoryEntry entry) {
  const auto before = last();
  if (!before) return tl::unexpected(before.error());
  entry.number = *before ? (*before)->number + 1 : 1;
  entry.hash = hash_of(entry, *before ? (*before)->hash : HistoryHash{});
  return file_.change("INSERT INTO history VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", entry.number,
                      entry.report, entry.at, std::string_view(entry.who), std::string_view(entry.action),
                      std::string_view(entry.state), Bytes(entry.detail), Bytes(entry.hash));
}

Result<void> History::sign(const FieldKey& key) {
  const auto end = last();
  if (!end) return tl::unexpected(end.error());
  if (!*end) return {};
  const auto message = end_message(**end);
  return file_.change("INSERT OR REPLACE INTO history_end VALUES (0, ?1, ?2, ?3)", (*end)->number,
                      Bytes((*end)->hash), Bytes(key.mac(message)));
}

Result<std::optional<HistoryFault>> History::check_end(const FieldKey* key) {
  const auto end = last();
  if (!end) return tl::unexpected(end.error());
  const auto asked = file_.query("SELECT number, hash, mac FROM history_end");
  if (!asked) return tl::unexpected(asked.error());
  const auto row = (*asked)->bind().step();
  if (!row) return tl::unexpected(row.error());
  const HistoryEntry written = *end ? **end : HistoryEntry{};
  if (!*row) {
    if (!*end) return std::optional<HistoryFault>();
    return std::optional(HistoryFault{written.number, "the signature below the last entry is missing"});
  }
  const std::int64_t number = (*asked)->integer(0);
  const auto hash = (*asked)->blob(1);
  const auto mac = (*asked)->blob(2);
  (*asked)->bind();
  if (number > written.number)
    return std::optional(
        HistoryFault{number, fmt::format("entries from {} on were removed", written.number + 1)});
  if (number < written.number)
    return std::optional(HistoryFault{written.number, "an entry was added by another program"});
  if (!std::ranges::equal(hash, written.hash))
    return std::optional(HistoryFault{number, "the last entry was changed"});
  if (key != nullptr && !std::ranges::equal(mac, key->mac(end_message(written))))
    return std::optional(HistoryFault{number, "the last entry was not signed by the inbox's key"});
  return std::optional<HistoryFault>();
}

Result<std::optional<HistoryFault>> History::check(std::size_t most, const FieldKey* key) {
  auto end = check_end(key);
  if (!end || *end) return end;
  const auto last_number = file_.number("SELECT max(number) FROM history");
  if (!last_number) return tl::unexpected(last_number.error());
  const std::int64_t first =
      std::max<std::int64_t>(1, last_number->value_or(0) - static_cast<std::int64_t>(most) + 1);
  // The entry before the first gives the hash to go on from; the very first goes on from zeros.
  const auto asked =
      file_.query(fmt::format("SELECT {} FROM history WHERE number >= ?1 ORDER BY number", kColumns));
  if (!asked) return tl::unexpected(asked.error());
  (*asked)->bind(first - 1);
  HistoryHash before{};
  std::int64_t expected = first == 1 ? 1 : first - 1;
  for (;;) {
    const auto row = (*asked)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    const HistoryEntry entry = entry_of(**asked);
    const bool is_anchor = expected == first - 1;
    std::string what;
    if (entry.number != expected) what = fmt::format("entry {} is missing", expected);
    if (what.empty() && !is_anchor && hash_of(entry, before) != entry.hash)
      what = fmt::format("entry {} was changed, or one before it", expected);
    if (!what.empty()) {
      (*asked)->bind();
      return std::optional(HistoryFault{expected, std::move(what)});
    }
    before = entry.hash;
    ++expected;
  }
  return std::optional<HistoryFault>();
}

Result<std::vector<HistoryEntry>> History::of(std::int64_t report) {
  const auto asked =
      file_.query(fmt::format("SELECT {} FROM history WHERE report = ?1 ORDER BY number", kColumns));
  if (!asked) return tl::unexpected(asked.error());
  (*asked)->bind(report);
  std::vector<HistoryEntry> entries;
  for (;;) {
    const auto row = (*asked)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return entries;
    entries.push_back(entry_of(**asked));
  }
}

}  // namespace crier
