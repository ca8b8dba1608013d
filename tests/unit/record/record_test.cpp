#include <gtest/gtest.h>

#include "shared/record/directory.h"
#include "shared/record/entry_json.h"
#include "shared/record/ids.h"
#include "shared/record/slip.h"

namespace pillarbox {
namespace {

PaperPage paperPage() {
  PaperPage page;
  page.attachment = "page-1.webp";
  page.corners = {{{10.5, 20}, {1200, 22}, {1210, 1700}, {8, 1698}}};
  page.form = PaperForm{"concern", "3f2a91b0", 1, "7K2M9QXT"};
  page.quality = {0.9, 0.8, 1, 1, 171, PaperAdvice::none};
  page.width = 1240;
  page.height = 1754;
  page.dpi = 150;
  page.ticks = {{"kind.i-saw", "Something I saw", TickState::yes, 0.97, ""},
                {"told.dsl", "I told the DSL", TickState::yes, 0.41, "Pat Example"},
                {"urgent", "It is urgent", TickState::unsure, 0.3, ""}};
  page.marks = {{"front", 61.5, 88.25, 9, 4, "cross", 0.93}};
  page.fields = {{"pupil-name", "Child's full name", {100, 200, 600, 60}, false, "", 0, ""},
                 {"happened-date", "Date", {100, 300, 300, 50}, false, "21/11/2026", 0.91, "Pat Example"}};
  return page;
}

Entry wholeEntry() {
  SystemClock clock;
  SystemRandom random;
  Entry entry;
  entry.id = newId(clock, random);
  entry.nonce = toHex(random.bytes(32));
  entry.school = "oakfield";
  entry.author = {"s-1", "Pat Example", "Lunchtime supervisor", VerifiedBy::badge};
  entry.device = "staffroom";
  entry.writtenAt = {*parseTime("2026-11-21T12:41:07.123Z"), 1234, "boot", parseTime("2026-11-21T12:00:00.000Z")};
  entry.happenedAt = "Today, at lunch";
  entry.happenedWhere = "Playground";
  entry.audience = "safeguarding";
  entry.recordKind = "child-told-me";
  entry.pupils = {{"p-1", "Zoë O’Neill", "3B", "worried-about", ""}, {"", "", "", "saw-it", "a tall boy in Year 6"}};
  entry.account = "Zoë came to me.\nShe was crying.";
  entry.mentions = {{"p-1", MentionKind::pupil, "Zoë O’Neill"}, {"s-2", MentionKind::staff, "Mrs Example"}};
  entry.exactWords = {{"p-1", "Zoë O’Neill", "“I don’t want to go home.”", "Shall I sit with you?"},
                      {"", "Zoë’s mother", "He is only tired.", ""}};
  entry.done = {{"told-dsl", "Mrs Example", "12:50", ""}};
  entry.dslToldInPerson = true;
  entry.pages = {paperPage()};
  entry.attachments = {{"page-1.webp", "image/webp", 12, std::string(64, 'a')}};
  return entry;
}

TEST(Ids, AreVersion7AndSortByTime) {
  SystemClock clock;
  SystemRandom random;
  const std::string id = newId(clock, random);
  EXPECT_TRUE(isId(id)) << id;
  EXPECT_FALSE(isId("01890a5d-ac96-474b-bcce-b302099a8057"));  // version 4
  EXPECT_FALSE(isId("01890A5D-AC96-774B-BCCE-B302099A8057"));  // upper case
  EXPECT_FALSE(isId(""));
  EXPECT_EQ(referenceOf(id).size(), 7U);
  EXPECT_EQ(referenceOf(id), referenceOf(id));
}

TEST(Entry, SurvivesTheRoundTripByteForByte) {
  const Entry entry = wholeEntry();
  const SecretBytes json = encodeEntry(entry);
  const Result<Entry> again = decodeEntry(json.text(), UnknownFields::refuse);
  ASSERT_TRUE(again) << again.fault().detail;
  EXPECT_EQ(*again, entry);
  EXPECT_EQ(encodeEntry(*again).text(), json.text());
}

TEST(Entry, PagesReadBackAreCheckedFieldByField) {
  const std::string whole(encodeEntry(wholeEntry()).text());
  struct Case {
    std::string_view from, to, says;
  };
  for (const Case& each : {Case{"\"advice\": \"none\"", "\"advice\": \"dance\"", "pages[0].quality.advice"},
                           Case{"\"state\": \"unsure\"", "\"state\": \"maybe\"", "pages[0].ticks[2].state"},
                           Case{"\"side\": 1", "\"side\": 0", "pages[0].form.side"},
                           Case{"\"x_mm\": 61.5", "\"x_mm\": \"left\"", "pages[0].marks[0].x_mm"},
                           Case{"\"width\": 1240", "\"width\": -1", "pages[0] is too large"}}) {
    std::string changed = whole;
    const std::size_t at = changed.find(each.from);
    ASSERT_NE(at, std::string::npos) << each.from;
    changed.replace(at, each.from.size(), each.to);
    const Result<Entry> read = decodeEntry(changed, UnknownFields::refuse);
    ASSERT_FALSE(read) << each.to;
    EXPECT_NE(read.fault().detail.find(each.says), std::string::npos) << read.fault().detail;
  }
}

TEST(Entry, TextHoldsEverythingAPersonNeeds) {
  const SecretBytes text = entryText(wholeEntry(), "Oakfield Primary");
  for (const char* needed :
       {"Oakfield Primary", "Pat Example", "identified by badge", "Zoë O’Neill", "class 3B", "a tall boy in Year 6",
        "She was crying.", "I don’t want to go home", "Playground", "DSL told in person", "page-1.webp",
        "Something I saw (read by machine)", "I told the DSL (confirmed by Pat Example)", "Perhaps ticked",
        "front: cross", "21/11/2026 (confirmed by Pat Example)", "7K2M9QXT", "2026-11-21T12:41:07.123Z"}) {
    EXPECT_NE(text.text().find(needed), std::string_view::npos) << needed;
  }
}

TEST(Entry, SaysWhichFieldIsWrong) {
  std::string json(encodeEntry(wholeEntry()).text());
  const auto complaint = [&](std::string_view from, std::string_view to) {
    std::string changed = json;
    changed.replace(changed.find(from), from.size(), to);
    const Result<Entry> entry = decodeEntry(changed, UnknownFields::refuse);
    return entry.ok() ? std::string("accepted") : entry.fault().detail;
  };
  EXPECT_NE(complaint("\"kind\": \"concern\"", "\"kind\": \"gossip\"").find("kind"), std::string::npos);
  EXPECT_NE(complaint("\"urgent\": false", "\"urgent\": \"no\"").find("urgent must be true or false"),
            std::string::npos);
  EXPECT_NE(complaint("\"account\"", "\"acount\"").find("acount"), std::string::npos);
  EXPECT_NE(complaint("2026-11-21T12:41:07.123Z", "yesterday").find("written_at.wall"), std::string::npos);
  EXPECT_NE(complaint("\"v\": 1", "\"v\": 2").find("newer"), std::string::npos);
  EXPECT_FALSE(decodeEntry("{", UnknownFields::refuse).ok());
  EXPECT_FALSE(decodeEntry(std::string(100'000, '['), UnknownFields::refuse).ok());
}

TEST(Entry, RefusesControlCharactersAndBadUtf8) {
  Entry entry = wholeEntry();
  entry.account = std::string("a\0b", 3);
  EXPECT_FALSE(validate(entry).ok());
  entry = wholeEntry();
  entry.account = "\xFF";
  EXPECT_FALSE(validate(entry).ok());
  entry = wholeEntry();
  entry.author.name = "two\nlines";
  EXPECT_FALSE(validate(entry).ok());
  entry = wholeEntry();
  entry.account = std::string(maxAccountBytes + 1, 'x');
  EXPECT_EQ(validate(entry).fault().code, FaultCode::tooLarge);
}

TEST(Entry, ExampleCanBePosted) {
  const Result<Entry> entry = decodeEntryToPost(exampleEntryToPost());
  ASSERT_TRUE(entry) << entry.fault().detail;
  EXPECT_FALSE(entry->account.empty());
  EXPECT_EQ(entry->author.verifiedBy, VerifiedBy::typed);
  EXPECT_FALSE(decodeEntryToPost("{\"author\":{\"name\":\"x\"},\"acount\":\"typo\"}").ok());
}

TEST(Slip, SurvivesTheRoundTripAndRefusesWhatItDoesNotKnow) {
  Slip slip;
  SystemClock clock;
  SystemRandom random;
  slip.id = newId(clock, random);
  slip.chainId = newId(clock, random);
  slip.school = "oakfield";
  slip.device = "staffroom";
  slip.seq = 1;
  slip.audience = "safeguarding";
  slip.writtenAt = *parseTime("2026-11-21T12:41:07.123Z");
  slip.contentSha256 = std::string(64, '1');
  slip.sealedSha256 = std::string(64, '2');
  slip.sealedBytes = 4321;
  slip.directoryVersion = 1;
  const std::string json = encodeSlip(slip);
  ASSERT_TRUE(decodeSlip(json));
  EXPECT_EQ(*decodeSlip(json), slip);
  std::string more = json;
  more.insert(1, "\"pupil\":\"x\",");
  EXPECT_FALSE(decodeSlip(more).ok());
  slip.seq = 2;  // must then name the one before
  EXPECT_FALSE(decodeSlip(encodeSlip(slip)).ok());
}

Directory school() {
  const std::string key = toBase64(Bytes(32, 7), Base64::padded);
  Directory directory;
  directory.schoolId = "oakfield";
  directory.schoolName = "Oakfield Primary";
  directory.people = {{"dsl", "Mrs Lead", PersonRole::dsl, "", "Room 4", "204", "age1a", key, "c1", true, true},
                      {"deputy", "Mr Second", PersonRole::deputy, "", "", "", "age1b", key, "c2", true, true},
                      {"head", "Ms Head", PersonRole::head, "", "", "", "age1c", key, "c3", true, true},
                      {"chair", "Dr Chair", PersonRole::chair, "", "", "", "age1d", key, "c4", true, true}};
  directory.sheets = {{"safeguarding", "age1s", key}, {"head-chair", "age1t", key}};
  directory.audiences = {{"safeguarding", {"dsl", "deputy"}, "safeguarding"},
                         {"head", {"head"}, "head-chair"},
                         {"chair", {"chair"}, "head-chair"}};
  return directory;
}

TEST(Directory, SurvivesTheRoundTrip) {
  Directory directory = school();
  directory.server =
      ServerAddress{"https://pillarbox.example", directory.people[0].verifyKey, directory.people[0].verifyKey};
  const Result<Directory> again = decodeDirectory(encodeDirectory(directory));
  ASSERT_TRUE(again) << again.fault().detail;
  EXPECT_EQ(*again, directory);
}

TEST(Routing, LeadsRoundTheAdultItIsAbout) {
  const Directory directory = school();
  EXPECT_EQ(routeFor(directory, {})->audience, "safeguarding");
  EXPECT_EQ(routeFor(directory, {})->recipients, (std::vector<std::string>{"age1a", "age1b", "age1s"}));
  EXPECT_EQ(routeFor(directory, {.aboutAdult = true})->audience, "head");
  const Result<Route> aboutHead = routeFor(directory, {.aboutAdult = true, .adultPersonId = "head"});
  EXPECT_EQ(aboutHead->audience, "chair");
  EXPECT_EQ(aboutHead->recipients, (std::vector<std::string>{"age1d", "age1t"}));
}

TEST(Routing, SealsToTheSheetAloneWhenNobodyMayRead) {
  Directory directory = school();
  directory.audiences.back().people = {"head"};  // nobody but the head could read concerns about the head
  const Result<Route> route = routeFor(directory, {.aboutAdult = true, .adultPersonId = "head"});
  ASSERT_TRUE(route);
  EXPECT_TRUE(route->nobodyEligible);
  EXPECT_EQ(route->recipients, (std::vector<std::string>{"age1t"}));
  EXPECT_FALSE(route->ring.empty());
}

TEST(Routing, LowLevelGoesToTheDslOnlyWhereThePolicySaysSoAndNotToTheOneNamed) {
  Directory directory = school();
  const RouteQuestion lowLevel{.aboutAdult = true, .lowLevel = true};
  EXPECT_EQ(routeFor(directory, lowLevel)->audience, "head");
  directory.policies.lowLevelToDsl = true;
  EXPECT_EQ(routeFor(directory, lowLevel)->audience, "safeguarding");
  EXPECT_EQ(routeFor(directory, {.aboutAdult = true, .adultPersonId = "deputy", .lowLevel = true})->audience, "head");
}

TEST(Directory, ChangesOnlyByThoseWhoMay) {
  const Directory current = school();
  Directory next = current;
  next.version = 2;
  next.previousSha256 = std::string(64, 'a');
  next.places = {"Hall"};
  const std::string hash(64, 'a');
  EXPECT_TRUE(mayFollow(current, hash, next, "dsl"));
  EXPECT_FALSE(mayFollow(current, hash, next, "head").ok());  // not the head's to change
  EXPECT_FALSE(mayFollow(current, hash, next, "nobody").ok());
  EXPECT_FALSE(mayFollow(current, std::string(64, 'b'), next, "dsl").ok());  // names another version
  next.version = 3;
  EXPECT_FALSE(mayFollow(current, hash, next, "dsl").ok());
  Directory takeover = current;
  takeover.version = 2;
  takeover.previousSha256 = hash;
  takeover.audiences[1].people = {"head", "dsl"};  // a DSL adds herself to the head's readers
  EXPECT_FALSE(mayFollow(current, hash, takeover, "dsl").ok());
  EXPECT_TRUE(mayFollow(current, hash, takeover, "head"));
  EXPECT_TRUE(mayFollow(current, hash, takeover, "head-chair"));
}

}  // namespace
}  // namespace pillarbox
