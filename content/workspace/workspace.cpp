// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "config/clock.hpp"
#include "content/alerts/alerts_folder.hpp"
#include "content/answers/answer_bundle.hpp"
#include "content/cases/case_files.hpp"
#include "content/notices/notice_file.hpp"
#include "content/report_form/report_form_file.hpp"
#include "content/sealing/report_keys_file.hpp"
#include "content/workdays/work_calendar_file.hpp"
#include "content/workspace/bare_content.hpp"
#include "content/workspace/calendar_check.hpp"
#include "content/workspace/channel_file.hpp"
#include "content/workspace/file_names.hpp"
#include "content/workspace/layout_file.hpp"
#include "content/workspace/loudness_file.hpp"
#include "content/workspace/media_shelf.hpp"
#include "content/workspace/office_file.hpp"

namespace crier {
namespace {

// The order in which a person would open them.
int rank_of(const std::string& file) {
  if (file == "office.toml") return 0;
  if (file == "screens.toml") return 1;
  if (file.starts_with("channels/")) return 2;
  return 3;
}

void sort_by_place(Diagnostics& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::forward_as_tuple(rank_of(a.file), a.file, a.line, a.column) <
           std::forward_as_tuple(rank_of(b.file), b.file, b.line, b.column);
  });
}

void report_unused(const std::filesystem::path& root, const MediaShelf& shelf, Diagnostics& diagnostics) {
  for (const std::string& file : files_under(root / "media")) {
    const std::string name = "media/" + file;
    if (role_of(name) != FileRole::medium || shelf.holds(name)) continue;
    diagnostics.push_back(
        {Severity::warning, name, 0, 0, "nothing shows it", "add it to a playlist or a zone, or delete it"});
  }
}

void report_lonely_calendars(const std::filesystem::path& root, const std::vector<std::string>& channels,
                             Diagnostics& diagnostics) {
  constexpr std::string_view kExtension = ".ics";
  for (const std::string& file : files_under(root / "channels")) {
    if (!lower_case(file).ends_with(kExtension)) continue;
    const std::string id = file.substr(0, file.size() - kExtension.size());
    if (file.ends_with(kExtension) && std::binary_search(channels.begin(), channels.end(), id)) continue;
    const std::string nearest = closest(id, channels);
    diagnostics.push_back({Severity::warning, "channels/" + file, 0, 0, "this calendar belongs to no channel",
                           nearest.empty() ? fmt::format("add channels/{}.toml", id)
                                           : fmt::format("call it channels/{}.ics", nearest)});
  }
}

// A case is worth reading without the media that cannot be shown.
void drop_faulty_media(const std::vector<Medium>& media, std::vector<Case>& cases) {
  for (Case& one : cases) {
    if (one.film && media[*one.film].fault) one.film.reset();
    std::erase_if(one.pictures,
                  [&media](const auto& picture) { return media[picture.second].fault.has_value(); });
  }
}

void check_answers(const std::filesystem::path& root, const Office& office, Diagnostics& diagnostics) {
  std::error_code error;
  if (office.report_keys.empty() || !std::filesystem::exists(root / kAnswersFile, error)) return;
  if (check_answer_bundle(root / kAnswersFile, office.report_keys.front().answer_salt)) return;
  diagnostics.push_back({Severity::error, kAnswersFile, 0, 0, "this is no bundle of the office's answers",
                         "write it again from the inbox, so that receipts open their answers"});
}

// What the files say, before anybody looks at the media that they name.
struct Reading {
  Workspace workspace;
  MediaShelf shelf;
  Zone zone;
  std::vector<std::string> channels;
};

