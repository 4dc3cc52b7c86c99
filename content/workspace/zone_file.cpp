// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/zone_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "content/model/toml_words.hpp"

namespace crier {
namespace {

constexpr double kSlowest = 1;
constexpr double kFastest = 2000;
constexpr double kSmallestText = 0.005;
constexpr double kLargestText = 0.5;
// Letters can be read from afar where their caps are a fiftieth of the screen's height; they are 0.73 em
// high.
constexpr double kLegibleText = 1 / 50.0 / 0.73;
constexpr double kLegibleTextToWrite = 0.028;
constexpr Nanoseconds kShortestPage = std::chrono::seconds{2};
constexpr Nanoseconds kLongestPage = std::chrono::minutes{10};
constexpr std::size_t kLongestCode = 300;  // bytes; longer ones become too fine for a telephone at a distance
constexpr double kRoundingError = 1e-9;    // 0.1 + 0.9 may be a little more than 1

template <class Value>
struct Word {
  const char* word;
  Value value;
};

constexpr std::array<Word<ZoneKind>, 8> kKinds = {{{"programme", ZoneKind::programme},
                                                   {"playlist", ZoneKind::playlist},
                                                   {"picture", ZoneKind::picture},
                                                   {"logo", ZoneKind::logo},
                                                   {"text", ZoneKind::text},
                                                   {"ticker", ZoneKind::ticker},
                                                   {"clock", ZoneKind::clock},
                                                   {"qr", ZoneKind::qr}}};
constexpr std::array<Word<PictureFit>, 2> kFits = {
    {{"contain", PictureFit::contain}, {"cover", PictureFit::cover}}};
constexpr std::array<Word<NoticeKind>, 2> kNotices = {
    {{"notice", NoticeKind::notice}, {"refutation", NoticeKind::refutation}}};

template <class Value, std::size_t N>
std::vector<std::string> words_of(const std::array<Word<Value>, N>& list) {
  std::vector<std::string> words;
  for (const Word<Value>& entry : list) words.emplace_back(entry.word);
  return words;
}

template <class Value, std::size_t N>
std::optional<Value> value_of(const std::array<Word<Value>, N>& list,
                              const std::optional<std::string>& word) {
  for (const Word<Value>& entry : list) {
    if (word == entry.word) return entry.value;
  }
  return std::nullopt;
}

// The kinds that a key goes with; keys that go with all of them are not listed.
struct KeyUse {
  std::string_view key;
  std::vector<ZoneKind> kinds;
};

const std::vector<KeyUse>& key_uses() {
  using enum ZoneKind;
  static const std::vector<KeyUse> uses = {{"ink", {text, ticker, clock, qr}},
                                           {"text_size", {text, ticker, clock, qr}},
                                           {"languages", {text, ticker, clock, qr}},
                                           {"playlist", {playlist}},
                                           {"media", {picture}},
                                           {"fit", {picture}},
                                           {"text", {text, qr}},
                                           {"code", {qr}},
                                           {"notices", {text, ticker}},
                                           {"speed", {ticker}},
                                           {"page", {text}}};
  return uses;
}

class ZoneReader {
 public:
  ZoneReader(TomlTable& table, const ZoneSources& sources) : table_(table), sources_(sources) {}

  ReadZone read();

 private:
  void read_area();
  void read_look();
  void read_content();
  void read_playlist();
  void read_picture();
  void read_logo();
  void read_notices();
  void read_page();
  void read_code();
  void refuse_keys_of_other_kinds();
  void require(std::string_view key, const char* example);

