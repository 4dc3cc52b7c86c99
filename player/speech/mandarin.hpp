// SPDX-License-Identifier: Apache-2.0
// Chinese text as a Mandarin voice wants it: pinyin with the tone as a figure, figures and signs spelled out.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace crier {

// How characters read. Takes a tenth of a second to make; one thread at a time.
class MandarinReader {
 public:
  MandarinReader();
  ~MandarinReader();
  MandarinReader(MandarinReader&&) noexcept;
  MandarinReader& operator=(MandarinReader&&) noexcept;

  // "8时发布暴雨橙色预警" becomes "ba1 shi2 fa1 bu4 bao4 yu3 cheng2 se4 yu4 jing3". Readings are Unicode's
  // most usual ones, but for the words of spoken_words.hpp. Traditional characters read as simplified ones;
  // letters that are not Chinese stay.
  std::string to_pinyin(std::string_view utf8) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

// The same for a single text. Any thread.
std::string to_pinyin(std::string_view utf8);

// The text with its figures in Chinese characters as they are said: "2026年" figure by figure, "12379" and
// the three figures of emergency calls likewise, "08:30" as a time of day, "30%" as a part of a hundred. Any
// thread.
std::string spell_figures(std::string_view utf8);

}  // namespace crier
