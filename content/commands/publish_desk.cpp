// SPDX-License-Identifier: Apache-2.0
#include "content/commands/publish_desk.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "config/text_file.hpp"
#include "content/commands/command.hpp"
#include "content/commands/passphrase.hpp"
#include "content/nudge/nudge.hpp"
#include "content/publishing/completion.hpp"
#include "content/publishing/repository_address.hpp"
#include "content/publishing/trust_change.hpp"
#include "content/sealing/private_key_file.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostKeyFileBytes = 16'384;

// A folder has one name, however it is reached.
std::string same_address(const std::string& address) {
  if (address.find("://") != std::string::npos) return address;
  std::error_code error;
  const auto path = std::filesystem::weakly_canonical(address, error);
  return error ? address : path.string();
}

void print_completion(const Completion& done) {
  if (done.has_new_root) fmt::print("a new root is active\n");
  if (done.has_new_trust) fmt::print("the new signers are active\n");
  if (done.has_new_content) fmt::print("the content is active\n");
  if (done.has_new_alerts) fmt::print("the alerts are active\n");
  for (const std::string& text : done.held_back) fmt::print("{}\n", text);
}

}  // namespace

void add_store_options(CLI::App* command, RepositoryOptions& options, const char* name) {
  command->add_option(name, options.address, "The repository: a folder, s3+https:// or dav+https://")
      ->required()
      ->type_name("REPO");
  command->add_option("--credentials", options.credentials,
                      "A file with user and password of the bucket or collection");
}

void add_as_option(CLI::App* command, RepositoryOptions& options, const char* text) {
  command->add_option("--as", options.keys, text)->type_name("KEY")->expected(1)->take_all();
}

void add_online_option(CLI::App* command, RepositoryOptions& options) {
  command
      ->add_option("--online", options.online,
                   "The online key's file, which makes active what all have signed")
      ->type_name("KEY")
      ->expected(1)
      ->take_all();
  command
      ->add_option(
          "--nudge", options.nudge,
          "A broker that makes screens look at once, like mqtt://broker.example/crier/hall; may also "
          "be in CRIER_NUDGE, where a password is seen by nobody else")
      ->type_name("URL")
      ->envname("CRIER_NUDGE")
      ->check([](const std::string& text) {
        const auto address = parse_nudge_address(text);
        return address ? std::string() : address.error().message;
      });
}

void add_passphrase_options(CLI::App* command, RepositoryOptions& options) {
  command
      ->add_option("--passphrase-file", options.passphrase_files,
                   "A file whose first line is a passphrase: one for all keys, or one for each in their "
                   "order, those of --as first. Without it CRIER_PASSPHRASE, else it is asked for")
      ->expected(1)
      ->take_all();
}

PublishDesk::PublishDesk(const RepositoryOptions& options)
    : options_(options), known_roots_(user_state_folder()), known_address_(same_address(options.address)) {
  auto store = open_repository(options.address, options.credentials, clock_);
  if (!store) stop_with(store.error());
  store_ = *std::move(store);
  read_again();
}

std::chrono::sys_seconds PublishDesk::now() const {
  return std::chrono::floor<std::chrono::seconds>(clock_.wall());
}

void PublishDesk::read_again() {
  const std::vector<std::uint8_t> known = known_roots_.of(known_address_);
  auto active = read_publication(*store_, known);
  if (!active) {
    Error error = active.error();
    if (!known.empty())
      error.message += fmt::format(
          "; if {} is another repository than before, remove what is remembered of "
          "it in {}",
          options_.address, user_state_folder().string());
    stop_with(error);
  }
  active_ = std::move(*active);
  if (active_) {
    if (known.empty())
      fmt::print(stderr, "crier: {} is seen for the first time; its root {} is taken on trust\n",
                 options_.address, active_->root.version);
    if (const auto kept = known_roots_.remember(known_address_, active_->root_bytes); !kept)
      fmt::print(stderr, "crier: {}\n", kept.error().message);
    for (const std::string& fault : active_->faults)
      fmt::print(stderr, "crier: warning: devices refuse {}\n", fault);
  }
  auto staged = read_staged(*store_, this->active(), now());
  if (!staged) stop_with(staged.error());
  staged_ = *std::move(staged);
}

