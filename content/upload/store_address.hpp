// SPDX-License-Identifier: Apache-2.0
// Where a kiosk's envelopes go, as its technician writes it, and the store that this names. Any thread.
//
//   file:///media/stick/outbox            a folder
//   s3+https://store.example:9000/bucket  a bucket, addressed by path
//   dav+https://files.example/outbox      a WebDAV collection
//
// "s3+http" and "dav+http" reach this machine only.
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "config/clock.hpp"
#include "content/upload/office_store.hpp"

namespace crier {

struct StoreSettings {
  std::string address;
  std::string device;  // the screen's id: its envelopes lie in a folder of that name
  std::string user;
  std::string password;
  std::string region = "us-east-1";
  std::filesystem::path authority;  // certificates in PEM that https is held to
};

// `clock` outlives the store; a stop asked for ends a transfer at once.
Result<std::unique_ptr<OfficeStore>> open_store(const StoreSettings& settings, const Clock& clock,
                                                std::stop_token stop);

}  // namespace crier
