// SPDX-License-Identifier: Apache-2.0
#include "content/http/curl_setup.hpp"

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace crier {
namespace {

int forgive_late_clock(int is_good, X509_STORE_CTX* context) {
  if (is_good == 1 || X509_STORE_CTX_get_error(context) != X509_V_ERR_CERT_NOT_YET_VALID) return is_good;
  X509_STORE_CTX_set_error(context, X509_V_OK);
  return 1;
}

CURLcode set_verification(CURL*, void* context, void*) {
  SSL_CTX_set_verify(static_cast<SSL_CTX*>(context), SSL_VERIFY_PEER, &forgive_late_clock);
  return CURLE_OK;
}

}  // namespace

void CurlCloser::operator()(void* curl) const {
  curl_easy_cleanup(curl);
}
void CurlListCloser::operator()(curl_slist* list) const {
  curl_slist_free_all(list);
}

bool is_curl_ready() {
  static const bool is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return is_ready;
}

bool prepare_tls(void* curl, const std::filesystem::path& authority) {
  bool is_set = true;
  const auto set = [curl, &is_set](CURLoption option, auto value) {
    is_set = is_set && curl_easy_setopt(curl, option, value) == CURLE_OK;
  };
  if (!authority.empty()) {
    set(CURLOPT_CAINFO, authority.c_str());
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_SSL_CTX_FUNCTION, &set_verification);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  return is_set;
}

bool set_usual_options(void* curl, long slow_seconds, char* reason) {
  constexpr long kConnectSeconds = 20;
  constexpr long kLeastBytesASecond = 200;
  bool is_set = true;
  const auto set = [curl, &is_set](CURLoption option, auto value) {
    is_set = is_set && curl_easy_setopt(curl, option, value) == CURLE_OK;
  };
  set(CURLOPT_USERAGENT, "crier");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(CURLOPT_LOW_SPEED_LIMIT, kLeastBytesASecond);
  set(CURLOPT_LOW_SPEED_TIME, slow_seconds);
  set(CURLOPT_ERRORBUFFER, reason);
  return is_set;
}

std::optional<std::string_view> header_value(std::string_view line, std::string_view name) {
  if (line.size() < name.size()) return std::nullopt;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char letter = line[i] >= 'A' && line[i] <= 'Z' ? static_cast<char>(line[i] - 'A' + 'a') : line[i];
    if (letter != name[i]) return std::nullopt;
  }
  line.remove_prefix(name.size());
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  return line;
}

}  // namespace crier
