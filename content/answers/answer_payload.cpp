// SPDX-License-Identifier: Apache-2.0
#include "content/answers/answer_payload.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "content/model/toml_words.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

// A step is a field of its own, and its texts are fields inside it.
constexpr std::uint8_t kStep = 1;
enum StepTag : std::uint8_t { kStatus = 1, kDay, kHappened, kDecided, kNext };
constexpr std::uint32_t kMostDays = 2'932'896;  // the year 9999
constexpr std::size_t kMostLanguages = 8;

bool is_good(const LocalizedText& text) {
  return text.size() <= kMostLanguages && std::all_of(text.begin(), text.end(), [](const auto& one) {
           return is_language(one.first) && !one.second.empty() && is_plain_text(one.second);
         });
}

bool is_good(const AnswerStep& step) {
  const auto days = step.day.time_since_epoch().count();
  return days >= 0 && days <= kMostDays && !step.happened.empty() && is_good(step.happened) &&
         is_good(step.decided) && is_good(step.next);
}

// "zh" 0 "..." for each language, in their order.
void add_text(TlvWriter& writer, std::uint8_t tag, const LocalizedText& text) {
  for (const auto& [language, words] : text) {
    const std::string head = language + '\0';
    writer.add(tag, as_bytes(head), as_bytes(words));
  }
}

bool read_text(TlvReader& reader, std::uint8_t tag, LocalizedText& text) {
  while (const auto value = reader.take(tag)) {
    const std::string_view both = as_text(*value);
    const std::size_t end = both.find('\0');
    if (end == std::string_view::npos) return false;
    std::string language(both.substr(0, end));
    if (!text.empty() && language <= text.rbegin()->first) return false;
    text.emplace_hint(text.end(), std::move(language), std::string(both.substr(end + 1)));
  }
  return true;
}

std::array<std::uint8_t, 4> day_bytes(std::chrono::sys_days day) {
  const auto count = static_cast<std::uint32_t>(day.time_since_epoch().count());
  return {static_cast<std::uint8_t>(count >> 24), static_cast<std::uint8_t>(count >> 16),
          static_cast<std::uint8_t>(count >> 8), static_cast<std::uint8_t>(count)};
}

std::optional<AnswerStep> read_step(Bytes bytes) {
  TlvReader reader(bytes);
  AnswerStep step;
  const auto status = reader.take(kStatus);
  if (!status || status->size() != 1 || status->front() >= kReportStatuses) return std::nullopt;
  step.status = static_cast<ReportStatus>(status->front());
  const auto day = reader.take(kDay);
  if (!day || day->size() != 4) return std::nullopt;
  std::uint32_t days = 0;
  for (const std::uint8_t byte : *day) days = days << 8 | byte;
  if (days > kMostDays) return std::nullopt;
  step.day = std::chrono::sys_days(std::chrono::days(days));
  const bool is_read = read_text(reader, kHappened, step.happened) &&
                       read_text(reader, kDecided, step.decided) && read_text(reader, kNext, step.next);
  // A step ends with its one closing byte: zeros after it would be another way to write the same.
  if (!is_read || !reader.is_done() || reader.rest() != 1) return std::nullopt;
  return step;
}

// The step's fields and the byte that ends them; empty where they do not fit.
Result<LockedBytes> encode_step(const AnswerStep& step) {
  auto bytes = LockedBytes::make(kAnswerBytes);
  if (!bytes) return bytes;
  TlvWriter writer(bytes->bytes());
  const auto status = static_cast<std::uint8_t>(step.status);
  writer.add(kStatus, Bytes(&status, 1));
  writer.add(kDay, day_bytes(step.day));
  add_text(writer, kHappened, step.happened);
  add_text(writer, kDecided, step.decided);
  add_text(writer, kNext, step.next);
  if (!writer.fits()) return fail(ErrorCode::limit, "a step of the answer is too long; shorten it");
  return LockedBytes::copy_of(std::as_const(*bytes).bytes().first(kAnswerBytes - writer.rest() + 1));
}

}  // namespace

Result<LockedBytes> encode_answer(const Answer& answer) {
  if (answer.steps.empty() || answer.steps.size() > kMostAnswerSteps ||
      !std::all_of(answer.steps.begin(), answer.steps.end(),
                   [](const AnswerStep& step) { return is_good(step); }))
    return fail(ErrorCode::invalid_argument, "the answer lacks a step, or a text of it cannot be shown");
  auto bytes = LockedBytes::make(kAnswerBytes);
  if (!bytes) return bytes;
  TlvWriter writer(bytes->bytes());
  for (const AnswerStep& step : answer.steps) {
    const auto one = encode_step(step);
    if (!one) return tl::unexpected(one.error());
    writer.add(kStep, one->bytes());
  }
  if (!writer.fits())
    return fail(ErrorCode::limit, "the answer is longer than its entry of 8 KiB; shorten the older steps");
  return bytes;
}

Result<Answer> decode_answer(Bytes bytes) {
  TlvReader reader(bytes);
  Answer answer;
  bool is_whole = bytes.size() == kAnswerBytes;
  while (const auto field = reader.take(kStep)) {
    auto step = read_step(*field);
    is_whole = is_whole && step && is_good(*step);
    if (!is_whole) break;
    answer.steps.push_back(*std::move(step));
  }
  if (!is_whole || !reader.is_done() || answer.steps.empty() || answer.steps.size() > kMostAnswerSteps)
    return fail(ErrorCode::format, "this is no answer");
  return answer;
}

}  // namespace crier
