#include <sys/wait.h>
#include <unistd.h>

#include "kiosk/office/read_status.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::office {

using Poster = OfficeTest;

TEST_F(Poster, ConcernIsSealedSignedAndOnDisk) {
  School school = create();
  const store::Posting posted = postConcern(school);
  EXPECT_EQ(posted.slip.audience, "safeguarding");
  EXPECT_EQ(posted.slip.school, "hill-school");
  EXPECT_EQ(posted.slip.writtenAt, clock.now());
  const auto believed = believeSlip(school.directories, posted.envelope);
  ASSERT_TRUE(believed.ok()) << believed.fault().detail;
  EXPECT_EQ(believed->slip, posted.slip);
  const auto sealed = school.store->sealed(posted.slip.id);
  EXPECT_TRUE(textOf(*sealed).starts_with("age-encryption.org/v1\n"));
  EXPECT_EQ(textOf(*sealed).find("invented"), std::string_view::npos);
}

TEST_F(Poster, AboutAnAdultGoesToTheHeadAndAboutTheHeadToTheChair) {
  School school = create();
  Entry entry = concern();
  entry.aboutAdult = true;
  entry.adultName = "Tom Teacher";
  EXPECT_EQ(must(postEntry(school, entry, {}, {}, nullptr)).slip.audience, "head");
  for (const char* name : {"Harriet Head", "Mrs Harriet Head", "harriet head"}) {
    entry.adultName = name;
    EXPECT_EQ(must(postEntry(school, entry, {}, {}, nullptr)).slip.audience, "chair") << name;
  }
  entry.adultName.clear();
  entry.adultRef = "head-1";
  EXPECT_EQ(must(postEntry(school, entry, {}, {}, nullptr)).slip.audience, "chair");
  // By the roster: the member of staff who is also a person of the directory.
  Roster roster;
  roster.badgeKey = random.bytes(32);
  roster.staff = {{"staff-9", "H. Head", "head", "head-1", {}}};
  ASSERT_TRUE(saveRoster(school, roster).ok());
  entry.adultRef = "staff-9";
  EXPECT_EQ(must(postEntry(school, entry, {}, {}, nullptr)).slip.audience, "chair");
}

TEST_F(Poster, RoutingNoteGoesWithConcernsButNeverForHeadOrChair) {
  School school = create();
  connect(school);
  const Place place = must(placeOf(school));
  EXPECT_FALSE(must(prepare(place, concern(), {}, {}, clock, random)).posting.routing.empty());
  Entry adult = concern();
  adult.aboutAdult = true;
  EXPECT_TRUE(must(prepare(place, adult, {}, {}, clock, random)).posting.routing.empty());
}

TEST_F(Poster, CaseworkNeedsThePersonsSignature) {
  School school = create();
  const store::Posting posted = postConcern(school);
  EXPECT_FALSE(postEntry(school, casework(Kind::read, posted.slip.id), {}, {}, nullptr).ok());
  EXPECT_TRUE(postEntry(school, casework(Kind::read, posted.slip.id), {}, {}, &keyOf("dsl-1")).ok());
}

TEST_F(Poster, AttachmentsAreSealedInAndTooMuchIsSaid) {
  School school = create();
  const Bytes page = random.bytes(1000);
  const std::array<seal::Attachment, 1> pages{{{"page-1.webp", "image/webp", page}}};
  EXPECT_GT(must(postEntry(school, concern(), pages, {}, nullptr)).slip.sealedBytes, 5000);
  const Bytes large(9u << 20);
  const std::array<seal::Attachment, 1> tooLarge{{{"page-1.webp", "image/webp", large}}};
  EXPECT_EQ(postEntry(school, concern(), tooLarge, {}, nullptr).fault().code, FaultCode::tooLarge);
  const std::array<seal::Attachment, 1> taken{{{"entry.json", "text/plain", page}}};
  EXPECT_EQ(postEntry(school, concern(), taken, {}, nullptr).fault().code, FaultCode::badInput);
  EXPECT_EQ(school.store->counts()->stored, 1);
}

TEST_F(Poster, DraftOfAProgramThatEndedArrivesUnfinishedAndOnce) {
  School school = create();
  ASSERT_TRUE(saveDraft(school, concern(), {}, {}).ok());
  EXPECT_EQ(must(postDraftsLeftBehind(school)), 0) << "this program is still running";
  school.store.reset();
  const pid_t child = fork();
  if (child == 0) {
    Result<School> own = openSchool(folder, clock, random);
    _exit(own.ok() && saveDraft(*own, concern(), {}, {}).ok() ? 0 : 1);
  }
  int status = 1;
  waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);
  School again = open();
  ASSERT_EQ(again.store->drafts()->size(), 2U);
  EXPECT_EQ(must(postDraftsLeftBehind(again)), 1);
  EXPECT_EQ(must(postDraftsLeftBehind(again)), 0);
  EXPECT_EQ(again.store->counts()->stored, 1);
  EXPECT_EQ(again.store->drafts()->size(), 1U);
}

TEST_F(Poster, PostingReplacesItsDraft) {
  School school = create();
  Entry entry = concern();
  entry.id = newId(clock, random);
  ASSERT_TRUE(saveDraft(school, entry, {}, {}).ok());
  must(postEntry(school, entry, {}, {}, nullptr));
  EXPECT_TRUE(school.store->drafts()->empty());
}

TEST_F(Poster, AuthorTagsTellWhoseItIsWithoutNames) {
  School school = create();
  const Place place = must(placeOf(school));
  EXPECT_EQ(place.authorTag("staff-1"), place.authorTag("staff-1"));
  EXPECT_NE(place.authorTag("staff-1"), place.authorTag("staff-2"));
  EXPECT_TRUE(place.authorTag("").empty());
}

}  // namespace pillarbox::office
