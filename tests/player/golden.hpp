// SPDX-License-Identifier: Apache-2.0
// Golden pictures: what is drawn, held against tests/golden/NAME.png. Both are first averaged over squares of
// four by four pixels, so that a font renderer's other opinion of an edge passes and a word elsewhere does
// not. CRIER_UPDATE_GOLDEN=1 in the environment writes the golden picture instead; look at it before it is
// committed.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "player/media/picture.hpp"
#include "player/scene/painter.hpp"

namespace crier {

// Largest differences that pass, of 255, over all channels of the averaged pictures.
struct GoldenTolerance {
  double mean = 1.0;
  double most = 40;
};

// Fails with the figures, and the paths of the drawn picture and of the differences, which are then in the
// build folder's golden/. The picture may have any layout; transparency counts.
testing::AssertionResult matches_golden(const Picture& picture, const std::string& name,
                                        const GoldenTolerance& tolerance = {});
testing::AssertionResult matches_golden(const Canvas& canvas, const std::string& name,
                                        const GoldenTolerance& tolerance = {});

// The same for a golden picture and an output folder elsewhere.
testing::AssertionResult matches_golden_file(const Picture& picture, const std::filesystem::path& golden,
                                             const std::filesystem::path& output,
                                             const GoldenTolerance& tolerance = {});

// For looking at. False where the file cannot be written.
bool write_png(const Picture& picture, const std::filesystem::path& file);

// An empty Picture where there is no such file.
Picture read_png(const std::filesystem::path& file);

}  // namespace crier
