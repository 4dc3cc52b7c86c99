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

// Which messages have been ended by `now`: what each ender's references name, and the chains of Updates that
// hang on these. Messages and names are counted, so that a thousand of them cost little.
class Endings {
 public:
  Endings(const std::vector<const Alert*>& messages, WallTime now)
      : messages_(messages), own_names_(messages.size()), enders_(messages.size()) {
    for (std::size_t i = 0; i < messages.size(); ++i) {
      if (!is_on_air(*messages[i])) continue;
      own_names_[i] = number_of(name_of(*messages[i]));
      by_name_[own_names_[i]].push_back(i);
      if (messages[i]->message != AlertMessage::update) continue;
      for (const AlertReference& reference : messages[i]->references)
        updates_[number_of(named_by(reference, *messages[i]))].push_back(i);
    }
    for (const Alert* message : messages) {
      const auto from = ends_others_from(*message);
      if (from && *from <= now) end_what_it_names(*message);
    }
  }

  // What ended the i-th message; null where nothing did.
  const Alert* ended_by(std::size_t i) const { return enders_[i]; }

  bool ends_any(const Alert& alert) const {
    return std::find(enders_.begin(), enders_.end(), &alert) != enders_.end();
  }

 private:
  static Name named_by(const AlertReference& reference, const Alert& by) {
    return {reference.sender.empty() ? std::string_view(by.sender) : std::string_view(reference.sender),
            reference.identifier};
  }

  std::size_t number_of(const Name& name) {
    const auto [at, is_new] = numbers_.emplace(name, numbers_.size());
    if (is_new) {
      by_name_.emplace_back();
      updates_.emplace_back();
    }
    return at->second;
  }

  void end_what_it_names(const Alert& by) {
    std::vector<bool> seen(numbers_.size());
    std::vector<std::size_t> names;
    const auto follow = [&](std::size_t name) {
      if (!seen[name]) names.push_back(name);
      seen[name] = true;
    };
    for (const AlertReference& reference : by.references) {
      const auto number = numbers_.find(named_by(reference, by));
      if (number == numbers_.end() || number->first.first != by.sender) continue;
      for (const std::size_t i : by_name_[number->second])
        if (!reference.sent || *reference.sent == messages_[i]->sent) end(i, by);
      follow(number->second);
    }
    // The Updates of what it names, their Updates, and so on.
    while (!names.empty()) {
      const std::size_t name = names.back();
      names.pop_back();
      for (const std::size_t i : updates_[name]) {
        const Alert& update = *messages_[i];
        if (update.sender != by.sender || update.sent > by.sent) continue;
        end(i, by);
        follow(own_names_[i]);
      }
    }
  }

  void end(std::size_t i, const Alert& by) {
    const Alert& alert = *messages_[i];
    const bool is_itself = alert.identifier == by.identifier && alert.sent == by.sent;
    if (!is_itself && alert.status == by.status && enders_[i] == nullptr) enders_[i] = &by;
  }

  const std::vector<const Alert*>& messages_;
  std::vector<std::size_t> own_names_;
  std::vector<const Alert*> enders_;
  std::map<Name, std::size_t> numbers_;
  std::vector<std::vector<std::size_t>> by_name_;
  std::vector<std::vector<std::size_t>> updates_;  // by what they reference
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

// Empty where it counts.
std::string why_idle(const Alert& alert, bool ends_any, const Alert* ended_by, WallTime now,
                     const AlertAudience& audience) {
  if (!is_on_air(alert)) return why_off_air(alert);
  if (ends_any) return {};
  if (alert.message == AlertMessage::cancel) return "nothing that it cancels is known";
  if (ended_by != nullptr) {
    const bool is_update = ended_by->message == AlertMessage::update;
    return fmt::format("{} {} it", ended_by->identifier, is_update ? "replaces" : "ends");
  }
  if (is_all_clear(alert)) return "nothing that it clears is known";
  return choose_info(alert, now, audience) ? std::string() : why_no_info(alert, now, audience);
}

template <class Files>
std::vector<const Alert*> messages_of(const Files& files) {
  std::vector<const Alert*> messages;
  messages.reserve(files.size());
  for (const auto& [file, message] : files) messages.push_back(message.get());
  return messages;
}

}  // namespace

void AlertBoard::offer(const std::string& file, Alert alert) {
  files_[file] = std::make_shared<const Alert>(std::move(alert));
}

void AlertBoard::remove(const std::string& file) {
  files_.erase(file);
}

std::vector<ShownAlert> AlertBoard::shown(WallTime now, const AlertAudience& audience) const {
  const std::vector<const Alert*> messages = messages_of(files_);
  const Endings endings(messages, now);
  std::set<std::string> keys;
  std::vector<ShownAlert> shown;
  std::size_t i = 0;
  for (const auto& [file, message] : files_) {
    const bool is_ended = endings.ended_by(i++) != nullptr;
    if (is_ended || !is_on_air(*message) || message->message == AlertMessage::cancel) continue;
    const auto info = choose_info(*message, now, audience);
    std::string key = key_of(*message);
    if (!info || !keys.insert(key).second) continue;
    const WallTime until = expiry_of(*message, message->infos[*info]);
    const bool is_exercise = message->status == AlertStatus::exercise;
    shown.push_back({std::move(key), file, message, *info, is_exercise, until});
  }
  std::sort(shown.begin(), shown.end(), comes_before);
  return shown;
}

std::map<std::string, std::string> AlertBoard::idle(WallTime now, const AlertAudience& audience) const {
  const std::vector<const Alert*> messages = messages_of(files_);
  const Endings endings(messages, now);
  std::map<std::string, std::string> reasons;
  std::size_t i = 0;
  for (const auto& [file, message] : files_) {
    std::string reason = why_idle(*message, endings.ends_any(*message), endings.ended_by(i++), now, audience);
    if (!reason.empty()) reasons.emplace(file, std::move(reason));
  }
  return reasons;
}

std::optional<WallTime> AlertBoard::latest_sent() const {
  std::optional<WallTime> latest;
  for (const auto& [file, message] : files_)
    if (!latest || message->sent > *latest) latest = message->sent;
  return latest;
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
