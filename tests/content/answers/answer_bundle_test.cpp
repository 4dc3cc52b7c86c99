// SPDX-License-Identifier: Apache-2.0
#include "content/answers/answer_bundle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "content/sealing/randomness.hpp"
#include "content/sealing/tlv.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/sealing/known_report.hpp"

namespace crier {
namespace {

const AnswerSalt kSalt = counting<16>(0);

Answer an_answer(const std::string& decided) {
  const auto day = std::chrono::sys_days{std::chrono::year{2026} / 11 / 25};
  return {{{ReportStatus::received, day, {{"zh", "举报已收到。"}, {"en", "Received."}}, {}, {}},
           {ReportStatus::answered,
            day + std::chrono::days{9},
            {{"zh", "已办结"}, {"en", "Closed"}},
            {{"zh", "依据第十四条移除。"}, {"en", decided}},
            {{"en", "Nothing more to do."}}}}};
}

class Bundle : public testing::Test {
 protected:
  void write(const std::vector<AddressedAnswer>& answers) {
    const auto bytes = write_answer_bundle(kSalt, answers);
    ASSERT_TRUE(bytes) << bytes.error().message;
    write_file(path_, as_text(*bytes));
  }
  AnswerAddress address_of(const Receipt& receipt) { return derive_receipt_secret(receipt, kSalt)->address; }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / kAnswersFile;
};

TEST(ReceiptSecret, gives_the_known_answer) {
  const auto receipt = Receipt::parse("5720 9118 3644 0729");
  ASSERT_TRUE(receipt);
  const auto secret = derive_receipt_secret(*receipt, kSalt);
  ASSERT_TRUE(secret);
  EXPECT_EQ(to_hex(secret->address.label), "ccd161ef3a18140d2113ffa42b8974ec");
  EXPECT_EQ(to_hex(secret->secret.bytes()),
            "d2c112a257f6f52fd58e6395e88ccb00cf988baf671b8c3008a1f4105334202d");
  EXPECT_EQ(to_hex(secret->address.key), "0ee6c9acdff80e77ff937bdde13b516323b8aa9facfa1e8411bf1adb2d0a4e48");
}

TEST_F(Bundle, each_answer_opens_to_its_receipt_and_to_no_other) {
  const Receipt one = new_receipt();
  const Receipt other = new_receipt();
  write({{address_of(one), an_answer("one")}, {address_of(other), an_answer("other")}});
  for (const auto& [receipt, decided] : {std::pair(one, "one"), std::pair(other, "other")}) {
    const auto found = find_answer(path_, kSalt, receipt);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ(**found, an_answer(decided));
  }
  const auto none = find_answer(path_, kSalt, new_receipt());
  ASSERT_TRUE(none);
  EXPECT_FALSE(*none);
}

TEST_F(Bundle, an_entry_moved_to_another_label_does_not_open) {
  const Receipt one = new_receipt();
  AnswerAddress wrong = address_of(one);
  wrong.key = address_of(new_receipt()).key;
  write({{wrong, an_answer("x")}});
  EXPECT_FALSE(*find_answer(path_, kSalt, one));
}

TEST_F(Bundle, a_missing_damaged_or_foreign_one_answers_like_an_unknown_receipt) {
  const Receipt receipt = new_receipt();
  const auto finds = [&] {
    const auto found = find_answer(path_, kSalt, receipt);
    EXPECT_TRUE(found);
    return found && found->has_value();
  };
  EXPECT_FALSE(finds());
  EXPECT_FALSE(check_answer_bundle(path_, kSalt));
  write({{address_of(receipt), an_answer("x")}});
  EXPECT_TRUE(finds());
  EXPECT_EQ(*check_answer_bundle(path_, kSalt), kLeastEntries);
  EXPECT_FALSE(check_answer_bundle(path_, counting<16>(1)));
  const std::string right = read_file(path_);
  for (const std::size_t at : {0U, 8U, 27U}) {  // magic, salt, number
    std::string changed = right;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write_file(path_, changed);
    EXPECT_FALSE(finds()) << at;
    EXPECT_FALSE(check_answer_bundle(path_, kSalt)) << at;
  }
  write_file(path_, right.substr(0, right.size() - 1));
  EXPECT_FALSE(finds());
  write_file(path_, right + "x");
  EXPECT_FALSE(finds());
}

TEST_F(Bundle, does_not_tell_how_many_answers_there_are_nor_which_are_new) {
  std::vector<AddressedAnswer> answers;
  const auto empty = write_answer_bundle(kSalt, answers);
  for (std::uint8_t i = 0; i < 64; ++i) {
    AnswerAddress address;
    address.label = counting<16>(i);
    address.key = hpke_public_key(counting(i));
    answers.push_back({address, an_answer(std::string(i * 20U, 'x') + "!")});
  }
  const auto full = write_answer_bundle(kSalt, answers);
  const auto again = write_answer_bundle(kSalt, answers);
  answers.push_back({{counting<16>(99), hpke_public_key(counting(99))}, an_answer("x")});
  const auto more = write_answer_bundle(kSalt, answers);
  ASSERT_TRUE(empty && full && again && more);
  EXPECT_EQ(empty->size(), full->size());
  EXPECT_GT(more->size(), full->size());
  const std::size_t entries = full->size() - 64 * kEntryBytes;
  for (std::size_t i = 0; i < 64; ++i) {
    const auto begin = static_cast<std::ptrdiff_t>(entries + i * kEntryBytes);
    EXPECT_FALSE(
        std::equal(full->begin() + begin, full->begin() + begin + kEntryBytes, again->begin() + begin));
  }
}

TEST_F(Bundle, refuses_what_does_not_fit) {
  const AnswerAddress address{counting<16>(1), hpke_public_key(counting(1))};
  EXPECT_FALSE(write_answer_bundle(kSalt, {{address, an_answer("a")}, {address, an_answer("b")}}));
  EXPECT_FALSE(write_answer_bundle(kSalt, {{address, an_answer(std::string(8'200, 'x'))}}));
  EXPECT_FALSE(write_answer_bundle(kSalt, {{address, {}}}));
  EXPECT_FALSE(write_answer_bundle(kSalt, {{address, an_answer("\xFF")}}));
  EXPECT_FALSE(write_answer_bundle(kSalt, {{address, an_answer("")}}));
  EXPECT_FALSE(write_answer_bundle(kSalt, {{{counting<16>(1), {}}, an_answer("a")}}));  // no key at all
}

TEST(AnswerPayload, gives_the_known_answer) {
  const auto day = std::chrono::sys_days{std::chrono::days{20'782}};
  const Answer answer{{{ReportStatus::answered,
                        day,
                        {{"zh", "已办结"}, {"en", "Closed"}},
                        {{"zh", "依据第十四条移除。"}},
                        {}}}};
  const auto bytes = encode_answer(answer);
  ASSERT_TRUE(bytes);
  const Bytes written = std::as_const(*bytes).bytes();
  EXPECT_EQ(to_hex(written.first(75)),
            "010048010001060200040000512e030009656e00436c6f73656403000c7a6800e5b7b2e58a9ee7bb93"
            "04001e7a6800e4be9de68daee7acace58d81e59b9be69da1e7a7bbe999a4e3808200");
  EXPECT_TRUE(std::all_of(written.begin() + 75, written.end(), [](std::uint8_t byte) { return byte == 0; }));
}

TEST(AnswerPayload, only_the_one_way_of_writing_it_is_read) {
  const auto good = encode_answer(an_answer("x"));
  ASSERT_TRUE(good);
  const std::vector<std::uint8_t> right(good->bytes().begin(), good->bytes().end());
  ASSERT_EQ(*decode_answer(right), an_answer("x"));
  for (std::size_t i = 0; i < 16; ++i) {  // the first step's tags, lengths, status and day
    auto changed = right;
    changed[i] ^= 0x80;
    const auto read = decode_answer(changed);
    EXPECT_FALSE(read && *read == an_answer("x")) << i;
  }
  auto padded = right;
  padded.back() = 1;
  EXPECT_FALSE(decode_answer(padded));
  EXPECT_FALSE(decode_answer({}));
  EXPECT_FALSE(decode_answer(std::vector<std::uint8_t>(kAnswerBytes)));
}

// Kolmogorov and Smirnov's distance between two samples.
double distance(std::vector<double> a, std::vector<double> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  double most = 0;
  for (const double at : a) {
    const auto part = [at](const std::vector<double>& all) {
      return static_cast<double>(std::upper_bound(all.begin(), all.end(), at) - all.begin()) /
             static_cast<double>(all.size());
    };
    most = std::max(most, std::abs(part(a) - part(b)));
  }
  return most;
}

TEST_F(Bundle, finding_nothing_takes_as_long_as_finding_an_answer) {
  const Receipt receipt = new_receipt();
  write({{address_of(receipt), an_answer("x")}});
  std::vector<double> found;
  std::vector<double> missed;
  std::vector<double> without;
  const auto time = [](const std::filesystem::path& path, const Receipt& one) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(find_answer(path, kSalt, one));
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  };
  for (int i = 0; i < 16; ++i) {
    found.push_back(time(path_, receipt));
    missed.push_back(time(path_, new_receipt()));
    without.push_back(time(folder_ / "missing", receipt));
  }
  const double worst = std::max(distance(found, missed), distance(found, without));
  std::sort(found.begin(), found.end());
  std::printf("an answer takes %.0f ms; distance of distributions %.2f\n", found[8], worst);
  EXPECT_LT(worst, 0.69);  // p = 0.001 for two samples of 16
}

TEST(Misses, slow_down_and_never_lock_out) {
  using namespace std::chrono_literals;
  EXPECT_EQ(pause_after_misses(0), 0s);
  EXPECT_EQ(pause_after_misses(1), 1s);
  EXPECT_EQ(pause_after_misses(2), 2s);
  EXPECT_EQ(pause_after_misses(6), 32s);
  EXPECT_EQ(pause_after_misses(7), 60s);
  EXPECT_EQ(pause_after_misses(4'000'000'000), 60s);
}

}  // namespace
}  // namespace crier
