// SPDX-License-Identifier: Apache-2.0
#include "content/repository/target_download.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "content/repository/metadata_text.hpp"
#include "content/sealing/tlv.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

// An origin that breaks as a test says. A request gives `content` from where it was asked, in pieces.
class ScriptedOrigin final : public Origin {
 public:
  std::string content;
  std::size_t breaks_after = std::string::npos;  // bytes of one request
  bool begins_anew = false;                      // whatever was asked for
  std::uint64_t shift = 0;                       // of the offsets: a wrong part
  std::vector<std::uint64_t> asked;              // from which byte

  Result<std::vector<std::uint8_t>> get(const std::string&, std::size_t) override {
    return fail(ErrorCode::io, "not scripted");
  }
  Result<bool> has_changed(const std::string&, std::string&) override { return true; }
  Result<void> stream(const std::string&, std::uint64_t from, std::uint64_t length,
                      const ByteSink& sink) override {
    constexpr std::size_t kPiece = 7;
    asked.push_back(from);
    std::size_t at = begins_anew ? 0 : static_cast<std::size_t>(from);
    if (at > content.size()) return fail(ErrorCode::io, "the server answers 416");
    const std::size_t end =
        std::min(content.size(), breaks_after == std::string::npos ? content.size() : at + breaks_after);
    while (at < end) {
      const std::size_t count = std::min(kPiece, end - at);
      if (at + count > length) return fail(ErrorCode::limit, "longer than it may be");
      if (!sink(at + shift, as_bytes(std::string_view(content).substr(at, count))))
        return fail(ErrorCode::cancelled, "refused");
      at += count;
    }
    if (end < content.size()) return fail(ErrorCode::io, "the line broke");
    return {};
  }
};

class TargetDownload : public ::testing::Test {
 protected:
  TargetDownload() {
    for (int i = 0; i < 100; ++i) origin_.content += static_cast<char>('0' + i % 75);
    target_ = target_of(origin_.content);
  }

  static TargetFile target_of(const std::string& content) {
    const MetadataFile file = announce(1, as_bytes(content));
    return {*file.length, file.hashes};
  }
  Result<void> fetch() { return download_target(origin_, "path", target_, file_); }
  static std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  void put_part(const std::string& text) { std::ofstream(part_, std::ios::binary) << text; }

  TemporaryFolder temporary_;
  std::filesystem::path file_ = temporary_.path() / "file";
  std::filesystem::path part_ = temporary_.path() / ".file.part";
  ScriptedOrigin origin_;
  TargetFile target_;
};

TEST_F(TargetDownload, GivesTheNameLast) {
  bool is_seen = false;
  const auto done = download_target(origin_, "path", target_, file_, [&](std::uint64_t) {
    is_seen = is_seen || std::filesystem::exists(file_);
    return true;
  });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_FALSE(is_seen);
  EXPECT_EQ(text_of(file_), origin_.content);
  EXPECT_FALSE(std::filesystem::exists(part_));
}

TEST_F(TargetDownload, ResumesAfterACutAtEveryByte) {
  const std::string whole = origin_.content;
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    std::filesystem::remove(file_);
    origin_.asked.clear();
    origin_.breaks_after = cut;
    ASSERT_FALSE(fetch());
    ASSERT_FALSE(std::filesystem::exists(file_)) << cut;
    origin_.breaks_after = std::string::npos;
    ASSERT_TRUE(fetch()) << cut;
    EXPECT_EQ(text_of(file_), whole);
    EXPECT_EQ(origin_.asked, (std::vector<std::uint64_t>{0, cut}));
  }
}

TEST_F(TargetDownload, CrawlsByAByteAtATime) {
  origin_.breaks_after = 1;
  for (std::size_t i = 1; i < origin_.content.size(); ++i) ASSERT_FALSE(fetch());
  ASSERT_TRUE(fetch());
  EXPECT_EQ(text_of(file_), origin_.content);
}

TEST_F(TargetDownload, TakesAServerThatBeginsAnew) {
  origin_.breaks_after = 50;
  ASSERT_FALSE(fetch());
  origin_.breaks_after = std::string::npos;
  origin_.begins_anew = true;
  ASSERT_TRUE(fetch());
  EXPECT_EQ(text_of(file_), origin_.content);
}

TEST_F(TargetDownload, RefusesAPartThatDoesNotFit) {
  put_part(origin_.content.substr(0, 50));
  origin_.shift = 1;
  ASSERT_FALSE(fetch());
  EXPECT_FALSE(std::filesystem::exists(file_));
  origin_.shift = 0;
  ASSERT_TRUE(fetch());
}

TEST_F(TargetDownload, FetchesAnewWhatAnEarlierTrySpoilt) {
  for (const std::string& spoilt :
       {std::string(50, '\0'), std::string(100, 'x'), std::string(101, 'x'), std::string(5'000, 'x'),
        std::string("x") + origin_.content.substr(1, 98)}) {
    std::filesystem::remove(file_);
    put_part(spoilt);
    ASSERT_TRUE(fetch()) << spoilt.size();
    EXPECT_EQ(text_of(file_), origin_.content);
  }
}

TEST_F(TargetDownload, UsesAWholePartWithoutAsking) {
  put_part(origin_.content);
  ASSERT_TRUE(fetch());
  EXPECT_TRUE(origin_.asked.empty());
  EXPECT_EQ(text_of(file_), origin_.content);
}

TEST_F(TargetDownload, AnotherFileIsThrownAwayAndAskedForOnce) {
  std::ofstream(file_) << "old";
  origin_.content[40] = '~';
  const auto done = fetch();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::format);
  EXPECT_EQ(origin_.asked.size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(part_));
  EXPECT_EQ(text_of(file_), "old");
}

TEST_F(TargetDownload, ATooLongFileIsThrownAway) {
  origin_.content += "more";
  const auto done = fetch();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::limit);
  EXPECT_FALSE(std::filesystem::exists(part_));
}

TEST_F(TargetDownload, AShortFileIsKeptToGoOn) {
  const std::string whole = origin_.content;
  origin_.content.resize(60);
  const auto done = fetch();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::io);
  EXPECT_EQ(std::filesystem::file_size(part_), 60U);
  origin_.content = whole;
  ASSERT_TRUE(fetch());
  EXPECT_EQ(origin_.asked, (std::vector<std::uint64_t>{0, 60}));
}

TEST_F(TargetDownload, EndsWhenToldToAndGoesOnLater) {
  const auto done =
      download_target(origin_, "path", target_, file_, [](std::uint64_t bytes) { return bytes < 30; });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::cancelled);
  ASSERT_TRUE(fetch());
  EXPECT_GE(origin_.asked.back(), 30U);
}

TEST_F(TargetDownload, AllHashesMustFit) {
  target_.hashes.sha512 = std::string(64, 'x');
  EXPECT_FALSE(fetch());
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(TargetDownload, AnUnknownHashIsRefusedBeforeAnythingIsAsked) {
  target_.hashes.has_other = true;
  EXPECT_FALSE(fetch());
  EXPECT_TRUE(origin_.asked.empty());
}

TEST_F(TargetDownload, AnEmptyFileNeedsNoRequest) {
  target_ = target_of("");
  ASSERT_TRUE(fetch());
  EXPECT_TRUE(origin_.asked.empty());
  EXPECT_EQ(std::filesystem::file_size(file_), 0U);
}

TEST_F(TargetDownload, SaysWhereItCannotWrite) {
  file_ = temporary_.path() / "none" / "file";
  const auto done = fetch();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::io);
}

}  // namespace
}  // namespace crier
