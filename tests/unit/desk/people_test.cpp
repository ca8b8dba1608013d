// People of a school, their key cards, and older entries granted to a new key.
#include "kiosk/desk/people.h"

#include "kiosk/desk/access.h"
#include "kiosk/office/read_status.h"
#include "kiosk/office/verify.h"
#include "shared/base/files.h"
#include "shared/open/key_card.h"
#include "shared/record/seats.h"
#include "tests/support/process.h"
#include "tests/unit/desk/keys_school.h"

namespace pillarbox::desk {
namespace {

using People = KeysSchool;
using Writers = KeysSchool;
using Grants = KeysSchool;

bool reads(const office::School& school, const std::string& id, const std::string& audience) {
  const Person* person = school.directory().person(id);
  return person != nullptr && mayRead(school.directory(), *person, audience);
}

TEST_F(People, AnAddedDslHasAFreshIdAKeyFileAndTheReadersOfHerRole) {
  Result<std::string> printed = Fault{FaultCode::notFound, ""};
  const NewKeys made =
      must(addPerson(*here, person("dsl-1"), wanted(PersonRole::dsl, "Nia New"), [&](const MadePerson& one) -> Status {
        printed = one.person.id;
        EXPECT_EQ(here->directory().version, 1) << "papers before anything is signed";
        return {};
      }));
  EXPECT_EQ(must(printed), "dsl-2");
  EXPECT_EQ(here->directory().version, 2);
  EXPECT_TRUE(reads(*here, "dsl-2", "safeguarding") && reads(*here, "dsl-2", "pastoral"));
  EXPECT_FALSE(reads(*here, "dsl-2", "head"));
  const Result<Unlocked> refused =
      unlock(*here, {}, made.made.cardSecret.clone(), made.made.passphrase.clone(), Starter::refuse);
  expectFault(refused, FaultCode::starterPassphrase, "starter");
  const Unlocked unlocked =
      must(unlock(*here, {}, made.made.cardSecret.clone(), made.made.passphrase.clone(), Starter::allow));
  EXPECT_EQ(unlocked.person.id, "dsl-2");
}

TEST_F(People, PapersThatCannotBeWrittenChangeNothing) {
  const auto failed =
      addPerson(*here, person("dsl-1"), wanted(PersonRole::dsl, "Nia New"), [](const MadePerson&) -> Status {
        return Fault{FaultCode::diskFull, "no room"};
      });
  expectFault(failed, FaultCode::diskFull, "no room");
  EXPECT_EQ(here->directory().version, 1);
  EXPECT_FALSE(std::filesystem::exists(office::keyFilePath(*here, "dsl-2")));
}

TEST_F(People, OnlyAHeadOrAChairAddsOne) {
  expectFault(addPerson(*here, person("dsl-1"), wanted(PersonRole::chair, "Carl Chair"), {}), FaultCode::notPermitted,
              "only a headteacher or a chair");
  expectFault(addPerson(*here, person("slt-1"), wanted(PersonRole::slt, "Sid Senior"), {}), FaultCode::notPermitted,
              "only a safeguarding lead");
  expectFault(endPerson(*here, person("dsl-1"), "head-1"), FaultCode::notPermitted, "headteacher");
  added(PersonRole::chair, "Carl Chair", "head-1");
  EXPECT_TRUE(reads(*here, "chair-1", "chair"));
}

TEST_F(People, SomebodyWhoLeftOpensNothingNewAndTheirOldMarksStayGood) {
  const std::string before = post(*here);
  casework::Step read;
  read.kind = Kind::read;
  read.subject = before;
  must(postStep(*here, person("deputy-1"), entriesOf(*here, person("deputy-1")), read));
  ASSERT_TRUE(endPerson(*here, person("dsl-1"), "deputy-1").ok());
  EXPECT_FALSE(reads(*here, "deputy-1", "safeguarding"));
  const std::string after = post(*here);
  const store::Posting posting = *must(here->store->posting(after));
  EXPECT_EQ(EntryReader(*here, person("deputy-1")).open(posting).fault().code, FaultCode::wrongSecret);
  EXPECT_EQ(must(office::progressOfAll(*here)).at(before).person, "deputy-1");
  EXPECT_EQ(freshPersonId(here->directory(), PersonRole::deputy), "deputy-2") << "an id is never given out again";
}

TEST_F(People, TheLastLeadCannotBeEndedNorOneself) {
  expectFault(endPerson(*here, person("dsl-1"), "dsl-1"), FaultCode::badInput, "nobody ends their own");
  ASSERT_TRUE(endPerson(*here, person("dsl-1"), "deputy-1").ok());
  expectFault(changeDetails(*here, person("dsl-1"), "dsl-1", {.role = PersonRole::slt}), FaultCode::notTrusted,
              "no safeguarding lead");
}

TEST_F(People, DetailsChangeAndARoleWithinTheTeam) {
  ASSERT_TRUE(changeDetails(*here, person("dsl-1"), "slt-1",
                            {.room = "Room 9", .title = "Assistant head", .role = PersonRole::deputy})
                  .ok());
  const Person& changed = *here->directory().person("slt-1");
  EXPECT_EQ(changed.room + changed.title + changed.name, "Room 9Assistant headSue Tall");
  EXPECT_TRUE(reads(*here, "slt-1", "safeguarding"));
  expectFault(changeDetails(*here, person("dsl-1"), "slt-1", {.role = PersonRole::writer}), FaultCode::badInput,
              "add them anew");
  expectFault(changeDetails(*here, person("dsl-1"), "slt-1", {.name = " "}), FaultCode::badInput, "name is missing");
}

TEST_F(People, ADirectorySignedByTheWrongPersonIsRefused) {
  const auto seizes = [](Directory& next) { next.audiences[2].people.emplace_back("dsl-1"); };
  EXPECT_EQ(office::adoptDirectory(*here, signedNext(*here, "dsl-1", seizes)).fault().code, FaultCode::notTrusted);
  const auto moves = [](Directory& next) { next.places = {"Moon"}; };
  EXPECT_EQ(office::adoptDirectory(*here, signedNext(*here, "slt-1", moves)).fault().code, FaultCode::notTrusted);
  // A thief with a lead's card must not take the way back with it.
  const auto sheet = [&](Directory& next) { next.sheets[0].recipient = newRecipient(); };
  EXPECT_EQ(office::adoptDirectory(*here, signedNext(*here, "dsl-1", sheet)).fault().code, FaultCode::notTrusted);
  EXPECT_EQ(here->directory().version, 1);
}

TEST_F(People, AReplacedCardIsRefusedAndTheNewOneWorks) {
  const NewKeys first = added(PersonRole::dsl, "Nia New");
  const std::string old = post(*here);
  const NewKeys second = must(replaceKeyCard(*here, person("dsl-1"), "dsl-2", {}, {}));
  EXPECT_EQ(
      unlock(*here, {}, first.made.cardSecret.clone(), first.made.passphrase.clone(), Starter::allow).fault().code,
      FaultCode::wrongSecret);
  EXPECT_EQ(
      must(unlock(*here, {}, second.made.cardSecret.clone(), second.made.passphrase.clone(), Starter::allow)).person.id,
      "dsl-2");
  const store::Posting later = *must(here->store->posting(post(*here)));
  EXPECT_EQ(EntryReader(*here, as(first)).open(later).fault().code, FaultCode::wrongSecret);
  EXPECT_TRUE(EntryReader(*here, as(second)).open(later));
  EXPECT_EQ(EntryReader(*here, as(second)).open(*must(here->store->posting(old))).fault().code, FaultCode::wrongSecret);
}

TEST_F(People, APowerCutWhileACardIsReplacedLocksNobodyOut) {
  const NewKeys first = added(PersonRole::dsl, "Nia New");
  const NewKeys second = must(replaceKeyCard(*here, person("dsl-1"), "dsl-2", {}, {}));
  // As it was between the signature and the last write: the old key file in its place, the new one beside it.
  const std::string path = office::keyFilePath(*here, "dsl-2").string();
  ASSERT_TRUE(writeFileDurable(path, first.made.keyFile).ok() &&
              writeFileDurable(path + ".next", second.made.keyFile).ok());
  EXPECT_TRUE(unlock(*here, {}, second.made.cardSecret.clone(), second.made.passphrase.clone(), Starter::allow));
  EXPECT_FALSE(std::filesystem::exists(path + ".next"));
}

TEST_F(People, ALostCardIsSaidWithoutAKeyAndReachesTheOthers) {
  const std::string id = must(postCardLost(*here, "deputy-1", "Sam Lunch")).slip.id;
  sync();
  const auto entries = entriesOf(*there, person("dsl-1"));
  ASSERT_TRUE(entries.contains(id));
  EXPECT_EQ(entries.at(id).entry.casework.person, "deputy-1");
  EXPECT_EQ(entries.at(id).problems, std::vector<std::string>());
  EXPECT_EQ(casework::project(entries, {}).apart.at(Kind::cardLost), std::vector<std::string>{id});
  expectFault(postCardLost(*here, "nobody-1", ""), FaultCode::notFound, "nobody-1");
}

TEST_F(Grants, ANewDslReadsEverythingOnASecondDeviceAfterSync) {
  std::vector<std::string> ids{post(*here), post(*there)};
  sync();
  casework::Step step;
  step.kind = Kind::note;
  step.subject = ids[0];
  step.body = "An invented note.";
  ids.push_back(must(postStep(*here, person("dsl-1"), entriesOf(*here, person("dsl-1")), step)).entry.id);
  const NewKeys nia = added(PersonRole::dsl, "Nia New");
  EXPECT_TRUE(entriesOf(*here, as(nia)).empty());
  const GrantMade made = must(grantAll(*here, granterOf(person("dsl-1")), "dsl-2"));
  EXPECT_EQ(made.granted, 3);
  EXPECT_EQ(made.unreadable, 0);
  ASSERT_EQ(made.entries.size(), 1U);
  sync();
  const auto entries = entriesOf(*there, as(nia));
  for (const std::string& id : ids) {
    ASSERT_TRUE(entries.contains(id));
    EXPECT_EQ(entries.at(id).problems, std::vector<std::string>());
  }
  EXPECT_EQ(must(office::verifyFolder(*there)).problems.size(), 0U);
}

TEST_F(Grants, WithTheOldPayloadItIsAPlainAgeFileThatAgeOpens) {
  const std::string id = post(*here);
  const NewKeys nia = added(PersonRole::dsl, "Nia New");
  must(grantAll(*here, granterOf(person("dsl-1")), "dsl-2"));
  const Bytes file = must(EntryReader(*here, as(nia)).sealedForThem(*must(here->store->posting(id))));
  ASSERT_TRUE(writeFileDurable(base / "granted.age", file).ok());
  const SecretBytes key = nia.keys.identity.text();
  ASSERT_TRUE(writeFileDurable(base / "key.txt", key.view()).ok());
  const support::Ran ran = support::run({"age", "-d", "-i", (base / "key.txt").string(), "-o",
                                         (base / "out.tar").string(), (base / "granted.age").string()});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  const support::Ran listed = support::run({"tar", "-tf", (base / "out.tar").string()});
  EXPECT_NE(listed.out.find("entry.json"), std::string::npos) << listed.out;
}

TEST_F(Grants, OfOnesOwnNewCardAreSignedWithTheNewKey) {
  const std::string id = post(*here);
  const Unlocked before = person("deputy-1");
  const NewKeys now = must(replaceKeyCard(*here, before, "deputy-1", {}, {}));
  EXPECT_EQ(must(grantAll(*here, granterOf(before, now), "deputy-1")).granted, 1);
  EXPECT_TRUE(entriesOf(*here, as(now)).contains(id));
}

TEST_F(Grants, OfOneWhoDoesNotReadItAreNotBelieved) {
  const std::string id = post(*here);
  const NewKeys nia = added(PersonRole::dsl, "Nia New");
  // A true header, but in a grant that somebody signed who is no reader of it.
  const Unlocked lead = person("dsl-1");
  const Unlocked senior = person("slt-1");
  const Granter thief{lead.keys.identity, senior.keys.signing, {"slt-1", "Sue Tall", "SLT", VerifiedBy::keyCard}};
  must(grantAudience(*here, thief, "dsl-2", "safeguarding"));
  EXPECT_FALSE(entriesOf(*here, as(nia)).contains(id));
  expectFault(grantAudience(*here, granterOf(lead), "slt-1", "safeguarding"), FaultCode::notPermitted, "does not read");
}

TEST(GrantFile, IsReadStrictly) {
  const std::string id = "01938c5e-0000-7000-8000-000000000001";
  const std::string good = "pillarbox-grant 1\n" + id + " 3\nabc" + id + " 1\nx";
  const auto read = readGrant(good);
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0].header, "abc");
  const std::vector<std::string> malformed{
      "pillarbox-grant 2\n",       "pillarbox-grant 1\n" + id + " 9\nabc", "pillarbox-grant 1\n" + id + " 0\n",
      "pillarbox-grant 1\nx 1\na", "pillarbox-grant 1\n" + id + " -1\na",  "pillarbox-grant 1\n" + id};
  for (const std::string& bad : malformed) {
    EXPECT_FALSE(readGrant(bad).ok()) << bad;
  }
}

