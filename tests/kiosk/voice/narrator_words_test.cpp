// SPDX-License-Identifier: Apache-2.0
// Which words are said when, by a voice that only writes down what it is told.
#include <gtest/gtest.h>
#include <poll.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "kiosk/voice/narrator.hpp"
#include "player/media/media_source.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;
using Said = std::vector<std::string>;

std::string words_of(Prompt which) {
  return std::string(prompt(which, SpokenLanguage::english).text.view());
}

class NarratedWords : public testing::Test {
 protected:
  NarratedWords() {
    std::string name = (std::filesystem::temp_directory_path() / "crier-voice-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    // Half a second of silence for each sentence.
    std::ofstream(folder_ / "voice") << "#!/bin/sh\n"
                                        "{ cat; echo; } >> \"${0%/*}/said\"\n"
                                        "printf 'RIFF\\377\\377\\377\\377WAVEfmt "
                                        "\\020\\0\\0\\0\\001\\0\\001\\0\\042\\126\\0\\0\\104\\254\\0\\0"
                                        "\\002\\0\\020\\0data\\377\\377\\377\\377'\n"
                                        "head -c 22050 /dev/zero\n";
    std::filesystem::permissions(folder_ / "voice", std::filesystem::perms::owner_all);
    use(Audience::everybody);
    show("home", {{"home.cases", "Cases", Role::button}});
  }
  ~NarratedWords() override {
    narrator.reset();
    std::filesystem::remove_all(folder_);
  }

  void use(Audience audience) {
    narrator = std::make_unique<Narrator>(audience, (folder_ / "voice").string());
    narrator->set_language(SpokenLanguage::english);
  }

  struct Shown {
    const char* id;
    const char* label;
    Role role = Role::text;
    const char* value = "";
    bool is_private = false;
  };
  void show(const char* panel, const std::vector<Shown>& elements) {
    registry.begin(panel);
    for (const Shown& one : elements) {
      Element element;
      element.id = one.id;
      element.label = one.label;
      element.role = one.role;
      element.value = one.value;
      element.is_private = one.is_private;
      registry.add(std::move(element));
    }
  }

  void observe(const char* page, Telling telling = Telling::changes) {
    narrator->observe(registry, page, telling, now);
  }

  // Reading aloud is on, and what it says first has been heard.
  void listen(const char* page) {
    observe(page);
    narrator->set_volume(SpeechVolume::normal, registry, Control::touch);
    said();
  }

  // Hands out one piece of sound.
  void take_a_little() {
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!narrator->next(now) && std::chrono::steady_clock::now() < deadline) {
      pollfd waiting{narrator->ready_fd(), POLLIN, 0};
      poll(&waiting, 1, 100);
    }
  }

  // What was said since the last time until nothing more is to be said, a sentence each.
  Said said() {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while ((narrator->ready_fd() >= 0 || narrator->next_change()) &&
           std::chrono::steady_clock::now() < deadline) {
      if (narrator->next(now)) continue;
      now += 100ms;
      if (pollfd waiting{narrator->ready_fd(), POLLIN, 0}; waiting.fd >= 0) poll(&waiting, 1, 5);
    }
    now += 2s;
    std::ifstream file(folder_ / "said");
    Said all;
    for (std::string line; std::getline(file, line);) all.push_back(line);
    Said latest(all.begin() + static_cast<std::ptrdiff_t>(heard_), all.end());
    heard_ = all.size();
    return latest;
  }

  std::filesystem::path folder_;
  std::size_t heard_ = 0;
  Registry registry;
  std::unique_ptr<Narrator> narrator;
  MonotonicTime now{100s};
};

TEST_F(NarratedWords, welcome_and_explain_the_keys_once_when_switched_on) {
  observe("home");
  narrator->set_volume(SpeechVolume::normal, registry, Control::touch);
  EXPECT_EQ(said(),
            (Said{words_of(Prompt::speech_on), words_of(Prompt::welcome), words_of(Prompt::keys), "Cases."}));
  narrator->set_volume(SpeechVolume::off, registry, Control::touch);
  EXPECT_EQ(said(), Said{words_of(Prompt::speech_off)});
  narrator->set_volume(SpeechVolume::normal, registry, Control::pad);
  EXPECT_EQ(said(), (Said{words_of(Prompt::speech_on), "Cases."}));
}

TEST_F(NarratedWords, explain_the_keys_elsewhere_only_to_whoever_uses_them) {
  show("entry", {{"entry.text", "A case", Role::text}});
  observe("entry");
  narrator->set_volume(SpeechVolume::normal, registry, Control::touch);
  EXPECT_EQ(said(), (Said{words_of(Prompt::speech_on), "A case."}));
  narrator->set_volume(SpeechVolume::off, registry, Control::touch);
  said();
  narrator->set_volume(SpeechVolume::normal, registry, Control::pad);
  EXPECT_EQ(said(), (Said{words_of(Prompt::speech_on), words_of(Prompt::keys), "A case."}));
}

TEST_F(NarratedWords, ask_whether_somebody_is_there_and_do_not_read_the_page_again) {
  listen("home");
  show("stay", {{"stay.words", "In 30 seconds", Role::status}});
  observe("home");
  EXPECT_EQ(said(), Said{words_of(Prompt::still_there)});
  show("stay", {{"stay.words", "In 29 seconds", Role::status}});
  observe("home");
  EXPECT_EQ(said(), Said{}) << "the countdown is not said";
  show("home", {{"home.cases", "Cases", Role::button}});
  observe("home");
  EXPECT_EQ(said(), Said{words_of(Prompt::extended)});
}

