// The main job: posted by typing, with and without a badge or a server, read by the DSL, seen as read.
#include <unistd.h>

#include <chrono>

#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

void Tour::writeConcern() {
  step("sign-in", "\"Tell us about a worry\" asks for a badge",
       [&] { return m_robot.tap("home.tell") && m_robot.waitFor("sign-in.no-badge"); });
  step("about-an-adult", "a badge signs in; it is asked whether it is about an adult who works here",
       [&] { return m_robot.badge(m_school->badges().at(0).code) && m_robot.waitFor("adult.no"); });
  step("who", "a child is found by typing", [&] {
    if (!m_robot.tap("adult.no") || !m_robot.waitFor("who.search") || !m_robot.tap("who.search")) return false;
    if (!m_robot.type("zo")) return false;
    m_reference = m_robot.waitForPart("who.pupil.");
    return !m_reference.empty();
  });
  step("who-chosen", "and chosen; her part in it too", [&] {
    return m_robot.tap(m_reference) && m_robot.waitFor("who.part.1.worried-about") &&
           m_robot.tap("who.part.1.worried-about");
  });
  step("what", "what kind of thing, when and where", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("what.kind.child-told-me") &&
           m_robot.tap("what.kind.child-told-me") && m_robot.tap("what.when.now") && m_robot.tap("what.where.1");
  });
  step("writing", "what happened, in her own words", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("write.account") && m_robot.tap("write.account") &&
           m_robot.type("Just now Zoe came to me by the climbing frame. She was crying and holding her left arm.");
  });
  step("exact-words", "the child's exact words, apart from the account", [&] {
    return m_robot.tap("write.tab.words") && m_robot.waitFor("write.words") && m_robot.tap("write.words") &&
           m_robot.type("I don't want to go home today.");
  });
  step("what-was-done", "what has been done, and whether the DSL was told in person", [&] {
    return m_robot.tap("page.next") && m_robot.waitFor("done.told.no") && m_robot.tap("done.told.no") &&
           m_robot.tap("done.spoke");
  });
  step("check", "everything once more, and who will read it",
       [&] { return m_robot.tap("page.next") && m_robot.waitFor("check.facts"); });
  step("posted", "posted: saved and locked, and nobody has read it yet",
       [&] { return m_robot.tap("page.next") && m_robot.waitFor("posted.reference", 10s) && ready("page.next"); });
}

void Tour::serverCut() {
  step("home-waiting", "the terminal goes home; one is waiting to be read",
       [&] { return m_robot.tap("page.next") && m_robot.waitFor("home.tell"); });
  step("no-badge", "the server is cut off; somebody without a badge signs in by name", [&] {
    m_server->kill();
    return m_robot.tap("home.tell") && m_robot.tap("sign-in.no-badge") && m_robot.waitFor("by-name.name");
  });
  step("posted-without-server", "and posts all the same", [&] {
    return m_robot.tap("by-name.name") && m_robot.type("Robin Supply") && m_robot.tap("by-name.role.supply") &&
           m_robot.waitFor("adult.no") && m_robot.tap("adult.no") && m_robot.tap("who.unknown") &&
           m_robot.waitFor("who.description") && m_robot.type("Two small boys in red coats") &&
           m_robot.tap("page.next") && m_robot.waitFor("who.part.1.worried-about") &&
           m_robot.tap("who.part.1.worried-about") && m_robot.tap("page.next") && m_robot.waitFor("what.kind.i-saw") &&
           m_robot.tap("what.kind.i-saw") && m_robot.tap("what.when.now") && m_robot.tap("page.next") &&
           m_robot.waitFor("write.account") && m_robot.tap("write.account") &&
           m_robot.type("Two children were left at the gate at 15.30.") && m_robot.tap("page.next") &&
           m_robot.waitFor("done.told.no") && m_robot.tap("done.told.no") && m_robot.tap("page.next") &&
           m_robot.waitFor("check.facts") && m_robot.tap("page.next") && m_robot.waitFor("posted.reference", 10s) &&
           ready("page.next");
  });
  step("waiting-to-be-sent", "it waits, safe, to be sent",
       [&] { return m_robot.tap("page.next") && m_robot.waitFor("home.tell") && m_robot.waitFor("home.waiting"); });
  step("sent", "the server is back, and it goes by itself", [&] {
    if (!m_server->serve()) return why(m_server->problem());
    for (int i = 0; i < 120; ++i) {
      const Ran rows = support::run({"sqlite3", m_server->folder() + "/server.db", "SELECT count(*) FROM entries"});
      if (rows.out == "2\n") return true;
      usleep(250'000);
    }
    return why("the server does not have both");
  });
}

void Tour::readInInbox() {
  step("key-card", "the DSL shows her key card: the inbox opens as a program of its own and asks for her passphrase",
       [&] { return m_robot.badge(m_school->person("dsl").cardCode) && m_robot.waitFor("unlock.passphrase", 20s); });
  step("inbox", "unlocked: what is unread first, no child's name until touched", [&] {
    return m_robot.tap("unlock.passphrase") && m_robot.type(m_school->person("dsl").passphrase) &&
           m_robot.tap("unlock.go") && m_robot.waitFor("list.unread", 20s);
  });
  step("concern", "one concern in full, and that it is unchanged since it was posted", [&] {
    const auto screen = m_robot.record();
    if (!screen) return false;
    std::string last;
    for (const RobotItem& item : screen->items) {
      if (item.id.starts_with("list.case.")) last = item.id;
    }
    m_firstCase = last.empty() ? last : last.substr(std::string("list.case.").size());
    return (!last.empty() || why("the list is empty")) && m_robot.tap(last) &&
           !m_robot.waitForPart("concern.read").empty();
  });
  step("marked-as-read", "marked as read, signed with her key",
       [&] { return m_robot.markAsRead() && m_robot.waitFor("concern.marked"); });
  step("cover", "covered: nothing of a child on the screen",
       [&] { return m_robot.tap("bar.cover") && m_robot.waitFor("cover.lift"); });
  step("locked", "locked: the program ends and all its memory with it", [&] {
    return m_robot.tap("cover.lock") && m_robot.waitFor("home.tell", 20s) &&
           m_robot.waitForName("home.unread", "1 posted, not read yet");
  });
}

void Tour::mine() {
  step("mine", "the writer sees that it was read", [&] {
    return m_robot.tap("home.mine") && m_robot.badge(m_school->badges().at(0).code) &&
           m_robot.waitFor("mine.state.1", 10s) &&
           (m_robot.waitForName("mine.state.1", "Read", 20s) || why("it does not say that it was read"));
  });
}

}  // namespace pillarbox::support
