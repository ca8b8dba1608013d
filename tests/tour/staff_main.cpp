// The rest of the staff side: looks, practice, a new badge, a child with a slip in the name, a day picked, a name
// offered, the body map, hints, "I need help now", adding to a posting, and what the DSL says back.
#include <unistd.h>

#include <chrono>

#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

namespace {
constexpr auto newBadge = "04A1B2C3D4E5F6";
}

void Tour::looks() {
  step("looks", "\"Aa\": larger words, colours, a keyboard for the left hand, reading aloud, languages",
       [&] { return m_robot.waitFor("access.open") && m_robot.tap("access.open") && m_robot.waitFor("access.done"); });
  step("looks-large", "words half as large again, light on dark, for this person only", [&] {
    return m_robot.tap("access.size.150") && m_robot.tap("access.colours.dark-contrast") &&
           m_robot.tap("access.done") && m_robot.waitFor("home.tell");
  });
  step("looks-welsh", "and in Welsh, as far as it goes; then as the school has it again", [&] {
    return m_robot.tap("access.open") && m_robot.waitFor("access.done") && m_robot.tap("access.usual") &&
           m_robot.tap("access.language.cy") && m_robot.tap("access.done") && m_robot.waitFor("home.tell");
  });
}

void Tour::practice() {
  step("practice", "practice for somebody new: nothing is kept and nobody gets it", [&] {
    return m_robot.tap("access.open") && m_robot.waitFor("access.done") && m_robot.tap("access.usual") &&
           m_robot.tap("access.done") && m_robot.tap("home.practise") && m_robot.waitFor("practice.badge");
  });
  step("practice-who", "with a pretend child and a coach's sentence at each step", [&] {
    return m_robot.tap("practice.badge") && m_robot.waitFor("adult.no") && m_robot.tap("adult.no") &&
           m_robot.waitFor("who.search") && m_robot.type("alex pre") && m_robot.tap("who.pupil.pretend-1") &&
           m_robot.waitFor("who.part.1.worried-about") && says("practice.coach", "Now say how");
  });
  step("", "and out of it again", [&] { return m_robot.tap("page.leave") && m_robot.waitFor("home.tell", 5s); });
}

void Tour::newBadgeJoins() {
  step("new-badge", "a badge nobody knows can be joined to a name",
       [&] { return m_robot.badge(newBadge) && m_robot.waitFor("sign-in.join"); });
  step("new-badge-pin", "with the six numbers that the office gives out", [&] {
    return m_robot.tap("sign-in.join") && m_robot.waitFor("join.name") && m_robot.type("kofi") &&
           m_robot.tap(m_robot.waitForPart("join.staff.")) && m_robot.waitFor("pin.ok");
  });
  step("", "and signs in from then on", [&] {
    const Ran made = DemoSchool::pillarbox({"badge", "pin", m_school->folder()});
    std::string pin;
    for (const char c : made.out) {
      if (c >= '0' && c <= '9' && pin.size() < 6) pin += c;
    }
    for (const char digit : pin) {
      if (!m_robot.tap("pin.digit." + std::string(1, digit))) return false;
    }
    return pin.size() == 6 && m_robot.tap("pin.ok") && m_robot.waitFor("adult.no", 20s);
  });
}

void Tour::injury() {
  step("who-typo", "a child is found although a letter is wrong, and told from others by class", [&] {
    return m_robot.tap("adult.no") && m_robot.waitFor("who.search") && m_robot.type("hattei") &&
           !m_robot.waitForPart("who.pupil.").empty();
  });
  step("siblings", "brothers and sisters in school are offered, each child with a part", [&] {
    for (int i = 0; i < 6; ++i) {
      if (!m_robot.keys({"backspace"})) return false;
    }
    return m_robot.type("isla") && m_robot.tap(m_robot.waitForPart("who.pupil.")) &&
           m_robot.waitFor("who.part.1.worried-about") && m_robot.tap("who.part.1.worried-about") &&
           !m_robot.waitForPart("who.sibling.").empty();
  });
  step("day-picker", "another day and its time, picked by touch", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("what.kind.injury") && m_robot.tap("what.kind.injury") &&
           m_robot.tap("what.when.another") && m_robot.waitFor("picker.before") && m_robot.tap("picker.before") &&
           m_robot.tap("picker.day.12") && m_robot.tap("picker.hour.15") && m_robot.tap("picker.minute.20");
  });
  step("names-offered", "a name being typed is offered: the text refers to the person", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("what.where.2") && m_robot.tap("what.where.2") &&
           m_robot.tap("page.next") && m_robot.waitFor("write.account") && m_robot.tap("write.account") &&
           m_robot.type("On the bench I saw a bruise on the cheek of Isla") &&
           !m_robot.waitForPart("write.mention.").empty();
  });
  step("done-already", "what was done already, or agreed: never a request", [&] {
    return m_robot.tap(m_robot.waitForPart("write.mention.")) &&
           m_robot.type(". She often looks sad. I promised not to tell.") && m_robot.tap("page.next") &&
           m_robot.waitFor("done.told.yes") && m_robot.tap("done.told.no") && m_robot.tap("done.agreed");
  });
  step("hints", "on the check screen at most three offers on how it is written; each is gone by a touch", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("check.facts") &&
           !m_robot.waitForPart("hint.leave.", 20s).empty();
  });
  step("body-map", "where the mark is: touched on a drawing, then described", [&] {
    return m_robot.tap("check.body") && m_robot.waitFor("body.figure") && m_robot.tapAt("body.figure", 0.575, 0.153) &&
           m_robot.waitFor("body.kind.bruise") && m_robot.tap("body.kind.bruise") && m_robot.tap("body.coin.5p") &&
           m_robot.tap("body.colour.purple");
  });
  step("body-map-list", "every mark in words; taken out means struck through, never erased", [&] {
    return m_robot.tap("page.back") && m_robot.waitFor("body.figure.hands") && m_robot.tap("body.figure.hands") &&
           m_robot.tapAt("body.figure", 0.72, 0.3) && m_robot.waitFor("body.take-out") && m_robot.tap("body.take-out");
  });
  step("", "posted with the hints left as they are", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("check.facts") && m_robot.tap("page.next") &&
           m_robot.waitFor("posted.reference", 20s) && ready("page.next") && m_robot.tap("page.next") &&
           m_robot.waitFor("home.tell");
  });
}

