#include "server/alerter.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/hash.h"
#include "shared/base/log.h"
#include "shared/record/ids.h"
#include "shared/record/slip.h"
#include "shared/seal/dsse.h"

namespace pillarbox::server {

namespace {

constexpr Milliseconds lookEvery = std::chrono::seconds(30);  // other processes, the rota, the hours of the day
constexpr Milliseconds lease = std::chrono::seconds(90);      // longer than handing over one e-mail can take
constexpr Milliseconds givenUpAfter = std::chrono::hours(24 * 7);
constexpr Milliseconds routingLife = std::chrono::hours(72);
constexpr Milliseconds reportedFor = std::chrono::hours(24 * 60);
constexpr Milliseconds digestLooksBack = std::chrono::hours(24 * 60);
constexpr std::size_t mostSeenKept = 50'000;

struct Routing {
  std::string author, category;
};

Routing readRouting(const SecretBytes& text) {
  Routing routing;
  const auto json = nlohmann::json::parse(text.text(), nullptr, false);
  const auto word = [&](const char* name) {
    const auto found = json.is_object() ? json.find(name) : json.end();
    return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  routing.author = word("author_name");
  routing.category = word("category");
  return routing;
}

}  // namespace

Milliseconds alertRetryAfter(int attempts, bool urgent) {
  const Milliseconds first = urgent ? std::chrono::seconds(5) : std::chrono::seconds(30);
  const Milliseconds most = urgent ? Milliseconds(std::chrono::minutes(1)) : Milliseconds(std::chrono::minutes(15));
  return std::min(most, first * (1 << std::clamp(attempts - 1, 0, 10)));
}

Alerter::Alerter(std::filesystem::path folder, std::unique_ptr<AlertQueue> queue, SchoolBook& book,
                 const seal::DeviceKeys& keys, const Clock& clock)
    : m_folder(std::move(folder)),
      m_queue(std::move(queue)),
      m_book(book),
      m_keys(keys),
      m_clock(clock),
      m_thread([this](const std::stop_token& stop) { run(stop); }) {}

void Alerter::run(const std::stop_token& stop) {
  std::set<std::string> schools;
  while (!stop.stop_requested()) {
    const Status done = pass(stop, schools);
    // The same trouble is said once, not every half minute.
    const std::string says = done.ok() ? std::string() : done.fault().detail;
    if (!says.empty() && says != m_saidTrouble) log::fault("alerts-failed", done.fault());
    m_saidTrouble = says;
    schools.clear();
    if (auto school = m_wake.takeFor(stop, done.ok() ? untilNext() : lookEvery)) {
      schools.insert(std::move(*school));
      while (auto more = m_wake.tryTake()) schools.insert(std::move(*more));
    }
  }
}

Milliseconds Alerter::untilNext() {
  Milliseconds wait = lookEvery;
  const WallTime now = m_clock.now();
  const auto sooner = [&](const std::optional<WallTime>& time) {
    if (time) wait = std::clamp(*time - now, Milliseconds(0), wait);
  };
  sooner(m_next);
  if (const auto queued = m_queue->nextAt(); queued.ok()) sooner(*queued);
  return std::max(wait, Milliseconds(50));
}

Status Alerter::pass(const std::stop_token& stop, const std::set<std::string>& schools) {
  const WallTime now = m_clock.now();
  const bool all = schools.empty() || schools.contains("") || now - m_allAt >= lookEvery || now < m_allAt;
  if (all) {
    PB_TRY(m_queue->dropRoutingBefore(now - routingLife));
    PB_TRY(m_queue->forgetBefore(now - reportedFor));
    m_next.reset();
  }
  PB_TRY_VALUE(const std::optional<alert::SmtpAccount> account, alert::readSmtpAccount(m_folder));
  if (!account) return {};
  if (all) {
    PB_TRY_VALUE(const std::vector<std::string> every, m_queue->schools());
    for (const std::string& school : every) PB_TRY(plan(school));
    m_allAt = now;
  } else {
    for (const std::string& school : schools) PB_TRY(plan(school));
  }
  return sendDue(stop, *account);
}

bool Alerter::seen(const School& school, const std::string& posting, const std::vector<std::string>& casework) {
  const std::string key = school.directory.schoolId + "/" + posting;
  if (m_seen.contains(key)) return true;
  for (const std::string& text : casework) {
    const auto envelope = seal::decode(text);
    if (!envelope.ok()) continue;
    // A device alone cannot say it: a person with a key signed it too.
    for (const Person& person : school.directory.people) {
      const auto personKey = seal::parseVerifyKey(person.verifyKey);
      if (!personKey.ok() || !seal::verifiedBy(*envelope, *personKey)) continue;
      if (m_seen.size() > mostSeenKept) m_seen.clear();
      m_seen.insert(key);
      return true;
    }
  }
  return false;
}

Status Alerter::plan(const std::string& name) {
  PB_TRY_VALUE(const std::shared_ptr<const School> school, m_book.find(name));
  if (school == nullptr) return {};
  const Directory& directory = school->directory;
  const WallTime now = m_clock.now();
  const Milliseconds reach = std::max<Milliseconds>(
      alert::freshFor, std::chrono::hours(2 * directory.policies.notReadAfterHours) + std::chrono::hours(48));
  const auto waitingSince = [&](WallTime since) -> Result<std::vector<alert::Waiting>> {
    PB_TRY_VALUE(const std::vector<AlertQueue::Posting> postings, m_queue->postingsSince(name, since));
    std::vector<alert::Waiting> waiting;
    for (const AlertQueue::Posting& posting : postings) {
      waiting.push_back(posting.waiting);
      waiting.back().seen = seen(*school, posting.waiting.id, posting.casework);
    }
    return waiting;
  };
  PB_TRY_VALUE(const std::vector<alert::Waiting> waiting, waitingSince(now - reach));
  const alert::Plan plan = alert::planFor(directory, waiting, now);
  for (const alert::Due& due : plan.now) PB_TRY(m_queue->add(name, due, "", now));
  if (plan.next && (!m_next || *plan.next < *m_next)) m_next = plan.next;

  // Is it the hour for it at all? Only then are the postings of two months looked through.
  const alert::Waiting example{"", "safeguarding", false, now - std::chrono::hours(24 * 2), false, {}};
  if (alert::digestFor(directory, {example}, now).empty()) return {};
  PB_TRY_VALUE(const std::vector<AlertReport> today, m_queue->reports(name, now - std::chrono::hours(24)));
  const std::string key = alert::dayKey(now);
  if (std::any_of(today.begin(), today.end(), [&](const AlertReport& one) { return one.posting == key; })) return {};
  PB_TRY_VALUE(const std::vector<alert::Waiting> unseen, waitingSince(now - digestLooksBack));
  for (const alert::Due& due : alert::digestFor(directory, unseen, now)) PB_TRY(m_queue->add(name, due, "", now));
  return {};
}

Status Alerter::sendDue(const std::stop_token& stop, const alert::SmtpAccount& account) {
  while (!stop.stop_requested()) {
    PB_TRY_VALUE(const std::optional<QueuedAlert> alert, m_queue->claim(m_clock.now(), lease));
    if (!alert) return {};
    const int before = m_troubles;
    PB_TRY(send(stop, account, *alert));
    // A mail server that is away is away for the others too: something urgent may have come meanwhile.
    if (m_troubles != before) return {};
  }
  return {};
}

Status Alerter::send(const std::stop_token& stop, const alert::SmtpAccount& account, const QueuedAlert& queued) {
  const alert::Due& due = queued.due;
  PB_TRY_VALUE(const std::shared_ptr<const School> school, m_book.find(queued.school));
  const Person* person = school == nullptr ? nullptr : school->directory.person(due.person);
  const auto finish = [&](AlertState state, const std::string& problem) -> Status {
    PB_TRY(m_queue->finish(queued, state, problem, m_clock.now()));
    return m_queue->dropRoutingIfDone(queued.school, due.posting);
  };
  if (person == nullptr || !person->active || !alert::isMailAddress(person->email)) {
    return finish(AlertState::refused, "There is no e-mail address for this person.");
  }
  const bool aboutPosting = due.reason != alert::Reason::test && due.reason != alert::Reason::digest;
  if (aboutPosting) {
    PB_TRY_VALUE(const std::vector<std::string> casework, m_queue->caseworkOn(queued.school, due.posting));
    if (seen(*school, due.posting, casework)) return finish(AlertState::needless, "");
  }

  alert::Occasion occasion;
  occasion.reason = due.reason;
  occasion.urgent = due.urgent;
  occasion.pleaseLook = due.pleaseLook;
  occasion.demo = school->directory.demo;
  occasion.school = school->directory.schoolName;
  occasion.unread = due.unread;
  occasion.number = queued.number;
  if (aboutPosting) occasion.reference = referenceOf(due.posting);
  if (due.mayName) {
    PB_TRY_VALUE(const std::optional<Bytes> box, m_queue->routing(queued.school, due.posting));
    const auto opened = box ? m_keys.openBox(*box) : Result<SecretBytes>(SecretBytes());
    if (opened.ok() && !opened->empty()) {
      Routing routing = readRouting(*opened);
      if (school->directory.policies.alertAuthor) occasion.author = routing.author;
      if (school->directory.policies.alertCategory) occasion.category = routing.category;
    }
  }
  alert::Mail mail;
  mail.from = account.settings.from;
  mail.to = person->email;
  const std::string what =
      queued.school + "\n" + due.posting + "\n" + due.person + "\n" + std::string(alert::reasonName(due.reason));
  mail.messageId = sha256Hex(viewOf(what)).substr(0, 32) + "@" + std::string(alert::domainOf(mail.from));
  mail.date = m_clock.now();
  mail.letter = alert::letterFor(occasion);
  PB_TRY_VALUE(const std::string encoded, alert::encodeMail(mail));

  const Status handed = alert::sendMail(account, mail.to, encoded, stop);
  if (!handed.ok() && stop.stop_requested()) return m_queue->later(queued, "", m_clock.now());
  const std::string reason(alert::reasonName(due.reason));
  if (handed.ok()) {
    log::info("alert-sent", {{"school", queued.school}, {"reason", reason}, {"attempts", queued.attempts}});
    return finish(AlertState::sent, "");
  }
  log::warning("alert-not-sent", {{"school", queued.school},
                                  {"reason", reason},
                                  {"attempts", queued.attempts},
                                  {"fault", std::string(faultName(handed.fault().code))}});
  if (handed.fault().code == FaultCode::refused) {
    PB_TRY(finish(AlertState::refused, handed.fault().detail));
    return aboutPosting ? plan(queued.school) : Status();  // the next people, at once
  }
  ++m_troubles;
  const WallTime now = m_clock.now();
  if (now - queued.createdAt > givenUpAfter) {
    return finish(AlertState::refused, "It could not be sent for a week. " + handed.fault().detail);
  }
  return m_queue->later(queued, handed.fault().detail, now + alertRetryAfter(queued.attempts, due.urgent));
}

}  // namespace pillarbox::server
