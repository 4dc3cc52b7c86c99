// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/publication.hpp"

#include <fmt/format.h>

#include <set>

#include "content/publishing/signer_book.hpp"
#include "content/repository/limits.hpp"

namespace crier {
namespace {

constexpr std::int64_t kMostVersionSteps = 1'000;

// None: there is no such file.
Result<std::optional<std::vector<std::uint8_t>>> get_if_there(RepositoryStore& store, const std::string& path,
                                                              std::size_t most_bytes) {
  auto bytes = store.get(path, most_bytes);
  if (bytes) return std::optional(std::move(*bytes));
  if (bytes.error().code == ErrorCode::not_found) return std::optional<std::vector<std::uint8_t>>();
  return tl::unexpected(bytes.error());
}

// Reads what depends on the root; what devices would refuse becomes a fault.
class Reader {
 public:
  Reader(RepositoryStore& store, Publication& publication) : store_(store), publication_(publication) {}

  Result<void> read() {
    const auto timestamp = get_if_there(store_, kTimestampPath, kMostTimestampBytes);
    if (!timestamp) return tl::unexpected(timestamp.error());
    if (!*timestamp) return {};
    auto parsed = parse_timestamp(**timestamp);
    if (!parsed) return fault("timestamp", parsed.error().message);
    check_online(*parsed, TopRole::timestamp);
    publication_.timestamp = std::move(*parsed);
    return read_snapshot();
  }

 private:
  Result<void> fault(std::string_view what, std::string_view why) {
    publication_.faults.push_back(fmt::format("{}: {}", what, why));
    return {};
  }

  // What the online key signed goes on to be read where it is signed by another one: after that key was
  // lost, this is how its versions are known. All that it names is signed by others.
  void check_online(const SignedPart& part, TopRole role) {
    if (!is_signed(part, publication_.root.keys, publication_.root.roles.at(role)))
      static_cast<void>(fault(role_name(role), "it is not signed by the online key"));
  }

  Result<void> read_snapshot() {
    const MetadataFile& announced = publication_.timestamp->snapshot;
    const auto bytes = get_if_there(store_, metadata_path("snapshot", announced.version), kMostSnapshotBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes || (!announced.hashes.empty() && !announced.hashes.fits(**bytes)))
      return fault("snapshot", "it is not the one that was announced");
    auto parsed = parse_snapshot(**bytes);
    if (!parsed) return fault("snapshot", parsed.error().message);
    check_online(*parsed, TopRole::snapshot);
    publication_.snapshot = std::move(*parsed);
    return read_roles();
  }

  Result<void> read_roles() {
    auto trust = read_role("targets");
    if (!trust) return tl::unexpected(trust.error());
    if (!*trust) return {};
    if (!is_trusted_by(**trust, publication_.root))
      return fault("targets", "it is not signed by enough of the root's keys");
    if (has_shared_keys(**trust)) return fault("targets", "one key serves two roles");
    publication_.trust = std::move(*trust);
    if (const auto read = read_content(); !read) return read;
    auto alerts = read_role(signing_role_name(SigningRole::alert));
    if (!alerts) return tl::unexpected(alerts.error());
    if (!*alerts) return {};
    if (!is_signed_by(**alerts, *publication_.trust, signing_role_name(SigningRole::alert)))
      return fault("alert", "it is not signed by enough duty officers");
    publication_.alerts = std::move(*alerts);
    return {};
  }

  Result<void> read_content() {
    for (const SigningRole rank : kReviewRanks) {
      const std::string_view name = signing_role_name(rank);
      auto body = read_role(name);
      if (!body) return tl::unexpected(body.error());
      if (!*body) continue;
      if (!is_signed_by(**body, *publication_.trust, name)) {
        publication_.content.reset();
        return fault(name, "it is not signed by anyone of its rank");
      }
      if (publication_.content && publication_.content->canonical != (*body)->canonical) {
        publication_.content.reset();
        return fault(name, "the ranks have signed different contents");
      }
      publication_.content = std::move(*body);
    }
    return {};
  }

