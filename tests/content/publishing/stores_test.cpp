// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "content/publishing/folder_repository.hpp"
#include "content/publishing/http_repository.hpp"
#include "content/publishing/known_root.hpp"
#include "content/publishing/repository_address.hpp"
#include "content/sealing/tlv.hpp"
#include "tests/content/publishing/office_desk.hpp"

namespace crier {
namespace {

// Answers as the script says, and keeps what was asked.
struct Script {
  std::deque<HttpResponse> answers;
  std::vector<std::string> asked;
  std::vector<HttpHeaders> headers;
  std::size_t most_answer = 0;  // of the last request
};

class ScriptedTransport final : public HttpTransport {
 public:
  explicit ScriptedTransport(Script& script) : script_(script) {}

  Result<HttpResponse> send(const HttpRequest& request) override {
    script_.asked.push_back(request.method + " " + request.url);
    script_.headers.push_back(request.headers);
    script_.most_answer = request.most_answer;
    if (script_.answers.empty()) return fail(ErrorCode::io, "no answer");
    HttpResponse answer = script_.answers.front();
    script_.answers.pop_front();
    return answer;
  }

 private:
  Script& script_;
};

HttpResponse answer(int status, std::optional<std::uint64_t> length = std::nullopt) {
  HttpResponse response;
  response.status = status;
  response.length = length;
  return response;
}

std::string header(const HttpHeaders& headers, const std::string& name) {
  for (const auto& [one, value] : headers)
    if (one == name) return value;
  return {};
}

class HttpStores : public testing::Test {
 protected:
  HttpRepository store(HttpDialect dialect) {
    return HttpRepository({dialect, "https://store.example", "/bucket/a b", "user", "secret", "us-east-1"},
                          std::make_unique<ScriptedTransport>(script_), clock_);
  }

  Script script_;
  ManualClock clock_{kNow};
};

TEST_F(HttpStores, create_puts_what_is_not_there_for_ever) {
  script_.answers = {answer(404), answer(200)};
  EXPECT_TRUE(store(HttpDialect::s3).create("targets/x.mp4", as_bytes("x")).value());
  EXPECT_EQ(script_.asked,
            (std::vector<std::string>{"HEAD https://store.example/bucket/a%20b/targets/x.mp4",
                                      "PUT https://store.example/bucket/a%20b/targets/x.mp4"}));
  EXPECT_EQ(header(script_.headers[1], "If-None-Match"), "*");
  EXPECT_NE(header(script_.headers[1], "Cache-Control").find("immutable"), std::string::npos);
}

TEST_F(HttpStores, create_leaves_what_is_there) {
  script_.answers = {answer(200, 5)};
  EXPECT_FALSE(store(HttpDialect::s3).create("a", as_bytes("x")).value());
  EXPECT_EQ(script_.asked.size(), 1U);
  script_.answers = {answer(404), answer(412)};
  EXPECT_FALSE(store(HttpDialect::s3).create("a", as_bytes("x")).value());
}

TEST_F(HttpStores, a_store_without_conditions_is_asked_without) {
  script_.answers = {answer(404), answer(501), answer(200)};
  EXPECT_TRUE(store(HttpDialect::s3).create("a", as_bytes("x")).value());
  EXPECT_EQ(header(script_.headers[2], "If-None-Match"), "");
}

TEST_F(HttpStores, what_changes_is_not_to_be_cached) {
  script_.answers = {answer(200)};
  EXPECT_TRUE(store(HttpDialect::s3).replace(kTimestampPath, as_bytes("x")));
  EXPECT_EQ(header(script_.headers[0], "Cache-Control"), "no-cache");
}

TEST_F(HttpStores, collections_are_made_where_they_are_missing) {
  for (const int missing : {409, 404, 500}) {
    script_.asked.clear();
    script_.answers = {answer(missing), answer(201), answer(405), answer(201)};
    EXPECT_TRUE(store(HttpDialect::webdav).replace("staged/in/a", as_bytes("x")));
  }
  EXPECT_EQ(script_.asked[1], "MKCOL https://store.example/bucket/a%20b/staged/");
  EXPECT_EQ(script_.asked[2], "MKCOL https://store.example/bucket/a%20b/staged/in/");
  EXPECT_EQ(script_.asked[3], "PUT https://store.example/bucket/a%20b/staged/in/a");
}

TEST_F(HttpStores, only_a_404_says_that_there_is_nothing) {
  for (const int status : {403, 500, 302}) {
    script_.answers = {answer(status), answer(status), answer(status)};
    HttpRepository one = store(HttpDialect::s3);
    EXPECT_EQ(one.get("a", 10).error().code, ErrorCode::io);
    EXPECT_FALSE(one.size("a"));
    EXPECT_FALSE(one.create("a", {}));
  }
  script_.answers = {answer(404), answer(404)};
  HttpRepository one = store(HttpDialect::s3);
  EXPECT_EQ(one.get("a", 10).error().code, ErrorCode::not_found);
  EXPECT_EQ(one.size("a").value(), std::nullopt);
}

TEST_F(HttpStores, a_file_has_a_bound_and_what_says_no_has_a_larger_one) {
  HttpResponse long_answer = answer(404);
  long_answer.body.resize(500);
  script_.answers = {long_answer};
  EXPECT_EQ(store(HttpDialect::webdav).get("a", 100).error().code, ErrorCode::not_found);
  EXPECT_GT(script_.most_answer, 500U);
  long_answer.status = 200;
  script_.answers = {long_answer};
  EXPECT_EQ(store(HttpDialect::webdav).get("a", 100).error().code, ErrorCode::limit);
}

TEST(FolderRepository, a_file_is_created_once_and_replaced_whole) {
  const TestFolder folder;
  FolderRepository store(folder.path());
  EXPECT_TRUE(store.create("a/b/c", as_bytes("one")).value());
  EXPECT_FALSE(store.create("a/b/c", as_bytes("two")).value());
  EXPECT_EQ(as_text(store.get("a/b/c", 10).value()), "one");
  EXPECT_TRUE(store.replace("a/b/c", as_bytes("three")));
  EXPECT_EQ(as_text(store.get("a/b/c", 10).value()), "three");
  EXPECT_EQ(store.get("a/b/c", 4).error().code, ErrorCode::limit);
  EXPECT_EQ(store.get("a/b/d", 4).error().code, ErrorCode::not_found);
  EXPECT_EQ(store.size("a/b/c").value(), 5U);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path() / "staged"));
}

