// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/type.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <ft2build.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <utility>

#include FT_FREETYPE_H
#include <imgui.h>

#include "config/secret_text.hpp"
#include "kiosk/look/last_line.hpp"
#include "kiosk/look/line_rules.hpp"

namespace crier {
namespace {

constexpr const char* kFolder = "/usr/share/fonts/opentype/noto/";
constexpr std::array<const char*, 2> kFiles = {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"};
constexpr FT_Long kSimplifiedFace = 2;  // of the collections
constexpr FT_Long kTraditionalFace = 3;
constexpr int kPageWidth = 2040;
constexpr int kPageHeight = 900;
constexpr double kAscent = 0.88;  // of the em box above the baseline, for Chinese fonts
constexpr double kShrinkStep = 0.96;
constexpr float kNarrowSide = 0.05F;  // of an em beside a mark that is narrow in English
constexpr double kBlankHalf = 0.3;    // of an em: marks that stand in the right half of their box
constexpr double kBlankLeft = 0.06;   // that remains of it at a line's beginning

// The font's quotation marks and dots are as wide as a hanzi.
bool is_narrow_in_english(char32_t character) {
  return character == U'\u2018' || character == U'\u2019' || character == U'\u201C' ||
         character == U'\u201D' || character == U'\u00B7';
}

template <class Value>
using WipedMap =
    std::map<std::uint64_t, Value, std::less<>, WipingAllocator<std::pair<const std::uint64_t, Value>>>;

struct FaceKey {
  Weight weight = Weight::regular;
  bool is_traditional = false;
  bool is_english = false;
};

struct Glyph {
  float left = 0;  // of the bitmap, from the pen
  float top = 0;   // of the bitmap, above the baseline
  int width = 0;
  int height = 0;
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
  bool is_there = false;
};

}  // namespace

struct Type::State {
  ImFontAtlas* atlas = nullptr;
  int page = 0;  // the atlas's rectangle for glyphs
  FT_Library library = nullptr;
  std::array<void*, 2> memory{};
  std::array<std::size_t, 2> sizes{};
  std::array<std::array<FT_Face, 2>, 2> faces{};  // by weight, then simplified and traditional
  bool is_traditional = false;
  bool is_english = false;
  // Their keys tell what was written.
  WipedMap<Glyph> glyphs;
  WipedMap<float> advances;  // of an em
  int pen_x = 0, pen_y = 0, row = 0;
  Rectangle dirty;
  bool overflow = false;
  bool wiped = false;

  ~State() {
    for (const auto& pair : faces)
      for (FT_Face face : pair)
        if (face != nullptr) FT_Done_Face(face);
    if (library != nullptr) FT_Done_FreeType(library);
    for (std::size_t i = 0; i < memory.size(); ++i)
      if (memory[i] != nullptr) munmap(memory[i], sizes[i]);
  }

