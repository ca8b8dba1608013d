#include "kiosk/post/hints_main.h"

#include "kiosk/post/hint_offers.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

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
  HintsArrived out{question.draft, question.version, offersOf(question.text, std::move(found), key)};
  wipe(question.text);
  m_tell(std::move(out));
}

}  // namespace pillarbox::post
