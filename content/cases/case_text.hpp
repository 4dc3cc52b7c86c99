// SPDX-License-Identifier: Apache-2.0
// One language's file of a case, parsed: a TOML front matter, then CommonMark. Pure functions; any thread.
//
//   title = "..."                one line
//   summary = "..."              a sentence or two
//   category = "fraud"           a key of the categories' file
//   date = 2026-11-24            of issue
//   film = "media/refund.mp4"
//   keywords = ["...", "..."]    found by search, not shown
//   what_to_do = ["...", "..."]  one step each
//   [[law]]                      as often as there are articles
//   law = "个人信息保护法"
//   article = "第六十九条"       may be left out
//   text = "..."                 what it says, in short
//
// Category, date and film are shared by all languages and may stand in one of them only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostic.hpp"
#include "config/toml_file.hpp"
#include "content/model/case.hpp"
#include "content/notices/notice_text.hpp"

namespace crier {

struct CasePart {
  CaseText text;
  std::optional<Placed<std::string>> category;
  std::optional<Placed<std::chrono::year_month_day>> date;
  std::optional<Placed<std::string>> film;
  std::vector<Placed<std::string>> pictures;  // addresses in the body, each once
};

// `name` is what diagnostics call the file, `categories` the keys that there are. None where it has an error.
std::optional<CasePart> parse_case(std::string_view text, const std::string& name,
                                   const std::vector<std::string>& categories, Diagnostics& diagnostics);

}  // namespace crier
