// SPDX-License-Identifier: Apache-2.0
// PinyinEngine: pinyin letters to words and sentences by libime, with the office's own words, and without
// learning: libime's files are only read. The visit's thread only.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "config/result.hpp"
#include "kiosk/input/engine.hpp"

namespace crier {

struct PinyinPaths {
  std::filesystem::path dictionary = "/usr/share/libime/sc.dict";
  std::filesystem::path language_model;  // empty: where libime looks for zh_CN
  std::filesystem::path words;           // one a line, as domain_words(); empty: domain_words()
  std::string simplifier = "t2s.json";   // OpenCC's, which tells traditional candidates from simplified
};

// The words of harmful information and of its reporting, one a line: 杀猪盘 sha'zhu'pan 0.0
std::string_view domain_words();

class PinyinEngine final : public InputEngine {
 public:
  static constexpr std::size_t kMostLetters = 40;  // beyond, libime becomes slow

  // Reads 25 MB of disk, 0.1 to 0.2 s. Errors: not_found for a missing dictionary or model, format for a
  // broken one.
  static Result<std::unique_ptr<PinyinEngine>> open(const PinyinPaths& paths = {});
  ~PinyinEngine() override;

  // What is missing though the engine works, for the log; empty: nothing.
  const std::string& shortfall() const;

  bool type(char letter) override;  // a to z, and ' between syllables
  bool backspace() override;
  void clear() override;
  bool empty() const override;
  SecretText preedit() const override;
  SecretText raw() const override;
  std::vector<SecretText> candidates(std::size_t first, std::size_t count) override;
  std::optional<SecretText> select(std::size_t candidate) override;

 private:
  struct State;
  explicit PinyinEngine(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace crier
