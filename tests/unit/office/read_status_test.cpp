#include "kiosk/office/read_status.h"

#include "kiosk/office/office.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::office {

class ReadStatus : public OfficeTest {
 protected:
  // Posts casework whose second signature is `signer`'s, past every check on the way in.
  void postSigned(School& school, Entry entry, const std::string& signer) {
    must(postEntry(school, std::move(entry), {}, {}, &keyOf(signer)));
  }
  Progress progress(School& school, const std::string& id) {
    const auto all = must(progressOfAll(school));
    const auto found = all.find(id);
    return found == all.end() ? Progress::none : found->second.progress;
  }
};

TEST_F(ReadStatus, ReadByTheDslIsBelieved) {
  School school = create();
  const std::string id = postConcern(school).slip.id;
  EXPECT_EQ(progress(school, id), Progress::none);
  EXPECT_EQ(must(countsOf(school)).waitingToBeRead, 1);
  postSigned(school, casework(Kind::read, id), "dsl-1");
  EXPECT_EQ(progress(school, id), Progress::read);
  EXPECT_EQ(must(countsOf(school)).waitingToBeRead, 0);
  postSigned(school, casework(Kind::action, id), "dsl-1");
  EXPECT_EQ(progress(school, id), Progress::acted);
  postSigned(school, casework(Kind::close, id), "dsl-1");
  EXPECT_EQ(progress(school, id), Progress::closed);
  clock.advance(Milliseconds(10));
  postSigned(school, casework(Kind::reopen, id), "dsl-1");
  EXPECT_EQ(progress(school, id), Progress::acted);
}

TEST_F(ReadStatus, MessagesReachTheirWriterOnceAndOnlyFromWhoMayRead) {
  School school = create();
  const Place place = must(placeOf(school));
  const Bytes tag = place.authorTag("staff-1");
  PostOptions options;
  options.authorTag = tag;
  const std::string id = must(postEntry(school, concern(), {}, options, nullptr)).slip.id;
  for (const char* signer : {"stranger", "head-1"}) postSigned(school, casework(Kind::seeMe, id), signer);
  EXPECT_TRUE(must(mineOf(school, tag)).front().messages.empty()) << "forged";
  postSigned(school, casework(Kind::seeMe, id), "dsl-1");
  clock.advance(Milliseconds(10));
  postSigned(school, casework(Kind::thanks, id), "dsl-1");
  const std::vector<MineItem> mine = must(mineOf(school, tag));
  ASSERT_EQ(mine.size(), 1U) << "what is said to a writer is not one of their postings";
  EXPECT_EQ(mine[0].audience, "safeguarding");
  ASSERT_EQ(mine[0].messages.size(), 2U);
  EXPECT_EQ(mine[0].messages[0].said.kind, Kind::seeMe);
  EXPECT_EQ(mine[0].messages[0].said.person, "dsl-1");
  EXPECT_TRUE(mine[0].messages[0].fresh);
  EXPECT_EQ(mine[0].messages[1].said.kind, Kind::thanks);
  EXPECT_EQ(progress(school, id), Progress::none) << "saying something is not reading it";
}

TEST_F(ReadStatus, ACallIsSeenByTheDslsWordAlone) {
  School school = create();
  Entry call = concern();
  call.kind = Kind::call;
  call.urgent = true;
  const std::string id = must(postEntry(school, call, {}, {}, nullptr)).slip.id;
  EXPECT_FALSE(must(callStatusOf(school, id)).seen.has_value());
  postSigned(school, casework(Kind::read, id), "head-1");
  EXPECT_FALSE(must(callStatusOf(school, id)).seen.has_value()) << "the head does not read for safeguarding";
  postSigned(school, casework(Kind::read, id), "dsl-1");
  ASSERT_TRUE(must(callStatusOf(school, id)).seen.has_value());
  EXPECT_EQ(must(callStatusOf(school, id)).seen->person, "dsl-1");
}

TEST_F(ReadStatus, ForgedReadIsNotBelieved) {
  School school = create();
  const std::string id = postConcern(school).slip.id;
  for (const char* signer : {"stranger", "head-1", "chair-1", "safeguarding"}) {
    postSigned(school, casework(Kind::read, id), signer);
    EXPECT_EQ(progress(school, id), Progress::none) << signer;
  }
  EXPECT_EQ(must(countsOf(school)).waitingToBeRead, 1);
}

