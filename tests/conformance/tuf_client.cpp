// SPDX-License-Identifier: Apache-2.0
// tuf_client: the command line by which the public conformance suite of The Update Framework drives a client.
//
//   tuf_client --metadata-dir D init ROOTFILE
//   tuf_client --metadata-url U --metadata-dir D refresh
//   tuf_client --metadata-url U --metadata-dir D --target-name T... --target-dir X --target-base-url V
//   download
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "config/atomic_file.hpp"
#include "config/clock.hpp"
#include "config/text_file.hpp"
#include "content/http/url_text.hpp"
#include "content/repository/http_origin.hpp"
#include "content/repository/limits.hpp"
#include "content/repository/target_download.hpp"
#include "content/repository/updater.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

struct Arguments {
  std::string metadata_url;
  std::string metadata_folder;
  std::string root_file;
  std::string target_url;
  std::string target_folder;
  std::vector<std::string> targets;
};

// The factory's root stays as it was given; the folder's root.json is the latest.
std::filesystem::path factory_root(const Arguments& arguments) {
  return std::filesystem::path(arguments.metadata_folder) / "factory_root";
}

Result<void> init(const Arguments& arguments) {
  const auto text = read_text(arguments.root_file, kMostRootBytes);
  if (!text) return fail(ErrorCode::io, arguments.root_file + " cannot be read");
  const auto root = parse_root(as_bytes(*text));
  if (!root) return tl::unexpected(root.error());
  std::error_code error;
  std::filesystem::create_directories(arguments.metadata_folder, error);
  if (const auto kept = write_atomically(factory_root(arguments), as_bytes(*text)); !kept) return kept;
  return MetadataFolder(arguments.metadata_folder).write("root", as_bytes(*text));
}

Result<void> download(const Arguments& arguments, Updater& updater) {
  auto origin = HttpOrigin::create(arguments.target_url, {}, {});
  if (!origin) return tl::unexpected(origin.error());
  std::error_code error;
  std::filesystem::create_directories(arguments.target_folder, error);
  for (const std::string& name : arguments.targets) {
    const auto target = updater.find(name);
    if (!target) return tl::unexpected(target.error());
    if (!*target) return fail(ErrorCode::not_found, name + " is no target");
    const auto file = std::filesystem::path(arguments.target_folder) / encode_query(name);
    const std::string url = target_url_path(name, **target, updater.root().consistent_snapshot);
    if (const auto fetched = download_target(**origin, url, **target, file); !fetched) return fetched;
  }
  return {};
}

Result<void> refresh(const Arguments& arguments) {
  const auto factory = read_text(factory_root(arguments), kMostRootBytes);
  if (!factory) return fail(ErrorCode::io, "there is no root to begin with; run init");
  auto origin = HttpOrigin::create(arguments.metadata_url, {}, {});
  if (!origin) return tl::unexpected(origin.error());
  MetadataFolder folder(arguments.metadata_folder);
  Updater updater(**origin, folder, {factory->begin(), factory->end()},
                  std::chrono::floor<std::chrono::seconds>(SystemClock().wall()));
  if (const auto done = updater.refresh(); !done) return done;
  return arguments.targets.empty() ? Result<void>{} : download(arguments, updater);
}

int run(int argc, char** argv) {
  Arguments arguments;
  CLI::App app("A client of The Update Framework, for its conformance suite.", "tuf_client");
  app.add_option("--metadata-url", arguments.metadata_url);
  app.add_option("--metadata-dir", arguments.metadata_folder)->required();
  app.add_option("--target-name", arguments.targets);
  app.add_option("--target-dir", arguments.target_folder);
  app.add_option("--target-base-url", arguments.target_url);
  CLI::App* const init_command = app.add_subcommand("init");
  init_command->add_option("ROOTFILE", arguments.root_file)->required();
  app.add_subcommand("refresh");
  app.add_subcommand("download");
  app.require_subcommand(1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 1;
  }
  const auto done = init_command->parsed() ? init(arguments) : refresh(arguments);
  if (done) return 0;
  fmt::print(stderr, "tuf_client: {}\n", done.error().message);
  return 1;
}

}  // namespace
}  // namespace crier

int main(int argc, char** argv) {
  return crier::run(argc, argv);
}
