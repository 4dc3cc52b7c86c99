// SPDX-License-Identifier: Apache-2.0
// Child: the process of one visit, started from this program itself with a few file descriptors of its
// parent's. Main thread; nothing here waits but the destructor, which kills.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/result.hpp"

namespace crier {

// The child finds them under these numbers.
inline constexpr int kChildChannel = 3;   // its end of the socket
inline constexpr int kChildPictures = 4;  // the memory that holds its pictures

class Child {
 public:
  // Runs this program's own executable with `arguments`, standard input closed, and no other descriptors than
  // standard output, standard error and the two. An error where one of them is not open.
  static Result<Child> start(const std::vector<std::string>& arguments, int channel, int pictures);
  ~Child();
  Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, 0)), status_(other.status_) {}
  Child& operator=(Child&& other) noexcept;

  pid_t pid() const { return pid_; }

  // How it ended, once it has: "exit 0", "signal 11".
  std::optional<std::string> ending();

  void kill();

 private:
  explicit Child(pid_t pid) : pid_(pid) {}

  pid_t pid_ = 0;              // 0: nothing to wait for
  std::optional<int> status_;  // of waitpid(2), once it has ended
};

}  // namespace crier
