#include "kiosk/post/writing_main.h"

#include "shared/base/log.h"
#include "shared/base/secret_bytes.h"
#include "shared/writing/spelling.h"

namespace pillarbox::post {

namespace {

SpellingArrived checked(CheckSpelling& check, writing::Speller& speller) {
  SpellingArrived out{check.draft, check.version, {}};
  for (const writing::Span& span : writing::unknownWords(check.text, speller)) {
    out.unknown.push_back({span.begin, span.end});
  }
  wipe(check.text);
  return out;
}

}  // namespace

SpellingDesk::SpellingDesk(std::function<void(SpellingEvent)> tell)
    : m_tell(std::move(tell)), m_thread([this](const std::stop_token& stop) { work(stop); }) {}

SpellingDesk::~SpellingDesk() = default;

void SpellingDesk::perform(SpellingAsk& ask) {
  std::visit([this](auto& each) { m_orders.push(std::move(each)); }, ask);
}

void SpellingDesk::know(std::shared_ptr<const Roster> roster, std::shared_ptr<const Directory> directory) {
  m_orders.push(Names{std::move(roster), std::move(directory)});
}

void SpellingDesk::work(const std::stop_token& stop) {
  Result<writing::Speller> speller = writing::Speller::british();
  if (!speller) return log::fault("spelling.none", speller.fault());
  m_tell(SpellingReady{});
  while (std::optional<Order> order = m_orders.take(stop)) {
    // While somebody types on, only the newest text is worth looking through.
    std::optional<CheckSpelling> newest;
    for (; order; order = m_orders.tryTake()) {
      if (auto* check = std::get_if<CheckSpelling>(&*order)) {
        if (newest) wipe(newest->text);
        newest = std::move(*check);
      } else if (auto* suggest = std::get_if<SuggestSpelling>(&*order)) {
        std::vector<std::string> words = speller->suggest(suggest->word);
        m_tell(SuggestionsArrived{suggest->word, std::move(words)});
        wipe(suggest->word);
      } else if (const auto* names = std::get_if<Names>(&*order)) {
        speller->setNames(writing::namesOf(names->roster.get(), names->directory.get()));
      }
    }
    if (newest) m_tell(checked(*newest, *speller));
  }
}

}  // namespace pillarbox::post
