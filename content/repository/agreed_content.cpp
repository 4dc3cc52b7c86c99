// SPDX-License-Identifier: Apache-2.0
#include "content/repository/agreed_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "config/text_file.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostSegment = 255;
constexpr std::ptrdiff_t kMostLevels = 8;

// The one hidden file that a workspace has: how loud its media are.
constexpr std::string_view kLoudness = ".crier/loudness.json";

// One person in two ranks would be two of the three.
std::optional<std::string> shared_key(const TargetsMetadata& targets) {
  std::vector<std::pair<const std::vector<std::uint8_t>*, const char*>> seen;
  for (const char* const rank : kRanks) {
    for (const std::string& id : targets.delegation(rank)->keys.key_ids) {
      const auto key = targets.keys.find(id);
      if (key == targets.keys.end()) continue;
      for (const auto& [value, other] : seen) {
        if (*value == key->second.value && std::string_view(other) != rank)
          return fmt::format("{} and {} share a key", other, rank);
      }
      seen.emplace_back(&key->second.value, rank);
    }
  }
  return std::nullopt;
}

// Where two ranks first say different things; none where they agree.
std::optional<std::string> difference(const std::vector<Target>& a, const std::vector<Target>& b) {
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (left == a.end() && right == b.end()) return std::nullopt;
  if (left == a.end() || (right != b.end() && right->path < left->path)) return right->path;
  return left->path;
}

// A path that is a file is not a folder as well.
std::optional<std::string> file_that_is_folder(const std::vector<Target>& files) {
  for (const Target& file : files) {
    const std::string folder = file.path + "/";
    const auto inside = std::lower_bound(files.begin(), files.end(), folder,
                                         [](const Target& a, const std::string& b) { return a.path < b; });
    if (inside != files.end() && inside->path.starts_with(folder)) return file.path;
  }
  return std::nullopt;
}

std::string id_of(const std::vector<Target>& files) {
  constexpr std::size_t kIdFigures = 32;
  Digest digest;
  for (const Target& file : files)
    digest.add(as_bytes(fmt::format("{} {} {}\n", file.file.hashes.hex(), file.file.length, file.path)));
  return digest.hex().substr(0, kIdFigures);
}

}  // namespace

std::string fault_of_path(std::string_view path) {
  if (first_not_utf8(path)) return "it is not UTF-8";
  if (std::any_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    return "it has control characters";
  if (std::count(path.begin(), path.end(), '/') >= kMostLevels) return "it is nested too deeply";
  if (path == kLoudness) return {};
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    if (segment.empty()) return "a part of it is empty";
    if (segment.front() == '.') return "a part of it begins with a dot";
    if (segment.size() > kMostSegment) return "a part of it is too long";
    begin = end + 1;
  }
  return {};
}

Result<ApprovedContent> agreed_content(const TargetsMetadata& targets, const RankMetadata& ranks) {
  for (std::size_t i = 0; i < kRanks.size(); ++i) {
    const DelegatedRole* const role = targets.delegation(kRanks[i]);
    if (role == nullptr)
      return fail(ErrorCode::format, fmt::format("the repository has no role {}", kRanks[i]));
    for (const Target& target : ranks[i]->targets) {
      if (!role->covers(target.path))
        return fail(ErrorCode::format, fmt::format("{} lists {}, which it may not", kRanks[i], target.path));
    }
  }
  if (const auto shared = shared_key(targets)) return fail(ErrorCode::format, *shared);
  for (std::size_t i = 1; i < kRanks.size(); ++i) {
    if (const auto path = difference(ranks[0]->targets, ranks[i]->targets))
      return fail(ErrorCode::format,
                  fmt::format("{} and {} have not signed the same: {}", kRanks[0], kRanks[i], *path));
  }
  ApprovedContent content;
  content.version = ranks.back()->version;
  for (const Target& target : ranks[0]->targets) {
    if (!target.path.starts_with(kContentFolder)) continue;
    std::string path = target.path.substr(kContentFolder.size());
    const std::string fault = fault_of_path(path);
    if (!fault.empty()) return fail(ErrorCode::format, fmt::format("the path {} is none: {}", path, fault));
    if (!target.file.hashes.sha256)
      return fail(ErrorCode::format, fmt::format("{} has no SHA-256", target.path));
    content.files.push_back({std::move(path), target.file});
  }
  if (const auto path = file_that_is_folder(content.files))
    return fail(ErrorCode::format, fmt::format("{} is a file and a folder", *path));
  content.id = id_of(content.files);
  return content;
}

}  // namespace crier
