#include "shared/record/casework.h"

#include <gtest/gtest.h>

#include <functional>

#include "shared/record/entry.h"
#include "shared/record/entry_json.h"
#include "shared/record/ids.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

namespace pillarbox {
namespace {

class CaseworkRecord : public ::testing::Test {
 protected:
  Entry entry(Kind kind) {
    Entry made;
    made.id = newId(clock, random);
    made.nonce = toHex(random.bytes(32));
    made.school = "s-demo";
    made.kind = kind;
    if (kind != Kind::child && kind != Kind::seen && kind != Kind::exported) made.subject = newId(clock, random);
    made.author = {"dsl-1", "Anna Bell", "Designated Safeguarding Lead", VerifiedBy::keyCard};
    made.device = "d-1";
    made.audience = "safeguarding";
    made.writtenAt.wall = clock.now();
    if (kind == Kind::action) made.casework.what = "Ring the nurse", made.casework.state = "done";
    if (kind == Kind::outcome || kind == Kind::decision) made.body = "Because.";
    if (kind == Kind::decision) made.casework.decision = "monitor";
    if (kind == Kind::merge) made.casework.into = newId(clock, random);
    if (kind == Kind::move) made.casework.toAudience = "pastoral";
    if (kind == Kind::child) made.pupils = {{"p-1", "Amina Okafor", "3B", "", ""}}, made.casework.status = "none";
    if (kind == Kind::exported) made.casework.report = "incident";
    return made;
  }
  // Every field filled in.
  Entry full(Kind kind) {
    Entry made = entry(kind);
    Casework& work = made.casework;
    work = {"Bedroom",
            {newId(clock, random), newId(clock, random)},
            "Rang the nurse\nat noon",
            "agreed",
            "dsl-1",
            "Anna Bell",
            "2026-12-01",
            "referral-made",
            "Children's social care",
            "not-yet",
            "They are away.",
            true,
            newId(clock, random),
            "pastoral",
            "Settled\nfor now",
            "child-in-need",
            "2026-09-01",
            "Lives with Nan.\nMother away.",
            "2015-04-03",
            {{newId(clock, random), clock.now()}, {newId(clock, random), clock.now()}},
            "transfer",
            "Invented Primary"};
    return made;
  }
  static std::string jsonOf(const Entry& entry) { return std::string(encodeEntry(entry).text()); }
  static std::string refusal(const Entry& entry) {
    const Status valid = validate(entry);
    return valid.ok() ? "" : valid.fault().detail;
  }
  // The JSON with one text put in the place of another.
  static Result<Entry> with(std::string json, const std::string& what, const std::string& instead) {
    const std::size_t at = json.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    if (at != std::string::npos) json.replace(at, what.size(), instead);
    return decodeEntry(json, UnknownFields::refuse);
  }

