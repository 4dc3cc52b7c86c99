// SPDX-License-Identifier: Apache-2.0
// The parts of `crier publish` and what it shows. Main thread only.
#pragma once

#include <string>
#include <vector>

#include "content/commands/publish_desk.hpp"
#include "content/model/office.hpp"
#include "content/repository/metadata.hpp"

namespace CLI {
class App;
}

namespace crier {

void add_publish_alert(CLI::App& publish);

// Prints what differs from the active content: screens in words, then files. `after`: null where these
// targets are to be looked at in the repository.
void print_change(PublishDesk& desk, const std::vector<Target>& targets, const Office* after);

}  // namespace crier
