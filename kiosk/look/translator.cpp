// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/translator.hpp"

#include <opencc.h>

#include <algorithm>
#include <array>
#include <boost/locale.hpp>
#include <fstream>
#include <iterator>
#include <locale>
#include <system_error>
#include <vector>

#include "kiosk/look/line_rules.hpp"

namespace crier {
namespace {

namespace gettext = boost::locale::gnu_gettext;

bool holds_chinese(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (character >= 0x4E00 && character <= 0x9FFF) return true;
  }
  return false;
}

// Quotation marks as they are written beside traditional characters; an apostrophe, which opens nothing,
// stays.
std::string with_corner_marks(const std::string& text) {
  constexpr std::array<std::array<std::string_view, 2>, 3> kMarks{{{"“", "「"}, {"”", "」"}, {"‘", "『"}}};
  std::string marked;
  int opened = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    const auto found =
        std::ranges::find_if(kMarks, [rest](const auto& mark) { return rest.starts_with(mark[0]); });
    if (found != kMarks.end()) {
      if (found->front() == "‘") ++opened;
      marked += found->back();
      at += found->front().size();
    } else if (opened > 0 && rest.starts_with("’")) {
      --opened;
      marked += "』";
      at += std::string_view("’").size();
    } else {
      marked += text[at++];
    }
  }
  return marked;
}

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
      std::string text = state_->converter->Convert(std::string(simplified));
      return holds_chinese(text) ? with_corner_marks(text) : text;
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
