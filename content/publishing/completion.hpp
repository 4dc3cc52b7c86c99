// SPDX-License-Identifier: Apache-2.0
// Completion: makes active what is signed by all who must, and renews what the online key signs. What is
// written first is what nobody reads yet; timestamp.json is the one file whose writing makes it active, and
// after a cut at any moment devices read either what was active before or what is now. A rerun goes on.
// Waits for the store; one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/publishing/publication.hpp"
#include "content/publishing/staging.hpp"
#include "content/repository/signing_key.hpp"

namespace crier {

struct Completion {
  bool has_new_root = false;
  bool has_new_trust = false;
  bool has_new_content = false;
  bool has_new_alerts = false;
  bool is_renewed = false;             // snapshot or timestamp alone
  std::vector<std::string> held_back;  // what is signed but cannot become active yet, and why

  bool has_done() const {
    return has_new_root || has_new_trust || has_new_content || has_new_alerts || is_renewed;
  }
};

// Who has signed enough for what waits.
struct Readiness {
  bool ceremony = false;  // root and delegations, whichever of the two wait
  bool content = false;
  bool alerts = false;
  std::vector<std::string> held_back;
};
Readiness readiness(const Publication* active, const Staged& staged, std::chrono::sys_seconds now);

// `known_root` as in read_publication. `online`: whichever of the online keys are at hand; none: nothing is
// done, and what is ready is in `held_back`. Fails with code `cancelled` where somebody else kept on
// completing at the same moment.
Result<Completion> complete(RepositoryStore& store, const std::vector<std::uint8_t>& known_root,
                            const std::vector<SigningKey>& online, std::chrono::sys_seconds now);

}  // namespace crier