TEST(FolderRepository, an_unplugged_stick_does_not_become_a_folder) {
  const TestFolder folder;
  FolderRepository store(folder.path() / "stick");
  EXPECT_FALSE(store.create("a", as_bytes("x")));
  EXPECT_FALSE(store.replace("a", as_bytes("x")));
  EXPECT_EQ(store.get("a", 1).error().code, ErrorCode::io);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "stick"));
}

TEST(RepositoryAddress, names_a_store_or_says_why_not) {
  const SystemClock clock;
  for (const char* const good : {"/srv/x", "x", "file:///media/stick", "s3+https://h/bucket",
                                 "dav+https://h/c", "s3+http://127.0.0.1:9000/bucket/prefix"})
    EXPECT_TRUE(open_repository(good, "", clock)) << good;
  for (const char* const bad : {"", "https://h/x", "s3+https://h", "dav+https://h/", "ftp://h/x",
                                "s3+https://h/b?x", "s3+https://u@h/b"})
    EXPECT_FALSE(open_repository(bad, "", clock)) << bad;
  EXPECT_FALSE(open_repository("s3+https://h/bucket", "/nonexistent/credentials.toml", clock));
}

TEST(KnownRoots, are_remembered_by_address) {
  const TestFolder folder;
  KnownRoots roots(folder.path() / "roots");
  EXPECT_TRUE(roots.of("a").empty());
  ASSERT_TRUE(roots.remember("a", as_bytes("root")));
  EXPECT_EQ(as_text(roots.of("a")), "root");
  EXPECT_TRUE(roots.of("b").empty());
}

TEST(KnownRoots, a_store_that_begins_a_trust_of_its_own_is_refused) {
  OfficeDesk desk;
  desk.begin();
  desk.publish();
  OfficeDesk thief;
  thief.begin();
  thief.publish();
  const auto mine = read_publication(thief.store(), desk.factory_root());
  ASSERT_TRUE(mine);
  EXPECT_FALSE((*mine)->content);
  EXPECT_FALSE((*mine)->faults.empty());
}

}  // namespace
}  // namespace crier
