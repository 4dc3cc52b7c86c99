// SPDX-License-Identifier: Apache-2.0
// Which certificates a kiosk sends its envelopes to.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>

#include "content/http/curl_transport.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

constexpr long kDay = 86'400;

struct Closer {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(std::FILE* file) const { std::fclose(file); }
};
template <class T>
using Owned = std::unique_ptr<T, Closer>;

// A certificate that signed itself, and its key.
struct Identity {
  Owned<EVP_PKEY> key;
  Owned<X509> certificate;

  // `name` as in subjectAltName; valid from that many seconds from now to that many.
  Identity(const char* name, long from, long to)
      : key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")), certificate(X509_new()) {
    X509* const one = certificate.get();
    X509_set_version(one, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(one), 1);
    X509_gmtime_adj(X509_getm_notBefore(one), from);
    X509_gmtime_adj(X509_getm_notAfter(one), to);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(one), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("store"), -1, -1, 0);
    X509_set_issuer_name(one, X509_get_subject_name(one));
    X509_set_pubkey(one, key.get());
    const Owned<X509_EXTENSION> extension(X509V3_EXT_nconf_nid(nullptr, nullptr, NID_subject_alt_name, name));
    X509_add_ext(one, extension.get(), -1);
    X509_sign(one, key.get(), EVP_sha256());
  }

  void write(const std::filesystem::path& file) const {
    const Owned<std::FILE> out(std::fopen(file.c_str(), "w"));
    PEM_write_X509(out.get(), certificate.get());
  }
};

// Shows a certificate to one client and answers what it asks.
class TlsServer {
 public:
  explicit TlsServer(const Identity& identity) : context_(SSL_CTX_new(TLS_server_method())) {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL's sockets raise it where a client has gone
    SSL_CTX_use_certificate(context_.get(), identity.certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), identity.key.get());
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(listener_, plain, size), 0);
    EXPECT_EQ(::listen(listener_, 1), 0);
    EXPECT_EQ(::getsockname(listener_, plain, &size), 0);
    url_ = "https://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/acknowledged";
    thread_ = std::jthread([this] { serve(); });
  }
  ~TlsServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }

  const std::string& url() const { return url_; }

 private:
  void serve() {
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    const Owned<SSL> ssl(SSL_new(context_.get()));
    SSL_set_fd(ssl.get(), connection);
    char request[4'096];
    if (SSL_accept(ssl.get()) == 1 && SSL_read(ssl.get(), request, sizeof(request)) > 0) {
      const std::string_view answer = "HTTP/1.1 204 No Content\r\n\r\n";
      SSL_write(ssl.get(), answer.data(), static_cast<int>(answer.size()));
    }
    ::close(connection);
  }

  Owned<SSL_CTX> context_;
  int listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  std::string url_;
  std::jthread thread_;
};

struct Row {
  const char* what;
  const char* name;
  long from;
  long to;
  bool is_known;  // to the kiosk, as its authority
  bool is_believed;
};

class Certificates : public testing::TestWithParam<Row> {};

TEST_P(Certificates, are_believed_as_they_should_be) {
  const Row& row = GetParam();
  const TemporaryFolder folder;
  const Identity shown(row.name, row.from, row.to);
  const Identity other("IP:127.0.0.1", -kDay, kDay);
  (row.is_known ? shown : other).write(folder / "authority.pem");
  const TlsServer server(shown);
  auto transport = CurlTransport::create(folder / "authority.pem", {});
  ASSERT_TRUE(transport);
  const auto response = (*transport)->send({"GET", server.url(), {}, {}, 100});
  EXPECT_EQ(response.has_value(), row.is_believed) << (response ? "" : response.error().message);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Certificates,
    testing::Values(Row{"valid", "IP:127.0.0.1", -kDay, kDay, true, true},
                    Row{"of_the_future", "IP:127.0.0.1", kDay, 2 * kDay, true, true},
                    Row{"expired", "IP:127.0.0.1", -2 * kDay, -kDay, true, false},
                    Row{"unknown", "IP:127.0.0.1", -kDay, kDay, false, false},
                    Row{"unknown_of_the_future", "IP:127.0.0.1", kDay, 2 * kDay, false, false},
                    Row{"of_another", "DNS:other.example", -kDay, kDay, true, false},
                    Row{"of_another_and_the_future", "DNS:other.example", kDay, 2 * kDay, true, false}),
    [](const auto& row) { return std::string(row.param.what); });

}  // namespace
}  // namespace crier
