// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/report_payload.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "content/model/toml_words.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

// Tags of a payload, and of contact details.
enum Tag : std::uint8_t {
  kKind = 1,
  kId,
  kCategory,
  kSubtype,
  kPlace,  // as often as there are places
  kWhat,
  kContactBox,
  kAnswer,
  kLanguage,
  kSite,
  kFormVersion,
  kFiled,
  kFlags,
};
enum ContactTag : std::uint8_t { kName = 1, kPhone, kEmail, kOther };

constexpr std::uint8_t kIsReport = 1;
constexpr std::uint8_t kIsDummy = 2;
constexpr std::uint8_t kUrgent = 1;
constexpr std::uint8_t kMinor = 2;
constexpr std::uint8_t kSlow = 4;
constexpr std::size_t kMostSiteBytes = 120;
constexpr std::size_t kMostLanguageBytes = 35;
constexpr std::size_t kMostContactBox = 2'000;

// The rules of a report, the same for who writes and who reads.
bool is_text_within(std::string_view text, std::size_t most) {
  return text.size() <= most && is_plain_text(text);
}

bool keeps_bounds(const Report& report) {
  const auto is_place = [](const ReportPlace& place) {
    return !place.text.empty() && is_text_within(place.text, kMostPlaceBytes);
  };
  return can_be_sent(report) && is_text_within(report.category, kMostKeyBytes) &&
         is_text_within(report.subtype, kMostKeyBytes) && report.places.size() <= kMostPlaces &&
         std::all_of(report.places.begin(), report.places.end(), is_place) &&
         is_text_within(report.what, kMostWhatBytes) && is_text_within(report.site, kMostSiteBytes) &&
         is_text_within(report.form_version, kMostKeyBytes) && report.language.size() <= kMostLanguageBytes &&
         is_language(report.language) && (!report.filed || *report.filed >= std::chrono::sys_days());
}

bool keeps_bounds(const ReportContact& contact) {
  return is_text_within(contact.name, kMostContactBytes) &&
         is_text_within(contact.phone, kMostContactBytes) &&
         is_text_within(contact.email, kMostContactBytes) && is_text_within(contact.other, kMostContactBytes);
}

std::uint8_t flags_of(const Report& report) {
  return static_cast<std::uint8_t>((report.is_urgent ? kUrgent : 0) | (report.is_minor ? kMinor : 0) |
                                   (report.is_slow ? kSlow : 0));
}

// Days since 1970 as four bytes.
std::array<std::uint8_t, 4> day_bytes(std::chrono::sys_days day) {
  const auto count = static_cast<std::uint32_t>(day.time_since_epoch().count());
  return {static_cast<std::uint8_t>(count >> 24), static_cast<std::uint8_t>(count >> 16),
          static_cast<std::uint8_t>(count >> 8), static_cast<std::uint8_t>(count)};
}

std::optional<std::chrono::sys_days> read_day(Bytes bytes) {
  constexpr std::uint32_t kMostDays = 2'932'896;  // the year 9999
  if (bytes.size() != 4) return std::nullopt;
  std::uint32_t count = 0;
  for (const std::uint8_t byte : bytes) count = count << 8 | byte;
  if (count > kMostDays) return std::nullopt;
  return std::chrono::sys_days(std::chrono::days(count));
}

SecretText secret_of(const std::optional<Bytes>& value) {
  return value ? SecretText(as_text(*value)) : SecretText();
}

std::string string_of(const std::optional<Bytes>& value) {
  return value ? std::string(as_text(*value)) : std::string();
}

// Copies a field of exactly that size; false where it is missing or another.
template <std::size_t size>
bool copy_exactly(const std::optional<Bytes>& value, std::array<std::uint8_t, size>& out) {
  if (!value || value->size() != size) return false;
  std::copy(value->begin(), value->end(), out.begin());
  return true;
}

bool read_places(TlvReader& reader, Report& report) {
  while (const auto value = reader.take(kPlace)) {
    if (value->front() > static_cast<std::uint8_t>(PlaceKind::other)) return false;
    if (report.places.size() == kMostPlaces) return false;
    report.places.push_back({static_cast<PlaceKind>(value->front()), SecretText(as_text(value->subspan(1)))});
  }
  return true;
}

bool read_answer(const std::optional<Bytes>& value, AnswerAddress& answer) {
  if (!value || value->size() != answer.label.size() + answer.key.size()) return false;
  std::copy_n(value->begin(), answer.label.size(), answer.label.begin());
  std::copy_n(value->begin() + static_cast<std::ptrdiff_t>(answer.label.size()), answer.key.size(),
              answer.key.begin());
  return true;
}

