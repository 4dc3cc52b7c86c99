// SPDX-License-Identifier: Apache-2.0
// HeadlessDisplay: a display for tests, servers and recording: keeps what is on it in memory and shows it to
// nobody. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "player/display/display.hpp"
#include "player/scene/compositor.hpp"

namespace crier {

class HeadlessDisplay final : public Display {
 public:
  explicit HeadlessDisplay(DisplaySize size);

  DisplaySize size() const override { return size_; }
  std::string description() const override;
  Result<void> draw(const Composition& composition) override;
  Result<void> present() override { return {}; }
  std::optional<DisplayEvent> poll_event() override { return std::nullopt; }
  void wait_event(Nanoseconds wait) override;

  // What was drawn last.
  Canvas canvas();

 private:
  DisplaySize size_;
  std::vector<std::uint8_t> pixels_;
  Compositor compositor_;
};

}  // namespace crier