void Tour::calling() {
  step("call", "\"I need help now\", held for a second: called without a word written, and where to go meanwhile",
       [&] { return m_robot.hold("home.call") && m_robot.waitFor("call.title", 10s); });
  step("call-in-inbox", "the DSL sees the call before everything else",
       [&] { return m_robot.tap("call.close") && m_robot.waitFor("home.tell") && unlockInbox(); });
  step("call-seen", "opened is seen: the terminal says by whom, once her signature was checked", [&] {
    return m_robot.tap(m_robot.waitForPart("list.case.")) && m_robot.waitFor("concern.marked", 10s) && lockInbox() &&
           m_robot.tap("home.call") && m_robot.waitFor("call.title") && says("call.title", "Seen by");
  });
}

void Tour::more() {
  step("mine-more", "\"My postings\": add something, or say that there is a mistake", [&] {
    return m_robot.tap("call.close") && m_robot.tap("home.mine") && m_robot.badge(m_school->badges().at(0).code) &&
           m_robot.waitFor("mine.add.1", 10s);
  });
  step("mistake", "a mistake is told to the DSL, never hidden", [&] {
    return m_robot.tap("mine.mistake.1") && m_robot.waitFor("mistake.wrong-child") &&
           m_robot.tap("mistake.wrong-child") && m_robot.tap("mistake.say") && m_robot.type("It was Zoe in Acorn.");
  });
  step("", "posted beside the concern it is about", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("check.facts") && m_robot.tap("page.next") &&
           m_robot.waitFor("posted.reference", 20s) && ready("page.next") && m_robot.tap("page.next") &&
           m_robot.waitFor("home.tell");
  });
  step("mistake-in-inbox", "the DSL sees it above the concern, and asks the writer to come and see her", [&] {
    return unlockInbox() && m_robot.tap(m_robot.waitForPart("list.case.")) &&
           m_robot.waitFor("concern.say.see-me", 10s) && m_robot.tap("concern.say.see-me");
  });
  step("message", "which the writer is told at the next sign-in, once", [&] {
    return lockInbox() && m_robot.badge(m_school->badges().at(0).code) && m_robot.waitFor("message.said", 20s) &&
           ready("message.ok");
  });
  step("", "and goes on", [&] {
    return m_robot.tap("message.ok") && m_robot.waitFor("page.leave") && m_robot.tap("page.leave") &&
           m_robot.waitFor("home.tell");
  });
}

bool Tour::says(std::string_view id, std::string_view beginning) {
  std::string name;
  for (int i = 0; i < 300; ++i) {
    const auto screen = m_robot.record();
    if (!screen) return false;
    const RobotItem* item = screen->find(std::string(id));
    if (item != nullptr && item->name.starts_with(beginning)) return true;
    if (item != nullptr) name = item->name;
    usleep(50'000);
  }
  return why(std::string(id) + " still says \"" + name + "\"");
}

bool Tour::unlockInbox() {
  return m_robot.badge(m_school->person("dsl").cardCode) && m_robot.waitFor("unlock.passphrase", 20s) &&
         m_robot.tap("unlock.passphrase") && m_robot.type(m_school->person("dsl").passphrase) &&
         m_robot.tap("unlock.go") && m_robot.waitFor("list.unread", 20s);
}

bool Tour::lockInbox() {
  return m_robot.keys({"escape"}) && m_robot.waitFor("cover.lift") && m_robot.tap("cover.lock") &&
         m_robot.waitFor("home.tell", 20s);
}

}  // namespace pillarbox::support
