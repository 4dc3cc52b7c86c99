// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/ceremony.hpp"

#include <gtest/gtest.h>

#include "content/publishing/lifetimes.hpp"
#include "content/publishing/trust_change.hpp"
#include "content/repository/metadata_text.hpp"
#include "content/sealing/tlv.hpp"
#include "tests/content/publishing/office_desk.hpp"

namespace crier {
namespace {

TEST(Ceremony, one_holder_alone_begins_nothing) {
  OfficeDesk desk;
  ASSERT_TRUE(desk.stage_trust(desk.store()));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::root, {"root A"}));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::trust, {"root A", "root B"}));
  const auto done = desk.complete(desk.store());
  ASSERT_TRUE(done);
  EXPECT_FALSE(done->has_done());
  EXPECT_FALSE(desk.active());
}

TEST(Ceremony, holders_may_sign_at_different_times) {
  OfficeDesk desk;
  for (const char* const holder : {"root A", "root C"}) {
    ASSERT_TRUE(desk.stage_trust(desk.store()));
    ASSERT_TRUE(desk.sign(desk.store(), StagedKind::root, {holder}));
    ASSERT_TRUE(desk.sign(desk.store(), StagedKind::trust, {holder}));
  }
  EXPECT_TRUE(desk.complete(desk.store())->has_new_root);
  EXPECT_TRUE(desk.active()->faults.empty());
}

TEST(Ceremony, without_the_online_key_it_waits_for_a_refresh) {
  OfficeDesk desk;
  ASSERT_TRUE(desk.stage_trust(desk.store()));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::root, {"root A", "root B"}));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::trust, {"root A", "root B"}));
  const auto waiting = desk.complete(desk.store(), kNow, {});
  ASSERT_TRUE(waiting);
  EXPECT_FALSE(waiting->has_done());
  EXPECT_EQ(waiting->held_back.size(), 1U);
  EXPECT_TRUE(desk.complete(desk.store())->has_new_root);
}

TEST(Ceremony, a_lost_holders_key_is_replaced_by_old_and_new_holders) {
  OfficeDesk desk;
  desk.begin();
  desk.publish();
  ASSERT_TRUE(desk.seen_by("hall"));
  desk.revoke("root C");
  desk.add(SigningRole::root, "root D");
  ASSERT_TRUE(desk.stage_trust(desk.store()));
  for (const StagedKind kind : {StagedKind::root, StagedKind::trust})
    ASSERT_TRUE(desk.sign(desk.store(), kind, {"root A", "root D"}));
  EXPECT_FALSE(desk.complete(desk.store())->has_done()) << "only one of the holders until now has signed";
  for (const StagedKind kind : {StagedKind::root, StagedKind::trust})
    ASSERT_TRUE(desk.sign(desk.store(), kind, {"root B"}));
  EXPECT_TRUE(desk.complete(desk.store())->has_new_root);
  EXPECT_EQ(desk.active()->root.version, 2);
  EXPECT_TRUE(desk.seen_by("hall"));
  EXPECT_TRUE(desk.seen_by_device());
}

TEST(Ceremony, a_revoked_reviewer_goes_once_another_has_approved_what_is_on_screens) {
  OfficeDesk desk;
  desk.begin();
  desk.publish();
  desk.revoke("first");
  ASSERT_TRUE(desk.stage_trust(desk.store()));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::trust, {"root A", "root B"}));
  const auto held = desk.complete(desk.store());
  ASSERT_TRUE(held);
  EXPECT_FALSE(held->has_done());
  EXPECT_EQ(held->held_back.size(), 1U);
  EXPECT_TRUE(desk.seen_by("hall")) << "until then screens go on";
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::content, {"deputy", "second", "final"}));
  const auto done = desk.complete(desk.store());
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->has_new_trust && done->has_new_content);
  EXPECT_TRUE(desk.seen_by("hall"));
  // From now on the revoked key counts for nothing.
  desk.write("notices/a.zh.md", "x");
  ASSERT_TRUE(desk.stage_workspace(desk.store()));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::content, {"first", "second", "final"}));
  EXPECT_FALSE(desk.complete(desk.store())->has_new_content);
}

