#include "kiosk/post/writing_main.h"

#include "kiosk/post/hint_offers.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/base/secret_bytes.h"
#include "shared/writing/spelling.h"

namespace pillarbox::post {

namespace {

Bytes runKey() {
  SystemRandom random;
  return random.bytes(32);
}

// While somebody types on, only the newest text is worth looking through.
template <class Question>
void keepNewest(std::optional<Question>& newest, Question& asked) {
  if (newest) wipe(newest->text);
  newest = std::move(asked);
}

}  // namespace

WritingDesk::WritingDesk(std::filesystem::path folder, std::function<void(Heard)> tell)
    : m_folder(std::move(folder)),
      m_tell(std::move(tell)),
      m_thread([this](const std::stop_token& stop) { work(stop); }) {}

WritingDesk::~WritingDesk() = default;

void WritingDesk::perform(SpellingAsk& ask) {
  std::visit([this](auto& each) { m_orders.push(std::move(each)); }, ask);
}

void WritingDesk::perform(AskHints& question) {
  m_orders.push(std::move(question));
}

void WritingDesk::know(std::shared_ptr<const Roster> roster, std::shared_ptr<const Directory> directory) {
  m_orders.push(Names{std::move(roster), std::move(directory)});
}

void WritingDesk::load() {
  Result<writing::Rules> rules = writing::Rules::load(m_folder);
  if (!rules.ok()) {
    // A school's own rules that cannot be read must not take away those of the program.
    log::fault("hints.rules", rules.fault());
    rules = writing::Rules::load();
  }
  if (rules.ok()) {
    m_rules = m_wanted = std::move(*rules);
    m_tell(HintsReady{});
  }
  Result<writing::Speller> british = writing::Speller::british();
  if (!british.ok()) return log::fault("spelling.none", british.fault());
  m_speller = std::move(*british);
  m_tell(SpellingReady{});
}

void WritingDesk::work(const std::stop_token& stop) {
  load();
  while (std::optional<Order> order = m_orders.take(stop)) {
    std::optional<CheckSpelling> spelling;
    std::optional<AskHints> hints;
    for (; order; order = m_orders.tryTake()) {
      if (auto* asked = std::get_if<CheckSpelling>(&*order)) {
        keepNewest(spelling, *asked);
      } else if (auto* question = std::get_if<AskHints>(&*order)) {
        keepNewest(hints, *question);
      } else if (auto* suggest = std::get_if<SuggestSpelling>(&*order)) {
        std::vector<std::string> words = m_speller.suggest(suggest->word);
        m_tell(SuggestionsArrived{suggest->word, std::move(words)});
        wipe(suggest->word);
      } else if (const auto* names = std::get_if<Names>(&*order)) {
        m_speller.setNames(writing::namesOf(names->roster.get(), names->directory.get()));
        if (m_rules && names->directory) {
          m_wanted = m_rules->forSchool(names->directory->hintsOff, names->directory->schoolHints);
        }
      }
    }
    if (spelling) m_tell(check(*spelling));
    if (hints && m_wanted) m_tell(answer(*hints));
  }
}

SpellingArrived WritingDesk::check(CheckSpelling& asked) {
  SpellingArrived out{asked.draft, asked.version, {}};
  for (const writing::Span& span : writing::unknownWords(asked.text, m_speller)) {
    out.unknown.push_back({span.begin, span.end});
  }
  wipe(asked.text);
  return out;
}

HintsArrived WritingDesk::answer(AskHints& asked) {
  static const Bytes key = runKey();
  writing::HintOptions options;
  options.answered = std::move(asked.answered);
  options.initialsAllowed = asked.initialsAllowed;
  options.suggestions = mostHintsAtOnce;
  std::vector<writing::Hint> found = writing::hintsFor(asked.text, *m_wanted, &m_speller, options);
  HintsArrived out{asked.draft, asked.version, offersOf(asked.text, std::move(found), key)};
  wipe(asked.text);
  return out;
}

}  // namespace pillarbox::post
