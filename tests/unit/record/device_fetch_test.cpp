// Whose sealed entries a device may fetch, and what is usual for a new one.
#include "shared/record/device_fetch.h"

#include <gtest/gtest.h>

#include "shared/record/seats.h"

namespace pillarbox {
namespace {

using Ids = std::vector<std::string>;

Directory school() {
  Directory directory;
  const auto add = [&](const char* id, const char* name, PersonRole role) {
    Person person;
    person.id = id;
    person.name = name;
    person.role = role;
    directory.people.push_back(person);
  };
  add("dsl-1", "Anna Bell", PersonRole::dsl);
  add("slt-1", "Søren O'Neil", PersonRole::slt);
  add("head-1", "Ms Head", PersonRole::head);
  add("writer-1", "Pat Lee", PersonRole::writer);
  directory.audiences = {{"safeguarding", {}, "safeguarding"},
                         {"pastoral", {}, "safeguarding"},
                         {"head", {}, "head-chair"},
                         {"chair", {}, "head-chair"}};
  seatEverybody(directory);
  return directory;
}

TEST(DeviceFetch, WithoutTheFieldEverythingAsBefore) {
  Device device;
  for (const char* audience : {"safeguarding", "chair", "writer-1", "whatever"}) {
    EXPECT_TRUE(mayFetch(school(), device, audience));
  }
  EXPECT_TRUE(isForReaders(device));
  device.fetches.emplace();
  EXPECT_FALSE(mayFetch(school(), device, "safeguarding"));
  EXPECT_FALSE(isForReaders(device));
  EXPECT_EQ(fetchSentence(school(), device), "It only posts: it fetches nothing that anybody wrote.");
}

TEST(DeviceFetch, OnlyWhatIsNamedAndWritersAllAtOnce) {
  Device device;
  device.fetches = Ids{"safeguarding", "writers"};
  EXPECT_TRUE(mayFetch(school(), device, "safeguarding"));
  EXPECT_TRUE(mayFetch(school(), device, "writer-1"));
  EXPECT_TRUE(mayFetch(school(), device, "writer-9")) << "who left, or came since";
  EXPECT_FALSE(mayFetch(school(), device, "pastoral"));
  EXPECT_FALSE(mayFetch(school(), device, "head"));
  device.fetches = Ids{"writer-1"};
  EXPECT_TRUE(mayFetch(school(), device, "writer-1"));
  EXPECT_FALSE(mayFetch(school(), device, "writer-2"));
  EXPECT_EQ(fetchSentence(school(), device), "It fetches what is for Pat Lee.");
}

TEST(DeviceFetch, ADeviceNamedForAPersonGetsWhatThatPersonReads) {
  const Directory directory = school();
  EXPECT_EQ(usualFetches(directory, "Anna Bell's laptop"), (Ids{"safeguarding", "pastoral", "writers"}));
  EXPECT_EQ(usualFetches(directory, "anna bell’s tablet"), (Ids{"safeguarding", "pastoral", "writers"}));
  EXPECT_EQ(usualFetches(directory, "Soren O’Neil"), Ids{"pastoral"});
  EXPECT_EQ(usualFetches(directory, "Office of Ms Head"), Ids{"head"});
  EXPECT_EQ(usualFetches(directory, "Pat Lee"), Ids{"writer-1"});
  EXPECT_EQ(namedFor(directory, "Anna Bell and Pat Lee"), nullptr) << "whose is it?";
  EXPECT_EQ(namedFor(directory, "Bellevue hall"), nullptr);
}

TEST(DeviceFetch, ATerminalGetsWhatTheSchoolReadsOnTerminalsAndNeverTheHeads) {
  Directory directory = school();
  EXPECT_EQ(usualFetches(directory, "Staffroom"), (Ids{"safeguarding", "pastoral", "writers"}));
  directory.policies.inboxOnTerminals = false;
  EXPECT_EQ(usualFetches(directory, "Staffroom"), Ids{});
  EXPECT_EQ(fetchChoices(directory), (Ids{"safeguarding", "pastoral", "head", "chair", "writers"}));
}

}  // namespace
}  // namespace pillarbox
