// The one table of policies: names, ranges, defaults, and that the directory keeps every one of them.
#include "shared/record/policies.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/record/entry_json.h"

namespace pillarbox {
namespace {

TEST(Policies, EachHasANameASentenceARangeAndADefaultWithinIt) {
  std::set<std::string_view> names;
  for (const PolicyRow& row : policyTable()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(policyNamed(row.name), &row);
    EXPECT_EQ(row.does.back(), '.') << row.name;
    EXPECT_FALSE(policyRange(row).empty());
  }
  EXPECT_TRUE(validate(Policies{}).ok());
  EXPECT_EQ(policyNamed("nothing_of_the_kind"), nullptr);
}

TEST(Policies, SafeDefaults) {
  const Policies none;
  for (const char* name :
       {"offer_pastoral", "staff_choose_category", "offer_named_person", "low_level_to_dsl", "loudspeaker"}) {
    EXPECT_EQ(policyValue(none, *policyNamed(name)), "no") << name;
  }
  EXPECT_EQ(policyValue(none, *policyNamed("resume_minutes")), "120");
}

TEST(Policies, AreSetOnlyWithinTheirRange) {
  Policies policies;
  const auto set = [&](const char* name, const char* value) { return setPolicy(policies, *policyNamed(name), value); };
  EXPECT_TRUE(set("resume_minutes", "45").ok());
  EXPECT_EQ(policies.resumeMinutes, 45);
  for (const char* wrong : {"0", "721", "-3", "45 minutes", "", "4.5", "99999999999999999999"}) {
    const Status refused = set("resume_minutes", wrong);
    ASSERT_FALSE(refused.ok()) << wrong;
    EXPECT_NE(refused.fault().detail.find("from 1 to 720"), std::string::npos) << refused.fault().detail;
  }
  EXPECT_EQ(policies.resumeMinutes, 45);
  EXPECT_TRUE(set("staff_choose_category", "yes").ok());
  EXPECT_FALSE(set("staff_choose_category", "perhaps").ok());
  EXPECT_TRUE(policies.staffChooseCategory);
  EXPECT_TRUE(set("linked_names", "initials").ok());
  EXPECT_EQ(policies.linkedNames, LinkedNames::initials);
  EXPECT_TRUE(set("badge_pin", "required").ok());
  EXPECT_FALSE(set("badge_pin", "mandatory").ok());
  EXPECT_TRUE(set("local_authority_phone", "").ok());
  EXPECT_FALSE(set("local_authority_name", "").ok());
  EXPECT_FALSE(set("local_authority_name", "one\ntwo").ok());
  const Status byHand = set("alert_tested_at", "2026-11-21T12:41:07.123Z");
  ASSERT_FALSE(byHand.ok());
  EXPECT_EQ(byHand.fault().code, FaultCode::notPermitted);
}

TEST(Policies, OnlyTheRoutingOfConcernsAboutAdultsIsTheHeads) {
  for (const PolicyRow& row : policyTable()) EXPECT_EQ(row.headsOnly, row.name == "low_level_to_dsl") << row.name;
}

TEST(Policies, ReservedCategoriesAreKnownHoweverTheyAreSpelt) {
  for (const char* reserved : {"Child Protection", "child-protection", "CHILD PROTECTION (CP)", "CP", "C.P.",
                               "Child in Need", "CIN", "Child  in  need plan", "Child protection concern"}) {
    EXPECT_TRUE(isReservedCategory(reserved)) << reserved;
  }
  for (const char* free : {"Neglect", "Children missing education", "Harm between children", "Recipe", "Medicine"}) {
    EXPECT_FALSE(isReservedCategory(free)) << free;
  }
}

TEST(EntryDetails, WhenForChronologiesAndWhoShouldKnowAreKeptAndChecked) {
  Entry entry;
  entry.id = "01930d5e-0000-7000-8000-000000000001";
  entry.nonce = std::string(64, 'a');
  entry.school = "brook-lane";
  entry.device = "device-1";
  entry.audience = "safeguarding";
  entry.author.name = "Pat Invented";
  entry.account = "Invented.";
  entry.happenedFrom = "2026-11-17";
  entry.shouldKnow = "person";
  entry.shouldKnowRef = "head-1";
  entry.shouldKnowName = "Mrs Pemberton";
  ASSERT_TRUE(validate(entry).ok());
  const SecretBytes json = encodeEntry(entry);
  const auto read = decodeEntry(json.text(), UnknownFields::refuse);
  ASSERT_TRUE(read.ok()) << read.fault().detail;
  EXPECT_EQ(*read, entry);
  const SecretBytes text = entryText(entry, "Brook Lane");
  EXPECT_NE(text.text().find("Mrs Pemberton (the writer's wish"), std::string_view::npos);
  EXPECT_NE(text.text().find("2026-11-17"), std::string_view::npos);
  for (const char* wrong : {"2026-11-32", "yesterday", "2026-11-17T10:00", "17/11/2026"}) {
    entry.happenedFrom = wrong;
    EXPECT_FALSE(validate(entry).ok()) << wrong;
  }
  entry.happenedFrom = "2026-11-17T10:15:00.000Z";
  EXPECT_TRUE(validate(entry).ok());
  entry.shouldKnow = "everybody";
  EXPECT_FALSE(validate(entry).ok());
}

}  // namespace
}  // namespace pillarbox
