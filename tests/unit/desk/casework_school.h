// An invented school whose readers have real keys, with two devices of it in two folders, for tests of casework.
#pragma once

#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/inbox_entries.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::desk {

class CaseworkSchool : public office::OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    seal::DeviceKeys first = seal::DeviceKeys::generate(random), second = seal::DeviceKeys::generate(random);
    Directory directory = makeDirectory(first);
    directory.people.clear();
    addPerson(directory, "dsl-1", "Jane Hill", PersonRole::dsl);
    addPerson(directory, "deputy-1", "Dev Shah", PersonRole::deputy);
    addPerson(directory, "slt-1", "Sue Tall", PersonRole::slt);
    addPerson(directory, "head-1", "Harriet Head", PersonRole::head);
    addPerson(directory, "chair-1", "Charles Chair", PersonRole::chair);
    addPerson(directory, "writer-1", "Will Writer", PersonRole::writer);
    directory.audiences = {{"safeguarding", {"dsl-1", "deputy-1"}, "safeguarding"},
                           {"pastoral", {"dsl-1", "slt-1"}, "safeguarding"},
                           {"slt", {"slt-1"}, "safeguarding"},
                           {"head", {"head-1"}, "head-chair"},
                           {"chair", {"chair-1"}, "head-chair"},
                           {"writer-1", {"writer-1", "dsl-1", "deputy-1"}, "safeguarding"}};
    directory.categories = {"Home", "Friends", "Online"};
    directory.devices.push_back(deviceOf("office-1", second));
    const std::string signedDirectory =
        seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(directory)), m_keys.at("dsl-1").signing));
    here.emplace(make("kiosk-1", std::move(first), directory, signedDirectory));
    there.emplace(make("office-1", std::move(second), directory, signedDirectory));
  }

  Unlocked person(const std::string& id) {
    const open::PersonKeys& keys = m_keys.at(id);
    return {*here->directory().person(id), {id, keys.identity.clone(), keys.signing.clone()}, {}, {}};
  }

  std::string write(office::School& school, Entry entry) {
    return must(office::postEntry(school, std::move(entry), {}, {}, nullptr)).slip.id;
  }
  std::string concern(office::School& school) { return write(school, OfficeTest::concern()); }
  Entry addition(const std::string& subject) {
    Entry entry = OfficeTest::concern();
    entry.kind = Kind::addition;
    entry.subject = subject;
    entry.account = "Something more, invented.";
    return entry;
  }

  casework::CaseEntries entries(office::School& school, const std::string& who) {
    return must(readAll(school, person(who))).entries;
  }
  casework::CaseView view(office::School& school, const std::string& who) {
    const ReadAll all = must(readAll(school, person(who)));
    return casework::project(all.entries, all.unopened);
  }
  Result<casework::CaseEntry> take(office::School& school, const std::string& who, casework::Step step,
                                   std::span<const seal::Attachment> files = {}) {
    return postStep(school, person(who), entries(school, who), std::move(step), files);
  }
  std::string taken(office::School& school, const std::string& who, casework::Step step) {
    return must(take(school, who, std::move(step))).entry.id;
  }
  static casework::Step step(Kind kind, const std::string& subject, const std::string& body = {}) {
    casework::Step made;
    made.kind = kind;
    made.subject = subject;
    made.body = body;
    return made;
  }
  static void expectRefused(const Result<casework::CaseEntry>& result, FaultCode code, const std::string& part) {
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(faultName(result.fault().code), faultName(code)) << result.fault().detail;
    EXPECT_NE(result.fault().detail.find(part), std::string::npos) << result.fault().detail;
  }

  // As the server would: what one has and the other has not.
  static void bring(office::School& from, office::School& to) {
    std::vector<store::Posting> postings = must(from.store->postings({}));
    for (auto posting = postings.rbegin(); posting != postings.rend(); ++posting) {
      if (must(to.store->posting(posting->slip.id))) continue;
      ASSERT_TRUE(
          to.store->keepFetched(posting->envelope, posting->slip, must(from.store->sealed(posting->slip.id)), "").ok());
    }
  }
  void sync() {
    bring(*here, *there);
    bring(*there, *here);
  }

  std::optional<office::School> here, there;

 private:
  void addPerson(Directory& directory, const std::string& id, const std::string& name, PersonRole role) {
    open::PersonKeys keys = open::PersonKeys::generate(id, random);
    Person made;
    made.id = id;
    made.name = name;
    made.role = role;
    made.recipient = seal::formatRecipient(keys.identity.recipient());
    made.verifyKey = seal::formatVerifyKey(keys.signing.verifyKey());
    directory.people.push_back(std::move(made));
    m_keys.emplace(id, std::move(keys));
  }
  office::School make(const std::string& device, seal::DeviceKeys keys, const Directory& directory,
                      const std::string& envelope) {
    office::NewFolder made{.keys = std::move(keys)};
    made.deviceId = device;
    made.pin = sha256Hex(viewOf(encodeDirectory(directory)));
    made.directories = {envelope};
    return must(office::createSchool(base / device, std::move(made), clock, random));
  }

  std::map<std::string, open::PersonKeys> m_keys;
};

}  // namespace pillarbox::desk
