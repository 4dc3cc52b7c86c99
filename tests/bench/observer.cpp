// SPDX-License-Identifier: Apache-2.0
// crier-observe FILE WIDTH [SECONDS]: watches an Xvfb's frame buffer (Xvfb -fbdir) from outside whatever
// draws there.
//
// Each picture of a bench clip of WIDTH pixels carries a barcode of twenty cells at its top and its bottom
// edge: a light cell, a dark one, four bits of clip, twelve of frame, a light one, a dark one. Looks two
// thousand times a second and prints "TIME CLIP FRAME" (CLOCK_MONOTONIC, seconds) whenever what it sees
// changes: "TIME -" where there is no barcode, "TIME ~" while a copy is under way (top and bottom differ).
#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>

namespace {

constexpr int kCells = 20;
constexpr long kPeriodNs = 500'000;

std::atomic<bool> g_stopped{false};

double now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

// An X window dump whose pixels another process keeps changing. Header fields are big-endian (XWDFile.h).
class FrameBuffer {
 public:
  static std::optional<FrameBuffer> map(const char* path) {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (file < 0 || fstat(file, &status) != 0) return std::nullopt;
    void* const memory = mmap(nullptr, std::size_t(status.st_size), PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (memory == MAP_FAILED) return std::nullopt;
    return FrameBuffer(static_cast<const std::uint8_t*>(memory));
  }

  int height() const { return int(field(5)); }

  // The code of one barcode row; none where its marks are not there.
  std::optional<int> read_row(int y, int cell) const {
    const volatile std::uint8_t* const row = pixels_ + std::size_t(y) * field(12);
    int code = 0;
    for (int i = 0; i < kCells; ++i) {
      const bool light = row[std::size_t(i * cell + cell / 2) * 4 + 1] > 128;
      const bool is_mark = i < 2 || i >= kCells - 2;
      if (is_mark && light != (i % 2 == 0)) return std::nullopt;
      if (!is_mark) code = code * 2 + (light ? 1 : 0);
    }
    return code;
  }

 private:
  explicit FrameBuffer(const std::uint8_t* memory)
      : header_(reinterpret_cast<const std::uint32_t*>(memory)),
        pixels_(memory + field(0) + field(19) * 12) {}
  std::uint32_t field(int index) const { return ntohl(header_[index]); }

  const std::uint32_t* header_;
  const volatile std::uint8_t* pixels_;
};

constexpr int kNothing = -1;
constexpr int kCopying = -2;

void print(int code) {
  if (code == kNothing) {
    std::printf("%.6f -\n", now());
  } else if (code == kCopying) {
    std::printf("%.6f ~\n", now());
  } else {
    std::printf("%.6f %d %d\n", now(), code >> 12, code & 4095);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: crier-observe FILE WIDTH [SECONDS]\n");
    return 2;
  }
  const auto frame_buffer = FrameBuffer::map(argv[1]);
  if (!frame_buffer) {
    std::perror(argv[1]);
    return 1;
  }
  for (const int signal : {SIGTERM, SIGINT}) std::signal(signal, [](int) { g_stopped = true; });
  prctl(PR_SET_TIMERSLACK, 1);
  const int cell = std::atoi(argv[2]) / 24 / 2 * 2;
  const double end = now() + (argc > 3 ? std::atof(argv[3]) : 1e9);
  int last = -9;
  timespec next{};
  clock_gettime(CLOCK_MONOTONIC, &next);
  while (!g_stopped && now() < end) {
    const auto top = frame_buffer->read_row(cell / 2, cell);
    const auto bottom = frame_buffer->read_row(frame_buffer->height() - 1 - cell / 2, cell);
    const int code = top != bottom ? kCopying : top ? *top : kNothing;
    if (code != last) print(last = code);
    next.tv_nsec += kPeriodNs;
    if (next.tv_nsec >= 1'000'000'000) {
      next.tv_nsec -= 1'000'000'000;
      ++next.tv_sec;
    }
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, nullptr);
  }
  std::printf("%.6f .\n", now());
  return 0;
}
