// SPDX-License-Identifier: Apache-2.0
// Translator: the kiosk's own words in its languages, by gettext catalogues (domain "crier"); content that is
// written in simplified Chinese turned into traditional by OpenCC. The visit's thread only.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/look/mode.hpp"

namespace crier {

class Translator {
 public:
  // `folder` holds zh_CN/LC_MESSAGES/crier.mo and so on; what a catalogue lacks stays English.
  explicit Translator(const std::filesystem::path& folder);
  ~Translator();

  std::string text(Language language, const char* english) const;

  // In traditional characters (Taiwan's standard forms) and with their quotation marks; the words stay, since
  // laws and offices are named in them. The text as it is where OpenCC or its data is missing.
  std::string traditional(std::string_view simplified) const;

  // Beside the program that runs: ../share/locale.
  static std::filesystem::path usual_folder();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace crier
