// A child's records destroyed by two people: who may, when, what goes and what stays. The school is invented.
#include "kiosk/desk/destruction.h"

#include <fstream>
#include <sstream>

#include "kiosk/office/verify.h"
#include "tests/unit/desk/casework_school.h"

namespace pillarbox::desk {
namespace {

using casework::Destruction;
using State = Destruction::State;
constexpr auto day = std::chrono::hours(24);

class DestructionTest : public CaseworkSchool {
 protected:
  void SetUp() override {
    CaseworkSchool::SetUp();
    first = write(*here, about({child}));
    write(*here, addition(first));
    taken(*here, "dsl-1", step(Kind::note, first, "Spoke to the invented nurse."));
    born(child, "2001-03-04");
  }

  Entry about(std::vector<PupilPart> pupils) {
    Entry entry = OfficeTest::concern();
    entry.pupils = std::move(pupils);
    return entry;
  }
  void born(const PupilPart& pupil, const std::string& on) {
    casework::Step made;
    made.kind = Kind::child;
    made.pupils = {pupil};
    made.work.bornOn = on;
    taken(*here, "dsl-1", made);
  }
  std::string hold(bool removed = false, std::vector<std::string> replaces = {}) {
    casework::Step made;
    made.kind = Kind::hold;
    made.pupils = {child};
    made.body = "A court asked for these records.";
    made.work.removed = removed;
    made.work.replaces = std::move(replaces);
    return taken(*here, "dsl-1", made);
  }

  struct Open {
    office::School& school;
    Unlocked who;
    ReadAll all;
    casework::CaseView view;
    ReadHere here() { return {school, who, all.entries, view}; }
  };
  Open open(office::School& school, const std::string& id) {
    Unlocked who = person(id);
    ReadAll all = must(readAll(school, who));
    casework::CaseView view = casework::project(all.entries, all.unopened);
    return {school, std::move(who), std::move(all), std::move(view)};
  }
  DestructionPlan plan(const std::string& id = "dsl-1") {
    Open opened = open(*here, id);
    return must(planDestruction(opened.here(), child.ref));
  }
  Result<casework::CaseEntry> propose(const std::string& id = "dsl-1") {
    Open opened = open(*here, id);
    return proposeDestruction(opened.here(), child.ref, "Nobody needs them any longer.");
  }
  Result<DestructionAgreed> agree(office::School& school, const std::string& id, const std::string& proposal) {
    Open opened = open(school, id);
    return agreeDestruction(opened.here(), proposal);
  }
  Destruction only(office::School& school, const std::string& id = "dsl-1") {
    Open opened = open(school, id);
    const std::vector<Destruction> all = must(destructionsHere(opened.here()));
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? Destruction{} : all.front();
  }
  template <class T>
  static void expectFault(const Result<T>& result, FaultCode code, const std::string& part) {
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(faultName(result.fault().code), faultName(code)) << result.fault().detail;
    EXPECT_NE(result.fault().detail.find(part), std::string::npos) << result.fault().detail;
  }
  static std::string fileText(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }
  // Whether any 64 bytes from the middle of the sealed file are anywhere in the folder.
  static bool anyTrace(const std::filesystem::path& folder, const Bytes& sealed) {
    const std::string needle(textOf(BytesView(sealed).subspan(sealed.size() / 2, 64)));
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) {
      if (each.is_regular_file() && fileText(each.path()).find(needle) != std::string::npos) return true;
    }
    return false;
  }

