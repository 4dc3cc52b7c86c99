// SPDX-License-Identifier: Apache-2.0
// Log: structured lines for the journal, one event a line: `event key=value key="two words"`. Safe on any
// thread.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace spdlog {
class logger;
}

namespace crier {

enum class LogLevel { debug, info, warning, error };

class Log {
 public:
  using Field = std::pair<std::string_view, std::string>;

  // Writes to standard error. Under systemd each line carries its priority prefix (sd-daemon(3)); otherwise a
  // time.
  explicit Log(LogLevel least = LogLevel::info);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void debug(std::string_view event, std::initializer_list<Field> fields = {});
  void info(std::string_view event, std::initializer_list<Field> fields = {});
  void warning(std::string_view event, std::initializer_list<Field> fields = {});
  void error(std::string_view event, std::initializer_list<Field> fields = {});

  // `event key=value ...` with quotes where a value needs them; control characters are escaped.
  static std::string line(std::string_view event, std::initializer_list<Field> fields);

 private:
  std::shared_ptr<spdlog::logger> logger_;  // spdlog's own currency
};

}  // namespace crier
