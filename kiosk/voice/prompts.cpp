// SPDX-License-Identifier: Apache-2.0
#include "kiosk/voice/prompts.hpp"

namespace crier {
namespace {

struct Sentences {
  std::string_view mandarin;
  std::string_view english;
};

Sentences sentences(Prompt prompt) {
  switch (prompt) {
    case Prompt::welcome:
      return {"欢迎。这里可以看案例、举报有害信息、查询办理进度。",
              "Welcome. Here you can read cases, report harmful information, and follow what became of it."};
    case Prompt::keys:
      return {
          "用四个方向键移动，用中间的确认键选择，用返回键回到上一页。",
          "Move with the four arrow keys, choose with the key in the middle, and go back with the back key."};
    case Prompt::still_there:
      return {"您还在吗？按任意键继续。否则将清除您写的内容并结束。",
              "Are you still there? Press any key to go on. Otherwise all you wrote is cleared."};
    case Prompt::extended:
      return {"好的，请继续。", "All right, please go on."};
    case Prompt::finished:
      return {"已结束。您写的内容已全部清除。", "Finished. All you wrote is cleared."};
    case Prompt::speech_on:
      return {"朗读已打开。", "Reading aloud is on."};
    case Prompt::speech_off:
      return {"朗读已关闭。", "Reading aloud is off."};
    case Prompt::is_private:
      return {
          "为了保护您的隐私，您写的内容不会用扬声器朗读。插上耳机就可以听到。",
          "To protect your privacy, what you write is not read through the loudspeaker. Plug in a headset to "
          "hear it."};
    case Prompt::headset_in:
      return {"耳机已插上。您写的内容现在也会朗读。", "Headset plugged in. What you write is now read, too."};
    case Prompt::headset_out:
      return {"耳机已拔出。您写的内容不再朗读。", "Headset unplugged. What you write is no longer read."};
    case Prompt::limit_reached:
      return {"已经写满了。", "The field is full."};
    case Prompt::nothing_found:
      return {"没有找到。请换一个词再试。", "Nothing was found. Please try another word."};
    case Prompt::fault:
      return {"出了一点问题。您写的内容已清除，请重新开始。",
              "Something went wrong. All you wrote is cleared; please start again."};
  }
  return {};
}

}  // namespace

Utterance prompt(Prompt prompt, SpokenLanguage language) {
  const Sentences both = sentences(prompt);
  return {SecretText(language == SpokenLanguage::mandarin ? both.mandarin : both.english), {}};
}

}  // namespace crier
