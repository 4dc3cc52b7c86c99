// SPDX-License-Identifier: Apache-2.0
#include "tests/content/publishing/office_desk.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "content/publishing/ceremony.hpp"
#include "content/publishing/content_body.hpp"
#include "content/publishing/trust_change.hpp"
#include "content/publishing/workspace_files.hpp"
#include "content/repository/folder_origin.hpp"
#include "content/repository/limits.hpp"
#include "content/repository/updater.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {

TestFolder::TestFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "crier-publishing-XXXXXX").string();
  path_ = ::mkdtemp(pattern.data());
}

TestFolder::~TestFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

bool CutStore::is_cut() {
  was_cut_ = was_cut_ || left_-- <= 0;
  return was_cut_;
}

Result<bool> CutStore::create(const std::string& path, Bytes bytes) {
  if (is_cut()) return fail(ErrorCode::io, "cut");
  return store_.create(path, bytes);
}

Result<void> CutStore::replace(const std::string& path, Bytes bytes) {
  if (is_cut()) return fail(ErrorCode::io, "cut");
  return store_.replace(path, bytes);
}

OfficeDesk::OfficeDesk() : store_(folder_.path() / "repository") {
  std::filesystem::create_directory(workspace());
  std::filesystem::create_directory(repository());
  for (const char* const name : {"root A", "root B", "root C"}) add(SigningRole::root, name);
  for (const char* const name : {"first", "deputy"}) add(SigningRole::first_review, name);
  add(SigningRole::second_review, "second");
  add(SigningRole::final_review, "final");
  for (const char* const name : {"officer A", "officer B", "officer C"}) add(SigningRole::alert, name);
  add(SigningRole::online, "online");
  write("office.toml", "name = { zh = \"办公室\" }\n");
}

void OfficeDesk::add(SigningRole role, const std::string& name) {
  keys_[name] = std::make_unique<SigningKey>(*SigningKey::make());
  book_.signers.push_back({role, name, keys_[name]->published(),
                           std::chrono::year{2026} / std::chrono::November / 29, std::nullopt});
}

void OfficeDesk::revoke(const std::string& name) {
  for (Signer& signer : book_.signers)
    if (signer.name == name) signer.revoked = std::chrono::year{2026} / std::chrono::December / 1;
}

void OfficeDesk::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((workspace() / name).parent_path());
  std::ofstream(workspace() / name, std::ios::binary) << text;
}

void OfficeDesk::erase(const std::string& name) const {
  std::filesystem::remove(workspace() / name);
}

std::optional<Publication> OfficeDesk::active() {
  auto active = read_publication(store_, {});
  EXPECT_TRUE(active) << active.error().message;
  return active ? std::move(*active) : std::nullopt;
}

Staged OfficeDesk::staged() {
  const auto publication = active();
  auto staged = read_staged(store_, publication ? &*publication : nullptr, kNow);
  EXPECT_TRUE(staged) << staged.error().message;
  return staged ? std::move(*staged) : Staged();
}

Result<void> OfficeDesk::stage_trust(RepositoryStore& store, std::chrono::sys_seconds now) {
  const auto publication = active();
  const Publication* const known = publication ? &*publication : nullptr;
  const auto staged = read_staged(store, known, now);
  if (!staged) return tl::unexpected(staged.error());
  const auto plan = stage_ceremony(store, known, *staged, book_, now, Renewal::when_due);
  if (!plan) return tl::unexpected(plan.error());
  return {};
}

