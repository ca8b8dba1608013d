// What a recovery sheet can do, and what it cannot.
#include "kiosk/desk/recovery.h"

#include "kiosk/office/verify.h"
#include "tests/unit/desk/keys_school.h"

namespace pillarbox::desk {
namespace {

class Recovery : public KeysSchool {
 protected:
  // A thief with the lead's card ends everybody else.
  void stolenCardSigns(office::School& school) {
    const Status forked = office::adoptDirectory(school, signedNext(school, "dsl-1", [](Directory& next) {
                                                   next.people[1].active = false;
                                                   next.audiences[0].people = {"dsl-1"};
                                                   next.audiences[1].people = {"dsl-1", "slt-1"};
                                                 }));
    ASSERT_TRUE(forked.ok()) << forked.fault().detail;
  }
  Result<Recovered> recover(RecoverWhat what, const std::string& sheet = "safeguarding") {
    return recoverSchool(*here, sheets.at(sheet), std::move(what), {});
  }
};

TEST_F(Recovery, OverridesAForkThatAStolenCardHasSigned) {
  const std::string old = post(*here);
  sync();
  stolenCardSigns(*there);
  stolenCardSigns(*there);
  ASSERT_EQ(there->directory().version, 3);
  const Recovered done = must(recover({.replace = {"dsl-1"}, .from = 1}));
  EXPECT_EQ(done.epoch, 2);
  EXPECT_EQ(done.version, firstVersionOf(2));
  ASSERT_TRUE(office::adoptDirectory(*there, here->directories.back().envelope).ok());
  EXPECT_EQ(there->directory(), here->directory());
  EXPECT_TRUE(there->directory().person("deputy-1")->active) << "what the thief signed is void";
  ASSERT_EQ(there->directories.size(), 2U);

  // And after a restart; the thief signs no more.
  there.reset();
  there.emplace(must(office::openSchool(base / "office-1", clock, random)));
  EXPECT_EQ(there->directory().version, done.version);
  const auto again = [](Directory& next) { next.places = {"Moon"}; };
  EXPECT_EQ(office::adoptDirectory(*there, signedNext(*there, "dsl-1", again)).fault().code, FaultCode::notTrusted);
  EXPECT_EQ(must(office::verifyFolder(*there)).problems.size(), 0U);

  // The lead reads what was posted before, with her new card.
  ASSERT_EQ(done.people.size(), 1U);
  const Unlocked lead =
      must(unlock(*here, {}, done.people[0].cardSecret.clone(), done.people[0].passphrase.clone(), Starter::allow));
  sync();
  EXPECT_TRUE(entriesOf(*there, lead).contains(old));
}

TEST_F(Recovery, ALowerEpochNeverWins) {
  Directory older = nextOf(*here);
  older.places = {"Moon"};
  const std::string plain =
      seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(older)), keys.at("dsl-1").signing));
  must(recover({.replace = {"dsl-1"}}));
  EXPECT_FALSE(office::adoptDirectory(*here, plain).ok());
  EXPECT_EQ(here->directory().epoch, 2);
}

TEST_F(Recovery, ASheetServesOnlyItsOwnReaders) {
  expectFault(recover({.replace = {"dsl-1"}}, "head-chair"), FaultCode::notTrusted, "safeguarding lead");
  expectFault(recover({.replace = {"head-1"}}), FaultCode::notTrusted, "head or chair");
  EXPECT_EQ(here->directory().version, 1);
  EXPECT_EQ(must(recover({.replace = {"head-1"}}, "head-chair")).epoch, 2);
  const open::RecoverySheet stranger = open::RecoverySheet::generate(random);
  expectFault(recoverSchool(*here, stranger, {.replace = {"dsl-1"}}, {}), FaultCode::notTrusted, "not one of this");
}

TEST_F(Recovery, ALeadSignsNoNewEpoch) {
  Directory next = here->directory();
  next.epoch = 2;
  next.version = firstVersionOf(2);
  next.previousSha256 = here->directories.back().sha256;
  const std::string envelope =
      seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(next)), keys.at("dsl-1").signing));
  EXPECT_EQ(office::adoptDirectory(*here, envelope).fault().code, FaultCode::notTrusted);
}

TEST_F(Recovery, ANewLeadWhereNobodyIsLeft) {
  const std::string old = post(*here);
  PersonToMake nia;
  nia.role = PersonRole::dsl;
  nia.name = "Nia New";
  RecoverWhat what;
  what.end = {"dsl-1", "deputy-1"};
  what.add.push_back(std::move(nia));
  const Recovered done = must(recover(std::move(what)));
  ASSERT_EQ(done.people.size(), 1U);
  EXPECT_EQ(done.people[0].person.id, "dsl-2");
  EXPECT_GE(done.grants.granted, 1);
  expectFault(recover({.end = {"dsl-2"}}), FaultCode::notTrusted, "no safeguarding lead");
  const Unlocked lead =
      must(unlock(*here, {}, done.people[0].cardSecret.clone(), done.people[0].passphrase.clone(), Starter::allow));
  EXPECT_TRUE(entriesOf(*here, lead).contains(old));
}

TEST_F(Recovery, TheDrillProvesTheSheetShowsNothingAndLogsItself) {
  post(*here);
  const Drilled done = must(drillSheet(*here, sheets.at("safeguarding")));
  EXPECT_EQ(done.sheet, "safeguarding");
  EXPECT_EQ(done.entries, 1);
  EXPECT_FALSE(done.opened.empty());
  sync();
  const auto entries = entriesOf(*there, person("dsl-1"));
  const auto view = casework::project(entries, {});
  ASSERT_EQ(view.apart.at(Kind::reviewed).size(), 1U);
  const auto& logged = entries.at(view.apart.at(Kind::reviewed)[0]);
  EXPECT_EQ(logged.entry.casework.report + "/" + logged.entry.body, "drill/safeguarding");
  EXPECT_EQ(logged.problems, std::vector<std::string>()) << "signed by the sheet, and believed";
  expectFault(drillSheet(*here, open::RecoverySheet::generate(random)), FaultCode::notTrusted, "not one of this");
  EXPECT_EQ(must(drillSheet(*here, sheets.at("head-chair"))).entries, 0);
}

}  // namespace
}  // namespace pillarbox::desk
