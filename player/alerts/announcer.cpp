// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/announcer.hpp"

#include <utility>

#include "player/alerts/announcement.hpp"

namespace crier {

Announcer::Announcer() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

Announcer::~Announcer() {
  cancel();
}

void Announcer::request(ShownAlert alert) {
  cancel();
  job_.put({std::move(alert), std::stop_source()});
}

void Announcer::cancel() {
  job_.update([](Job& job) {
    job.abandon.request_stop();
    job.alert.reset();
  });
}

std::optional<Announcement> Announcer::ready(const std::string& key) const {
  Announcement made = made_.get();
  if (made.key != key || !made.samples) return std::nullopt;
  return made;
}

void Announcer::run(const std::stop_token& stop) {
  while (job_.wait_until(MonotonicTime::max(), stop, [](const Job& job) { return job.alert.has_value(); })) {
    Job job;
    job_.update([&job](Job& next) {
      job = next;
      next.alert.reset();
    });
    if (!job.alert) continue;
    std::vector<float> samples = make_announcement(*job.alert, job.abandon.get_token());
    if (samples.empty()) continue;
    made_.put({job.alert->key, std::make_shared<const std::vector<float>>(std::move(samples))});
  }
}

}  // namespace crier
