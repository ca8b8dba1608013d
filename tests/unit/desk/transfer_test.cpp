// A child's file from one school to another, with the receipt back. Both schools and the child are invented.
#include "kiosk/desk/transfer.h"

#include "shared/base/files.h"
#include "shared/casework/child_view.h"
#include "shared/casework/transfers.h"
#include "shared/open/age_open.h"
#include "shared/open/tar_read.h"
#include "tests/unit/desk/casework_school.h"

namespace pillarbox::desk {
namespace {

namespace fs = std::filesystem;

class Transfer : public CaseworkSchool {
 protected:
  void SetUp() override {
    CaseworkSchool::SetUp();
    nextKeys.emplace(open::PersonKeys::generate("dsl-1", random));
    otherKeys.emplace(open::PersonKeys::generate("dsl-9", random));
    next.emplace(makeSchool("oak-school", "Oakfield Primary School", *nextKeys));
    other.emplace(makeSchool("ash-school", "Ash Lane School", *otherKeys));
    const std::string id = write(*here, about());
    write(*here, addition(id));
    EXPECT_TRUE(take(*here, "dsl-1", step(Kind::note, id, "Spoke to the invented nurse.")).ok());
  }

  Entry about() {
    Entry entry = OfficeTest::concern();
    entry.pupils = {child};
    return entry;
  }
  office::School makeSchool(const std::string& id, const std::string& name, const open::PersonKeys& keys) {
    seal::DeviceKeys device = seal::DeviceKeys::generate(random);
    Directory directory = makeDirectory(device);
    directory.schoolId = id;
    directory.schoolName = name;
    directory.people[0].recipient = seal::formatRecipient(keys.identity.recipient());
    directory.people[0].verifyKey = seal::formatVerifyKey(keys.signing.verifyKey());
    directory.people[0].name = "Gita Gray";
    office::NewFolder made{.keys = std::move(device)};
    made.deviceId = "kiosk-1";
    made.pin = sha256Hex(viewOf(encodeDirectory(directory)));
    made.directories = {seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(directory)), keys.signing))};
    return must(office::createSchool(base / id, std::move(made), clock, random));
  }
  static Unlocked readerOf(office::School& school, const open::PersonKeys& keys) {
    return {*school.directory().person("dsl-1"), {"dsl-1", keys.identity.clone(), keys.signing.clone()}, {}, {}};
  }

  // Everything one reader has open.
  struct Open {
    Unlocked person;
    ReadAll all;
    casework::CaseView view;
    office::School& school;
    ReadHere here() { return {school, person, all.entries, view}; }
  };
  Open openOf(office::School& school, Unlocked who) {
    ReadAll all = must(readAll(school, who));
    casework::CaseView view = casework::project(all.entries, all.unopened);
    return {std::move(who), std::move(all), std::move(view), school};
  }
  Open ours() { return openOf(*here, person("dsl-1")); }
  Open theirs() { return openOf(*next, readerOf(*next, *nextKeys)); }

  static Result<FilePapers> papers(Open& open) {
    FilePapers made;
    made.pdf = SecretBytes::copyOf(std::string_view("%PDF-1.7 invented"));
    made.csv = SecretBytes::copyOf(std::string_view("Day,What\r\n"));
    for (const auto& [id, entry] : open.all.entries) {
      if (casework::rowKindOf(entry.entry)) made.entries.push_back(id);
    }
    return made;
  }
  Result<FileSent> send(const SchoolCard& to, const std::string& name = "file.age", bool hidden = false) {
    Open open = ours();
    return sendFile(open.here(), {child, to, base / name, hidden}, [&](const std::string&) { return papers(open); });
  }
  Bytes sent(const std::string& name = "file.age") { return must(readFile(base / name)); }
  Result<OpenedTransfer> openThere(BytesView bytes) { return openTransfer(bytes, nextKeys->identity, "oak-school"); }
  casework::Transfer::State stateOn(const std::string& day) {
    Open open = ours();
    return casework::transfersOf(open.view, open.all.entries, day).at(0).state;
  }
  static void expectFault(const Result<OpenedTransfer>& result, FaultCode code, const std::string& part) {
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(faultName(result.fault().code), faultName(code)) << result.fault().detail;
    EXPECT_NE(result.fault().detail.find(part), std::string::npos) << result.fault().detail;
    EXPECT_NE(result.fault().detail.find("Nothing was kept"), std::string::npos) << result.fault().detail;
  }

  const PupilPart child{"p-014", "Amina Okafor", "3B", "", ""};
  std::optional<open::PersonKeys> nextKeys, otherKeys;
  std::optional<office::School> next, other;
};

