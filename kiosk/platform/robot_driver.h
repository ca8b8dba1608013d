// Does what the robot is told, with the same means as a person: touches, keys, and eyes on the Record. UI thread only.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "kiosk/platform/robot.h"
#include "kiosk/platform/robot_commands.h"
#include "kiosk/ui/record.h"
#include "shared/base/clock.h"

namespace pillarbox::platform {

// What the driver needs of the program it drives.
class RobotStage {
 public:
  virtual ~RobotStage() = default;
  virtual const ui::Record& record() const = 0;
  virtual std::string screen() const = 0;
  virtual ui::Rect area() const = 0;
  virtual void touch(float x, float y) = 0;
  virtual void finger(float x, float y, bool down) = 0;
  virtual void wheel(float x, float y, float lines) = 0;
  virtual void typeCharacter(const std::string& character) = 0;
  virtual void pressKey(ui::Key key) = 0;
  virtual void showBadge(const std::string& code) = 0;
  virtual Status showToCamera(const std::string& path) = 0;
  virtual Status savePng(const std::string& path) = 0;
  virtual RunStats stats(bool reset) = 0;
  virtual void advance(Milliseconds by) = 0;
  virtual void quit() = 0;
};

class RobotDriver {
 public:
  RobotDriver(Robot& robot, RobotStage& stage) : m_robot(robot), m_stage(stage) {}

  // Call whenever the program has nothing left to draw; `now` is real time, untouched by advance.
  // True if something was done, so that events must be looked at again before sleeping.
  bool step(Milliseconds now);
  // The program ends: answers what is under way and reads no more, so that the next line goes to whoever has the screen
  // next.
  void end();
  std::optional<Milliseconds> deadline() const { return m_deadline; }  // of a wait under way

 private:
  enum class Progress {
    done,
    working,
    waiting
  };  // answered; look again once it is drawn; look again when something changes

  Progress perform(const RobotAction& action, Milliseconds now);
  Progress perform(const RobotTap& tap, Milliseconds now);
  Progress perform(const RobotWait& wait, Milliseconds now);
  Progress perform(const RobotWaitGone& wait, Milliseconds now);
  Progress perform(const RobotScroll& scroll);
  Progress bringIntoView(const ui::Item& item);
  Progress finish() { return answer(robotDone(m_command->number)); }
  Progress fail(const std::string& why) { return answer(robotFailed(m_command->number, why)); }
  Progress answer(const std::string& line);
  bool outOfTime(Milliseconds now, std::int64_t timeoutMs);

  Robot& m_robot;
  RobotStage& m_stage;
  std::optional<RobotCommand> m_command;
  std::optional<Milliseconds> m_deadline;
  bool m_acted = false;  // the input was given; what is left is to let it take effect
  // While scrolling something into view:
  int m_held = 0;  // steps of a hold that are done
  float m_heldX = 0, m_heldY = 0;
  int m_scrolls = 0;
  std::string m_wheeled;  // over what the wheel was turned last, and where that was
  float m_wheeledAt = 0;
  std::set<std::string> m_useless;
};

}  // namespace pillarbox::platform
