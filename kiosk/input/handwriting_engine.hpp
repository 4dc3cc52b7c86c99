// SPDX-License-Identifier: Apache-2.0
// HandwritingEngine: printed strokes in their usual order to the 6,763 characters of GB 2312, by zinnia. The
// visit's thread only; one recognition takes 2 to 6 ms.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "config/result.hpp"
#include "kiosk/input/engine.hpp"

namespace crier {

// `off` is for measuring what it is worth.
enum class Smoothing { off, on };

// A finger trembles and a touch screen samples unevenly: the same stroke as points at even distances along
// its way, low-passed, its ends kept. `spacing` in the units of its points.
Stroke smooth(const Stroke& stroke, float spacing);

class HandwritingEngine final : public InputEngine {
 public:
  static constexpr std::size_t kMostStrokes = 40;
  static constexpr std::size_t kMostPoints = 4000;  // of one stroke
  static constexpr std::size_t kCandidates = 10;

  // Reads 27 MB of disk. Errors: not_found, format.
  static Result<std::unique_ptr<HandwritingEngine>> open(
      const std::filesystem::path& model = "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model",
      Smoothing smoothing = Smoothing::on);
  ~HandwritingEngine() override;

  // Where and how large a character is written does not matter; its proportions do.
  bool write(const Stroke& stroke) override;
  bool backspace() override;  // the last stroke
  void clear() override;
  bool empty() const override { return strokes_.empty(); }
  SecretText preedit() const override { return {}; }
  SecretText raw() const override { return {}; }
  std::vector<SecretText> candidates(std::size_t first, std::size_t count) override;
  std::optional<SecretText> select(std::size_t candidate) override;
  const std::vector<Stroke>& strokes() const override { return strokes_; }

 private:
  struct Recognizer;
  HandwritingEngine(std::unique_ptr<Recognizer> recognizer, Smoothing smoothing);
  void recognize();

  std::unique_ptr<Recognizer> recognizer_;
  Smoothing smoothing_;
  std::vector<Stroke> strokes_;
  std::vector<SecretText> candidates_;
  bool recognized_ = true;  // `candidates_` are those of `strokes_`
};

}  // namespace crier
