// SPDX-License-Identifier: Apache-2.0
// Any bytes as an answer and as a bundle's file: whatever is taken for an answer is written back as the same
// bytes, and no file makes the reader read beyond it.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "content/answers/answer_bundle.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  std::array<std::uint8_t, kAnswerBytes> padded{};
  std::copy_n(data, std::min(size, padded.size()), padded.begin());
  if (const auto answer = decode_answer(padded)) {
    demand(!answer->steps.empty());
    const auto again = encode_answer(*answer);
    demand(again && std::ranges::equal(again->bytes(), padded));
  }
  static const std::filesystem::path file =
      std::filesystem::temp_directory_path() /
      ("crier-fuzz-" + std::to_string(reinterpret_cast<std::uintptr_t>(&demand)));
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  demand(!check_answer_bundle(file, AnswerSalt{}));  // the smallest bundle is larger than any seed
  std::filesystem::remove(file);
  return 0;
}
