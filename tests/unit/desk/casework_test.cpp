// A reader's steps on a concern, posted and read again on two devices of one school.
#include "tests/unit/desk/casework_school.h"

namespace pillarbox::desk {
namespace {

using casework::Case;
using casework::Step;

class CaseworkSteps : public CaseworkSchool {
 protected:
  std::string action(const std::string& about, const std::string& state = "agreed") {
    Step made = step(Kind::action, about);
    made.work.what = "Ring her mother";
    made.work.state = state;
    made.work.ownerName = "Dev Shah";
    made.work.ownerRef = "deputy-1";
    made.work.due = "2026-11-27";
    return taken(*here, "dsl-1", made);
  }
  Step close(const std::string& about) {
    Step made = step(Kind::close, about, "Everything has been done.");
    made.work.outcome = "Support in school";
    return made;
  }
  Step sort(const std::string& about, const std::string& category) {
    Step made = step(Kind::triage, about);
    made.category = category;
    return made;
  }
  Step mergeInto(const std::string& about, const std::string& into) {
    Step made = step(Kind::merge, about, "The same afternoon.");
    made.work.into = into;
    return made;
  }
  Case caseOf(office::School& school, const std::string& who, const std::string& id) {
    const casework::CaseView all = view(school, who);
    const Case* found = findCase(all, id);
    EXPECT_NE(found, nullptr);
    return found ? *found : Case{};
  }
};

TEST_F(CaseworkSteps, FromReadToClosedWithEveryStepSignedAndProved) {
  const std::string id = concern(*here);
  taken(*here, "dsl-1", step(Kind::read, id));
  taken(*here, "dsl-1", step(Kind::understood, id));
  taken(*here, "dsl-1", sort(id, "Home"));
  const std::string todo = action(id);
  expectRefused(take(*here, "dsl-1", close(id)), FaultCode::badInput, "no outcome yet");
  Step decision = step(Kind::decision, id, "She says that it is the first time.");
  decision.work.decision = "support-in-school";
  decision.work.parentsTold = "yes";
  taken(*here, "dsl-1", decision);
  taken(*here, "deputy-1", step(Kind::outcome, todo, "Her mother comes in on Monday."));
  taken(*here, "dsl-1", close(id));

  sync();
  for (office::School* school : {&*here, &*there}) {
    const Case made = caseOf(*school, "deputy-1", id);
    EXPECT_TRUE(made.closed);
    EXPECT_EQ(made.category, "Home");
    EXPECT_EQ(made.parentsTold, "yes");
    ASSERT_EQ(made.actions.size(), 1u);
    EXPECT_EQ(made.actions[0].outcomes.size(), 1u);
    for (const auto& [entryId, entry] : entries(*school, "deputy-1")) EXPECT_EQ(entry.problems.size(), 0u);
  }
}

TEST_F(CaseworkSteps, AStepIsRefusedInOneSentence) {
  const std::string id = concern(*here);
  expectRefused(take(*here, "dsl-1", step(Kind::note, "", "x")), FaultCode::badInput, "Choose the concern");
  expectRefused(take(*here, "dsl-1", step(Kind::note, "01a200b7-10f8-73e7-bce0-000000000001", "x")),
                FaultCode::notFound, "not here");
  expectRefused(take(*here, "dsl-1", step(Kind::concern, id)), FaultCode::notPermitted, "kiosk");
  expectRefused(take(*here, "dsl-1", close(id)), FaultCode::badInput, "not been read");
  expectRefused(take(*here, "dsl-1", sort(id, "Weather")), FaultCode::badInput, "Weather");
  expectRefused(take(*here, "dsl-1", mergeInto(id, id)), FaultCode::badInput, "part of");
  expectRefused(take(*here, "dsl-1", step(Kind::reopen, id, "why")), FaultCode::badInput, "not closed");
  EXPECT_EQ(must(here->store->postings({})).size(), 1u) << "nothing was posted";
}

TEST_F(CaseworkSteps, ChildProtectionIsGivenByTheDslOrADeputyOnly) {
  const std::string id = concern(*here);
  taken(*here, "deputy-1", sort(id, "Child Protection"));
  EXPECT_EQ(caseOf(*here, "dsl-1", id).category, "Child Protection");
  Entry pastoral = OfficeTest::concern();
  pastoral.audience = "pastoral";
  const std::string theirs = write(*here, pastoral);
  expectRefused(take(*here, "slt-1", sort(theirs, "Child in Need")), FaultCode::badInput, "Only a DSL");
  taken(*here, "slt-1", sort(theirs, "Friends"));
}

TEST_F(CaseworkSteps, WhoeverDoesNotReadItCannotTouchIt) {
  const std::string id = concern(*here);
  const auto asSeenByDsl = entries(*here, "dsl-1");
  expectRefused(postStep(*here, person("slt-1"), asSeenByDsl, step(Kind::note, id, "x")), FaultCode::notPermitted,
                "Other people");
  expectRefused(take(*here, "slt-1", step(Kind::note, id, "x")), FaultCode::notFound, "not here");
}

TEST_F(CaseworkSteps, FilesAreKeptWithTheNote) {
  const std::string id = concern(*here);
  const std::string letter = "An invented letter.";
  const std::array<seal::Attachment, 1> files{seal::Attachment{"file-1.txt", "text/plain", viewOf(letter)}};
  const auto note = must(take(*here, "dsl-1", step(Kind::note, id, "A letter came."), files));
  ASSERT_EQ(note.attachments.size(), 1u);
  EXPECT_EQ(note.attachments[0].bytes, letter.size());
}

TEST_F(CaseworkSteps, AMessageReachesOnlyAWriterWithABadge) {
  const std::string id = concern(*here);
  EXPECT_EQ(must(take(*here, "dsl-1", step(Kind::thanks, id))).entry.subject, id);
  Entry typed = OfficeTest::concern();
  typed.author.verifiedBy = VerifiedBy::typed;
  expectRefused(take(*here, "dsl-1", step(Kind::seeMe, write(*here, typed))), FaultCode::badInput, "badge");
}

TEST_F(CaseworkSteps, TwoReadersCloseOneConcernAtOnce) {
  const std::string id = concern(*here);
  taken(*here, "dsl-1", step(Kind::read, id));
  sync();
  taken(*here, "dsl-1", close(id));
  Step other = close(id);
  other.work.outcome = "No further action";
  taken(*there, "deputy-1", other);
  sync();
  EXPECT_EQ(caseOf(*here, "dsl-1", id), caseOf(*there, "dsl-1", id));
  EXPECT_EQ(caseOf(*here, "dsl-1", id).closes.size(), 2u);
  // One reopening ends both.
  taken(*there, "deputy-1", step(Kind::reopen, id, "His sister has told us more."));
  sync();
  EXPECT_FALSE(caseOf(*here, "dsl-1", id).closed);
}

TEST_F(CaseworkSteps, TwoReadersSortAndMergeAtOnceAndSeeTheSame) {
  const std::string one = concern(*here), two = concern(*here);
  sync();
  taken(*here, "dsl-1", sort(one, "Home"));
  taken(*there, "deputy-1", sort(one, "Online"));
  taken(*here, "dsl-1", mergeInto(one, two));
  taken(*there, "deputy-1", mergeInto(two, one));
  sync();
  EXPECT_EQ(view(*here, "dsl-1").cases, view(*there, "dsl-1").cases);
  EXPECT_EQ(view(*here, "dsl-1").items.size(), 1u);
  EXPECT_TRUE(caseOf(*here, "dsl-1", one).sortedTwice);
}

TEST_F(CaseworkSteps, AConcernIsNotMadePartOfOneThatOthersRead) {
  Entry pastoral = OfficeTest::concern();
  pastoral.audience = "pastoral";
  const std::string theirs = write(*here, pastoral), id = concern(*here);
  expectRefused(take(*here, "dsl-1", mergeInto(theirs, id)), FaultCode::badInput, "Pass this one on");
}

TEST_F(CaseworkSteps, WhatWasOpenedIsLoggedApartForEachGroupOfReaders) {
  Entry pastoral = OfficeTest::concern();
  pastoral.audience = "pastoral";
  const std::string theirs = write(*here, pastoral), id = concern(*here);
  const auto posted =
      must(postSeen(*here, person("dsl-1"), entries(*here, "dsl-1"), {{id, clock.now()}, {theirs, clock.now()}}));
  ASSERT_EQ(posted.size(), 2u);
  EXPECT_EQ(view(*here, "slt-1").log.size(), 1u);
  EXPECT_EQ(caseOf(*here, "slt-1", theirs).openedBy, std::vector<std::string>{"Jane Hill"});
}

TEST_F(CaseworkSteps, WhatIsKnownOfAChildBelongsToNoConcern) {
  Step child = step(Kind::child, "");
  child.pupils = {{"p-1", "Amina Okafor", "3B", "", ""}};
  child.work.status = "child-in-need";
  taken(*here, "dsl-1", child);
  EXPECT_EQ(view(*here, "deputy-1").children.at("p-1").size(), 1u);
}

TEST_F(CaseworkSteps, ADecisionTellsTheWriterThatSomethingWasDone) {
  const std::string id = concern(*here);
  Step decision = step(Kind::decision, id, "It was a game, and both say so.");
  decision.work.decision = "no-further-action";
  taken(*here, "dsl-1", decision);
  EXPECT_EQ(must(office::progressOfAll(*here)).at(id).progress, office::Progress::acted);
}

}  // namespace
}  // namespace pillarbox::desk