  TomlTable& table_;
  const ZoneSources& sources_;
  ZoneLayout zone_;
};

void ZoneReader::require(std::string_view key, const char* example) {
  if (table_.has(key)) return;
  table_.complain(key, fmt::format("this zone has no {}", key), fmt::format("write {} = {}", key, example));
}

void ZoneReader::read_area() {
  require("area", "[0, 0, 1, 1]: left, top, width and height in parts of the screen");
  const std::vector<double> area = table_.numbers("area", 4, 0, 1);
  if (area.empty()) return;
  zone_.area = {area[0], area[1], area[2], area[3]};
  if (zone_.area.width <= 0 || zone_.area.height <= 0) {
    table_.complain("area", "the zone has no width or no height",
                    "give the third and fourth number more than 0");
  } else if (zone_.area.x + zone_.area.width > 1 + kRoundingError ||
             zone_.area.y + zone_.area.height > 1 + kRoundingError) {
    table_.complain(
        "area", "the zone reaches beyond the screen",
        fmt::format("make it at most {:.4g} wide and {:.4g} high", 1 - zone_.area.x, 1 - zone_.area.y));
  }
}

void ZoneReader::read_look() {
  zone_.background = read_colour(table_, "background");
  zone_.ink = read_colour(table_, "ink");
  zone_.languages = read_languages_of(table_, "languages", sources_.office.languages);
  zone_.text_size = table_.number("text_size", kSmallestText, kLargestText).value_or(0);
  if (zone_.text_size > 0 && zone_.text_size < kLegibleText) {
    table_.complain("text_size", "letters this small cannot be read from afar",
                    fmt::format("write text_size = {} or more", kLegibleTextToWrite), Severity::warning);
  }
}

void ZoneReader::read_playlist() {
  require("playlist", "\"...\", a playlist of this channel");
  const auto name = table_.string("playlist");
  if (!name) return;
  zone_.playlist = *name;
  const auto& known = sources_.playlists;
  if (std::find(known.begin(), known.end(), *name) == known.end()) {
    table_.complain("playlist", fmt::format("there is no playlist \"{}\"", *name),
                    suggestion(*name, known, fmt::format("write [playlists.{}] with its items", *name)));
  }
}

void ZoneReader::read_picture() {
  require("media", "\"media/...\"");
  if (const auto name = table_.string("media"))
    zone_.medium =
        sources_.shelf.add(*name, {sources_.file, table_.position_of("media"), {}, MediumUse::picture});
  zone_.fit = value_of(kFits, table_.word("fit", words_of(kFits))).value_or(PictureFit::contain);
}

void ZoneReader::read_logo() {
  if (sources_.office.logo) return;
  table_.complain("kind", "the office has no logo", "write logo = \"media/logo.png\" in office.toml");
}

void ZoneReader::read_notices() {
  const std::vector<std::string> words = words_of(kNotices);
  for (const PlacedString& word : table_.strings("notices")) {
    if (const auto kind = value_of(kNotices, word.text)) {
      zone_.notices.push_back(*kind);
    } else {
      table_.complain_at(word.position, fmt::format("\"{}\" is no kind of notice", word.text),
                         suggestion(word.text, words, "write \"notice\", \"refutation\" or both"));
    }
  }
}

void ZoneReader::read_page() {
  zone_.page = table_.duration("page").value_or(Nanoseconds{0});
  if (table_.has("page") && zone_.page != Nanoseconds{0} &&
      (zone_.page < kShortestPage || zone_.page > kLongestPage)) {
    table_.complain("page", "nobody can read pages that change like this", "give a time from 2s to 10m");
  }
}

void ZoneReader::read_code() {
  require("code", "\"https://...\"");
  zone_.code = table_.string("code").value_or("");
  if (table_.has("code") && zone_.code.empty()) {
    table_.refuse("code", "the code says nothing", "write the address it leads to");
  } else if (zone_.code.size() > kLongestCode) {
    table_.complain("code",
                    fmt::format("the code is {} bytes long, too fine to be scanned", zone_.code.size()),
                    fmt::format("use a shorter address, at most {} bytes", kLongestCode));
  }
}

void ZoneReader::read_content() {
  const auto& languages = sources_.office.languages;
  switch (zone_.kind) {
    case ZoneKind::playlist:
      return read_playlist();
    case ZoneKind::picture:
      return read_picture();
    case ZoneKind::logo:
      return read_logo();
    case ZoneKind::text:
      zone_.text = read_localized(table_, "text", languages);
      if (table_.has("text")) table_.refuse("notices", "the zone has both text and notices", "keep one");
      read_notices();
      return read_page();
    case ZoneKind::ticker:
      zone_.speed = table_.number("speed", kSlowest, kFastest).value_or(zone_.speed);
      return read_notices();
    case ZoneKind::qr:
      zone_.text = read_localized(table_, "text", languages);
      return read_code();
    case ZoneKind::programme:
    case ZoneKind::clock:
      return;
  }
}

void ZoneReader::refuse_keys_of_other_kinds() {
  const auto word = std::find_if(kKinds.begin(), kKinds.end(),
                                 [this](const Word<ZoneKind>& entry) { return entry.value == zone_.kind; });
  for (const KeyUse& use : key_uses()) {
    if (std::find(use.kinds.begin(), use.kinds.end(), zone_.kind) != use.kinds.end()) continue;
    table_.refuse(use.key, fmt::format("a {} zone has no {}", word->word, use.key), "take this line away");
  }
}

ReadZone ZoneReader::read() {
  const std::size_t before = sources_.diagnostics.size();
  require("kind", "\"text\", or another kind");
  const auto kind = value_of(kKinds, table_.word("kind", words_of(kKinds)));
  zone_.kind = kind.value_or(ZoneKind::text);
  zone_.name = table_.string("name").value_or(table_.string("kind").value_or("zone"));
  read_area();
  read_look();
  if (kind) {
    read_content();
    refuse_keys_of_other_kinds();
    table_.reject_unknown_keys();
  }
  const auto first_new = sources_.diagnostics.begin() + static_cast<std::ptrdiff_t>(before);
  const bool is_sound = std::all_of(first_new, sources_.diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::warning;
  });
  return {std::move(zone_), kind, is_sound};
}

}  // namespace

ReadZone read_zone_table(TomlTable& table, const ZoneSources& sources) {
  return ZoneReader(table, sources).read();
}

}  // namespace crier
