// SPDX-License-Identifier: Apache-2.0
// Other people's warning messages, each judged on its own ten minutes after it was sent; then a chain.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "content/alerts/alert_file.hpp"
#include "tests/content/alerts/messages.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

const std::filesystem::path kCorpus = std::filesystem::path(CRIER_CORPUS) / "cap";

struct CorpusRow {
  const char* file;
  const char* effect;
};

constexpr CorpusRow kRows[] = {
    {"oasiscap/google-PAAQ-4-mg5a94.xml", "idle: it has expired"},
    {"oasiscap/ipaws-5e6dd964023f1930ef638846.xml", "+309104501346800"},
    {"oasiscap/ipaws-5e6dd9de023f1930ef6548d9.xml", "idle: nothing that it cancels is known"},
    {"oasiscap/ipaws-5e6ddbad023f1930ef6c1a5a.xml", "idle: it has expired"},
    {"oasiscap/ipaws-5e7e0fc5023f1930efcf3deb.xml", "+402013233923688"},
    {"oasiscap/ipaws-5ea321f39fc226a7b44b6874.xml", "+482277582702553"},
    {"oasiscap/nws-5c2cf27b1f56885d61654dc47fa411d5.xml",
     "+NOAA-NWS-ALERTS-MN1261CB03F0E0.BlizzardWarning.1261CB10BF00MN.DLHWSWDLH."
     "5c2cf27b1f56885d61654dc47fa411d5"},
    {"oasiscap/v1dot0_appendix_adot1.xml", "+43b080713727"},
    {"oasiscap/v1dot0_appendix_adot2.xml", "+KSTO1055887203"},
    {"oasiscap/v1dot0_appendix_adot3.xml", "+TRI13970876.1"},
    {"oasiscap/v1dot0_appendix_adot4.xml", "+KAR0-0306112239-SW"},
    {"oasiscap/v1dot1_appendix_adot1.xml", "+43b080713727"},
    {"oasiscap/v1dot1_appendix_adot2.xml", "+KSTO1055887203"},
    {"oasiscap/v1dot1_appendix_adot3.xml", "+TRI13970876.1"},
    {"oasiscap/v1dot1_appendix_adot4.xml", "+KAR0-0306112239-SW"},
    {"oasiscap/v1dot2_appendix_adot1.xml", "+43b080713727"},
    {"oasiscap/v1dot2_appendix_adot2.xml", "+KSTO1055887203"},
    {"oasiscap/v1dot2_appendix_adot3.xml", "+TRI13970876.2"},
    {"oasiscap/v1dot2_appendix_adot4.xml", "+KAR0-0306112239-SW"},
    {"cn/gt-henan-wind-blue-update.xml", "+41000041600000_20200205105119"},
    {"cn/derived-gt-henan-gb18030.xml", "+41000041600000_20200205105119"},
    {"cn/derived-11011241600000_20240730070001_11B03_BLUE_Alert.xml", "idle: its status is Test"},
    {"cn/derived-11011241600000_20240730080512_11B03_ORANGE_Alert.xml", "+11011241600000_20240730080512"},
    {"cn/derived-11011241600000_20240730093041_11B03_RED_Update.xml", "+11011241600000_20240730093041"},
    {"cn/derived-11011241600000_20240730120003_11B03_RED_Cancel.xml",
     "idle: nothing that it cancels is known"},
    {"cn/wmo-cma-no-geometry.xml", "refused: <status> is missing"},
    {"cn/wmo-nws-marine.xml", "refused: <sender> is missing"},
    {"cn/wmo-dwd-exclude-polygon-abridged.xml", "refused: <sender> is missing"},
    {"cn/weathercn-alarminfo.jsonp", "refused: it is JSON, not an alert in XML"},
    {"cn/nmc-findalarm.json", "refused: it is JSON, not an alert in XML"},
};

class CorpusAlerts : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kCorpus)) GTEST_SKIP() << "no corpus at " << kCorpus;
  }
};

