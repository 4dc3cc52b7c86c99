// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/completion.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <utility>

#include "content/publishing/alert_body.hpp"
#include "content/publishing/content_body.hpp"
#include "content/publishing/lifetimes.hpp"
#include "content/publishing/status_report.hpp"
#include "content/repository/limits.hpp"
#include "content/repository/metadata_text.hpp"
#include "content/sealing/tlv.hpp"
#include "tests/content/publishing/office_desk.hpp"

namespace crier {
namespace {

constexpr const char* kAlert =
    R"(<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>storm-1</identifier><sender>office@example.org</sender><sent>2026-11-29T08:00:00+08:00</sent>
<status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language>
<category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity>
<certainty>Observed</certainty><headline>暴雨橙色预警</headline>
<area><areaDesc>本市</areaDesc></area></info></alert>)";

std::size_t versions_of(const OfficeDesk& desk, const std::string& role) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(desk.repository() / "metadata"))
    count += entry.path().filename().string().ends_with("." + role + ".json") ? 1 : 0;
  return count;
}

TEST(Completion, a_device_sees_what_three_ranks_have_signed) {
  OfficeDesk desk;
  desk.begin();
  desk.write("media/films/a.mp4", "film");
  desk.write("notices/供水.zh.md", "notice");
  desk.publish();
  const auto seen = desk.seen_by_device();
  ASSERT_TRUE(seen) << seen.error().message;
  EXPECT_EQ(seen->size(), 3U);
  EXPECT_EQ(seen->at("content/media/films/a.mp4"), "film");
  EXPECT_EQ(seen->at("content/notices/供水.zh.md"), "notice");
}

TEST(Completion, the_three_roles_are_one_and_the_same_file) {
  OfficeDesk desk;
  desk.begin();
  desk.publish();
  const auto first = desk.store().get("metadata/1.first-review.json", kMostTargetsBytes).value();
  EXPECT_EQ(first, desk.store().get("metadata/1.second-review.json", kMostTargetsBytes).value());
  EXPECT_EQ(first, desk.store().get("metadata/1.final-review.json", kMostTargetsBytes).value());
  const auto active = desk.active();
  EXPECT_EQ(active->snapshot->files.at("first-review.json").hashes,
            active->snapshot->files.at("final-review.json").hashes);
}

TEST(Completion, is_reached_by_nothing_less_than_each_rank) {
  const std::vector<std::vector<std::string>> kTooFew = {{},
                                                         {"first"},
                                                         {"first", "second"},
                                                         {"second", "final"},
                                                         {"first", "deputy", "second"},
                                                         {"root A", "root B", "root C"},
                                                         {"officer A", "second", "final"},
                                                         {"online", "second", "final"}};
  OfficeDesk desk;
  desk.begin();
  for (const auto& names : kTooFew) {
    desk.write("notices/a.zh.md", std::to_string(names.size()) + (names.empty() ? "" : names.front()));
    ASSERT_TRUE(desk.stage_workspace(desk.store()));
    ASSERT_TRUE(desk.sign(desk.store(), StagedKind::content, names));
    const auto done = desk.complete(desk.store());
    ASSERT_TRUE(done);
    EXPECT_FALSE(done->has_new_content);
  }
  EXPECT_FALSE(desk.seen_by_device());
}

TEST(Completion, a_signature_over_another_body_counts_for_nothing) {
  OfficeDesk desk;
  desk.begin();
  ASSERT_TRUE(desk.stage_workspace(desk.store()));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::content, {"first", "second", "final"}));
  desk.write("media/b.mp4", "another film");
  ASSERT_TRUE(desk.stage_workspace(desk.store()));
  EXPECT_FALSE(desk.complete(desk.store())->has_new_content);
  EXPECT_TRUE(desk.staged().content->signatures.empty());
}

TEST(Completion, staging_the_same_again_keeps_the_signatures) {
  OfficeDesk desk;
  desk.begin();
  ASSERT_TRUE(desk.stage_workspace(desk.store()));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::content, {"first"}));
  ASSERT_TRUE(desk.stage_workspace(desk.store(), kNow + std::chrono::hours(5)));
  EXPECT_EQ(desk.staged().content->signatures.size(), 1U);
}

