// SPDX-License-Identifier: Apache-2.0
// The tables of the inbox's database. DESIGN.md says what is kept where, and what of it is sealed.
#pragma once

#include "content/inbox/inbox_file.hpp"

namespace crier {

// Makes the tables in a new file. Fails where they are of another version of this program.
Result<void> prepare_schema(InboxFile& file);

}  // namespace crier
