// SPDX-License-Identifier: Apache-2.0
#include "kiosk/technician.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <fstream>
#include <iterator>

namespace crier {

bool technician_is_here(const KioskSettings& settings) {
  if (settings.technician_key.empty() || settings.technician_key_sha256.empty()) return false;
  std::ifstream file(settings.technician_key, std::ios::binary);
  std::string bytes(kMostKeyFileBytes + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const auto size = static_cast<std::size_t>(file.gcount());
  if (size == 0 || size > kMostKeyFileBytes) return false;
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), size);
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hexadecimal{};
  sodium_bin2hex(hexadecimal.data(), hexadecimal.size(), digest.data(), digest.size());
  return settings.technician_key_sha256 == hexadecimal.data();
}

std::vector<ServiceLine> service_lines(const PlayerSettings& settings, const Office& office, int mistakes,
                                       const std::vector<std::string>& faults) {
  std::vector<ServiceLine> lines;
  lines.push_back({"Crier", CRIER_VERSION});
  for (const ScreenOnDisplay& screen : settings.screens) lines.push_back({"screen", screen.id});
  if (!settings.screen.empty()) lines.push_back({"screen", settings.screen});
  lines.push_back({"content", settings.content.string()});
  lines.push_back({"cases, notices, quizzes", fmt::format("{}, {}, {}", office.cases.size(),
                                                          office.notices.size(), office.quizzes.size())});
  lines.push_back({"mistakes in the content", std::to_string(mistakes)});
  for (const std::string& fault : faults) lines.push_back({"fault", fault});
  return lines;
}

}  // namespace crier
