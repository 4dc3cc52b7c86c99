// SPDX-License-Identifier: Apache-2.0
#include "content/repository/json_tree.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

// The canonical form of a text; the reason in round brackets where it is refused.
std::string canonical(std::string_view text) {
  const auto tree = JsonTree::parse(as_bytes(text));
  return tree ? canonical_json(tree->root()) : "(" + tree.error().message + ")";
}

bool is_read(std::string_view text) {
  return JsonTree::parse(as_bytes(text)).has_value();
}

std::string nested(std::size_t depth, std::string_view open, std::string_view close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  text += "1";
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

TEST(JsonTree, ReadsWhatJsonIs) {
  for (const std::string_view text :
       {"null", "true", "false", "0", "-0", "-1", "9223372036854775807", "-9223372036854775808", "\"\"", "[]",
        "{}", " [ 1 , 2 ] ", "{\"a\":{\"a\":1}}", "[{\"a\":1},{\"a\":1}]", "\"\\u0000\"",
        "\"\\ud83d\\ude00\"", "\t\r\n {\"a\" : null}\n", "\"\xE4\xB8\xAD\""})
    EXPECT_TRUE(is_read(text)) << text;
}

TEST(JsonTree, RefusesWhatIsNone) {
  for (const std::string_view text : {"",
                                      " ",
                                      "nul",
                                      "True",
                                      "01",
                                      "+1",
                                      "1.0",
                                      "1.5",
                                      "1e3",
                                      ".5",
                                      "NaN",
                                      "Infinity",
                                      "-",
                                      "0x10",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "18446744073709551616",
                                      "10000000000000000000000000000000000000000",
                                      "[1,]",
                                      "{\"a\":1,}",
                                      "{a:1}",
                                      "{'a':1}",
                                      "{\"a\" 1}",
                                      "[1 2]",
                                      "[1",
                                      "{\"a\":1",
                                      "\"a",
                                      "]",
                                      "1 2",
                                      "{}{}",
                                      "{}x",
                                      "// x\n1",
                                      "/* x */1",
                                      "\"\n\"",
                                      "\"\x01\"",
                                      "\"\\x41\"",
                                      "\"\\u12\"",
                                      "\"\\ud800\"",
                                      "\"\\udc00\"",
                                      "\"\\ud800\\u0041\"",
                                      "\"\xC0\xAF\"",
                                      "\"\xE4\xB8\"",
                                      "\"\xED\xA0\x80\"",
                                      "\"\xF4\x90\x80\x80\"",
                                      "\"\xFF\"",
                                      "\xEF\xBB\xBF{}",
                                      "{\"a\":1,\"a\":1}",
                                      "{\"a\":1,\"\\u0061\":2}",
                                      "[{\"b\":1,\"a\":2,\"b\":3}]"})
    EXPECT_FALSE(is_read(text)) << text;
}

TEST(JsonTree, RefusesZeroBytesWhereverTheyStand) {
  using namespace std::string_view_literals;
  for (const std::string_view text : {"\0"sv, "{}\0"sv, "{}\0{}"sv, "{\0}"sv, "\"a\0b\""sv, "1\0"sv})
    EXPECT_FALSE(is_read(text));
}

TEST(JsonTree, IsNestedSixtyFourTimesAtMost) {
  EXPECT_TRUE(is_read(nested(64, "[", "]")));
  EXPECT_FALSE(is_read(nested(65, "[", "]")));
  EXPECT_TRUE(is_read(nested(64, "{\"a\":", "}")));
  EXPECT_FALSE(is_read(nested(65, "{\"a\":", "}")));
  EXPECT_FALSE(is_read(std::string(1'000'000, '[')));
}

TEST(JsonTree, GivesMembersAndElementsInTheOrderWritten) {
  const auto tree = JsonTree::parse(as_bytes(R"({"b":[1,"x",true,null],"a":{"c":-5}})"));
  ASSERT_TRUE(tree);
  const JsonValue root = tree->root();
  ASSERT_TRUE(root.is_object());
  EXPECT_EQ(root.first()->name(), "b");
  EXPECT_EQ(root.first()->next()->name(), "a");
  EXPECT_FALSE(root.first()->next()->next());
  EXPECT_EQ(root.member("a")->member("c")->integer(), -5);
  const JsonValue list = *root.member("b");
  EXPECT_TRUE(list.is_array());
  EXPECT_EQ(list.first()->integer(), 1);
  EXPECT_EQ(list.first()->next()->string(), "x");
  EXPECT_EQ(list.first()->next()->next()->boolean(), true);
  EXPECT_EQ(list.first()->next()->next()->next()->kind(), JsonValue::Kind::null);
  EXPECT_FALSE(root.member("none"));
  EXPECT_FALSE(list.member("a"));
  EXPECT_FALSE(list.first()->first());
}

TEST(JsonTree, ValuesAreOfOneKindOnly) {
  const auto tree = JsonTree::parse(as_bytes(R"([true,1,"1"])"));
  ASSERT_TRUE(tree);
  const JsonValue flag = *tree->root().first();
  EXPECT_FALSE(flag.integer());
  EXPECT_FALSE(flag.string());
  EXPECT_FALSE(flag.next()->boolean());
  EXPECT_FALSE(flag.next()->next()->integer());
}

TEST(CanonicalJson, Vectors) {
  const struct {
    std::string_view written;
    std::string_view canonical;
  } rows[] = {
      {" { } ", "{}"},
      {"[ 1,\t-2 , 0 ]", "[1,-2,0]"},
      {"-0", "0"},
      {"{\"b\":1,\"a\":[true,false,null]}", "{\"a\":[true,false,null],\"b\":1}"},
      {"{\"B\":1,\"a\":2,\"\":3,\"_\":4,\"aa\":5}", "{\"\":3,\"B\":1,\"_\":4,\"a\":2,\"aa\":5}"},
      // Bytes, not UTF-16: the emoji stands behind U+FFFF.
      {"{\"\\ud83d\\ude00\":1,\"\\uffff\":2,\"\\u4e2d\":3,\"z\":4}",
       "{\"z\":4,\"\xE4\xB8\xAD\":3,\"\xEF\xBF\xBF\":2,\"\xF0\x9F\x98\x80\":1}"},
      {R"("\"\\\/\b\f\n\r\t")", "\"\\\"\\\\/\b\f\n\r\t\""},
      {R"("\u0001\u001f\u007f\u2028")", "\"\x01\x1f\x7f\xE2\x80\xA8\""},
      {R"({"a\"b":"\u0041"})", "{\"a\\\"b\":\"A\"}"},
      {"{\"b\":{\"d\":1,\"c\":2},\"a\":[{\"z\":1,\"y\":2}]}",
       "{\"a\":[{\"y\":2,\"z\":1}],\"b\":{\"c\":2,\"d\":1}}"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
  };
  for (const auto& row : rows) EXPECT_EQ(canonical(row.written), row.canonical) << row.written;
}

TEST(CanonicalJson, KeepsAZeroCharacter) {
  using namespace std::string_view_literals;
  EXPECT_EQ(canonical("\"a\\u0000b\""), "\"a\0b\""sv);
}

}  // namespace
}  // namespace crier
