// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/alert_board.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "content/alerts/alert_place.hpp"

namespace crier {
namespace {

// What a reference can name, but for the time: identifiers are unique for a sender.
using Name = std::pair<std::string_view, std::string_view>;

Name name_of(const Alert& alert) {
  return {alert.sender, alert.identifier};
}

std::string key_of(const Alert& alert) {
  return fmt::format("{},{},{}", alert.sender, alert.identifier, alert.sent.time_since_epoch().count());
}

WallTime effective_of(const Alert& alert, const AlertInfo& info) {
  return info.effective.value_or(alert.sent);
}

WallTime expiry_of(const Alert& alert, const AlertInfo& info) {
  return info.expires.value_or(effective_of(alert, info) + kAlertLife);
}

bool is_on_air(const Alert& alert) {
  return (alert.status == AlertStatus::actual || alert.status == AlertStatus::exercise) &&
         alert.scope == AlertScope::everyone && alert.message != AlertMessage::acknowledge &&
         alert.message != AlertMessage::error;
}

bool is_all_clear(const Alert& alert) {
  return !alert.infos.empty() && std::all_of(alert.infos.begin(), alert.infos.end(),
                                             [](const AlertInfo& info) { return info.all_clear; });
}

// From when on it ends what it references; none where it ends nothing.
std::optional<WallTime> ends_others_from(const Alert& alert) {
  if (!is_on_air(alert) || alert.references.empty()) return std::nullopt;
  if (alert.message == AlertMessage::cancel) return WallTime::min();
  if (alert.message == AlertMessage::alert && !is_all_clear(alert)) return std::nullopt;
  if (alert.infos.empty()) return WallTime::min();
  WallTime first = WallTime::max();
  for (const AlertInfo& info : alert.infos) first = std::min(first, effective_of(alert, info));
  return first;
}

// The messages that have been ended by `now`, by what each one's references name and by the chains of
// Updates that hang on these.
class Endings {
 public:
  Endings(const std::vector<const Alert*>& messages, WallTime now) {
    for (const Alert* message : messages) {
      if (!is_on_air(*message)) continue;
      by_name_.emplace(name_of(*message), message);
      if (message->message != AlertMessage::update) continue;
      for (const AlertReference& reference : message->references)
        updates_.emplace(named_by(reference, *message), message);
    }
    for (const Alert* message : messages) {
      const auto from = ends_others_from(*message);
      if (from && *from <= now) end_what_it_names(*message);
    }
  }

  // By what kind of message; none where nothing ended it.
  const Alert* ended_by(const Alert& alert) const {
    const auto at = ended_.find(&alert);
    return at == ended_.end() ? nullptr : at->second;
  }

 private:
  static Name named_by(const AlertReference& reference, const Alert& by) {
    return {reference.sender.empty() ? std::string_view(by.sender) : std::string_view(reference.sender),
            reference.identifier};
  }

  void end_what_it_names(const Alert& by) {
    std::set<Name> seen;
    std::vector<Name> names;
    for (const AlertReference& reference : by.references) {
      const Name name = named_by(reference, by);
      if (name.first != by.sender) continue;
      for (auto [at, end] = by_name_.equal_range(name); at != end; ++at)
        if (!reference.sent || *reference.sent == at->second->sent) this->end(*at->second, by);
      if (seen.insert(name).second) names.push_back(name);
    }
    // The Updates of what it names, their Updates, and so on.
    while (!names.empty()) {
      const Name name = names.back();
      names.pop_back();
      for (auto [at, end] = updates_.equal_range(name); at != end; ++at) {
        const Alert& update = *at->second;
        if (update.sender != by.sender || update.sent > by.sent) continue;
        this->end(update, by);
        if (seen.insert(name_of(update)).second) names.push_back(name_of(update));
      }
    }
  }

  void end(const Alert& alert, const Alert& by) {
    const bool is_itself = alert.identifier == by.identifier && alert.sent == by.sent;
    if (!is_itself && alert.status == by.status) ended_.emplace(&alert, &by);
  }

