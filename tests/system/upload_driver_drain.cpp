// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <iostream>
#include <string>
#include <utility>

#include "config/clock.hpp"
#include "content/answers/answer_bundle.hpp"
#include "content/sealing/report_keys_file.hpp"
#include "content/upload/courier.hpp"
#include "tests/system/upload_driver.hpp"

namespace crier {
namespace {

Result<std::vector<ReportKeys>> keys_of(const std::filesystem::path& workspace) {
  Diagnostics diagnostics;
  auto keys = read_report_keys(workspace, diagnostics);
  if (keys.empty() || has_errors(diagnostics))
    return fail(ErrorCode::format, fmt::format("{} publishes no keys", workspace.string()));
  return keys;
}

Result<std::size_t> free_signed(Outbox& outbox, EnvelopeStore& store) {
  const Delivery got = run_errand({}, store);
  if (!got.outcome && got.outcome.error().code == ErrorCode::not_found) return 0U;
  if (!got.outcome) return tl::unexpected(got.outcome.error());
  const auto freed = outbox.acknowledge(*got.outcome);
  if (!freed) return freed;
  for (;;) {
    const auto more = outbox.tidy();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return freed;
  }
}

Result<std::size_t> send_all(Outbox& outbox, EnvelopeStore& store) {
  for (std::size_t sent = 0;; ++sent) {
    auto next = outbox.next_upload();
    if (!next) return tl::unexpected(next.error());
    if (!*next) return sent;
    const Delivery put = run_errand({**std::move(next)}, store);
    if (!put.outcome) return tl::unexpected(put.outcome.error());
    outbox.sent(put.errand.envelope->id());
  }
}

}  // namespace

int drain_outbox(const DrainedOutbox& drained) {
  const auto keys = keys_of(drained.workspace);
  if (!keys) return give_up(keys.error());
  const SystemClock clock;
  const std::stop_source stop;
  const auto store = open_store(drained.store, clock, stop.get_token());
  if (!store) return give_up(store.error());
  auto outbox = Outbox::open(drained.outbox, *keys);
  if (!outbox) return give_up(outbox.error());
  const auto freed = free_signed(*outbox, **store);
  if (!freed) return give_up(freed.error());
  const auto sent = send_all(*outbox, **store);
  if (!sent) return give_up(sent.error());
  fmt::print("{{\"freed\": {}, \"sent\": {}, \"damage\": \"{}\"}}\n", *freed, *sent, outbox->status().damage);
  return 0;
}

int open_answers(const std::filesystem::path& workspace) {
  const auto keys = keys_of(workspace);
  if (!keys) return give_up(keys.error());
  for (std::string line; std::getline(std::cin, line);) {
    const auto receipt = Receipt::parse(line);
    if (!receipt) return give_up({ErrorCode::format, line + " is no receipt"});
    const auto answer = find_answer(workspace / kAnswersFile, keys->front().answer_salt, *receipt);
    if (!answer) return give_up(answer.error());
    if (!*answer) {
      fmt::print("{} -\n", line);
      continue;
    }
    for (const auto& [language, words] : (*answer)->steps.back().happened)
      fmt::print("{} {} {}\n", line, language, words);
  }
  return 0;
}

}  // namespace crier
