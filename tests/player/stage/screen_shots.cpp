// SPDX-License-Identifier: Apache-2.0
#include "tests/player/stage/screen_shots.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstring>
#include <memory>
#include <utility>

#include "content/alerts/alerts_folder.hpp"
#include "content/schedule/planner.hpp"
#include "player/recording.hpp"
#include "player/run.hpp"
#include "player/stage_builder.hpp"

namespace crier {
namespace {

Picture copy_of(const Canvas& canvas) {
  Picture picture = Picture::blank(canvas.width, canvas.height);
  for (int y = 0; y < canvas.height; ++y) {
    std::uint8_t* const row = picture.writable_pixels() + std::ptrdiff_t{y} * picture.writable_stride();
    std::memcpy(row, canvas.pixels + std::ptrdiff_t{y} * canvas.stride,
                static_cast<std::size_t>(canvas.width) * 4);
    for (int x = 0; x < canvas.width; ++x) row[x * 4 + 3] = 255;
  }
  return picture;
}

// The alerts in the workspace's folder.
class Board {
 public:
  Board(const Run& run, const Screen& screen) : audience_(run.audience(screen)) {
    for (const std::filesystem::path& folder : run.alert_folders()) {
      const auto listing = list_alerts(folder);
      if (!listing) continue;
      for (const AlertFileName& file : listing->files) {
        AlertFile read = read_alert(folder / file.name, file.name);
        EXPECT_TRUE(read.alert) << file.name;
        if (read.alert) board_.offer(file.name, std::move(*read.alert));
      }
    }
  }

  AlertSource source() const {
    return {[this](WallTime now) { return board_.shown(now, audience_); },
            [this](WallTime now) { return board_.next_change(now); }};
  }

 private:
  const AlertAudience audience_;
  AlertBoard board_;
};

std::unique_ptr<Run> prepare(const std::filesystem::path& folder, const ScreenSize& size) {
  PlayerOptions options;
  options.settings.content = folder;
  options.settings.window = WindowSize{size.width, size.height};
  auto run = Run::prepare(std::move(options));
  EXPECT_TRUE(run) << run.error().message;
  if (!run) return nullptr;
  for (const Diagnostic& diagnostic : (*run)->workspace.diagnostics) {
    EXPECT_NE(diagnostic.severity, Severity::error) << to_text(diagnostic);
  }
  return std::move(*run);
}

}  // namespace

SampleScreen::SampleScreen(const std::string& channel, const std::string& languages) {
  write("office.toml",
        "name = { zh = \"示例区互联网普法办公室\", en = \"Sample District Office for Internet Law\" }\n"
        "time_zone = \"Asia/Shanghai\"\ndefault_channel = \"hall\"\nlanguages = " +
            languages + "\n");
  write("screens.toml", "[[screen]]\nid = \"S1\"\nsize = \"640x360\"\n");
  write("channels/hall.toml", "title = { zh = \"大厅\", en = \"Hall\" }\n" + channel);
  std::filesystem::create_directory(folder_ / "media");
}

void SampleScreen::add_still(const std::string& name, const std::string& colour, int width,
                             int height) const {
  make_clip(folder_ / ("media/" + name + ".png"),
            fmt::format("-f lavfi -i \"color=c={0}:s={1}x{2},drawbox=x=iw*0.1:y=ih*0.1:w=iw*0.3:h=ih*0.3:"
                        "color=0xf6f8fc:t=fill\" -frames:v 1",
                        colour, width, height));
}

void SampleScreen::add_film(const std::string& name, const std::string& colour) const {
  make_clip(folder_ / ("media/" + name + ".mp4"),
            fmt::format("-filter_complex \"color=c={}:s=320x180:r=25:d=8,drawbox=y=130:w=iw:h=50:"
                        "color=0x9db4c8:t=fill[a];color=c=0xf2b134:s=32x32:r=25:d=8[b];"
                        "[a][b]overlay=x=16+t*40:y=48\" -c:v libx264 -preset ultrafast -qp 12 -pix_fmt "
                        "yuv420p",
                        colour));
}

WallTime SampleScreen::beginning_of(const std::string& medium, WallTime from) const {
  const auto run = prepare(folder_.path(), kLandscape);
  if (run == nullptr) return from;
  auto planner = Planner::create(run->office(), *run->screens.front().screen);
  EXPECT_TRUE(planner);
  WallTime time = from;
  for (int turn = 0; planner && turn < 100; ++turn) {
    const Presentation presentation = planner->at(time);
    const bool is_wanted = presentation.item != nullptr && presentation.begins > from &&
                           run->office().media[presentation.item->medium].name == medium;
    if (is_wanted) return presentation.begins;
    time = presentation.ends;
  }
  ADD_FAILURE() << medium << " does not play";
  return from;
}

std::vector<Picture> SampleScreen::at(const ScreenSize& size, WallTime from,
                                      const std::vector<WallTime>& moments) const {
  std::vector<Picture> shots;
  const auto run = prepare(folder_.path(), size);
  if (run == nullptr) return shots;
  const Screen& screen = *run->screens.front().screen;
  Log log(LogLevel::error);
  SteppedClock steps(from);
  const PlayoutClock clock(steps, Nanoseconds{0});
  HeadlessDisplay display({size.width, size.height});
  const Board board(*run, screen);
  ProgrammeOptions options = run->programme_options();
  options.pace = Pace::as_decoded;
  options.sound = false;
  Programmes programmes(run->office(), clock, log, options);
  const auto feed = run->start_programme(programmes, screen, display.size());
  EXPECT_TRUE(feed) << feed.error().message;
  if (!feed) return shots;
  auto stage =
      build_stage({run->office(), screen, display.size(), 0, *feed, from, board.source(), log}, programmes);
  EXPECT_TRUE(stage) << stage.error().message;
  if (!stage) return shots;
  Picture last;
  const auto take = [&](const Canvas& frame, WallTime due) -> Result<void> {
    while (shots.size() < moments.size() && moments[shots.size()] < due) shots.push_back(last.share());
    last = copy_of(frame);
    return {};
  };
  const std::atomic<bool> stopped{false};
  const auto recorded =
      Recording(**stage, display, steps).run(moments.back() + Nanoseconds{1}, stopped, take);
  EXPECT_TRUE(recorded) << recorded.error().message;
  for (const std::string& error : programmes.take_errors()) ADD_FAILURE() << error;
  while (last && shots.size() < moments.size()) shots.push_back(last.share());
  return shots;
}

}  // namespace crier
