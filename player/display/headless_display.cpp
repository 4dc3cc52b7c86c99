// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <thread>
#include <vector>

#include "player/display/display.hpp"
#include "player/scene/painter.hpp"

namespace crier {
namespace {

class HeadlessDisplay final : public Display {
 public:
  explicit HeadlessDisplay(DisplaySize size)
      : size_(size),
        pixels_(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4) {}

  DisplaySize size() const override { return size_; }
  std::string description() const override {
    return fmt::format("headless {}x{}", size_.width, size_.height);
  }

  Result<void> draw(const Picture& picture) override {
    painter_.paint_fitted(picture, {pixels_.data(), size_.width * 4, size_.width, size_.height});
    return {};
  }

  Result<void> present() override { return {}; }
  std::optional<DisplayEvent> poll_event() override { return std::nullopt; }
  void wait_event(Nanoseconds wait) override { std::this_thread::sleep_for(wait); }

 private:
  DisplaySize size_;
  std::vector<std::uint8_t> pixels_;
  Painter painter_;
};

}  // namespace

std::unique_ptr<Display> make_headless_display(DisplaySize size) {
  return std::make_unique<HeadlessDisplay>(size);
}

}  // namespace crier
