// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/pinyin_engine.hpp"

#include <libime/core/languagemodel.h>
#include <libime/core/lattice.h>
#include <libime/core/userlanguagemodel.h>
#include <libime/pinyin/pinyincontext.h>
#include <libime/pinyin/pinyindictionary.h>
#include <libime/pinyin/pinyinime.h>
#include <opencc/SimpleConverter.hpp>

#include <array>
#include <exception>
#include <functional>
#include <sstream>
#include <unordered_set>
#include <utility>

#include "config/text_file.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostWordBytes = 1U << 20;

// Characters that OpenCC takes for traditional and that the list of standard characters of 2013 gives back to
// personal names.
constexpr std::array<std::string_view, 8> kNameCharacters{"昇", "堃", "喆", "淼", "甦", "崑", "鍾", "迺"};

// libime hands out plain strings: this one's memory is overwritten once it is copied.
SecretText take(std::string text) {
  SecretText taken(text);
  explicit_bzero(text.data(), text.size());
  return taken;
}

// libime's own text form: word, pinyin, cost.
std::string with_costs(std::string_view words) {
  std::string costed;
  std::istringstream lines{std::string(words)};
  for (std::string line; std::getline(lines, line);)
    if (!line.empty() && line[0] != '#') costed += line + " 0.0\n";
  return costed;
}

// Which candidates are seen: those of libime in its order, without doubles and without the traditional form
// of another one. Made page by page, as nobody leafs through all of them.
class Shortlist {
 public:
  explicit Shortlist(opencc::SimpleConverter* simplifier) : simplifier_(simplifier) {}

  void reset() {
    indexes_.clear();
    listed_.clear();
    all_.clear();
    scanned_ = 0;
  }

  // libime's indexes of the first `count` candidates that are seen, or of all there are.
  const std::vector<std::size_t>& first(std::size_t count, const std::vector<libime::SentenceResult>& from) {
    for (; indexes_.size() < count && scanned_ < from.size(); ++scanned_) {
      std::string text = from[scanned_].toString();
      if (!is_traditional_twin(text, from) && listed_.insert(hash(text)).second) indexes_.push_back(scanned_);
      explicit_bzero(text.data(), text.size());
    }
    return indexes_;
  }

 private:
  // Hashes instead of words: nothing to be wiped.
  static std::size_t hash(const std::string& text) { return std::hash<std::string>()(text); }

  bool is_traditional_twin(const std::string& text, const std::vector<libime::SentenceResult>& from) {
    if (simplifier_ == nullptr) return false;
    for (const std::string_view character : kNameCharacters)
      if (text == character) return false;
    const std::string twin = simplifier_->Convert(text);
    if (twin == text) return false;
    if (all_.empty())
      for (const libime::SentenceResult& candidate : from) all_.insert(hash(candidate.toString()));
    return all_.contains(hash(twin));
  }

  opencc::SimpleConverter* simplifier_;
  std::vector<std::size_t> indexes_;
  std::unordered_set<std::size_t> listed_;
  std::unordered_set<std::size_t> all_;
  std::size_t scanned_ = 0;
};

}  // namespace

struct PinyinEngine::State {
  explicit State(std::unique_ptr<libime::PinyinDictionary> dictionary,
                 std::unique_ptr<libime::UserLanguageModel> model)
      : ime(std::move(dictionary), std::move(model)) {}

  void begin() {
    context = std::make_unique<libime::PinyinContext>(&ime);
    shortlist.reset();
  }

  // Runs what calls libime; what it throws ends the word, not the visit.
  template <class Action>
  auto guard(Action action) -> decltype(action()) {
    try {
      return action();
    } catch (const std::exception&) {
      begin();
      return {};
    }
  }

  libime::PinyinIME ime;
  std::unique_ptr<opencc::SimpleConverter> simplifier;
  std::unique_ptr<libime::PinyinContext> context;
  Shortlist shortlist{nullptr};
  std::string shortfall;
};

PinyinEngine::PinyinEngine(std::unique_ptr<State> state) : state_(std::move(state)) {}
PinyinEngine::~PinyinEngine() = default;

