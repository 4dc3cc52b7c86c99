// SPDX-License-Identifier: Apache-2.0
// A citizen without a kiosk, for tests of the office's commands:
//   citizen file WORKSPACE FOLDER TEXT [PHONE]   puts a sealed report and a dummy there, prints its receipt
//   citizen ask WORKSPACE RECEIPT                prints the answer's statuses and what was decided
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "content/answers/answer_bundle.hpp"
#include "content/answers/filing.hpp"
#include "content/sealing/randomness.hpp"
#include "content/sealing/report_keys_file.hpp"
#include "content/upload/folder_store.hpp"

namespace crier {
namespace {

int file(const ReportKeys& keys, const std::filesystem::path& folder, const char* text, const char* phone) {
  Report report;
  report.id = new_report_id();
  report.category = SecretText("fraud");
  report.subtype = SecretText("tasks");
  report.places.push_back({PlaceKind::address, SecretText("https://bad.example/pay?x=1")});
  report.what = SecretText(text);
  report.contact.phone = SecretText(phone);
  report.language = "zh";
  report.site = folder.filename().string();
  std::filesystem::create_directories(folder);
  const auto filed = file_report(report, keys);
  const auto dummy = seal_dummy(keys);
  if (!filed || !dummy) return EXIT_FAILURE;
  FolderStore store(folder);
  for (const Envelope* const envelope : {&filed->envelope, &*dummy})
    if (!store.put(envelope_name(envelope->id()), envelope->bytes())) return EXIT_FAILURE;
  std::printf("%s\n", std::string(filed->receipt.digits()).c_str());
  return EXIT_SUCCESS;
}

int ask(const ReportKeys& keys, const std::filesystem::path& workspace, const char* digits) {
  const auto receipt = Receipt::parse(digits);
  if (!receipt) return EXIT_FAILURE;
  const auto answer = find_answer(workspace / kAnswersFile, keys.answer_salt, *receipt);
  if (!answer || !*answer) return EXIT_FAILURE;
  for (const AnswerStep& step : (*answer)->steps)
    std::printf("%s %s\n", report_status_names()[static_cast<std::size_t>(step.status)].c_str(),
                text_in(step.decided, {"zh"}).c_str());
  return EXIT_SUCCESS;
}

int run(int argc, char** argv) {
  if (argc < 4) return EXIT_FAILURE;
  Diagnostics diagnostics;
  const auto keys = read_report_keys(argv[2], diagnostics);
  if (keys.empty()) return EXIT_FAILURE;
  if (std::string_view(argv[1]) == "ask") return ask(keys.front(), argv[2], argv[3]);
  return argc < 5 ? EXIT_FAILURE : file(keys.front(), argv[3], argv[4], argc > 5 ? argv[5] : "");
}

}  // namespace
}  // namespace crier

int main(int argc, char** argv) {
  return crier::run(argc, argv);
}