TEST_F(ReadStatus, ReadForAnotherAudienceIsNotBelieved) {
  School school = create();
  const std::string id = postConcern(school).slip.id;
  postSigned(school, casework(Kind::read, id, "head"), "head-1");
  EXPECT_EQ(progress(school, id), Progress::none);
}

TEST_F(ReadStatus, ReadSignedByAnUnknownOrWithdrawnDeviceIsNotBelieved) {
  School school = create();
  const std::string id = postConcern(school).slip.id;
  Slip slip = school.store->posting(id)->value().slip;
  slip.id = newId(clock, random);
  slip.kind = Kind::read;
  slip.subject = id;
  const seal::SigningKey unknown = seal::SigningKey::generate(random);
  const auto signedBy = [&](const seal::SigningKey& device) {
    const std::array<const seal::SigningKey*, 2> keys = {&device, &keyOf("dsl-1")};
    return seal::encode(seal::sign(slipType, viewOf(encodeSlip(slip)), keys));
  };
  EXPECT_FALSE(believeSlip(school.directories, signedBy(unknown)).ok());
  EXPECT_TRUE(believeSlip(school.directories, signedBy(school.keys.signing)).ok());
  Directory next = nextOf(school);
  next.devices[0].revoked = true;
  next.devices[0].revokedChain = slip.chainId;
  next.devices[0].revokedFromSeq = slip.seq + 1;
  ASSERT_TRUE(adoptDirectory(school, signDirectory(next, "dsl-1")).ok());
  EXPECT_TRUE(believeSlip(school.directories, signedBy(school.keys.signing)).ok()) << "signed before it was withdrawn";
  ++slip.seq;
  EXPECT_FALSE(believeSlip(school.directories, signedBy(school.keys.signing)).ok());
}

TEST_F(ReadStatus, StaysReadWhenTheReaderLeavesButSheCanReadNoMore) {
  School school = create();
  const std::string first = postConcern(school).slip.id;
  postSigned(school, casework(Kind::read, first), "dsl-1");
  Directory next = nextOf(school);
  next.people.push_back(makePerson("dsl-2", "Dora Deputy", PersonRole::deputy));
  next.audiences[0].people = {"dsl-1", "dsl-2"};
  next.people[0].active = false;
  ASSERT_TRUE(adoptDirectory(school, signDirectory(next, "dsl-1")).ok());
  EXPECT_EQ(progress(school, first), Progress::read);
  const std::string second = postConcern(school).slip.id;
  postSigned(school, casework(Kind::read, second), "dsl-1");
  EXPECT_EQ(progress(school, second), Progress::none);
  postSigned(school, casework(Kind::read, second), "dsl-2");
  EXPECT_EQ(progress(school, second), Progress::read);
}

TEST_F(ReadStatus, MineShowsWhatBecameOfEach) {
  School school = create();
  const Place place = must(placeOf(school));
  PostOptions options;
  options.authorTag = place.authorTag("staff-1");
  const std::string first = must(postEntry(school, concern(), {}, options, nullptr)).slip.id;
  const std::string second = must(postEntry(school, concern(), {}, options, nullptr)).slip.id;
  postConcern(school);  // somebody else's
  postSigned(school, casework(Kind::read, first), "dsl-1");
  auto mine = must(mineOf(school, options.authorTag));
  ASSERT_EQ(mine.size(), 2U);
  EXPECT_EQ(mine[0].id, second);
  EXPECT_EQ(mine[0].state, MineItem::State::stored);
  EXPECT_FALSE(mine[0].notReadInTime);
  EXPECT_EQ(mine[1].state, MineItem::State::read);
  EXPECT_EQ(mine[1].reference, referenceOf(first));
  clock.advance(std::chrono::hours(25));
  mine = must(mineOf(school, options.authorTag));
  EXPECT_TRUE(mine[0].notReadInTime);
  EXPECT_FALSE(mine[1].notReadInTime);
  EXPECT_TRUE(must(mineOf(school, {})).empty());
}

}  // namespace pillarbox::office