  const PupilPart child{"p-014", "Amina Okafor", "", "", ""};
  const PupilPart other{"p-020", "Ben Small", "", "", ""};
  std::string first;
};

TEST_F(DestructionTest, TwoPeopleAfterTheNoticeLeaveHashSlipAndLog) {
  const DestructionPlan planned = plan();
  EXPECT_EQ(planned.problem, "");
  EXPECT_EQ(planned.cases, 1U);
  EXPECT_EQ(planned.covers.size(), 4U);
  const Bytes sealed = must(here->store->sealed(first));
  ASSERT_TRUE(anyTrace(here->folder, sealed));

  const std::string id = must(propose()).entry.id;
  EXPECT_EQ(only(*here).state, State::proposed);
  EXPECT_EQ(only(*here).covers, planned.covers);
  expectFault(agree(*here, "deputy-1", id), FaultCode::badInput, "from 21 December 2026 on");
  clock.advance(30 * day);
  expectFault(agree(*here, "dsl-1", id), FaultCode::badInput, "Another person");
  EXPECT_TRUE(here->store->sealed(first).ok());

  const DestructionAgreed agreed = must(agree(*here, "deputy-1", id));
  EXPECT_TRUE(agreed.done);
  EXPECT_EQ(agreed.records, 4U);
  EXPECT_FALSE(here->store->sealed(first).ok());
  EXPECT_FALSE(anyTrace(here->folder, sealed));
  const auto slip = must(here->store->posting(first));
  ASSERT_TRUE(slip);
  EXPECT_EQ(slip->slip.sealedSha256, sha256Hex(sealed));

  const Destruction done = only(*here);
  EXPECT_EQ(done.state, State::done);
  EXPECT_EQ(casework::destructionWords(done),
            "Records destroyed on 21 December 2026 by Jane Hill and Dev Shah (4 entries).");
  EXPECT_FALSE(entries(*here, "dsl-1").contains(first));
  EXPECT_TRUE(view(*here, "dsl-1").cases.empty());

  const office::VerifyReport report = must(office::verifyFolder(*here));
  EXPECT_TRUE(report.ok()) << (report.problems.empty() ? "" : report.problems.front().problem);
  EXPECT_EQ(report.destroyed, 4);
}

TEST_F(DestructionTest, AHoldStopsProposingAndAgreeing) {
  const std::string held = hold();
  expectFault(propose(), FaultCode::badInput, "held");
  hold(true, {held});
  const std::string id = must(propose()).entry.id;
  clock.advance(31 * day);
  hold();
  expectFault(agree(*here, "deputy-1", id), FaultCode::badInput, "held");
  EXPECT_TRUE(here->store->sealed(first).ok());
}

TEST_F(DestructionTest, WhatIsAddedMeanwhileMakesItStaleButReadingDoesNot) {
  const std::string id = must(propose()).entry.id;
  clock.advance(31 * day);
  taken(*here, "dsl-1", step(Kind::read, first));
  Open opened = open(*here, "deputy-1");
  must(postSeen(*here, opened.who, opened.all.entries, {{first, clock.now()}}));
  taken(*here, "dsl-1", step(Kind::note, first, "One more thing, invented."));
  expectFault(agree(*here, "deputy-1", id), FaultCode::badInput, "added");
  Open again = open(*here, "deputy-1");
  must(withdrawDestruction(again.here(), id, "There is more now."));
  EXPECT_EQ(only(*here).state, State::withdrawn);
  expectFault(agree(*here, "deputy-1", id), FaultCode::badInput, "withdrawn");
  // Proposed again, with what was read meanwhile only.
  const std::string second = must(propose("deputy-1")).entry.id;
  clock.advance(31 * day);
  taken(*here, "dsl-1", step(Kind::read, first));
  EXPECT_TRUE(must(agree(*here, "dsl-1", second)).done);
  EXPECT_FALSE(here->store->sealed(first).ok());
}

TEST_F(DestructionTest, ARecordAboutAnotherChildStaysUntilBothAreDue) {
  const std::string shared = write(*here, about({child, other}));
  const DestructionPlan planned = plan();
  ASSERT_EQ(planned.stays.size(), 1U);
  EXPECT_EQ(planned.stays.front().caseId, shared);
  EXPECT_FALSE(std::binary_search(planned.covers.begin(), planned.covers.end(), shared));
  born(other, "2000-01-01");
  const DestructionPlan later = plan();
  EXPECT_TRUE(later.stays.empty());
  EXPECT_TRUE(std::binary_search(later.covers.begin(), later.covers.end(), shared));
}

TEST_F(DestructionTest, WhatOthersReadTooStays) {
  casework::Step move = step(Kind::move, first, "The head must know.");
  move.work.toAudience = "slt";
  taken(*here, "dsl-1", move);
  const DestructionPlan planned = plan();
  ASSERT_EQ(planned.stays.size(), 1U);
  EXPECT_NE(planned.stays.front().why.find("Other people read it too"), std::string::npos);
}

TEST_F(DestructionTest, ACopyThatWasPassedOnGoesToo) {
  casework::Step move = step(Kind::move, first, "For those who look after feelings.");
  move.work.toAudience = "pastoral";
  const std::string log = taken(*here, "dsl-1", move);
  const DestructionPlan planned = plan();
  EXPECT_EQ(planned.problem, "");
  EXPECT_TRUE(std::binary_search(planned.covers.begin(), planned.covers.end(), log));
  std::size_t moves = 0;
  for (const std::string& id : planned.covers) moves += must(here->store->posting(id))->slip.kind == Kind::move;
  EXPECT_EQ(moves, 3U) << "the log, the copy of the concern and that of the addition";
}

TEST_F(DestructionTest, OnlyWhoLeadsProposesAndNotBeforeTheTime) {
  expectFault(propose("head-1"), FaultCode::notPermitted, "safeguarding lead");
  born(child, "2010-01-01");
  expectFault(propose(), FaultCode::badInput, "kept until 1 January 2035");
}

// Whatever is tried, in whatever order: nothing goes before two people's word, notice and no hold.
TEST_F(DestructionTest, NeverWithOneSignatureNorUnderAHoldNorBeforeTheNotice) {
  support::SeededRandom dice(7);
  const std::string people[] = {"dsl-1", "deputy-1", "head-1", "slt-1"};
  std::string proposal, held, proposer;
  WallTime proposedAt{};
  for (int i = 0; i < 200; ++i) {
    const std::string& who = people[dice.bytes(1)[0] % 4];
    switch (dice.bytes(1)[0] % 5) {
      case 0:
        if (const auto made = propose(who)) {
          proposal = made->entry.id;
          proposer = who;
          proposedAt = clock.now();
        }
        break;
      case 1:
        clock.advance(day * (dice.bytes(1)[0] % 25));
        break;
      case 2:
        if (dice.bytes(1)[0] % 4 != 0 && held.empty()) break;
        held = held.empty() ? hold() : (hold(true, {held}), std::string());
        break;
      default:
        if (proposal.empty()) break;
        const auto agreed = agree(*here, who, proposal);
        if (!agreed) {
          if (agreed.fault().detail.find("Withdraw this") == std::string::npos) break;
          Open opened = open(*here, who);
          if (withdrawDestruction(opened.here(), proposal, "It is not the same any more.")) proposal.clear();
          break;
        }
        EXPECT_NE(who, proposer);
        EXPECT_NE(who, "slt-1");
        EXPECT_GE(clock.now() - proposedAt, 30 * day);
        EXPECT_TRUE(held.empty());
        EXPECT_FALSE(here->store->sealed(first).ok());
        return;
    }
    EXPECT_TRUE(here->store->sealed(first).ok());
  }
  FAIL() << "nobody ever came so far";
}

TEST_F(DestructionTest, TheOtherDeviceChecksForItselfAndWipesItsOwn) {
  sync();
  const Bytes sealed = must(there->store->sealed(first));
  entries(*there, "deputy-1");  // keeps what it opened
  const std::string id = must(propose()).entry.id;
  sync();
  clock.advance(30 * day);
  const std::string one = must(here->store->orders()).front().envelope;
  ASSERT_TRUE(must(office::keepOrder(*there, one)).people.size() == 1);
  expectFault(office::carryOut(*there, id), FaultCode::notPermitted, "one person");

  // The same order signed twice by one person, and by somebody who is nobody.
  seal::Envelope forged = must(seal::decode(one));
  seal::addSignature(forged, person("dsl-1").keys.signing);
  seal::addSignature(forged, seal::SigningKey::generate(random));
  seal::addSignature(forged, person("slt-1").keys.signing);
  EXPECT_FALSE(must(office::keepOrder(*there, seal::encode(forged))).complete());
  expectFault(office::carryOut(*there, id), FaultCode::notPermitted, "one person");
  EXPECT_TRUE(there->store->sealed(first).ok());

  EXPECT_TRUE(must(agree(*here, "deputy-1", id)).done);
  const std::string both = must(here->store->orders()).front().envelope;
  EXPECT_TRUE(must(office::keepOrder(*there, both)).complete());
  EXPECT_TRUE(there->store->sealed(first).ok()) << "kept, not carried out";
  EXPECT_EQ(must(office::carryOut(*there, id)), 4U);
  EXPECT_FALSE(there->store->sealed(first).ok());
  EXPECT_FALSE(anyTrace(there->folder, sealed));
  EXPECT_TRUE(must(office::verifyFolder(*there)).ok());
  // Sent again, it does not come back.
  const auto posting = must(here->store->posting(first));
  EXPECT_TRUE(there->store->keepFetched(posting->envelope, posting->slip, sealed, "").ok());
  EXPECT_FALSE(there->store->sealed(first).ok());
}

TEST_F(DestructionTest, TwoWhoSignedADayAfterTheProposalWipeNothingElsewhere) {
  sync();
  const std::string id = must(propose()).entry.id;
  sync();
  seal::Envelope both = must(seal::decode(must(here->store->orders()).front().envelope));
  seal::addSignature(both, person("deputy-1").keys.signing);
  clock.advance(day);
  EXPECT_TRUE(must(office::keepOrder(*there, seal::encode(both))).complete());
  expectFault(office::carryOut(*there, id), FaultCode::retryLater, "days");
  EXPECT_TRUE(there->store->sealed(first).ok());
  clock.advance(29 * day);
  EXPECT_TRUE(office::carryOut(*there, id).ok());
}

TEST_F(DestructionTest, AnOrderWhoseProposalNeverCameWipesNothing) {
  sync();
  DestructionOrder order;
  order.id = newId(clock, random);
  order.school = "hill-school";
  order.directorySha256 = here->directories.back().sha256;
  order.proposedAt = clock.now() - 90 * day;
  const auto posting = must(here->store->posting(first));
  order.entries = {{first, sha256Hex(viewOf(encodeSlip(posting->slip))), posting->slip.sealedSha256}};
  seal::Envelope both = seal::sign(destructionType, viewOf(encodeDestruction(order)), person("dsl-1").keys.signing);
  seal::addSignature(both, person("deputy-1").keys.signing);
  EXPECT_TRUE(must(office::keepOrder(*there, seal::encode(both))).complete());
  expectFault(office::carryOut(*there, order.id), FaultCode::retryLater, "not here yet");
  EXPECT_TRUE(there->store->sealed(first).ok());
}

TEST_F(DestructionTest, ADeviceThatHasNotGotThemNeverTakesThem) {
  const Bytes sealed = must(here->store->sealed(first));
  const auto posting = must(here->store->posting(first));
  const std::string id = must(propose()).entry.id;
  clock.advance(30 * day);
  must(agree(*here, "deputy-1", id));
  EXPECT_TRUE(must(office::keepOrder(*there, must(here->store->orders()).front().envelope)).complete());
  EXPECT_TRUE(there->store->keepFetched(posting->envelope, posting->slip, sealed, "").ok());
  EXPECT_TRUE(must(there->store->posting(first)));
  EXPECT_FALSE(there->store->sealed(first).ok());
  EXPECT_TRUE(must(office::verifyFolder(*there)).ok());
}

TEST_F(DestructionTest, CutShortAfterSigningItIsFinishedLater) {
  const std::string id = must(propose()).entry.id;
  clock.advance(30 * day);
  // As far as keeping the order with both signatures, then the power went.
  seal::Envelope both = must(seal::decode(must(here->store->orders()).front().envelope));
  seal::addSignature(both, person("deputy-1").keys.signing);
  must(office::keepOrder(*here, seal::encode(both)));
  EXPECT_TRUE(here->store->sealed(first).ok());
  EXPECT_EQ(only(*here).state, State::agreed);
  EXPECT_EQ(only(*here).agreedBy, "Dev Shah");
  Open opened = open(*here, "dsl-1");
  EXPECT_EQ(must(finishDestructions(opened.here())).size(), 1U);
  EXPECT_FALSE(here->store->sealed(first).ok());
  EXPECT_EQ(only(*here).state, State::done);
  // Nothing more to write down.
  Open again = open(*here, "dsl-1");
  EXPECT_TRUE(must(finishDestructions(again.here())).empty());
}

}  // namespace
}  // namespace pillarbox::desk