bool read_flags(const std::optional<Bytes>& value, Report& report) {
  if (!value) return true;
  if (value->size() != 1) return false;
  const std::uint8_t flags = value->front();
  report.is_urgent = (flags & kUrgent) != 0;
  report.is_minor = (flags & kMinor) != 0;
  report.is_slow = (flags & kSlow) != 0;
  return flags != 0 && flags == flags_of(report);
}

// False where the fields are not those of a report, in their order.
bool read_report(TlvReader& reader, OpenedReport& opened) {
  Report& report = opened.report;
  if (!copy_exactly(reader.take(kId), report.id)) return false;
  report.category = secret_of(reader.take(kCategory));
  report.subtype = secret_of(reader.take(kSubtype));
  if (!read_places(reader, report)) return false;
  report.what = secret_of(reader.take(kWhat));
  if (const auto box = reader.take(kContactBox)) {
    if (box->size() > kMostContactBox) return false;
    opened.contact_box.assign(box->begin(), box->end());
  }
  if (!read_answer(reader.take(kAnswer), report.answer)) return false;
  report.language = string_of(reader.take(kLanguage));
  report.site = string_of(reader.take(kSite));
  report.form_version = string_of(reader.take(kFormVersion));
  if (const auto filed = reader.take(kFiled)) {
    report.filed = read_day(*filed);
    if (!report.filed) return false;
  }
  return read_flags(reader.take(kFlags), report) && reader.is_done() && keeps_bounds(report);
}

}  // namespace

Result<LockedBytes> encode_contact(const ReportContact& contact) {
  if (!keeps_bounds(contact)) return fail(ErrorCode::limit, "a contact detail is too long; shorten it");
  auto bytes = LockedBytes::make(kContactBytes);
  if (!bytes) return bytes;
  TlvWriter writer(bytes->bytes());
  writer.add(kName, contact.name.view());
  writer.add(kPhone, contact.phone.view());
  writer.add(kEmail, contact.email.view());
  writer.add(kOther, contact.other.view());
  if (!writer.fits()) return fail(ErrorCode::limit, "the contact details are too long; shorten them");
  return bytes;
}

Result<ReportContact> decode_contact(Bytes bytes) {
  TlvReader reader(bytes);
  ReportContact contact;
  contact.name = secret_of(reader.take(kName));
  contact.phone = secret_of(reader.take(kPhone));
  contact.email = secret_of(reader.take(kEmail));
  contact.other = secret_of(reader.take(kOther));
  if (bytes.size() != kContactBytes || !reader.is_done() || !keeps_bounds(contact) || contact.empty())
    return fail(ErrorCode::format, "these are no contact details");
  return contact;
}

Result<LockedBytes> encode_report(const Report& report, Bytes contact_box, std::size_t size) {
  if (!keeps_bounds(report) || contact_box.size() > kMostContactBox)
    return fail(ErrorCode::invalid_argument, "the report lacks what it needs, or a text in it is too long");
  auto bytes = LockedBytes::make(size);
  if (!bytes) return bytes;
  TlvWriter writer(bytes->bytes());
  writer.add(kKind, Bytes(&kIsReport, 1));
  writer.add(kId, report.id);
  writer.add(kCategory, report.category.view());
  writer.add(kSubtype, report.subtype.view());
  for (const ReportPlace& place : report.places) {
    const auto kind = static_cast<std::uint8_t>(place.kind);
    writer.add(kPlace, Bytes(&kind, 1), as_bytes(place.text.view()));
  }
  writer.add(kWhat, report.what.view());
  writer.add(kContactBox, contact_box);
  writer.add(kAnswer, report.answer.label, report.answer.key);
  writer.add(kLanguage, report.language);
  writer.add(kSite, report.site);
  writer.add(kFormVersion, report.form_version);
  if (report.filed) writer.add(kFiled, day_bytes(*report.filed));
  if (const std::uint8_t flags = flags_of(report); flags != 0) writer.add(kFlags, Bytes(&flags, 1));
  if (!writer.fits()) return fail(ErrorCode::limit, "the report does not fit into its envelope");
  return bytes;
}

Result<LockedBytes> encode_dummy(std::size_t size) {
  auto bytes = LockedBytes::make(size);
  if (bytes) TlvWriter(bytes->bytes()).add(kKind, Bytes(&kIsDummy, 1));
  return bytes;
}

Result<std::optional<OpenedReport>> decode_payload(Bytes bytes) {
  TlvReader reader(bytes);
  const auto kind = reader.take(kKind);
  const bool has_kind = kind && kind->size() == 1;
  if (has_kind && kind->front() == kIsDummy && reader.is_done()) return std::optional<OpenedReport>();
  OpenedReport opened;
  if (!has_kind || kind->front() != kIsReport || !read_report(reader, opened))
    return fail(ErrorCode::format, "what was sealed is neither a report nor a dummy");
  return std::optional<OpenedReport>(std::move(opened));
}

}  // namespace crier