TEST(Ceremony, a_new_online_key_takes_over_without_a_gap_where_both_are_at_hand) {
  OfficeDesk desk;
  desk.begin();
  desk.publish();
  ASSERT_TRUE(desk.seen_by("hall"));
  desk.revoke("online");
  desk.add(SigningRole::online, "online 2");
  ASSERT_TRUE(desk.stage_trust(desk.store()));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::root, {"root A", "root B"}));
  EXPECT_TRUE(desk.complete(desk.store(), kNow, {"online", "online 2"})->has_new_root);
  EXPECT_TRUE(desk.seen_by("hall"));
  EXPECT_TRUE(desk.seen_by_device());
  EXPECT_FALSE(desk.complete(desk.store(), kNow + kTimestampLife, {"online"})->has_done());
  EXPECT_TRUE(desk.complete(desk.store(), kNow + kTimestampLife, {"online 2"})->has_done());
}

TEST(Ceremony, a_lost_online_key_is_replaced) {
  OfficeDesk desk;
  desk.begin();
  desk.publish();
  ASSERT_TRUE(desk.seen_by("hall"));
  desk.revoke("online");
  desk.add(SigningRole::online, "online 2");
  ASSERT_TRUE(desk.stage_trust(desk.store()));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::root, {"root A", "root B"}));
  EXPECT_TRUE(desk.complete(desk.store(), kNow, {"online 2"})->has_new_root);
  EXPECT_TRUE(desk.seen_by("hall"));
  EXPECT_TRUE(desk.seen_by_device());
}

TEST(Ceremony, what_is_about_to_expire_is_made_anew_by_the_same_command) {
  OfficeDesk desk;
  desk.begin();
  ASSERT_TRUE(desk.stage_trust(desk.store(), kNow + std::chrono::days(10)));
  EXPECT_TRUE(desk.staged().is_empty());
  const auto later = kNow + kRootLife - std::chrono::days(20);
  ASSERT_TRUE(desk.stage_trust(desk.store(), later));
  for (const StagedKind kind : {StagedKind::root, StagedKind::trust})
    ASSERT_TRUE(desk.sign(desk.store(), kind, {"root B", "root C"}, later));
  const auto done = desk.complete(desk.store(), later);
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->has_new_root && done->has_new_trust);
  EXPECT_GT(desk.active()->root.expires, later + std::chrono::days(300));
}

TEST(Ceremony, a_renewal_that_was_begun_goes_on) {
  OfficeDesk desk;
  desk.begin();
  const auto active = desk.active();
  ASSERT_TRUE(stage_ceremony(desk.store(), &*active, desk.staged(), desk.book(), kNow, Renewal::now));
  ASSERT_TRUE(desk.sign(desk.store(), StagedKind::root, {"root A"}));
  ASSERT_TRUE(desk.stage_trust(desk.store()));
  ASSERT_TRUE(desk.staged().root && desk.staged().trust);
  EXPECT_EQ(desk.staged().root->signatures.size(), 1U);
}

TEST(Ceremony, a_root_that_would_live_for_ever_is_not_offered_for_signing) {
  OfficeDesk desk;
  const RootMetadata root = make_root(desk.book(), 1, kNow + 10 * kRootLife);
  ASSERT_TRUE(stage(desk.store(), StagedKind::root, signed_text(root)));
  EXPECT_FALSE(desk.staged().root);
}

TEST(Ceremony, says_in_words_who_comes_and_goes) {
  OfficeDesk desk;
  desk.begin();
  desk.revoke("deputy");
  desk.add(SigningRole::second_review, "Reviewer B");
  ASSERT_TRUE(desk.stage_trust(desk.store()));
  const auto active = desk.active();
  const auto lines = trust_changes(&*active, desk.staged(), names_of(desk.book()));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0],
            "first-review: 1 of 1 must sign, - deputy (" + desk.key("deputy").id().substr(0, 12) + ")");
  EXPECT_EQ(lines[1], "second-review: 1 of 2 must sign, + Reviewer B (" +
                          desk.key("Reviewer B").id().substr(0, 12) + ")");
}

TEST(Trust, one_key_in_two_ranks_is_refused_everywhere) {
  OfficeDesk desk;
  SignerBook book = desk.book();
  book.signers.push_back(book.signers[3]);
  book.signers.back().role = SigningRole::final_review;
  EXPECT_FALSE(check_ranks(book));
  EXPECT_TRUE(has_shared_keys(make_trust(book, 1, kNow)));
  EXPECT_FALSE(has_shared_keys(make_trust(desk.book(), 1, kNow)));
}

}  // namespace
}  // namespace crier
