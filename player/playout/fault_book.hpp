// SPDX-License-Identifier: Apache-2.0
// FaultBook: which media failed, and when each may be tried again: after 5 s at first, twice as long after
// each further failure, ten minutes at most. One thread.
#pragma once

#include <cstddef>
#include <map>

#include "config/clock.hpp"

namespace crier {

class FaultBook {
 public:
  bool is_barred(std::size_t medium, MonotonicTime now) const;

  // True where this is the medium's first failure since it last played well: the one to be logged.
  bool note_failure(std::size_t medium, MonotonicTime now);

  // It played to its end.
  void note_success(std::size_t medium) { entries_.erase(medium); }

 private:
  struct Entry {
    MonotonicTime barred_until;
    Nanoseconds bar{0};
  };
  std::map<std::size_t, Entry> entries_;
};

}  // namespace crier
