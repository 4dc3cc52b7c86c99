// SPDX-License-Identifier: Apache-2.0
// A thief with the disk tries to tell reports from dummies: by each trait of a slot alone, and by a
// classifier that was trained on the other half of the slots, with the truth before it. AUC is the chance
// that it ranks a report above a dummy: 0.5 is a coin.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <set>
#include <vector>

#include "content/outbox/outbox.hpp"
#include "content/sealing/tlv.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/outbox/an_office.hpp"
#include "tests/content/outbox/power_cut_disk.hpp"

namespace crier {
namespace {

constexpr int kOutboxes = 24;
constexpr int kReports = 768;  // in each, of 4,096 slots
// What is in reserve is known to be none, which alone gives the classifier 0.51; chance adds 0.0024.
constexpr double kTolerance = 0.02;

struct Sample {
  bool is_report = false;
  std::size_t page = 0;
  std::uint8_t standing = 0;
  std::array<std::uint32_t, 256> histogram{};  // of the envelope's bytes
  std::array<std::uint8_t, 96> head{};         // its header and the beginning of what follows
  double ones = 0;                             // bits that are set
};

// What a thief reads off the disk, page by page, and the truth.
void take_samples(const AnOffice& office, std::vector<Sample>& samples) {
  const TemporaryFolder folder;
  PowerCutDisk disk(1);
  std::set<EnvelopeId> reports;
  {
    auto outbox = Outbox::open(folder / "outbox", office.keys, {4'096, 0, disk.name()});
    ASSERT_TRUE(outbox);
    for (int i = 0; i < kReports; ++i) {
      const Envelope report = office.report(std::string(static_cast<std::size_t>(i) * 10, 'x') + "!");
      ASSERT_TRUE(outbox->store(report));
      ASSERT_TRUE(outbox->cover());
      reports.insert(report.id());
    }
    for (int i = 0; i < kReports; ++i) ASSERT_TRUE(outbox->cover());
  }
  const auto& bytes = disk.files().at((folder / "outbox/outbox.db").string())->current;
  constexpr std::size_t kPage = 16'384;
  for (std::size_t page = 0; page * kPage < bytes.size(); ++page) {
    const auto cells = find_cells(Bytes(bytes).subspan(page * kPage, kPage));
    if (cells.empty()) continue;
    Sample sample;
    sample.is_report = reports.contains(cells[0].envelope.id());
    sample.page = page;
    sample.standing = static_cast<std::uint8_t>(cells[0].standing);
    const Bytes envelope = cells[0].envelope.bytes();
    std::copy_n(envelope.begin(), sample.head.size(), sample.head.begin());
    for (const std::uint8_t byte : envelope) {
      ++sample.histogram[byte];
      sample.ones += std::popcount(byte);
    }
    samples.push_back(sample);
  }
}

// Mann and Whitney's U over the number of pairs; ties count half.
double auc(const std::vector<Sample>& samples, const std::vector<double>& scores) {
  std::vector<std::size_t> order(samples.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&scores](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  double wins = 0;
  double dummies_below = 0;
  double reports = 0;
  for (std::size_t i = 0; i < order.size();) {
    double tied_reports = 0;
    double tied_dummies = 0;
    const double score = scores[order[i]];
    for (; i < order.size() && scores[order[i]] == score; ++i)
      (samples[order[i]].is_report ? tied_reports : tied_dummies) += 1;
    wins += tied_reports * (dummies_below + tied_dummies / 2);
    dummies_below += tied_dummies;
    reports += tied_reports;
  }
  return wins / (reports * dummies_below);
}

template <class Score>
double auc_of(const std::vector<Sample>& samples, Score score) {
  std::vector<double> scores;
  for (const Sample& sample : samples) scores.push_back(score(sample));
  return auc(samples, scores);
}

// Naive Bayes over where the slot lies, its standing and how often each byte comes.
class Bayes {
 public:
  explicit Bayes(const std::vector<Sample>& samples) {
    for (const Sample& sample : samples) {
      const std::size_t truth = sample.is_report ? 1 : 0;
      counts_[truth] += 1;
      standings_[truth][sample.standing] += 1;
      pages_[truth][sample.page / 256] += 1;
      for (std::size_t i = 0; i < 256; ++i) bytes_[truth][i] += sample.histogram[i];
    }
  }

  double score(const Sample& sample) const {
    double odds = ratio(standings_, sample.standing, 256) + ratio(pages_, sample.page / 256, 256);
    for (std::size_t i = 0; i < 256; ++i) odds += sample.histogram[i] * byte_ratio(i);
    return odds;
  }

 private:
  using Table = std::array<std::array<double, 256>, 2>;
  double ratio(const Table& table, std::size_t value, double values) const {
    return std::log((table[1][value] + 1) / (counts_[1] + values)) -
           std::log((table[0][value] + 1) / (counts_[0] + values));
  }
  double byte_ratio(std::size_t byte) const {
    const double all = 16'000.0;
    return std::log((bytes_[1][byte] + 1) / (counts_[1] * all)) -
           std::log((bytes_[0][byte] + 1) / (counts_[0] * all));
  }

  std::array<double, 2> counts_{};
  Table standings_{};
  Table pages_{};
  Table bytes_{};
};

double auc_after(const std::vector<Sample>& training, const std::vector<Sample>& samples) {
  const Bayes bayes(training);
  return auc_of(samples, [&bayes](const Sample& sample) { return bayes.score(sample); });
}

TEST(Classifier, cannot_tell_reports_from_dummies) {
  const AnOffice office;
  std::vector<Sample> samples;
  std::vector<Sample> others;
  for (int i = 0; i < kOutboxes; ++i)
    ASSERT_NO_FATAL_FAILURE(take_samples(office, i % 2 == 0 ? samples : others));
  const double trained = (auc_after(others, samples) + auc_after(samples, others)) / 2;
  samples.insert(samples.end(), others.begin(), others.end());
  ASSERT_EQ(samples.size(), std::size_t{4'096} * kOutboxes);
  const double standing = auc_of(samples, [](const Sample& sample) { return sample.standing; });
  const double page = auc_of(samples, [](const Sample& sample) { return static_cast<double>(sample.page); });
  const double ones = auc_of(samples, [](const Sample& sample) { return sample.ones; });
  double worst = 0.5;
  for (std::size_t i = 0; i < std::tuple_size_v<decltype(Sample::head)>; ++i) {
    const double one = auc_of(samples, [i](const Sample& sample) { return sample.head[i]; });
    if (std::abs(one - 0.5) > std::abs(worst - 0.5)) worst = one;
  }
  std::printf(
      "AUC over %zu slots: trained %.4f, place %.4f, bits %.4f, standing %.4f, worst of 96 bytes %.4f\n",
      samples.size(), trained, page, ones, standing, worst);
  for (const double one : {trained, standing, page, ones, worst}) EXPECT_NEAR(one, 0.5, kTolerance);
}

}  // namespace
}  // namespace crier
