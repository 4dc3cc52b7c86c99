// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/handwriting_engine.hpp"

#include <zinnia.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace crier {
namespace {

// The square that every character is brought to, as large as the model's samples stand in theirs.
constexpr int kSquare = 1000;
constexpr float kMargin = 225;
constexpr float kSpacing = 65;

struct Bounds {
  float left = std::numeric_limits<float>::max();
  float top = std::numeric_limits<float>::max();
  float right = std::numeric_limits<float>::lowest();
  float bottom = std::numeric_limits<float>::lowest();
};

Bounds bounds_of(const std::vector<Stroke>& strokes) {
  Bounds bounds;
  for (const Stroke& stroke : strokes)
    for (const StrokePoint& point : stroke) {
      bounds.left = std::min(bounds.left, point.x);
      bounds.top = std::min(bounds.top, point.y);
      bounds.right = std::max(bounds.right, point.x);
      bounds.bottom = std::max(bounds.bottom, point.y);
    }
  return bounds;
}

// The strokes in the middle of the square, their proportions kept.
std::vector<Stroke> in_square(std::vector<Stroke> strokes) {
  const Bounds bounds = bounds_of(strokes);
  const float side = std::max({bounds.right - bounds.left, bounds.bottom - bounds.top, 1.0F});
  const float scale = (kSquare - 2 * kMargin) / side;
  for (Stroke& stroke : strokes)
    for (StrokePoint& point : stroke) {
      point.x = kSquare / 2.0F + (point.x - (bounds.left + bounds.right) / 2) * scale;
      point.y = kSquare / 2.0F + (point.y - (bounds.top + bounds.bottom) / 2) * scale;
    }
  return strokes;
}

}  // namespace

struct HandwritingEngine::Recognizer {
  std::unique_ptr<zinnia::Recognizer> recognizer{zinnia::Recognizer::create()};
};

HandwritingEngine::HandwritingEngine(std::unique_ptr<Recognizer> recognizer, Smoothing smoothing)
    : recognizer_(std::move(recognizer)), smoothing_(smoothing) {}
HandwritingEngine::~HandwritingEngine() = default;

Result<std::unique_ptr<HandwritingEngine>> HandwritingEngine::open(const std::filesystem::path& model,
                                                                   Smoothing smoothing) {
  if (std::error_code error; !std::filesystem::is_regular_file(model, error))
    return fail(ErrorCode::not_found, model.string() + " does not exist");
  auto recognizer = std::make_unique<Recognizer>();
  try {
    if (!recognizer->recognizer->open(model.c_str()))
      return fail(ErrorCode::format,
                  model.string() + " is no model of zinnia: " + recognizer->recognizer->what());
  } catch (const std::exception& error) {
    return fail(ErrorCode::format, model.string() + " is no model of zinnia: " + error.what());
  }
  return std::unique_ptr<HandwritingEngine>(new HandwritingEngine(std::move(recognizer), smoothing));
}

bool HandwritingEngine::write(const Stroke& stroke) {
  if (stroke.empty() || strokes_.size() >= kMostStrokes) return false;
  const auto finite = [](const StrokePoint& p) { return std::abs(p.x) < 1e6F && std::abs(p.y) < 1e6F; };
  if (!std::ranges::all_of(stroke, finite)) return false;
  const std::size_t kept = std::min(stroke.size(), kMostPoints);
  strokes_.emplace_back(stroke.begin(), stroke.begin() + static_cast<std::ptrdiff_t>(kept));
  recognized_ = false;
  return true;
}

bool HandwritingEngine::backspace() {
  if (strokes_.empty()) return false;
  strokes_.pop_back();
  recognized_ = false;
  return true;
}

void HandwritingEngine::clear() {
  strokes_.clear();
  candidates_.clear();
  recognized_ = true;
}

std::vector<SecretText> HandwritingEngine::candidates(std::size_t first, std::size_t count) {
  recognize();
  const std::size_t begin = std::min(first, candidates_.size());
  const std::size_t end = begin + std::min(count, candidates_.size() - begin);
  return {candidates_.begin() + static_cast<std::ptrdiff_t>(begin),
          candidates_.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::optional<SecretText> HandwritingEngine::select(std::size_t candidate) {
  recognize();
  if (candidate >= candidates_.size()) return std::nullopt;
  SecretText text = candidates_[candidate];
  clear();
  return text;
}

void HandwritingEngine::recognize() {
  if (recognized_) return;
  recognized_ = true;
  candidates_.clear();
  if (strokes_.empty()) return;
  const std::unique_ptr<zinnia::Character> character(zinnia::Character::create());
  character->set_width(kSquare);
  character->set_height(kSquare);
  std::size_t index = 0;
  for (const Stroke& stroke : in_square(strokes_)) {
    const Stroke drawn = smoothing_ == Smoothing::on ? smooth(stroke, kSpacing) : stroke;
    for (const StrokePoint& point : drawn)
      character->add(index, static_cast<int>(std::lround(point.x)), static_cast<int>(std::lround(point.y)));
    ++index;
  }
  const std::unique_ptr<zinnia::Result> result(recognizer_->recognizer->classify(*character, kCandidates));
  if (!result) return;
  for (std::size_t i = 0; i < result->size(); ++i) candidates_.emplace_back(result->value(i));
}

}  // namespace crier
