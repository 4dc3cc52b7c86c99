// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>

#include "config/atomic_file.hpp"
#include "config/text_file.hpp"
#include "content/outbox/cell.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/key_making.hpp"
#include "content/sealing/report_keys_file.hpp"
#include "content/sealing/tlv.hpp"
#include "tests/system/upload_driver.hpp"

namespace crier {
namespace {

constexpr const char* kPublished = "published.toml";
constexpr const char* kReport = "report.secret";
constexpr const char* kAcknowledgement = "acknowledgement.secret";
constexpr std::size_t kMostBytes = std::size_t{1} << 30;

Result<std::string> read_whole(const std::filesystem::path& file) {
  auto text = read_text(file, kMostBytes);
  if (!text) return fail(ErrorCode::io, fmt::format("{} cannot be read", file.string()));
  return *std::move(text);
}

// A report's words were written by upload-driver and hold no line break.
void print_line(const std::filesystem::path& file, std::span<const ReportSecret> secrets) {
  const std::string name = file.filename().string();
  const auto bytes = read_whole(file);
  const auto envelope = bytes ? Envelope::parse(as_bytes(*bytes)) : tl::unexpected(bytes.error());
  auto opened = envelope ? open_envelope(*envelope, secrets) : tl::unexpected(envelope.error());
  if (!opened) return fmt::print("{} - bad {}\n", name, opened.error().message);
  const std::string id = to_hex(envelope->id());
  if (!*opened) return fmt::print("{} {} dummy\n", name, id);
  const Report& report = (*opened)->report;
  fmt::print("{} {} report {} {}\n", name, id, to_hex(report.id), report.what.view());
}

}  // namespace

int give_up(const Error& error) {
  fmt::print(stderr, "upload-driver: {}\n", error.message);
  return 2;
}

Result<std::vector<ReportKeys>> published_keys(const std::filesystem::path& folder) {
  const auto text = read_whole(folder / kPublished);
  if (!text) return tl::unexpected(text.error());
  Diagnostics diagnostics;
  const auto keys = parse_report_keys(*text, kPublished, diagnostics);
  if (!keys) return fail(ErrorCode::format, "the published keys cannot be read");
  return std::vector<ReportKeys>{*keys};
}

int make_keys(const std::filesystem::path& folder) {
  auto made = make_report_keys(std::chrono::year{2026} / 11 / 1, std::nullopt);
  if (!made) return give_up(made.error());
  std::filesystem::create_directories(folder);
  const std::string published = report_keys_text(made->published);
  const std::pair<const char*, Bytes> files[] = {
      {kPublished, as_bytes(published)},
      {kReport, std::as_const(made->report).bytes()},
      {kAcknowledgement, std::as_const(made->acknowledgement).bytes()}};
  for (const auto& [name, bytes] : files)
    if (const auto written = write_atomically(folder / name, bytes); !written)
      return give_up(written.error());
  return 0;
}

int open_envelopes(const std::filesystem::path& keys, const std::filesystem::path& folder) {
  const auto published = published_keys(keys);
  if (!published) return give_up(published.error());
  const auto secret = read_whole(keys / kReport);
  if (!secret) return give_up(secret.error());
  auto locked = LockedBytes::copy_of(as_bytes(*secret));
  if (!locked) return give_up(locked.error());
  std::vector<ReportSecret> secrets;
  secrets.push_back({published->front().id, *std::move(locked)});
  for (const auto& entry : std::filesystem::directory_iterator(folder)) print_line(entry.path(), secrets);
  return 0;
}

int sign_ids(const std::filesystem::path& keys) {
  const auto seed = read_whole(keys / kAcknowledgement);
  if (!seed) return give_up(seed.error());
  std::vector<EnvelopeId> ids;
  for (std::string line; std::getline(std::cin, line);) {
    if (!from_hex(line, ids.emplace_back())) return give_up({ErrorCode::format, line + " is no id"});
  }
  const auto bytes = sign_acknowledgement(std::move(ids), as_bytes(*seed));
  return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() ? 0 : 2;
}

int list_slots(const std::filesystem::path& outbox) {
  const auto bytes = read_whole(outbox / "outbox.db");
  if (!bytes) return give_up(bytes.error());
  for (const Cell& cell : find_cells(as_bytes(*bytes)))
    if (cell.standing == Standing::owed) fmt::print("{}\n", to_hex(cell.envelope.id()));
  return 0;
}

}  // namespace crier
