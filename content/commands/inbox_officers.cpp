// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "config/text_file.hpp"
#include "content/commands/command.hpp"
#include "content/commands/inbox.hpp"
#include "content/commands/inbox_desk.hpp"
#include "content/commands/passphrase.hpp"
#include "content/inbox/safe_text.hpp"
#include "content/model/toml_words.hpp"
#include "content/sealing/secret_shares.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostShareBytes = 4'096;

struct OfficerOptions {
  DeskOptions desk;
  ReportNumber number = 0;
  std::string status = "accepted";
  std::string sub = "none";
  std::string outcome = "none";
  std::string officer;
  std::string body;
  std::string category;
  std::string note;
  ReportNumber merged_into = 0;
  std::vector<std::string> happened;
  std::vector<std::string> decided;
  std::vector<std::string> next;
  std::string with;
  std::vector<std::string> shares;
};

template <class Enum>
Enum choice(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<Enum>(std::find(names.begin(), names.end(), name) - names.begin());
}

// "zh=..." and "en=...".
LocalizedText words_of(const std::vector<std::string>& given) {
  LocalizedText text;
  for (const std::string& one : given) {
    const std::size_t sign = one.find('=');
    const std::string language = one.substr(0, sign);
    if (sign == std::string::npos || !is_language(language) || sign + 1 == one.size())
      stop_with({ErrorCode::invalid_argument,
                 fmt::format("\"{}\" does not say its language; write zh=... or en=...", safe_line(one))},
                kWrongUsage);
    text[language] = one.substr(sign + 1);
  }
  return text;
}

// A citizen reads the answer in the language of the kiosk: it must be there in each of the office's.
void demand_languages(const Office& office, const char* option, const LocalizedText& text) {
  for (const std::string& language : office.languages) {
    if (text.contains(language)) continue;
    stop_with(
        {ErrorCode::invalid_argument, fmt::format("the words of {} are missing in \"{}\"; write {} {}=...",
                                                  option, language, option, language)},
        kWrongUsage);
  }
}

TriageStep step_of(const OfficerOptions& options, const InboxDesk& desk) {
  TriageStep step;
  step.status = choice<ReportStatus>(report_status_names(), options.status);
  step.sub = choice<SubState>(sub_state_names(), options.sub);
  step.outcome = choice<OutcomeCode>(outcome_names(), options.outcome);
  step.officer = options.officer;
  if (step.officer.empty() && step.status == ReportStatus::accepted) step.officer = desk.occasion().who;
  step.body = options.body;
  step.note = options.note;
  if (options.merged_into != 0) step.merged_into = options.merged_into;
  if (!options.category.empty()) step.category = options.category;
  step.happened = words_of(options.happened);
  step.decided = words_of(options.decided);
  step.next = words_of(options.next);
  if (step.happened.empty()) {
    step.happened = desk.office().report_form.words(step.status);
    if (step.status == ReportStatus::transferred)
      for (auto& [language, words] : step.happened) words += fmt::format(": {}", options.body);
  }
  return step;
}

void move(const OfficerOptions& options, const TriageStep& step, InboxDesk& desk) {
  desk.unlock();
  const bool was_broken = desk.warn_of_history();
  if (auto moved = desk.inbox().move(options.number, step, desk.occasion()); !moved) stop_with(moved.error());
  fmt::print("report {} is {}\n", options.number,
             report_status_names()[static_cast<std::size_t>(step.status)]);
  desk.publish();
  if (was_broken) throw CLI::RuntimeError(kBadInput);
}

void triage(const OfficerOptions& options) {
  InboxDesk desk(options.desk);
  const TriageStep step = step_of(options, desk);
  if (step.status == ReportStatus::answered)
    stop_with({ErrorCode::invalid_argument, "write the answer with `crier inbox answer`"}, kWrongUsage);
  move(options, step, desk);
}

void answer(OfficerOptions options) {
  options.status = "answered";
  options.sub = "none";
  InboxDesk desk(options.desk);
  const TriageStep step = step_of(options, desk);
  demand_languages(desk.office(), "--happened", step.happened);
  demand_languages(desk.office(), "--decided", step.decided);
  demand_languages(desk.office(), "--next", step.next);
  move(options, step, desk);
}

SecretShare share_of(const OfficerOptions& options, std::size_t place, const std::string& who) {
  Result<SecretText> text;
  if (place < options.shares.size()) {
    auto read = read_text(options.shares[place], kMostShareBytes);
    if (!read) stop_with({ErrorCode::io, fmt::format("{} cannot be read", options.shares[place])});
    text = SecretText(*read);
    explicit_bzero(read->data(), read->size());
  } else {
    text = ask_secret(fmt::format("Share of the contact key, by {}", who));
  }
  if (!text) stop_with(text.error());
  auto share = parse_share(text->view());
  if (!share) stop_with(share.error());
  if (share->purpose != KeyPurpose::contact)
    stop_with({ErrorCode::invalid_argument, "this share is not of the contact key"});
  return *std::move(share);
}

