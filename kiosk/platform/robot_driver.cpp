#include "kiosk/platform/robot_driver.h"

#include <algorithm>
#include <type_traits>

namespace pillarbox::platform {

namespace {

constexpr int mostScrolls = 200;
constexpr float enoughToTouch = 20;  // logical pixels

bool touchable(const ui::Item& item) {
  return item.rect.h >= std::min(enoughToTouch, item.rect.h) && item.rect.h > 0 && item.rect.w > 0 &&
         (!item.clipped || item.rect.h >= enoughToTouch);
}

// What stands nearest to `hidden` in the Record and may be in its column, and which way the wheel would have to turn
// there: `hidden` is further down than what comes before it.
struct Nearby {
  const ui::Item* item = nullptr;
  float lines = 0;
};

Nearby nearbyItem(const ui::Record& record, const ui::Item& hidden, const std::set<std::string>& useless) {
  const auto& items = record.items;
  const auto here = static_cast<std::size_t>(&hidden - items.data());
  const auto suits = [&](const ui::Item& item, bool cut) {
    const bool overlaps = item.rect.x < hidden.rect.right() && hidden.rect.x < item.rect.right();
    return overlaps && item.clipped == cut && item.rect.h > 0 && item.role != ui::Role::field &&
           !useless.contains(item.id);
  };
  // In large text nothing of a low column may be whole: then what is cut off by its edges has to do.
  for (const bool cut : {false, true}) {
    for (std::size_t away = 1; away < items.size(); ++away) {
      if (away <= here && suits(items[here - away], cut)) return {&items[here - away], -1};
      if (here + away < items.size() && suits(items[here + away], cut)) return {&items[here + away], 1};
    }
  }
  return {};
}

}  // namespace

bool RobotDriver::step(Milliseconds now) {
  if (!m_command) {
    if (m_robot.gone()) {
      m_stage.quit();
      return false;
    }
    const auto line = m_robot.nextLine();
    if (!line) return false;
    auto parsed = parseRobotCommand(*line);
    if (!parsed) {
      m_robot.answer(robotFailed(0, parsed.fault().detail));
      return true;
    }
    m_command = std::move(*parsed);
    m_acted = false;
    m_scrolls = m_held = 0;
    m_wheeled.clear();
    m_useless.clear();
    m_deadline.reset();
  }
  const Progress progress = std::visit(
      [&](const auto& action) {
        using Action = std::decay_t<decltype(action)>;
        if constexpr (std::is_same_v<Action, RobotTap> || std::is_same_v<Action, RobotWait> ||
                      std::is_same_v<Action, RobotWaitGone>) {
          return perform(action, now);
        } else {
          return perform(RobotAction{action}, now);
        }
      },
      RobotAction(m_command->action));
  return progress != Progress::waiting;
}

RobotDriver::Progress RobotDriver::perform(const RobotAction& action, Milliseconds) {
  const std::int64_t number = m_command->number;
  if (std::holds_alternative<RobotRecord>(action)) {
    return answer(robotAnswer(number, m_stage.record(), m_stage.screen()));
  }
  if (const auto* stats = std::get_if<RobotStats>(&action))
    return answer(robotAnswer(number, m_stage.stats(stats->reset)));
  if (const auto* shot = std::get_if<RobotShot>(&action)) {
    const Status saved = m_stage.savePng(shot->path);
    return saved ? finish() : fail(saved.fault().detail);
  }
  if (std::holds_alternative<RobotQuit>(action)) {
    m_stage.quit();
    m_acted = true;
    return Progress::working;  // answered by end()
  }
  if (m_acted) return finish();
  m_acted = true;
  if (const auto* type = std::get_if<RobotType>(&action)) {
    for (const std::string& character : type->characters) {
      if (character == "\n") {
        m_stage.pressKey(ui::Key::enter);
      } else {
        m_stage.typeCharacter(character);
      }
    }
  } else if (const auto* keys = std::get_if<RobotKeys>(&action)) {
    for (const ui::Key key : keys->keys) m_stage.pressKey(key);
  } else if (const auto* badge = std::get_if<RobotBadge>(&action)) {
    m_stage.showBadge(badge->code);
  } else if (const auto* camera = std::get_if<RobotCamera>(&action)) {
    const Status shown = m_stage.showToCamera(camera->path);
    if (!shown) return fail(shown.fault().detail);
  } else if (const auto* advance = std::get_if<RobotAdvance>(&action)) {
    m_stage.advance(Milliseconds(advance->ms));
  } else if (const auto* scroll = std::get_if<RobotScroll>(&action)) {
    return perform(*scroll);
  }
  return Progress::working;
}

RobotDriver::Progress RobotDriver::perform(const RobotScroll& scroll) {
  const ui::Item* item = m_stage.record().find(scroll.id);
  if (item == nullptr) return fail("there is no " + scroll.id + " on the screen");
  m_stage.wheel(item->rect.x + item->rect.w / 2, item->rect.y + item->rect.h / 2, scroll.lines);
  return Progress::working;
}

RobotDriver::Progress RobotDriver::perform(const RobotTap& tap, Milliseconds now) {
  if (m_acted && tap.hold && m_held < 2) {
    // Each is drawn before the next: down, 1.2 s, up.
    if (++m_held == 1) {
      m_stage.advance(Milliseconds(1200));
    } else {
      m_stage.finger(m_heldX, m_heldY, false);
    }
    return Progress::working;
  }
  if (m_acted) return finish();
  const ui::Item* item = m_stage.record().find(tap.id);
  if (item == nullptr || !item->enabled) {
    if (!outOfTime(now, tap.timeoutMs)) return Progress::waiting;
    return fail(item == nullptr ? "there is no " + tap.id + " on the screen" : tap.id + " cannot be touched now");
  }
  if (!touchable(*item)) return bringIntoView(*item);
  m_acted = true;
  m_heldX = item->rect.x + item->rect.w * tap.x;
  m_heldY = item->rect.y + item->rect.h * tap.y;
  if (tap.hold) {
    m_stage.finger(m_heldX, m_heldY, true);
  } else {
    m_stage.touch(m_heldX, m_heldY);
  }
  return Progress::working;
}

RobotDriver::Progress RobotDriver::bringIntoView(const ui::Item& item) {
  const ui::Record& record = m_stage.record();
  // What did not move when the wheel was turned over it is not in a column, or not in the one wanted.
  if (const ui::Item* last = record.find(m_wheeled); last != nullptr && last->rect.y == m_wheeledAt) {
    m_useless.insert(m_wheeled);
  }
  const Nearby nearby = nearbyItem(record, item, m_useless);
  if (nearby.item == nullptr || ++m_scrolls > mostScrolls) return fail(item.id + " cannot be scrolled into view");
  m_wheeled = nearby.item->id;
  m_wheeledAt = nearby.item->rect.y;
  m_stage.wheel(nearby.item->rect.x + nearby.item->rect.w / 2, nearby.item->rect.y + nearby.item->rect.h / 2,
                nearby.lines);
  return Progress::working;
}

RobotDriver::Progress RobotDriver::perform(const RobotWait& wait, Milliseconds now) {
  const ui::Item* item = m_stage.record().find(wait.id);
  if (item != nullptr && (!wait.value || item->value == *wait.value) && (!wait.name || item->name == *wait.name)) {
    return finish();
  }
  if (!outOfTime(now, wait.timeoutMs)) return Progress::waiting;
  if (item == nullptr) return fail(wait.id + " did not come on the screen \"" + m_stage.screen() + "\"");
  return fail(wait.id + " is \"" + item->name + "\", \"" + item->value + "\"");
}

RobotDriver::Progress RobotDriver::perform(const RobotWaitGone& wait, Milliseconds now) {
  if (m_stage.record().find(wait.id) == nullptr) return finish();
  if (!outOfTime(now, wait.timeoutMs)) return Progress::waiting;
  return fail(wait.id + " is still on the screen \"" + m_stage.screen() + "\"");
}

void RobotDriver::end() {
  m_robot.suspend();
  if (m_command) {
    answer(m_acted ? robotDone(m_command->number) : robotEnded(m_command->number));
  } else if (const auto line = m_robot.nextLine()) {
    const auto parsed = parseRobotCommand(*line);
    m_robot.answer(robotEnded(parsed ? parsed->number : 0));
  }
}

bool RobotDriver::outOfTime(Milliseconds now, std::int64_t timeoutMs) {
  if (!m_deadline) m_deadline = now + Milliseconds(timeoutMs);
  return now >= *m_deadline;
}

RobotDriver::Progress RobotDriver::answer(const std::string& line) {
  m_command.reset();
  m_deadline.reset();
  m_robot.answer(line);
  return Progress::done;
}

}  // namespace pillarbox::platform