  support::FakeClock clock;
  support::SeededRandom random{3};
};

TEST_F(CaseworkRecord, EveryFieldComesBackAsItWas) {
  for (const Kind kind : {Kind::triage, Kind::action, Kind::decision, Kind::link, Kind::merge, Kind::move, Kind::close,
                          Kind::reopen, Kind::child, Kind::seen, Kind::exported, Kind::outcome}) {
    const Entry made = full(kind);
    ASSERT_EQ(refusal(made), "") << kindName(kind);
    const auto back = decodeEntry(jsonOf(made), UnknownFields::refuse);
    ASSERT_TRUE(back.ok()) << kindName(kind) << ": " << back.fault().detail;
    EXPECT_EQ(back.value(), made) << kindName(kind);
  }
}

TEST_F(CaseworkRecord, EachFieldAloneComesBack) {
  const Casework all = full(Kind::note).casework;
  const std::vector<std::function<void(Casework&)>> fields{
      [&](Casework& w) { w.subcategory = all.subcategory; },
      [&](Casework& w) { w.replaces = all.replaces; },
      [&](Casework& w) { w.what = all.what; },
      [&](Casework& w) { w.state = all.state; },
      [&](Casework& w) { w.ownerName = all.ownerName; },
      [&](Casework& w) { w.due = all.due; },
      [&](Casework& w) { w.decision = all.decision; },
      [&](Casework& w) { w.referredTo = all.referredTo; },
      [&](Casework& w) { w.parentsTold = all.parentsTold; },
      [&](Casework& w) { w.parentsWhy = all.parentsWhy; },
      [&](Casework& w) { w.removed = true; },
      [&](Casework& w) { w.into = all.into; },
      [&](Casework& w) { w.toAudience = all.toAudience; },
      [&](Casework& w) { w.outcome = all.outcome; },
      [&](Casework& w) { w.status = all.status; },
      [&](Casework& w) { w.since = all.since; },
      [&](Casework& w) { w.family = all.family; },
      [&](Casework& w) { w.seen = all.seen; },
      [&](Casework& w) { w.report = all.report; },
      [&](Casework& w) { w.forWhom = all.forWhom; },
      [&](Casework& w) { w.ownerRef = all.ownerRef; },
  };
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Entry made = entry(Kind::note);
    fields[i](made.casework);
    const auto back = decodeEntry(jsonOf(made), UnknownFields::refuse);
    ASSERT_TRUE(back.ok()) << i << ": " << back.fault().detail;
    EXPECT_EQ(back.value(), made) << i;
    EXPECT_FALSE(made.casework.empty()) << i;
  }
}

TEST_F(CaseworkRecord, AnEntryWithoutCaseworkSaysNothingOfIt) {
  EXPECT_EQ(jsonOf(entry(Kind::read)).find("casework"), std::string::npos);
}

TEST_F(CaseworkRecord, WhatIsWrongIsRefusedByName) {
  const std::string tooLong(2001, 'x');
  const std::vector<std::pair<std::function<void(Entry&)>, std::string>> bad{
      {[](Entry& e) { e.casework.replaces = {"not-an-id"}; }, "casework.replaces is not the id of an entry."},
      {[](Entry& e) { e.casework.replaces.assign(101, e.id); }, "casework.replaces has more than 100 entries."},
      {[](Entry& e) { e.casework.due = "2026-13-01"; }, "casework.due is not a day like 2026-12-01."},
      {[](Entry& e) { e.casework.since = "yesterday"; }, "casework.since is not a day like 2026-12-01."},
      {[](Entry& e) { e.casework.ownerRef = "Anna Bell"; }, "casework.owner.ref is not a person's id."},
      {[](Entry& e) { e.casework.parentsTold = "maybe"; }, "casework.parents_told is not yes, no or not-yet."},
      {[&](Entry& e) { e.casework.what = tooLong; }, "casework.what is longer than 2000 bytes."},
      {[&](Entry& e) { e.casework.outcome = tooLong; }, "casework.outcome is longer than 2000 bytes."},
      {[](Entry& e) { e.casework.family = std::string(20'001, 'x'); }, "casework.family is longer than 20000 bytes."},
      {[](Entry& e) { e.casework.subcategory = "a\nb"; }, "casework.subcategory holds a control character."},
      {[](Entry& e) { e.casework.parentsWhy = "\xC3"; }, "casework.parents_why is not valid UTF-8 text."},
      {[](Entry& e) {
         e.casework.seen = {{"nothing", {}}};
       },
       "casework.seen.id is not the id of an entry."},
      {[](Entry& e) { e.casework.forWhom = std::string(201, 'x'); }, "casework.for_whom is longer than 200 bytes."},
      {[](Entry& e) { e.casework.into = "elsewhere"; }, "casework.into is not the id of an entry."},
      {[](Entry& e) { e.casework.toAudience = "Every One"; }, "casework.to_audience is not an audience id."},
      {[](Entry& e) { e.casework.state = "hoped"; }, "casework.state is neither done nor agreed."},
      {[](Entry& e) { e.casework.decision = "shrug"; }, "casework.decision is not one of the decisions."},
      {[](Entry& e) { e.casework.status = "naughty"; }, "casework.status is not one of the statuses."},
  };
  for (const auto& [spoil, sentence] : bad) {
    Entry made = entry(Kind::note);
    spoil(made);
    EXPECT_EQ(refusal(made), sentence);
    if (!isUtf8(made.casework.parentsWhy)) continue;  // cannot be written as JSON at all
    EXPECT_FALSE(decodeEntry(jsonOf(made), UnknownFields::refuse).ok()) << sentence;
  }
}

TEST_F(CaseworkRecord, EachKindNeedsItsOwn) {
  const auto refused = [&](Kind kind, const std::function<void(Entry&)>& spoil) {
    Entry made = entry(kind);
    EXPECT_EQ(refusal(made), "") << kindName(kind);
    spoil(made);
    return refusal(made);
  };
  EXPECT_NE(refused(Kind::action, [](Entry& e) { e.casework.what.clear(); }), "");
  EXPECT_NE(refused(Kind::action, [](Entry& e) { e.casework.state = "hoped"; }), "");
  EXPECT_NE(refused(Kind::action, [](Entry& e) { e.casework.state = "agreed"; }), "");
  EXPECT_NE(refused(Kind::outcome, [](Entry& e) { e.body.clear(); }), "");
  EXPECT_NE(refused(Kind::decision, [](Entry& e) { e.body.clear(); }), "");
  EXPECT_NE(refused(Kind::decision, [](Entry& e) { e.casework.decision = "shrug"; }), "");
  EXPECT_NE(refused(Kind::merge, [](Entry& e) { e.casework.into.clear(); }), "");
  EXPECT_NE(refused(Kind::move, [](Entry& e) { e.casework.toAudience = "Every One"; }), "");
  EXPECT_NE(refused(Kind::child, [](Entry& e) { e.pupils[0].ref.clear(); }), "");
  EXPECT_NE(refused(Kind::child, [](Entry& e) { e.casework.status = "naughty"; }), "");
  EXPECT_NE(refused(Kind::exported, [](Entry& e) { e.casework.report.clear(); }), "");
  EXPECT_EQ(refused(Kind::action, [](Entry& e) { e.casework = {}; }), "");  // as the first version wrote them
}

TEST_F(CaseworkRecord, StaffCannotWriteIt) {
  Entry made = entry(Kind::addition);
  EXPECT_EQ(refusal(made), "");
  made.casework.outcome = "Settled.";
  EXPECT_EQ(refusal(made), "casework is only for those with a key.");
}

TEST_F(CaseworkRecord, JsonOfAnotherShapeIsRefused) {
  Entry made = full(Kind::note);
  const std::string json = jsonOf(made);
  EXPECT_FALSE(with(json, "\"subcategory\": \"Bedroom\"", "\"subcategory\": 5").ok());
  EXPECT_FALSE(with(json, "\"subcategory\":", "\"sub\":").ok());
  EXPECT_FALSE(with(json, "\"removed\": true", "\"removed\": \"yes\"").ok());
  EXPECT_FALSE(with(json, "\"replaces\": [", "\"replaces\": [7, ").ok());
  EXPECT_FALSE(with(json, "\"seen\": [", "\"seen\": [\"x\", ").ok());
  EXPECT_FALSE(with(json, "\"owner\": {", "\"owner\": {\"age\": 40, ").ok());
  EXPECT_FALSE(with(json, "\"casework\": {", "\"casework\": [], \"body_map\": {").ok());
  EXPECT_TRUE(with(json, "\"subcategory\": \"Bedroom\"", "\"subcategory\": \"Kitchen\"").ok());
}

TEST_F(CaseworkRecord, TheWordsOfAnEntryShowAllOfIt) {
  Entry made = full(Kind::decision);
  made.body = "Because the threshold was met.";
  const SecretBytes text = entryText(made, "Invented Primary");
  const std::string words(text.text());
  const Casework& work = made.casework;
  for (const std::string& wanted : {work.subcategory,
                                    std::string("Rang the nurse at noon"),
                                    work.ownerName,
                                    work.due,
                                    std::string("Referral made"),
                                    work.referredTo,
                                    std::string("not yet"),
                                    work.parentsWhy,
                                    work.into,
                                    work.toAudience,
                                    std::string("Settled for now"),
                                    std::string("Child in need plan"),
                                    work.since,
                                    std::string("Lives with Nan."),
                                    std::string("Mother away."),
                                    work.seen[0].id,
                                    work.seen[1].id,
                                    work.report,
                                    work.forWhom,
                                    work.replaces[0],
                                    work.replaces[1],
                                    made.body,
                                    std::string("Link taken back")}) {
    EXPECT_NE(words.find(wanted), std::string::npos) << wanted;
  }
}

TEST_F(CaseworkRecord, NamesHaveWords) {
  EXPECT_EQ(decisionWords("referral-not-made"), "Referral considered and not made");
  EXPECT_EQ(childStatusWords("looked-after"), "Looked after");
  EXPECT_EQ(decisionWords("something new"), "something new");
}

}  // namespace
}  // namespace pillarbox
