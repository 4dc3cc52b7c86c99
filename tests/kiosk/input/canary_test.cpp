// SPDX-License-Identifier: Apache-2.0
// What is left in the process's memory and on its disk after something was typed and wiped.
#include <gtest/gtest.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "config/secret_text.hpp"
#include "kiosk/input/keyboard.hpp"
#include "kiosk/input/pinyin_engine.hpp"

namespace crier {
namespace {

constexpr std::size_t kPiece = 1U << 16;

// What is sought is never whole in memory: it is kept with every bit turned.
class Canary {
 public:
  explicit Canary(std::string turned) : turned_(std::move(turned)) {}
  std::size_t size() const { return turned_.size(); }
  char at(std::size_t i) const { return static_cast<char>(~turned_[i]); }
  bool is_at(const char* memory) const {
    for (std::size_t i = 0; i < size(); ++i)
      if (memory[i] != at(i)) return false;
    return true;
  }

 private:
  std::string turned_;
};

// How often it stands in the writable mappings, read through one buffer that is wiped at the end.
std::size_t copies_in_memory(const Canary& canary) {
  std::ifstream maps("/proc/self/maps");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> memory(std::fopen("/proc/self/mem", "rb"),
                                                               &std::fclose);
  if (!memory) return 0;
  std::setvbuf(memory.get(), nullptr, _IONBF, 0);
  SecretVector<char> buffer(kPiece + 64);
  const auto own_begin = reinterpret_cast<std::uintptr_t>(buffer.data());
  std::size_t copies = 0;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    char rights[5] = {};
    if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " %4s", &begin, &end, rights) != 3) continue;
    if (rights[0] != 'r' || rights[1] != 'w' || end - begin > (1ULL << 32)) continue;
    for (std::uintptr_t at = begin; at < end; at += kPiece) {
      if (std::fseek(memory.get(), static_cast<long>(at), SEEK_SET) != 0) break;
      const std::size_t got =
          std::fread(buffer.data(), 1, std::min<std::size_t>(buffer.size(), end - at), memory.get());
      for (std::size_t i = 0; i < std::min(got, kPiece) && i + canary.size() <= got; ++i) {
        const std::uintptr_t place = at + i;
        const bool in_own_buffer = place >= own_begin && place < own_begin + buffer.size();
        copies += !in_own_buffer && canary.is_at(buffer.data() + i);
      }
    }
  }
  return copies;
}

std::string turned(std::string_view text) {
  std::string turned_text;
  for (const char byte : text) turned_text += static_cast<char>(~byte);
  return turned_text;
}

// Twelve letters with every bit turned, drawn so that the plain word is nowhere in the program.
Canary make_canary(unsigned seed) {
  std::string letters(12, '\0');
  for (char& letter : letters) {
    seed = seed * 1664525U + 1013904223U;
    letter = static_cast<char>(~('a' + (seed >> 16) % 26));
  }
  return Canary(letters);
}

TEST(Canary, TheSearchFindsWhatIsThere) {
  const Canary canary = make_canary(1);
  SecretText text;
  for (std::size_t i = 0; i < canary.size(); ++i) {
    const char letter = canary.at(i);
    text.append({&letter, 1});
  }
  EXPECT_GE(copies_in_memory(canary), 1U);
  text.wipe();
  EXPECT_EQ(copies_in_memory(canary), 0U);
}

TEST(Canary, AWipedFieldLeavesNoCopy) {
  const Canary canary = make_canary(2);
  Keyboard keyboard{KeyboardEngines{}};
  TextField field(Lines::multiple, 5000);
  keyboard.attach(&field);
  for (int round = 0; round < 30; ++round) {  // the text grows and moves
    for (std::size_t i = 0; i < canary.size(); ++i) {
      const char letter = canary.at(i);
      keyboard.type({&letter, 1});
    }
    keyboard.press("key.space");
    if (round % 3 == 0) field.undo();
  }
  field.select_all();
  field.erase_before();
  field.undo();
  { const TextField::Shown shown = field.shown(); }
  EXPECT_GE(copies_in_memory(canary), 20U);
  keyboard.wipe();
  field.wipe();
  EXPECT_EQ(copies_in_memory(canary), 0U);
}

// libime frees plain strings: what remains is measured. The visit's process exits after each visit.
TEST(Canary, WhatLibimeKeepsIsMeasured) {
  auto pinyin = PinyinEngine::open();
  if (!pinyin) GTEST_SKIP() << pinyin.error().message;
  const Canary letters(turned("qiongzhuangchuan"));
  KeyboardEngines engines;
  engines.pinyin = std::move(*pinyin);
  Keyboard keyboard(std::move(engines));
  TextField field;
  keyboard.attach(&field);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char letter = letters.at(i);
    keyboard.type({&letter, 1});
  }
  const std::size_t composing = copies_in_memory(letters);
  EXPECT_GE(composing, 1U);
  keyboard.press("key.space");
  const Canary sentence(turned(field.text()));
  const std::size_t written = copies_in_memory(sentence);
  keyboard.wipe();
  field.wipe();
  std::printf(
      "letters: %zu copies while composing, %zu after the wipe; the sentence: %zu when written, %zu after\n",
      composing, copies_in_memory(letters), written, copies_in_memory(sentence));
}

std::map<std::string, std::size_t> hashes_of(const std::filesystem::path& folder) {
  std::map<std::string, std::size_t> hashes;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    hashes[entry.path().string()] = std::hash<std::string>()(bytes.str());
  }
  return hashes;
}

TEST(Canary, LibimeWritesNoFile) {
  const auto home = std::filesystem::path(testing::TempDir()) / "crier-input-home";
  std::filesystem::remove_all(home);
  std::filesystem::create_directories(home);
  for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
    ::setenv(name, home.c_str(), 1);
  const auto data = hashes_of("/usr/share/libime");
  auto engine = PinyinEngine::open();
  if (!engine) GTEST_SKIP() << engine.error().message;
  for (const char* word : {"wangluozhapian", "jubao", "ceshi"}) {
    for (const char* letter = word; *letter != 0; ++letter) (*engine)->type(*letter);
    (*engine)->select(0);
  }
  int writable = 0;
  for (const auto& link : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::ifstream info("/proc/self/fdinfo/" + link.path().filename().string());
    std::error_code error;
    const std::string target = std::filesystem::read_symlink(link.path(), error).string();
    unsigned flags = 0;
    for (std::string key; info >> key;)
      if (key == "flags:") info >> std::oct >> flags;
    writable += (flags & 3U) != 0 && target.find("ime") != std::string::npos;
  }
  EXPECT_EQ(writable, 0);
  engine->reset();
  EXPECT_TRUE(std::filesystem::is_empty(home));
  EXPECT_EQ(hashes_of("/usr/share/libime"), data);
  std::filesystem::remove_all(home);
}

}  // namespace
}  // namespace crier
