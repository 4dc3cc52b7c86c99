// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/synchroniser.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "config/folder_lock.hpp"
#include "content/receiving/repository_address.hpp"
#include "content/repository/folder_origin.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/receiving/small_repository.hpp"

namespace crier {
namespace {

using Files = SmallRepository::Files;

const std::string kOffice = "name = { zh = \"试验办公室\" }\ndefault_channel = \"hall\"\n";
const std::string kScreens =
    "[[screen]]\nid = \"A\"\nchannel = \"hall\"\n[[screen]]\nid = \"B\"\nchannel = \"gate\"\n";

std::string channel(const std::string& medium) {
  return fmt::format(
      "title = {{ zh = \"频道\" }}\ndefault = \"daily\"\n[playlists.daily]\nitems = [\"{}\"]\n", medium);
}

Files office(const std::string& film = "a film") {
  return {{"office.toml", kOffice},
          {"screens.toml", kScreens},
          {"channels/hall.toml", channel("media/hall.mp4")},
          {"channels/gate.toml", channel("media/gate.mp4")},
          {"media/hall.mp4", film},
          {"media/gate.mp4", "another film"}};
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class SynchroniserTest : public testing::Test {
 protected:
  SynchroniserTest() : repository_(folder_.path() / "repository") { open("store"); }

  void open(const std::string& name, DeviceRole role = {{"A"}, false}, std::uint64_t quota = 0) {
    StoreOptions options;
    options.folder = folder_.path() / name;
    options.factory_root = repository_.root_file();
    options.role = std::move(role);
    options.quota_bytes = quota;
    store_.emplace(std::move(options), clock_, log_, std::stop_token{});
    ASSERT_TRUE(store_->open());
  }

  Result<SyncResult> run(const std::function<bool()>& may_fetch = {}) {
    auto repository = Repository::open(repository_.folder(), {}, {}, {});
    return store_->run(repository->origins(), may_fetch, {});
  }

  // The text of a file of what is on.
  std::string on(const std::string& path) { return text_of(store_->active() / path); }
  bool has(const std::string& path) { return std::filesystem::exists(store_->active() / path); }

  TemporaryFolder folder_;
  SmallRepository repository_;
  const SystemClock clock_;
  Log log_{LogLevel::error};
  std::optional<Synchroniser> store_;
};

TEST_F(SynchroniserTest, WaitsWithAWorkspaceOfItsOwnBeforeAnythingCame) {
  EXPECT_NE(on("office.toml").find("正在等待节目"), std::string::npos);
  EXPECT_NE(on("screens.toml").find("\"A\""), std::string::npos);
}

TEST_F(SynchroniserTest, BringsWhatThreeRanksSigned) {
  repository_.publish(office());
  const auto done = run();
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_TRUE(done->is_new);
  EXPECT_EQ(on("office.toml"), kOffice);
  EXPECT_EQ(on("media/hall.mp4"), "a film");
}

TEST_F(SynchroniserTest, LeavesOutTheMediaOfOtherScreens) {
  repository_.publish(office());
  ASSERT_TRUE(run());
  EXPECT_FALSE(has("media/gate.mp4"));
  EXPECT_TRUE(has("channels/gate.toml"));
}

TEST_F(SynchroniserTest, BringsPicturesOfTheOfficeAndOfItsLayouts) {
  Files files = office();
  files["office.toml"] += "logo = \"media/logo.png\"\n";
  files["media/logo.png"] = "a logo";
  files["media/frame.png"] = "a frame";
  files["channels/hall.toml"] +=
      "[layout.landscape]\n[[layout.landscape.zones]]\nname = \"p\"\nkind = \"programme\"\n"
      "area = [0.0, 0.0, 1.0, 0.9]\n[[layout.landscape.zones]]\nname = \"f\"\nkind = \"picture\"\n"
      "media = \"media/frame.png\"\narea = [0.0, 0.9, 1.0, 0.1]\n";
  repository_.publish(files);
  ASSERT_TRUE(run());
  EXPECT_TRUE(has("media/logo.png"));
  EXPECT_TRUE(has("media/frame.png"));
}

TEST_F(SynchroniserTest, BringsTheMediaOfCasesToKiosksAlone) {
  Files files = office();
  files["cases/categories.toml"] =
      "[[category]]\nkey = \"fraud\"\nname = { zh = \"诈骗\" }\nicon = \"fraud\"\ncolour = \"#C8442F\"\n";
  files["cases/call.zh.md"] =
      "+++\ntitle = \"退款来电\"\ncategory = \"fraud\"\nsummary = "
      "\"一通电话。\"\n+++\n![图](media/call.png)\n";
  files["media/call.png"] = "a picture";
  repository_.publish(files);
  ASSERT_TRUE(run());
  EXPECT_FALSE(has("media/call.png"));
  open("kiosk", {{"A"}, true});
  ASSERT_TRUE(run());
  EXPECT_TRUE(has("media/call.png"));
}

TEST_F(SynchroniserTest, IsNotNewTheSecondTime) {
  repository_.publish(office());
  ASSERT_TRUE(run());
  repository_.publish(office());  // signed anew, the same files
  const auto again = run();
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(again->version, 2);
}

TEST_F(SynchroniserTest, SwitchesToAChangedFileAndKeepsTheOthersOnce) {
  repository_.publish(office());
  ASSERT_TRUE(run());
  repository_.publish(office("a better film"));
  ASSERT_TRUE(run());
  EXPECT_EQ(on("media/hall.mp4"), "a better film");
  EXPECT_EQ(std::filesystem::hard_link_count(store_->active() / "office.toml"), 3u)
      << "the object, the one before and the one that is on";
}

TEST_F(SynchroniserTest, TakesAwayWhatIsTwoPublicationsOld) {
  for (const char* const film : {"first", "second", "third"}) {
    repository_.publish(office(film));
    ASSERT_TRUE(run());
  }
  std::size_t objects = 0;
  for ([[maybe_unused]] const auto& entry :
       std::filesystem::directory_iterator(folder_.path() / "store" / "objects"))
    ++objects;
  EXPECT_EQ(objects, 6u) << "four texts, and the films of two publications";
}

// --- must show 3: what is not shown -----------------------------------------------------------------------

class ThreeRanksTest : public SynchroniserTest {
 protected:
  ThreeRanksTest() {
    repository_.publish(office("approved"));
    EXPECT_TRUE(run());
    for (auto& rank : repository_.ranks) rank.files = office("forged");
  }

  void expect_refused() {
    repository_.publish();
    const auto done = run();
    EXPECT_FALSE(done);
    EXPECT_EQ(on("media/hall.mp4"), "approved");
  }
};

TEST_F(ThreeRanksTest, ShowsWhatAllThreeSigned) {
  repository_.publish();
  ASSERT_TRUE(run());
  EXPECT_EQ(on("media/hall.mp4"), "forged") << "the control: nothing is wrong with it";
}

TEST_F(ThreeRanksTest, RefusesTheWordOfTwoRanks) {
  repository_.ranks[1].signers.clear();
  expect_refused();
}

TEST_F(ThreeRanksTest, RefusesThreePeopleOfOneRank) {
  auto& first = repository_.ranks[0];
  first.allowed = {&repository_.rank_keys[0], &repository_.other_key, &repository_.rank_keys[1]};
  for (auto& rank : repository_.ranks) rank.signers = first.allowed;
  repository_.ranks[1].allowed = {&repository_.rank_keys[2]};
  repository_.ranks[2].allowed = {&repository_.rank_keys[2]};
  for (auto& rank : repository_.ranks) rank.signers = first.allowed;
  expect_refused();
}

TEST_F(ThreeRanksTest, RefusesARevokedKey) {
  repository_.ranks[2].allowed = {&repository_.other_key};  // the old one still signs
  expect_refused();
}

TEST_F(ThreeRanksTest, RefusesAKeyInTwoRanks) {
  repository_.ranks[1].allowed = {&repository_.rank_keys[0]};
  repository_.ranks[1].signers = {&repository_.rank_keys[0]};
  expect_refused();
}

TEST_F(ThreeRanksTest, RefusesRanksThatDifferInOneFile) {
  repository_.ranks[2].files = office("another");
  expect_refused();
}

TEST_F(ThreeRanksTest, RefusesAFileThatOneRankLeavesOut) {
  repository_.ranks[0].files.erase("media/gate.mp4");
  expect_refused();
}

TEST_F(ThreeRanksTest, RefusesAWordThatHasRunOut) {
  repository_.rank_life = std::chrono::seconds(-1);
  expect_refused();
}

TEST_F(ThreeRanksTest, RefusesPathsThatAreNone) {
  for (const char* const path : {"../up.toml", "media//a.mp4", ".hidden", "a/./b", "media"}) {
    for (auto& rank : repository_.ranks) {
      rank.files = office("forged");
      rank.files[path] = "text";
    }
    if (std::string_view(path).find("..") != std::string_view::npos) continue;  // cannot be written here
    SCOPED_TRACE(path);
    expect_refused();
  }
}

// --- what goes wrong on the way ---------------------------------------------------------------------------

TEST_F(SynchroniserTest, PlaysOnWhereTheTimestampHasExpired) {
  repository_.publish(office("approved"));
  ASSERT_TRUE(run());
  repository_.timestamp_life = std::chrono::seconds(-1);
  repository_.publish(office("late"));
  const auto done = run();
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find("expired"), std::string::npos);
  EXPECT_EQ(on("media/hall.mp4"), "approved");
}

TEST_F(SynchroniserTest, SwitchesOnlyWhenEveryFileIsThere) {
  repository_.publish(office("approved"));
  ASSERT_TRUE(run());
  repository_.publish(office("not to be had"));
  for (const auto& entry :
       std::filesystem::directory_iterator(repository_.folder() / "targets/content/media")) {
    if (text_of(entry.path()) == "not to be had") std::filesystem::remove(entry.path());
  }
  EXPECT_FALSE(run());
  EXPECT_EQ(on("media/hall.mp4"), "approved");
}

TEST_F(SynchroniserTest, RefusesAFileThatWasChangedOnTheServer) {
  repository_.publish(office("approved"));
  ASSERT_TRUE(run());
  repository_.publish(office("signed bytes"));
  for (const auto& entry :
       std::filesystem::directory_iterator(repository_.folder() / "targets/content/media")) {
    if (text_of(entry.path()) == "signed bytes") std::ofstream(entry.path()) << "forged bytes";
  }
  EXPECT_FALSE(run());
  EXPECT_EQ(on("media/hall.mp4"), "approved");
}

TEST_F(SynchroniserTest, WaitsForTheHoursOfDownloads) {
  repository_.publish(office("approved"));
  ASSERT_TRUE(run([] { return false; })) << "the first one is not kept waiting";
  EXPECT_EQ(on("media/hall.mp4"), "approved");
  repository_.publish(office("tomorrow"));
  const auto waits = run([] { return false; });
  ASSERT_TRUE(waits);
  EXPECT_FALSE(waits->is_complete);
  EXPECT_EQ(on("media/hall.mp4"), "approved");
  const auto goes = run([] { return true; });
  ASSERT_TRUE(goes);
  EXPECT_TRUE(goes->is_new);
  EXPECT_EQ(on("media/hall.mp4"), "tomorrow");
}

TEST_F(SynchroniserTest, RefusesMoreThanItsQuota) {
  open("small", {{"A"}, false}, 1'000);
  repository_.publish(office(std::string(2'000, 'x')));
  const auto done = run();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::limit);
  EXPECT_NE(on("office.toml").find("正在等待节目"), std::string::npos);
}

TEST_F(SynchroniserTest, RefusesAnOlderStick) {
  repository_.publish(office("old"));
  std::filesystem::copy(repository_.folder(), folder_.path() / "stick",
                        std::filesystem::copy_options::recursive);
  repository_.publish(office("new"));
  ASSERT_TRUE(run());
  const auto stick = Repository::open(folder_.path() / "stick", {}, {}, {});
  EXPECT_FALSE(store_->run(stick->origins(), {}, {}));
  EXPECT_EQ(on("media/hall.mp4"), "new");
}

TEST_F(SynchroniserTest, AsksPeersFirstAndTrustsThemAsLittle) {
  repository_.publish(office("approved"));
  const auto peer = folder_.path() / "peer";
  std::filesystem::copy(repository_.folder(), peer, std::filesystem::copy_options::recursive);
  for (const auto& entry : std::filesystem::directory_iterator(peer / "targets/content/media"))
    std::ofstream(entry.path()) << std::string(text_of(entry.path()).size(), '?');
  const auto repository = Repository::open(repository_.folder(), {peer}, {}, {});
  const auto done = store_->run(repository->origins(), {}, {});
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(on("media/hall.mp4"), "approved");
}

TEST_F(SynchroniserTest, IsLeftAloneByASecondProcess) {
  repository_.publish(office());
  const auto lock = FolderLock::take(folder_.path() / "store");
  ASSERT_TRUE(lock);
  const auto done = run();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::cancelled);
}

// --- a disk that lies -------------------------------------------------------------------------------------

TEST_F(SynchroniserTest, MendsAFileThatWasTamperedWith) {
  repository_.publish(office("approved"));
  ASSERT_TRUE(run());
  std::ofstream(store_->active() / "media/hall.mp4") << "tampered";
  const auto repository = Repository::open(repository_.folder(), {}, {}, {});
  const auto mended = store_->mend(repository->origins(), "media/hall.mp4");
  ASSERT_TRUE(mended) << mended.error().message;
  EXPECT_EQ(on("media/hall.mp4"), "approved");
}

TEST_F(SynchroniserTest, ReadsNoTamperedTextAndFetchesItAnew) {
  repository_.publish(office("approved"));
  ASSERT_TRUE(run());
  std::ofstream(store_->active() / "channels/gate.toml") << "tampered";
  ASSERT_TRUE(store_->verify_texts());
  EXPECT_FALSE(has("channels/gate.toml")) << "what is left plays on meanwhile";
  EXPECT_EQ(on("media/hall.mp4"), "approved");
  const auto done = run();
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_TRUE(done->is_new);
  EXPECT_EQ(on("channels/gate.toml"), channel("media/gate.mp4"));
}

TEST_F(SynchroniserTest, KnowsWhatIsOnByItsSignaturesAlone) {
  repository_.publish(office());
  ASSERT_TRUE(run());
  const auto content = store_->active_content();
  ASSERT_TRUE(content) << content.error().message;
  ASSERT_TRUE(*content);
  EXPECT_EQ((*content)->files.size(), 6u);
  // Whoever changes the list of files cannot sign it.
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder_.path() / "store/publications")) {
    if (entry.path().filename() != "final-review.json") continue;
    std::string text = text_of(entry.path());
    text.replace(text.find("\"length\":"), 9, "\"length\":1");
    std::ofstream(entry.path()) << text;
  }
  EXPECT_FALSE(store_->active_content());
}

// --- alerts -----------------------------------------------------------------------------------------------

TEST_F(SynchroniserTest, FollowsTheAlertsOfTwoOfficers) {
  repository_.publish(office());
  repository_.publish_alerts({{"fire.xml", "<alert/>"}}, std::chrono::hours(2));
  ASSERT_TRUE(run());
  EXPECT_EQ(text_of(store_->alerts() / "fire.xml"), "<alert/>");
  repository_.publish_alerts({}, std::chrono::hours(2));
  ASSERT_TRUE(run());
  EXPECT_FALSE(std::filesystem::exists(store_->alerts() / "fire.xml"));
}

TEST_F(SynchroniserTest, AsksAnewForAnAlertThatCouldNotBeFetched) {
  repository_.publish(office());
  repository_.publish_alerts({{"fire.xml", "<alert/>"}}, std::chrono::hours(2));
  const std::filesystem::path alerts = repository_.folder() / "targets" / "alert";
  std::filesystem::rename(alerts, folder_.path() / "away");
  auto origin = Repository::open(repository_.folder(), {}, {}, {});
  ASSERT_TRUE(store_->has_news(*origin->origins().metadata).value_or(false));
  ASSERT_TRUE(run());
  EXPECT_TRUE(store_->has_news(*origin->origins().metadata).value_or(false));
  std::filesystem::rename(folder_.path() / "away", alerts);
  ASSERT_TRUE(run());
  EXPECT_EQ(text_of(store_->alerts() / "fire.xml"), "<alert/>");
  EXPECT_FALSE(store_->has_news(*origin->origins().metadata).value_or(true));
}

TEST_F(SynchroniserTest, ShowsNoAlertWhoseWordHasRunOut) {
  repository_.publish(office());
  repository_.publish_alerts({{"fire.xml", "<alert/>"}}, std::chrono::hours(2));
  ASSERT_TRUE(run());
  repository_.publish_alerts({{"fire.xml", "<alert/>"}}, std::chrono::seconds(-1));
  const auto done = run();
  ASSERT_TRUE(done) << "the content goes on: " << done.error().message;
  EXPECT_FALSE(std::filesystem::exists(store_->alerts() / "fire.xml"));
}

TEST_F(SynchroniserTest, BringsAlertsThoughTheContentIsRefused) {
  repository_.publish(office());
  repository_.ranks[1].signers.clear();
  repository_.publish_alerts({{"fire.xml", "<alert/>"}}, std::chrono::hours(2));
  EXPECT_FALSE(run());
  EXPECT_TRUE(std::filesystem::exists(store_->alerts() / "fire.xml"));
}

}  // namespace
}  // namespace crier
