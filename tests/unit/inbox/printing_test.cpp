// What becomes of files made to be printed: printed, their folder opened, deleted.
#include "tests/unit/inbox/people_fixture.h"

namespace pillarbox::inbox {
namespace {

// Two papers were just made.
State papersMade() {
  State state = inPeople();
  PeopleDone done;
  done.done = "Nina New is added.";
  done.folder = "/home/school/papers";
  done.papers = {{"key-card.pdf", "Key card for Nina New", "Print it."},
                 {"passphrase.pdf", "Starter passphrase for Nina New", "Print it."}};
  (void)apply(state, Event{PeopleEvent{std::move(done)}});
  return state;
}

const PrintingEffect* lastPrinting(const Robot& robot) {
  return robot.last<PrintingEffect>();
}

TEST(Printing, PapersGoToThePrinterAndOnlyThenIsAnythingElseThePrimaryButton) {
  Robot robot(papersMade(), 1280, 1600);
  robot.state.config.canPrint = true;
  robot.settle();
  ASSERT_TRUE(robot.tap("printing.print"));
  ASSERT_NE(lastPrinting(robot), nullptr);
  const auto* print = std::get_if<PrintFiles>(lastPrinting(robot));
  ASSERT_NE(print, nullptr);
  EXPECT_EQ(print->files,
            (std::vector<std::string>{"/home/school/papers/key-card.pdf", "/home/school/papers/passphrase.pdf"}));
  EXPECT_FALSE(robot.find("printing.print")->enabled) << "not twice while it goes there";
  EXPECT_FALSE(robot.find("printing.delete")->enabled) << "nor deleted meanwhile";
  robot.give(PrintingEvent{FilesPrinted{true}});
  robot.settle();
  EXPECT_TRUE(robot.shows("On its way to the printer. Fetch it at once."));
  EXPECT_TRUE(robot.shows("Print again"));
}

TEST(Printing, WithoutAPrinterItIsSaidWhatToDoInstead) {
  Robot robot(papersMade(), 1280, 1600);
  robot.state.config.canPrint = true;
  robot.settle();
  robot.tap("printing.print");
  robot.give(PrintingEvent{FilesPrinted{false}});
  robot.settle();
  EXPECT_TRUE(robot.shows("It could not be printed here. The printer may be off, or none is set up."));
  EXPECT_TRUE(robot.find("printing.print")->enabled) << "and may be tried again";

  robot.state.config.canPrint = false;
  robot.settle();
  EXPECT_EQ(robot.find("printing.print"), nullptr);
  EXPECT_TRUE(robot.shows("No printer is set up here. Ask whoever looks after your computers, or carry the files to"));
}

TEST(Printing, FilesAreDeletedAtTheSecondPressAndNotAtTheFirst) {
  Robot robot(papersMade(), 1280, 1600);
  robot.settle();
  EXPECT_EQ(robot.find("printing.folder"), nullptr) << "no desktop is here to open it";
  ASSERT_TRUE(robot.tap("printing.delete"));
  EXPECT_EQ(lastPrinting(robot), nullptr);
  EXPECT_TRUE(robot.shows("They go for good."));
  ASSERT_TRUE(robot.tap("printing.keep"));
  EXPECT_FALSE(robot.shows("They go for good."));
  ASSERT_TRUE(robot.tap("printing.delete") && robot.tap("printing.delete"));
  ASSERT_NE(lastPrinting(robot), nullptr);
  EXPECT_NE(std::get_if<DeleteFiles>(lastPrinting(robot)), nullptr);
  robot.give(PrintingEvent{FilesDeleted{true}});
  robot.settle();
  EXPECT_TRUE(robot.shows("The files are deleted from this computer."));
  EXPECT_EQ(robot.find("printing.delete"), nullptr);
}

TEST(Printing, WhatWasPrintedOfOnePaperSaysNothingOfTheNext) {
  Robot robot(papersMade(), 1280, 1600);
  robot.state.config.canPrint = true;
  robot.settle();
  robot.tap("printing.print");
  robot.give(PrintingEvent{FilesPrinted{true}});
  robot.state.inbox.manage.people.folder = "/home/school/papers-2";
  robot.settle();
  EXPECT_FALSE(robot.shows("On its way to the printer."));
}

}  // namespace
}  // namespace pillarbox::inbox