  std::multimap<Name, const Alert*> by_name_;
  std::multimap<Name, const Alert*> updates_;  // by what they reference
  std::map<const Alert*, const Alert*> ended_;
};

std::string_view primary(std::string_view language) {
  return language.substr(0, language.find('-'));
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

// The smaller, the more wanted.
std::size_t language_rank(const std::string& language, const std::vector<std::string>& wanted) {
  const std::size_t count = wanted.size();
  for (std::size_t i = 0; i < count; ++i)
    if (same_letters(language, wanted[i])) return 2 * i;
  for (std::size_t i = 0; i < count; ++i)
    if (same_letters(primary(language), primary(wanted[i]))) return 2 * i + 1;
  return same_letters(primary(language), "en") ? 2 * count : 2 * count + 1;
}

bool holds(const Alert& alert, const AlertInfo& info, const AlertAudience& audience) {
  const auto any_of = [&](const std::vector<AlertArea>& areas) {
    return std::any_of(areas.begin(), areas.end(),
                       [&](const AlertArea& area) { return area_holds(area, audience.tags); });
  };
  if (!info.areas.empty()) return any_of(info.areas);
  const bool nowhere = std::all_of(alert.infos.begin(), alert.infos.end(),
                                   [](const AlertInfo& other) { return other.areas.empty(); });
  return nowhere || std::any_of(alert.infos.begin(), alert.infos.end(),
                                [&](const AlertInfo& other) { return any_of(other.areas); });
}

std::optional<std::size_t> choose_info(const Alert& alert, WallTime now, const AlertAudience& audience) {
  std::optional<std::size_t> best;
  const auto rank = [&](std::size_t i) {
    return std::make_tuple(language_rank(alert.infos[i].language, audience.languages),
                           alert.infos[i].severity);
  };
  for (std::size_t i = 0; i < alert.infos.size(); ++i) {
    const AlertInfo& info = alert.infos[i];
    if (info.all_clear || now < effective_of(alert, info) || now >= expiry_of(alert, info) ||
        !holds(alert, info, audience))
      continue;
    if (!best || rank(i) < rank(*best)) best = i;
  }
  return best;
}

bool comes_before(const ShownAlert& a, const ShownAlert& b) {
  return std::make_tuple(a.exercise, a.info().severity, a.info().urgency,
                         -a.alert->sent.time_since_epoch().count(), std::string_view(a.key)) <
         std::make_tuple(b.exercise, b.info().severity, b.info().urgency,
                         -b.alert->sent.time_since_epoch().count(), std::string_view(b.key));
}

std::string why_off_air(const Alert& alert) {
  if (alert.status == AlertStatus::test) return "its status is Test";
  if (alert.status == AlertStatus::draft) return "its status is Draft";
  if (alert.status == AlertStatus::system) return "its status is System: it speaks to machines";
  if (alert.scope == AlertScope::restricted) return "its scope is Restricted, not Public";
  if (alert.scope == AlertScope::confidential) return "its scope is Private, not Public";
  return alert.message == AlertMessage::error ? "it reports an error of another message"
                                              : "it only acknowledges another message";
}

std::string why_no_info(const Alert& alert, WallTime now, const AlertAudience& audience) {
  if (alert.infos.empty()) return "it holds no info";
  bool here = false;
  bool later = false;
  for (const AlertInfo& info : alert.infos) {
    here = here || holds(alert, info, audience);
    later = later || now < effective_of(alert, info);
  }
  if (!here) return "its areas do not hold this screen";
  return later ? "it is not yet effective" : "it has expired";
}

}  // namespace

void AlertBoard::offer(const std::string& file, Alert alert) {
  files_[file] = std::make_shared<const Alert>(std::move(alert));
}

void AlertBoard::remove(const std::string& file) {
  files_.erase(file);
}

std::vector<ShownAlert> AlertBoard::shown(WallTime now, const AlertAudience& audience) const {
  std::vector<const Alert*> messages;
  for (const auto& [file, message] : files_) messages.push_back(message.get());
  const Endings endings(messages, now);
  std::set<std::string> keys;
  std::vector<ShownAlert> shown;
  for (const auto& [file, message] : files_) {
    if (!is_on_air(*message) || message->message == AlertMessage::cancel ||
        endings.ended_by(*message) != nullptr)
      continue;
    const auto info = choose_info(*message, now, audience);
    std::string key = key_of(*message);
    if (!info || !keys.insert(key).second) continue;
    shown.push_back({std::move(key), file, message, *info, message->status == AlertStatus::exercise,
                     expiry_of(*message, message->infos[*info])});
  }
  std::sort(shown.begin(), shown.end(), comes_before);
  return shown;
}

std::optional<std::string> AlertBoard::why_idle(const std::string& file, WallTime now,
                                                const AlertAudience& audience) const {
  const auto at = files_.find(file);
  if (at == files_.end()) return std::nullopt;
  const Alert& alert = *at->second;
  if (!is_on_air(alert)) return why_off_air(alert);
  std::vector<const Alert*> messages;
  for (const auto& [name, message] : files_) messages.push_back(message.get());
  const Endings endings(messages, now);
  for (const Alert* other : messages)
    if (endings.ended_by(*other) == &alert) return std::nullopt;
  if (alert.message == AlertMessage::cancel) return "nothing that it cancels is known";
  if (const Alert* by = endings.ended_by(alert)) {
    return fmt::format("{} {} it", by->identifier, by->message == AlertMessage::update ? "replaces" : "ends");
  }
  if (is_all_clear(alert)) return "nothing that it clears is known";
  if (choose_info(alert, now, audience)) return std::nullopt;
  return why_no_info(alert, now, audience);
}

std::optional<WallTime> AlertBoard::next_change(WallTime now) const {
  std::optional<WallTime> next;
  const auto consider = [&](WallTime time) {
    if (time > now && (!next || time < *next)) next = time;
  };
  for (const auto& [file, message] : files_) {
    for (const AlertInfo& info : message->infos) {
      consider(effective_of(*message, info));
      consider(expiry_of(*message, info));
    }
  }
  return next;
}

}  // namespace crier
