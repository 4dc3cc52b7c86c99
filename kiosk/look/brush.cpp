// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/brush.hpp"

#include <GL/gl.h>
#include <GL/glext.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <qrencode.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "player/scene/still_picture.hpp"

namespace crier {
namespace {

constexpr int kTile = 96;           // side of the shadow's tile
constexpr int kTileCorner = 40;     // of it that keeps its size
constexpr double kIconLine = 1.75;  // width of a line, in the icon's units of a 24th
constexpr double kIconUnits = 24;
constexpr int kTextureSide = 1400;  // pictures are kept no larger

ImU32 colour32(Rgb colour, double alpha = 1) {
  return IM_COL32((colour >> 16) & 255U, (colour >> 8) & 255U, colour & 255U,
                  static_cast<unsigned>(std::lround(std::clamp(alpha, 0.0, 1.0) * 255)));
}

ImVec2 point(double x, double y) {
  return {static_cast<float>(x), static_cast<float>(y)};
}

ImVec2 top_left(const Rectangle& place) {
  return point(place.x, place.y);
}

ImVec2 bottom_right(const Rectangle& place) {
  return point(place.right(), place.bottom());
}

// A line with round ends and joints.
void stroke(ImDrawList& list, const std::vector<ImVec2>& points, bool closed, ImU32 colour, float width) {
  if (points.empty()) return;
  const float radius = width / 2;
  const int sides = std::clamp(static_cast<int>(width * 1.5F), 10, 24);
  list.AddPolyline(points.data(), static_cast<int>(points.size()), colour, closed ? ImDrawFlags_Closed : 0,
                   width);
  for (const ImVec2& joint : points) list.AddCircleFilled(joint, radius, colour, sides);
}

// Reads an icon's path and draws it, line by line.
class IconPath {
 public:
  IconPath(ImDrawList& list, const Rectangle& place, Rgb colour)
      : list_(list),
        scale_(std::min(place.width, place.height) / kIconUnits),
        x_(place.x + (place.width - kIconUnits * scale_) / 2),
        y_(place.y + (place.height - kIconUnits * scale_) / 2),
        colour_(colour32(colour)),
        width_(static_cast<float>(std::max(1.5, kIconLine * scale_))) {}

  void draw(std::string_view path) {
    const std::string text(path);
    const char* at = text.c_str();
    const auto number = [&at] {
      char* end = nullptr;
      const double value = std::strtod(at, &end);
      at = end;
      return value;
    };
    while (*at != '\0') {
      const char command = *at++;
      switch (command) {
        case 'M': {
          finish(false);
          const double x = number();
          add(x, number());
          break;
        }
        case 'L': {
          const double x = number();
          add(x, number());
          break;
        }
        case 'C': {
          double values[6];
          for (double& value : values) value = number();
          curve(values);
          break;
        }
        case 'Z':
          finish(true);
          break;
        case 'O': {
          finish(false);
          const double x = number();
          const double y = number();
          const double radius = number();
          list_.AddCircle(place(x, y), static_cast<float>(radius * scale_), colour_, 48, width_);
          break;
        }
        default:
          break;
      }
    }
    finish(false);
  }

 private:
  ImVec2 place(double x, double y) const { return point(x_ + x * scale_, y_ + y * scale_); }
  void add(double x, double y) {
    last_x_ = x;
    last_y_ = y;
    points_.push_back(place(x, y));
  }
  void curve(const double (&to)[6]) {
    constexpr int kSteps = 14;
    const double from_x = last_x_;
    const double from_y = last_y_;
    for (int i = 1; i <= kSteps; ++i) {
      const double t = i / double{kSteps};
      const double s = 1 - t;
      add(s * s * s * from_x + 3 * s * s * t * to[0] + 3 * s * t * t * to[2] + t * t * t * to[4],
          s * s * s * from_y + 3 * s * s * t * to[1] + 3 * s * t * t * to[3] + t * t * t * to[5]);
    }
  }
  void finish(bool closed) {
    if (points_.size() == 2 && std::abs(points_[0].x - points_[1].x) + std::abs(points_[0].y - points_[1].y) <
                                   0.2F * static_cast<float>(scale_)) {
      list_.AddCircleFilled(points_[0], width_ * 0.65F, colour_, 16);  // a dot
    } else {
      stroke(list_, points_, closed, colour_, width_);
    }
    points_.clear();
  }

