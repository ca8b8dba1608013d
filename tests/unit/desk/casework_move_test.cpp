// Passing a concern on: its new readers get it as it was posted, proved; those before keep what they have.
#include "kiosk/office/verify.h"
#include "tests/unit/desk/casework_school.h"

namespace pillarbox::desk {
namespace {

using casework::Case;
using casework::Step;

class CaseworkMove : public CaseworkSchool {
 protected:
  Step moveTo(const std::string& about, const std::string& audience) {
    Step made = step(Kind::move, about, "They support him every day.");
    made.work.toAudience = audience;
    return made;
  }
  // What somebody posts who has the device and a person's keys, but not our program.
  void postMove(const std::string& about, const std::string& who, BytesView tar, const std::string& slip) {
    Entry entry = casework(Kind::move, about, "slt");
    entry.casework.toAudience = "slt";
    const std::array<seal::Attachment, 2> with{
        seal::Attachment{std::string(originalName), "application/x-tar", tar},
        seal::Attachment{std::string(originalSlipName), "application/json", viewOf(slip)}};
    const Unlocked signer = person(who);
    must(office::postEntry(*here, std::move(entry), with, {}, &signer.keys.signing));
  }
  // Keys outlive the reader that borrows them.
  PassedOn asPosted(const std::string& id) {
    const Unlocked dsl = person("dsl-1");
    return must(EntryReader(*here, dsl).openAny(id));
  }
};

TEST_F(CaseworkMove, TheNewReadersGetItAsItWasPosted) {
  const std::string id = concern(*here);
  const std::string more = write(*here, addition(id));
  const auto log = must(take(*here, "dsl-1", moveTo(id, "slt")));
  EXPECT_EQ(log.entry.audience, "safeguarding");

  sync();
  for (office::School* school : {&*here, &*there}) {
    const auto theirs = entries(*school, "slt-1");
    ASSERT_TRUE(theirs.contains(id) && theirs.contains(more));
    EXPECT_EQ(theirs.at(id).entry, entries(*school, "dsl-1").at(id).entry);
    for (const auto& [entryId, entry] : theirs) {
      EXPECT_EQ(entry.problems, std::vector<std::string>{}) << kindName(entry.entry.kind);
    }
    const casework::CaseView all = view(*school, "slt-1");
    ASSERT_EQ(all.items.size(), 1u);
    EXPECT_EQ(findCase(all, more)->audience, "slt");
  }
  // They go on with it; those before keep what they have and read no more.
  taken(*there, "slt-1", step(Kind::note, id, "He comes to breakfast club now."));
  sync();
  EXPECT_TRUE(entries(*here, "dsl-1").contains(id));
  expectRefused(take(*here, "dsl-1", step(Kind::note, id, "x")), FaultCode::notPermitted, "Other people");
}

TEST_F(CaseworkMove, WhatWasPassedOnCanBePassedOnAgainAndBack) {
  const std::string id = concern(*here);
  taken(*here, "dsl-1", moveTo(id, "slt"));
  taken(*here, "slt-1", moveTo(id, "head"));
  const auto theirs = entries(*here, "head-1");
  ASSERT_TRUE(theirs.contains(id));
  EXPECT_EQ(theirs.at(id).problems, std::vector<std::string>{});
  clock.advance(Milliseconds(1000));
  taken(*here, "head-1", moveTo(id, "safeguarding"));
  taken(*here, "dsl-1", step(Kind::note, id, "It is ours again."));
  for (const char* who : {"dsl-1", "slt-1", "head-1"}) {
    for (const auto& [entryId, entry] : entries(*here, who)) {
      EXPECT_EQ(entry.problems, std::vector<std::string>{}) << who << " " << kindName(entry.entry.kind);
    }
  }
  EXPECT_EQ(must(office::verifyFolder(*here)).problems.size(), 0u);
}

TEST_F(CaseworkMove, TheWriterHearsWhatItsNewReadersDid) {
  const std::string id = concern(*here);
  taken(*here, "dsl-1", moveTo(id, "slt"));
  EXPECT_FALSE(must(office::progressOfAll(*here)).contains(id));
  taken(*here, "slt-1", step(Kind::read, id));
  EXPECT_EQ(must(office::progressOfAll(*here)).at(id).person, "slt-1");
}

TEST_F(CaseworkMove, WhatTheWriterAddsLaterIsSentAfterIt) {
  const std::string id = concern(*here);
  taken(*here, "deputy-1", moveTo(id, "slt"));
  // The kiosk knows only whom the concern was posted to.
  const std::string more = write(*here, addition(id));
  EXPECT_FALSE(entries(*here, "slt-1").contains(more));
  EXPECT_FALSE(taken(*here, "deputy-1", step(Kind::read, more)).empty());
  expectRefused(take(*here, "deputy-1", step(Kind::note, more, "x")), FaultCode::notPermitted, "Other people");
  expectRefused(take(*here, "deputy-1", moveTo(more, "head")), FaultCode::notPermitted, "Other people");
  EXPECT_EQ(must(take(*here, "deputy-1", moveTo(more, "slt"))).entry.audience, "safeguarding");
  EXPECT_TRUE(entries(*here, "slt-1").at(more).problems.empty());
  expectRefused(take(*here, "deputy-1", moveTo(more, "slt")), FaultCode::badInput, "already");
}

TEST_F(CaseworkMove, PowerCutHalfwayItIsDoneAgainAndReadOnce) {
  const std::string id = concern(*here);
  const PassedOn original = asPosted(id);
  // The copy was posted; the log was not.
  postMove(id, "dsl-1", original.checked.opened.archive.view(), original.envelope);
  taken(*here, "dsl-1", step(Kind::note, id, "Still ours."));
  taken(*here, "dsl-1", moveTo(id, "slt"));
  EXPECT_EQ(view(*here, "slt-1").items.size(), 1U);
  EXPECT_FALSE(view(*here, "slt-1").items[0].problem);
  expectRefused(take(*here, "dsl-1", step(Kind::note, id, "x")), FaultCode::notPermitted, "Other people");
}

TEST_F(CaseworkMove, ThatItWasOpenedIsLoggedForItsNewReaders) {
  const std::string id = concern(*here);
  taken(*here, "deputy-1", moveTo(id, "slt"));
  const auto posted = must(postSeen(*here, person("slt-1"), entries(*here, "slt-1"), {{id, clock.now()}}));
  ASSERT_EQ(posted.size(), 1U);
  EXPECT_EQ(posted[0].entry.audience, "slt");
}

TEST_F(CaseworkMove, ATamperedOriginalIsShownAsWhatItIs) {
  const std::string id = concern(*here);
  const PassedOn original = asPosted(id);
  std::string tar(textOf(original.checked.opened.archive.view()));
  const auto at = tar.find("An invented account.");
  ASSERT_NE(at, std::string::npos);
  tar.replace(at, 2, "No");
  postMove(id, "dsl-1", viewOf(tar), original.envelope);
  const auto theirs = entries(*here, "slt-1");
  ASSERT_TRUE(theirs.contains(id));
  EXPECT_FALSE(theirs.at(id).problems.empty());
  EXPECT_TRUE(view(*here, "slt-1").items.at(0).problem);
  EXPECT_TRUE(entries(*here, "dsl-1").at(id).problems.empty()) << "whoever has the original sees that";

  // A sound copy that comes later is the one shown.
  postMove(id, "dsl-1", original.checked.opened.archive.view(), original.envelope);
  EXPECT_TRUE(entries(*here, "slt-1").at(id).problems.empty());
}

TEST_F(CaseworkMove, ASlipThatNobodySignedIsNotBelieved) {
  const std::string id = concern(*here);
  const PassedOn original = asPosted(id);
  const Bytes payload = must(seal::decode(original.envelope)).payload;
  const std::string forged = seal::encode(seal::sign(slipType, payload, seal::SigningKey::generate(random)));
  postMove(id, "dsl-1", original.checked.opened.archive.view(), forged);
  const auto theirs = entries(*here, "slt-1");
  ASSERT_TRUE(theirs.contains(id));
  EXPECT_FALSE(theirs.at(id).problems.empty());
}

TEST_F(CaseworkMove, OnlyAReaderBeforePassesItOn) {
  const std::string id = concern(*here);
  const PassedOn original = asPosted(id);
  postMove(id, "head-1", original.checked.opened.archive.view(), original.envelope);
  bool said = false;
  for (const auto& [entryId, entry] : entries(*here, "slt-1")) {
    if (entry.entry.kind == Kind::move) said = !entry.problems.empty();
  }
  EXPECT_TRUE(said);
}

TEST_F(CaseworkMove, AnotherConcernUnderItsNumberIsNotRead) {
  const std::string id = concern(*here), other = concern(*here);
  const PassedOn wrong = asPosted(other);
  postMove(id, "dsl-1", wrong.checked.opened.archive.view(), wrong.envelope);
  const auto theirs = entries(*here, "slt-1");
  EXPECT_FALSE(theirs.contains(id));
  EXPECT_FALSE(theirs.contains(other));
  ASSERT_EQ(theirs.size(), 1u);
  EXPECT_EQ(theirs.begin()->second.problems.at(0), "What was passed on with it cannot be read.");
}

TEST_F(CaseworkMove, NeverToTheAdultWhomItIsAbout) {
  Entry entry = OfficeTest::concern();
  entry.aboutAdult = true;
  entry.adultName = "Mrs Tall";
  const std::string id = write(*here, entry);
  expectRefused(take(*here, "head-1", moveTo(id, "slt")), FaultCode::badInput, "about an adult");
  taken(*here, "head-1", moveTo(id, "chair"));
  EXPECT_TRUE(entries(*here, "chair-1").contains(id));
}

TEST_F(CaseworkMove, IsRefusedInOneSentence) {
  const std::string id = concern(*here);
  expectRefused(take(*here, "dsl-1", moveTo(id, "nobody")), FaultCode::badInput, "no such group");
  expectRefused(take(*here, "dsl-1", moveTo(id, "safeguarding")), FaultCode::badInput, "already");
  Step silent = moveTo(id, "slt");
  silent.body.clear();
  expectRefused(take(*here, "dsl-1", silent), FaultCode::badInput, "why");
}

}  // namespace
}  // namespace pillarbox::desk
