// SPDX-License-Identifier: Apache-2.0
#include "content/http/url_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace crier {
namespace {

TEST(UrlText, EncodesAllButWhatIsUnreserved) {
  EXPECT_EQ(encode_path("az/AZ/09/-._~"), "az/AZ/09/-._~");
  EXPECT_EQ(encode_query("az/AZ"), "az%2FAZ");
  EXPECT_EQ(encode_path("a b?c#d%e\\f"), "a%20b%3Fc%23d%25e%5Cf");
  EXPECT_EQ(encode_path("\xE5\xAE\xA3\xE4\xBC\xA0"), "%E5%AE%A3%E4%BC%A0");
  EXPECT_EQ(encode_query(std::string_view("\0\x7f\xff", 3)), "%00%7F%FF");
  EXPECT_EQ(encode_query("../x"), "..%2Fx");
  EXPECT_EQ(encode_query(""), "");
}

TEST(UrlText, DecodesWhatItEncoded) {
  std::string all;
  for (int i = 1; i < 256; ++i)
    if (i != '/') all += static_cast<char>(i);
  EXPECT_EQ(decode_segment(encode_query(all)), all);
}

TEST(UrlText, RefusesSegmentsThatAreNoNames) {
  for (const std::string_view segment :
       {"", ".", "..", "%2e", "%2E%2e", ".%2E", "a%2Fb", "%2f", "%00", "a%00b", "%", "%4", "a%", "%zz", "%4g",
        "%-1", "%+4", "% 4", "%0x41"})
    EXPECT_FALSE(decode_segment(segment)) << segment;
}

TEST(UrlText, DecodesSegments) {
  EXPECT_EQ(decode_segment("a%20b"), "a b");
  EXPECT_EQ(decode_segment("%41%6a"), "Aj");
  EXPECT_EQ(decode_segment("..."), "...");
  EXPECT_EQ(decode_segment(".a"), ".a");
  EXPECT_EQ(decode_segment("a+b"), "a+b");
  EXPECT_EQ(decode_segment("%E4%B8%AD"), "\xE4\xB8\xAD");
  EXPECT_EQ(decode_segment("%2541"), "%41");
}

}  // namespace
}  // namespace crier
