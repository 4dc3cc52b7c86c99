// SPDX-License-Identifier: Apache-2.0
// SigningKey: an Ed25519 key that signs metadata (RFC 8032). Its seed lies in locked memory. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/result.hpp"
#include "content/repository/metadata.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

class SigningKey {
 public:
  // Of 32 bytes.
  static Result<SigningKey> from_seed(Bytes seed);
  // By chance.
  static Result<SigningKey> make();

  const std::string& id() const { return id_; }  // key_id()
  const PublicKey& published() const { return published_; }
  Bytes seed() const { return seed_.bytes(); }

  MetadataSignature sign(std::string_view signed_part) const;

 private:
  SigningKey(LockedBytes seed, LockedBytes secret, PublicKey published, std::string id)
      : seed_(std::move(seed)),
        secret_(std::move(secret)),
        published_(std::move(published)),
        id_(std::move(id)) {}

  LockedBytes seed_;
  LockedBytes secret_;
  PublicKey published_;
  std::string id_;
};

}  // namespace crier
