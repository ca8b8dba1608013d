// An invented school with real keys and recovery sheets on two devices, for tests of people, grants and recovery.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/grant.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/desk/people.h"
#include "kiosk/desk/recovery.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::desk {

class KeysSchool : public office::OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    seal::DeviceKeys first = seal::DeviceKeys::generate(random), second = seal::DeviceKeys::generate(random);
    Directory directory = makeDirectory(first);
    directory.people.clear();
    add(directory, "dsl-1", "Jane Hill", PersonRole::dsl);
    add(directory, "deputy-1", "Dev Shah", PersonRole::deputy);
    add(directory, "slt-1", "Sue Tall", PersonRole::slt);
    add(directory, "head-1", "Harriet Head", PersonRole::head);
    directory.sheets.clear();
    for (const char* id : {"safeguarding", "head-chair"}) {
      sheets.emplace(id, open::RecoverySheet::generate(random));
      const open::RecoverySheet& sheet = sheets.at(id);
      directory.sheets.push_back(
          {id, seal::formatRecipient(sheet.identity.recipient()), seal::formatVerifyKey(sheet.signing.verifyKey())});
    }
    directory.audiences = {{"safeguarding", {"dsl-1", "deputy-1"}, "safeguarding"},
                           {"pastoral", {"dsl-1", "deputy-1", "slt-1"}, "safeguarding"},
                           {"head", {"head-1"}, "head-chair"},
                           {"chair", {}, "head-chair"}};
    directory.categories = {"Home"};
    directory.devices.push_back(deviceOf("office-1", second));
    const std::string envelope =
        seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(directory)), keys.at("dsl-1").signing));
    here.emplace(make("kiosk-1", std::move(first), directory, envelope));
    there.emplace(make("office-1", std::move(second), directory, envelope));
  }

  // As unlock() would give it, without the half second.
  Unlocked person(const std::string& id) {
    const open::PersonKeys& own = keys.at(id);
    return {*here->directory().person(id), {id, own.identity.clone(), own.signing.clone()}, {}, {}};
  }
  static Unlocked as(const NewKeys& made) {
    return {made.made.person, {made.keys.personId, made.keys.identity.clone(), made.keys.signing.clone()}, {}, {}};
  }
  static PersonToMake wanted(PersonRole role, const std::string& name) {
    PersonToMake one;
    one.role = role;
    one.name = name;
    return one;
  }
  NewKeys added(PersonRole role, const std::string& name, const std::string& by = "dsl-1") {
    return must(addPerson(*here, person(by), wanted(role, name), {}));
  }
  template <class T>
  static void expectFault(const Result<T>& result, FaultCode code, const std::string& part) {
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(faultName(result.fault().code), faultName(code)) << result.fault().detail;
    EXPECT_NE(result.fault().detail.find(part), std::string::npos) << result.fault().detail;
  }

  std::string post(office::School& school, const std::string& author = {}, const std::string& audience = {}) {
    Entry entry = OfficeTest::concern();
    if (!author.empty()) entry.author.id = author;
    entry.audience = audience;
    return must(office::postEntry(school, std::move(entry), {}, {}, nullptr)).slip.id;
  }
  casework::CaseEntries entriesOf(office::School& school, const Unlocked& who) {
    return must(readAll(school, who)).entries;
  }
  // What the server would bring: directories, then entries.
  void sync() {
    for (auto [from, to] : {std::pair(&*here, &*there), std::pair(&*there, &*here)}) {
      for (const office::KnownDirectory& known : from->directories) {
        if (known.directory.version > to->directory().version) {
          const Status adopted = office::adoptDirectory(*to, known.envelope);
          EXPECT_TRUE(adopted.ok()) << adopted.fault().detail;
        }
      }
      std::vector<store::Posting> postings = must(from->store->postings({}));
      std::reverse(postings.begin(), postings.end());
      for (const store::Posting& posting : postings) {
        if (must(to->store->posting(posting.slip.id))) continue;
        const Bytes sealed = must(from->store->sealed(posting.slip.id));
        EXPECT_TRUE(to->store->keepFetched(posting.envelope, posting.slip, sealed, "").ok());
      }
    }
  }
  // The next version, signed by whom the test likes and kept by nobody yet.
  std::string signedNext(const office::School& school, const std::string& signer,
                         const std::function<void(Directory&)>& change) {
    Directory next = nextOf(school);
    change(next);
    return seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(next)), keys.at(signer).signing));
  }

  std::optional<office::School> here, there;
  std::map<std::string, open::PersonKeys> keys;
  std::map<std::string, open::RecoverySheet> sheets;

 private:
  void add(Directory& directory, const std::string& id, const std::string& name, PersonRole role) {
    open::PersonKeys own = open::PersonKeys::generate(id, random);
    Person made;
    made.id = id;
    made.name = name;
    made.role = role;
    made.recipient = seal::formatRecipient(own.identity.recipient());
    made.verifyKey = seal::formatVerifyKey(own.signing.verifyKey());
    directory.people.push_back(std::move(made));
    keys.emplace(id, std::move(own));
  }
  office::School make(const std::string& device, seal::DeviceKeys own, const Directory& directory,
                      const std::string& envelope) {
    office::NewFolder made{.keys = std::move(own)};
    made.deviceId = device;
    made.pin = sha256Hex(viewOf(encodeDirectory(directory)));
    made.directories = {envelope};
    return must(office::createSchool(base / device, std::move(made), clock, random));
  }
};

}  // namespace pillarbox::desk
