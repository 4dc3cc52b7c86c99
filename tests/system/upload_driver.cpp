// SPDX-License-Identifier: Apache-2.0
#include "tests/system/upload_driver.hpp"

#include <CLI/CLI.hpp>

namespace {

void add_kiosk(CLI::App& app, crier::DrivenKiosk& kiosk) {
  CLI::App* const command = app.add_subcommand("kiosk", "Files reports and sends them");
  command->add_option("--keys", kiosk.keys, "The office's keys")->required();
  command->add_option("--outbox", kiosk.outbox, "The outbox's folder")->required();
  command->add_option("--diary", kiosk.diary, "Where reports are noted")->required();
  command->add_option("--address", kiosk.store.address, "The store")->required();
  command->add_option("--device", kiosk.store.device, "The screen's id")->required();
  command->add_option("--user", kiosk.store.user, "The access key or the name");
  command->add_option("--password", kiosk.store.password, "The secret key or the password");
  command->add_option("--authority", kiosk.store.authority, "Certificates in PEM");
  command->add_option("--first", kiosk.first, "The first report's number");
  command->add_option("--reports", kiosk.reports, "How many are filed");
  command->add_option("--file-every", kiosk.file_every, "The pause between reports, in milliseconds");
  command->add_option("--slots", kiosk.slots.slots, "Slots of a new outbox");
  command->add_option("--reserve", kiosk.slots.reserve, "Slots in reserve");
  command->add_option("--faster", kiosk.faster, "How many of the courier's seconds pass in one");
  command->add_option("--send-again", kiosk.send_again, "The courier's pause, in its seconds");
  command->add_option("--clock-lead", kiosk.clock_lead, "How wrong the kiosk's clock is, in seconds");
  command->add_option("--deadline", kiosk.deadline, "When it gives up, in seconds");
  command->callback([&kiosk] { throw CLI::RuntimeError(crier::run_kiosk(kiosk)); });
}

void add_drain(CLI::App& app, crier::DrainedOutbox& drained) {
  CLI::App* const command = app.add_subcommand("drain", "Sends all that an outbox owes");
  command->add_option("--workspace", drained.workspace, "The office's workspace")->required();
  command->add_option("--outbox", drained.outbox, "The outbox's folder")->required();
  command->add_option("--address", drained.store.address, "The store")->required();
  command->add_option("--device", drained.store.device, "The screen's id")->required();
  command->callback([&drained] { throw CLI::RuntimeError(crier::drain_outbox(drained)); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("A kiosk without a screen, and an office without people", "upload-driver");
  app.require_subcommand(1);
  crier::DrivenKiosk kiosk;
  std::filesystem::path keys;
  std::filesystem::path folder;
  add_kiosk(app, kiosk);
  crier::DrainedOutbox drained;
  add_drain(app, drained);
  CLI::App* const make = app.add_subcommand("keys", "Makes an office's keys in a folder");
  make->add_option("FOLDER", folder)->required();
  make->callback([&folder] { throw CLI::RuntimeError(crier::make_keys(folder)); });
  CLI::App* const open = app.add_subcommand("open", "Tells what lies in envelopes");
  open->add_option("KEYS", keys)->required();
  open->add_option("FOLDER", folder)->required();
  open->callback([&keys, &folder] { throw CLI::RuntimeError(crier::open_envelopes(keys, folder)); });
  CLI::App* const sign = app.add_subcommand("sign", "Acknowledges the ids on standard input");
  sign->add_option("KEYS", keys)->required();
  sign->callback([&keys] { throw CLI::RuntimeError(crier::sign_ids(keys)); });
  CLI::App* const slots = app.add_subcommand("slots", "Lists what an outbox owes");
  slots->add_option("OUTBOX", folder)->required();
  slots->callback([&folder] { throw CLI::RuntimeError(crier::list_slots(folder)); });
  CLI::App* const answers = app.add_subcommand("answers", "Tells what receipts open");
  answers->add_option("WORKSPACE", folder)->required();
  answers->callback([&folder] { throw CLI::RuntimeError(crier::open_answers(folder)); });
  try {
    app.parse(argc, argv);
  } catch (const CLI::RuntimeError& error) {
    return error.get_exit_code();
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  return 0;
}
