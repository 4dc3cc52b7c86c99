// SPDX-License-Identifier: Apache-2.0
// What the process of a visit takes from itself before it hears of a citizen: files, core dumps, swap, a
// parent that is gone. For good, and for everything it starts. Before any other thread runs.
#pragma once

#include <sys/types.h>

#include <span>
#include <string>
#include <vector>

#include "config/result.hpp"

namespace crier {

// What could be done without, and could not be had here: sentences for the log and the technician.
using SeclusionGaps = std::vector<std::string>;

// Writing to any file fails with EFBIG and without a signal, standard output and error included where they
// are files; pipes, sockets and memory that is already mapped go on. Standard input reads nothing. All
// descriptors are closed but standard output, standard error and `kept`. The process dies with the thread
// that started it; an error where that is no longer `parent`. Nobody may trace it or read its memory but the
// administrator. Its memory stays out of swap where the limits allow that without making allocation fail.
Result<SeclusionGaps> seclude(std::span<const int> kept, pid_t parent);

}  // namespace crier