TEST_F(Transfer, SchoolCardIsTheSameEachTimeAndHasSixWords) {
  const SchoolCard card = must(schoolCardOf(*next));
  EXPECT_EQ(must(readSchoolCard(encodeSchoolCard(card))), card);
  const std::string words = schoolCardWords(card);
  EXPECT_EQ(std::count(words.begin(), words.end(), '-'), 5);
  EXPECT_EQ(words, schoolCardWords(must(schoolCardOf(*next))));
  SchoolCard changed = card;
  changed.recipients.push_back(newRecipient());
  EXPECT_NE(schoolCardWords(changed), words) << "a card with one more reader has other words";
  EXPECT_FALSE(readSchoolCard("{}").ok());
  EXPECT_FALSE(readSchoolCard("not a card").ok());
}

TEST_F(Transfer, SendImportReceiptArrived) {
  const FileSent made = must(send(must(schoolCardOf(*next))));
  EXPECT_EQ(made.entries, 3U);
  EXPECT_EQ(stateOn(made.due), casework::Transfer::State::waiting);
  EXPECT_EQ(stateOn("2099-01-01"), casework::Transfer::State::overdue);

  const OpenedTransfer opened = must(openThere(sent()));
  EXPECT_EQ(opened.manifest.fromName, "Hill School");
  EXPECT_EQ(opened.manifest.entries.size(), 3U);
  EXPECT_EQ(opened.checked, 3U);
  EXPECT_TRUE(opened.problems.empty()) << opened.problems.front();
  EXPECT_EQ(opened.directoryWords, schoolCardWords(must(schoolCardOf(*here))));

  Open there2 = theirs();
  const PupilPart theirChild{"p-900", "Amina Okafor", "4A", "", ""};
  const FileTakenIn taken = must(takeIn(there2.here(), opened, theirChild));
  ASSERT_EQ(taken.posted.size(), 1U);
  EXPECT_EQ(taken.posted[0].attachments.size(), 2U);
  Open after = theirs();
  const auto child2 = casework::childView("p-900", after.view, after.all.entries, {});
  ASSERT_EQ(child2.rows.size(), 1U);
  EXPECT_EQ(child2.rows[0].kind, casework::RowKind::otherSchool);
  EXPECT_EQ(child2.rows[0].words.rfind("File from Hill School: 3 entries", 0), 0U) << child2.rows[0].words;

  Open back = ours();
  const casework::CaseEntry received = must(takeReceipt(back.here(), taken.receipt));
  EXPECT_NE(received.entry.body.find("Gita Gray"), std::string::npos);
  EXPECT_EQ(stateOn("2099-01-01"), casework::Transfer::State::arrived);
  Open again = ours();
  EXPECT_FALSE(takeReceipt(again.here(), taken.receipt).ok()) << "once is enough";
}

TEST_F(Transfer, FileIsAnOrdinaryAgeFileWithATarInside) {
  ASSERT_TRUE(send(must(schoolCardOf(*next))).ok());
  const SecretBytes tar = must(open::unseal(sent(), nextKeys->identity));
  const auto members = must(open::readTar(tar.view(), 100));
  EXPECT_NE(open::findMember(members, "read-me.txt"), nullptr);
  EXPECT_NE(open::findMember(members, "file.pdf"), nullptr);
  EXPECT_EQ(tar.size() % 4096, 0U);
}

TEST_F(Transfer, WrongSchoolCannotOpenIt) {
  ASSERT_TRUE(send(must(schoolCardOf(*next))).ok());
  expectFault(openTransfer(sent(), otherKeys->identity, "ash-school"), FaultCode::wrongSecret,
              "sealed for somebody else");
  expectFault(openTransfer(sent(), nextKeys->identity, "ash-school"), FaultCode::wrongSecret, "another school");
}

TEST_F(Transfer, TruncatedTamperedAndForeignFilesAreRefusedInOneSentence) {
  ASSERT_TRUE(send(must(schoolCardOf(*next))).ok());
  Bytes file = sent();
  for (const std::size_t length : {file.size() - 1, file.size() / 2, std::size_t{300}}) {
    expectFault(openThere(BytesView(file).first(length)), FaultCode::damaged, "not complete");
  }
  Bytes tampered = file;
  tampered[file.size() / 2] ^= 1;
  expectFault(openThere(tampered), FaultCode::damaged, "damaged");
  expectFault(openThere(viewOf("%PDF-1.4 something else")), FaultCode::badInput, "not a child's file");
  expectFault(openThere({}), FaultCode::badInput, "not a child's file");
  const Bytes huge(maxTransferBytes + (std::size_t{1} << 20) + 1);
  expectFault(openThere(huge), FaultCode::tooLarge, "larger");
}