  Result<void> map(std::size_t index) {
    const std::string path = std::string(kFolder) + kFiles[index];
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (fd < 0 || fstat(fd, &info) != 0) {
      if (fd >= 0) close(fd);
      return fail(ErrorCode::not_found, fmt::format("cannot read {}: install fonts-noto-cjk", path));
    }
    sizes[index] = static_cast<std::size_t>(info.st_size);
    void* const mapped = mmap(nullptr, sizes[index], PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (mapped == MAP_FAILED) return fail(ErrorCode::io, fmt::format("cannot map {}", path));
    memory[index] = mapped;
    for (const FT_Long face : {kSimplifiedFace, kTraditionalFace}) {
      FT_Face& into = faces[index][face == kTraditionalFace ? 1 : 0];
      if (FT_New_Memory_Face(library, static_cast<const FT_Byte*>(mapped), static_cast<FT_Long>(sizes[index]),
                             face, &into) != 0)
        return fail(ErrorCode::format, fmt::format("{} is no font that can be read", path));
    }
    return {};
  }

  void clear() {
    glyphs.clear();
    pen_x = pen_y = row = 0;
    const ImFontAtlasCustomRect* const area = atlas->GetCustomRectByIndex(page);
    for (int y = 0; y < kPageHeight; ++y) std::memset(pixel(*area, 0, y), 0, kPageWidth * 4U);
    dirty = {area->X, area->Y, kPageWidth, kPageHeight};
  }

  unsigned char* pixel(const ImFontAtlasCustomRect& area, int x, int y) const {
    auto* const pixels = reinterpret_cast<unsigned char*>(atlas->TexPixelsRGBA32);
    const std::size_t at = static_cast<std::size_t>(area.Y + y) * static_cast<std::size_t>(atlas->TexWidth) +
                           static_cast<std::size_t>(area.X + x);
    return pixels + at * 4;
  }

  // Room for a bitmap on the page; none where it is full.
  bool take_room(int width, int height, int& x, int& y) {
    if (pen_x + width > kPageWidth) {
      pen_x = 0;
      pen_y += row;
      row = 0;
    }
    if (pen_y + height > kPageHeight) return false;
    x = pen_x;
    y = pen_y;
    pen_x += width;
    row = std::max(row, height);
    return true;
  }

  void put(const FT_Bitmap& bitmap, Glyph& glyph) {
    glyph.width = static_cast<int>(bitmap.width);
    glyph.height = static_cast<int>(bitmap.rows);
    if (glyph.width == 0 || glyph.height == 0) return;
    int x = 0;
    int y = 0;
    if (!take_room(glyph.width + 1, glyph.height + 1, x, y)) {
      overflow = true;
      glyph.width = 0;
      return;
    }
    const ImFontAtlasCustomRect& area = *atlas->GetCustomRectByIndex(page);
    for (int line = 0; line < glyph.height; ++line) {
      const unsigned char* const from = bitmap.buffer + line * bitmap.pitch;
      unsigned char* const to = pixel(area, x, y + line);
      for (int i = 0; i < glyph.width; ++i) {
        to[i * 4] = to[i * 4 + 1] = to[i * 4 + 2] = 255;
        to[i * 4 + 3] = from[i];
      }
    }
    const Rectangle part{area.X + x, area.Y + y, glyph.width, glyph.height};
    if (dirty.empty()) {
      dirty = part;
    } else {
      const int right = std::max(dirty.right(), part.right());
      const int bottom = std::max(dirty.bottom(), part.bottom());
      dirty.x = std::min(dirty.x, part.x);
      dirty.y = std::min(dirty.y, part.y);
      dirty.width = right - dirty.x;
      dirty.height = bottom - dirty.y;
    }
    const auto tex_width = static_cast<float>(atlas->TexWidth);
    const auto tex_height = static_cast<float>(atlas->TexHeight);
    glyph.u0 = static_cast<float>(part.x) / tex_width;
    glyph.v0 = static_cast<float>(part.y) / tex_height;
    glyph.u1 = static_cast<float>(part.right()) / tex_width;
    glyph.v1 = static_cast<float>(part.bottom()) / tex_height;
  }

  std::uint64_t key_of(char32_t character, int em, Weight weight) const {
    return (std::uint64_t{character} << 24) | (static_cast<std::uint64_t>(em) << 2) |
           (weight == Weight::bold ? 2U : 0U) | (is_traditional ? 1U : 0U) |
           (is_english ? std::uint64_t{1} << 63 : 0U);
  }

  FT_Face face_of(Weight weight) const {
    return faces[weight == Weight::bold ? 1 : 0][is_traditional ? 1 : 0];
  }

  // Without a place on the page: words are measured at many sizes and drawn at one.
  double advance(char32_t character, int em, Weight weight) {
    const std::uint64_t key = key_of(character, 0, weight);
    auto found = advances.find(key);
    if (found == advances.end()) {
      FT_Face face = face_of(weight);
      float of_em = 0;
      if (FT_Load_Glyph(face, FT_Get_Char_Index(face, character), FT_LOAD_NO_SCALE) == 0) {
        const auto unit = static_cast<float>(face->units_per_EM);
        of_em = static_cast<float>(face->glyph->metrics.horiAdvance) / unit;
        if (is_english && is_narrow_in_english(character))
          of_em = static_cast<float>(face->glyph->metrics.width) / unit + 2 * kNarrowSide;
      }
      found = advances.emplace(key, of_em).first;
    }
    return static_cast<double>(found->second) * em;
  }

  const Glyph& glyph(char32_t character, int em, Weight weight) {
    const std::uint64_t key = key_of(character, em, weight);
    const auto found = glyphs.find(key);
    if (found != glyphs.end()) return found->second;
    Glyph made;
    FT_Face face = face_of(weight);
    const FT_UInt index = FT_Get_Char_Index(face, character);
    made.is_there = index != 0;
    FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(em));
    if (FT_Load_Glyph(face, index, FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT) == 0) {
      const bool is_narrowed = is_english && is_narrow_in_english(character);
      if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) == 0) {
        made.left = static_cast<float>(face->glyph->bitmap_left);
        made.top = static_cast<float>(face->glyph->bitmap_top);
        put(face->glyph->bitmap, made);
        if (is_narrowed) made.left = static_cast<float>(em) * kNarrowSide;
      }
    }
    return glyphs.emplace(key, made).first->second;
  }
};

