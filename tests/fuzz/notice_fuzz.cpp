// SPDX-License-Identifier: Apache-2.0
// Whatever bytes a notice's file holds, it is read or refused with a reason, and what is read is bounded.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "config/text_file.hpp"
#include "content/notices/markdown.hpp"
#include "content/notices/notice_text.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  static const Zone zone = Zone::utc();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Diagnostics diagnostics;
  const auto part = parse_notice(text, "notices/fuzz.zh.md", zone, diagnostics);
  demand(part.has_value() != has_errors(diagnostics));
  for (const Diagnostic& diagnostic : diagnostics) {
    demand(!diagnostic.what.empty() && !diagnostic.remedy.empty());
    demand(diagnostic.line >= 0);
  }
  const bool is_utf8 = !first_not_utf8(text);
  for (const Block& block : parse_markdown(part ? std::string_view(part->text.body) : text)) {
    demand(block.depth >= 0 && block.depth <= 2);
    demand((block.kind == BlockKind::heading) == (block.level >= 1 && block.level <= 3));
    demand((block.kind == BlockKind::rule) == block.runs.empty());
    for (const StyledRun& run : block.runs)
      demand(!run.text.empty() && !(is_utf8 && first_not_utf8(run.text)));
  }
  return 0;
}
