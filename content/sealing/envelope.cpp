// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/envelope.hpp"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "content/sealing/randomness.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::uint8_t kSuite = 1;
constexpr std::uint8_t kBucket = 1;
constexpr std::size_t kSuiteAt = kEnvelopeMagic.size();
constexpr std::size_t kBucketAt = kSuiteAt + 1;
constexpr std::size_t kKeyIdAt = kBucketAt + 1;
constexpr std::size_t kHeaderBytes = kKeyIdAt + std::tuple_size_v<KeyId>;
constexpr std::size_t kPayloadBytes = kEnvelopeBytes - kHeaderBytes - kHpkeOverhead;
constexpr std::string_view kReportInfo = "crier report 1";
constexpr std::string_view kContactInfo = "crier contact 1";
constexpr std::size_t kContactBoxBytes = std::tuple_size_v<KeyId> + kHpkeOverhead + kContactBytes;

std::array<std::uint8_t, kHeaderBytes> header_of(const KeyId& key) {
  std::array<std::uint8_t, kHeaderBytes> header{};
  std::copy(kEnvelopeMagic.begin(), kEnvelopeMagic.end(), header.begin());
  header[kSuiteAt] = kSuite;
  header[kBucketAt] = kBucket;
  std::copy(key.begin(), key.end(), header.begin() + kKeyIdAt);
  return header;
}

// What a contact box is bound to: its key and its report.
std::array<std::uint8_t, 24> contact_bound(const KeyId& key, const ReportId& report) {
  std::array<std::uint8_t, 24> bound{};
  std::copy(report.begin(), report.end(), std::copy(key.begin(), key.end(), bound.begin()));
  return bound;
}

// The key's id, then the sealed details; empty where the reporter left none.
Result<std::vector<std::uint8_t>> seal_contact(const Report& report, const ReportKeys& keys) {
  if (report.contact.empty()) return std::vector<std::uint8_t>();
  const auto plain = encode_contact(report.contact);
  if (!plain) return tl::unexpected(plain.error());
  const KeyId key = key_id_of(keys.contact);
  const auto sealed = hpke_seal(keys.contact, kContactInfo, contact_bound(key, report.id), plain->bytes());
  if (!sealed) return tl::unexpected(sealed.error());
  std::vector<std::uint8_t> box(key.begin(), key.end());
  box.insert(box.end(), sealed->begin(), sealed->end());
  assert(box.size() == kContactBoxBytes);
  return box;
}

const ReportSecret* find_secret(std::span<const ReportSecret> secrets, const KeyId& id) {
  const auto found = std::find_if(secrets.begin(), secrets.end(),
                                  [&id](const ReportSecret& secret) { return secret.id == id; });
  return found == secrets.end() ? nullptr : &*found;
}

}  // namespace

KeyId key_id_of(const HpkePublicKey& key) {
  start_sodium();
  std::array<std::uint8_t, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), key.data(), key.size(), nullptr, 0);
  KeyId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

Envelope::Envelope(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {
  start_sodium();
  crypto_generichash(id_.data(), id_.size(), bytes_.data(), bytes_.size(), nullptr, 0);
}

Result<Envelope> Envelope::parse(Bytes bytes) {
  if (bytes.size() != kEnvelopeBytes || as_text(bytes.first(kEnvelopeMagic.size())) != kEnvelopeMagic)
    return fail(ErrorCode::format, "this is no envelope");
  if (bytes[kSuiteAt] != kSuite || bytes[kBucketAt] != kBucket)
    return fail(ErrorCode::unsupported, "the envelope is of a kind that this version does not know");
  return Envelope(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
}

KeyId Envelope::key_id() const {
  KeyId id{};
  std::copy_n(bytes_.begin() + kKeyIdAt, id.size(), id.begin());
  return id;
}

Result<Envelope> seal_payload(Bytes payload, const ReportKeys& keys) {
  assert(payload.size() == kPayloadBytes);
  const auto header = header_of(keys.id);
  const auto sealed = hpke_seal(keys.report, kReportInfo, header, payload);
  if (!sealed) return tl::unexpected(sealed.error());
  std::vector<std::uint8_t> bytes(header.begin(), header.end());
  bytes.insert(bytes.end(), sealed->begin(), sealed->end());
  return Envelope(std::move(bytes));
}

Result<Envelope> seal_report(const Report& report, const ReportKeys& keys) {
  const auto box = seal_contact(report, keys);
  if (!box) return tl::unexpected(box.error());
  const auto payload = encode_report(report, *box, kPayloadBytes);
  if (!payload) return tl::unexpected(payload.error());
  return seal_payload(payload->bytes(), keys);
}

Result<Envelope> seal_dummy(const ReportKeys& keys) {
  const auto payload = encode_dummy(kPayloadBytes);
  if (!payload) return tl::unexpected(payload.error());
  return seal_payload(payload->bytes(), keys);
}

Result<std::optional<OpenedReport>> open_envelope(const Envelope& envelope,
                                                  std::span<const ReportSecret> secrets) {
  const ReportSecret* const secret = find_secret(secrets, envelope.key_id());
  if (secret == nullptr)
    return fail(ErrorCode::not_found, "the key that this envelope was sealed to is not here");
  const Bytes bytes = envelope.bytes();
  const auto payload =
      hpke_open(secret->secret.bytes(), kReportInfo, bytes.first(kHeaderBytes), bytes.subspan(kHeaderBytes));
  if (!payload) return fail(payload.error(), "opening an envelope");
  return decode_payload(payload->bytes());
}

Result<ReportContact> open_contact(const OpenedReport& opened, std::span<const ReportSecret> secrets) {
  if (opened.contact_box.empty()) return ReportContact();
  if (opened.contact_box.size() != kContactBoxBytes)
    return fail(ErrorCode::format, "the box of contact details has not their size");
  const Bytes box = opened.contact_box;
  KeyId id{};
  std::copy_n(box.begin(), id.size(), id.begin());
  const ReportSecret* const secret = find_secret(secrets, id);
  if (secret == nullptr) return fail(ErrorCode::not_found, "the contact key that was sealed to is not here");
  const auto plain = hpke_open(secret->secret.bytes(), kContactInfo, contact_bound(id, opened.report.id),
                               box.subspan(id.size()));
  if (!plain) return fail(plain.error(), "opening contact details");
  return decode_contact(plain->bytes());
}

}  // namespace crier
