// SPDX-License-Identifier: Apache-2.0
// The subcommands of `crier keys` about publications, in two files. Main thread only.
#pragma once

namespace CLI {
class App;
}

namespace crier {

void add_keys_signing(CLI::App& keys);   // new, list, rotate, revoke
void add_keys_ceremony(CLI::App& keys);  // trust, root

}  // namespace crier
