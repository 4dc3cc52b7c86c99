// SPDX-License-Identifier: Apache-2.0
// The subcommands of `crier inbox`, in three files: keeping, reading, and what officers do. Main thread only.
#pragma once

namespace CLI {
class App;
}

namespace crier {

void add_inbox_keeping(CLI::App& inbox);   // new, fetch, open, check, purge
void add_inbox_reading(CLI::App& inbox);   // list, show, overdue, export
void add_inbox_officers(CLI::App& inbox);  // triage, answer, contact

}  // namespace crier
