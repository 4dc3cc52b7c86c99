// SPDX-License-Identifier: Apache-2.0
// HttpStore: envelopes as objects of an S3 bucket, signed by Signature V4, or as files of a WebDAV
// collection, by a name and a password. One thread at a time.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "config/clock.hpp"
#include "content/http/store_client.hpp"
#include "content/upload/office_store.hpp"

namespace crier {

class HttpStore final : public OfficeStore {
 public:
  // `clock` outlives the store.
  HttpStore(HttpPlace place, std::unique_ptr<HttpTransport> transport, const Clock& clock)
      : client_(std::move(place), std::move(transport), clock) {}

  Result<void> put(const std::string& name, Bytes bytes) override;
  Result<std::vector<std::uint8_t>> get(const std::string& name, std::size_t most_bytes) override;
  // By S3's ListObjectsV2 in pages, or by one PROPFIND.
  Result<std::vector<std::string>> list() override;
  Result<void> remove(const std::string& name) override;

 private:
  const HttpPlace& place() const { return client_.place(); }
  std::string path_of(const std::string& name) const { return place().folder + "/" + name; }
  Result<StoreListing> list_after(const std::string& last);

  StoreClient client_;
};

}  // namespace crier
