// SPDX-License-Identifier: Apache-2.0
#include "content/answers/answer_bundle.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

#include "content/sealing/hpke.hpp"
#include "content/sealing/randomness.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

using Label = std::array<std::uint8_t, 16>;

constexpr std::string_view kMagic = "CRIER-A1";
constexpr std::string_view kInfo = "crier answer 1";
constexpr std::size_t kSaltAt = kMagic.size();
constexpr std::size_t kCountAt = kSaltAt + std::tuple_size_v<AnswerSalt>;
constexpr std::size_t kLabelsAt = kCountAt + 4;

struct Entry {
  Label label{};
  std::vector<std::uint8_t> sealed;
};

// One that nobody can open.
Result<Entry> cover_entry() {
  Entry entry;
  fill_randomly(entry.label);
  const auto pair = new_hpke_pair();
  if (!pair) return tl::unexpected(pair.error());
  const auto plain = LockedBytes::make(kAnswerBytes);
  if (!plain) return tl::unexpected(plain.error());
  auto sealed = hpke_seal(pair->public_key, kInfo, entry.label, plain->bytes());
  if (!sealed) return tl::unexpected(sealed.error());
  entry.sealed = *std::move(sealed);
  return entry;
}

Result<Entry> sealed_entry(const AddressedAnswer& one) {
  const auto plain = encode_answer(one.answer);
  if (!plain) return tl::unexpected(plain.error());
  auto sealed = hpke_seal(one.address.key, kInfo, one.address.label, plain->bytes());
  if (!sealed) return tl::unexpected(sealed.error());
  return Entry{one.address.label, *std::move(sealed)};
}

std::size_t rounded_up(std::size_t count) {
  std::size_t entries = kLeastEntries;
  while (entries < count) entries *= 2;
  return entries;
}

// A bundle's file, open, with its labels read.
struct OpenBundle {
  std::ifstream file;
  std::vector<std::uint8_t> labels;
  std::size_t count = 0;
};

std::vector<std::uint8_t> read_exactly(std::ifstream& file, std::size_t offset, std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (!file) bytes.clear();
  return bytes;
}

Result<OpenBundle> open_bundle(const std::filesystem::path& path, const AnswerSalt& salt) {
  const auto error =
      fail(ErrorCode::format, fmt::format("{} is no bundle of this office's answers", path.string()));
  std::error_code ignored;
  const auto size = std::filesystem::file_size(path, ignored);
  OpenBundle bundle{std::ifstream(path, std::ios::binary), {}, 0};
  if (ignored || !bundle.file)
    return fail(ErrorCode::not_found, fmt::format("{} cannot be read", path.string()));
  const auto head = read_exactly(bundle.file, 0, kLabelsAt);
  if (head.empty() || as_text(Bytes(head).first(kMagic.size())) != kMagic ||
      !std::equal(salt.begin(), salt.end(), head.begin() + kSaltAt))
    return error;
  for (const std::uint8_t byte : Bytes(head).subspan(kCountAt)) bundle.count = bundle.count << 8 | byte;
  const bool is_count = bundle.count >= kLeastEntries && bundle.count <= kMostEntries &&
                        rounded_up(bundle.count) == bundle.count;
  if (!is_count || size != kLabelsAt + bundle.count * (sizeof(Label) + kEntryBytes)) return error;
  bundle.labels = read_exactly(bundle.file, kLabelsAt, bundle.count * sizeof(Label));
  if (bundle.labels.empty()) return error;
  return bundle;
}

// Where the label stands, looked for in time that does not depend on where or whether; else any place at all.
std::size_t place_of(const OpenBundle& bundle, const Label& label) {
  std::size_t place = random_below(static_cast<std::uint32_t>(bundle.count));
  for (std::size_t i = 0; i < bundle.count; ++i) {
    const bool is_it =
        sodium_memcmp(bundle.labels.data() + i * sizeof(Label), label.data(), label.size()) == 0;
    const std::size_t mask = std::size_t{0} - static_cast<std::size_t>(is_it);
    place = (place & ~mask) | (i & mask);
  }
  return place;
}

