// An invented school in its own folder: a DSL, a head and a chair with keys, two sheets, one device.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "kiosk/office/poster.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/hash.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/seal/recipient.h"
#include "shared/wire/server_card.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

namespace pillarbox::office {

class OfficeTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(initialiseCryptography());
    std::string name = (std::filesystem::temp_directory_path() / "pillarbox-office-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    base = name;
    folder = base / "school";
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(base, ignored);
  }

  seal::SigningKey& keyOf(const std::string& id) {
    auto found = signing.find(id);
    if (found == signing.end()) found = signing.emplace(id, seal::SigningKey::generate(random)).first;
    return found->second;
  }
  std::string newRecipient() {
    return seal::formatRecipient(seal::Recipient{seal::DeviceKeys::generate(random).boxPublic});
  }
  Person makePerson(const std::string& id, const std::string& name, PersonRole role) {
    Person person;
    person.id = id;
    person.name = name;
    person.role = role;
    person.recipient = newRecipient();
    person.verifyKey = seal::formatVerifyKey(keyOf(id).verifyKey());
    return person;
  }
  Device deviceOf(const std::string& id, const seal::DeviceKeys& keys) {
    Device device;
    device.id = id;
    device.name = id;
    device.verifyKey = seal::formatVerifyKey(keys.signing.verifyKey());
    device.boxKey = wire::formatBoxKey(keys.boxPublic);
    return device;
  }
  Directory makeDirectory(const seal::DeviceKeys& keys) {
    Directory directory;
    directory.schoolId = "hill-school";
    directory.schoolName = "Hill School";
    directory.createdAt = clock.now();
    directory.people = {makePerson("dsl-1", "Jane Hill", PersonRole::dsl),
                        makePerson("head-1", "Harriet Head", PersonRole::head),
                        makePerson("chair-1", "Charles Chair", PersonRole::chair)};
    for (const char* id : {"safeguarding", "head-chair"}) {
      directory.sheets.push_back({id, newRecipient(), seal::formatVerifyKey(keyOf(id).verifyKey())});
    }
    directory.audiences = {{"safeguarding", {"dsl-1"}, "safeguarding"},
                           {"head", {"head-1"}, "head-chair"},
                           {"chair", {"chair-1"}, "head-chair"}};
    directory.devices = {deviceOf("kiosk-1", keys)};
    return directory;
  }
  std::string signDirectory(const Directory& directory, const std::string& signer) {
    return seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(directory)), keyOf(signer)));
  }
  Directory nextOf(const School& school) {
    Directory next = school.directory();
    ++next.version;
    next.previousSha256 = school.directories.back().sha256;
    return next;
  }

  School create() {
    NewFolder made{.keys = seal::DeviceKeys::generate(random)};
    const Directory directory = makeDirectory(made.keys);
    made.deviceId = "kiosk-1";
    made.pin = sha256Hex(viewOf(encodeDirectory(directory)));
    made.directories = {signDirectory(directory, "dsl-1")};
    return must(createSchool(folder, std::move(made), clock, random));
  }
  School open() { return must(openSchool(folder, clock, random)); }

  Entry concern() {
    Entry entry;
    entry.kind = Kind::concern;
    entry.author = {"staff-1", "Sam Lunch", "lunchtime supervisor", VerifiedBy::badge};
    entry.account = "An invented account.";
    entry.category = "worry";
    return entry;
  }
  store::Posting postConcern(School& school) { return must(postEntry(school, concern(), {}, {}, nullptr)); }
  Entry casework(Kind kind, const std::string& subject, const std::string& audience = "safeguarding") {
    Entry entry = concern();
    entry.kind = kind;
    entry.subject = subject;
    entry.audience = audience;
    entry.author = {"dsl-1", "Jane Hill", "DSL", VerifiedBy::keyCard};
    return entry;
  }

  // A server that this device knows.
  void connect(School& school) {
    wire::ServerCard card;
    card.name = "test server";
    card.signKey = serverKeys.signing.verifyKey();
    card.boxKey = serverKeys.boxPublic;
    const Status saved =
        saveServer(school, "https://server.test:8443/", "", "", wire::signServerCard(card, serverKeys.signing));
    ASSERT_TRUE(saved.ok()) << saved.fault().detail;
  }
  std::string receiptFor(const store::Posting& posting, std::int64_t index, const std::string& previous,
                         std::string* head = nullptr) {
    Receipt receipt;
    receipt.id = posting.slip.id;
    receipt.slipSha256 = sha256Hex(seal::decode(posting.envelope)->payload);
    receipt.index = index;
    receipt.previousHead = previous;
    receipt.head = nextHead(posting.slip.school, receipt.epoch, index, previous, receipt.slipSha256);
    receipt.receivedAt = clock.now();
    if (head != nullptr) *head = receipt.head;
    return seal::encode(seal::sign(receiptType, viewOf(encodeReceipt(receipt)), serverKeys.signing));
  }

  template <class T>
  static T must(Result<T> result) {
    if (!result.ok()) {
      ADD_FAILURE() << faultName(result.fault().code) << ": " << result.fault().detail;
      std::abort();
    }
    return std::move(*result);
  }

  std::filesystem::path base, folder;
  support::FakeClock clock;
  support::SeededRandom random;
  std::map<std::string, seal::SigningKey> signing;
  seal::DeviceKeys serverKeys = seal::DeviceKeys::generate(random);
};

}  // namespace pillarbox::office
