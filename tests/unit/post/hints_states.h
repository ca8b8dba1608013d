// Hints on the check screen, worked out by the real rules, for the sweeps and the tests.
#pragma once

#include <string>

#include "kiosk/post/hint_offers.h"
#include "tests/unit/post/school.h"

namespace pillarbox::post::test {

// Answers the last AskHints as the program does. False if none was asked.
inline bool answerHints(Robot& robot) {
  const AskHints* asked = nullptr;
  for (const Effect& effect : robot.effects) {
    if (const auto* one = std::get_if<AskHints>(&effect)) asked = one;
  }
  if (asked == nullptr) return false;
  static const writing::Rules rules = *writing::Rules::load();
  const writing::HintOptions options{.initialsAllowed = asked->initialsAllowed, .answered = asked->answered};
  const Bytes key(32, 5);
  robot.tell(
      HintsEvent(HintsArrived{asked->draft, asked->version,
                              offersOf(asked->text, writing::hintsFor(asked->text, rules, nullptr, options), key)}));
  return true;
}

// On the check screen, with this for the account.
inline void writeForHints(Robot& robot, std::string_view account, bool ready = true) {
  if (ready) robot.tell(HintsEvent(HintsReady{}));
  robot.writeShortConcern();
  robot.tap("check.change.account");
  robot.key(ui::Key::selectAll);
  robot.type(account);
  robot.tap("page.next");
}

template <class Look>
void hintsStates(Robot& robot, const Look& look) {
  writeForHints(robot,
                "He often looks sad. I promised not to tell. He had a bruise and TB saw it. I think he is scruffy.");
  answerHints(robot);
  look(robot);
  robot.tap("hint.leave.3");
  look(robot);
}

}  // namespace pillarbox::post::test
