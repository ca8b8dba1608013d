#include "shared/alert/round.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/base/log.h"
#include "shared/record/ids.h"
#include "shared/record/json_fields.h"

namespace pillarbox::alert {

Milliseconds retryAfter(int attempts, bool urgent) {
  const Milliseconds first = urgent ? std::chrono::seconds(5) : std::chrono::seconds(30);
  const Milliseconds most = urgent ? Milliseconds(std::chrono::minutes(1)) : Milliseconds(std::chrono::minutes(15));
  return std::min(most, first * (1 << std::clamp(attempts - 1, 0, 10)));
}

bool isAlerted(Kind kind) {
  return kind == Kind::concern || kind == Kind::addition || kind == Kind::mistake || kind == Kind::call;
}

bool showsSeen(Kind kind) {
  switch (kind) {
    case Kind::read:
    case Kind::triage:
    case Kind::action:
    case Kind::link:
    case Kind::close:
    case Kind::note:
    case Kind::decision:
    case Kind::merge:
    case Kind::move:
    case Kind::understood:
    case Kind::thanks:
    case Kind::seeMe:
    case Kind::morePlease:
      return true;
    default:
      return false;
  }
}

std::string_view stateName(State state) {
  switch (state) {
    case State::waiting:
      return "waiting";
    case State::sent:
      return "sent";
    case State::refused:
      return "refused";
    case State::needless:
      return "needless";
  }
  return "";
}

std::string encodeNote(const Note& note) {
  nlohmann::json json = nlohmann::json::object();
  if (!note.author.empty()) json["author_name"] = note.author;
  if (!note.category.empty()) json["category"] = note.category;
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Note decodeNote(std::string_view readable) {
  Note note;
  const auto json = nlohmann::json::parse(readable, nullptr, false);
  const auto word = [&](const char* name) {
    const auto found = json.is_object() ? json.find(name) : json.end();
    return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  note.author = word("author_name");
  note.category = word("category");
  return note;
}

Result<std::optional<WallTime>> Round::plan(const std::string& school) {
  PB_TRY_VALUE(const std::shared_ptr<const Directory> directory, m_book.directory(school));
  if (directory == nullptr) return std::optional<WallTime>();
  const WallTime now = m_clock.now();
  const Milliseconds reach = std::max<Milliseconds>(
      freshFor, std::chrono::hours(2 * directory->policies.notReadAfterHours) + std::chrono::hours(48));
  PB_TRY_VALUE(const std::vector<Waiting> waiting, m_book.postingsSince(school, now - reach));
  const Plan plan = planFor(*directory, waiting, now);
  for (const Due& due : plan.now) PB_TRY(m_book.add(school, due, "", now));

  // Is it the hour for it at all? Only then are the postings of two months looked through.
  const Waiting example{"", "safeguarding", false, now - std::chrono::hours(24 * 2), false, {}};
  if (digestFor(*directory, {example}, now).empty()) return plan.next;
  PB_TRY_VALUE(const bool toldToday, m_book.hasAny(school, dayKey(now)));
  if (toldToday) return plan.next;
  PB_TRY_VALUE(const std::vector<Waiting> unseen, m_book.postingsSince(school, now - digestLooksBack));
  for (const Due& due : digestFor(*directory, unseen, now)) PB_TRY(m_book.add(school, due, "", now));
  return plan.next;
}

Result<Round::Done> Round::send(const SmtpAccount& account, const std::stop_token& stop) {
  Done done;
  while (!stop.stop_requested()) {
    PB_TRY_VALUE(const std::optional<Queued> alert, m_book.claim(m_clock.now(), claimedFor));
    if (!alert) break;
    PB_TRY_VALUE(const Came came, sendOne(account, *alert, stop, done));
    if (came == Came::trouble) break;
  }
  return done;
}

Result<Mail> Round::mailFor(const SmtpAccount& account, const Queued& queued, const Directory& directory,
                            const Person& person) {
  const Due& due = queued.due;
  Occasion occasion;
  occasion.reason = due.reason;
  occasion.urgent = due.urgent;
  occasion.pleaseLook = due.pleaseLook;
  occasion.demo = directory.demo;
  occasion.school = directory.schoolName;
  occasion.unread = due.unread;
  occasion.number = queued.number;
  if (due.reason != Reason::test && due.reason != Reason::digest) occasion.reference = referenceOf(due.posting);
  if (due.mayName) {
    PB_TRY_VALUE(Note note, m_book.note(queued.school, due.posting));
    if (directory.policies.alertAuthor) occasion.author = std::move(note.author);
    if (directory.policies.alertCategory) occasion.category = std::move(note.category);
  }
  Mail mail;
  mail.from = account.settings.from;
  mail.to = person.email;
  const std::string what =
      queued.school + "\n" + due.posting + "\n" + due.person + "\n" + std::string(reasonName(due.reason));
  mail.messageId = sha256Hex(viewOf(what)).substr(0, 32) + "@" + std::string(domainOf(mail.from));
  mail.date = m_clock.now();
  mail.letter = letterFor(occasion);
  return mail;
}

Result<Round::Came> Round::sendOne(const SmtpAccount& account, const Queued& queued, const std::stop_token& stop,
                                   Done& done) {
  const Due& due = queued.due;
  PB_TRY_VALUE(const std::shared_ptr<const Directory> directory, m_book.directory(queued.school));
  const Person* person = directory == nullptr ? nullptr : directory->person(due.person);
  const auto finish = [&](State state, const std::string& problem) -> Result<Came> {
    int& count = state == State::sent ? done.sent : state == State::needless ? done.needless : done.refused;
    ++count;
    if (!problem.empty()) done.problem = problem;
    PB_TRY(m_book.finish(queued, state, problem, m_clock.now()));
    PB_TRY(m_book.dropNoteIfDone(queued.school, due.posting));
    return Came::done;
  };
  if (person == nullptr || !person->active || !isMailAddress(person->email)) {
    return finish(State::refused, "There is no e-mail address for this person.");
  }
  const bool aboutPosting = due.reason != Reason::test && due.reason != Reason::digest;
  if (aboutPosting) {
    PB_TRY_VALUE(const bool seen, m_book.seen(queued.school, due.posting));
    if (seen) return finish(State::needless, "");
  }
  PB_TRY_VALUE(const Mail mail, mailFor(account, queued, *directory, *person));
  PB_TRY_VALUE(const std::string encoded, encodeMail(mail));

  const Status handed = sendMail(account, mail.to, encoded, stop);
  if (!handed.ok() && stop.stop_requested()) {
    PB_TRY(m_book.later(queued, "", m_clock.now()));
    return Came::trouble;
  }
  const std::string reason(reasonName(due.reason));
  if (handed.ok()) {
    log::info("alert-sent", {{"school", queued.school}, {"reason", reason}, {"attempts", queued.attempts}});
    return finish(State::sent, "");
  }
  log::warning("alert-not-sent", {{"school", queued.school},
                                  {"reason", reason},
                                  {"attempts", queued.attempts},
                                  {"fault", std::string(faultName(handed.fault().code))}});
  if (handed.fault().code == FaultCode::refused) {
    PB_TRY(finish(State::refused, handed.fault().detail));
    if (aboutPosting) PB_TRY(plan(queued.school));  // the next people, at once
    return Came::done;
  }
  const WallTime now = m_clock.now();
  if (now - queued.createdAt > givenUpAfter) {
    PB_TRY(finish(State::refused, "It could not be sent for a week. " + handed.fault().detail));
    return Came::trouble;
  }
  ++done.later;
  done.problem = handed.fault().detail;
  PB_TRY(m_book.later(queued, handed.fault().detail, now + retryAfter(queued.attempts, due.urgent)));
  return Came::trouble;
}

}  // namespace pillarbox::alert
