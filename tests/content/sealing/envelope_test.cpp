// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/envelope.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "content/sealing/tlv.hpp"
#include "tests/content/sealing/known_report.hpp"

namespace crier {
namespace {

constexpr std::size_t kHeader = 18;
constexpr std::size_t kPayload = kEnvelopeBytes - kHeader - kHpkeOverhead;

std::string hash_of(Bytes bytes) {
  // An envelope's id is the BLAKE2b of its bytes; anything else is hashed by padding it into none.
  const auto parsed = Envelope::parse(bytes);
  return parsed ? to_hex(parsed->id()) : "no envelope";
}

std::vector<std::uint8_t> header_of(const ReportKeys& keys) {
  std::vector<std::uint8_t> header(kEnvelopeMagic.begin(), kEnvelopeMagic.end());
  header.insert(header.end(), {1, 1});
  header.insert(header.end(), keys.id.begin(), keys.id.end());
  return header;
}

// An envelope around any payload at all, as a thief with the public key could make it.
Envelope envelope_around(Bytes payload) {
  const ReportKeys keys = known_keys();
  std::vector<std::uint8_t> bytes = header_of(keys);
  const auto sealed = hpke_seal_with(counting(65), keys.report, "crier report 1", bytes, payload);
  bytes.insert(bytes.end(), sealed->begin(), sealed->end());
  return *Envelope::parse(bytes);
}

// The contact box of the known report, with a known ephemeral key.
std::vector<std::uint8_t> known_box() {
  const ReportKeys keys = known_keys();
  const KeyId id = key_id_of(keys.contact);
  const Report report = known_report();
  std::vector<std::uint8_t> box(id.begin(), id.end());
  std::vector<std::uint8_t> bound = box;
  bound.insert(bound.end(), report.id.begin(), report.id.end());
  const auto plain = encode_contact(report.contact);
  const auto sealed = hpke_seal_with(counting(97), keys.contact, "crier contact 1", bound, plain->bytes());
  box.insert(box.end(), sealed->begin(), sealed->end());
  return box;
}

TEST(Envelope, gives_the_known_answers) {
  EXPECT_EQ(to_hex(known_keys().id), "f895e0f69f4946fe");
  const auto payload = encode_report(known_report(), known_box(), kPayload);
  ASSERT_TRUE(payload) << payload.error().message;
  EXPECT_EQ(hash_of(envelope_around(payload->bytes()).bytes()),
            "678a0793ccacff6687e1695f6205e8f2b473d4ca525831945e7dd2873fb674ed");
  const auto dummy = encode_dummy(kPayload);
  ASSERT_TRUE(dummy);
  EXPECT_EQ(hash_of(envelope_around(dummy->bytes()).bytes()),
            "2249a531ca0278ed0219bfd3dca1abb1f4c380bd6ec3a7274fba1b3cc84d1bf1");
}

TEST(Envelope, a_report_comes_out_as_it_went_in) {
  const Report report = known_report();
  const auto envelope = seal_report(report, known_keys());
  ASSERT_TRUE(envelope) << envelope.error().message;
  EXPECT_EQ(envelope->bytes().size(), kEnvelopeBytes);
  EXPECT_EQ(envelope->key_id(), known_keys().id);
  const auto opened = open_envelope(*envelope, known_secrets());
  ASSERT_TRUE(opened) << opened.error().message;
  ASSERT_TRUE(*opened);
  const Report& out = (*opened)->report;
  EXPECT_EQ(out.id, report.id);
  EXPECT_EQ(out.category, report.category);
  EXPECT_EQ(out.subtype, report.subtype);
  ASSERT_EQ(out.places.size(), 2U);
  EXPECT_EQ(out.places[1].kind, PlaceKind::group);
  EXPECT_EQ(out.places[1].text, report.places[1].text);
  EXPECT_EQ(out.what, report.what);
  EXPECT_EQ(out.answer, report.answer);
  EXPECT_EQ(out.language, report.language);
  EXPECT_EQ(out.site, report.site);
  EXPECT_EQ(out.form_version, report.form_version);
  EXPECT_EQ(out.filed, report.filed);
  EXPECT_TRUE(out.is_urgent && out.is_slow && !out.is_minor);
  EXPECT_TRUE(out.contact.empty());
  const auto contact = open_contact(**opened, known_secrets());
  ASSERT_TRUE(contact) << contact.error().message;
  EXPECT_EQ(contact->name, report.contact.name);
  EXPECT_EQ(contact->phone, report.contact.phone);
  EXPECT_TRUE(contact->email.empty());
}

TEST(Envelope, the_smallest_and_the_largest_report_fit) {
  Report small;
  small.category = SecretText("other");
  small.what = SecretText("x");
  small.language = "en";
  Report large = known_report();
  large.places.clear();
  for (std::size_t i = 0; i < kMostPlaces; ++i)
    large.places.push_back({PlaceKind::other, SecretText(std::string(kMostPlaceBytes, 'p'))});
  large.what = SecretText(std::string(kMostWhatBytes, 'w'));
  for (SecretText* const text :
       {&large.contact.name, &large.contact.phone, &large.contact.email, &large.contact.other})
    *text = SecretText(std::string(kMostContactBytes, 'c'));
  for (const Report* const report : {&small, &large}) {
    const auto envelope = seal_report(*report, known_keys());
    ASSERT_TRUE(envelope) << envelope.error().message;
    EXPECT_EQ(envelope->bytes().size(), kEnvelopeBytes);
    const auto opened = open_envelope(*envelope, known_secrets());
    ASSERT_TRUE(opened && *opened);
    EXPECT_EQ((*opened)->report.what, report->what);
    EXPECT_TRUE(open_contact(**opened, known_secrets()));
  }
}

TEST(Envelope, a_report_beyond_its_bounds_is_not_sealed) {
  const auto refuses = [](auto spoil) {
    Report report = known_report();
    spoil(report);
    return !seal_report(report, known_keys());
  };
  EXPECT_TRUE(refuses([](Report& r) { r.category.wipe(); }));
  EXPECT_TRUE(refuses([](Report& r) { r.what = SecretText(std::string(kMostWhatBytes + 1, 'w')); }));
  EXPECT_TRUE(refuses([](Report& r) { r.what = SecretText("\xFF"); }));
  EXPECT_TRUE(refuses([](Report& r) { r.what = SecretText(std::string_view("a\0b", 3)); }));
  EXPECT_TRUE(refuses([](Report& r) { r.places.resize(kMostPlaces + 1, r.places.front()); }));
  EXPECT_TRUE(refuses([](Report& r) { r.places.front().text.wipe(); }));
  EXPECT_TRUE(refuses([](Report& r) { r.language = "no language"; }));
  EXPECT_TRUE(
      refuses([](Report& r) { r.contact.name = SecretText(std::string(kMostContactBytes + 1, 'n')); }));
  EXPECT_TRUE(refuses([](Report& r) { r.filed = std::chrono::sys_days{std::chrono::days{-1}}; }));
  EXPECT_FALSE(refuses([](Report&) {}));
}

TEST(Envelope, a_dummy_opens_as_none) {
  const auto envelope = seal_dummy(known_keys());
  ASSERT_TRUE(envelope);
  EXPECT_EQ(envelope->bytes().size(), kEnvelopeBytes);
  const auto opened = open_envelope(*envelope, known_secrets());
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_FALSE(*opened);
}

TEST(Envelope, no_changed_byte_goes_unseen) {
  const auto envelope = seal_report(known_report(), known_keys());
  const std::vector<std::uint8_t> right(envelope->bytes().begin(), envelope->bytes().end());
  for (std::size_t i = 0; i < right.size(); i += i < 80 ? 1 : 997) {
    auto changed = right;
    changed[i] ^= 0x40;
    const auto parsed = Envelope::parse(changed);
    EXPECT_FALSE(parsed && open_envelope(*parsed, known_secrets())) << i;
  }
}

TEST(Envelope, other_sizes_suites_and_buckets_are_refused) {
  const auto envelope = seal_dummy(known_keys());
  std::vector<std::uint8_t> bytes(envelope->bytes().begin(), envelope->bytes().end());
  EXPECT_FALSE(Envelope::parse({}));
  EXPECT_FALSE(Envelope::parse(Bytes(bytes).first(bytes.size() - 1)));
  bytes.push_back(0);
  EXPECT_FALSE(Envelope::parse(bytes));
  bytes.pop_back();
  for (const std::size_t at : {std::size_t{8}, std::size_t{9}}) {
    bytes[at] = 2;
    const auto parsed = Envelope::parse(bytes);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, ErrorCode::unsupported);
    bytes[at] = 1;
  }
  EXPECT_TRUE(Envelope::parse(bytes));
}

TEST(Envelope, older_keys_go_on_opening_and_a_missing_one_is_named) {
  auto older = new_hpke_pair();
  ASSERT_TRUE(older);
  ReportKeys keys = known_keys();
  keys.report = older->public_key;
  keys.id = key_id_of(keys.report);
  const auto envelope = seal_report(known_report(), keys);
  const auto missing = open_envelope(*envelope, known_secrets());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  auto secrets = known_secrets();
  secrets.push_back({keys.id, std::move(older->secret)});
  EXPECT_TRUE(open_envelope(*envelope, secrets));
}

TEST(Envelope, the_contact_box_opens_for_its_own_report_only) {
  const auto envelope = seal_report(known_report(), known_keys());
  auto opened = open_envelope(*envelope, known_secrets());
  ASSERT_TRUE(opened && *opened);
  const auto report_key_only = known_secrets();
  EXPECT_FALSE(open_contact(**opened, std::span(report_key_only).first(1)));
  (*opened)->report.id[0] ^= 1;
  EXPECT_FALSE(open_contact(**opened, known_secrets()));
}

TEST(Payload, only_the_one_way_of_writing_it_is_read) {
  const auto good = encode_report(known_report(), {}, kPayload);
  ASSERT_TRUE(good);
  const std::vector<std::uint8_t> right(good->bytes().begin(), good->bytes().end());
  ASSERT_TRUE(decode_payload(right));
  const auto refuses = [&right](auto spoil) {
    auto bytes = right;
    spoil(bytes);
    return !decode_payload(bytes);
  };
  using Payload = std::vector<std::uint8_t>;
  EXPECT_TRUE(refuses([](Payload& p) { p.clear(); }));
  EXPECT_TRUE(refuses([](Payload& p) { p.back() = 1; }));  // padding that is none
  EXPECT_TRUE(refuses([](Payload& p) { p[3] = 3; }));      // neither report nor dummy
  EXPECT_TRUE(refuses([](Payload& p) { p[3] = 2; }));      // a dummy that says more
  EXPECT_TRUE(refuses([](Payload& p) { p[6] = 15; }));     // an id that is too short
  EXPECT_TRUE(refuses([](Payload& p) { p[1] = 0xFF; }));   // a length beyond the end
  EXPECT_TRUE(refuses([](Payload& p) { std::rotate(p.begin(), p.begin() + 4, p.begin() + 23); }));  // order
  EXPECT_TRUE(refuses([](Payload& p) { p.insert(p.begin(), {1, 0, 1, 1}); }));                      // twice
  EXPECT_TRUE(refuses([](Payload& p) { *std::find(p.begin(), p.end(), 'f') = 0xFF; }));  // not UTF-8
  EXPECT_TRUE(refuses([](Payload& p) { *std::find(p.begin(), p.end(), 'f') = 1; }));  // a control character
}

// A report has no field for a picture, about minors or anything else: whoever seals one is not read.
TEST(Payload, nothing_is_attached_to_a_report) {
  Report report = known_report();
  for (const bool is_minor : {true, false}) {
    report.is_minor = is_minor;
    report.is_urgent = true;  // so that there are flags, the last field
    const auto good = encode_report(report, {}, kPayload);
    ASSERT_TRUE(good);
    std::vector<std::uint8_t> payload(good->bytes().begin(), good->bytes().end());
    const auto end =
        std::find_if(payload.rbegin(), payload.rend(), [](auto byte) { return byte != 0; }).base();
    const auto at = static_cast<std::size_t>(end - payload.begin());
    for (int tag = payload[at - 4] + 1; tag <= 0xFF; ++tag) {
      auto attached = payload;
      const std::uint8_t picture[] = {static_cast<std::uint8_t>(tag), 0, 3, 0xFF, 0xD8, 0xFF};
      std::copy(std::begin(picture), std::end(picture), attached.begin() + static_cast<std::ptrdiff_t>(at));
      EXPECT_FALSE(decode_payload(attached)) << tag;
      EXPECT_FALSE(open_envelope(envelope_around(attached), known_secrets())) << tag;
    }
    EXPECT_TRUE(decode_payload(payload));
  }
}

}  // namespace
}  // namespace crier