TEST_F(CorpusAlerts, each_does_what_its_row_says) {
  std::set<std::string> known;
  for (const CorpusRow& row : kRows) {
    known.insert(row.file);
    const std::string bytes = read_file(kCorpus / row.file);
    Diagnostics diagnostics;
    const auto alert = parse_alert(bytes, row.file, diagnostics);
    AlertBoard board;
    const WallTime now = alert ? alert->sent + 13min : WallTime();
    EXPECT_EQ(effect_of(board, row.file, bytes, now, {.tags = {}, .languages = {"zh", "en"}}), row.effect)
        << row.file;
    for (const Diagnostic& diagnostic : diagnostics)
      EXPECT_FALSE(diagnostic.what.empty() || diagnostic.remedy.empty());
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kCorpus)) {
    if (entry.path().extension() != ".xml") continue;
    EXPECT_EQ(known.count(std::filesystem::relative(entry.path(), kCorpus).generic_string()), 1U)
        << entry.path() << " has no row";
  }
}

TEST_F(CorpusAlerts, are_foreign_to_a_screen_elsewhere) {
  const AlertAudience audience{.tags = {"geo:310101"}, .languages = {"zh"}};
  for (const char* file :
       {"oasiscap/v1dot2_appendix_adot2.xml", "oasiscap/v1dot2_appendix_adot4.xml",
        "oasiscap/nws-5c2cf27b1f56885d61654dc47fa411d5.xml", "cn/gt-henan-wind-blue-update.xml",
        "cn/derived-11011241600000_20240730080512_11B03_ORANGE_Alert.xml"}) {
    const std::string bytes = read_file(kCorpus / file);
    Diagnostics diagnostics;
    const auto alert = parse_alert(bytes, file, diagnostics);
    ASSERT_TRUE(alert) << file;
    AlertBoard board;
    EXPECT_EQ(effect_of(board, file, bytes, alert->sent + 13min, audience),
              "idle: its areas do not hold this screen")
        << file;
  }
}

TEST_F(CorpusAlerts, the_national_chain_is_raised_updated_and_cancelled) {
  const std::string name = (kCorpus / "cn/derived-11011241600000_").string();
  const AlertAudience audience{.tags = {"geo:110112"}, .languages = {"zh"}};
  AlertBoard board;
  const auto effect = [&](const char* file, const char* now) {
    return effect_of(board, file, read_file(name + file), moment(now), audience);
  };
  EXPECT_EQ(effect("20240730070001_11B03_BLUE_Alert.xml", "2024-07-30T08:00:00+08:00"),
            "idle: its status is Test");
  EXPECT_EQ(effect("20240730080512_11B03_ORANGE_Alert.xml", "2024-07-30T08:06:00+08:00"),
            "+11011241600000_20240730080512");
  EXPECT_EQ(effect("20240730093041_11B03_RED_Update.xml", "2024-07-30T09:31:00+08:00"),
            "-11011241600000_20240730080512 +11011241600000_20240730093041");
  EXPECT_EQ(effect("20240730120003_11B03_RED_Cancel.xml", "2024-07-30T12:00:30+08:00"),
            "-11011241600000_20240730093041");
}

TEST_F(CorpusAlerts, the_text_in_gb18030_is_the_text_in_utf8) {
  Diagnostics diagnostics;
  const auto one = parse_alert(read_file(kCorpus / "cn/gt-henan-wind-blue-update.xml"), "a", diagnostics);
  const auto other = parse_alert(read_file(kCorpus / "cn/derived-gt-henan-gb18030.xml"), "b", diagnostics);
  ASSERT_TRUE(one && other);
  EXPECT_EQ(one->infos.at(0).description, other->infos.at(0).description);
  EXPECT_EQ(one->infos.at(0).event, "大风蓝色预警");
  EXPECT_EQ(one->infos.at(0).sender_name, "河南省气象局");
}

}  // namespace
}  // namespace crier