TEST(Completion, content_differs_only_as_published) {
  OfficeDesk desk;
  desk.begin();
  desk.write("media/a.mp4", "one");
  desk.publish();
  const auto before = desk.seen_by("hall").value();
  desk.write("media/b.mp4", "two");
  EXPECT_EQ(desk.seen_by("hall").value(), before);
  ASSERT_TRUE(desk.stage_workspace(desk.store()));
  EXPECT_EQ(desk.seen_by("hall").value(), before);
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::content, {"first", "second"}));
  ASSERT_TRUE(desk.complete(desk.store()));
  EXPECT_EQ(desk.seen_by("hall").value(), before);
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::content, {"final"}));
  ASSERT_TRUE(desk.complete(desk.store()));
  EXPECT_EQ(desk.seen_by("hall")->size(), before.size() + 1);
}

TEST(Completion, an_earlier_version_is_published_anew) {
  OfficeDesk desk;
  desk.begin();
  desk.write("media/a.mp4", "one");
  desk.publish();
  const auto first = desk.seen_by("hall").value();
  desk.write("media/a.mp4", "two");
  desk.erase("office.toml");
  desk.publish();
  EXPECT_NE(desk.seen_by("hall").value(), first);
  auto targets = earlier_targets(desk.store(), 1);
  ASSERT_TRUE(targets);
  const auto active = desk.active();
  ASSERT_TRUE(stage_content(desk.store(), *active, desk.staged(), *targets, "", kNow));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::content, {"first", "second", "final"}));
  ASSERT_TRUE(desk.complete(desk.store()));
  EXPECT_EQ(desk.seen_by("hall").value(), first);
  EXPECT_EQ(desk.active()->content->version, 3);
  EXPECT_FALSE(earlier_targets(desk.store(), 9));
}

TEST(Completion, renews_what_the_online_key_signs_by_half_of_its_life) {
  OfficeDesk desk;
  desk.begin();
  desk.publish();
  ASSERT_TRUE(desk.seen_by("hall"));
  EXPECT_FALSE(desk.complete(desk.store(), kNow + kTimestampLife / 2)->has_done());
  EXPECT_FALSE(desk.seen_by("hall", kNow + kTimestampLife));
  EXPECT_TRUE(desk.complete(desk.store(), kNow + kTimestampLife)->is_renewed);
  EXPECT_EQ(versions_of(desk, "snapshot"), 2U);
  EXPECT_TRUE(desk.seen_by("hall", kNow + kTimestampLife));
  EXPECT_TRUE(desk.complete(desk.store(), kNow + kSnapshotLife)->is_renewed);
  EXPECT_EQ(versions_of(desk, "snapshot"), 3U);
  EXPECT_TRUE(desk.seen_by("hall", kNow + kSnapshotLife));
}

TEST(Completion, alerts_need_two_officers_and_end_by_themselves) {
  OfficeDesk desk;
  desk.begin();
  desk.publish();
  const auto publish = [&desk](std::vector<AlertFileToPublish> files, std::vector<std::string> withdrawn,
                               const std::vector<std::string>& officers) {
    const auto active = desk.active();
    const auto staged =
        stage_alerts(desk.store(), *active, desk.staged(), files, withdrawn, kAlertMetadataLife, kNow);
    EXPECT_TRUE(staged) << staged.error().message;
    EXPECT_TRUE(desk.sign(desk.store(), StagedKind::alert, officers));
    const auto done = desk.complete(desk.store());
    return done && done->has_new_alerts;
  };
  const Bytes text = as_bytes(kAlert);
  const AlertFileToPublish storm{"storm.xml", {text.begin(), text.end()}};
  EXPECT_FALSE(publish({storm}, {}, {"officer A"}));
  EXPECT_FALSE(publish({storm}, {}, {"officer A", "first", "root A"}));
  EXPECT_TRUE(publish({storm}, {}, {"officer C"})) << "the first officer's signature still counts";
  EXPECT_EQ(desk.active()->alerts->targets.size(), 1U);
  EXPECT_TRUE(desk.seen_by_device());
  EXPECT_TRUE(publish({{"flood.xml", storm.bytes}}, {}, {"officer A", "officer B"}));
  EXPECT_EQ(desk.active()->alerts->targets.size(), 2U);
  EXPECT_TRUE(publish({}, {"storm.xml"}, {"officer A", "officer B"}));
  EXPECT_EQ(desk.active()->alerts->targets.size(), 1U);
  EXPECT_LE(desk.active()->alerts->expires, kNow + kAlertMetadataLife);
}

