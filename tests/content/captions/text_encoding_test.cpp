// SPDX-License-Identifier: Apache-2.0
#include "content/captions/text_encoding.hpp"

#include <gtest/gtest.h>

#include "content/captions/caption_file.hpp"

namespace crier {
namespace {

using namespace std::string_literals;

constexpr char32_t kCue[] = U"1\n00:00:01,000 --> 00:00:02,000\n谣言止于智者\n";

std::string utf16(std::u32string_view text, bool is_big_endian) {
  std::string bytes;
  const auto put = [&](char32_t unit) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 255);
    bytes += is_big_endian ? high : low;
    bytes += is_big_endian ? low : high;
  };
  for (const char32_t c : text) {
    if (c < 0x10000) {
      put(c);
    } else {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return bytes;
}

struct EncodingRow {
  const char* name;
  std::string bytes;
  std::string utf8;
  TextEncoding encoding;
  std::size_t replaced = 0;
};

void PrintTo(const EncodingRow& row, std::ostream* out) {
  *out << row.name;
}

class Decoding : public testing::TestWithParam<EncodingRow> {};

TEST_P(Decoding, SaysWhatTheBytesSay) {
  const DecodedText decoded = decode_text(GetParam().bytes);
  EXPECT_EQ(decoded.utf8, GetParam().utf8);
  EXPECT_EQ(decoded.encoding, GetParam().encoding);
  EXPECT_EQ(decoded.replaced, GetParam().replaced);
}

INSTANTIATE_TEST_SUITE_P(
    Good, Decoding,
    testing::Values(
        EncodingRow{"empty", "", "", TextEncoding::utf8},
        EncodingRow{"ascii", "WEBVTT\n", "WEBVTT\n", TextEncoding::utf8},
        EncodingRow{"utf8", "谣言", "谣言", TextEncoding::utf8},
        EncodingRow{"utf8 with mark", "\xEF\xBB\xBF谣言", "谣言", TextEncoding::utf8},
        EncodingRow{"two marks",
                    "\xEF\xBB\xBF\xEF\xBB\xBF"
                    "a",
                    "\xEF\xBB\xBF"
                    "a",
                    TextEncoding::utf8},
        EncodingRow{"utf16 le with mark", "\xFF\xFE" + utf16(U"谣言𠮷", false), "谣言𠮷",
                    TextEncoding::utf16_little_endian},
        EncodingRow{"utf16 be with mark", "\xFE\xFF" + utf16(U"谣言𠮷", true), "谣言𠮷",
                    TextEncoding::utf16_big_endian},
        EncodingRow{"utf16 le guessed", utf16(kCue, false),
                    "1\n00:00:01,000 --> 00:00:02,000\n谣言止于智者\n", TextEncoding::utf16_little_endian},
        EncodingRow{"utf16 be guessed", utf16(kCue, true), "1\n00:00:01,000 --> 00:00:02,000\n谣言止于智者\n",
                    TextEncoding::utf16_big_endian},
        EncodingRow{"gb2312", "\xD2\xA5\xD1\xD4\xD6\xB9\xD3\xDA\xD6\xC7\xD5\xDF", "谣言止于智者",
                    TextEncoding::gb18030},
        EncodingRow{"gbk", "\x96\x7C\x8D\x98", "東崢", TextEncoding::gb18030},
        EncodingRow{"gb18030, four bytes", "\x95\x32\x82\x36\xD6\xD0\x81\x30\x8A\x34", "𠀀中ç",
                    TextEncoding::gb18030},
        EncodingRow{"gb18030 with mark", "\x84\x31\x95\x33\xD6\xD0", "中", TextEncoding::gb18030}));

INSTANTIATE_TEST_SUITE_P(
    Broken, Decoding,
    testing::Values(
        EncodingRow{"nul", "a\0b"s, "a\uFFFDb", TextEncoding::utf8, 1},
        EncodingRow{"nuls only", "\0\0\0"s, "\uFFFD\uFFFD\uFFFD", TextEncoding::utf8, 3},
        EncodingRow{"cut character", "谣言\xE6\xAD", "谣言\uFFFD", TextEncoding::utf8, 1},
        EncodingRow{"surrogate in utf8", "谣言谣\xED\xA0\x80", "谣言谣\uFFFD\uFFFD\uFFFD", TextEncoding::utf8,
                    3},
        EncodingRow{"overlong", "谣言\xC0\x80", "谣言\uFFFD\uFFFD", TextEncoding::utf8, 2},
        EncodingRow{"beyond unicode", "谣言止于\xF4\x90\x80\x80", "谣言止于\uFFFD\uFFFD\uFFFD\uFFFD",
                    TextEncoding::utf8, 4},
        EncodingRow{"utf16 lone surrogate",
                    "\xFF\xFE"
                    "a\0\x00\xD8"
                    "b\0"s,
                    "a\uFFFDb", TextEncoding::utf16_little_endian, 1},
        EncodingRow{"utf16 odd length",
                    "\xFF\xFE"
                    "a\0b"s,
                    "a\uFFFD", TextEncoding::utf16_little_endian, 1},
        EncodingRow{"utf16 mark alone", "\xFE\xFF", "", TextEncoding::utf16_big_endian},
        EncodingRow{"gb18030 cut", "\xD1\xD4\xD3\xDA\xD2", "言于\uFFFD", TextEncoding::gb18030, 1},
        EncodingRow{"gb18030 bad byte", "\xD3\xDA\xFF\xD1\xD4", "于\uFFFD言", TextEncoding::gb18030, 1},
        EncodingRow{"gb18030 with nul", "\xD3\xDA\0\xD1\xD4"s, "于\uFFFD言", TextEncoding::gb18030, 1}));

TEST(Decoding, AnyTwoBytesBecomeWellFormedText) {
  for (unsigned i = 0; i < 65'536; ++i) {
    const std::string bytes{static_cast<char>(i >> 8), static_cast<char>(i & 255), 'a'};
    const DecodedText decoded = decode_text(bytes);
    const DecodedText again = decode_text("\xEF\xBB\xBF" + decoded.utf8);
    ASSERT_EQ(again.replaced, 0U) << i;
    ASSERT_EQ(again.utf8, decoded.utf8) << i;
  }
}

TEST(Decoding, PrefixesEndBetweenCharacters) {
  const std::string text = "a谣𠮷";
  const std::size_t expected[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 8};
  for (std::size_t i = 0; i < std::size(expected); ++i)
    EXPECT_EQ(utf8_prefix(text, i).size(), expected[i]) << i;
}

}  // namespace
}  // namespace crier
