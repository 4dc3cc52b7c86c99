// SPDX-License-Identifier: Apache-2.0
// SecretText: UTF-8 that a citizen typed. Its memory is overwritten before it is given back, in every growth,
// move and step of undo, so that no copy outlives it. Plain values; any thread.
#pragma once

#include <string.h>  // explicit_bzero(3), of glibc

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace crier {

// Overwrites what it frees. The containers of characters and strokes that a visit holds use it.
template <class T>
struct WipingAllocator {
  using value_type = T;

  WipingAllocator() = default;
  template <class U>
  WipingAllocator(const WipingAllocator<U>&) {}

  T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* memory, std::size_t count) {
    explicit_bzero(static_cast<void*>(memory), count * sizeof(T));
    std::allocator<T>().deallocate(memory, count);
  }
  template <class U>
  bool operator==(const WipingAllocator<U>&) const {
    return true;
  }
};

template <class T>
using SecretVector = std::vector<T, WipingAllocator<T>>;

// A std::string keeps short words inside itself, where no allocator wipes them; a vector never does.
class SecretText {
 public:
  SecretText() = default;
  explicit SecretText(std::string_view text) : bytes_(text.begin(), text.end()) {}

  std::string_view view() const { return {bytes_.data(), bytes_.size()}; }
  operator std::string_view() const { return view(); }
  std::size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }

  // `text` must not point into this one.
  void insert(std::size_t offset, std::string_view text);
  void append(std::string_view text) { insert(size(), text); }
  void erase(std::size_t offset, std::size_t count);

  // Overwrites and frees everything.
  void wipe() { SecretVector<char>().swap(bytes_); }

  bool operator==(const SecretText&) const = default;
  bool operator==(std::string_view text) const { return view() == text; }

 private:
  SecretVector<char> bytes_;
};

inline void SecretText::insert(std::size_t offset, std::string_view text) {
  bytes_.insert(bytes_.begin() + static_cast<std::ptrdiff_t>(offset), text.begin(), text.end());
}

inline void SecretText::erase(std::size_t offset, std::size_t count) {
  const auto begin = bytes_.begin() + static_cast<std::ptrdiff_t>(offset);
  bytes_.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
}

}  // namespace crier
