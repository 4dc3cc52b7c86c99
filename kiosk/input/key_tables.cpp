// SPDX-License-Identifier: Apache-2.0
// The keyboard's keys. Every row fills ten units, its indent counted, and rows below a tall key leave its
// place empty.
#include "kiosk/input/key_layout.hpp"

namespace crier {
namespace {

constexpr Key letter(std::string_view id) {
  const std::string_view face = id.substr(4);
  return {.id = id, .label = face, .text = face};
}

constexpr Key sign(std::string_view id, std::string_view text, double width = 1) {
  return {.id = id, .label = text, .text = text, .width = width};
}

constexpr Key word(std::string_view id, std::string_view label, KeyAction action, double width) {
  return {.id = id, .label = label, .action = action, .width = width, .is_word = true};
}

constexpr Key kBackspace = word("key.backspace", "Delete", KeyAction::backspace, 2);
constexpr Key kSpace = word("key.space", "Space", KeyAction::space, 3.5);
constexpr Key kUndo = word("key.undo", "Undo", KeyAction::undo, 1.5);
constexpr Key kEnter = word("key.enter", "Enter", KeyAction::enter, 1.5);
constexpr Key kDone = word("key.done", "Done", KeyAction::done, 1.5);
constexpr Key kLeft{.id = "key.left", .label = "←", .action = KeyAction::caret_left};
constexpr Key kRight{.id = "key.right", .label = "→", .action = KeyAction::caret_right};
constexpr Key kChineseComma = sign("key.zh_comma", "，");
constexpr Key kChineseStop = sign("key.zh_stop", "。");

constexpr Key kModes[] = {word("key.pinyin", "Pinyin", KeyAction::to_pinyin, 1.75),
                          word("key.handwriting", "Handwriting", KeyAction::to_handwriting, 2.75),
                          word("key.english", "English", KeyAction::to_english, 1.75),
                          word("key.symbols", "123 #", KeyAction::to_symbols, 1.75),
                          kLeft,
                          kRight};

constexpr Key kFirstLetters[] = {letter("key.q"), letter("key.w"), letter("key.e"), letter("key.r"),
                                 letter("key.t"), letter("key.y"), letter("key.u"), letter("key.i"),
                                 letter("key.o"), letter("key.p")};
constexpr Key kSecondLetters[] = {letter("key.a"), letter("key.s"), letter("key.d"),
                                  letter("key.f"), letter("key.g"), letter("key.h"),
                                  letter("key.j"), letter("key.k"), letter("key.l")};
constexpr Key kPinyinThird[] = {sign("key.apostrophe", "'"),
                                letter("key.z"),
                                letter("key.x"),
                                letter("key.c"),
                                letter("key.v"),
                                letter("key.b"),
                                letter("key.n"),
                                letter("key.m"),
                                kBackspace};
constexpr Key kEnglishThird[] = {word("key.shift", "Capitals", KeyAction::shift, 1),
                                 letter("key.z"),
                                 letter("key.x"),
                                 letter("key.c"),
                                 letter("key.v"),
                                 letter("key.b"),
                                 letter("key.n"),
                                 letter("key.m"),
                                 kBackspace};
constexpr Key kChineseLast[] = {kChineseComma, kChineseStop, kSpace, kUndo, kEnter, kDone};
constexpr Key kEnglishLast[] = {sign("key.comma", ","), sign("key.stop", "."), kSpace, kUndo, kEnter, kDone};

constexpr Key kWeb[] = {sign("key.https", "https://", 2), sign("key.www", "www.", 1.5),
                        sign("key.dot_com", ".com", 1.5), sign("key.dot_cn", ".cn"),
                        sign("key.slash", "/"),           sign("key.colon", ":"),
                        sign("key.hyphen", "-"),          sign("key.underscore", "_")};

constexpr Key kEmail[] = {sign("key.at", "@", 2),           sign("key.dot_com", ".com", 1.5),
                          sign("key.dot_cn", ".cn", 1.5),   sign("key.dot_net", ".net", 1.5),
                          sign("key.dot_org", ".org", 1.5), sign("key.hyphen", "-"),
                          sign("key.underscore", "_")};

constexpr Key kDigits[] = {sign("key.1", "1"), sign("key.2", "2"), sign("key.3", "3"), sign("key.4", "4"),
                           sign("key.5", "5"), sign("key.6", "6"), sign("key.7", "7"), sign("key.8", "8"),
                           sign("key.9", "9"), sign("key.0", "0")};
constexpr Key kChineseSigns[] = {kChineseComma,
                                 kChineseStop,
                                 sign("key.zh_question", "？"),
                                 sign("key.zh_exclamation", "！"),
                                 sign("key.zh_list_comma", "、"),
                                 sign("key.zh_colon", "："),
                                 sign("key.zh_semicolon", "；"),
                                 sign("key.zh_quote_open", "“"),
                                 sign("key.zh_quote_close", "”"),
                                 sign("key.zh_ellipsis", "……")};
constexpr Key kMoreSigns[] = {sign("key.zh_parenthesis_open", "（"),
                              sign("key.zh_parenthesis_close", "）"),
                              sign("key.zh_title_open", "《"),
                              sign("key.zh_title_close", "》"),
                              sign("key.at", "@"),
                              sign("key.number", "#"),
                              sign("key.percent", "%"),
                              sign("key.yuan", "￥"),
                              kBackspace};
constexpr Key kSymbolsLast[] = {sign("key.hyphen", "-"),
                                sign("key.slash", "/"),
                                sign("key.stop", "."),
                                sign("key.colon", ":"),
                                sign("key.underscore", "_"),
                                word("key.space", "Space", KeyAction::space, 2),
                                kEnter,
                                kDone};

constexpr Key kFirstSigns[] = {sign("key.exclamation", "!"),      sign("key.question", "?"),
                               sign("key.apostrophe", "'"),       sign("key.quote", "\""),
                               sign("key.parenthesis_open", "("), sign("key.parenthesis_close", ")"),
                               sign("key.ampersand", "&"),        sign("key.at", "@"),
                               sign("key.number", "#"),           sign("key.percent", "%")};
constexpr Key kSecondSigns[] = {
    sign("key.equals", "="), sign("key.plus", "+"),      sign("key.asterisk", "*"),
    sign("key.comma", ","),  sign("key.semicolon", ";"), sign("key.tilde", "~"),
    sign("key.dollar", "$"), sign("key.bar", "|"),       kBackspace};

constexpr Key kPadTop[] = {{.id = "key.pad", .label = "", .action = KeyAction::pad, .width = 8, .rows = 3},
                           kBackspace};
constexpr Key kPadMiddle[] = {word("key.clear", "Rewrite", KeyAction::clear, 2)};
constexpr Key kPadBottom[] = {sign("key.zh_question", "？"), sign("key.zh_exclamation", "！")};

constexpr Key kPadDigits1[] = {sign("key.1", "1", 2.5), sign("key.2", "2", 2.5), sign("key.3", "3", 2.5),
                               word("key.backspace", "Delete", KeyAction::backspace, 2.5)};
constexpr Key kPadDigits2[] = {sign("key.4", "4", 2.5), sign("key.5", "5", 2.5), sign("key.6", "6", 2.5),
                               word("key.clear", "Clear", KeyAction::clear, 2.5)};
constexpr Key kPadDigits3[] = {sign("key.7", "7", 2.5), sign("key.8", "8", 2.5), sign("key.9", "9", 2.5),
                               word("key.undo", "Undo", KeyAction::undo, 2.5)};
constexpr Key kPadDigits4[] = {
    {.id = "key.left", .label = "←", .action = KeyAction::caret_left, .width = 2.5},
    sign("key.0", "0", 2.5),
    {.id = "key.right", .label = "→", .action = KeyAction::caret_right, .width = 2.5},
    word("key.done", "Done", KeyAction::done, 2.5)};

constexpr Key kPhone1[] = {sign("key.1", "1", 2), sign("key.2", "2", 2), sign("key.3", "3", 2),
                           sign("key.plus", "+", 2), kBackspace};
constexpr Key kPhone2[] = {sign("key.4", "4", 2), sign("key.5", "5", 2), sign("key.6", "6", 2),
                           sign("key.hyphen", "-", 2), word("key.clear", "Clear", KeyAction::clear, 2)};
constexpr Key kPhone3[] = {sign("key.7", "7", 2), sign("key.8", "8", 2), sign("key.9", "9", 2),
                           word("key.space", "Space", KeyAction::space, 2),
                           word("key.undo", "Undo", KeyAction::undo, 2)};
constexpr Key kPhone4[] = {{.id = "key.left", .label = "←", .action = KeyAction::caret_left, .width = 2},
                           sign("key.0", "0", 2),
                           {.id = "key.right", .label = "→", .action = KeyAction::caret_right, .width = 2},
                           word("key.done", "Done", KeyAction::done, 4)};

constexpr KeyRow kPinyinRows[] = {
    {0, kModes}, {0, kFirstLetters}, {0.5, kSecondLetters}, {0, kPinyinThird}, {0, kChineseLast}};
constexpr KeyRow kEnglishRows[] = {
    {0, kModes}, {0, kFirstLetters}, {0.5, kSecondLetters}, {0, kEnglishThird}, {0, kEnglishLast}};
constexpr KeyRow kWebRows[] = {{0, kModes},           {0, kWeb},          {0, kFirstLetters},
                               {0.5, kSecondLetters}, {0, kEnglishThird}, {0, kEnglishLast}};
constexpr KeyRow kEmailRows[] = {{0, kModes},           {0, kEmail},        {0, kFirstLetters},
                                 {0.5, kSecondLetters}, {0, kEnglishThird}, {0, kEnglishLast}};
constexpr KeyRow kAsciiRows[] = {
    {0, kModes}, {0, kDigits}, {0, kFirstSigns}, {0, kSecondSigns}, {0, kSymbolsLast}};
constexpr KeyRow kSymbolRows[] = {
    {0, kModes}, {0, kDigits}, {0, kChineseSigns}, {0, kMoreSigns}, {0, kSymbolsLast}};
constexpr KeyRow kPadRows[] = {
    {0, kModes}, {0, kPadTop}, {8, kPadMiddle}, {8, kPadBottom}, {0, kChineseLast}};
constexpr KeyRow kDigitRows[] = {{0, kPadDigits1}, {0, kPadDigits2}, {0, kPadDigits3}, {0, kPadDigits4}};
constexpr KeyRow kPhoneRows[] = {{0, kPhone1}, {0, kPhone2}, {0, kPhone3}, {0, kPhone4}};

std::span<const KeyRow> english_rows(AddressRow row) {
  switch (row) {
    case AddressRow::web:
      return kWebRows;
    case AddressRow::email:
      return kEmailRows;
    case AddressRow::none:
      break;
  }
  return kEnglishRows;
}

}  // namespace

std::span<const KeyRow> key_rows(KeyboardMode mode, AddressRow row, Signs signs) {
  switch (mode) {
    case KeyboardMode::pinyin:
      return kPinyinRows;
    case KeyboardMode::handwriting:
      return kPadRows;
    case KeyboardMode::english:
      return english_rows(row);
    case KeyboardMode::symbols:
      return signs == Signs::ascii ? std::span<const KeyRow>(kAsciiRows) : kSymbolRows;
    case KeyboardMode::digits:
      return kDigitRows;
    case KeyboardMode::telephone:
      return kPhoneRows;
  }
  return {};
}

}  // namespace crier