  ImDrawList& list_;
  const double scale_;
  const double x_;
  const double y_;
  const ImU32 colour_;
  const float width_;
  double last_x_ = 0;
  double last_y_ = 0;
  std::vector<ImVec2> points_;
};

}  // namespace

struct Brush::Texture {
  GLuint id = 0;
  int width = 0;
  int height = 0;

  ~Texture() {
    if (id != 0) glDeleteTextures(1, &id);
  }
};

Brush::Brush(ImFontAtlas& atlas) : atlas_(atlas), tile_(atlas.AddCustomRectRegular(kTile, kTile)) {}
Brush::~Brush() = default;

// How a disc's shadow fades from its middle: a smooth step over the corner.
void Brush::paint_tile() {
  const ImFontAtlasCustomRect& area = *atlas_.GetCustomRectByIndex(tile_);
  for (int y = 0; y < kTile; ++y) {
    for (int x = 0; x < kTile; ++x) {
      const double dx = std::max({kTileCorner - x - 0.5, x + 0.5 - (kTile - kTileCorner), 0.0});
      const double dy = std::max({kTileCorner - y - 0.5, y + 0.5 - (kTile - kTileCorner), 0.0});
      const double away = std::min(1.0, std::hypot(dx, dy) / kTileCorner);
      const double fade = 1 - away * away * (3 - 2 * away);
      atlas_.TexPixelsRGBA32[(area.Y + y) * atlas_.TexWidth + area.X + x] =
          IM_COL32(255, 255, 255, static_cast<unsigned>(std::lround(fade * 255)));
    }
  }
}

void Brush::fill(const Rectangle& place, Rgb colour, double radius, double alpha) {
  list_->AddRectFilled(top_left(place), bottom_right(place), colour32(colour, alpha),
                       static_cast<float>(radius));
}

void Brush::gradient(const Rectangle& place, Rgb from, Rgb to, double radius) {
  const int first = list_->VtxBuffer.Size;
  list_->AddRectFilled(top_left(place), bottom_right(place), colour32(from), static_cast<float>(radius));
  ImGui::ShadeVertsLinearColorGradientKeepAlpha(list_, first, list_->VtxBuffer.Size, top_left(place),
                                                bottom_right(place), colour32(from), colour32(to));
}

void Brush::outline(const Rectangle& place, Rgb colour, double thickness, double radius) {
  const double half = thickness / 2;
  list_->AddRect(point(place.x + half, place.y + half), point(place.right() - half, place.bottom() - half),
                 colour32(colour), static_cast<float>(radius), 0, static_cast<float>(thickness));
}

void Brush::shadow(const Rectangle& place, double blur, double alpha) {
  const ImFontAtlasCustomRect& area = *atlas_.GetCustomRectByIndex(tile_);
  const double corner = std::min({blur * 2, place.width / 2.0 + blur, place.height / 2.0 + blur});
  const double xs[4] = {place.x - blur, place.x - blur + corner, place.right() + blur - corner,
                        place.right() + blur};
  const double ys[4] = {place.y - blur, place.y - blur + corner, place.bottom() + blur - corner,
                        place.bottom() + blur};
  const int steps[4] = {0, kTileCorner, kTile - kTileCorner, kTile};
  const ImU32 colour = colour32(0x16305c, alpha);
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      const ImVec2 uv0 = point((area.X + steps[column]) / double(atlas_.TexWidth),
                               (area.Y + steps[row]) / double(atlas_.TexHeight));
      const ImVec2 uv1 = point((area.X + steps[column + 1]) / double(atlas_.TexWidth),
                               (area.Y + steps[row + 1]) / double(atlas_.TexHeight));
      list_->PrimReserve(6, 4);
      list_->PrimRectUV(point(xs[column], ys[row]), point(xs[column + 1], ys[row + 1]), uv0, uv1, colour);
    }
  }
}