TEST(Completion, an_alert_that_nobody_signed_is_not_signed_along) {
  OfficeDesk desk;
  desk.begin();
  TargetsMetadata planted;
  planted.version = 1;
  planted.expires = kNow + kAlertMetadataLife;
  planted.targets = {{"alert/evil.xml", {7, announce(1, as_bytes("hijack!")).hashes}}};
  ASSERT_TRUE(stage(desk.store(), StagedKind::alert, signed_text(planted)));
  const auto active = desk.active();
  const Bytes text = as_bytes(kAlert);
  ASSERT_TRUE(stage_alerts(desk.store(), *active, desk.staged(), {{"storm.xml", {text.begin(), text.end()}}},
                           {}, kAlertMetadataLife, kNow));
  ASSERT_EQ(desk.staged().alerts->targets.size(), 1U);
  EXPECT_EQ(desk.staged().alerts->targets[0].path, "alert/storm.xml");
}

TEST(Completion, an_alert_of_one_officer_is_not_signed_along) {
  OfficeDesk desk;
  desk.begin();
  desk.publish();
  const Bytes text = as_bytes(kAlert);
  const AlertFileToPublish storm{"storm.xml", {text.begin(), text.end()}};
  const AlertFileToPublish evil{"evil.xml", storm.bytes};
  ASSERT_TRUE(
      stage_alerts(desk.store(), *desk.active(), desk.staged(), {evil}, {}, kAlertMetadataLife, kNow));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::alert, {"officer A"}));
  const auto aside =
      stage_alerts(desk.store(), *desk.active(), desk.staged(), {storm}, {}, kAlertMetadataLife, kNow);
  ASSERT_TRUE(aside);
  EXPECT_EQ(*aside, std::vector<std::string>{"evil.xml"});
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::alert, {"officer B", "officer C"}));
  ASSERT_TRUE(desk.complete(desk.store()));
  ASSERT_EQ(desk.active()->alerts->targets.size(), 1U);
  EXPECT_EQ(desk.active()->alerts->targets[0].path, "alert/storm.xml");
}

TEST(Completion, an_alert_that_is_none_is_refused) {
  const TestFolder folder;
  const auto file = folder.path() / "a.xml";
  std::ofstream(file) << "<alert>";
  EXPECT_FALSE(read_alert_files({file}, kNow));
  EXPECT_FALSE(read_alert_files({folder.path() / "missing.xml"}, kNow));
}

// Everything between two publications that a cut can come between, in one go.
struct Step {
  const char* name;
  std::function<Result<void>(OfficeDesk&, RepositoryStore&)> run;
};

Result<void> publish_more(OfficeDesk& desk, RepositoryStore& store) {
  if (const auto done = desk.stage_workspace(store); !done) return done;
  if (const auto done = desk.sign(store, StagedKind::content, {"first", "second", "final"}); !done)
    return done;
  const auto done = desk.complete(store);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> change_signers(OfficeDesk& desk, RepositoryStore& store) {
  if (const auto done = desk.stage_trust(store); !done) return done;
  for (const StagedKind kind : {StagedKind::root, StagedKind::trust})
    if (const auto done = desk.sign(store, kind, {"root A", "root B", "root D"}); !done) return done;
  if (const auto done = desk.sign(store, StagedKind::content, {"deputy", "second", "final"}); !done)
    return done;
  const auto done = desk.complete(store, kNow, {"online", "online 2"});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> renew(OfficeDesk& desk, RepositoryStore& store) {
  const auto done = desk.complete(store, kNow + kSnapshotLife - std::chrono::hours(1));
  if (!done) return tl::unexpected(done.error());
  return {};
}

class AfterACut : public testing::TestWithParam<Step> {};

TEST_P(AfterACut, devices_go_on_and_a_rerun_heals) {
  int cuts = 0;
  for (int writes = 0;; ++writes) {
    OfficeDesk desk;
    desk.begin();
    desk.write("media/a.mp4", "one");
    desk.publish();
    const auto before = desk.seen_by("hall").value();
    desk.write("media/b.mp4", "two");
    if (std::string(GetParam().name) != "publish") desk.erase("media/b.mp4");
    if (std::string(GetParam().name) == "signers") {
      desk.revoke("first");
      desk.revoke("root C");
      desk.revoke("online");
      desk.add(SigningRole::root, "root D");
      desk.add(SigningRole::online, "online 2");
    }
    CutStore cut(desk.store(), writes);
    const auto done = GetParam().run(desk, cut);
    ASSERT_EQ(done.has_value(), !cut.was_cut()) << writes;
    const auto after = desk.seen_by("hall");
    ASSERT_TRUE(after) << "after " << writes << " writes: " << after.error().message;
    ASSERT_TRUE(desk.seen_by_device()) << writes;
    EXPECT_TRUE(*after == before || done || after->size() == before.size() + 1) << writes;
    const auto again = GetParam().run(desk, desk.store());
    ASSERT_TRUE(again) << "after " << writes << " writes: " << again.error().message;
    const auto healed = desk.seen_by_device();
    ASSERT_TRUE(healed) << healed.error().message;
    EXPECT_EQ(healed->size(), before.size() + (std::string(GetParam().name) == "publish" ? 1 : 0)) << writes;
    ASSERT_TRUE(desk.seen_by("hall")) << writes;
    EXPECT_TRUE(desk.active()->faults.empty()) << writes;
    if (!cut.was_cut()) break;
    ++cuts;
  }
  EXPECT_GE(cuts, 2);
}

INSTANTIATE_TEST_SUITE_P(Completion, AfterACut,
                         testing::Values(Step{"publish", &publish_more}, Step{"signers", &change_signers},
                                         Step{"renewal", &renew}),
                         [](const auto& step) { return step.param.name; });

TEST(Completion, the_first_ceremony_heals_after_any_cut) {
  for (int writes = 0; writes < 40; ++writes) {
    OfficeDesk desk;
    CutStore cut(desk.store(), writes);
    const auto run = [&desk](RepositoryStore& store) -> Result<void> {
      if (const auto done = desk.stage_trust(store); !done) return done;
      for (const StagedKind kind : {StagedKind::root, StagedKind::trust})
        if (const auto done = desk.sign(store, kind, {"root A", "root B"}); !done) return done;
      const auto done = desk.complete(store);
      if (!done) return tl::unexpected(done.error());
      return {};
    };
    static_cast<void>(run(cut));
    ASSERT_TRUE(run(desk.store())) << writes;
    ASSERT_TRUE(desk.active()->trust) << writes;
    if (!cut.was_cut()) return;
  }
  FAIL() << "the ceremony never came to its end";
}

TEST(Completion, a_torn_file_of_a_role_is_mended) {
  OfficeDesk desk;
  desk.begin();
  ASSERT_TRUE(desk.stage_workspace(desk.store()));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::content, {"first", "second", "final"}));
  ASSERT_TRUE(desk.store().create("metadata/1.second-review.json", as_bytes("{\"signa")));
  ASSERT_TRUE(desk.complete(desk.store()));
  EXPECT_TRUE(desk.seen_by_device());
}