Reading read_office(const std::filesystem::path& root) {
  Reading reading{{}, MediaShelf(root), Zone::utc(), channel_ids(root)};
  Office& office = reading.workspace.office;
  Diagnostics& diagnostics = reading.workspace.diagnostics;
  MediaShelf& shelf = reading.shelf;
  office.root = root;
  reading.zone = read_office_file(root, reading.channels, shelf, office, diagnostics);
  read_screens_file(root, reading.channels, office, diagnostics);
  const ChannelSources sources{root, office, reading.zone, shelf, diagnostics};
  for (const std::string& id : reading.channels) office.channels[id] = read_channel_file(id, sources);
  office.notices = read_notices(root, office.languages, reading.zone, diagnostics);
  read_cases(
      root,
      [&shelf](const std::string& name, const std::string& file, int line, CaseMedium use) {
        return shelf.add(
            name, {file, {line, 0}, {}, use == CaseMedium::film ? MediumUse::item : MediumUse::picture});
      },
      office, diagnostics);
  return reading;
}

Workspace load_office(const std::filesystem::path& root) {
  Reading reading = read_office(root);
  Workspace& workspace = reading.workspace;
  Office& office = workspace.office;
  Diagnostics& diagnostics = workspace.diagnostics;
  MediaShelf& shelf = reading.shelf;
  office.report_form = read_report_form(root, office.languages, diagnostics);
  office.report_keys = read_report_keys(root, diagnostics);
  read_work_calendar(root, diagnostics);  // its mistakes; who counts days reads it again
  check_answers(root, office, diagnostics);
  if (reading.channels.empty()) {
    diagnostics.push_back({Severity::error, "channels", 0, 0, "the office has no channel",
                           "write channels/NAME.toml with a playlist"});
  }
  shelf.measure();
  shelf.report(diagnostics);
  shelf.report_missing_captions(office.languages, diagnostics);
  office.media = shelf.media();
  if (office.logo && office.media[*office.logo].fault) office.logo.reset();
  drop_faulty_media(office.media, office.cases);
  apply_loudness(office);
  for (auto& [id, channel] : office.channels) {
    settle_durations(office.media, channel);
    settle_layouts(office.media, channel);
    check_calendar(office, reading.zone, channel, diagnostics);
  }
  report_unused(root, shelf, diagnostics);
  report_lonely_calendars(root, reading.channels, diagnostics);
  const Diagnostics alerts = check_alerts(root / "alerts", "alerts", SystemClock().wall());
  diagnostics.insert(diagnostics.end(), alerts.begin(), alerts.end());
  sort_by_place(diagnostics);
  return std::move(workspace);
}

bool looks_like_office(const std::filesystem::path& root) {
  std::error_code error;
  return std::filesystem::exists(root / "office.toml", error) ||
         std::filesystem::exists(root / "screens.toml", error) || !channel_ids(root).empty();
}

}  // namespace

Result<Workspace> load_workspace(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    return fail(
        ErrorCode::not_found,
        fmt::format("{} does not exist; name a workspace, a folder of videos, a video or an M3U8 playlist",
                    path.string()));
  }
  if (!std::filesystem::is_directory(status)) {
    if (role_of(path.filename().string()) != FileRole::playlist) return load_single_file(path);
    auto workspace = load_m3u8(path);
    if (workspace) sort_by_place(workspace->diagnostics);
    return workspace;
  }
  const std::filesystem::directory_iterator entries(path, error);
  if (error) {
    return fail(ErrorCode::io, fmt::format("{} cannot be opened; check that it may be read", path.string()));
  }
  return looks_like_office(path) ? load_office(path) : load_folder(path);
}

Office load_outline(const std::filesystem::path& root) {
  if (!looks_like_office(root)) return {};
  Reading reading = read_office(root);
  reading.workspace.office.media = reading.shelf.media();
  return std::move(reading.workspace.office);
}

Result<Workspace> load_desk(const std::filesystem::path& root) {
  if (!looks_like_office(root))
    return fail(ErrorCode::not_found, fmt::format("{} is no workspace with an office.toml", root.string()));
  Workspace workspace;
  Office& office = workspace.office;
  office.root = root;
  Diagnostics elsewhere;  // told by `crier check`
  MediaShelf shelf(root);
  const std::vector<std::string> channels = channel_ids(root);
  read_office_file(root, channels, shelf, office, elsewhere);
  read_screens_file(root, channels, office, elsewhere);
  office.report_form = read_report_form(root, office.languages, workspace.diagnostics);
  office.report_keys = read_report_keys(root, workspace.diagnostics);
  return workspace;
}

}  // namespace crier