void print_contact(const ReportContact& contact) {
  const std::pair<const char*, const SecretText&> fields[] = {
      {"name", contact.name}, {"phone", contact.phone}, {"email", contact.email}, {"other", contact.other}};
  for (const auto& [name, text] : fields)
    if (!text.empty()) fmt::print("{:<6} {}\n", name, safe_line(text));
}

void contact(const OfficerOptions& options) {
  InboxDesk desk(options.desk);
  const std::string one = desk.occasion().who;
  const std::string other = safe_line(options.with);
  if (one == other)
    stop_with({ErrorCode::invalid_argument, "contact details need two people; name another with --with"},
              kWrongUsage);
  desk.unlock();
  const auto file = desk.inbox().show(options.number);
  if (!file) stop_with(file.error());
  if (!file->opened || file->opened->contact_box.empty())
    stop_with({ErrorCode::not_found, fmt::format("report {} holds no contact details", options.number)});
  const SecretShare first = share_of(options, 0, one);
  const SecretShare second = share_of(options, 1, other);
  auto secret = combine_shares(first, second);
  if (!secret) stop_with(secret.error());
  std::vector<ReportSecret> secrets;
  secrets.push_back({key_id_of(first.published), *std::move(secret)});
  const auto details = open_contact(*file->opened, secrets);
  // Known before anything is shown, and known where it failed.
  const std::string text = fmt::format("{} with {}{}", one, other, details ? "" : ", which did not open");
  if (auto noted = desk.inbox().record(options.number, "contact", text, desk.occasion()); !noted)
    stop_with(noted.error());
  if (!details) stop_with(details.error());
  print_contact(*details);
}

void add_words(CLI::App* command, OfficerOptions& options) {
  command->add_option("--happened", options.happened, "What happened, for the citizen: zh=... and en=...")
      ->type_name("LANGUAGE=TEXT");
  command->add_option("--decided", options.decided, "What was decided, and why")->type_name("LANGUAGE=TEXT");
  command->add_option("--next", options.next, "What comes next; of a question, the question")
      ->type_name("LANGUAGE=TEXT");
  command->add_option("--note", options.note, "For the office alone");
}

void add_report(CLI::App* command, OfficerOptions& options) {
  add_desk_options(command, options.desk);
  add_key_options(command, options.desk);
  command->add_option("ID", options.number, "The report's number")->required();
}

}  // namespace

void add_inbox_officers(CLI::App& inbox) {
  auto options = std::make_shared<OfficerOptions>();  // lives as long as the callbacks
  CLI::App* const sorting =
      inbox.add_subcommand("triage", "Moves a report to a status, and tells its reporter");
  add_report(sorting, *options);
  sorting
      ->add_option("STATUS", options->status,
                   "question, accepted, refused, transferred, handling or reopened")
      ->required()
      ->check(CLI::IsMember(report_status_names()));
  sorting->add_option("--sub", options->sub, "What the office does meanwhile")
      ->check(CLI::IsMember(sub_state_names()));
  sorting->add_option("--outcome", options->outcome, "Of a refusal its reason; of handling, what was decided")
      ->check(CLI::IsMember(outcome_names()));
  sorting->add_option("--officer", options->officer, "Who takes it on; whoever accepts it where left out");
  sorting->add_option("--to", options->body, "The body that it is transferred to");
  sorting->add_option("--merged-into", options->merged_into, "The report that goes on, with --sub merged");
  sorting->add_option("--category", options->category, "Sorts it anew: a key of the form");
  add_words(sorting, *options);
  sorting->callback([options] { triage(*options); });

  CLI::App* const answering =
      inbox.add_subcommand("answer", "Closes a report with its outcome and the answer");
  add_report(answering, *options);
  answering->add_option("--outcome", options->outcome, "How it ended")
      ->required()
      ->check(CLI::IsMember(outcome_names()));
  add_words(answering, *options);
  answering->callback([options] { answer(*options); });

  CLI::App* const reaching =
      inbox.add_subcommand("contact", "Contact details, opened by two people; kept in the history");
  add_report(reaching, *options);
  reaching->add_option("--with", options->with, "The second person's name")->required();
  reaching->add_option("--share", options->shares, "Two files with a share each; asked for where left out")
      ->expected(0, 2);
  reaching->callback([options] { contact(*options); });
}

}  // namespace crier
