// "Read" is said only when a person who may read it signed that. Not the device, not the server, not a stranger, not
// whoever can write to the database.
#include "kiosk/office/poster.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/wire/lists.h"
#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

using Do = BadAnswer::Do;

class ForgedRead : public FrontStory {
 protected:
  // A slip of kind `read` about `concern`, posted by the office of `folder` as ever, but signed by `second` (null: by
  // nobody else) instead of by somebody who may. Gives its id.
  std::string forge(const std::string& folder, const std::string& concern, const seal::SigningKey* second,
                    Kind kind = Kind::read) {
    Result<office::School> opened = office::openSchool(folder, clock, random);
    EXPECT_TRUE(opened.ok());
    if (!opened.ok()) return {};
    Entry entry;
    entry.kind = kind;
    entry.subject = concern;
    entry.audience = "safeguarding";
    entry.author = {"dsl-1", "Ruth Ashdown", "Designated Safeguarding Lead", VerifiedBy::keyCard};
    const Result<office::Place> place = office::placeOf(*opened);
    EXPECT_TRUE(place.ok());
    const Result<office::Prepared> made = office::prepare(*place, entry, {}, {}, clock, random);
    EXPECT_TRUE(made.ok()) << made.fault().detail;
    const Result<store::Posting> posted =
        opened->store->post(made->posting, [&](const Slip& slip) -> Result<std::string> {
          seal::Envelope envelope = seal::sign(slipType, viewOf(encodeSlip(slip)), opened->keys.signing);
          if (second != nullptr) seal::addSignature(envelope, *second);
          return seal::encode(envelope);
        });
    EXPECT_TRUE(posted.ok());
    return posted.ok() ? posted->slip.id : std::string();
  }
  void expectUnread(const std::string& concern) {
    for (const Json& row : json(school->inbox({"list"}))) {
      EXPECT_TRUE(row["id"] != concern || row["state"] == "unread") << row;
    }
  }
  void expectVerifyNames(const std::string& id) {
    const Ran ran = school->verify();
    EXPECT_EQ(ran.exit, 1);
    const Json problems = parsed(ran.out)["problems"];
    EXPECT_TRUE(std::any_of(problems.begin(), problems.end(), [&](const Json& one) { return one["id"] == id; }))
        << ran.out;
  }
  std::string join() {
    const std::string invite = temp / "invite.txt", second = temp / "second";
    EXPECT_EQ(DemoSchool::pillarbox({"invite", school->folder(), "-o", invite, "--card-file", school->cardFile(),
                                     "--passphrase-file", school->passphraseFile()})
                  .exit,
              0);
    const Json joined = json(DemoSchool::pillarbox({"join", second, "--invite", invite, "--json"}));
    EXPECT_EQ(DemoSchool::pillarbox({"approve", school->folder(), joined["device"], "--card-file", school->cardFile(),
                                     "--passphrase-file", school->passphraseFile()})
                  .exit,
              0);
    return second;
  }

  SystemClock clock;
  SystemRandom random;
};

TEST_F(ForgedRead, ByTheDeviceAloneOrWithAStrangersKey) {
  const std::string concern = postOne();
  const seal::SigningKey stranger = seal::SigningKey::generate(random);
  const std::string alone = forge(school->folder(), concern, nullptr);
  const std::string signedByStranger = forge(school->folder(), concern, &stranger);
  const std::string closed = forge(school->folder(), concern, &stranger, Kind::close);
  expectUnread(concern);
  for (const std::string& id : {alone, signedByStranger, closed}) expectVerifyNames(id);
  // The real thing still counts.
  EXPECT_EQ(school->inbox({"read", concern}).exit, 0);
  EXPECT_EQ(json(school->inbox({"list"}))[0]["state"], "read");
}

TEST_F(ForgedRead, WrittenIntoTheDatabaseByHand) {
  const std::string concern = postOne(), other = postOne();
  EXPECT_EQ(school->inbox({"read", other}).exit, 0);  // a real one to copy from
  // The other concern's "read", made to be about this one; and a concern's own slip made to be a "read".
  const std::string columns =
      "school, device, chain_id, seq, kind, subject, audience, urgent, written_at, content_sha256, sealed_sha256, "
      "sealed_bytes, directory_version, previous_slip_sha256, slip_sha256, envelope, from_server, author_tag, state, "
      "routing";
  const std::vector<std::pair<std::string, std::string>> copies{{"read", "01a200b7-10f8-73e7-bce0-000000000001"},
                                                                {"concern", "01a200b7-10f8-73e7-bce0-000000000002"}};
  for (const auto& [kind, newId] : copies) {
    sql(database(), "INSERT INTO postings(id, " + columns + ") SELECT '" + newId +
                        "', school, device, chain_id, seq + 100, 'read', '" + concern +
                        "', audience, urgent, written_at, content_sha256, sealed_sha256, sealed_bytes, "
                        "directory_version, previous_slip_sha256, slip_sha256, envelope, from_server, author_tag, "
                        "state, routing FROM postings WHERE kind = '" +
                        kind + "' LIMIT 1");
  }
  expectUnread(concern);
  EXPECT_EQ(school->verify().exit, 1);
}

TEST_F(ForgedRead, SentByAnotherTerminalThroughTheServer) {
  const std::string concern = postOne();
  EXPECT_EQ(school->sync().exit, 0);
  const std::string second = join();
  EXPECT_EQ(DemoSchool::pillarbox({"sync", second, "--once"}).exit, 0);
  const std::string forged = forge(second, concern, nullptr);
  EXPECT_EQ(DemoSchool::pillarbox({"sync", second, "--once"}).exit, 0);
  ASSERT_TRUE(idsAtServer().contains(forged)) << "the server cannot know, so it takes it";
  EXPECT_EQ(school->sync().exit, 0);
  expectUnread(concern);
  if (idsHere().contains(forged)) expectVerifyNames(forged);
}

TEST_F(ForgedRead, MadeUpByTheServer) {
  const std::string concern = postOne();
  EXPECT_EQ(school->sync().exit, 0);
  // The server has the concern's slip and its own keys; with those it makes a "read" and answers with it.
  const Result<Slip> slip = [&]() -> Result<Slip> {
    PB_TRY_VALUE(const office::School opened, office::openSchool(school->folder(), clock, random));
    PB_TRY_VALUE(const auto posting, opened.store->posting(concern));
    return posting->slip;
  }();
  ASSERT_TRUE(slip.ok());
  Slip read = *slip;
  read.id = newId(clock, random);
  read.kind = Kind::read;
  read.subject = concern;
  read.seq += 1;
  const seal::SigningKey own = seal::SigningKey::generate(random);
  const std::string envelope = seal::encode(seal::sign(slipType, viewOf(encodeSlip(read)), own));
  int told = 0;
  everyRequest([&](const BadServer::Request& request) {
    if (!request.head.starts_with("GET /v1/status")) return BadAnswer{};
    ++told;
    return BadAnswer{
        Do::say, httpAnswer("200 OK", "Content-Type: application/json\r\n", wire::encodeStatusReply({envelope})), {}};
  });
  school->sync();
  EXPECT_GT(told, 0);
  expectUnread(concern);
  wellAgain();
  EXPECT_EQ(school->sync().exit, 0);
  expectUnread(concern);
}

}  // namespace
}  // namespace pillarbox::support
