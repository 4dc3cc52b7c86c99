// SPDX-License-Identifier: Apache-2.0
#include "content/outbox/outbox.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "content/sealing/tlv.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/outbox/an_office.hpp"

namespace crier {
namespace {

class OutboxTest : public testing::Test {
 protected:
  Outbox open(SlotNumber slots = 64, SlotNumber reserve = 0) {
    auto outbox = Outbox::open(folder_ / "outbox", office_.keys, {slots, reserve, ""});
    EXPECT_TRUE(outbox) << outbox.error().message;
    return *std::move(outbox);
  }

  // Sends everything that waits; what the reports say, dummies left out.
  std::multiset<std::string> send_all(Outbox& outbox, std::vector<EnvelopeId>* ids = nullptr) {
    std::multiset<std::string> said;
    while (true) {
      const auto next = outbox.next_upload();
      EXPECT_TRUE(next) << next.error().message;
      if (!next || !*next) return said;
      if (const std::string what = office_.opened(**next); !what.empty()) said.insert(what);
      if (ids != nullptr) ids->push_back((*next)->id());
      outbox.sent((*next)->id());
    }
  }

  void tidy(Outbox& outbox) {
    for (auto more = outbox.tidy(); more && *more; more = outbox.tidy()) {
    }
  }

  std::string database() { return read_file(folder_ / "outbox/outbox.db"); }

