// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/content_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "content/publishing/lifetimes.hpp"
#include "content/publishing/signer_book.hpp"
#include "content/publishing/workspace_files.hpp"
#include "content/repository/limits.hpp"
#include "content/repository/metadata_text.hpp"

namespace crier {
namespace {

bool is_fresh(const SignedPart& part, std::chrono::sys_seconds now) {
  return part.expires - now >= kContentLife / 2;
}

std::string_view first_rank() {
  return signing_role_name(SigningRole::first_review);
}

}  // namespace

Result<std::vector<LocalTarget>> hash_workspace(const std::filesystem::path& root, HashCache& cache,
                                                std::chrono::sys_seconds now,
                                                const UploadProgress& progress) {
  const auto names = publishable_files(root);
  if (!names) return tl::unexpected(names.error());
  std::error_code error;
  std::uint64_t all = 0;
  std::uint64_t done = 0;
  for (const std::string& name : *names) all += std::filesystem::file_size(root / name, error);
  std::vector<LocalTarget> targets;
  for (const std::string& name : *names) {
    auto file = cache.hash(root / name, now);
    if (!file) return tl::unexpected(file.error());
    done += file->length;
    targets.push_back({{kContentPrefix + name, std::move(*file)}, root / name});
    if (progress) progress(done, all);
  }
  return targets;
}

std::vector<LocalTarget> new_targets(const std::vector<LocalTarget>& targets, const Publication& active) {
  std::vector<LocalTarget> missing;
  for (const LocalTarget& local : targets) {
    const TargetFile* const known = active.content ? active.content->target(local.target.path) : nullptr;
    if (known == nullptr || *known != local.target.file) missing.push_back(local);
  }
  return missing;
}

Result<StagedContent> stage_content(RepositoryStore& store, const Publication& active, const Staged& staged,
                                    std::vector<Target> targets, const std::string& message,
                                    std::chrono::sys_seconds now) {
  if (!active.trust)
    return fail(ErrorCode::invalid_argument,
                "the repository does not know yet who may sign; begin with: crier keys trust");
  if (staged.content && staged.content->targets == targets && is_fresh(*staged.content, now))
    return StagedContent::waits;
  if (active.content && active.content->targets == targets && is_fresh(*active.content, now)) {
    // Whatever waited is no longer wanted.
    if (staged.content)
      if (const auto done = unstage(store, StagedKind::content); !done) return tl::unexpected(done.error());
    return StagedContent::nothing_new;
  }
  const auto version =
      next_free_version(store, first_rank(), active.content ? active.content->version + 1 : 1);
  if (!version) return tl::unexpected(version.error());
  TargetsMetadata body;
  body.version = *version;
  body.expires = now + kContentLife;
  body.targets = std::move(targets);
  const std::string text = signed_text(body);
  if (text.size() > kMostTargetsBytes)
    return fail(ErrorCode::limit, "the workspace has too many files for one publication");
  if (const auto done = stage_message(store, text, message); !done) return tl::unexpected(done.error());
  if (const auto done = stage(store, StagedKind::content, text); !done) return tl::unexpected(done.error());
  return StagedContent::staged;
}

Result<std::vector<Target>> earlier_targets(RepositoryStore& store, std::int64_t version) {
  const auto bytes = store.get(metadata_path(first_rank(), version), kMostTargetsBytes);
  if (!bytes && bytes.error().code == ErrorCode::not_found)
    return fail(ErrorCode::not_found, fmt::format("the repository has no version {}", version));
  if (!bytes) return tl::unexpected(bytes.error());
  auto parsed = parse_targets(*bytes);
  if (!parsed) return fail(parsed.error(), fmt::format("version {}", version));
  for (const Target& target : parsed->targets) {
    const auto length = store.size(stored_target_path(target.path, target.file));
    if (!length) return tl::unexpected(length.error());
    if (*length != target.file.length)
      return fail(ErrorCode::not_found,
                  fmt::format("the repository no longer has {} of version {}", target.path, version));
  }
  return std::move(parsed->targets);
}

}  // namespace crier
