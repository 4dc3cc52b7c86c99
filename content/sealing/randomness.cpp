// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/randomness.hpp"

#include <sodium.h>

#include <cstdlib>

namespace crier {

void start_sodium() {
  if (sodium_init() < 0) std::abort();
}

void fill_randomly(std::span<std::uint8_t> bytes) {
  start_sodium();
  randombytes_buf(bytes.data(), bytes.size());
}

std::uint32_t random_below(std::uint32_t count) {
  start_sodium();
  return randombytes_uniform(count);
}

Receipt new_receipt() {
  std::array<std::uint8_t, Receipt::kRandomDigits> figures{};
  for (std::uint8_t& figure : figures) figure = static_cast<std::uint8_t>(random_below(10));
  Receipt receipt = Receipt::from_random(figures);
  sodium_memzero(figures.data(), figures.size());
  return receipt;
}

ReportId new_report_id() {
  ReportId id{};
  fill_randomly(id);
  return id;
}

}  // namespace crier
