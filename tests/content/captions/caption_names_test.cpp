// SPDX-License-Identifier: Apache-2.0
#include "content/captions/caption_names.hpp"

#include <gtest/gtest.h>

#include "content/captions/caption_file.hpp"
#include "content/captions/language_tag.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

TEST(CaptionNames, AreFoundBesideTheirFilmInOrder) {
  const TemporaryFolder folder;
  for (const char* name :
       {"film.vtt", "film.zh.vtt", "film.EN-us.SRT", "film.zh_hans.ass", "film.2.zh.vtt", "film.final.vtt",
        "films.zh.vtt", "film.zh.txt", "film.mp4", "film.chi.ssa", "film..vtt"})
    write_file(folder / name, "WEBVTT\n");
  std::vector<std::string> found;
  for (const CaptionFile& file : captions_beside(folder / "film.mp4"))
    found.push_back(file.language + "=" + file.path.filename().string());
  const std::vector<std::string> expected = {"en-US=film.EN-us.SRT", "zh=film.chi.ssa", "=film.vtt",
                                             "zh=film.zh.vtt", "zh-Hans=film.zh_hans.ass"};
  EXPECT_EQ(found, expected);
}

TEST(CaptionNames, OfAFolderThatIsNotThereAreNone) {
  EXPECT_TRUE(captions_beside("/nowhere/film.mp4").empty());
}

TEST(CaptionNames, LanguageTagsAreSpeltAsUsual) {
  const std::pair<const char*, const char*> good[] = {
      {"zh", "zh"},         {"ZH", "zh"},   {"zh-hans-cn", "zh-Hans-CN"},
      {"zh_CN", "zh-CN"},   {"eng", "en"},  {"zho-Hant", "zh-Hant"},
      {"es-419", "es-419"}, {"yue", "yue"}, {"de-1996", "de-1996"}};
  for (const auto& [written, tag] : good) EXPECT_EQ(language_tag(written), tag) << written;
  for (const char* bad :
       {"", "z", "final", "zh-", "-zh", "zh--cn", "z1", "zh-toolongsubtag", "中文", "und", "zh.cn"})
    EXPECT_FALSE(language_tag(bad)) << bad;
}

TEST(CaptionNames, TheBestFittingLanguageWins) {
  EXPECT_GT(language_fit("zh", "zh"), language_fit("zh", "zh-CN"));
  EXPECT_GT(language_fit("zh", "zh-Hans"), 0);
  EXPECT_GT(language_fit("zh-Hant", "zh-Hant"), language_fit("zh-Hant", "zh"));
  EXPECT_GT(language_fit("zh-Hant", "zh"), 0);
  EXPECT_EQ(language_fit("zh-Hant", "zh-Hans"), 0);
  EXPECT_EQ(language_fit("zh", "en"), 0);
  EXPECT_EQ(language_fit("zh", ""), 0);
  EXPECT_EQ(language_fit("", ""), 0);
}

TEST(CaptionFiles, AreReadByTheirName) {
  const TemporaryFolder folder;
  write_file(folder / "a.VTT", "WEBVTT\n\n00:00.000 --> 00:01.000\na\n");
  const auto track = read_captions(folder / "a.VTT");
  ASSERT_TRUE(track) << track.error().message;
  EXPECT_EQ(track->cues.size(), 1U);
  write_file(folder / "a.txt", "WEBVTT\n");
  EXPECT_FALSE(read_captions(folder / "a.txt"));
  EXPECT_FALSE(read_captions(folder / "missing.vtt"));
  EXPECT_FALSE(read_captions(folder.path()));
  std::filesystem::create_directory(folder / "folder.vtt");
  EXPECT_FALSE(read_captions(folder / "folder.vtt"));
}

}  // namespace
}  // namespace crier
