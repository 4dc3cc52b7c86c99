// SPDX-License-Identifier: Apache-2.0
// Chinese text as a Mandarin voice wants it: pinyin with the tone as a figure, figures and signs spelled out.
// Pure functions; any thread.
#pragma once

#include <string>

namespace crier {

// "8时发布暴雨橙色预警" becomes "ba1 shi2 fa1 bu4 bao4 yu3 cheng2 se4 yu4 jing3". Readings are Unicode's most
// usual ones, but for a few words of warnings. Letters that are not Chinese stay.
std::string to_pinyin(const std::string& utf8);

// The text with its figures in Chinese characters as they are said: "2026年" figure by figure, "12379"
// likewise, "08:30" as a time of day, "30%" as a part of a hundred.
std::string spell_figures(const std::string& utf8);

}  // namespace crier
