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