Type::Type(std::unique_ptr<State> state) : state_(std::move(state)) {}
Type::~Type() = default;

Result<std::unique_ptr<Type>> Type::open(ImFontAtlas& atlas) {
  auto state = std::make_unique<State>();
  state->atlas = &atlas;
  if (FT_Init_FreeType(&state->library) != 0) return fail(ErrorCode::device, "FreeType does not start");
  for (std::size_t i = 0; i < kFiles.size(); ++i) {
    if (const auto mapped = state->map(i); !mapped) return tl::unexpected(mapped.error());
  }
  state->page = atlas.AddCustomRectRegular(kPageWidth, kPageHeight);
  return std::unique_ptr<Type>(new Type(std::move(state)));
}

void Type::set_language(Language language) {
  state_->is_traditional = language == Language::traditional;
  state_->is_english = language == Language::english;
}

double Type::width_of(std::string_view text, double em, Weight weight) {
  double width = 0;
  const int size = static_cast<int>(std::lround(em));
  for (std::size_t at = 0; at < text.size();)
    width += state_->advance(next_character(text, at), size, weight);
  return width;
}

std::vector<TypeLine> Type::break_lines(std::string_view text, double width, double em, Weight weight) {
  std::vector<TypeLine> lines;
  const int size = static_cast<int>(std::lround(em));
  TypeLine line;
  double used = 0;            // from line.begin
  std::size_t chance = 0;     // the last place where this line may end
  double used_at_chance = 0;  // to there
  char32_t before = 0;
  const auto end_line = [&](std::size_t end, double line_width, std::size_t next) {
    line.end = end;
    line.width = line_width;
    while (line.end > line.begin && text[line.end - 1] == ' ') {
      --line.end;
      line.width -= state_->advance(U' ', size, weight);
    }
    lines.push_back(line);
    line = {next, next, 0};
    chance = next;
    used_at_chance = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t character = next_character(text, at);
    if (character == U'\n') {
      end_line(begin, used, at);
      used = 0;
      before = 0;
      continue;
    }
    if (before != 0 && begin > line.begin && may_break_between(before, character)) {
      chance = begin;
      used_at_chance = used;
    }
    const double advance = state_->advance(character, size, weight);
    // Twice where what follows the break and may not be parted from this character is a line by itself.
    while (used + advance > width + 0.01 && begin > line.begin && character != U' ') {
      if (chance > line.begin) {
        const double rest = used - used_at_chance;
        end_line(chance, used_at_chance, chance);
        used = rest;
      } else {
        end_line(begin, used, begin);
        used = 0;
      }
    }
    used += advance;
    before = character;
  }
  end_line(text.size(), used, text.size());
  return lines;
}

std::vector<TypeLine> Type::set_lines(std::string_view text, double width, double em, Weight weight) {
  auto lines = break_lines(text, width, em, weight);
  const auto begins_paragraph = [&](std::size_t i) { return i == 0 || text[lines[i].begin - 1] == '\n'; };
  const int size = static_cast<int>(std::lround(em));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (begins_paragraph(i) || (i + 1 < lines.size() && !begins_paragraph(i + 1))) continue;
    std::vector<SetCharacter> characters;
    std::size_t broken = 0;
    for (std::size_t at = lines[i - 1].begin; at < lines[i].end;) {
      const std::size_t begin = at;
      if (begin == lines[i].begin) broken = characters.size();
      const char32_t character = next_character(text, at);
      characters.push_back({character, begin, state_->advance(character, size, weight)});
    }
    const std::size_t better = better_break({characters, broken, width, em, begins_paragraph(i - 1)});
    if (better == broken) continue;
    lines[i].begin = characters[better].begin;
    lines[i - 1].end = lines[i].begin;
    while (text[lines[i - 1].end - 1] == ' ') --lines[i - 1].end;
    for (const std::size_t changed : {i - 1, i}) {
      TypeLine& line = lines[changed];
      line.width = width_of(text.substr(line.begin, line.end - line.begin), em, weight);
    }
  }
  return lines;
}

