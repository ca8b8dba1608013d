// An invented school with invented children, and what was written there, for tests of reports.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/report/reports.h"
#include "shared/record/body_figures.h"
#include "shared/record/ids.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

namespace pillarbox::report {

class Sample {
 public:
  Sample() {
    roster.pupils = {
        pupil("p-014", "Amina", "Okafor", "", "3B"),        pupil("p-015", "Bola", "Okafor", "", "5A"),
        pupil("p-016", "Thomas", "Bell", "Tom", "3B"),      pupil("p-017", "Mary-Jane", "O'Neill", "", "3B"),
        pupil("p-018", "Zoë", "Smith-Jones", "", "4C"),     pupil("p-019", "Will", "Stone", "", "3B"),
        pupil("p-020", "Mia", "Patel", "", "3B"),           pupil("p-021", "Mia", "Kowalczyk", "", "4C"),
        pupil("p-022", "Mohammed", "Rahimi", "Mo", "6A"),   pupil("p-023", "Grace", "Hill", "", "3B"),
        pupil("p-024", "Oliver", "Featherstone", "", "6A"), pupil("p-025", "Ines", "da Silva", "", "4C")};
    Person dsl;
    dsl.id = "dsl-1";
    dsl.name = "Anna Bright";
    people = {dsl};
    roster.staff = {staff("s-012", "Pat Lee"), staff("s-013", "Jo Marsh"), staff("s-014", "Ruth Bell")};
  }

  Entry& add(Kind kind, const std::string& subject, int minutes) {
    casework::CaseEntry made;
    Entry& e = made.entry;
    e.id = newId(clock, random);
    e.nonce = toHex(random.bytes(32));
    e.school = "s-demo";
    e.kind = kind;
    e.subject = subject;
    e.device = "d-1";
    e.audience = "safeguarding";
    e.writtenAt.wall = clock.now() + std::chrono::minutes(minutes);
    if (isCasework(kind)) {
      e.author = {"dsl-1", "Anna Bright", "Designated Safeguarding Lead", VerifiedBy::keyCard};
    } else {
      e.author = {"s-012", "Pat Lee", "Lunchtime supervisor", VerifiedBy::badge};
    }
    made.delivery = casework::Delivery::delivered;
    const std::string id = e.id;
    return entries.emplace(id, std::move(made)).first->second.entry;
  }

  Entry& concern(int minutes, const std::string& account, const std::string& child = "p-014") {
    Entry& e = add(Kind::concern, {}, minutes);
    e.happenedAt = "Today, at lunch";
    e.happenedWhere = "Playground";
    e.recordKind = "child-told-me";
    e.category = "Home";
    e.pupils = {part(child, "worried-about")};
    e.account = account;
    return e;
  }

  PupilPart part(const std::string& ref, const std::string& as) const {
    const Pupil* found = roster.pupil(ref);
    return {ref, found->displayName(), found->className, as, ""};
  }
  EntryMention mention(const std::string& ref) const {
    if (const Pupil* found = roster.pupil(ref)) return {ref, MentionKind::pupil, found->displayName()};
    return {ref, MentionKind::staff, roster.member(ref)->name};
  }

  Source source() {
    view = casework::project(entries, {});
    return {entries,
            view,
            roster,
            people,
            "Siddal Moor Primary (invented)",
            "Anna Bright, Designated Safeguarding Lead",
            clock.now() + std::chrono::hours(24 * 60),
            "K7M-4QX"};
  }

  static const BodyFigures& figures() {
    static const BodyFigures all = readBodyFigures(PILLARBOX_SOURCE_DIR "/assets").value();
    return all;
  }