  // None where the snapshot does not list it, or it is not what was announced.
  Result<std::optional<TargetsMetadata>> read_role(std::string_view name) {
    const auto announced = publication_.snapshot->files.find(fmt::format("{}.json", name));
    if (announced == publication_.snapshot->files.end()) return std::optional<TargetsMetadata>();
    const auto bytes =
        get_if_there(store_, metadata_path(name, announced->second.version), kMostTargetsBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes || !announced->second.hashes.fits(**bytes)) {
      static_cast<void>(fault(name, "it is not the one that was announced"));
      return std::optional<TargetsMetadata>();
    }
    auto parsed = parse_targets(**bytes);
    if (parsed && parsed->version == announced->second.version) return std::optional(std::move(*parsed));
    static_cast<void>(fault(name, parsed ? "it has another version" : parsed.error().message));
    return std::optional<TargetsMetadata>();
  }

  RepositoryStore& store_;
  Publication& publication_;
};

// The root, and over every one that comes after it to the newest.
Result<void> read_roots(RepositoryStore& store, std::vector<std::uint8_t> first, Publication& publication) {
  auto root = parse_root(first);
  if (!root) return fail(root.error(), "root");
  if (!is_signed(*root, root->keys, root->roles.at(TopRole::root)))
    return fail(ErrorCode::format, "the first root is not signed by enough of its own keys");
  publication.root = std::move(*root);
  publication.root_bytes = std::move(first);
  for (int step = 0; step < kMostRootSteps; ++step) {
    const RootMetadata& known = publication.root;
    auto bytes = get_if_there(store, metadata_path("root", known.version + 1), kMostRootBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return {};
    auto next = parse_root(**bytes);
    if (!next) return fail(next.error(), "root");
    if (next->version != known.version + 1 || !is_signed(*next, known.keys, known.roles.at(TopRole::root)) ||
        !is_signed(*next, next->keys, next->roles.at(TopRole::root)))
      return fail(ErrorCode::format,
                  fmt::format("root {} is not signed by enough holders of the one before and of its own",
                              known.version + 1));
    publication.root = std::move(*next);
    publication.root_bytes = std::move(**bytes);
  }
  return {};
}

}  // namespace

Result<std::optional<Publication>> read_publication(RepositoryStore& store,
                                                    const std::vector<std::uint8_t>& known_root) {
  std::vector<std::uint8_t> first = known_root;
  if (first.empty()) {
    auto bytes = get_if_there(store, metadata_path("root", 1), kMostRootBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return std::optional<Publication>();
    first = std::move(**bytes);
  }
  std::optional<Publication> publication(std::in_place);
  if (const auto read = read_roots(store, std::move(first), *publication); !read)
    return tl::unexpected(read.error());
  if (const auto read = Reader(store, *publication).read(); !read) return tl::unexpected(read.error());
  return publication;
}

bool is_signed_by(const TargetsMetadata& part, const TargetsMetadata& trust, std::string_view role) {
  const DelegatedRole* const delegated = trust.delegation(role);
  return delegated != nullptr && is_signed(part, trust.keys, delegated->keys);
}

bool is_reviewed(const TargetsMetadata& content, const TargetsMetadata& trust) {
  for (const SigningRole rank : kReviewRanks)
    if (!is_signed_by(content, trust, signing_role_name(rank))) return false;
  return true;
}

bool is_trusted_by(const TargetsMetadata& trust, const RootMetadata& root) {
  return is_signed(trust, root.keys, root.roles.at(TopRole::targets));
}

bool has_shared_keys(const TargetsMetadata& trust) {
  std::set<PublicKey> seen;
  for (const DelegatedRole& role : trust.delegations) {
    for (const std::string& id : role.keys.key_ids) {
      const auto key = trust.keys.find(id);
      if (key != trust.keys.end() && !seen.insert(key->second).second) return true;
    }
  }
  return false;
}

Result<std::int64_t> next_free_version(RepositoryStore& store, std::string_view role, std::int64_t from) {
  for (std::int64_t version = from; version < from + kMostVersionSteps; ++version) {
    const auto length = store.size(metadata_path(role, version));
    if (!length) return tl::unexpected(length.error());
    if (!*length) return version;
  }
  return fail(ErrorCode::limit,
              fmt::format("the repository has too many versions of {} that were never used", role));
}

}  // namespace crier
