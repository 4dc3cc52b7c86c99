// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/translator.hpp"

#include <opencc.h>

#include <array>
#include <boost/locale.hpp>
#include <fstream>
#include <iterator>
#include <locale>
#include <system_error>
#include <vector>

namespace crier {
namespace {

namespace gettext = boost::locale::gnu_gettext;

std::locale read_catalogue(const std::filesystem::path& folder, const char* language, const char* country) {
  gettext::messages_info info;
  info.language = language;
  info.country = country;
  info.encoding = "UTF-8";
  info.paths.push_back(folder.string());
  info.domains.emplace_back("crier");
  info.callback = [](const std::string& file, const std::string& /*encoding*/) {
    std::ifstream in(file, std::ios::binary);
    return std::vector<char>((std::istreambuf_iterator<char>(in)), {});
  };
  try {
    return {std::locale::classic(), gettext::create_messages_facet<char>(info)};
  } catch (const std::exception&) {
    return std::locale::classic();  // a broken catalogue: English
  }
}

}  // namespace

struct Translator::State {
  std::array<std::locale, 3> locales;  // by Language
  std::unique_ptr<opencc::SimpleConverter> converter;
};

Translator::Translator(const std::filesystem::path& folder) : state_(std::make_unique<State>()) {
  state_->locales[0] = read_catalogue(folder, "zh", "CN");
  state_->locales[1] = read_catalogue(folder, "zh", "TW");
  state_->locales[2] = std::locale::classic();
  try {
    state_->converter = std::make_unique<opencc::SimpleConverter>("s2tw.json");
  } catch (const std::exception&) {
  }
}

Translator::~Translator() = default;

std::string Translator::text(Language language, const char* english) const {
  if (language == Language::english) return english;
  const std::locale& locale = state_->locales[static_cast<std::size_t>(language)];
  if (!std::has_facet<boost::locale::message_format<char>>(locale)) return english;
  return boost::locale::translate(english).str(locale);
}

std::string Translator::traditional(std::string_view simplified) const {
  if (state_->converter) {
    try {
      return state_->converter->Convert(std::string(simplified));
    } catch (const std::exception&) {
    }
  }
  return std::string(simplified);
}

std::filesystem::path Translator::usual_folder() {
  std::error_code unused;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unused);
  return program.parent_path().parent_path() / "share" / "locale";
}

}  // namespace crier