  // One child's year: a concern with a body map, what followed, a second one with other children.
  void story() {
    Entry& first =
        concern(0,
                "@{p-014} came to me by the climbing frame at 12:40 and was crying. She held her left arm. I "
                "asked if she was hurt. She said no and then told me what is written below.\nI stayed with "
                "her until the bell. @{p-016} was beside her and went away when I came.");
    first.mentions = {mention("p-014"), mention("p-016")};
    first.pupils.push_back(part("p-016", "saw-it"));
    first.exactWords = {{"p-014", "Amina Okafor", "I don't want to go home today. He gets cross when I'm late.",
                         "I asked: what is the matter?"},
                        {"", "Her brother", "Just leave it, Amina.", ""}};
    first.done = {{"told-dsl", "Mrs Bright", "12:50", ""}, {"spoke-to-child", "", "", "only listened"}};
    first.dslToldInPerson = true;
    first.urgent = true;
    first.bodyMap.outline = BodyOutline::younger;
    first.bodyMap.childRef = "p-014";
    first.bodyMap.child = "Amina Okafor";
    first.bodyMap.drawings = BodyFigures::edition;
    first.bodyMap.marks = {mark("front", {{0.72, 0.36}}, "left upper arm, front", MarkKind::bruise, "2"),
                           mark("front", {{0.40, 0.60}, {0.46, 0.60}, {0.46, 0.65}, {0.40, 0.65}}, "right thigh, front",
                                MarkKind::graze, "4"),
                           mark("back", {{0.5, 0.3}}, "middle of the back", MarkKind::redMark, "1.5")};
    first.bodyMap.marks[0].colours = {"blue", "yellow"};
    first.bodyMap.marks[0].childSays = "He grabbed me there.";
    first.bodyMap.marks[2].removedAt = first.writtenAt.wall;
    first.bodyMap.marks[2].removedWhy = takenOutByWriter;
    first.attachments = {{"page-1.webp", "image/webp", 182'044, std::string(64, 'a')}};
    const std::string id = first.id;
    add(Kind::read, id, 20);
    Entry& sorted = add(Kind::triage, id, 22);
    sorted.category = "Physical harm";
    sorted.casework.subcategory = "Unexplained mark";
    Entry& action = add(Kind::action, id, 30);
    action.casework = {.what = "Ring the children's social care duty desk for advice",
                       .state = "agreed",
                       .ownerRef = "dsl-1",
                       .ownerName = "Anna Bright",
                       .due = "2026-11-23"};
    Entry& outcome = add(Kind::outcome, action.id, 55);
    outcome.body = "Duty social worker rang back at 13:30. Advice: keep her in school, a social worker comes at 14:30.";
    Entry& decision = add(Kind::decision, id, 60);
    decision.casework.decision = "referral-made";
    decision.casework.referredTo = "Children's social care";
    decision.casework.parentsTold = "not-yet";
    decision.casework.parentsWhy = "Social care asked us to wait until they have spoken to Amina.";
    decision.body = "A mark without an explanation, and she says she is afraid to go home.";
    Entry& addition = add(Kind::addition, id, 100);
    addition.author = {"", "Jo Marsh", "Teaching assistant", VerifiedBy::typed};
    addition.account = "I remember now that her brother Bola waited by the gate. Tom's bag lay beside the frame.";
    Entry& close = add(Kind::close, id, 60 * 24 * 12);
    close.casework.outcome = "Child in need plan";
    close.body = "Social care leads. School's part is in the plan; next meeting 15 December.";

    Entry& second =
        concern(60 * 24 * 20,
                "In the line for lunch @{p-019} pushed @{p-014}. Mary-Jane O'Neill saw it and so did a girl "
                "called Zoe Smith-Jones. Will said sorry at once. \"Will is always mean, and Tom too\", said "
                "Mia. Grace told me that M. P. had started it. Mrs O'Neill rang at three.");
    second.mentions = {mention("p-019"), mention("p-014")};
    second.pupils.push_back(part("p-019", "said-to-have-done-it"));
    second.pupils.push_back(part("p-020", "saw-it"));
    second.recordKind = "i-saw";
    second.category = "Friendship";
    second.exactWords = {{"p-014", "Amina Okafor", "Will pushed me and Mia Patel laughed.", ""}};
    Entry& known = add(Kind::child, {}, 60 * 24 * 13);
    known.pupils = {part("p-014", "")};
    known.casework.status = "child-in-need";
    known.casework.since = "2026-12-04";
    known.casework.family = "Lives with mother and brother Bola Okafor (5A). Father works away.";
  }

  support::FakeClock clock;
  support::SeededRandom random{7};
  Roster roster;
  std::vector<Person> people;
  casework::CaseEntries entries;
  casework::CaseView view;

 private:
  static Pupil pupil(const char* id, const char* forename, const char* surname, const char* known, const char* form) {
    Pupil made;
    made.id = id;
    made.forename = forename;
    made.surname = surname;
    made.knownAs = known;
    made.className = form;
    return made;
  }
  static Staff staff(const char* id, const char* name) {
    Staff made;
    made.id = id;
    made.name = name;
    return made;
  }
  BodyMark mark(const char* figure, std::vector<BodyPoint> points, const char* place, MarkKind kind, const char* size) {
    BodyMark made;
    made.figure = figure;
    made.points = std::move(points);
    made.place = place;
    made.kind = kind;
    made.lengthCm = size;
    made.skinBroken = MarkAnswer::no;
    made.placedAt = clock.now();
    return made;
  }
};

}  // namespace pillarbox::report
