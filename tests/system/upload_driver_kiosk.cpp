// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <future>
#include <map>
#include <set>
#include <string>
#include <thread>

#include "config/clock.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/randomness.hpp"
#include "content/upload/courier.hpp"
#include "tests/system/upload_driver.hpp"

namespace crier {
namespace {

constexpr Nanoseconds kLook = std::chrono::milliseconds(5);  // how long it waits for anything at most

// The machine's clocks, of which the steady one runs faster and the other is wrong.
class HurriedClock final : public Clock {
 public:
  HurriedClock(double faster, Nanoseconds lead) : faster_(faster), lead_(lead) {}
  MonotonicTime monotonic() const override {
    const auto passed = (clock_.monotonic() - start_).count();
    return start_ + Nanoseconds(std::llround(static_cast<double>(passed) * faster_));
  }
  WallTime wall() const override { return clock_.wall() + lead_; }

 private:
  SystemClock clock_;
  MonotonicTime start_ = clock_.monotonic();
  double faster_;
  Nanoseconds lead_;
};

// What this kiosk filed in all its lives, in a file that outlives a killed process.
class Diary {
 public:
  explicit Diary(const std::filesystem::path& file) {
    std::ifstream before(file);
    int number = 0;
    for (std::string word, id; before >> word >> number;)
      if (word == "stored" && before >> id) owed_.insert(id);
    out_.open(file, std::ios::app);
  }

  void begin(int number) { out_ << "begin " << number << std::endl; }
  void stored(int number, const EnvelopeId& id) {
    out_ << "stored " << number << ' ' << to_hex(id) << std::endl;
    owed_.insert(to_hex(id));
  }
  void acknowledged(const std::vector<EnvelopeId>& ids) {
    for (const EnvelopeId& id : ids) owed_.erase(to_hex(id));
  }
  std::size_t owed() const { return owed_.size(); }

 private:
  std::ofstream out_;
  std::set<std::string> owed_;
};

struct Figures {
  int stored = 0;
  int refused = 0;  // for want of a slot
  std::map<std::string, int> errands;
};

// Files the reports, one after the other.
class Citizens {
 public:
  Citizens(const DrivenKiosk& kiosk, const ReportKeys& keys, Diary& diary)
      : kiosk_(kiosk), keys_(keys), diary_(diary), number_(kiosk.first) {}

  bool are_done() const { return number_ >= kiosk_.first + kiosk_.reports; }

  Result<void> come(Outbox& outbox, Figures& figures) {
    if (are_done() || std::chrono::steady_clock::now() < next_) return {};
    next_ = std::chrono::steady_clock::now() + kiosk_.file_every;
    if (!envelope_) {
      Report report;
      report.id = new_report_id();
      report.category = SecretText("fraud");
      report.what = SecretText(fmt::format("{}", number_));
      report.language = "zh";
      report.site = kiosk_.store.device;
      auto sealed = seal_report(report, keys_);
      if (!sealed) return tl::unexpected(sealed.error());
      envelope_.emplace(*std::move(sealed));
      diary_.begin(number_);
    }
    if (const auto stored = outbox.store(*envelope_); !stored) {
      if (stored.error().code != ErrorCode::limit) return stored;
      ++figures.refused;
      return {};
    }
    diary_.stored(number_++, envelope_->id());
    envelope_.reset();
    ++figures.stored;
    return {};
  }

 private:
  const DrivenKiosk& kiosk_;
  const ReportKeys& keys_;
  Diary& diary_;
  int number_;
  std::optional<Envelope> envelope_;  // of the report that is being filed
  std::chrono::steady_clock::time_point next_{};
};

// What came of an errand, and what the office has signed for by it.
void note(const Delivery& delivery, const std::vector<ReportKeys>& keys, Diary& diary, Figures& figures) {
  const std::string what = delivery.errand.envelope ? "put" : "get";
  if (!delivery.outcome) {
    const bool is_missing = delivery.outcome.error().code == ErrorCode::not_found;
    ++figures.errands[what + (is_missing ? " nothing yet" : " failed")];
    fmt::print(stderr, "{}: {}\n", what, delivery.outcome.error().message);
    return;
  }
  ++figures.errands[what + " went well"];
  if (delivery.errand.envelope) return;
  const SignatureKey signers[] = {keys.front().acknowledgement};
  const auto ids = open_acknowledgement(*delivery.outcome, signers);
  if (!ids) {
    ++figures.errands["acknowledgement refused"];
    fmt::print(stderr, "{}: {}\n", what, ids.error().message);
    return;
  }
  diary.acknowledged(*ids);
}

void print_figures(const Figures& figures, const Diary& diary, std::chrono::steady_clock::duration took) {
  fmt::print("{{\"stored\": {}, \"refused\": {}, \"owed\": {}, \"seconds\": {:.1f}", figures.stored,
             figures.refused, diary.owed(), std::chrono::duration<double>(took).count());
  for (const auto& [name, count] : figures.errands) fmt::print(", \"{}\": {}", name, count);
  fmt::print("}}\n");
}

Result<bool> run(const DrivenKiosk& kiosk, const std::vector<ReportKeys>& keys, EnvelopeStore& store,
                 const Clock& clock, Diary& diary, Figures& figures) {
  auto outbox = Outbox::open(kiosk.outbox, keys, kiosk.slots);
  if (!outbox) return tl::unexpected(outbox.error());
  CourierPace pace;
  pace.send_again = kiosk.send_again;
  Courier courier(
      *outbox, clock, [] { return random_below(1'000'000) / 1e6; }, pace);
  Citizens citizens(kiosk, keys.front(), diary);
  std::future<Delivery> out;
  const auto end = std::chrono::steady_clock::now() + kiosk.deadline;
  while (std::chrono::steady_clock::now() < end) {
    if (const auto came = citizens.come(*outbox, figures); !came) return tl::unexpected(came.error());
    if (out.valid() && out.wait_for(kLook) == std::future_status::ready) {
      const Delivery delivery = out.get();
      note(delivery, keys, diary, figures);
      courier.done(delivery);
    }
    auto errand = courier.next();
    if (!errand) return tl::unexpected(errand.error());
    if (*errand) {
      out = std::async(std::launch::async, [&store, one = **std::move(errand)]() mutable {
        return run_errand(std::move(one), store);
      });
    } else if (!out.valid()) {
      const auto rest = std::chrono::duration<double, std::nano>(courier.rest()) / kiosk.faster;
      std::this_thread::sleep_for(std::min<std::chrono::duration<double, std::nano>>(rest, kLook));
    }
    if (citizens.are_done() && diary.owed() == 0 && !out.valid() && courier.rest() > Nanoseconds{0})
      return true;
  }
  return false;
}

}  // namespace

int run_kiosk(const DrivenKiosk& kiosk) {
  const HurriedClock clock(kiosk.faster, kiosk.clock_lead);
  const auto keys = published_keys(kiosk.keys);
  if (!keys) return give_up(keys.error());
  const std::stop_source stop;
  const auto store = open_store(kiosk.store, clock, stop.get_token());
  if (!store) return give_up(store.error());
  Diary diary(kiosk.diary);
  Figures figures;
  const auto began = std::chrono::steady_clock::now();
  const auto is_done = run(kiosk, *keys, **store, clock, diary, figures);
  if (!is_done) return give_up(is_done.error());
  print_figures(figures, diary, std::chrono::steady_clock::now() - began);
  return *is_done ? 0 : 1;
}

}  // namespace crier