Result<std::unique_ptr<PinyinEngine>> PinyinEngine::open(const PinyinPaths& paths) {
  using libime::PinyinDictFormat;
  using libime::PinyinDictionary;
  for (const auto& path : {paths.dictionary, paths.language_model, paths.words})
    if (std::error_code error; !path.empty() && !std::filesystem::exists(path, error))
      return fail(ErrorCode::not_found, path.string() + " does not exist");
  try {
    auto dictionary = std::make_unique<PinyinDictionary>();
    dictionary->load(PinyinDictionary::SystemDict, paths.dictionary.c_str(), PinyinDictFormat::Binary);
    std::string words{domain_words()};
    if (!paths.words.empty()) {
      const auto own = read_text(paths.words, kMostWordBytes);
      if (!own) return fail(ErrorCode::io, paths.words.string() + " cannot be read");
      words = *own;
    }
    std::istringstream costed(with_costs(words));
    dictionary->load(PinyinDictionary::UserDict, costed, PinyinDictFormat::Text);

    auto file = paths.language_model.empty()
                    ? libime::DefaultLanguageModelResolver::instance().languageModelFileForLanguage("zh_CN")
                    : std::make_shared<const libime::StaticLanguageModelFile>(paths.language_model.c_str());
    if (!file) return fail(ErrorCode::not_found, "the language model zh_CN of libime does not exist");
    auto state = std::make_unique<State>(std::move(dictionary),
                                         std::make_unique<libime::UserLanguageModel>(std::move(file)));
    state->ime.setNBest(2);
    state->ime.setScoreFilter(1.0F);
    state->ime.setFuzzyFlags(libime::PinyinFuzzyFlag::Inner);
    try {
      state->simplifier = std::make_unique<opencc::SimpleConverter>(paths.simplifier);
      state->shortlist = Shortlist(state->simplifier.get());
    } catch (const std::exception& error) {
      state->shortfall = "traditional candidates are not told apart: " + std::string(error.what());
    }
    state->begin();
    return std::unique_ptr<PinyinEngine>(new PinyinEngine(std::move(state)));
  } catch (const std::exception& error) {
    return fail(ErrorCode::format,
                "libime cannot read its dictionary or language model: " + std::string(error.what()));
  }
}

const std::string& PinyinEngine::shortfall() const {
  return state_->shortfall;
}

bool PinyinEngine::type(char letter) {
  const bool separates = letter == '\'' && !empty();
  if ((letter < 'a' || letter > 'z') && !separates) return false;
  if (state_->context->userInput().size() >= kMostLetters) return false;
  state_->shortlist.reset();
  return state_->guard([&] { return state_->context->type(std::string_view(&letter, 1)); });
}

bool PinyinEngine::backspace() {
  if (empty()) return false;
  state_->shortlist.reset();
  return state_->guard([&] {
    if (state_->context->selectedLength() > 0)
      state_->context->cancel();
    else
      state_->context->backspace();
    return true;
  });
}

// A new context, as a cleared one keeps its memory.
void PinyinEngine::clear() {
  if (!empty()) state_->begin();
}

bool PinyinEngine::empty() const {
  return state_->context->userInput().empty();
}

SecretText PinyinEngine::preedit() const {
  return state_->guard([&] { return take(state_->context->preedit()); });
}

SecretText PinyinEngine::raw() const {
  return state_->guard([&] {
    SecretText raw = take(state_->context->selectedSentence());
    const std::string& letters = state_->context->userInput();
    raw.append(std::string_view(letters).substr(std::min(letters.size(), state_->context->selectedLength())));
    return raw;
  });
}

std::vector<SecretText> PinyinEngine::candidates(std::size_t first, std::size_t count) {
  return state_->guard([&] {
    std::vector<SecretText> page;
    const auto& all = state_->context->candidates();
    const auto& indexes = state_->shortlist.first(first + count, all);
    for (std::size_t i = first; i < indexes.size() && i < first + count; ++i)
      page.push_back(take(all[indexes[i]].toString()));
    return page;
  });
}

std::optional<SecretText> PinyinEngine::select(std::size_t candidate) {
  return state_->guard([&]() -> std::optional<SecretText> {
    const auto& indexes = state_->shortlist.first(candidate + 1, state_->context->candidates());
    if (candidate >= indexes.size()) return std::nullopt;
    state_->context->select(indexes[candidate]);
    state_->shortlist.reset();
    if (!state_->context->selected()) return std::nullopt;
    SecretText text = take(state_->context->selectedSentence());
    state_->begin();
    return text;
  });
}

}  // namespace crier