Result<void> OfficeDesk::stage_workspace(RepositoryStore& store, std::chrono::sys_seconds now) {
  const auto publication = active();
  if (!publication) return fail(ErrorCode::not_found, "nothing is active");
  const auto staged = read_staged(store, &*publication, now);
  if (!staged) return tl::unexpected(staged.error());
  HashCache cache({});
  const auto locals = hash_workspace(workspace(), cache, now, {});
  if (!locals) return tl::unexpected(locals.error());
  const auto uploaded = upload_targets(store, new_targets(*locals, *publication), {});
  if (!uploaded) return tl::unexpected(uploaded.error());
  std::vector<Target> targets;
  for (const LocalTarget& local : *locals) targets.push_back(local.target);
  const auto done = stage_content(store, *publication, *staged, std::move(targets), "", now);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> OfficeDesk::sign(RepositoryStore& store, StagedKind kind, const std::vector<std::string>& names,
                              std::chrono::sys_seconds now) {
  const auto publication = active();
  const auto staged = read_staged(store, publication ? &*publication : nullptr, now);
  if (!staged) return tl::unexpected(staged.error());
  const SignedPart* const part = staged_part(*staged, kind);
  if (part == nullptr) return {};
  for (const std::string& name : names)
    if (const auto done = sign_staged(store, kind, *part, key(name)); !done) return done;
  return {};
}

Result<Completion> OfficeDesk::complete(RepositoryStore& store, std::chrono::sys_seconds now,
                                        const std::vector<std::string>& online) {
  std::vector<SigningKey> keys;
  for (const std::string& name : online) keys.push_back(*SigningKey::from_seed(key(name).seed()));
  return crier::complete(store, {}, keys, now);
}

void OfficeDesk::begin() {
  ASSERT_TRUE(stage_trust(store_));
  ASSERT_TRUE(sign(store_, StagedKind::root, {"root A", "root B"}));
  ASSERT_TRUE(sign(store_, StagedKind::trust, {"root A", "root B"}));
  const auto done = complete(store_);
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_TRUE(done->has_new_root && done->has_new_trust);
}

void OfficeDesk::publish(std::chrono::sys_seconds now) {
  ASSERT_TRUE(stage_workspace(store_, now));
  ASSERT_TRUE(sign(store_, StagedKind::content, {"first", "second", "final"}, now));
  const auto done = complete(store_, now);
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_TRUE(done->has_new_content);
}

std::vector<std::uint8_t> OfficeDesk::factory_root() {
  if (factory_root_.empty()) factory_root_ = store_.get("metadata/1.root.json", kMostRootBytes).value();
  return factory_root_;
}

Result<std::map<std::string, std::string>> OfficeDesk::seen_by_device(std::chrono::sys_seconds now) {
  const TestFolder device;
  MetadataFolder known(device.path());
  FolderOrigin origin(repository() / "metadata");
  Updater updater(origin, known, factory_root(), now);
  if (const auto done = updater.refresh(); !done) return tl::unexpected(done.error());
  std::map<std::string, std::string> files;
  std::shared_ptr<const TargetsMetadata> content;
  for (const SigningRole rank : kReviewRanks) {
    const auto role = updater.role(std::string(signing_role_name(rank)), "targets");
    if (!role) return tl::unexpected(role.error());
    if (content && content->targets != (*role)->targets)
      return fail(ErrorCode::format, "the ranks do not agree");
    content = *role;
  }
  FolderOrigin targets(repository() / "targets");
  for (const Target& target : content->targets) {
    const auto found = updater.find(target.path);
    if (!found) return tl::unexpected(found.error());
    if (!*found || **found != target.file) return fail(ErrorCode::format, "a file is not found by its path");
    const auto bytes = targets.get(target_url_path(target.path, target.file, true), target.file.length);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!target.file.hashes.fits(*bytes)) return fail(ErrorCode::format, target.path + " is another file");
    files.emplace(target.path, as_text(*bytes));
  }
  return files;
}

Result<std::map<std::string, std::string>> OfficeDesk::seen_by(const std::string& device,
                                                               std::chrono::sys_seconds now) {
  MetadataFolder known(folder_.path() / device);
  FolderOrigin origin(repository() / "metadata");
  Updater updater(origin, known, factory_root(), now);
  if (const auto done = updater.refresh(); !done) return tl::unexpected(done.error());
  const auto content = updater.role("first-review", "targets");
  if (!content) return tl::unexpected(content.error());
  std::map<std::string, std::string> files;
  for (const Target& target : (*content)->targets) files.emplace(target.path, target.file.hashes.hex());
  return files;
}

}  // namespace crier
