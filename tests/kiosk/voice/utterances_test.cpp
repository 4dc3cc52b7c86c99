// SPDX-License-Identifier: Apache-2.0
#include "kiosk/voice/utterances.hpp"

#include <gtest/gtest.h>

#include <string>

namespace crier {
namespace {

enum class State { usual, selected, disabled };

Element element(const std::string& id, Role role, const std::string& label, const std::string& value = "",
                State state = State::usual) {
  Element made;
  made.id = id;
  made.role = role;
  made.label = label;
  made.value = value;
  made.selected = state == State::selected;
  made.enabled = state != State::disabled;
  return made;
}

std::string text_of(const Utterance& utterance) {
  return std::string(utterance.text.view());
}

std::string focused(const Element& what, SpokenLanguage language, Audience audience = Audience::everybody) {
  Registry registry;
  registry.begin("panel");
  registry.add(what);
  std::string said;
  for (const Utterance& utterance : speakable(registry, what.id, language, audience))
    said += text_of(utterance);
  return said;
}

TEST(Utterances, name_an_element_with_its_role_and_state) {
  const struct {
    Element element;
    const char* mandarin;
    const char* english;
  } rows[] = {
      {element("a", Role::button, "A"), "A，按钮。", "A, button."},
      {element("a", Role::button, "A", "", State::disabled), "A，按钮，现在不可用。",
       "A, button, not available now."},
      {element("a", Role::button, "A", "", State::selected), "A，按钮，已选。", "A, button, selected."},
      {element("a", Role::toggle, "A"), "A，开关，已关闭。", "A, switch, off."},
      {element("a", Role::toggle, "A", "", State::selected), "A，开关，已打开。", "A, switch, on."},
      {element("a", Role::toggle, "A", "V"), "A，开关，V。", "A, switch, V."},
      {element("a", Role::field, "A"), "A，输入框，还没有内容。", "A, text field, empty."},
      {element("a", Role::field, "A", "V"), "A，输入框，V。", "A, text field, V."},
      {element("a", Role::text, "A."), "A.", "A."},
      {element("a", Role::text, "好吗？"), "好吗？", "好吗？"},
      {element("a", Role::status, "A", "V"), "A，V。", "A, V."},
      {element("a", Role::heading, "A"), "A，标题。", "A, heading."},
      {element("a", Role::key, "A"), "A，按键。", "A, key."},
      {element("a", Role::text, ""), "", ""},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(focused(row.element, SpokenLanguage::mandarin), row.mandarin);
    EXPECT_EQ(focused(row.element, SpokenLanguage::english), row.english);
  }
}

// Whatever role carries it, and in every language.
TEST(Utterances, let_only_a_headset_hear_what_was_written) {
  for (const Role role : {Role::heading, Role::text, Role::image, Role::button, Role::tab, Role::toggle,
                          Role::field, Role::key, Role::candidate, Role::status}) {
    for (const SpokenLanguage language : {SpokenLanguage::mandarin, SpokenLanguage::english}) {
      Element secret = element("a", role, role == Role::field ? "label" : "秘密", "秘密");
      secret.is_private = true;
      EXPECT_EQ(focused(secret, language, Audience::everybody).find("秘密"), std::string::npos);
      EXPECT_NE(focused(secret, language, Audience::headset).find("秘密"), std::string::npos);
      Registry registry;
      registry.add(secret);
      for (const Utterance& utterance : speakable(registry, language, Audience::everybody))
        EXPECT_EQ(text_of(utterance).find("秘密"), std::string::npos);
    }
  }
  Element field = element("a", Role::field, "内容", "网络诈骗");
  field.is_private = true;
  EXPECT_EQ(focused(field, SpokenLanguage::mandarin), "内容，输入框，已写4个字，内容不朗读。");
  EXPECT_EQ(focused(field, SpokenLanguage::mandarin, Audience::headset), "内容，输入框，网络诈骗。");
}

TEST(Utterances, echo_what_was_pressed_or_only_that_it_was) {
  EXPECT_EQ(text_of(echo("诈", false, SpokenLanguage::mandarin, Audience::everybody)), "诈");
  EXPECT_EQ(text_of(echo("诈", true, SpokenLanguage::mandarin, Audience::everybody)), "一个字");
  EXPECT_EQ(text_of(echo("诈", true, SpokenLanguage::mandarin, Audience::headset)), "诈");
  EXPECT_EQ(text_of(echo("7", true, SpokenLanguage::english, Audience::everybody)), "one character");
}

TEST(Utterances, tell_where_a_tab_or_a_candidate_stands) {
  Registry registry;
  for (const char* const id : {"one", "two", "three"}) registry.add(element(id, Role::candidate, "字"));
  registry.add(element("other", Role::button, "B"));
  const auto said = speakable(registry, "two", SpokenLanguage::mandarin, Audience::everybody);
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(text_of(said.front()), "字，候选字。第2个，共3个。");
  EXPECT_TRUE(speakable(registry, "gone", SpokenLanguage::mandarin, Audience::everybody).empty());
}

TEST(Utterances, read_a_panel_in_its_order_without_its_keys) {
  Registry registry;
  registry.add(element("title", Role::heading, "案例"));
  registry.add(element("line", Role::image, ""));
  registry.add(element("q", Role::key, "q"));
  registry.add(element("c", Role::candidate, "网"));
  registry.add(element("back", Role::button, "返回"));
  const auto said = speakable(registry, SpokenLanguage::mandarin, Audience::everybody);
  ASSERT_EQ(said.size(), 2U);
  EXPECT_EQ(text_of(said[0]), "案例，标题。");
  EXPECT_EQ(said[0].element, "title");
  EXPECT_EQ(text_of(said[1]), "返回。");
  EXPECT_EQ(said[1].element, "back");
  EXPECT_TRUE(speakable(Registry(), SpokenLanguage::english, Audience::headset).empty());
}

TEST(Utterances, say_a_code_figure_by_figure_in_groups) {
  const struct {
    const char* digits;
    const char* mandarin;
    const char* english;
  } rows[] = {
      {"1234567890123456", "幺二三四。五六七八。九零幺二。三四五六。", "1 2 3 4. 5 6 7 8. 9 0 1 2. 3 4 5 6."},
      {"1234 5678", "幺二三四。五六七八。", "1 2 3 4. 5 6 7 8."},
      {"12345", "幺二三四。五。", "1 2 3 4. 5."},
      {"13800138000", "幺三八。零零幺三。八零零零。", "1 3 8. 0 0 1 3. 8 0 0 0."},
      {"0", "零。", "0."},
      {"a-b", "", ""},
      {"", "", ""},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(spoken_code(row.digits, SpokenLanguage::mandarin), std::string_view(row.mandarin));
    EXPECT_EQ(spoken_code(row.digits, SpokenLanguage::english), std::string_view(row.english));
  }
}

// A receipt's "4815" is no four thousand eight hundred and fifteen.
TEST(Utterances, read_the_figures_that_are_a_citizens_own_as_codes) {
  Element receipt = element("a", Role::text, "查询码", "4815 1623 4210 8151");
  receipt.is_private = true;
  EXPECT_EQ(focused(receipt, SpokenLanguage::mandarin, Audience::headset),
            "查询码，四八幺五。幺六二三。四二幺零。八幺五幺。");
  EXPECT_EQ(focused(receipt, SpokenLanguage::english, Audience::headset),
            "查询码, 4 8 1 5. 1 6 2 3. 4 2 1 0. 8 1 5 1.");
  EXPECT_EQ(focused(receipt, SpokenLanguage::mandarin, Audience::everybody), "内容不朗读。");
  Element field = element("a", Role::field, "查询码", "4815");
  field.is_private = true;
  EXPECT_EQ(focused(field, SpokenLanguage::mandarin, Audience::headset), "查询码，输入框，四八幺五。");
  field.value = "4815元";
  EXPECT_EQ(focused(field, SpokenLanguage::mandarin, Audience::headset), "查询码，输入框，4815元。");
  EXPECT_EQ(focused(element("a", Role::status, "共", "4815"), SpokenLanguage::mandarin), "共，4815。")
      << "what is ours may be a quantity";
}

}  // namespace
}  // namespace crier
