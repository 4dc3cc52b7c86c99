// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/hpke.hpp"

#include <gtest/gtest.h>

#include "content/sealing/tlv.hpp"
#include "tests/content/sealing/known_report.hpp"

namespace crier {
namespace {

// RFC 9180, appendix A.2.1: base mode, sequence number 0.
const auto kEphemeral = bytes_of("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600");
const auto kSecret = bytes_of("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
constexpr std::string_view kInfo = "Ode on a Grecian Urn";
constexpr std::string_view kBound = "Count-0";
constexpr std::string_view kPlain = "Beauty is truth, truth beauty";
constexpr std::string_view kSealed =
    "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"
    "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28";

TEST(Hpke, gives_the_rfcs_answer) {
  EXPECT_EQ(to_hex(hpke_public_key(kSecret)),
            "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");
  const auto sealed =
      hpke_seal_with(kEphemeral, hpke_public_key(kSecret), kInfo, as_bytes(kBound), as_bytes(kPlain));
  ASSERT_TRUE(sealed);
  EXPECT_EQ(to_hex(*sealed), kSealed);
  const auto plain = hpke_open(kSecret, kInfo, as_bytes(kBound), *sealed);
  ASSERT_TRUE(plain);
  EXPECT_EQ(as_text(plain->bytes()), kPlain);
}

TEST(Hpke, never_seals_the_same_way_twice) {
  const HpkePublicKey key = hpke_public_key(kSecret);
  const auto one = hpke_seal(key, kInfo, {}, as_bytes(kPlain));
  const auto other = hpke_seal(key, kInfo, {}, as_bytes(kPlain));
  ASSERT_TRUE(one && other);
  EXPECT_NE(*one, *other);
  EXPECT_EQ(one->size(), kPlain.size() + kHpkeOverhead);
}

TEST(Hpke, whatever_is_changed_does_not_open) {
  const auto sealed = bytes_of(kSealed);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] ^= 1;
    EXPECT_FALSE(hpke_open(kSecret, kInfo, as_bytes(kBound), changed)) << i;
    EXPECT_FALSE(hpke_open(kSecret, kInfo, as_bytes(kBound), Bytes(sealed).first(i))) << i;
  }
  EXPECT_FALSE(hpke_open(kSecret, kInfo, as_bytes("Count-1"), sealed));
  EXPECT_FALSE(hpke_open(kSecret, kInfo, {}, sealed));
  EXPECT_FALSE(hpke_open(kSecret, "Ode", as_bytes(kBound), sealed));
  EXPECT_FALSE(hpke_open(kEphemeral, kInfo, as_bytes(kBound), sealed));
}

TEST(Hpke, a_key_of_small_order_is_refused_on_both_sides) {
  const HpkePublicKey zero{};
  HpkePublicKey one{};
  one[0] = 1;
  for (const HpkePublicKey& bad : {zero, one}) {
    EXPECT_FALSE(hpke_seal(bad, kInfo, {}, as_bytes(kPlain)));
    auto sealed = bytes_of(kSealed);
    std::copy(bad.begin(), bad.end(), sealed.begin());
    EXPECT_FALSE(hpke_open(kSecret, kInfo, as_bytes(kBound), sealed));
  }
}

}  // namespace
}  // namespace crier
