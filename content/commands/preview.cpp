// SPDX-License-Identifier: Apache-2.0
// The player renders the preview, as a process of its own: content/ stays below player/, and foreign media
// are decoded where a crash costs nothing.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <system_error>

#include "config/time_text.hpp"
#include "content/commands/child.hpp"
#include "content/commands/command.hpp"
#include "content/commands/progress_bar.hpp"

namespace crier {
namespace {

constexpr Nanoseconds kLongestPreview = std::chrono::hours{24};
constexpr const char* kPlayer = "crier-player";

struct PreviewOptions {
  std::string folder;
  std::string screen;
  std::string at;
  std::string length;
  std::string output;
  std::string player;
  bool json = false;
};

// What is to be rendered, found good.
struct PreviewOrder {
  std::string folder;
  std::string screen;
  std::string from;  // RFC 3339 with its offset, so that the player means the same moment
  Nanoseconds length{0};
  std::filesystem::path output;
  std::string player;
};

double in_seconds(Nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

Result<Nanoseconds> read_length(const std::string& text) {
  const auto length = parse_duration(text);
  if (!length) return fail(length.error(), "--for");
  if (*length <= Nanoseconds{0})
    return fail(ErrorCode::invalid_argument, "--for: a preview of no length shows nothing; say 60s or 1h");
  if (*length > kLongestPreview)
    return fail(ErrorCode::invalid_argument,
                fmt::format("--for: {} is longer than a day; preview at most 24h at a time", text));
  return length;
}

Result<void> check_output(const std::filesystem::path& output) {
  const std::string ending = output.extension().string();
  if (ending != ".mp4" && ending != ".png")
    return fail(
        ErrorCode::invalid_argument,
        fmt::format("{}: end the name in .mp4 for a film or in .png for a contact sheet", output.string()));
  std::error_code error;
  if (std::filesystem::is_directory(output, error))
    return fail(ErrorCode::invalid_argument, fmt::format("{} is a folder; name a file", output.string()));
  const std::filesystem::path folder = output.has_parent_path() ? output.parent_path() : ".";
  if (!std::filesystem::is_directory(folder, error))
    return fail(ErrorCode::not_found,
                fmt::format("{}: there is no folder {}; make it first", output.string(), folder.string()));
  if (access(folder.c_str(), W_OK) != 0)
    return fail(ErrorCode::io, fmt::format("{}: {} may not be written to; choose another folder",
                                           output.string(), folder.string()));
  return {};
}

// The player named, else the one installed beside this program, else whatever PATH holds.
Result<std::string> find_player(const std::string& named) {
  if (!named.empty()) {
    if (access(named.c_str(), X_OK) == 0) return named;
    return fail(ErrorCode::not_found,
                fmt::format("--player: {} is no program that can be run: {}", named, std::strerror(errno)));
  }
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return std::string(kPlayer);
  const std::string beside = (self.parent_path() / kPlayer).string();
  return access(beside.c_str(), X_OK) == 0 ? beside : std::string(kPlayer);
}

Result<PreviewOrder> read_order(const PreviewOptions& options) {
  PreviewOrder order;
  order.folder = options.folder;
  order.output = options.output;
  const auto length = read_length(options.length);
  if (!length) return tl::unexpected(length.error());
  order.length = *length;
  if (const auto good = check_output(order.output); !good) return tl::unexpected(good.error());
  auto player = find_player(options.player);
  if (!player) return tl::unexpected(player.error());
  order.player = std::move(*player);
  const auto planned = PlannedScreen::open(options.folder, options.screen);
  if (!planned) return tl::unexpected(planned.error());
  const auto from = (*planned)->time(options.at);
  if (!from) return tl::unexpected(from.error());
  order.screen = (*planned)->screen->id;
  order.from = (*planned)->text(*from);
  return order;
}

// Of "progress 0.42"; none in any other line.
std::optional<double> fraction_in(std::string_view line) {
  constexpr std::string_view kWord = "progress ";
  if (line.substr(0, kWord.size()) != kWord) return std::nullopt;
  std::istringstream number{std::string(line.substr(kWord.size()))};
  number.imbue(std::locale::classic());
  double fraction = 0;
  if (!(number >> fraction)) return std::nullopt;
  return fraction;
}

std::string ending_in_words(const PreviewOrder& order, const ChildEnd& end) {
  if (end.signal != 0)
    return fmt::format("the player crashed ({}); {} was not written", strsignal(end.signal),
                       order.output.string());
  return fmt::format("the player ended with status {}; {} was not written", end.status,
                     order.output.string());
}

// The time it took.
Result<Nanoseconds> render(const PreviewOrder& order) {
  const SystemClock clock;
  const MonotonicTime started = clock.monotonic();
  ProgressBar bar(order.output.filename().string(), order.length);
  double fraction = 0;
  ChildListener listener;
  listener.on_output = [&](std::string_view line) {
    if (const auto told = fraction_in(line)) fraction = *told;
  };
  listener.on_error = [&](std::string_view line) { bar.print_above(line); };
  listener.on_tick = [&] { bar.show(fraction, clock.monotonic() - started); };
  const auto end = run_child(
      {order.player, order.folder, "--screen", order.screen, "--at", order.from, "--for",
       format_duration(order.length), "--record", order.output.string(), "--headless", "--progress"},
      listener);
  if (end && end->succeeded()) return clock.monotonic() - started;

  std::filesystem::path unfinished = order.output;
  unfinished += ".part";
  std::error_code ignored;
  std::filesystem::remove(unfinished, ignored);
  if (end) return fail(ErrorCode::io, ending_in_words(order, *end));
  if (end.error().code == ErrorCode::cancelled)
    return fail(ErrorCode::cancelled, fmt::format("stopped; {} was not written", order.output.string()));
  if (end.error().code == ErrorCode::not_found)
    return fail(ErrorCode::not_found,
                end.error().message + "; install it beside crier, or say where it is with --player");
  return tl::unexpected(end.error());
}

void report(const PreviewOrder& order, Nanoseconds took, bool json) {
  const double speed = in_seconds(order.length) / std::max(in_seconds(took), 0.001);
  if (!json) {
    fmt::print("{}: {:.6g} s of {} from {}, {:.1f} times real time\n", order.output.string(),
               in_seconds(order.length), order.screen, order.from, speed);
    return;
  }
  nlohmann::ordered_json object;
  object["file"] = order.output.string();
  object["screen"] = order.screen;
  object["from"] = order.from;
  object["seconds"] = in_seconds(order.length);
  object["elapsed_seconds"] = in_seconds(took);
  object["times_real_time"] = speed;
  fmt::print("{}\n", object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

// When the file was written last; the clock's beginning where it was not.
std::filesystem::file_time_type written_at(const std::filesystem::path& file) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(file, error);
  return error ? std::filesystem::file_time_type::min() : time;
}

void run(const PreviewOptions& options) {
  const auto order = read_order(options);
  if (!order) stop_with(order.error());
  const auto before = written_at(order->output);
  const auto took = render(*order);
  if (!took) stop_with(took.error(), took.error().code == ErrorCode::cancelled ? kInterrupted : kBadInput);
  if (written_at(order->output) == before)
    stop_with(
        {ErrorCode::io, fmt::format("{} ended well but did not write {}; is it of the same version as crier?",
                                    order->player, order->output.string())});
  report(*order, *took, options.json);
}

}  // namespace

void add_preview_command(CLI::App& app) {
  auto options = std::make_shared<PreviewOptions>();  // lives as long as the callback
  CLI::App* const command =
      app.add_subcommand("preview", "A film, or a contact sheet, of exactly what a screen will show");
  command->add_option("DIR", options->folder, "The workspace")->required();
  command->add_option("--screen", options->screen, "The screen's id; may be left out where there is one");
  command->add_option("--at", options->at, "From this time on; now where left out")
      ->type_name("TIME")
      ->check(CLI::Validator(check_time_text, ""));
  command->add_option("--for", options->length, "For how long: 60s, 5m, 1h; at most 24h")
      ->type_name("DURATION")
      ->required();
  command
      ->add_option("-o,--output", options->output, "FILE.mp4: a film with sound; FILE.png: a frame per item")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--player", options->player,
                   "The crier-player to use; beside crier or on PATH where left out")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "For programs: a JSON object");
  command->callback([options] { run(*options); });
}

}  // namespace crier
