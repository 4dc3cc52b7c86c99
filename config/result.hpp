// SPDX-License-Identifier: Apache-2.0
// Result<T>: a value or an Error a person can act on. Plain values; any thread.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace crier {

enum class ErrorCode {
  invalid_argument,  // the caller's or the user's words are off
  not_found,         // the file, screen, stream or device does not exist
  io,                // reading or writing failed
  format,            // the bytes are not what their name promises
  unsupported,       // well-formed, but beyond what Crier handles
  limit,             // a bound that protects the process was reached
  device,            // a display or sound device failed
  cancelled,         // stopped on request; not a fault
};

// `message` is a full clause without a trailing stop, and names the thing it speaks of.
struct Error {
  ErrorCode code = ErrorCode::invalid_argument;
  std::string message;
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

// Hands an error on with what was being done: "context: message".
inline tl::unexpected<Error> fail(const Error& cause, const std::string& context) {
  return tl::unexpected<Error>(Error{cause.code, context + ": " + cause.message});
}

}  // namespace crier
