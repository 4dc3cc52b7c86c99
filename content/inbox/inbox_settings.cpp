// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/inbox_settings.hpp"

#include <fmt/format.h>

#include <utility>

#include "config/text_file.hpp"
#include "config/toml_file.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostBytes = 65'536;
constexpr std::size_t kMostPasswordBytes = 4'096;
constexpr int kMostWorkdays = 250;
constexpr int kMostDays = 36'500;

std::string read_required(TomlTable& table, const char* key, const char* remedy) {
  auto text = table.string(key);
  if (!text && !table.has(key)) table.complain(key, fmt::format("\"{}\" is missing", key), remedy);
  return text ? *std::move(text) : std::string();
}

void read_limits(TomlTable& table, InboxSettings& settings) {
  const struct {
    const char* key;
    int& value;
    int most;
  } limits[] = {{"triage_workdays", settings.limits.triage_workdays, kMostWorkdays},
                {"reply_workdays", settings.limits.reply_workdays, kMostWorkdays},
                {"overall_days", settings.limits.overall_days, kMostDays},
                {"keep_days", settings.keep_days, kMostDays}};
  for (const auto& [key, value, most] : limits)
    if (const auto number = table.integer(key, 1, most)) value = static_cast<int>(*number);
  table.reject_unknown_keys();
}

void read_sender(TomlTable& table, ExportSender& sender) {
  sender.org = table.string("org").value_or("");
  sender.contact = table.string("contact").value_or("");
  sender.domain = table.string("domain").value_or("");
  table.reject_unknown_keys();
}

void read_password(TomlTable& table, const std::filesystem::path& folder, std::string& password) {
  const auto file = table.string("password_file");
  if (!file) return;
  auto text = read_text(folder / *file, kMostPasswordBytes);
  if (!text) {
    table.complain("password_file", fmt::format("{} cannot be read", *file), "name a file with the password");
    return;
  }
  password = text->substr(0, text->find_first_of("\r\n"));
}

}  // namespace

InboxSettings parse_inbox_settings(std::string_view text, const std::filesystem::path& folder,
                                   Diagnostics& diagnostics) {
  InboxSettings settings;
  const TomlFile file = TomlFile::parse(text, kInboxSettingsFile, diagnostics);
  if (!file.readable()) return settings;
  TomlTable table = file.root();
  settings.workspace = folder / read_required(table, "workspace", "write workspace = \"../office\"");
  settings.private_keys = folder / read_required(table, "private", "write private = \"../private\"");
  settings.store.address =
      read_required(table, "store", "write store = \"file:///...\", as the kiosks name it");
  settings.store.user = table.string("user").value_or("");
  settings.store.region = table.string("region").value_or(settings.store.region);
  if (const auto authority = table.string("authority")) settings.store.authority = folder / *authority;
  read_password(table, folder, settings.store.password);
  if (auto limits = table.table("limits")) read_limits(*limits, settings);
  if (auto sender = table.table("sender")) read_sender(*sender, settings.sender);
  table.reject_unknown_keys();
  return settings;
}

Result<InboxSettings> read_inbox_settings(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  const auto text = read_text(folder / kInboxSettingsFile, kMostBytes);
  if (!text)
    return fail(ErrorCode::not_found, fmt::format("{} has no {}; make an inbox with `crier inbox new`",
                                                  folder.string(), kInboxSettingsFile));
  return parse_inbox_settings(*text, folder, diagnostics);
}

}  // namespace crier
