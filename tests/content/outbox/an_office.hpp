// SPDX-License-Identifier: Apache-2.0
// An office with its keys, for tests of what kiosks owe it.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "content/sealing/acknowledgement.hpp"
#include "content/sealing/key_making.hpp"
#include "content/sealing/randomness.hpp"

namespace crier {

class AnOffice {
 public:
  AnOffice() { publish(std::chrono::year{2026} / 11 / 1); }

  void publish(std::chrono::year_month_day day) {
    auto made = make_report_keys(day, keys.empty() ? std::nullopt : std::optional(keys.front()));
    EXPECT_TRUE(made);
    keys.insert(keys.begin(), made->published);
    secrets.push_back({made->published.id, std::move(made->report)});
    seeds.push_back(std::move(made->acknowledgement));
  }

  Envelope report(const std::string& what) const {
    Report one;
    one.id = new_report_id();
    one.category = SecretText("fraud");
    one.what = SecretText(what);
    one.language = "zh";
    auto envelope = seal_report(one, keys.front());
    EXPECT_TRUE(envelope);
    return *std::move(envelope);
  }

  // What a report says; empty for a dummy.
  std::string opened(const Envelope& envelope) const {
    const auto report = open_envelope(envelope, secrets);
    EXPECT_TRUE(report);
    return report && *report ? std::string((*report)->report.what.view()) : std::string();
  }

  std::vector<std::uint8_t> acknowledge(std::vector<EnvelopeId> ids) const {
    return sign_acknowledgement(std::move(ids), seeds.back().bytes());
  }

  std::vector<ReportKeys> keys;  // newest first
  std::vector<ReportSecret> secrets;
  std::vector<LockedBytes> seeds;
};

}  // namespace crier