// The entry to try; one of zeros, which opens to nothing, where there is no bundle.
std::vector<std::uint8_t> entry_for(const std::filesystem::path& path, const AnswerSalt& salt,
                                    const Label& label) {
  auto bundle = open_bundle(path, salt);
  std::vector<std::uint8_t> entry;
  if (bundle) {
    const std::size_t place = place_of(*bundle, label);
    entry = read_exactly(bundle->file, kLabelsAt + bundle->count * sizeof(Label) + place * kEntryBytes,
                         kEntryBytes);
  }
  entry.resize(kEntryBytes);
  return entry;
}

}  // namespace

Result<std::vector<std::uint8_t>> write_answer_bundle(const AnswerSalt& salt,
                                                      const std::vector<AddressedAnswer>& answers) {
  if (answers.size() > kMostEntries)
    return fail(
        ErrorCode::limit,
        fmt::format("there are more than {} answers; purge those that were read long ago", kMostEntries));
  std::vector<Entry> entries;
  for (const AddressedAnswer& one : answers) {
    auto entry = sealed_entry(one);
    if (!entry) return tl::unexpected(entry.error());
    entries.push_back(*std::move(entry));
  }
  while (entries.size() < rounded_up(answers.size())) {
    auto entry = cover_entry();
    if (!entry) return tl::unexpected(entry.error());
    entries.push_back(*std::move(entry));
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.label < b.label; });
  if (std::adjacent_find(entries.begin(), entries.end(),
                         [](const Entry& a, const Entry& b) { return a.label == b.label; }) != entries.end())
    return fail(ErrorCode::invalid_argument, "two answers have one address; give each report one answer");
  std::vector<std::uint8_t> bytes(kMagic.begin(), kMagic.end());
  bytes.insert(bytes.end(), salt.begin(), salt.end());
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(entries.size() >> shift));
  for (const Entry& entry : entries) bytes.insert(bytes.end(), entry.label.begin(), entry.label.end());
  for (const Entry& entry : entries) bytes.insert(bytes.end(), entry.sealed.begin(), entry.sealed.end());
  return bytes;
}

Result<std::optional<Answer>> find_answer(const std::filesystem::path& bundle, const AnswerSalt& salt,
                                          const Receipt& receipt) {
  const auto secret = derive_receipt_secret(receipt, salt);
  if (!secret) return tl::unexpected(secret.error());
  const auto entry = entry_for(bundle, salt, secret->address.label);
  const auto plain = hpke_open(secret->secret.bytes(), kInfo, secret->address.label, entry);
  if (!plain) return std::optional<Answer>();
  auto answer = decode_answer(plain->bytes());
  if (!answer) return std::optional<Answer>();
  return std::optional<Answer>(*std::move(answer));
}

Result<std::size_t> check_answer_bundle(const std::filesystem::path& bundle, const AnswerSalt& salt) {
  const auto opened = open_bundle(bundle, salt);
  if (!opened) return tl::unexpected(opened.error());
  const std::uint8_t* const labels = opened->labels.data();
  for (std::size_t i = 1; i < opened->count; ++i) {
    if (!std::lexicographical_compare(labels + (i - 1) * sizeof(Label), labels + i * sizeof(Label),
                                      labels + i * sizeof(Label), labels + (i + 1) * sizeof(Label)))
      return fail(ErrorCode::format, fmt::format("{} has labels out of order", bundle.string()));
  }
  return opened->count;
}

Nanoseconds pause_after_misses(unsigned misses) {
  constexpr unsigned kDoublings = 6;
  constexpr std::chrono::seconds kLongest{60};
  if (misses == 0) return Nanoseconds{0};
  return std::min<Nanoseconds>(kLongest, std::chrono::seconds(1U << std::min(misses - 1, kDoublings)));
}

}  // namespace crier
