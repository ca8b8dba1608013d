#include "kiosk/inbox/search_main.h"

#include <utility>

#include "shared/base/log.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t enoughToSettle = 20'000;  // with fewer finding is fast as it is

std::vector<Entry> entriesOf(const std::vector<CaseEntry>& from) {
  std::vector<Entry> entries;
  entries.reserve(from.size());
  for (const CaseEntry& each : from) entries.push_back(each.entry);
  return entries;
}

}  // namespace

SearchDesk::SearchDesk(std::function<void(Event)> say) : m_say(std::move(say)) {}

SearchDesk::~SearchDesk() {
  m_thread.request_stop();
  if (m_thread.joinable()) m_thread.join();
}

void SearchDesk::start() {
  m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

SearchDesk::Lot SearchDesk::lotOf(const Event& event) {
  if (const auto* list = std::get_if<ListEvent>(&event)) {
    if (const auto* arrived = std::get_if<EntriesArrived>(list))
      return {entriesOf(arrived->entries), arrived->complete};
  }
  if (const auto* step = std::get_if<StepEvent>(&event)) {
    if (const auto* taken = std::get_if<StepTaken>(step)) return {entriesOf(taken->entries), false};
  }
  return {};
}

void SearchDesk::add(Lot lot) {
  if (!lot.entries.empty() || lot.complete) m_mail.push(std::move(lot));
}

void SearchDesk::ask(Find find) {
  {
    const std::lock_guard lock(m_mutex);
    m_newest = std::move(find);
  }
  m_mail.push({});
}

void SearchDesk::run(const std::stop_token& stop) {
  // Between two lots of entries what was asked meanwhile is answered with what is known so far.
  while (const std::optional<Lot> lot = m_mail.take(stop)) {
    index(*lot);
    {
      const std::lock_guard lock(m_mutex);
      if (m_newest) {
        m_asked = std::exchange(m_newest, std::nullopt);
        m_due = true;
      }
    }
    if (m_due) answer();
  }
}

void SearchDesk::index(const Lot& lot) {
  if (lot.entries.empty() && !lot.complete) return;
  if (!m_index) {
    Result<search::Index> made = search::Index::make();
    if (!made) return log::fault("search.not-made", made.fault());
    m_index.emplace(std::move(*made));
  }
  std::vector<const Entry*> entries;
  for (const Entry& each : lot.entries) entries.push_back(&each);
  const std::size_t before = m_index->size();
  if (const Status added = m_index->add(entries); !added) log::fault("search.not-added", added.fault());
  if (lot.complete && std::exchange(m_settle, false) && m_index->size() >= enoughToSettle) {
    if (const Status settled = m_index->settle(); !settled) log::fault("search.not-settled", settled.fault());
  }
  m_due = m_due || (m_asked && m_index->size() > before);
}

void SearchDesk::answer() {
  m_due = false;
  if (!m_index) return m_say(FoundArrived{m_asked->number, {}});
  Result<search::Hits> hits = m_index->find(m_asked->query, m_asked->filters);
  if (!hits) {
    log::fault("search.failed", hits.fault());
    return m_say(FindFailed{m_asked->number, hits.fault()});
  }
  m_say(FoundArrived{m_asked->number, std::move(*hits)});
}

}  // namespace pillarbox::inbox
