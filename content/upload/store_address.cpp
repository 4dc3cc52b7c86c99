// SPDX-License-Identifier: Apache-2.0
#include "content/upload/store_address.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "content/http/curl_transport.hpp"
#include "content/upload/folder_store.hpp"
#include "content/upload/http_store.hpp"

namespace crier {
namespace {

constexpr std::string_view kFile = "file://";

bool is_name(std::string_view text) {
  return !text.empty() && text != "." && text != ".." && text.find('/') == std::string_view::npos;
}

}  // namespace

Result<std::unique_ptr<OfficeStore>> open_store(const StoreSettings& settings, const Clock& clock,
                                                std::stop_token stop) {
  if (!is_name(settings.device))
    return fail(ErrorCode::invalid_argument,
                fmt::format("\"{}\" cannot name this kiosk's folder", settings.device));
  std::string_view address = settings.address;
  while (address.ends_with('/')) address.remove_suffix(1);
  if (address.starts_with(kFile)) {
    const std::filesystem::path folder(address.substr(kFile.size()));
    if (!folder.is_absolute())
      return fail(ErrorCode::invalid_argument,
                  fmt::format("{} names no folder from the top; write file:///...", settings.address));
    return std::make_unique<FolderStore>(folder / settings.device);
  }
  auto place = parse_http_place(settings.address);
  if (!place) return tl::unexpected(place.error());
  if (!*place)
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} is no address of a store; write file://, s3+https:// or dav+https://",
                            settings.address));
  auto transport = CurlTransport::create(settings.authority, std::move(stop));
  if (!transport) return tl::unexpected(transport.error());
  (*place)->folder += "/" + settings.device;
  (*place)->user = settings.user;
  (*place)->password = settings.password;
  (*place)->region = settings.region;
  return std::make_unique<HttpStore>(**std::move(place), *std::move(transport), clock);
}

}  // namespace crier
