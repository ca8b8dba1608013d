// pillarbox-notify in a desktop session: a real session bus, and the desktop's end of notifications.
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>

#include "kiosk/notify/desktop.h"
#include "tests/flow/notifications.h"

namespace pillarbox {

namespace {

using support::Background;
using support::Notifications;
using support::readText;
using support::run;
using support::Shown;
using support::writeText;

const std::string bin = std::string(PILLARBOX_BIN_DIR) + "/";

class NotifyFlow : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string lacks = bus.missing(); !lacks.empty()) GTEST_SKIP() << lacks;
    ASSERT_EQ(run({bin + "pillarbox", "school", "new", school, "--demo"}).exit, 0);
    const auto demo = nlohmann::json::parse(readText(school + "/demo-keys.json"));
    for (const auto& person : demo["people"]) {
      if (person["role"] == "dsl") lead = person;
    }
  }
  void start(const std::string& person) {
    std::vector<std::string> words = {bin + "pillarbox-notify", school, "--every", "1", "--open",
                                      folder / "clicked.sh"};
    if (!person.empty()) words.insert(words.end(), {"--person", person});
    ASSERT_TRUE(notify.start(words));
  }
  std::string post(bool urgent, bool aboutAdult = false) {
    auto entry = nlohmann::json::parse(run({bin + "pillarbox", "post", "--example"}).out);
    entry["urgent"] = urgent;
    if (aboutAdult) entry["adult"] = {{"ref", ""}, {"name", "Invented Adult"}};
    writeText(folder / "entry.json", entry.dump());
    const auto posted = run({bin + "pillarbox", "post", school, "--entry", folder / "entry.json"});
    EXPECT_EQ(posted.exit, 0) << posted.err;
    return run({"sqlite3", school + "/pillarbox.db", "SELECT id FROM postings ORDER BY n DESC LIMIT 1"})
        .out.substr(0, 36);
  }
  void read(const std::string& id) {
    writeText(folder / "card", lead["card_code"].get<std::string>());
    writeText(folder / "passphrase", lead["passphrase"].get<std::string>());
    const auto done = run({bin + "pillarbox", "inbox", school, "read", id, "--card-file", folder / "card",
                           "--passphrase-file", folder / "passphrase"});
    ASSERT_EQ(done.exit, 0) << done.err;
  }
  std::string leadId() const { return lead["id"].get<std::string>(); }
  std::string told() {
    return run({"sqlite3", school + "/pillarbox.db", ".timeout 5000",
                "SELECT value FROM settings WHERE key = 'notify.up-to'"})
        .out;
  }

  support::TempFolder folder;
  std::string school = folder / "school";
  nlohmann::json lead;
  support::SessionBus bus;
  Background notify;
};

TEST_F(NotifyFlow, SaysOneSentenceForABatchAndNothingElse) {
  post(false);
  post(false);
  Notifications desktop;
  start(leadId());
  ASSERT_TRUE(desktop.shownInTime(1)) << notify.err();
  ASSERT_TRUE(Notifications::inTime([&] { return told() == "2\n"; }));
  std::vector<Shown> shown = desktop.shown();
  ASSERT_EQ(shown.size(), 1U) << "one for both";
  EXPECT_EQ(shown[0].summary, notify::wordsNew);
  EXPECT_EQ(shown[0].body, "");
  EXPECT_EQ(shown[0].application, "Pillarbox");
  EXPECT_EQ(shown[0].urgency, 1);
  EXPECT_EQ(shown[0].hints, (std::set<std::string>{"desktop-entry", "urgency"})) << "nothing else goes to the desktop";
  EXPECT_EQ(shown[0].actions, (std::vector<std::string>{"default", "Open Pillarbox"}));

  post(true);
  ASSERT_TRUE(desktop.shownInTime(2)) << notify.err();
  shown = desktop.shown();
  EXPECT_EQ(shown[1].summary, notify::wordsUrgent);
  EXPECT_EQ(shown[1].urgency, 2);
  EXPECT_EQ(shown[1].replaces, shown[0].id) << "they do not pile up";
}

TEST_F(NotifyFlow, WhatIsReadIsNotToldAndTheNotificationGoesOnceItIsRead) {
  read(post(false));
  Notifications desktop;
  start(leadId());
  ASSERT_TRUE(Notifications::inTime([&] { return told() == "2\n"; })) << notify.err();
  EXPECT_TRUE(desktop.shown().empty());
  const std::string id = post(false);
  ASSERT_TRUE(desktop.shownInTime(1)) << notify.err();
  read(id);
  EXPECT_TRUE(Notifications::inTime([&] { return !desktop.closed().empty(); }));
}

TEST_F(NotifyFlow, WhatIsForTheHeadAloneIsNotToldToTheLead) {
  post(false, true);
  Notifications desktop;
  start(leadId());
  ASSERT_TRUE(Notifications::inTime([&] { return told() == "1\n"; })) << notify.err();
  EXPECT_TRUE(desktop.shown().empty());
  notify.kill();
  // Everybody of the demonstration has a key in this folder: nobody hears of what is another's alone.
  post(false, true);
  start("");
  ASSERT_TRUE(Notifications::inTime([&] { return told() == "2\n"; })) << notify.err();
  EXPECT_TRUE(desktop.shown().empty());
}

TEST_F(NotifyFlow, ANewSessionDoesNotTellItAgain) {
  post(false);
  Notifications desktop;
  start(leadId());
  ASSERT_TRUE(desktop.shownInTime(1)) << notify.err();
  ASSERT_TRUE(Notifications::inTime([&] { return told() == "1\n"; }));
  notify.kill();
  start(leadId());
  post(true);
  ASSERT_TRUE(desktop.shownInTime(2));
  EXPECT_EQ(desktop.shown()[1].summary, notify::wordsUrgent);
  EXPECT_EQ(desktop.shown().size(), 2U);
}

TEST_F(NotifyFlow, AClickOpensTheInbox) {
  writeText(folder / "clicked.sh", "#!/bin/sh\ntouch " + (folder / "clicked") + "\n");
  std::filesystem::permissions(folder / "clicked.sh", std::filesystem::perms::owner_all);
  post(false);
  Notifications desktop;
  start(leadId());
  ASSERT_TRUE(desktop.shownInTime(1)) << notify.err();
  // Another program's notification is none of ours.
  desktop.click(desktop.shown()[0].id + 7);
  desktop.click(desktop.shown()[0].id);
  EXPECT_TRUE(Notifications::inTime([&] { return std::filesystem::exists(folder / "clicked"); }));
}

// HARDCASES: the desktop has no notifications yet when the session begins.
TEST_F(NotifyFlow, ItEndsQuietlyWithTheSessionAndRunsOnceInIt) {
  Notifications desktop;
  start(leadId());
  ASSERT_TRUE(Notifications::inTime([&] { return told() == "0\n" || notify.running(); }));
  post(false);
  ASSERT_TRUE(desktop.shownInTime(1)) << notify.err();
  EXPECT_EQ(run({bin + "pillarbox-notify", school}).exit, 0) << "a second one has nothing to do";
  EXPECT_TRUE(notify.running());
  bus.end();
  EXPECT_EQ(notify.waitExit(), 0) << notify.err();
  const auto alone = run({bin + "pillarbox-notify", school});
  EXPECT_EQ(alone.exit, 0) << "no desktop, nothing to say";
  EXPECT_EQ(alone.out + alone.err, "");
  EXPECT_EQ(run({bin + "pillarbox-notify"}).exit, 2);
}

}  // namespace

}  // namespace pillarbox
