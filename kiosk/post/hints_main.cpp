#include "kiosk/post/hints_main.h"

#include <algorithm>
#include <array>

#include "shared/base/hash.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

using writing::HintKind;

// What a child's safety hangs on comes first, what a reader can guess comes last.
int rank(HintKind kind) {
  static constexpr std::array order{
      HintKind::promise,   HintKind::photo,          HintKind::leading,     HintKind::mark,
      HintKind::missing,   HintKind::discriminatory, HintKind::colleague,   HintKind::initials,
      HintKind::hearsay,   HintKind::label,          HintKind::speculation, HintKind::diagnosis,
      HintKind::judgement, HintKind::frequency,      HintKind::acronym,     HintKind::spelling};
  return static_cast<int>(std::find(order.begin(), order.end(), kind) - order.begin());
}

// The same for the same offer about the same words, wherever they stand now. Under a key of this run, so that it tells
// nothing to whoever finds it.
std::uint64_t sameAs(BytesView key, HintKind kind, std::string_view words) {
  std::string said(writing::hintKindName(kind));
  said.append(" ").append(words);
  const Bytes hash = keyedHash(key, bytesOf(said));
  wipe(said);
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out = out << 8 | hash[i];
  return out;
}

Bytes runKey() {
  SystemRandom random;
  return random.bytes(32);
}

}  // namespace

HintsDesk::HintsDesk(std::filesystem::path folder, std::function<void(HintsEvent)> tell)
    : m_folder(std::move(folder)),
      m_tell(std::move(tell)),
      m_thread([this](const std::stop_token& stop) { work(stop); }) {}

HintsDesk::~HintsDesk() = default;

void HintsDesk::know(std::shared_ptr<const Roster> roster, std::shared_ptr<const Directory> directory) {
  m_questions.push(Names{std::move(roster), std::move(directory)});
}

void HintsDesk::perform(AskHints& question) {
  m_questions.push(std::move(question));
}

Status HintsDesk::loadRules() {
  auto rules = writing::Rules::load(m_folder);
  if (!rules.ok()) {
    // A school's own rules that cannot be read must not take away those of the program.
    log::fault("hints.rules", rules.fault());
    rules = writing::Rules::load();
  }
  PB_TRY_VALUE(m_rules, std::move(rules));
  return {};
}

void HintsDesk::loadDictionary() {
  auto british = writing::Speller::british();
  m_speller =
      british.ok() ? std::make_unique<writing::Speller>(std::move(*british)) : std::make_unique<writing::Speller>();
  m_speller->setNames(writing::namesOf(m_names.roster.get(), m_names.directory.get()));
}

void HintsDesk::work(const std::stop_token& stop) {
  if (!loadRules().ok()) return;
  m_tell(HintsReady{});
  while (std::optional<Question> question = m_questions.take(stop)) {
    std::optional<AskHints> newest;
    for (; question; question = m_questions.tryTake()) {
      if (auto* asked = std::get_if<AskHints>(&*question)) {
        if (newest) wipe(newest->text);
        newest = std::move(*asked);
      } else {
        m_names = std::get<Names>(std::move(*question));
        if (m_speller) m_speller->setNames(writing::namesOf(m_names.roster.get(), m_names.directory.get()));
      }
    }
    if (newest) answer(*newest);
  }
}

void HintsDesk::answer(AskHints& question) {
  static const Bytes key = runKey();
  if (!m_speller) loadDictionary();
  writing::HintOptions options;
  options.answered = std::move(question.answered);
  options.initialsAllowed = question.initialsAllowed;
  options.suggestions = mostHintsAtOnce;
  std::vector<writing::Hint> found = writing::hintsFor(question.text, m_rules, m_speller.get(), options);
  std::stable_sort(found.begin(), found.end(),
                   [](const writing::Hint& a, const writing::Hint& b) { return rank(a.kind) < rank(b.kind); });
  HintsArrived out{question.draft, question.version, {}};
  for (writing::Hint& hint : found) {
    const std::string_view about = std::string_view(question.text).substr(hint.start, hint.end - hint.start);
    out.hints.push_back(
        {std::move(hint.message), std::string(about), hint.start, hint.end, sameAs(key, hint.kind, about)});
  }
  wipe(question.text);
  m_tell(std::move(out));
}

}  // namespace pillarbox::post
