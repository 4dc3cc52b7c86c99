// SPDX-License-Identifier: Apache-2.0
#include "content/nudge/nudge.hpp"

#include <fmt/format.h>
#include <mosquitto.h>

#include <charconv>
#include <utility>

#include "config/latest.hpp"

namespace crier {
namespace {

constexpr int kKeepAliveSeconds = 30;
constexpr int kLoopMilliseconds = 250;  // how soon a stop is seen
constexpr int kQualityOfService = 1;
constexpr Nanoseconds kSendWithin = std::chrono::seconds(5);
constexpr Nanoseconds kRetry = std::chrono::seconds(5);

struct ClientCloser {
  void operator()(mosquitto* client) const { mosquitto_destroy(client); }
};
using Client = std::unique_ptr<mosquitto, ClientCloser>;

Result<Client> make_client(const NudgeAddress& address, void* data) {
  static const bool is_ready = mosquitto_lib_init() == MOSQ_ERR_SUCCESS;
  Client client(is_ready ? mosquitto_new(nullptr, true, data) : nullptr);
  if (!client) return fail(ErrorCode::limit, "libmosquitto cannot be made ready");
  bool is_set = true;
  if (!address.user.empty())
    is_set = mosquitto_username_pw_set(client.get(), address.user.c_str(), address.password.c_str()) ==
             MOSQ_ERR_SUCCESS;
  if (address.is_secure) {
    const char* const file = address.authority.empty() ? nullptr : address.authority.c_str();
    const char* const folder = address.authority.empty() ? "/etc/ssl/certs" : nullptr;
    is_set = is_set &&
             mosquitto_tls_set(client.get(), file, folder, nullptr, nullptr, nullptr) == MOSQ_ERR_SUCCESS;
  }
  if (!is_set)
    return fail(ErrorCode::invalid_argument, "the broker's account or certificates cannot be used");
  return client;
}

int connect(mosquitto* client, const NudgeAddress& address) {
  return mosquitto_connect(client, address.host.c_str(), address.port, kKeepAliveSeconds);
}

}  // namespace

Result<NudgeAddress> parse_nudge_address(std::string_view text) {
  constexpr std::string_view kPlain = "mqtt://";
  constexpr std::string_view kSecure = "mqtts://";
  constexpr int kSecurePort = 8883;
  const auto wrong = [text] {
    return fail(ErrorCode::invalid_argument,
                fmt::format("\"{}\" is no broker; write it like mqtt://broker.example/topic", text));
  };
  NudgeAddress address;
  std::string_view rest = text;
  address.is_secure = rest.starts_with(kSecure);
  if (!address.is_secure && !rest.starts_with(kPlain)) return wrong();
  if (address.is_secure) address.port = kSecurePort;
  rest.remove_prefix(address.is_secure ? kSecure.size() : kPlain.size());
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return wrong();
  address.topic = rest.substr(slash + 1);
  rest = rest.substr(0, slash);
  if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos) {
    const std::string_view account = rest.substr(0, at);
    const std::size_t colon = account.find(':');
    address.user = account.substr(0, colon);
    if (colon != std::string_view::npos) address.password = account.substr(colon + 1);
    rest.remove_prefix(at + 1);
  }
  const std::size_t colon = rest.rfind(':');
  if (colon != std::string_view::npos && !rest.ends_with(']')) {
    const std::string_view port = rest.substr(colon + 1);
    const auto [end, status] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (status != std::errc{} || end != port.data() + port.size() || address.port < 1 ||
        address.port > 65'535)
      return wrong();
    rest = rest.substr(0, colon);
  }
  if (rest.starts_with('[') && rest.ends_with(']')) rest = rest.substr(1, rest.size() - 2);
  address.host = rest;
  const bool has_wildcard = address.topic.find_first_of("#+") != std::string::npos;
  if (address.host.empty() || address.topic.empty() || has_wildcard) return wrong();
  return address;
}

Result<void> send_nudge(const NudgeAddress& address) {
  bool is_done = false;
  const auto client = make_client(address, &is_done);
  if (!client) return tl::unexpected(client.error());
  mosquitto_publish_callback_set(client->get(),
                                 [](mosquitto*, void* data, int) { *static_cast<bool*>(data) = true; });
  int status = connect(client->get(), address);
  if (status == MOSQ_ERR_SUCCESS)
    status = mosquitto_publish(client->get(), nullptr, address.topic.c_str(), 0, nullptr, kQualityOfService,
                               false);
  const MonotonicTime deadline = SystemClock().monotonic() + kSendWithin;
  while (status == MOSQ_ERR_SUCCESS && !is_done && SystemClock().monotonic() < deadline)
    status = mosquitto_loop(client->get(), kLoopMilliseconds, 1);
  mosquitto_disconnect(client->get());
  if (is_done) return {};
  return fail(ErrorCode::io,
              fmt::format("the broker {}:{} does not take the nudge: {}", address.host, address.port,
                          status == MOSQ_ERR_SUCCESS ? "no answer" : mosquitto_strerror(status)));
}

struct NudgeListener::Connection {
  NudgeAddress address;
  std::function<void()> heard;
  Log* log = nullptr;
  Client client;
  bool is_up = false;

  void run(const std::stop_token& stop);
};

NudgeListener::NudgeListener(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)),
      thread_([this](const std::stop_token& stop) { connection_->run(stop); }) {}

NudgeListener::~NudgeListener() = default;

Result<std::unique_ptr<NudgeListener>> NudgeListener::start(NudgeAddress address, std::function<void()> heard,
                                                            Log& log) {
  auto connection = std::make_unique<Connection>();
  auto client = make_client(address, connection.get());
  if (!client) return tl::unexpected(client.error());
  connection->address = std::move(address);
  connection->heard = std::move(heard);
  connection->log = &log;
  connection->client = std::move(*client);
  mosquitto_connect_callback_set(connection->client.get(), [](mosquitto* mqtt, void* data, int refused) {
    auto& self = *static_cast<Connection*>(data);
    self.is_up = refused == 0;
    if (refused != 0) return;
    mosquitto_subscribe(mqtt, nullptr, self.address.topic.c_str(), kQualityOfService);
    self.log->info("nudges-heard", {{"broker", self.address.host}});
    self.heard();
  });
  mosquitto_message_callback_set(
      connection->client.get(),
      [](mosquitto*, void* data, const mosquitto_message*) { static_cast<Connection*>(data)->heard(); });
  return std::unique_ptr<NudgeListener>(new NudgeListener(std::move(connection)));
}

void NudgeListener::Connection::run(const std::stop_token& stop) {
  const Latest<int> rest(0);  // only to wait on
  int status = connect(client.get(), address);
  while (!stop.stop_requested()) {
    if (status == MOSQ_ERR_SUCCESS) {
      status = mosquitto_loop(client.get(), kLoopMilliseconds, 1);
      continue;
    }
    if (is_up) log->warning("nudges-lost", {{"reason", mosquitto_strerror(status)}, {"action", "polling"}});
    is_up = false;
    rest.wait_until(SystemClock().monotonic() + kRetry, stop, [](int) { return false; });
    if (!stop.stop_requested()) status = mosquitto_reconnect(client.get());
  }
}

}  // namespace crier
