// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/signer_book.hpp"

#include <gtest/gtest.h>

#include "tests/content/publishing/office_desk.hpp"

namespace crier {
namespace {

TEST(SignerBook, is_read_as_it_was_written) {
  OfficeDesk desk;
  desk.revoke("deputy");
  desk.book().root_threshold = 3;
  ASSERT_TRUE(write_signers(desk.workspace(), desk.book()));
  Diagnostics diagnostics;
  const SignerBook read = read_signers(desk.workspace(), diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(read.root_threshold, 3);
  ASSERT_EQ(read.signers.size(), desk.book().signers.size());
  for (std::size_t i = 0; i < read.signers.size(); ++i) {
    EXPECT_EQ(read.signers[i].role, desk.book().signers[i].role);
    EXPECT_EQ(read.signers[i].name, desk.book().signers[i].name);
    EXPECT_EQ(read.signers[i].key, desk.book().signers[i].key);
    EXPECT_EQ(read.signers[i].revoked, desk.book().signers[i].revoked);
  }
  EXPECT_EQ(read.in_force(SigningRole::first_review).size(), 1U);
}

TEST(SignerBook, tells_its_mistakes) {
  const std::string key(64, 'a');
  const std::string bad[] = {
      "root_threshold = 1",
      "surplus = 1",
      "[[signer]]\nrole = \"editor\"\nname = \"A\"\nkey = \"" + key + "\"\nsince = 2026-11-29",
      "[[signer]]\nrole = \"root\"\nname = \"A\"\nkey = \"aa\"\nsince = 2026-11-29",
      "[[signer]]\nrole = \"root\"\nname = \"\"\nkey = \"" + key + "\"\nsince = 2026-11-29",
      "[[signer]]\nrole = \"root\"\nname = \"A\"\nkey = \"" + key + "\"",
      "[[signer]]\nrole = \"root\"\nname = \"A\\nB\"\nkey = \"" + key + "\"\nsince = 2026-11-29",
      "[[signer]]\nrole = \"root\"\nname = \"A\"\nkey = \"" + key + "\"\nsince = 2026-11-29\nrevoked = 7",
  };
  for (const std::string& text : bad) {
    Diagnostics diagnostics;
    parse_signers(text, "signers.toml", diagnostics);
    EXPECT_TRUE(has_errors(diagnostics)) << text;
  }
}

TEST(SignerBook, refuses_too_few_people) {
  OfficeDesk desk;
  EXPECT_TRUE(check_complete(desk.book()));
  for (const char* const name : {"second", "final", "online"}) {
    OfficeDesk other;
    other.revoke(name);
    EXPECT_FALSE(check_complete(other.book())) << name;
  }
  desk.revoke("root A");
  EXPECT_TRUE(check_complete(desk.book()));
  desk.revoke("root B");
  EXPECT_FALSE(check_complete(desk.book()));
}

TEST(SignerBook, an_office_may_have_no_duty_officers_but_not_one) {
  OfficeDesk desk;
  desk.revoke("officer A");
  desk.revoke("officer B");
  EXPECT_FALSE(check_complete(desk.book()));
  desk.revoke("officer C");
  EXPECT_TRUE(check_complete(desk.book()));
}

TEST(SignerBook, one_person_reviews_in_one_rank) {
  OfficeDesk desk;
  desk.add(SigningRole::final_review, "another");
  desk.book().signers.back().name = "first";
  EXPECT_FALSE(check_ranks(desk.book()));
  desk.book().signers.back().revoked = std::chrono::year{2026} / std::chrono::December / 1;
  EXPECT_TRUE(check_ranks(desk.book()));
}

TEST(SignerBook, a_revoked_key_never_returns) {
  OfficeDesk desk;
  desk.revoke("first");
  Signer again = desk.book().signers[3];
  ASSERT_EQ(again.name, "first");
  again.revoked.reset();
  desk.book().signers.push_back(again);
  EXPECT_FALSE(check_ranks(desk.book()));
}

}  // namespace
}  // namespace crier