  TemporaryFolder folder_;
  AnOffice office_;
};

using Said = std::multiset<std::string>;

TEST_F(OutboxTest, a_report_is_stored_and_sent_once) {
  Outbox outbox = open();
  EXPECT_EQ(send_all(outbox), Said{});
  const auto stored = outbox.store(office_.report("one"));
  ASSERT_TRUE(stored) << stored.error().message;
  EXPECT_EQ(send_all(outbox), Said{"one"});
  EXPECT_EQ(send_all(outbox), Said{});
  outbox.send_again();
  EXPECT_EQ(send_all(outbox), Said{"one"});
}

TEST_F(OutboxTest, storing_the_same_envelope_again_changes_nothing) {
  Outbox outbox = open();
  const Envelope report = office_.report("one");
  ASSERT_TRUE(outbox.store(report));
  const std::string before = database();
  ASSERT_TRUE(outbox.store(report));
  EXPECT_EQ(database(), before);
  EXPECT_EQ(send_all(outbox), Said{"one"});
}

TEST_F(OutboxTest, after_a_restart_everything_owed_is_sent_and_nothing_of_it_overwritten) {
  Said stored;
  {
    Outbox outbox = open(256, 64);
    for (int i = 0; i < 20; ++i) {
      stored.insert(std::to_string(i));
      ASSERT_TRUE(outbox.store(office_.report(std::to_string(i))));
    }
  }
  for (int restart = 0; restart < 6; ++restart) {
    Outbox outbox = open(256, 64);
    const std::string name = "after " + std::to_string(restart);
    const auto kept = outbox.store(office_.report(name));
    ASSERT_TRUE(kept) << kept.error().message;
    stored.insert(name);
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(outbox.cover());
  }
  Outbox outbox = open(256, 64);
  EXPECT_EQ(send_all(outbox), stored);
}

TEST_F(OutboxTest, a_full_outbox_refuses_and_loses_nothing) {
  Said stored;
  Outbox outbox = open(64);
  Result<void> last;
  for (int i = 0; i < 100 && last; ++i) {
    last = outbox.store(office_.report(std::to_string(i)));
    if (last) stored.insert(std::to_string(i));
  }
  ASSERT_FALSE(last);
  EXPECT_EQ(last.error().code, ErrorCode::limit);
  EXPECT_EQ(stored.size(), 64U);
  EXPECT_TRUE(outbox.cover());
  std::vector<EnvelopeId> ids;
  EXPECT_EQ(send_all(outbox, &ids), stored);
  const auto freed = outbox.acknowledge(office_.acknowledge(ids));
  ASSERT_TRUE(freed);
  EXPECT_EQ(*freed, 64U);
  tidy(outbox);
  EXPECT_TRUE(outbox.store(office_.report("again")));
  EXPECT_EQ(send_all(outbox), Said{"again"});
}

TEST_F(OutboxTest, only_the_offices_signature_frees_a_slot) {
  Outbox outbox = open();
  ASSERT_TRUE(outbox.store(office_.report("one")));
  std::vector<EnvelopeId> ids;
  send_all(outbox, &ids);
  const AnOffice other;
  EXPECT_FALSE(outbox.acknowledge(other.acknowledge(ids)));
  auto forged = office_.acknowledge({EnvelopeId{}});
  std::copy(ids[0].begin(), ids[0].end(), forged.begin() + 12);
  EXPECT_FALSE(outbox.acknowledge(forged));
  EXPECT_FALSE(outbox.acknowledge({}));
  EXPECT_EQ(*outbox.tidy(), false);
  outbox.send_again();
  EXPECT_EQ(send_all(outbox), Said{"one"});
  EXPECT_EQ(*outbox.acknowledge(office_.acknowledge({EnvelopeId{}})), 0U);  // of another kiosk
  EXPECT_EQ(*outbox.acknowledge(office_.acknowledge(ids)), ids.size());
  EXPECT_EQ(*outbox.acknowledge(office_.acknowledge(ids)), 0U);
  tidy(outbox);
  outbox.send_again();
  EXPECT_EQ(send_all(outbox), Said{});
  EXPECT_EQ(*outbox.acknowledge(office_.acknowledge(ids)), 0U);  // an old one again
}

TEST_F(OutboxTest, what_was_acknowledged_is_gone_from_the_file) {
  Outbox outbox = open();
  const Envelope report = office_.report("one");
  ASSERT_TRUE(outbox.store(report));
  const std::string inside(as_text(report.bytes().subspan(5'000, 200)));
  EXPECT_NE(database().find(inside), std::string::npos);
  ASSERT_TRUE(outbox.acknowledge(office_.acknowledge({report.id()})));
  tidy(outbox);
  EXPECT_EQ(database().find(inside), std::string::npos);
}

TEST_F(OutboxTest, acknowledgements_refill_the_reserve) {
  { Outbox outbox = open(256, 8); }
  SlotNumber reserve = 8;
  for (int i = 0; i < 3; ++i) {
    Outbox outbox = open(256, 8);
    EXPECT_LT(outbox.status().reserve, reserve);
    reserve = outbox.status().reserve;
  }
  Outbox outbox = open(256, 8);
  std::vector<EnvelopeId> ids;
  send_all(outbox, &ids);
  EXPECT_GT(ids.size(), 200U);
  ASSERT_TRUE(outbox.acknowledge(office_.acknowledge(ids)));
  tidy(outbox);
  EXPECT_EQ(outbox.status().reserve, 8U);
}

TEST_F(OutboxTest, after_many_starts_without_a_network_it_refuses_at_last) {
  { Outbox outbox = open(64, 2); }
  { Outbox outbox = open(64, 2); }
  { Outbox outbox = open(64, 2); }
  Outbox outbox = open(64, 2);
  EXPECT_EQ(outbox.status().reserve, 0U);
  const auto refused = outbox.store(office_.report("x"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::limit);
}

TEST_F(OutboxTest, a_new_key_seals_and_old_envelopes_still_open) {
  Outbox outbox = open();
  ASSERT_TRUE(outbox.store(office_.report("old")));
  office_.publish(std::chrono::year{2026} / 12 / 1);
  outbox.use_keys(office_.keys);
  tidy(outbox);
  AnOffice stranger;
  EXPECT_EQ(outbox.store(stranger.report("x")).error().code, ErrorCode::invalid_argument);
  ASSERT_TRUE(outbox.store(office_.report("new")));
  int of_new_key = 0;
  for (const Cell& cell : find_cells(as_bytes(database())))
    of_new_key += cell.envelope.key_id() == office_.keys[0].id;
  EXPECT_EQ(of_new_key, 63);  // all but the report that was there
  EXPECT_EQ(send_all(outbox), (Said{"new", "old"}));
}

TEST_F(OutboxTest, a_report_that_was_sealed_just_before_the_keys_changed_is_taken) {
  Outbox outbox = open();
  const Envelope report = office_.report("x");
  office_.publish(std::chrono::year{2026} / 12 / 1);
  outbox.use_keys(office_.keys);
  tidy(outbox);
  EXPECT_TRUE(outbox.store(report));
  EXPECT_EQ(send_all(outbox), Said{"x"});
}

TEST_F(OutboxTest, no_file_holds_a_word_of_a_report) {
  const std::string canary = "canary 暗号 7f3a-4c1d";
  {
    Outbox outbox = open();
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(outbox.store(office_.report(canary)));
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = read_file(entry.path());
    for (const char* const word : {"canary", "暗号", "7f3a-4c1d", "fraud", "Y2FuYXJ5"})
      EXPECT_EQ(bytes.find(word), std::string::npos) << entry.path() << " holds " << word;
  }
}

TEST_F(OutboxTest, one_process_has_it_at_a_time) {
  const Outbox outbox = open();
  const auto second = Outbox::open(folder_ / "outbox", office_.keys);
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find("in use by another process"), std::string::npos);
}

TEST_F(OutboxTest, needs_a_key_and_a_folder) {
  EXPECT_FALSE(Outbox::open(folder_ / "outbox", {}));
  write_file(folder_ / "file", "");
  EXPECT_FALSE(Outbox::open(folder_ / "file", office_.keys));
  EXPECT_FALSE(Outbox::open(folder_ / "small", office_.keys, {8, 0, ""}));
}

// Stores three reports, spoils the file and opens it again.
class Damage : public OutboxTest {
 protected:
  Outbox reopen_after(void (*spoil)(std::string&)) {
    {
      Outbox outbox = open(256);
      for (const char* const what : {"a", "b", "c"}) EXPECT_TRUE(outbox.store(office_.report(what)));
    }
    std::string bytes = database();
    spoil(bytes);
    write_file(folder_ / "outbox/outbox.db", bytes);
    return open(256);
  }
};

TEST_F(Damage, of_the_first_page_loses_no_report) {
  Outbox outbox = reopen_after([](std::string& bytes) { std::fill_n(bytes.begin(), 16'384, 'x'); });
  EXPECT_NE(outbox.status().damage, "");
  EXPECT_EQ(send_all(outbox), (Said{"a", "b", "c"}));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "outbox/outbox.damaged"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "outbox/outbox.new"));
  EXPECT_EQ(outbox.status().slots, 256U);
  EXPECT_TRUE(outbox.store(office_.report("d")));
}

// A byte of the file's header that says something else, such as its version or the size of its pages.
TEST_F(Damage, of_any_byte_of_the_header_loses_no_report) {
  {
    Outbox outbox = open(64);
    for (const char* const what : {"a", "b", "c"}) ASSERT_TRUE(outbox.store(office_.report(what)));
  }
  const std::string whole = database();
  std::vector<std::pair<std::size_t, char>> changes;
  for (std::size_t at = 0; at < 100; ++at) changes.emplace_back(at, '\xFF');
  constexpr std::size_t kWriteVersion = 18;
  constexpr std::size_t kUserVersion = 63;
  for (const std::size_t at : {kWriteVersion, kWriteVersion + 1, kUserVersion})
    for (const char value : {'\0', '\2'}) changes.emplace_back(at, value);
  for (const auto& [at, value] : changes) {
    std::string bytes = whole;
    bytes[at] = value;
    write_file(folder_ / "outbox/outbox.db", bytes);
    std::filesystem::remove(folder_ / "outbox/outbox.db-journal");
    const auto outbox = Outbox::open(folder_ / "outbox", office_.keys, {64, 0, ""});
    ASSERT_TRUE(outbox) << at << ": " << outbox.error().message;
    const std::string now = database();
    std::size_t kept = 0;
    for (const Cell& cell : find_cells(as_bytes(now)))
      kept += office_.opened(cell.envelope).empty() ? 0U : 1U;
    ASSERT_EQ(kept, 3U) << at;
  }
}

// The tree's root, on the second page, forgets the highest slot, and no number is missing among the others.
TEST_F(Damage, of_the_tree_of_pages_loses_no_report) {
  Outbox outbox = reopen_after([](std::string& bytes) {
    const std::string::iterator root = bytes.begin() + 16'384;
    const auto number_at = [&root](int at) {
      return static_cast<std::uint8_t>(root[at]) << 8 | static_cast<std::uint8_t>(root[at + 1]);
    };
    constexpr int kCells = 3;
    constexpr int kHighest = 8;
    constexpr int kPointers = 12;
    const int last = number_at(kCells) - 1;
    const int cell = number_at(kPointers + 2 * last);
    std::copy_n(root + cell, 4, root + kHighest);
    root[kCells] = static_cast<char>(last >> 8);
    root[kCells + 1] = static_cast<char>(last);
  });
  EXPECT_NE(outbox.status().damage, "");
  EXPECT_EQ(send_all(outbox), (Said{"a", "b", "c"}));
}

TEST_F(Damage, of_some_slots_loses_only_these) {
  Outbox outbox = reopen_after([](std::string& bytes) {
    for (std::size_t page = 20; page < 30; ++page) bytes[page * 16'384 + 9'000] ^= 1;
  });
  EXPECT_NE(outbox.status().damage, "");
  EXPECT_LE(send_all(outbox).size(), 3U);
  EXPECT_GE(find_cells(as_bytes(read_file(folder_ / "outbox/outbox.damaged"))).size(), 246U);
}

TEST_F(Damage, of_the_file_s_end_loses_only_what_was_there) {
  Outbox outbox = reopen_after([](std::string& bytes) { bytes.resize(bytes.size() / 2); });
  EXPECT_NE(outbox.status().damage, "");
  EXPECT_TRUE(outbox.store(office_.report("d")));
}

// The states in which a power cut may leave the folder while a damaged file is being replaced.
TEST_F(Damage, a_power_cut_while_it_is_mended_loses_nothing) {
  for (const bool is_exchanged : {false, true}) {
    std::filesystem::remove_all(folder_ / "outbox");
    {
      Outbox outbox = open(64);
      for (const char* const what : {"a", "b", "c"}) ASSERT_TRUE(outbox.store(office_.report(what)));
    }
    const std::string whole = database();
    std::string damaged = whole;
    std::fill_n(damaged.begin(), 16'384, 'x');
    if (is_exchanged) {
      write_file(folder_ / "outbox/outbox.new", damaged);
    } else {
      write_file(folder_ / "outbox/outbox.db", damaged);
      write_file(folder_ / "outbox/outbox.new", whole.substr(0, 200'000));
      std::filesystem::rename(folder_ / "outbox/outbox.db-journal",
                              folder_ / "outbox/outbox.damaged-journal");
    }
    Outbox outbox = open(64);
    EXPECT_EQ(outbox.status().damage.empty(), is_exchanged);
    EXPECT_EQ(send_all(outbox), (Said{"a", "b", "c"}));
  }
}

TEST_F(Damage, while_in_use_is_mended_and_the_report_stored) {
  Outbox outbox = open(64);
  ASSERT_TRUE(outbox.store(office_.report("a")));
  // Every page but the report's loses its cell.
  std::string bytes = database();
  for (std::size_t page = 1; page * 16'384 < bytes.size(); ++page) {
    const auto cells = find_cells(as_bytes(std::string_view(bytes).substr(page * 16'384, 16'384)));
    if (cells.empty() || !office_.opened(cells[0].envelope).empty()) continue;
    bytes[page * 16'384 + 9'000] ^= 1;
  }
  {
    std::fstream file(folder_ / "outbox/outbox.db", std::ios::in | std::ios::out | std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  // SQLite may answer from its cache for as long as nothing was written.
  ASSERT_TRUE(outbox.store(office_.report("b")));
  ASSERT_TRUE(outbox.store(office_.report("c")));
  outbox.send_again();
  EXPECT_EQ(send_all(outbox), (Said{"a", "b", "c"}));
}

TEST_F(Damage, found_while_sending_does_not_hold_up_the_rest) {
  Said stored;
  {
    Outbox outbox = open(64);
    for (int i = 0; i < 30; ++i) {
      stored.insert(std::to_string(i));
      ASSERT_TRUE(outbox.store(office_.report(std::to_string(i))));
    }
  }
  Outbox outbox = open(64);
  {
    std::fstream file(folder_ / "outbox/outbox.db", std::ios::in | std::ios::out | std::ios::binary);
    for (const int page : {10, 20, 30}) file.seekp(page * 16'384 + 9'000).write("spoilt", 6);
  }
  ASSERT_TRUE(outbox.cover());  // SQLite answers from its cache for as long as nothing was written
  const Said said = send_all(outbox);
  EXPECT_GE(said.size(), 27U);
  for (const std::string& what : said) EXPECT_TRUE(stored.contains(what));
  EXPECT_TRUE(outbox.store(office_.report("next")));
}

TEST_F(OutboxTest, a_write_of_a_report_leaves_the_traces_of_a_dummy) {
  Outbox outbox = open(64);
  // "first" where the counters of the first page changed and nothing else of it, "slot" for each other page.
  const auto traces_of = [this](auto act) {
    const std::string before = database();
    const std::string journal = read_file(folder_ / "outbox/outbox.db-journal");
    act();
    const std::string after = database();
    std::string traces = before.size() == after.size() ? "" : "longer ";
    for (std::size_t page = 0; page * 16'384 < before.size(); ++page) {
      const std::string one = before.substr(page * 16'384, 16'384);
      std::string other = after.substr(page * 16'384, 16'384);
      if (one == other) continue;
      // SQLite's file format, section 1.3: the change counter, and the version it is valid for.
      for (const std::size_t at : {24U, 92U}) other.replace(at, 4, one, at, 4);
      traces += page > 0 ? "slot " : one == other ? "first " : "more ";
    }
    if (read_file(folder_ / "outbox/outbox.db-journal").size() != journal.size()) traces += "journal ";
    return traces;
  };
  const auto cover = [&outbox] { ASSERT_TRUE(outbox.cover()); };
  ASSERT_TRUE(outbox.cover());  // makes the journal
  EXPECT_EQ(traces_of(cover), "first slot ");
  EXPECT_EQ(traces_of([&] { ASSERT_TRUE(outbox.store(office_.report("x"))); }), "first slot ");
  EXPECT_EQ(traces_of(cover), "");  // the report stood for it
  EXPECT_EQ(traces_of(cover), "first slot ");
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / "outbox"))
    files += entry.exists() ? 1 : 0;
  EXPECT_EQ(files, 2);
}

TEST_F(OutboxTest, every_slot_lies_whole_on_a_page_of_its_own) {
  { Outbox outbox = open(64); }
  EXPECT_EQ(find_cells(as_bytes(database())).size(), 64U);
}

}  // namespace
}  // namespace crier
