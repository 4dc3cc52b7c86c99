// SPDX-License-Identifier: Apache-2.0
// The answers' bundle, answers/answers.crier of a workspace: public, and of no use without a receipt. Each
// entry opens only to its own; how many answers there are, how long, and which are new cannot be seen: the
// number is rounded up to a power of two with entries that nobody can open, all have one size, and all are
// sealed anew at each writing.
//
//   "CRIER-A1" | the office's salt (16) | number (4, big endian) | labels (16 each, rising) | entries (8,192
//   each)
//
// An entry is an answer sealed by HPKE to its receipt's key, with its label bound to it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "config/clock.hpp"
#include "content/answers/answer_payload.hpp"
#include "content/answers/receipt_secret.hpp"

namespace crier {

inline constexpr const char* kAnswersFile = "answers/answers.crier";
inline constexpr std::size_t kLeastEntries = 64;
inline constexpr std::size_t kMostEntries = 16'384;  // 128 MiB
inline constexpr std::size_t kEntryBytes = kAnswerBytes + 48;

struct AddressedAnswer {
  AnswerAddress address;  // as it came with the report
  Answer answer;
};

// The office's side: the file's bytes. Fails where an answer is too long, or two have one address.
Result<std::vector<std::uint8_t>> write_answer_bundle(const AnswerSalt& salt,
                                                      const std::vector<AddressedAnswer>& answers);

// The kiosk's side, on a file at `bundle` that need not be there. None: no entry opens to this receipt,
// whether it was never given, its report did not arrive yet, or it waits for its first answer; finding out
// takes as long as reading an answer. Fails only where there is not enough memory. `salt` is that of the
// published keys. Blocks for a tenth of a second.
Result<std::optional<Answer>> find_answer(const std::filesystem::path& bundle, const AnswerSalt& salt,
                                          const Receipt& receipt);

// Whether the file is a bundle of that office from end to end; for `crier check` and the service panel.
Result<std::size_t> check_answer_bundle(const std::filesystem::path& bundle, const AnswerSalt& salt);

// How long a kiosk waits before it takes another receipt after that many that opened nothing: 1, 2, 4 ... 60
// seconds. Nobody is locked out.
Nanoseconds pause_after_misses(unsigned misses);

}  // namespace crier
