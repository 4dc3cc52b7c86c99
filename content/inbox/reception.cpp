// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/reception.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "config/atomic_file.hpp"
#include "config/text_file.hpp"
#include "content/sealing/acknowledgement.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kBatch = 32;            // envelopes in one transaction
constexpr std::size_t kMostMissedInARow = 3;  // then the line is down

// Opens envelopes and hands them to the inbox in batches.
class Reception {
 public:
  Reception(Inbox& inbox, std::span<const ReportSecret> secrets, const Occasion& occasion)
      : inbox_(inbox), secrets_(secrets), occasion_(occasion) {}

  // `name`: what the object was called; empty where its name says nothing.
  Result<void> add(const std::string& device, const std::string& name, Bytes bytes) {
    const auto envelope = Envelope::parse(bytes);
    if (!envelope) return refuse(device, name, envelope.error().message, bytes);
    if (!name.empty() && name != envelope_name(envelope->id()))
      return refuse(device, name, "its name is not that of its content: cut off or exchanged on the way",
                    bytes);
    auto opened = open_envelope(*envelope, secrets_);
    if (!opened) return refuse(device, envelope_name(envelope->id()), opened.error().message, bytes);
    batch_.push_back({envelope->id(), device, *std::move(opened)});
    return batch_.size() < kBatch ? Result<void>() : finish();
  }

  Result<void> refuse(const std::string& device, const std::string& name, const std::string& reason,
                      Bytes bytes) {
    ++counts_.set_aside;
    return inbox_.set_aside({device, name, reason, {bytes.begin(), bytes.end()}});
  }

  Result<void> finish() {
    const auto taken = inbox_.take(batch_, occasion_);
    if (!taken) return tl::unexpected(taken.error());
    counts_.taken.reports += taken->reports;
    counts_.taken.duplicates += taken->duplicates;
    counts_.taken.dummies += taken->dummies;
    counts_.taken.known += taken->known;
    for (const Arrival& arrival : batch_)
      if (auto done = inbox_.drop_set_aside(arrival.device, envelope_name(arrival.id)); !done) return done;
    batch_.clear();
    return {};
  }

  ReceptionCounts& counts() { return counts_; }

 private:
  Inbox& inbox_;
  std::span<const ReportSecret> secrets_;
  const Occasion& occasion_;
  std::vector<Arrival> batch_;
  ReceptionCounts counts_;
};

EnvelopeId id_in(const std::string& name) {
  EnvelopeId id{};
  static_cast<void>(from_hex(std::string_view(name).substr(0, 2 * id.size()), id));
  return id;
}

// Gets whatever of the listed the inbox does not have. `here`: those that it had before.
Result<void> fetch_new(Inbox& inbox, OfficeStore& store, const std::string& device,
                       const std::vector<std::string>& names, Reception& reception) {
  std::size_t missed_in_a_row = 0;
  for (const std::string& name : names) {
    const auto known = inbox.has_envelope(id_in(name));
    if (!known) return tl::unexpected(known.error());
    if (*known) {
      ++reception.counts().taken.known;
      continue;
    }
    const auto bytes = store.get(name, kEnvelopeBytes);
    Result<void> done;
    if (bytes) {
      done = reception.add(device, name, *bytes);
    } else if (bytes.error().code == ErrorCode::limit) {
      done = reception.refuse(device, name, "it is larger than an envelope", {});
    } else {
      ++reception.counts().missed;
      if (bytes.error().code != ErrorCode::not_found && ++missed_in_a_row == kMostMissedInARow)
        return tl::unexpected(bytes.error());
      continue;
    }
    missed_in_a_row = 0;
    if (!done) return done;
  }
  return reception.finish();
}

// Those among the listed that are in the database now.
Result<std::vector<std::string>> arrived_of(Inbox& inbox, const std::vector<std::string>& names) {
  std::vector<std::string> here;
  for (const std::string& name : names) {
    const auto known = inbox.has_envelope(id_in(name));
    if (!known) return tl::unexpected(known.error());
    if (*known) here.push_back(name);
  }
  return here;
}