// "Permission levels": SLT all but safeguarding.
TEST_F(People, ASeniorLeaderReadsPastoralEntriesAndNoSafeguardingOnes) {
  const std::string safeguarding = post(*here), pastoral = post(*here, {}, "pastoral");
  const auto entries = entriesOf(*here, person("slt-1"));
  EXPECT_TRUE(entries.contains(pastoral));
  EXPECT_FALSE(entries.contains(safeguarding));
}

// "Permission levels": write-only staff add, and see and act on only what they wrote or were alerted to.
TEST_F(Writers, ReadAndActOnOnlyWhatTheyWroteOrWereAlertedTo) {
  const NewKeys tess = added(PersonRole::writer, "Tess Teacher");
  EXPECT_EQ(tess.made.person.id, "writer-1");
  const Unlocked writer = as(tess);
  const std::string others = post(*here), own = post(*here, "writer-1");
  auto entries = entriesOf(*here, writer);
  EXPECT_TRUE(entries.contains(own));
  EXPECT_FALSE(entries.contains(others));
  EXPECT_EQ(entries.size(), 1U);
  EXPECT_TRUE(must(readAll(*here, writer)).unopened.empty()) << "the number of others' entries is not shown either";

  casework::Step act;
  act.kind = Kind::action;
  act.subject = own;
  act.work.what = "Rang home.";
  act.work.state = "done";
  const std::string action = must(postStep(*here, writer, entries, act)).entry.id;
  EXPECT_EQ(casework::project(entriesOf(*here, person("dsl-1")), {}).cases.at(own).actions.size(), 1U);
  EXPECT_TRUE(entriesOf(*here, person("deputy-1")).contains(action)) << "every lead reads what a writer does";
  casework::Step close;
  close.kind = Kind::close;
  close.subject = own;
  expectFault(postStep(*here, writer, entries, close), FaultCode::notPermitted, "safeguarding lead");

  casework::Step alert;
  alert.kind = Kind::move;
  alert.subject = others;
  alert.body = "You teach this child.";
  alert.work.toAudience = "writer-1";
  must(postStep(*here, person("dsl-1"), entriesOf(*here, person("dsl-1")), alert));
  entries = entriesOf(*here, writer);
  ASSERT_TRUE(entries.contains(others));
  EXPECT_EQ(entries.at(others).problems, std::vector<std::string>());
  const auto view = casework::project(entriesOf(*here, person("deputy-1")), {});
  EXPECT_EQ(view.cases.at(others).audience, "safeguarding") << "its readers stay what they are";
  act.subject = others;
  must(postStep(*here, writer, entries, act));

  // Their own mark is not the team's.
  casework::Step read;
  read.kind = Kind::read;
  read.subject = own;
  must(postStep(*here, writer, entriesOf(*here, writer), read));
  EXPECT_FALSE(casework::project(entriesOf(*here, person("dsl-1")), {}).cases.at(own).unread.empty());
  for (const auto& problem : must(office::verifyFolder(*here)).problems) {
    EXPECT_TRUE(problem.notice) << problem.problem;
  }
}

