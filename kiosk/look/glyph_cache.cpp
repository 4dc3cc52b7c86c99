// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/glyph_cache.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <ft2build.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include FT_FREETYPE_H
#include <imgui.h>

#include "config/secret_text.hpp"

namespace crier {
namespace {

constexpr const char* kFolder = "/usr/share/fonts/opentype/noto/";
constexpr std::array<const char*, 2> kFiles = {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"};
constexpr FT_Long kSimplifiedFace = 2;  // of the collections
constexpr FT_Long kTraditionalFace = 3;
constexpr int kPageWidth = 2040;
constexpr int kPageHeight = 900;
constexpr float kNarrowSide = 0.05F;  // of an em beside a mark that is narrow in English

// The font's quotation marks and dots are as wide as a hanzi.
bool is_narrow_in_english(char32_t character) {
  return character == U'\u2018' || character == U'\u2019' || character == U'\u201C' ||
         character == U'\u201D' || character == U'\u00B7';
}

template <class Value>
using WipedMap =
    std::map<std::uint64_t, Value, std::less<>, WipingAllocator<std::pair<const std::uint64_t, Value>>>;

}  // namespace

struct GlyphCache::State {
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
    FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(em));
    if (FT_Load_Glyph(face, FT_Get_Char_Index(face, character), FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT) ==
        0) {
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

GlyphCache::GlyphCache(std::unique_ptr<State> state) : state_(std::move(state)) {}
GlyphCache::~GlyphCache() = default;

Result<std::unique_ptr<GlyphCache>> GlyphCache::open(ImFontAtlas& atlas) {
  auto state = std::make_unique<State>();
  state->atlas = &atlas;
  if (FT_Init_FreeType(&state->library) != 0) return fail(ErrorCode::device, "FreeType does not start");
  for (std::size_t i = 0; i < kFiles.size(); ++i) {
    if (const auto mapped = state->map(i); !mapped) return tl::unexpected(mapped.error());
  }
  state->page = atlas.AddCustomRectRegular(kPageWidth, kPageHeight);
  return std::unique_ptr<GlyphCache>(new GlyphCache(std::move(state)));
}

void GlyphCache::set_language(Language language) {
  state_->is_traditional = language == Language::traditional;
  state_->is_english = language == Language::english;
}

bool GlyphCache::has(char32_t character) const {
  return FT_Get_Char_Index(state_->face_of(Weight::regular), character) != 0;
}

double GlyphCache::advance(char32_t character, int em, Weight weight) {
  return state_->advance(character, em, weight);
}

const Glyph& GlyphCache::at(char32_t character, int em, Weight weight) {
  return state_->glyph(character, em, weight);
}

Rectangle GlyphCache::take_new() {
  return std::exchange(state_->dirty, {});
}

bool GlyphCache::has_overflowed() const {
  return state_->overflow;
}

bool GlyphCache::take_overflow() {
  const bool was_wiped = std::exchange(state_->wiped, false);
  if (!std::exchange(state_->overflow, false)) return was_wiped;
  state_->clear();
  return true;
}

void GlyphCache::wipe() {
  state_->clear();
  state_->advances.clear();
  state_->overflow = false;
  state_->wiped = true;
}

}  // namespace crier
