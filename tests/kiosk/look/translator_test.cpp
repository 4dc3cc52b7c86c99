// SPDX-License-Identifier: Apache-2.0
// The kiosk's words: every one is translated, every one that panels ask for is there, and none is left over.
#include "kiosk/look/translator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "kiosk/look/line_rules.hpp"

namespace crier {
namespace {

constexpr Language kLanguages[] = {Language::simplified, Language::traditional, Language::english};

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The literal that begins at the quotation mark at `at`, which moves behind its end.
std::string literal(const std::string& text, std::size_t& at) {
  std::string found;
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
    found += text[at] == 'n' && text[at - 1] == '\\' ? '\n' : text[at];
  }
  ++at;
  return found;
}

struct Catalog {
  std::map<std::string, std::string> words;  // the heading, whose msgid is empty, is left out
  std::vector<std::string> odd;              // lines that a catalogue of ours does not have
};

// GNU gettext's format, as far as these catalogues need it.
Catalog read_po(const std::string& name) {
  Catalog catalog;
  std::istringstream in(contents(std::filesystem::path(CRIER_PO) / name));
  std::string id;
  std::string text;
  std::string* current = nullptr;
  const auto keep = [&] {
    if (current == &text && !id.empty() && !catalog.words.emplace(id, text).second)
      catalog.odd.push_back("twice: " + id);
  };
  for (std::string line; std::getline(in, line);) {
    std::size_t at = line.find('"');
    if (line.rfind("msgid \"", 0) == 0) {
      keep();
      id.clear();
      text.clear();
      current = &id;
    } else if (line.rfind("msgstr \"", 0) == 0) {
      current = &text;
    } else if (line.empty() || line.rfind("# ", 0) == 0 || line.rfind("#:", 0) == 0) {
      continue;
    } else if (line[0] != '"' || current == nullptr) {
      catalog.odd.push_back(line);
      continue;
    }
    *current += literal(line, at);
  }
  keep();
  return catalog;
}

bool is_name(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

// Every string literal of C++ in text[begin, end), neighbours joined as the compiler does.
std::set<std::string> literals(const std::string& text, std::size_t begin, std::size_t end) {
  std::set<std::string> found;
  std::string joined;
  bool is_in = false;
  for (std::size_t at = begin; at < end;) {
    if (text.compare(at, 2, "//") == 0) {
      at = std::min(text.find('\n', at), text.size());
    } else if (text[at] == '\'' && at > 0 && !is_name(text[at - 1])) {
      at += text[at + 1] == '\\' ? 4 : 3;
    } else if (text[at] == '"') {
      joined += literal(text, at);
      is_in = true;
    } else {
      if (is_in && std::isspace(static_cast<unsigned char>(text[at])) == 0) {
        found.insert(joined);
        joined.clear();
        is_in = false;
      }
      ++at;
    }
  }
  if (is_in) found.insert(joined);
  return found;
}

// What stands between the brackets of each call of tr().
std::set<std::string> asked_for(const std::string& text) {
  std::set<std::string> found;
  for (std::size_t at = text.find("tr("); at != std::string::npos; at = text.find("tr(", at + 1)) {
    if (at == 0 || is_name(text[at - 1])) continue;
    std::size_t end = at + 3;
    for (int depth = 1; end < text.size() && depth > 0;) {
      if (text[end] == '"') {
        literal(text, end);
        continue;
      }
      depth += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
      ++end;
    }
    for (const std::string& one : literals(text, at + 3, end - 1)) found.insert(one);
  }
  return found;
}

std::vector<std::filesystem::path> sources(const std::string& folder) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp")
      found.push_back(entry.path());
  return found;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(Catalogues, have_every_word_translated_and_none_in_doubt) {
  const Catalog simplified = read_po("zh_CN.po");
  const Catalog traditional = read_po("zh_TW.po");
  ASSERT_GT(simplified.words.size(), 20U);
  EXPECT_EQ(simplified.odd, std::vector<std::string>{});
  EXPECT_EQ(traditional.odd, std::vector<std::string>{});
  for (const auto& [id, text] : simplified.words) {
    EXPECT_TRUE(traditional.words.contains(id)) << "only in zh_CN: " << id;
    EXPECT_FALSE(text.empty()) << id;
  }
  for (const auto& [id, text] : traditional.words) {
    EXPECT_TRUE(simplified.words.contains(id)) << "only in zh_TW: " << id;
    EXPECT_FALSE(text.empty()) << id;
  }
}

TEST(Catalogues, fill_in_as_many_values_as_the_program_gives) {
  for (const char* const name : {"zh_CN.po", "zh_TW.po"}) {
    for (const auto& [id, text] : read_po(name).words) {
      EXPECT_EQ(count(text, "{"), count(id, "{")) << id;
      EXPECT_EQ(count(text, "{}"), count(id, "{}")) << id;
      EXPECT_EQ(count(text, "}"), count(id, "}")) << id;
    }
  }
}

TEST(Catalogues, have_whatever_panels_ask_for) {
  const Catalog catalog = read_po("zh_CN.po");
  std::set<std::string> asked;
  for (const auto& file : sources(std::string(CRIER_KIOSK) + "/panels"))
    for (const std::string& one : asked_for(contents(file))) asked.insert(one);
  EXPECT_GT(asked.size(), 20U) << "the calls of tr() were not found";
  for (const std::string& one : asked)
    EXPECT_TRUE(catalog.words.contains(one)) << "not in the catalogues: " << one;
}

TEST(Catalogues, have_nothing_that_nobody_asks_for) {
  std::set<std::string> written;
  for (const auto& file : sources(CRIER_KIOSK)) {
    const std::string text = contents(file);
    written.merge(literals(text, 0, text.size()));
  }
  for (const auto& [id, text] : read_po("zh_CN.po").words)
    EXPECT_TRUE(written.contains(id)) << "nowhere in the kiosk: " << id;
}

TEST(Translator, says_every_word_in_every_language) {
  const Translator translator(CRIER_LOCALE);
  const Catalog simplified = read_po("zh_CN.po");
  const Catalog traditional = read_po("zh_TW.po");
  for (const auto& [id, text] : simplified.words) {
    EXPECT_EQ(translator.text(Language::simplified, id.c_str()), text);
    EXPECT_EQ(translator.text(Language::traditional, id.c_str()), traditional.words.at(id));
    EXPECT_EQ(translator.text(Language::english, id.c_str()), id);
    for (const Language language : kLanguages) EXPECT_FALSE(translator.text(language, id.c_str()).empty());
  }
}

TEST(Translator, leaves_what_a_catalogue_lacks_in_english) {
  const Translator translator(CRIER_LOCALE);
  for (const Language language : kLanguages)
    EXPECT_EQ(translator.text(language, "no panel says this"), "no panel says this");
}

TEST(Translator, speaks_english_where_there_are_no_catalogues) {
  const Translator nowhere("/nonexistent");
  for (const Language language : kLanguages) EXPECT_EQ(nowhere.text(language, "Back"), "Back");
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "crier-broken-catalogue";
  std::filesystem::create_directories(folder / "zh_CN/LC_MESSAGES");
  for (const std::string& broken : {std::string(), std::string("no catalogue"), std::string(28, '\xff')}) {
    std::ofstream(folder / "zh_CN/LC_MESSAGES/crier.mo", std::ios::binary) << broken;
    EXPECT_EQ(Translator(folder).text(Language::simplified, "Back"), "Back");
  }
  std::filesystem::remove_all(folder);
}

TEST(Translator, writes_content_in_traditional_characters) {
  const Translator translator(CRIER_LOCALE);
  EXPECT_EQ(translator.traditional("网络诈骗举报"), "網絡詐騙舉報");
  EXPECT_EQ(translator.traditional("头发和发展"), "頭髮和發展") << "by words, not by characters";
  EXPECT_EQ(translator.traditional("12377, WeChat"), "12377, WeChat");
  EXPECT_EQ(translator.traditional("互联网信息、软件和屏幕"), "互聯網信息、軟件和屏幕") << "the words stay";
  EXPECT_EQ(translator.traditional(""), "");
  EXPECT_FALSE(translator.traditional("\xff\xfe诈骗").empty()) << "ill-formed bytes end nothing";
}

TEST(Translator, quotes_as_traditional_characters_are_quoted) {
  const Translator translator(CRIER_LOCALE);
  EXPECT_EQ(translator.traditional("点“结束并清除”"), "點「結束並清除」");
  EXPECT_EQ(translator.traditional("她说：“他讲‘快转账’。”"), "她說：「他講『快轉賬』。」");
  EXPECT_EQ(translator.traditional("it’s “safe”"), "it’s “safe”") << "English words keep their marks";
  EXPECT_EQ(translator.traditional("见 it’s 网站"), "見 it’s 網站") << "an apostrophe closes nothing";
}

// One panel shows the kiosk's words beside the office's: they must name a thing alike.
TEST(Catalogues, say_what_converted_content_says) {
  const Translator translator(CRIER_LOCALE);
  const Catalog traditional = read_po("zh_TW.po");
  for (const auto& [id, text] : read_po("zh_CN.po").words)
    EXPECT_EQ(traditional.words.at(id), translator.traditional(text)) << id;
}

// One secret, one name.
TEST(Catalogues, call_the_receipt_code_by_one_name) {
  for (const auto& [id, text] : read_po("zh_CN.po").words) {
    EXPECT_EQ(text.find("回执"), std::string::npos) << text;
    EXPECT_EQ(id.find("figures of your receipt"), std::string::npos) << id;
  }
}

TEST(Catalogues, are_written_in_the_characters_of_their_language) {
  const Translator translator(CRIER_LOCALE);
  for (const auto& [id, text] : read_po("zh_TW.po").words)
    EXPECT_EQ(translator.traditional(text), text) << id;
  // As many characters of the simplified catalogue must change as there are simplified ones in it.
  std::size_t changed = 0;
  for (const auto& [id, text] : read_po("zh_CN.po").words) changed += translator.traditional(text) != text;
  EXPECT_GT(changed, 10U);
}

}  // namespace
}  // namespace crier