TEST_F(Writers, NeverReadAgainWhatTheyWroteAboutAnAdult) {
  const NewKeys tess = added(PersonRole::writer, "Tess Teacher");
  Entry entry = OfficeTest::concern();
  entry.author.id = "writer-1";
  entry.aboutAdult = true;
  entry.adultName = "Somebody Else";
  must(office::postEntry(*here, std::move(entry), {}, {}, nullptr));
  EXPECT_TRUE(entriesOf(*here, as(tess)).empty());
}

TEST_F(Writers, OnTheStaffListAreKnownByTheirBadge) {
  Roster roster;
  roster.badgeKey = Bytes(32, 9);
  roster.staff.push_back({"staff-7", "Mrs Tess Teacher", "Teacher"});
  ASSERT_TRUE(office::saveRoster(*here, roster).ok());
  added(PersonRole::writer, "Tess Teacher");
  roster = here->roster;
  EXPECT_EQ(writerBehind(here->directory(), roster, "staff-7"), here->directory().person("writer-1"));
  EXPECT_EQ(writerBehind(here->directory(), roster, "staff-8"), nullptr);
  EXPECT_EQ(writerBehind(here->directory(), roster, "dsl-1"), nullptr);
}

TEST_F(Writers, ANewKeyReadsTheirOwnEntriesByAGrant) {
  added(PersonRole::writer, "Tess Teacher");
  const std::string own = post(*here, "writer-1"), others = post(*here);
  const NewKeys now = must(replaceKeyCard(*here, person("dsl-1"), "writer-1", {}, {}));
  EXPECT_EQ(must(grantAll(*here, granterOf(person("dsl-1")), "writer-1")).granted, 1);
  const auto entries = entriesOf(*here, as(now));
  EXPECT_TRUE(entries.contains(own));
  EXPECT_FALSE(entries.contains(others));
}

}  // namespace
}  // namespace pillarbox::desk
