// SPDX-License-Identifier: Apache-2.0
#include "config/log.hpp"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>

namespace crier {
namespace {

// Syslog priorities as sd-daemon(3) wants them in front of a line.
class PriorityFlag final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm& /*time*/,
              spdlog::memory_buf_t& out) override {
    const char digit = message.level >= spdlog::level::err    ? '3'
                       : message.level >= spdlog::level::warn ? '4'
                       : message.level >= spdlog::level::info ? '6'
                                                              : '7';
    out.push_back('<');
    out.push_back(digit);
    out.push_back('>');
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<PriorityFlag>(); }
};

spdlog::level::level_enum to_spdlog(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

bool needs_quotes(std::string_view value) {
  return value.empty() || value.find_first_of(" \t\"=\\") != std::string_view::npos;
}

void append_value(std::string& out, std::string_view value) {
  const bool quoted = needs_quotes(value);
  if (quoted) out += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  if (quoted) out += '"';
}

}  // namespace

Log::Log(LogLevel least)
    : logger_(std::make_shared<spdlog::logger>("crier", std::make_shared<spdlog::sinks::stderr_sink_mt>())) {
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  if (std::getenv("JOURNAL_STREAM") != nullptr) {
    formatter->add_flag<PriorityFlag>('*').set_pattern("%*%v");
  } else {
    formatter->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  }
  logger_->set_formatter(std::move(formatter));
  logger_->set_level(to_spdlog(least));
}

Log::~Log() = default;

void Log::debug(std::string_view event, std::initializer_list<Field> fields) {
  if (logger_->should_log(spdlog::level::debug)) logger_->debug(line(event, fields));
}

void Log::info(std::string_view event, std::initializer_list<Field> fields) {
  logger_->info(line(event, fields));
}

void Log::warning(std::string_view event, std::initializer_list<Field> fields) {
  logger_->warn(line(event, fields));
}

void Log::error(std::string_view event, std::initializer_list<Field> fields) {
  logger_->error(line(event, fields));
}

std::string Log::line(std::string_view event, std::initializer_list<Field> fields) {
  std::string text(event);
  for (const auto& [key, value] : fields) {
    text += ' ';
    text += key;
    text += '=';
    append_value(text, value);
  }
  return text;
}

}  // namespace crier