TypeFit Type::measure(std::string_view text, int width, int height, const TypeStyle& style) {
  TypeFit fit;
  double em = std::round(style.em);
  const double least = style.least_em > 0 ? std::min(std::round(style.least_em), em) : em;
  for (;;) {
    const auto lines = set_lines(text, width, em, style.weight);
    fit.em = em;
    fit.lines = static_cast<int>(lines.size());
    double widest = 0;
    for (const TypeLine& line : lines) widest = std::max(widest, line.width);
    fit.width = static_cast<int>(std::ceil(widest));
    fit.height = static_cast<int>(std::ceil(em + (fit.lines - 1) * em * style.leading));
    fit.fits = fit.width <= width && (height <= 0 || fit.height <= height) &&
               (style.most_lines <= 0 || fit.lines <= style.most_lines);
    if (fit.fits || em <= least) return fit;
    em = std::max(least, std::floor(em * kShrinkStep));
  }
}

TypeFit Type::draw(ImDrawList& list, std::string_view text, const Rectangle& box, const TypeStyle& style) {
  const TypeFit fit = measure(text, box.width, box.height, style);
  const auto lines = set_lines(text, box.width, fit.em, style.weight);
  double y = box.y;
  if (style.in_middle) y += std::max(0.0, (box.height - fit.height) / 2.0);
  int count = 0;
  for (const TypeLine& line : lines) {
    if (style.most_lines > 0 && count >= style.most_lines) break;
    if (box.height > 0 && y + fit.em > box.y + box.height + 1 && count > 0) break;
    double x = box.x;
    if (style.align == Align::centre) x += (box.width - line.width) / 2;
    if (style.align == Align::right) x += box.width - line.width;
    draw_line(list, text.substr(line.begin, line.end - line.begin), x, y, fit.em, style.weight, style.ink);
    y += fit.em * style.leading;
    ++count;
  }
  return fit;
}

double Type::draw_line(ImDrawList& list, std::string_view text, double x, double y, double em, Weight weight,
                       Rgb ink) {
  const int size = static_cast<int>(std::lround(em));
  const double baseline = std::round(y + kAscent * em);
  const ImU32 colour = IM_COL32((ink >> 16) & 255U, (ink >> 8) & 255U, ink & 255U, 255);
  double pen = x;
  for (std::size_t at = 0; at < text.size();) {
    const bool is_first = at == 0;
    const char32_t character = next_character(text, at);
    const Glyph glyph = state_->glyph(character, size, weight);
    // A line that begins with an opening mark begins with its ink, not with the blank half before it.
    if (is_first && !may_end_line(character) && static_cast<double>(glyph.left) > em * kBlankHalf)
      pen -= static_cast<double>(glyph.left) - em * kBlankLeft;
    if (glyph.width > 0) {
      const auto left = static_cast<float>(std::round(pen + static_cast<double>(glyph.left)));
      const float top = static_cast<float>(baseline) - glyph.top;
      list.PrimReserve(6, 4);
      list.PrimRectUV({left, top},
                      {left + static_cast<float>(glyph.width), top + static_cast<float>(glyph.height)},
                      {glyph.u0, glyph.v0}, {glyph.u1, glyph.v1}, colour);
    }
    pen += state_->advance(character, size, weight);
  }
  return pen - x;
}

bool Type::has_glyph(char32_t character) {
  FT_Face face = state_->faces[0][state_->is_traditional ? 1 : 0];
  return FT_Get_Char_Index(face, character) != 0;
}

Rectangle Type::take_new() {
  return std::exchange(state_->dirty, {});
}

bool Type::has_overflowed() const {
  return state_->overflow;
}

bool Type::take_overflow() {
  const bool was_wiped = std::exchange(state_->wiped, false);
  if (!std::exchange(state_->overflow, false)) return was_wiped;
  state_->clear();
  return true;
}

void Type::wipe() {
  state_->clear();
  state_->advances.clear();
  state_->overflow = false;
  state_->wiped = true;
}

}  // namespace crier
