// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/signer_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "config/atomic_file.hpp"
#include "config/text_file.hpp"
#include "config/time_text.hpp"
#include "config/toml_file.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostBytes = 256'000;
constexpr std::size_t kMostNameBytes = 100;
constexpr std::size_t kKeyBytes = 32;
constexpr int kMostThreshold = 20;

const std::vector<std::string>& role_words() {
  static const std::vector<std::string> words = {"root",         "first-review", "second-review",
                                                 "final-review", "alert",        "online"};
  return words;
}

std::optional<std::chrono::year_month_day> read_day(TomlTable& table, const char* key) {
  const auto text = table.time(key);
  if (!text) return std::nullopt;
  const auto time = parse_time(text->text);
  if (!time) return std::nullopt;
  return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(time->local)};
}

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= kMostNameBytes && is_plain_text(name) &&
         name.find_first_of("\n\t\"\\") == std::string_view::npos;
}

std::optional<Signer> read_signer(TomlTable& table) {
  Signer signer;
  const auto role = table.word("role", role_words());
  const auto name = table.string("name");
  const auto key = table.string("key");
  const auto since = read_day(table, "since");
  signer.revoked = read_day(table, "revoked");
  signer.key.value.resize(kKeyBytes);
  table.reject_unknown_keys();
  const auto need = [&table](const char* what, bool is_good, const char* remedy) {
    if (!is_good) table.complain(what, fmt::format("a signer has no \"{}\" that can be used", what), remedy);
    return is_good;
  };
  const bool is_good =
      need("role", role.has_value(), "write role = \"first-review\", or another one of the six") &&
      need("name", name && is_name(*name), "write name = \"...\" without quotes or backslashes inside") &&
      need("key", key && from_hex(*key, signer.key.value), "copy the key again from where it was made") &&
      need("since", since.has_value(), "write since = 2026-11-29") &&
      need("revoked", signer.revoked || !table.has("revoked"), "write revoked = 2026-11-29");
  if (!is_good) return std::nullopt;
  signer.role = *parse_signing_role(*role);
  signer.name = *name;
  signer.since = *since;
  return signer;
}

std::string day_text(std::chrono::year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

}  // namespace

std::string_view signing_role_name(SigningRole role) {
  return role_words()[static_cast<std::size_t>(role)];
}

std::optional<SigningRole> parse_signing_role(std::string_view name) {
  const auto found = std::find(role_words().begin(), role_words().end(), name);
  if (found == role_words().end()) return std::nullopt;
  return static_cast<SigningRole>(found - role_words().begin());
}

std::vector<const Signer*> SignerBook::in_force(SigningRole role) const {
  std::vector<const Signer*> found;
  for (const Signer& signer : signers)
    if (signer.role == role && !signer.revoked) found.push_back(&signer);
  return found;
}

SignerBook parse_signers(std::string_view text, const std::string& name, Diagnostics& diagnostics) {
  const TomlFile file = TomlFile::parse(text, name, diagnostics);
  TomlTable table = file.root();
  SignerBook book;
  const auto threshold = [&table](const char* key, int usual) {
    return static_cast<int>(table.integer(key, 2, kMostThreshold).value_or(usual));
  };
  book.root_threshold = threshold("root_threshold", book.root_threshold);
  book.alert_threshold = threshold("alert_threshold", book.alert_threshold);
  for (TomlTable& entry : table.tables("signer"))
    if (auto signer = read_signer(entry)) book.signers.push_back(*std::move(signer));
  table.reject_unknown_keys();
  return book;
}

SignerBook read_signers(const std::filesystem::path& root, Diagnostics& diagnostics) {
  std::error_code error;
  if (!std::filesystem::exists(root / kSignersFile, error)) return {};
  const auto text = read_text(root / kSignersFile, kMostBytes);
  if (text) return parse_signers(*text, kSignersFile, diagnostics);
  diagnostics.push_back({Severity::error, kSignersFile, 0, 0, "it cannot be read", "check its permissions"});
  return {};
}

std::string signers_text(const SignerBook& book) {
  std::string text = fmt::format(
      "# Who may make a publication. Screens believe it once the holders of the root's keys have signed it:\n"
      "# crier keys trust\n\nroot_threshold = {}\nalert_threshold = {}\n",
      book.root_threshold, book.alert_threshold);
  for (const Signer& signer : book.signers) {
    text += fmt::format("\n[[signer]]\nrole = \"{}\"\nname = \"{}\"\nkey = \"{}\"\nsince = {}\n",
                        signing_role_name(signer.role), signer.name, to_hex(signer.key.value),
                        day_text(signer.since));
    if (signer.revoked) text += fmt::format("revoked = {}\n", day_text(*signer.revoked));
  }
  return text;
}

Result<void> write_signers(const std::filesystem::path& root, const SignerBook& book) {
  for (const Signer& signer : book.signers)
    if (!is_name(signer.name))
      return fail(ErrorCode::invalid_argument,
                  fmt::format("\"{}\" cannot be a name; leave out quotes and backslashes", signer.name));
  const std::filesystem::path file = root / kSignersFile;
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  return write_atomically(file, as_bytes(signers_text(book)));
}

Result<void> check_ranks(const SignerBook& book) {
  std::set<std::vector<std::uint8_t>> keys;
  std::map<std::string, SigningRole> reviewers;
  for (const Signer& signer : book.signers) {
    if (!keys.insert(signer.key.value).second)
      return fail(
          ErrorCode::invalid_argument,
          fmt::format("the key of {} stands twice in {}; a key serves one role, and never returns once "
                      "it was revoked",
                      signer.name, kSignersFile));
    const bool is_reviewer =
        std::find(std::begin(kReviewRanks), std::end(kReviewRanks), signer.role) != std::end(kReviewRanks);
    if (!is_reviewer || signer.revoked) continue;
    const auto [other, is_new] = reviewers.emplace(signer.name, signer.role);
    if (!is_new && other->second != signer.role)
      return fail(ErrorCode::invalid_argument,
                  fmt::format("{} reviews as {} and as {}; the three reviews are done by different people",
                              signer.name, signing_role_name(other->second), signing_role_name(signer.role)));
  }
  return {};
}

Result<void> check_complete(const SignerBook& book) {
  if (const auto good = check_ranks(book); !good) return good;
  for (const SigningRole role : kSigningRoles) {
    const std::size_t have = book.in_force(role).size();
    std::size_t need = 1;
    if (role == SigningRole::root) need = static_cast<std::size_t>(book.root_threshold);
    // An office without duty officers publishes no alerts.
    if (role == SigningRole::alert) need = have == 0 ? 0 : static_cast<std::size_t>(book.alert_threshold);
    if (have < need)
      return fail(ErrorCode::invalid_argument,
                  fmt::format("{} names {} of role \"{}\", but {} must sign; make more: crier keys new",
                              kSignersFile, have, signing_role_name(role), need));
  }
  return {};
}

}  // namespace crier
