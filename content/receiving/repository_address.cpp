// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/repository_address.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "content/repository/folder_origin.hpp"
#include "content/repository/http_origin.hpp"

namespace crier {
namespace {

constexpr std::string_view kFile = "file://";

bool is_web(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

Result<std::unique_ptr<Origin>> open_origin(const std::string& address, const std::string& folder,
                                            const std::filesystem::path& authority,
                                            const std::stop_token& stop) {
  if (is_web(address)) {
    const std::string base = address.ends_with('/') ? address : address + "/";
    auto origin = HttpOrigin::create(base + folder + "/", authority, stop);
    if (!origin) return tl::unexpected(origin.error());
    return std::unique_ptr<Origin>(std::move(*origin));
  }
  const std::string path = address.starts_with(kFile) ? address.substr(kFile.size()) : address;
  if (path.find("://") != std::string::npos || path.empty())
    return fail(ErrorCode::invalid_argument,
                fmt::format("\"{}\" is no repository; write https://HOST/PATH, or a folder", address));
  return std::unique_ptr<Origin>(std::make_unique<FolderOrigin>(std::filesystem::path(path) / folder, stop));
}

}  // namespace

Result<Repository> Repository::open(const std::string& address, const std::vector<std::string>& peers,
                                    const std::filesystem::path& authority, const std::stop_token& stop) {
  Repository repository;
  auto metadata = open_origin(address, "metadata", authority, stop);
  if (!metadata) return tl::unexpected(metadata.error());
  repository.metadata_ = std::move(*metadata);
  std::vector<std::string> places = peers;
  places.push_back(address);
  for (const std::string& place : places) {
    auto targets = open_origin(place, "targets", authority, stop);
    if (!targets) return tl::unexpected(targets.error());
    repository.targets_.push_back(std::move(*targets));
  }
  return repository;
}

RepositoryOrigins Repository::origins() const {
  RepositoryOrigins origins;
  origins.metadata = metadata_.get();
  for (const auto& one : targets_) origins.targets.push_back(one.get());
  return origins;
}

void Repository::limit_pace(std::uint64_t bytes_per_second) {
  for (const auto& one : targets_) one->limit_pace(bytes_per_second);
}

}  // namespace crier
