// Opened entries of an invented school, for tests of casework and of the inbox. All people are invented.
#pragma once

#include <string>

#include "shared/base/clock.h"
#include "shared/casework/case_view.h"
#include "shared/record/ids.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

namespace pillarbox::casework {

class Sample {
 public:
  // A concern written `minutes` after noon.
  CaseEntry concern(int minutes, const std::string& pupil = "Amina Okafor") {
    CaseEntry made = entry(Kind::concern, minutes, {});
    Entry& e = made.entry;
    e.author = {"s-012", "Pat Lee", "Lunchtime supervisor", VerifiedBy::badge};
    e.happenedAt = "Today, at lunch";
    e.happenedWhere = "Playground";
    e.recordKind = "child-told-me";
    e.pupils = {{"p-014", pupil, "3B", "worried-about", ""}, {"", "", "", "saw-it", "a boy in year 4, red coat"}};
    e.account =
        "@{p-014} came to me by the climbing frame at 12:40 and was crying. She held her left arm. I asked if she was "
        "hurt. She said no and then told me what is written below. I stayed with her until the bell.";
    e.exactWords = {{"p-014", pupil, "I don't want to go home today. He gets cross when I'm late.", ""}};
    e.done = {{"told-dsl", "Mrs Bell", "12:50", ""}, {"spoke-to-child", "", "", "only listened"}};
    e.dslToldInPerson = true;
    return made;
  }

  CaseEntry addition(int minutes, const std::string& subject) {
    CaseEntry made = entry(Kind::addition, minutes, subject);
    made.entry.author = {"", "Jo Marsh", "Teaching assistant", VerifiedBy::typed};
    made.entry.account = "I remember now that her brother waited by the gate.";
    return made;
  }

  CaseEntry read(int minutes, const std::string& subject) {
    CaseEntry made = entry(Kind::read, minutes, subject);
    made.entry.author = {"dsl-1", "Anna Bell", "Designated Safeguarding Lead", VerifiedBy::keyCard};
    return made;
  }

  // Something that a reader with a key did; what its kind needs besides is for the test to fill in.
  CaseEntry work(Kind kind, int minutes, const std::string& subject, const std::string& person = "dsl-1") {
    CaseEntry made = entry(kind, minutes, subject);
    const std::string name = person == "dsl-1" ? "Anna Bell" : person == "dsl-2" ? "Dev Rao" : "Reader " + person;
    made.entry.author = {person, name, "Designated Safeguarding Lead", VerifiedBy::keyCard};
    return made;
  }

  CaseEntry triage(int minutes, const std::string& subject, const std::string& category,
                   std::vector<std::string> replaces = {}) {
    CaseEntry made = work(Kind::triage, minutes, subject);
    made.entry.category = category;
    made.entry.casework.replaces = std::move(replaces);
    return made;
  }

  CaseEntry agreed(int minutes, const std::string& subject, const std::string& due = "2026-12-01") {
    CaseEntry made = work(Kind::action, minutes, subject);
    made.entry.casework.what = "Ring the school nurse.";
    made.entry.casework.state = "agreed";
    made.entry.casework.ownerRef = "dsl-1";
    made.entry.casework.ownerName = "Anna Bell";
    made.entry.casework.due = due;
    return made;
  }

  CaseEntry outcome(int minutes, const std::string& action) {
    CaseEntry made = work(Kind::outcome, minutes, action);
    made.entry.body = "The nurse saw her on Monday.";
    return made;
  }

  CaseEntry decision(int minutes, const std::string& subject) {
    CaseEntry made = work(Kind::decision, minutes, subject);
    made.entry.casework.decision = "monitor";
    made.entry.casework.parentsTold = "yes";
    made.entry.body = "She says that she feels safe; we look again in two weeks.";
    return made;
  }

  CaseEntry close(int minutes, const std::string& subject, const std::string& person = "dsl-1") {
    CaseEntry made = work(Kind::close, minutes, subject, person);
    made.entry.casework.outcome = "Settled.";
    made.entry.body = "All that was agreed is done.";
    return made;
  }

  CaseEntry reopen(int minutes, const std::string& subject, std::vector<std::string> closes) {
    CaseEntry made = work(Kind::reopen, minutes, subject);
    made.entry.casework.replaces = std::move(closes);
    made.entry.body = "Something new was said.";
    return made;
  }

  CaseEntry mergeInto(int minutes, const std::string& subject, const std::string& into,
                      const std::string& person = "dsl-1") {
    CaseEntry made = work(Kind::merge, minutes, subject, person);
    made.entry.casework.into = into;
    made.entry.body = "The same morning.";
    return made;
  }

  CaseEntry link(int minutes, const std::string& subject, std::vector<PupilPart> pupils,
                 std::vector<std::string> takenBack = {}) {
    CaseEntry made = work(Kind::link, minutes, subject);
    made.entry.pupils = std::move(pupils);
    made.entry.casework.removed = !takenBack.empty();
    made.entry.casework.replaces = std::move(takenBack);
    return made;
  }

  CaseEntry status(int minutes, const PupilPart& pupil, const std::string& status,
                   std::vector<std::string> replaces = {}) {
    CaseEntry made = work(Kind::child, minutes, {});
    made.entry.pupils = {pupil};
    made.entry.casework.status = status;
    made.entry.casework.since = "2026-09-01";
    made.entry.casework.family = "Lives with grandmother.";
    made.entry.casework.replaces = std::move(replaces);
    return made;
  }

  support::FakeClock clock;
  support::SeededRandom random{7};

 private:
  CaseEntry entry(Kind kind, int minutes, const std::string& subject) {
    CaseEntry made;
    Entry& e = made.entry;
    e.id = newId(clock, random);
    e.nonce = toHex(random.bytes(32));
    e.school = "s-demo";
    e.kind = kind;
    e.subject = subject;
    e.device = "d-1";
    e.audience = "safeguarding";
    e.writtenAt.wall = clock.now() + std::chrono::minutes(minutes);
    made.delivery = Delivery::delivered;
    return made;
  }
};

}  // namespace pillarbox::casework
