// SPDX-License-Identifier: Apache-2.0
// Reception: envelopes from the kiosks' store into the inbox, and the office's signed word back that they
// came. An envelope is acknowledged only after what it holds is in the database for good; what cannot be
// opened is set aside, never acknowledged, and tried again. Interrupted anywhere, the next run does the rest.
// Blocks for disk and network; one thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/inbox/inbox.hpp"
#include "content/upload/office_store.hpp"

namespace crier {

struct ReceptionCounts {
  TakenCounts taken;
  std::size_t set_aside = 0;  // broken, foreign or sealed to a key that is not here
  std::size_t missed = 0;     // not to be had this time
  std::size_t removed = 0;    // from the store
};

enum class FetchedEnvelopes { keep, remove };  // what becomes of them in the store, once acknowledged

// One kiosk's folder of the store; `device` is its screen's id. `seed` signs acknowledgements. No envelopes
// at all where the kiosk never put any. Fails where the store cannot be listed or does not take the
// acknowledgement; what was taken stays taken.
Result<ReceptionCounts> receive(Inbox& inbox, OfficeStore& store, const std::string& device,
                                std::span<const ReportSecret> secrets, Bytes seed, FetchedEnvelopes fetched,
                                const Occasion& occasion);

// Tries what was set aside again, such as after an old key was combined from its shares.
Result<ReceptionCounts> retry_set_aside(Inbox& inbox, std::span<const ReportSecret> secrets,
                                        const Occasion& occasion);

// Envelopes that came in files, by hand.
Result<ReceptionCounts> receive_files(Inbox& inbox, const std::vector<std::string>& files,
                                      std::span<const ReportSecret> secrets, const Occasion& occasion);

// Writes answers/answers.crier in the workspace from what the inbox holds. How many answers there are.
Result<std::size_t> write_answers(Inbox& inbox, const std::filesystem::path& workspace,
                                  const AnswerSalt& salt);

}  // namespace crier
