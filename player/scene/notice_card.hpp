// SPDX-License-Identifier: Apache-2.0
// A notice or a refuted rumour as a card: its kind, date, title and text, the office's name at the foot.
// Pure; any thread; takes tens of milliseconds, so away from the main thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/localized_text.hpp"
#include "content/model/notice.hpp"
#include "content/notices/markdown.hpp"
#include "player/scene/sheet_page.hpp"
#include "player/scene/sheet_style.hpp"

namespace crier {

struct NoticeWords {
  std::string language;  // BCP 47
  std::string title;
  std::vector<Block> body;
};

struct NoticeFace {
  NoticeKind kind = NoticeKind::notice;
  std::optional<std::chrono::year_month_day> date;
  LocalizedText office;            // its name
  std::vector<NoticeWords> words;  // in the order in which they are shown; the first is largest
};

// What there is of the notice in `languages`, at most two of them; in whatever language it has where it has
// none of these.
NoticeFace notice_face(const Notice& notice, const LocalizedText& office,
                       const std::vector<std::string>& languages);

// So many pages for a language at most: nobody waits for more.
inline constexpr std::size_t kMostPages = 12;

// Two languages share a page where they fit; else each has pages of its own, one after the other. At least
// one page.
std::vector<SheetPage> draw_notice(const NoticeFace& face, int width, int height, const SheetStyle& style);

}  // namespace crier
