// SPDX-License-Identifier: Apache-2.0
// crier: the staff's and the technician's command.
extern "C" {
#include <libavutil/log.h>
}

#include <CLI/CLI.hpp>

#include "content/commands/command.hpp"

int main(int argc, char** argv) {
  av_log_set_level(AV_LOG_QUIET);  // what goes wrong in a file is told once, in our words
  CLI::App app("Keeps an office's screens: checks, plans and explains what they show.", "crier");
  app.require_subcommand(1);
  crier::add_new_command(app);
  crier::add_check_command(app);
  crier::add_media_command(app);
  crier::add_plan_command(app);
  crier::add_why_command(app);
  crier::add_occurrences_command(app);
  crier::add_preview_command(app);
  crier::add_keys_command(app);
  crier::add_publish_command(app);
  crier::add_approve_command(app);
  crier::add_status_command(app);
  crier::add_inbox_command(app);
  crier::add_figures_command(app);
  crier::add_sync_command(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::RuntimeError& error) {
    return error.get_exit_code();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : crier::kWrongUsage;
  }
  return 0;
}
