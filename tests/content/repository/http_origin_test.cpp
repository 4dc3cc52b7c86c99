// SPDX-License-Identifier: Apache-2.0
#include "content/repository/http_origin.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace crier {
namespace {

// Gives one answer after the other, each on a connection of its own, and keeps what it was asked.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::vector<std::string> answers) : answers_(std::move(answers)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(listener_, plain, size), 0);
    EXPECT_EQ(::listen(listener_, 1), 0);
    EXPECT_EQ(::getsockname(listener_, plain, &size), 0);
    base_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/";
    thread_ = std::jthread([this] { serve(); });
  }
  ~ScriptedServer() {
    ::shutdown(listener_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    ::close(listener_);
  }

  const std::string& base() const { return base_; }
  // Once every answer was given.
  const std::vector<std::string>& requests() {
    if (thread_.joinable()) thread_.join();
    return requests_;
  }

 private:
  void serve() {
    for (const std::string& answer : answers_) {
      const int connection = ::accept(listener_, nullptr, nullptr);
      if (connection < 0) return;
      std::string request;
      char bytes[4'096];
      while (request.find("\r\n\r\n") == std::string::npos) {
        const ssize_t count = ::recv(connection, bytes, sizeof(bytes), 0);
        if (count <= 0) break;
        request.append(bytes, static_cast<std::size_t>(count));
      }
      requests_.push_back(request);
      ::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
      ::close(connection);
    }
  }

  std::vector<std::string> answers_;
  std::vector<std::string> requests_;
  int listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  std::string base_;
  std::jthread thread_;
};

std::string answer(const std::string& date, const std::string& modified, const std::string& body) {
  return "HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"tag\"\r\nDate: " + date +
         "\r\nLast-Modified: " + modified + "\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

constexpr const char* kNow = "Sun, 29 Nov 2026 08:00:00 GMT";
constexpr const char* kEarlier = "Sun, 29 Nov 2026 07:59:00 GMT";
constexpr const char* kSame = "HTTP/1.1 304 Not Modified\r\nConnection: close\r\nETag: \"tag\"\r\n\r\n";

TEST(HttpOriginTest, AsksByTheTagOfAFileThatIsSettled) {
  ScriptedServer server({answer(kNow, kEarlier, "one"), kSame});
  const auto origin = HttpOrigin::create(server.base(), {}, {});
  ASSERT_TRUE(origin);
  std::string mark;
  EXPECT_EQ((*origin)->has_changed("timestamp.json", mark), true);
  EXPECT_EQ((*origin)->has_changed("timestamp.json", mark), false);
  EXPECT_NE(server.requests()[1].find("If-None-Match: \"tag\""), std::string::npos);
}

// nginx's tag is a file's second and length: it would say 304 of another file that came in the same second.
TEST(HttpOriginTest, DoesNotTrustTheTagOfAFileThatWasWrittenThisSecond) {
  ScriptedServer server({answer(kNow, kNow, "one"), answer(kNow, kNow, "two"), answer(kNow, kNow, "two")});
  const auto origin = HttpOrigin::create(server.base(), {}, {});
  ASSERT_TRUE(origin);
  std::string mark;
  EXPECT_EQ((*origin)->has_changed("timestamp.json", mark), true);
  EXPECT_EQ((*origin)->has_changed("timestamp.json", mark), true);
  EXPECT_EQ((*origin)->has_changed("timestamp.json", mark), false);
  for (const std::string& request : server.requests())
    EXPECT_EQ(request.find("If-None-Match"), std::string::npos);
}

}  // namespace
}  // namespace crier