TEST_F(Transfer, ReceiptOfAnotherSchoolOrForAnotherFileIsNotBelieved) {
  ASSERT_TRUE(send(must(schoolCardOf(*next))).ok());
  const OpenedTransfer opened = must(openThere(sent()));
  const TransferReceipt receipt{opened.manifest.bundle, opened.fileSha256, "oak-school", "Oakfield", "X", clock.now()};
  Open open = ours();
  const auto forged = takeReceipt(open.here(), makeTransferReceipt(receipt, otherKeys->signing));
  ASSERT_FALSE(forged.ok());
  EXPECT_EQ(forged.fault().code, FaultCode::notTrusted);
  TransferReceipt elsewhere = receipt;
  elsewhere.fileSha256 = std::string(64, 'a');
  const auto unknown = takeReceipt(open.here(), makeTransferReceipt(elsewhere, nextKeys->signing));
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(unknown.fault().code, FaultCode::notFound);
  EXPECT_FALSE(takeReceipt(open.here(), "hello").ok());
}

TEST_F(Transfer, ArrivalIsWrittenDownByHand) {
  const FileSent made = must(send(must(schoolCardOf(*next))));
  Open open = ours();
  EXPECT_FALSE(noteArrival(open.here(), made.log.entry.id, "").ok());
  EXPECT_FALSE(noteArrival(open.here(), "nothing", "Rang Mrs Gray.").ok());
  EXPECT_TRUE(noteArrival(open.here(), made.log.entry.id, "Rang Mrs Gray.").ok());
  EXPECT_EQ(stateOn("2099-01-01"), casework::Transfer::State::arrived);
}

TEST_F(Transfer, TakenInOnceOnly) {
  ASSERT_TRUE(send(must(schoolCardOf(*next))).ok());
  const OpenedTransfer opened = must(openThere(sent()));
  Open first = theirs();
  ASSERT_TRUE(takeIn(first.here(), opened, {"p-900", "Amina Okafor", "4A", "", ""}).ok());
  Open second = theirs();
  const auto again = takeIn(second.here(), opened, {"p-900", "Amina Okafor", "4A", "", ""});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.fault().code, FaultCode::alreadyExists);
}

TEST_F(Transfer, OtherChildrensNamesHiddenLeavesTheEntriesAtHome) {
  ASSERT_TRUE(send(must(schoolCardOf(*next)), "file.age", true).ok());
  const OpenedTransfer opened = must(openThere(sent()));
  EXPECT_EQ(opened.manifest.entries.size(), 3U);
  EXPECT_EQ(opened.problems.size(), 1U);
  const auto members = must(open::readTar(opened.archive.view(), 100));
  for (const open::TarEntry& member : members) EXPECT_NE(member.name.rfind("entry-", 0), 0U) << member.name;
}

TEST_F(Transfer, NothingIsLeftOrLoggedWhereItCannotBeWritten) {
  const std::size_t before = ours().all.entries.size();
  EXPECT_FALSE(send(must(schoolCardOf(*next)), "no-such-folder/file.age").ok());
  EXPECT_EQ(ours().all.entries.size(), before);
  ASSERT_TRUE(send(must(schoolCardOf(*next))).ok());
  const Bytes file = sent();
  EXPECT_FALSE(send(must(schoolCardOf(*next))).ok()) << "another file is never written over";
  EXPECT_EQ(sent(), file);
  EXPECT_FALSE(fs::exists(base / "file.age.part"));
}

TEST_F(Transfer, OwnCardAndOutsidersAreRefused) {
  EXPECT_FALSE(send(must(schoolCardOf(*here))).ok());
  Open slt = openOf(*here, person("slt-1"));
  const SchoolCard to = must(schoolCardOf(*next));
  const auto refused =
      sendFile(slt.here(), {child, to, base / "x.age"}, [&](const std::string&) { return papers(slt); });
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.fault().code, FaultCode::notPermitted);
}

TEST_F(Transfer, LargeFileIsKeptInPiecesAndGoesOnWhereItWasCutOff) {
  ASSERT_TRUE(send(must(schoolCardOf(*next))).ok());
  OpenedTransfer opened = must(openThere(sent()));
  opened.archive = SecretBytes(std::size_t{15} << 20);  // as if it were full of pictures
  Open first = theirs();
  const PupilPart theirChild{"p-900", "Amina Okafor", "4A", "", ""};
  const FileTakenIn taken = must(takeIn(first.here(), opened, theirChild));
  ASSERT_EQ(taken.posted.size(), 4U);  // the row and three pieces
  Open after = theirs();
  EXPECT_EQ(casework::childView("p-900", after.view, after.all.entries, {}).rows.size(), 1U);
  // As if the power had gone after the second piece.
  after.all.entries.erase(taken.posted[3].entry.id);
  after.view = casework::project(after.all.entries, {});
  const FileTakenIn rest = must(takeIn(after.here(), opened, theirChild));
  EXPECT_EQ(rest.posted.size(), 1U);
  Open now = theirs();
  const FilesKept kept = must(filesKept(now.here(), taken.posted[0].entry.id));
  EXPECT_GE(kept.archive.size(), opened.archive.size());
}

}  // namespace
}  // namespace pillarbox::desk
