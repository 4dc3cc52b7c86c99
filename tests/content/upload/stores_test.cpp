// SPDX-License-Identifier: Apache-2.0
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "content/http/curl_transport.hpp"
#include "content/http/s3_signature.hpp"
#include "content/http/url_text.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/tlv.hpp"
#include "content/upload/folder_store.hpp"
#include "content/upload/http_store.hpp"
#include "content/upload/store_address.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

const WallTime k2013 = std::chrono::sys_days{std::chrono::year{2013} / 5 / 24};
const S3Credentials kExample{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1"};

std::string signature_of(const HttpHeaders& headers) {
  const std::string& text = headers.back().second;
  EXPECT_EQ(headers.back().first, "Authorization");
  return text.substr(text.find("Signature=") + 10);
}

// The examples of "Signature Calculations for the Authorization Header: Transferring Payload in a Single
// Chunk".
TEST(S3Signature, gives_the_documentations_answers) {
  EXPECT_EQ(
      signature_of(sign_s3(kExample, "GET", "/test.txt", "",
                           {{"Host", "examplebucket.s3.amazonaws.com"}, {"Range", "bytes=0-9"}}, {}, k2013)),
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  EXPECT_EQ(signature_of(sign_s3(kExample, "PUT", encode_path("/test$file.text"), "",
                                 {{"Host", "examplebucket.s3.amazonaws.com"},
                                  {"Date", "Fri, 24 May 2013 00:00:00 GMT"},
                                  {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                                 as_bytes("Welcome to Amazon S3."), k2013)),
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
}

TEST(S3Signature, signs_a_query) {
  EXPECT_EQ(signature_of(sign_s3(kExample, "GET", "/", "max-keys=2&prefix=J",
                                 {{"Host", "examplebucket.s3.amazonaws.com"}}, {}, k2013)),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

TEST(S3Signature, encodes_paths_as_they_are_signed) {
  EXPECT_EQ(encode_path("/a b/日志/x~y.bin"), "/a%20b/%E6%97%A5%E5%BF%97/x~y.bin");
  EXPECT_EQ(encode_path("/a+b=c%"), "/a%2Bb%3Dc%25");
}

TEST(HttpDate, is_read_as_servers_write_it) {
  EXPECT_EQ(parse_http_date("Fri, 24 May 2013 00:00:00 GMT"), k2013);
  for (const char* const bad :
       {"", "Fri, 24 May 2013 00:00:00 CET", "Fri, 24 Mai 2013 00:00:00 GMT", "Fri, 31 Feb 2013 00:00:00 GMT",
        "Fri, 24 May 2013 25:00:00 GMT", "Fri, xx May 2013 00:00:00 GMT", "Fri, 24 May 9999 00:00:00 GMT"})
    EXPECT_FALSE(parse_http_date(bad)) << bad;
}

// Notes what is asked and answers from a list.
class ScriptedTransport final : public HttpTransport {
 public:
  struct Script {
    std::vector<HttpResponse> answers;  // the last one again and again
    std::vector<HttpRequest> asked;
  };
  explicit ScriptedTransport(Script& script) : script_(script) {}

  Result<HttpResponse> send(const HttpRequest& request) override {
    const std::size_t turn = std::min(script_.asked.size(), script_.answers.size() - 1);
    script_.asked.push_back(request);
    return script_.answers[turn];
  }

 private:
  Script& script_;
};

HttpStore store_of(ScriptedTransport::Script& script, const Clock& clock, HttpDialect dialect) {
  return HttpStore({dialect, "https://store.example:9000", "/bucket/T1 hall", "key", "secret", "cn-north-1"},
                   std::make_unique<ScriptedTransport>(script), clock);
}

std::string header_of(const HttpRequest& request, std::string_view name) {
  for (const auto& [one, value] : request.headers)
    if (one == name) return value;
  return "";
}

TEST(HttpStore, puts_and_gets_objects_of_a_bucket) {
  const ManualClock clock(k2013);
  ScriptedTransport::Script script{{{200, "", {'o', 'k'}}}, {}};
  HttpStore store = store_of(script, clock, HttpDialect::s3);
  EXPECT_TRUE(store.put("a.envelope", as_bytes("sealed")));
  EXPECT_EQ(store.get("acknowledged", 100), (std::vector<std::uint8_t>{'o', 'k'}));
  ASSERT_EQ(script.asked.size(), 2U);
  EXPECT_EQ(script.asked[0].method, "PUT");
  EXPECT_EQ(script.asked[0].url, "https://store.example:9000/bucket/T1%20hall/a.envelope");
  EXPECT_EQ(header_of(script.asked[0], "host"), "store.example:9000");
  EXPECT_EQ(header_of(script.asked[0], "x-amz-date"), "20130524T000000Z");
  EXPECT_EQ(header_of(script.asked[0], "x-amz-content-sha256"), sha256_hex(as_bytes("sealed")));
  EXPECT_NE(header_of(script.asked[0], "Authorization").find("/20130524/cn-north-1/s3/aws4_request"),
            std::string::npos);
  EXPECT_EQ(script.asked[1].most_answer, 100U);
}

TEST(HttpStore, says_what_the_server_refused) {
  const ManualClock clock(k2013);
  ScriptedTransport::Script script{{{404, "", {}}, {500, "", {}}, {301, "", {}}}, {}};
  HttpStore store = store_of(script, clock, HttpDialect::webdav);
  EXPECT_EQ(store.get("acknowledged", 100).error().code, ErrorCode::not_found);
  EXPECT_EQ(store.get("acknowledged", 100).error().code, ErrorCode::io);
  EXPECT_FALSE(store.put("a", {}));
  EXPECT_EQ(header_of(script.asked[0], "Authorization"), "Basic a2V5OnNlY3JldA==");
}

TEST(HttpStore, a_clock_that_is_wrong_is_mended_for_signing_by_the_servers) {
  const ManualClock clock(k2013);
  ScriptedTransport::Script script{{{403, "Wed, 25 Nov 2026 08:00:00 GMT", {}}, {200, "", {}}}, {}};
  HttpStore store = store_of(script, clock, HttpDialect::s3);
  EXPECT_FALSE(store.put("a", {}));
  EXPECT_TRUE(store.put("a", {}));
  EXPECT_EQ(header_of(script.asked[1], "x-amz-date"), "20261125T080000Z");
}

TEST(HttpStore, signs_by_its_own_clock_again_once_that_is_right) {
  ManualClock clock(k2013);
  ScriptedTransport::Script script{
      {{403, "Wed, 25 Nov 2026 08:00:00 GMT", {}}, {403, "Wed, 25 Nov 2026 08:00:10 GMT", {}}, {200, "", {}}},
      {}};
  HttpStore store = store_of(script, clock, HttpDialect::s3);
  EXPECT_FALSE(store.put("a", {}));
  clock.step_wall(*parse_http_date("Wed, 25 Nov 2026 08:00:10 GMT") - k2013);
  EXPECT_FALSE(store.put("a", {}));
  EXPECT_TRUE(store.put("a", {}));
  EXPECT_EQ(header_of(script.asked[2], "x-amz-date"), "20261125T080010Z");
}

TEST(HttpStore, a_server_that_lied_about_the_time_is_believed_no_longer_than_the_next_that_does_not) {
  const ManualClock clock(k2013);
  ScriptedTransport::Script script{
      {{403, "Fri, 01 Jan 2100 00:00:00 GMT", {}}, {403, "Fri, 24 May 2013 00:00:00 GMT", {}}, {200, "", {}}},
      {}};
  HttpStore store = store_of(script, clock, HttpDialect::s3);
  EXPECT_FALSE(store.put("a", {}));
  EXPECT_FALSE(store.put("a", {}));
  EXPECT_TRUE(store.put("a", {}));
  EXPECT_EQ(header_of(script.asked[1], "x-amz-date"), "21000101T000000Z");
  EXPECT_EQ(header_of(script.asked[2], "x-amz-date"), "20130524T000000Z");
}

std::string name_of(char figure) {
  return std::string(64, figure) + ".envelope";
}

HttpResponse said(const std::string& xml) {
  return {200, "", {xml.begin(), xml.end()}};
}

TEST(HttpStore, lists_a_bucket_page_by_page) {
  const ManualClock clock(k2013);
  const std::string head = "<ListBucketResult xmlns='http://s3.amazonaws.com/doc/2006-03-01/'>";
  ScriptedTransport::Script script{
      {said(head + "<IsTruncated>true</IsTruncated><Contents><Key>T1 hall/" + name_of('a') +
            "</Key></Contents><Contents><Key>T1 hall/acknowledged</Key></Contents></ListBucketResult>"),
       said(head + "<IsTruncated>false</IsTruncated><Contents><Key>T1 hall/" + name_of('b') +
            "</Key></Contents></ListBucketResult>")},
      {}};
  HttpStore store = store_of(script, clock, HttpDialect::s3);
  EXPECT_EQ(store.list(), (std::vector<std::string>{name_of('a'), name_of('b')}));
  ASSERT_EQ(script.asked.size(), 2U);
  EXPECT_EQ(script.asked[0].url, "https://store.example:9000/bucket?list-type=2&prefix=T1%20hall%2F");
  EXPECT_EQ(script.asked[1].url, script.asked[0].url + "&start-after=T1%20hall%2F" + name_of('a'));
}

TEST(HttpStore, a_listing_that_never_ends_is_left) {
  const ManualClock clock(k2013);
  ScriptedTransport::Script script{
      {said("<L><IsTruncated>true</IsTruncated><Key>" + name_of('a') + "</Key></L>")}, {}};
  HttpStore store = store_of(script, clock, HttpDialect::s3);
  EXPECT_EQ(store.list(), std::vector<std::string>{name_of('a')});
  EXPECT_EQ(script.asked.size(), 2U);
}

TEST(HttpStore, lists_a_collection_and_takes_away) {
  const ManualClock clock(k2013);
  ScriptedTransport::Script script{{said("<?xml version='1.0'?><D:multistatus "
                                         "xmlns:D='DAV:'><D:response><D:href>/x/T1/</D:href></D:response>"
                                         "<D:response><D:href>https://files.example/x/T1/" +
                                         name_of('c') + "</D:href></D:response></D:multistatus>"),
                                    {404, "", {}},
                                    {500, "", {}},
                                    said("<not xml")},
                                   {}};
  HttpStore store = store_of(script, clock, HttpDialect::webdav);
  EXPECT_EQ(store.list(), std::vector<std::string>{name_of('c')});
  EXPECT_EQ(script.asked[0].method, "PROPFIND");
  EXPECT_EQ(header_of(script.asked[0], "Depth"), "1");
  EXPECT_TRUE(store.remove(name_of('c')));
  EXPECT_EQ(script.asked[1].method, "DELETE");
  EXPECT_FALSE(store.remove(name_of('c')));
  EXPECT_FALSE(store.list());
}

TEST(FolderStore, lists_envelopes_only_and_tells_a_missing_stick_from_a_silent_kiosk) {
  const TemporaryFolder folder;
  FolderStore silent(folder / "T2");
  EXPECT_EQ(silent.list().error().code, ErrorCode::not_found);
  FolderStore unplugged(folder / "stick/T2");
  EXPECT_EQ(unplugged.list().error().code, ErrorCode::io);
  write_file(folder / "T1/acknowledged", "x");
  write_file(folder / ("T1/" + name_of('b')), "x");
  write_file(folder / ("T1/" + name_of('a')), "x");
  write_file(folder / ("T1/" + name_of('G')), "x");
  FolderStore store(folder / "T1");
  EXPECT_EQ(store.list(), (std::vector<std::string>{name_of('a'), name_of('b')}));
  EXPECT_TRUE(store.remove(name_of('a')));
  EXPECT_TRUE(store.remove(name_of('a')));
  EXPECT_EQ(store.list(), std::vector<std::string>{name_of('b')});
}

TEST(FolderStore, holds_what_was_put_and_needs_its_folder) {
  const TemporaryFolder folder;
  FolderStore store(folder.path() / "T1");
  EXPECT_FALSE(store.put("a", as_bytes("x")));
  EXPECT_EQ(store.get("a", 10).error().code, ErrorCode::io);
  EXPECT_FALSE(std::filesystem::exists(folder / "T1"));
  std::filesystem::create_directory(folder / "T1");
  EXPECT_EQ(store.get("a", 10).error().code, ErrorCode::not_found);
  EXPECT_TRUE(store.put("a", as_bytes("x")));
  EXPECT_TRUE(store.put("a", as_bytes("xyz")));
  EXPECT_EQ(store.get("a", 3)->size(), 3U);
  EXPECT_EQ(store.get("a", 2).error().code, ErrorCode::limit);
}

TEST(StoreAddress, names_a_folder_a_bucket_or_a_collection) {
  const ManualClock clock(k2013);
  const auto opens = [&clock](const std::string& address, const std::string& device = "T1") {
    StoreSettings settings;
    settings.address = address;
    settings.device = device;
    return open_store(settings, clock, {}).has_value();
  };
  for (const char* const good : {"file:///media/stick", "s3+https://a.example/bucket",
                                 "s3+http://127.0.0.1:7480/b/c/", "dav+https://files.example/outbox"})
    EXPECT_TRUE(opens(good)) << good;
  for (const char* const bad :
       {"", "/media/stick", "file://stick", "ftp://a.example/b", "s3+https://a.example", "s3+https:///bucket",
        "https://a.example/b", "dav+https://u:p@a.example/b", "s3+https://a.example/b?x=1", "s3+https"})
    EXPECT_FALSE(opens(bad)) << bad;
  for (const char* const bad : {"", ".", "..", "a/b"}) EXPECT_FALSE(opens("file:///media/stick", bad)) << bad;
}

TEST(CurlTransport, takes_plain_http_to_this_machine_only) {
  auto transport = CurlTransport::create("", {});
  ASSERT_TRUE(transport);
  for (const char* const url :
       {"http://a.example/", "http://127.0.0.1.example/", "ftp://127.0.0.1/", "file:///etc"})
    EXPECT_EQ((*transport)->send({"GET", url, {}, {}, 10}).error().code, ErrorCode::invalid_argument) << url;
}

// A server for this machine that takes PUTs and does with the connection what its script says.
class PuttingServer {
 public:
  enum class Then { answer, hang_up };

  // For each connection what is done with each request.
  explicit PuttingServer(std::vector<std::vector<Then>> script) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(listener_, plain, size), 0);
    EXPECT_EQ(::listen(listener_, 4), 0);
    EXPECT_EQ(::getsockname(listener_, plain, &size), 0);
    url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/a.envelope";
    thread_ = std::jthread([this, script = std::move(script)] { serve(script); });
  }
  ~PuttingServer() {
    finish();
    ::close(listener_);
  }

  const std::string& url() const { return url_; }
  // What was put and answered. Ends the server.
  const std::vector<std::string>& bodies() {
    finish();
    return bodies_;
  }

 private:
  void finish() {
    ::shutdown(listener_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
  }

  void serve(const std::vector<std::vector<Then>>& script) {
    for (const auto& requests : script) {
      const int connection = ::accept(listener_, nullptr, nullptr);
      if (connection < 0) return;
      for (const Then then : requests) {
        const std::string body = read_body(connection);
        if (then == Then::hang_up) break;
        bodies_.push_back(body);
        const std::string_view answer = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
        EXPECT_EQ(::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL),
                  static_cast<ssize_t>(answer.size()));
      }
      ::close(connection);
    }
  }

  static std::string read_body(int connection) {
    std::string text;
    char buffer[4'096];
    for (;;) {
      const std::size_t end = text.find("\r\n\r\n");
      const std::size_t length = text.find("Content-Length: ");
      if (end != std::string::npos && length != std::string::npos &&
          text.size() == end + 4 + std::stoul(text.substr(length + 16)))
        return text.substr(end + 4);
      const ssize_t bytes = ::recv(connection, buffer, sizeof(buffer), 0);
      if (bytes <= 0) return "";
      text.append(buffer, static_cast<std::size_t>(bytes));
    }
  }

  int listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  std::string url_;
  std::vector<std::string> bodies_;
  std::jthread thread_;
};

TEST(CurlTransport, sends_anew_what_met_a_connection_that_the_server_was_closing) {
  using Then = PuttingServer::Then;
  PuttingServer server({{Then::answer, Then::hang_up}, {Then::answer}});
  auto transport = CurlTransport::create("", {});
  ASSERT_TRUE(transport);
  const std::string body(16'000, 'x');
  for (int i = 0; i < 2; ++i) {
    const auto response = (*transport)->send({"PUT", server.url(), {}, as_bytes(body), 100});
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->status, 201);
  }
  EXPECT_EQ(server.bodies(), (std::vector<std::string>{body, body}));
}

// Begins a large answer and goes on with a byte every few milliseconds until the client leaves.
class DrippingServer {
 public:
  DrippingServer() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(listener_, plain, size), 0);
    EXPECT_EQ(::listen(listener_, 1), 0);
    EXPECT_EQ(::getsockname(listener_, plain, &size), 0);
    url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/acknowledged";
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  ~DrippingServer() {
    thread_.request_stop();
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }

  const std::string& url() const { return url_; }

 private:
  void serve(const std::stop_token& stop) const {
    constexpr int kPauseMilliseconds = 2;
    const int connection = ::accept(listener_, nullptr, nullptr);
    std::string_view next = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
    pollfd gone{connection, POLLRDHUP, 0};
    while (connection >= 0 && !stop.stop_requested()) {
      if (::send(connection, next.data(), next.size(), MSG_NOSIGNAL) < 0) break;
      next = "x";
      if (::poll(&gone, 1, kPauseMilliseconds) > 0) break;
    }
    ::close(connection);
  }

  int listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  std::string url_;
  std::jthread thread_;
};

TEST(CurlTransport, gives_up_a_store_that_drips_however_steadily) {
  const DrippingServer server;
  auto transport = CurlTransport::create("", {}, {std::chrono::milliseconds(200), 10'000});
  ASSERT_TRUE(transport);
  const auto began = std::chrono::steady_clock::now();
  const auto response = (*transport)->send({"GET", server.url(), {}, {}, 200'000});
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20));  // all of it lasts minutes
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, ErrorCode::io);
  EXPECT_NE(response.error().message.find("slower than 10000 bytes a second"), std::string::npos)
      << response.error().message;
}

TEST(CurlTransport, waits_for_a_slow_store_that_keeps_the_pace) {
  PuttingServer server({{PuttingServer::Then::answer}});
  auto transport = CurlTransport::create("", {}, {std::chrono::milliseconds(20'000), 1'000});
  ASSERT_TRUE(transport);
  const std::string body(16'000, 'x');
  EXPECT_TRUE((*transport)->send({"PUT", server.url(), {}, as_bytes(body), 100}));
}

}  // namespace
}  // namespace crier