void Brush::circle(double x, double y, double radius, Rgb colour, double alpha) {
  list_->AddCircleFilled(point(x, y), static_cast<float>(radius), colour32(colour, alpha), 64);
}

void Brush::ring(double x, double y, double radius, double thickness, Rgb colour, double alpha) {
  list_->AddCircle(point(x, y), static_cast<float>(radius), colour32(colour, alpha), 96,
                   static_cast<float>(thickness));
}

void Brush::line(double x1, double y1, double x2, double y2, double thickness, Rgb colour) {
  list_->AddLine(point(x1, y1), point(x2, y2), colour32(colour), static_cast<float>(thickness));
}

void Brush::icon(Icon icon, const Rectangle& place, Rgb colour) {
  IconPath(*list_, place, colour).draw(icon_path(icon));
}

bool Brush::qr(const std::string& text, const Rectangle& place) {
  constexpr int kQuietZone = 4;  // modules, ISO/IEC 18004 clause 5.3.8
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) return false;
  const int modules = code->width + 2 * kQuietZone;
  const int module = std::min(place.width, place.height) / modules;
  if (module < 2) return false;
  const int side = module * modules;
  const Rectangle tile{place.x + (place.width - side) / 2, place.y + (place.height - side) / 2, side, side};
  fill(tile, 0xffffff, module * 2.0);
  const ImDrawListFlags flags = list_->Flags;
  list_->Flags &= ~ImDrawListFlags_AntiAliasedFill;  // neighbours must not show a seam
  for (int row = 0; row < code->width; ++row) {
    for (int column = 0; column < code->width; ++column) {
      if ((code->data[row * code->width + column] & 1) == 0) continue;
      fill({tile.x + (column + kQuietZone) * module, tile.y + (row + kQuietZone) * module, module, module},
           0x0b1833);
    }
  }
  list_->Flags = flags;
  return true;
}

Brush::Texture* Brush::texture(const std::filesystem::path& file) {
  auto& kept = textures_[file.string()];
  if (kept) return kept->id == 0 ? nullptr : kept.get();
  kept = std::make_unique<Texture>();
  const std::atomic<bool> never{false};
  const auto picture = load_still(file, kTextureSide, kTextureSide, PictureFit::contain, never);
  if (!picture) return nullptr;
  const PictureShape& shape = picture->shape();
  const Plane plane = picture->planes()[0];
  kept->width = shape.width;
  kept->height = shape.height;
  glGenTextures(1, &kept->id);
  glBindTexture(GL_TEXTURE_2D, kept->id);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, plane.stride / 4);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, shape.width, shape.height, 0, GL_BGRA, GL_UNSIGNED_BYTE,
               plane.data);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  return kept.get();
}

double Brush::proportions(const std::filesystem::path& file) {
  const Texture* const found = texture(file);
  return found == nullptr ? 0 : double(found->width) / found->height;
}

bool Brush::picture(const std::filesystem::path& file, const Rectangle& place, bool covers) {
  Texture* const found = texture(file);
  if (found == nullptr) return false;
  const double wide = double(place.width) / found->width;
  const double high = double(place.height) / found->height;
  const double scale = covers ? std::max(wide, high) : std::min(wide, high);
  const double width = found->width * scale;
  const double height = found->height * scale;
  ImVec2 uv0{0, 0};
  ImVec2 uv1{1, 1};
  Rectangle target = place;
  if (covers) {
    const double cut_x = (1 - place.width / width) / 2;
    const double cut_y = (1 - place.height / height) / 2;
    uv0 = point(cut_x, cut_y);
    uv1 = point(1 - cut_x, 1 - cut_y);
  } else {
    target = {place.x + static_cast<int>((place.width - width) / 2),
              place.y + static_cast<int>((place.height - height) / 2), static_cast<int>(width),
              static_cast<int>(height)};
  }
  list_->AddImageRounded(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(found->id)),
                         top_left(target), bottom_right(target), uv0, uv1, IM_COL32_WHITE,
                         static_cast<float>(std::min(place.width, place.height)) * 0.04F);
  return true;
}

}  // namespace crier
