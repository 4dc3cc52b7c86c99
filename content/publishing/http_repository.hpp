// SPDX-License-Identifier: Apache-2.0
// HttpRepository: a repository in an S3 bucket or a WebDAV collection. One thread at a time.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "content/http/store_client.hpp"
#include "content/publishing/repository_store.hpp"

namespace crier {

class HttpRepository final : public RepositoryStore {
 public:
  // `clock` outlives the store.
  HttpRepository(HttpPlace place, std::unique_ptr<HttpTransport> transport, const Clock& clock)
      : client_(std::move(place), std::move(transport), clock) {}

  Result<std::vector<std::uint8_t>> get(const std::string& path, std::size_t most_bytes) override;
  Result<std::optional<std::uint64_t>> size(const std::string& path) override;
  Result<bool> create(const std::string& path, Bytes bytes) override;
  Result<void> replace(const std::string& path, Bytes bytes) override;

 private:
  Result<HttpResponse> put(const std::string& path, Bytes bytes, HttpHeaders headers);
  Result<void> make_collections(const std::string& path);
  std::string full(const std::string& path) const { return client_.place().folder + "/" + path; }
  tl::unexpected<Error> refused(const std::string& path, int status) const;

  StoreClient client_;
  std::set<std::string> collections_;  // of WebDAV, that are known to be there
  bool takes_conditions_ = true;       // false once the store said that it knows none
};

}  // namespace crier