const Publication& PublishDesk::publication() const {
  if (!active_ || !active_->trust)
    stop_with(
        {ErrorCode::invalid_argument,
         fmt::format("{} does not know yet who may sign; begin with: crier keys trust", options_.address)});
  return *active_;
}

std::vector<SigningKey> PublishDesk::open_keys(const std::vector<std::string>& files,
                                               std::size_t first_passphrase) {
  std::vector<SigningKey> keys;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string& file = files[i];
    const auto text = read_text(file, kMostKeyFileBytes);
    if (!text) stop_with({ErrorCode::io, fmt::format("{} cannot be read, or is too large for a key", file)});
    const std::vector<std::string>& given = options_.passphrase_files;
    const std::string passphrase_file =
        given.empty() ? std::string() : given[std::min(first_passphrase + i, given.size() - 1)];
    const auto passphrase = ask_passphrase(file, passphrase_file, PassphraseUse::open);
    if (!passphrase) stop_with(passphrase.error());
    const auto opened = open_private_key(*text, file, passphrase->view());
    if (!opened) stop_with(opened.error());
    if (opened->purpose != KeyPurpose::signing)
      stop_with({ErrorCode::invalid_argument, fmt::format("{} is no key that signs publications", file)});
    auto key = SigningKey::from_seed(opened->secret.bytes());
    if (!key) stop_with(key.error());
    keys.push_back(*std::move(key));
  }
  return keys;
}

const std::vector<SigningKey>& PublishDesk::keys() {
  if (!keys_) keys_ = open_keys(options_.keys, 0);
  return *keys_;
}

const std::vector<SigningKey>& PublishDesk::online_keys() {
  if (!online_) online_ = open_keys(options_.online, options_.keys.size());
  return *online_;
}

int PublishDesk::sign(StagedKind kind) {
  const SignedPart* const part = staged_part(staged_, kind);
  if (part == nullptr) return 0;
  int count = 0;
  for (const SigningKey& key : keys()) {
    const auto kinds = signable(active(), staged_, key.id());
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) continue;
    if (const auto done = sign_staged(*store_, kind, *part, key); !done) stop_with(done.error());
    ++count;
  }
  return count;
}

// Says what is active now, to people here and to screens elsewhere. Screens that miss it come by themselves.
void PublishDesk::tell(const Completion& done) const {
  print_completion(done);
  const bool is_news = done.has_new_root || done.has_new_trust || done.has_new_content || done.has_new_alerts;
  if (options_.nudge.empty() || !is_news) return;
  if (const auto sent = send_nudge(*parse_nudge_address(options_.nudge)); !sent)
    fmt::print(stderr, "crier: {}; screens look by themselves within a minute\n", sent.error().message);
}

void PublishDesk::complete() {
  const auto done = crier::complete(*store_, known_roots_.of(known_address_), online_keys(), now());
  if (!done) stop_with(done.error());
  tell(*done);
  read_again();
  for (const WaitingState& waiting : repository_status(active(), staged_, names(), now()).waiting)
    fmt::print("{}\n", waiting_text(waiting));
}

void PublishDesk::keep_completing(Nanoseconds pause) {
  const std::vector<SigningKey>& keys_at_hand = online_keys();
  while (true) {
    const auto done = crier::complete(*store_, known_roots_.of(known_address_), keys_at_hand, now());
    if (done) {
      tell(*done);
      std::fflush(stdout);
    } else {
      fmt::print(stderr, "crier: {}\n", done.error().message);
    }
    std::this_thread::sleep_for(pause);
  }
}

std::string waiting_text(const WaitingState& waiting) {
  std::vector<std::string> ranks;
  for (const RankState& rank : waiting.ranks)
    if (!rank.is_met())
      ranks.push_back(fmt::format("{} ({} of {})", rank.rank,
                                  rank.needed - static_cast<int>(rank.signed_by.size()),
                                  fmt::join(rank.missing, ", ")));
  if (ranks.empty()) return fmt::format("{} {}: all have signed", waiting.what, waiting.version);
  return fmt::format("{} {} waits for: {}", waiting.what, waiting.version, fmt::join(ranks, "; "));
}

}  // namespace crier