TEST_F(NarratedWords, tell_a_status_while_somebody_writes_but_not_what_else_changes) {
  show("search", {{"search.field", "Search", Role::field}, {"hit.1", "A case", Role::button}});
  listen("search");
  show("search", {{"search.field", "Search", Role::field, "x", true},
                  {"search.nothing", "Nothing found.", Role::status}});
  narrator->wrote(*registry.find("search.field"));
  observe("search", Telling::messages);
  EXPECT_EQ(said(), (Said{"Search", "Nothing found."})) << "after the echo, which it does not cut";
  show("search", {{"search.field", "Search", Role::field, "y", true}, {"hit.2", "Another", Role::button}});
  observe("search", Telling::messages);
  EXPECT_EQ(said(), Said{});
}

TEST_F(NarratedWords, tell_while_somebody_writes_what_became_of_the_focus) {
  show("report", {{"kind.app", "App", Role::button}, {"kind.group", "Group", Role::button}});
  listen("report");
  narrator->focus(registry, "kind.app");
  EXPECT_EQ(said(), Said{"App, button."});
  show("report", {{"kind.app", "App", Role::toggle, "chosen"}, {"kind.group", "Group", Role::button, "-"}});
  observe("report", Telling::messages);
  EXPECT_EQ(said(), Said{"App, switch, chosen."});
}

TEST_F(NarratedWords, tell_a_status_again_that_an_input_cut_short) {
  listen("report");
  show("home", {{"home.cases", "Cases", Role::button}, {"report.trouble", "Say where", Role::status}});
  observe("report", Telling::messages);
  take_a_little();
  narrator->hush(now);
  said();
  observe("report", Telling::messages);
  EXPECT_EQ(said(), Said{"Say where."});
  narrator->hush(now);
  observe("report", Telling::messages);
  EXPECT_EQ(said(), Said{}) << "it was heard";
}

TEST_F(NarratedWords, wait_with_what_is_new_until_the_rest_is_heard) {
  listen("status");
  show("home", {{"status.note", "One moment", Role::status}});
  observe("status");
  take_a_little();
  show("home", {{"status.note", "Nothing to read", Role::status}, {"other", "Other", Role::text}});
  observe("status");
  show("home", {{"status.note", "Please check", Role::status}});
  observe("status");
  EXPECT_EQ(said(), (Said{"One moment.", "Please check."})) << "the latest, of what is still there";
}

TEST_F(NarratedWords, begin_a_new_page_at_once) {
  listen("status");
  show("home", {{"status.note", "One moment", Role::status}});
  observe("status");
  take_a_little();
  show("home", {{"answer.0", "Solved", Role::heading}});
  observe("status found");
  EXPECT_EQ(said().back(), "Solved, heading.");
}

TEST_F(NarratedWords, say_once_why_nothing_private_is_read) {
  show("report", {{"report.field", "What", Role::field, "", true}});
  observe("report");
  narrator->set_volume(SpeechVolume::normal, registry, Control::touch);
  EXPECT_EQ(said(),
            (Said{words_of(Prompt::speech_on), "What, text field, empty.", words_of(Prompt::is_private)}));
  narrator->focus(registry, "report.field");
  EXPECT_EQ(said(), Said{"What, text field, empty."});

  use(Audience::headset);
  observe("report");
  narrator->set_volume(SpeechVolume::normal, registry, Control::touch);
  EXPECT_EQ(said(), (Said{words_of(Prompt::speech_on), "What, text field, empty."}));
}

TEST_F(NarratedWords, say_why_a_receipt_is_not_read_and_what_to_do) {
  show("report", {{"receipt.figures", "Receipt code", Role::text, "4815 1623 4210 8151", true}});
  listen("home");
  narrator->repeat(registry);
  EXPECT_EQ(said(), (Said{"not read aloud.", words_of(Prompt::receipt_withheld)}));

  use(Audience::headset);
  listen("home");
  narrator->repeat(registry);
  EXPECT_EQ(said(), Said{"Receipt code, 4 8 1 5. 1 6 2 3. 4 2 1 0. 8 1 5 1."});
}

TEST_F(NarratedWords, say_that_the_field_is_full_after_the_last_character) {
  listen("home");
  Element key;
  key.role = Role::key;
  key.label = "7";
  narrator->wrote(key);
  narrator->say_after(Prompt::limit_reached);
  EXPECT_EQ(said(), (Said{"one character", words_of(Prompt::limit_reached)}));
}

TEST_F(NarratedWords, begin_a_page_with_what_went_wrong) {
  listen("home");
  show("report", {{"report.asked", "Check and send", Role::text},
                  {"report.trouble", "It could not be stored.", Role::status}});
  observe("check");
  EXPECT_EQ(said(), (Said{"It could not be stored.", "Check and send."}));
}

TEST_F(NarratedWords, tell_where_the_focus_fell_after_what_is_said) {
  listen("home");
  narrator->wrote(*registry.find("home.cases"));
  narrator->focus_fell(registry, "home.cases");
  EXPECT_EQ(said(), (Said{"Cases", "Cases, button."}));
}

// What was handed out is a second ahead of the ear.
TEST_F(NarratedWords, are_still_heard_after_they_were_handed_out) {
  listen("home");
  narrator->focus(registry, "home.cases");
  while (narrator->ready_fd() >= 0) take_a_little();
  EXPECT_GT(narrator->heard_until(), now);
  EXPECT_TRUE(narrator->hush(now));
  EXPECT_FALSE(narrator->hush(now));
}

}  // namespace
}  // namespace crier
