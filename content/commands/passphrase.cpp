// SPDX-License-Identifier: Apache-2.0
#include "content/commands/passphrase.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>

namespace crier {
namespace {

constexpr std::size_t kLeastBytes = 12;
constexpr std::size_t kMostBytes = 1'000;

// Switches the terminal's echo off for as long as it lives.
class SilentTerminal {
 public:
  SilentTerminal() : is_terminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~SilentTerminal() {
    if (is_terminal_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;

 private:
  termios before_{};
  bool is_terminal_;
};

// A line without its end; none at the end of input.
std::optional<SecretText> read_line() {
  SecretText line;
  for (char c = 0; line.size() < kMostBytes && read(STDIN_FILENO, &c, 1) == 1;) {
    if (c == '\n') return line;
    line.append({&c, 1});
  }
  return line.empty() ? std::nullopt : std::optional(std::move(line));
}

std::optional<SecretText> ask(const std::string& question) {
  fmt::print(stderr, "{}: ", question);
  std::fflush(stderr);
  std::optional<SecretText> line;
  {
    const SilentTerminal silent;
    line = read_line();
  }
  fmt::print(stderr, "\n");
  return line;
}

Result<SecretText> first_line_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  SecretText line;
  char c = 0;
  while (line.size() < kMostBytes && stream.get(c) && c != '\n') line.append({&c, 1});
  if (line.empty()) return fail(ErrorCode::io, fmt::format("{} holds no passphrase in its first line", file));
  return line;
}

}  // namespace

Result<SecretText> ask_secret(const std::string& question) {
  auto typed = ask(question);
  if (!typed) return fail(ErrorCode::invalid_argument, "nothing was given");
  return *std::move(typed);
}

std::string descriptor_file(int descriptor) {
  return fmt::format("/dev/fd/{}", descriptor);
}

Result<SecretText> ask_passphrase(const std::string& what, const std::string& file, PassphraseUse use) {
  Result<SecretText> passphrase;
  if (!file.empty()) {
    passphrase = first_line_of(file);
    if (!passphrase) return passphrase;
  } else if (const char* const given = std::getenv("CRIER_PASSPHRASE");
             given != nullptr && use == PassphraseUse::open) {
    return SecretText(given);
  } else {
    auto typed = ask(fmt::format("Passphrase of {}", what));
    if (!typed) return fail(ErrorCode::invalid_argument, "no passphrase was given");
    passphrase = *std::move(typed);
  }
  if (use == PassphraseUse::open) return passphrase;
  if (passphrase->size() < kLeastBytes)
    return fail(
        ErrorCode::invalid_argument,
        fmt::format("the passphrase is shorter than {} characters; take four words or more", kLeastBytes));
  if (file.empty() && ask("The same again") != *passphrase)
    return fail(ErrorCode::invalid_argument, "the two passphrases differ; begin again");
  return passphrase;
}

}  // namespace crier