// A store in which somebody else renews the timestamp just before it is written.
class RacedStore final : public RepositoryStore {
 public:
  RacedStore(RepositoryStore& store, std::function<void()> rival) : store_(store), rival_(std::move(rival)) {}

  Result<std::vector<std::uint8_t>> get(const std::string& path, std::size_t most) override {
    return store_.get(path, most);
  }
  Result<std::optional<std::uint64_t>> size(const std::string& path) override { return store_.size(path); }
  Result<bool> create(const std::string& path, Bytes bytes) override {
    auto created = store_.create(path, bytes);
    if (path.ends_with(".snapshot.json") && rival_) std::exchange(rival_, nullptr)();
    return created;
  }
  Result<void> replace(const std::string& path, Bytes bytes) override { return store_.replace(path, bytes); }

 private:
  RepositoryStore& store_;
  std::function<void()> rival_;
};

TEST(Completion, two_who_refresh_at_once_corrupt_nothing) {
  OfficeDesk desk;
  desk.begin();
  desk.publish();
  const auto later = kNow + kSnapshotLife - std::chrono::hours(1);
  RacedStore raced(desk.store(), [&] { ASSERT_TRUE(desk.complete(desk.store(), later)); });
  const auto done = desk.complete(raced, later);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_TRUE(desk.seen_by_device(later));
  EXPECT_TRUE(desk.active()->faults.empty());
}

TEST(Status, tells_who_signed_and_who_is_missing) {
  OfficeDesk desk;
  desk.begin();
  ASSERT_TRUE(desk.stage_workspace(desk.store()));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::content, {"deputy"}));
  const auto active = desk.active();
  const KeyNames names = names_of(desk.book());
  const RepositoryStatus status = repository_status(&*active, desk.staged(), names, kNow);
  ASSERT_EQ(status.waiting.size(), 1U);
  ASSERT_EQ(status.waiting[0].ranks.size(), 3U);
  EXPECT_EQ(status.waiting[0].ranks[0].signed_by, std::vector<std::string>{"deputy"});
  EXPECT_EQ(status.waiting[0].ranks[1].missing, std::vector<std::string>{"second"});
  EXPECT_TRUE(status.warnings.empty());
  EXPECT_EQ(status.keys.at("alert").size(), 3U);
  const auto old =
      repository_status(&*active, desk.staged(), names, kNow + kRootLife - std::chrono::days(10));
  EXPECT_GE(old.warnings.size(), 3U);
}

}  // namespace
}  // namespace crier
