// SPDX-License-Identifier: Apache-2.0
// Stretcher: reads a source of samples a few parts per million faster or slower, by asynchronous resampling,
// so that nobody hears it. One thread. Always resamples, so that a change of rate never breaks the phase.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace crier {

class Stretcher {
 public:
  Stretcher();
  ~Stretcher();
  Stretcher(const Stretcher&) = delete;
  Stretcher& operator=(const Stretcher&) = delete;

  // Fills `out` with `frames` sample frames. `pull(buffer, n)` must write the source's next n frames each
  // time.
  using Pull = std::function<void(float* out, std::int64_t frames)>;
  void fill(float* out, std::int64_t frames, double ppm, const Pull& pull);

  // Sample frames that were pulled but not yet given out.
  std::int64_t waiting() const;

  // Forgets what waits, before a jump in the source.
  void reset();

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::vector<float> chunk_;
};

}  // namespace crier
