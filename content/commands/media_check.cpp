// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "content/commands/command.hpp"
#include "content/media/loudness.hpp"
#include "content/media/probe.hpp"

namespace crier {
namespace {

struct MediaCheckOptions {
  std::string file;
  bool json = false;
};

double seconds(Nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

nlohmann::ordered_json to_json(const std::string& file, const Result<Probe>& probe,
                               const std::optional<Loudness>& loudness) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
  };
  constexpr const char* kKinds[] = {"video", "picture", "sound"};
  nlohmann::ordered_json json;
  json["file"] = file;
  json["playable"] = probe.has_value();
  if (!probe) {
    json["fault"] = probe.error().message;
    return json;
  }
  json["kind"] = kKinds[static_cast<int>(probe->kind)];
  json["duration_ns"] = probe->duration.count();
  json["width"] = probe->width;
  json["height"] = probe->height;
  json["frame_rate"] = probe->frame_rate;
  json["video_codec"] = text_or_null(probe->video_codec);
  json["audio_codec"] = text_or_null(probe->audio_codec);
  const bool is_heard = loudness && !loudness->is_silent();
  json["loudness_lufs"] = is_heard ? nlohmann::ordered_json(loudness->integrated_lufs) : nullptr;
  json["true_peak_dbtp"] = is_heard ? nlohmann::ordered_json(loudness->true_peak_dbtp) : nullptr;
  return json;
}

std::string in_words(const Loudness& loudness) {
  if (loudness.is_silent()) return ", silent";
  return fmt::format(", {:.1f} LUFS, peak {:.1f} dBTP", loudness.integrated_lufs, loudness.true_peak_dbtp);
}

// None where there is no sound to measure, or it cannot be measured.
std::optional<Loudness> loudness_of(const std::string& file, const Result<Probe>& probe) {
  if (!probe || !probe->has_audio || probe->kind == MediumKind::picture) return std::nullopt;
  const std::atomic<bool> never{false};
  const auto loudness = measure_loudness(file, never);
  return loudness ? std::optional<Loudness>(*loudness) : std::nullopt;
}

std::string in_words(const Probe& probe) {
  const std::string sound = probe.has_audio ? "sound in " + probe.audio_codec : std::string("no sound");
  switch (probe.kind) {
    case MediumKind::picture:
      return fmt::format("a picture, {}x{}, {}", probe.width, probe.height, probe.video_codec);
    case MediumKind::sound:
      return fmt::format("a sound, {:.3f} s, {}", seconds(probe.duration), probe.audio_codec);
    case MediumKind::video:
      break;
  }
  const std::string rate =
      probe.frame_rate > 0 ? fmt::format("{:.6g} frames a second, ", probe.frame_rate) : std::string();
  return fmt::format("a film, {:.3f} s, {}x{}, {}{}, {}", seconds(probe.duration), probe.width, probe.height,
                     rate, probe.video_codec, sound);
}

void run(const MediaCheckOptions& options) {
  const auto probe = probe_medium(options.file);
  const auto loudness = loudness_of(options.file, probe);
  if (options.json) {
    fmt::print(
        "{}\n",
        to_json(options.file, probe, loudness).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    if (!probe) throw CLI::RuntimeError(kBadInput);
    return;
  }
  if (!probe) stop_with({probe.error().code, fmt::format("{}: {}", options.file, probe.error().message)});
  fmt::print("{}: {}{}\n", options.file, in_words(*probe), loudness ? in_words(*loudness) : "");
}

}  // namespace

void add_media_command(CLI::App& app) {
  auto options = std::make_shared<MediaCheckOptions>();  // lives as long as the callback
  CLI::App* const media = app.add_subcommand("media", "What a media file is");
  media->require_subcommand(1);
  CLI::App* const command =
      media->add_subcommand("check", "What a media file is, measured, and whether it plays");
  command->add_option("FILE", options->file, "The file")->required();
  command->add_flag("--json", options->json, "For programs: a JSON object");
  command->callback([options] { run(*options); });
}

}  // namespace crier
