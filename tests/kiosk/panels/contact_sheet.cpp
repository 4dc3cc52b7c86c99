// SPDX-License-Identifier: Apache-2.0
// panel-sheets OFFICE FOLDER [FILTER]: every panel in every mode, language and orientation as
// FOLDER/NAME.png; FILTER keeps the names that contain it. For looking.
#include <cstdio>
#include <filesystem>
#include <string>

#include "content/workspace/workspace.hpp"
#include "tests/kiosk/panels/panel_shots.hpp"
#include "tests/player/golden.hpp"

namespace {

using namespace crier;

struct Glazing {
  const char* name;
  int width;
  int height;
};

std::string name_of(const Mode& mode) {
  constexpr const char* kLanguages[] = {"hans", "hant", "en"};
  std::string name = kLanguages[static_cast<int>(mode.language)];
  if (mode.text_size == TextSize::large) name += "-large";
  if (mode.contrast == Contrast::high) name += "-contrast";
  return name;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s OFFICE FOLDER [FILTER]\n", argv[0]);
    return 2;
  }
  const auto workspace = load_workspace(argv[1]);
  if (!workspace) {
    std::fprintf(stderr, "%s\n", workspace.error().message.c_str());
    return 1;
  }
  const std::filesystem::path folder = argv[2];
  const std::string filter = argc > 3 ? argv[3] : "";
  std::filesystem::create_directories(folder);
  int written = 0;
  for (const Glazing& canvas : {Glazing{"portrait", 1080, 1920}, Glazing{"landscape", 1920, 1080}}) {
    Darkroom darkroom(workspace->office, canvas.width, canvas.height);
    for (const Language language : {Language::simplified, Language::traditional, Language::english}) {
      for (const TextSize size : {TextSize::standard, TextSize::large}) {
        for (const Contrast contrast : {Contrast::normal, Contrast::high}) {
          const Mode mode{language, size, contrast, false};
          for (const Shot& shot : all_shots(workspace->office)) {
            const std::string name = std::string(canvas.name) + "-" + name_of(mode) + "-" + shot.name;
            if (name.find(filter) == std::string::npos) continue;
            if (!write_png(darkroom.take(shot, mode), folder / (name + ".png"))) return 1;
            ++written;
          }
        }
      }
    }
  }
  std::printf("%d panels in %s\n", written, folder.string().c_str());
  return 0;
}
