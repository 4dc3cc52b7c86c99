// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <memory>

#include "content/commands/command.hpp"
#include "content/commands/starter.hpp"

namespace crier {
namespace {

Result<void> write_starter(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::exists(folder, error) && !std::filesystem::is_directory(folder, error)) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} is a file; name a folder that is new or empty", folder.string()));
  }
  const bool is_used = std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error);
  if (is_used || error) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} is not empty, and nothing is overwritten; name a folder that is new or empty",
                            folder.string()));
  }
  for (const StarterFile& file : starter_files()) {
    const std::filesystem::path path = folder / file.name;
    std::filesystem::create_directories(path.parent_path(), error);
    std::ofstream stream(path, std::ios::binary);
    stream << file.text;
    stream.close();
    if (error || !stream) {
      return fail(ErrorCode::io,
                  fmt::format("{} cannot be written; check permissions and free space", path.string()));
    }
  }
  return {};
}

void run(const std::string& folder) {
  if (const auto written = write_starter(folder); !written) stop_with(written.error());
  fmt::print(
      "{} is ready: put films into media/, list them in channels/main.toml, then run: crier check {}\n",
      folder, folder);
}

}  // namespace

void add_new_command(CLI::App& app) {
  auto folder = std::make_shared<std::string>();  // lives as long as the callback
  CLI::App* const command = app.add_subcommand("new", "A small workspace to begin with");
  command->add_option("DIR", *folder, "A folder that is new or empty")->required();
  command->callback([folder] { run(*folder); });
}

}  // namespace crier