// What still lies in the store first: its kiosk may be waiting for it, however old it is.
Result<void> acknowledge(Inbox& inbox, OfficeStore& store, const std::string& device,
                         const std::vector<std::string>& here, Bytes seed) {
  std::vector<EnvelopeId> ids;
  std::transform(here.begin(), here.end(), std::back_inserter(ids), id_in);
  if (ids.size() > kMostAcknowledged) ids.resize(kMostAcknowledged);
  const auto newest = inbox.arrived(device, kMostAcknowledged - ids.size());
  if (!newest) return tl::unexpected(newest.error());
  ids.insert(ids.end(), newest->begin(), newest->end());
  if (ids.empty()) return {};
  return store.put(std::string(kAcknowledgedName), sign_acknowledgement(std::move(ids), seed));
}

}  // namespace

Result<ReceptionCounts> receive(Inbox& inbox, OfficeStore& store, const std::string& device,
                                std::span<const ReportSecret> secrets, Bytes seed, FetchedEnvelopes fetched,
                                const Occasion& occasion) {
  Reception reception(inbox, secrets, occasion);
  const auto names = store.list();
  if (!names && names.error().code == ErrorCode::not_found) return reception.counts();
  if (!names) return tl::unexpected(names.error());
  const auto done = fetch_new(inbox, store, device, *names, reception);
  // What came before the line broke is in the batch still, and acknowledged below where the line allows.
  if (!done) static_cast<void>(reception.finish());
  const auto here = arrived_of(inbox, *names);
  if (!here) return tl::unexpected(here.error());
  if (auto said = acknowledge(inbox, store, device, *here, seed); !said) return tl::unexpected(said.error());
  if (!done) return tl::unexpected(done.error());
  if (fetched == FetchedEnvelopes::keep) return reception.counts();
  for (const std::string& name : *here)
    if (store.remove(name)) ++reception.counts().removed;
  return reception.counts();
}

Result<ReceptionCounts> retry_set_aside(Inbox& inbox, std::span<const ReportSecret> secrets,
                                        const Occasion& occasion) {
  Reception reception(inbox, secrets, occasion);
  const auto all = inbox.all_set_aside();
  if (!all) return tl::unexpected(all.error());
  for (const Inbox::SetAside& one : *all)
    if (auto done = one.bytes.empty() ? reception.refuse(one.device, one.name, one.reason, {})
                                      : reception.add(one.device, one.name, one.bytes);
        !done)
      return tl::unexpected(done.error());
  if (auto done = reception.finish(); !done) return tl::unexpected(done.error());
  return reception.counts();
}

Result<ReceptionCounts> receive_files(Inbox& inbox, const std::vector<std::string>& files,
                                      std::span<const ReportSecret> secrets, const Occasion& occasion) {
  Reception reception(inbox, secrets, occasion);
  for (const std::string& file : files) {
    const auto bytes = read_text(file, kEnvelopeBytes);
    if (!bytes) {
      ++reception.counts().missed;
      continue;
    }
    const auto envelope = Envelope::parse(as_bytes(*bytes));
    const std::string name = envelope ? envelope_name(envelope->id()) : file;
    if (auto done = reception.add("", name, as_bytes(*bytes)); !done) return tl::unexpected(done.error());
  }
  if (auto done = reception.finish(); !done) return tl::unexpected(done.error());
  return reception.counts();
}

Result<std::size_t> write_answers(Inbox& inbox, const std::filesystem::path& workspace,
                                  const AnswerSalt& salt) {
  const auto answers = inbox.answers(kMostEntries);
  if (!answers) return tl::unexpected(answers.error());
  const auto bundle = write_answer_bundle(salt, *answers);
  if (!bundle) return tl::unexpected(bundle.error());
  const std::filesystem::path file = workspace / kAnswersFile;
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  if (auto written = write_atomically(file, *bundle); !written) return tl::unexpected(written.error());
  return answers->size();
}

}  // namespace crier
