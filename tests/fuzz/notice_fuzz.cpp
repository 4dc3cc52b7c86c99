// SPDX-License-Identifier: Apache-2.0
// A notice of any content: its front matter, and its body as CommonMark.
#include <cstdint>
#include <string_view>

#include "content/notices/markdown.hpp"
#include "content/notices/notice_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  static const Zone zone = Zone::utc();
  Diagnostics diagnostics;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto notice = parse_notice(text, "fuzz.zh.md", zone, diagnostics);
  static_cast<void>(parse_markdown(notice ? std::string_view(notice->text.body) : text));
  return 0;
}
