// SPDX-License-Identifier: Apache-2.0
// Where a repository lies, as people write it, and the store that this names. Any thread.
//
//   /srv/repository, or file:///media/stick        a folder that is there
//   s3+https://store.example:9000/bucket/prefix    a bucket, addressed by path
//   dav+https://files.example/repository           a WebDAV collection
//
// "s3+http" and "dav+http" reach this machine only.
#pragma once

#include <memory>
#include <string>

#include "config/clock.hpp"
#include "content/publishing/repository_store.hpp"

namespace crier {

// `credentials`: a file that only its owner should read, or empty. In TOML: user, password, region (S3's;
// us-east-1) and authority (certificates in PEM that https is held to; the system's where left out).
// `clock` outlives the store.
Result<std::unique_ptr<RepositoryStore>> open_repository(const std::string& address,
                                                         const std::string& credentials, const Clock& clock);

}  // namespace crier
