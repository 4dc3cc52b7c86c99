// SPDX-License-Identifier: Apache-2.0
#include "player/display/headless_display.hpp"

#include <fmt/format.h>

#include <thread>

namespace crier {

HeadlessDisplay::HeadlessDisplay(DisplaySize size)
    : size_(size),
      pixels_(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4) {}

std::string HeadlessDisplay::description() const {
  return fmt::format("headless {}x{}", size_.width, size_.height);
}

Canvas HeadlessDisplay::canvas() {
  return {pixels_.data(), size_.width * 4, size_.width, size_.height};
}

Result<void> HeadlessDisplay::draw(const Composition& composition) {
  compositor_.draw(composition, canvas());
  return {};
}

void HeadlessDisplay::wait_event(Nanoseconds wait) {
  std::this_thread::sleep_for(wait);
}

}  // namespace crier
