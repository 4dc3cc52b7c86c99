// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/repository_address.hpp"

#include <filesystem>
#include <stop_token>
#include <string_view>
#include <utility>

#include "config/toml_file.hpp"
#include "content/http/curl_transport.hpp"
#include "content/publishing/folder_repository.hpp"
#include "content/publishing/http_repository.hpp"

namespace crier {
namespace {

constexpr std::string_view kFile = "file://";

struct Account {
  std::string user;
  std::string password;
  std::string region = "us-east-1";
  std::filesystem::path authority;
};

Result<Account> read_account(const std::string& file) {
  Account account;
  if (file.empty()) return account;
  Diagnostics diagnostics;
  const TomlFile toml = TomlFile::read(file, file, diagnostics);
  TomlTable table = toml.root();
  account.user = table.string("user").value_or("");
  account.password = table.string("password").value_or("");
  account.region = table.string("region").value_or(account.region);
  account.authority = table.string("authority").value_or("");
  table.reject_unknown_keys();
  if (has_errors(diagnostics)) return fail(ErrorCode::format, to_text(diagnostics.front()));
  return account;
}

}  // namespace

Result<std::unique_ptr<RepositoryStore>> open_repository(const std::string& address,
                                                         const std::string& credentials, const Clock& clock) {
  auto place = parse_http_place(address);
  if (!place) return tl::unexpected(place.error());
  if (!*place) {
    const std::string_view text = address;
    const bool is_url = text.starts_with(kFile);
    if (address.empty() || (!is_url && text.find("://") != std::string_view::npos))
      return fail(ErrorCode::invalid_argument,
                  address + " is no address of a repository; write a folder, s3+https:// or dav+https://");
    return std::make_unique<FolderRepository>(is_url ? text.substr(kFile.size()) : text);
  }
  const auto account = read_account(credentials);
  if (!account) return tl::unexpected(account.error());
  auto transport = CurlTransport::create(account->authority, std::stop_token());
  if (!transport) return tl::unexpected(transport.error());
  (*place)->user = account->user;
  (*place)->password = account->password;
  (*place)->region = account->region;
  return std::make_unique<HttpRepository>(**std::move(place), *std::move(transport), clock);
}

}  // namespace crier
