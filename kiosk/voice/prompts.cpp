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
          "用四个方向键移动，用中间的确认键选择，用返回键回到上一页。不写字的时候，按数字键再听一遍。",
          "Move with the four arrow keys, choose with the key in the middle, and go back with the back key. "
          "While you are not writing, any figure reads the page again."};
    case Prompt::still_there:
      return {"您还在吗？按任意键继续。否则将清除您写的内容并结束。",
              "Are you still there? Press any key to go on. Otherwise all you wrote is cleared."};
    case Prompt::extended:
      return {"好的，请继续。", "All right, please go on."};
    case Prompt::speech_on:
      return {"朗读已打开。", "Reading aloud is on."};
    case Prompt::speech_off:
      return {"朗读已关闭。", "Reading aloud is off."};
    case Prompt::is_private:
      return {"为了保护您的隐私，您写的内容不会用扬声器朗读。",
              "To protect your privacy, what you write is not read through the loudspeaker."};
    case Prompt::receipt_withheld:
      return {"为了保护您的隐私，查询码不会用扬声器朗读。请用手机拍下屏幕，或者请您信任的人帮您记下来。",
              "To protect your privacy, the receipt code is not read through the loudspeaker. Please take a "
              "picture of the screen, or ask somebody you trust to note it down for you."};
    case Prompt::limit_reached:
      return {"已经写满了。", "The field is full."};
  }
  return {};
}

}  // namespace

Utterance prompt(Prompt prompt, SpokenLanguage language) {
  const Sentences both = sentences(prompt);
  return {SecretText(language == SpokenLanguage::mandarin ? both.mandarin : both.english), {}};
}

}  // namespace crier
