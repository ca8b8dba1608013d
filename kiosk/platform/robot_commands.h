// What the robot can be told: one JSON object a line, each answered by one JSON line. Pure.
//
// {"do":"record"}                          →
// {"ok":true,"screen":…,"items":[{id,role,name,value,rect:[x,y,w,h],enabled,focused,
//                                             clipped,ink:"#rrggbb",paper:"#rrggbb"}]}
// {"do":"tap","id":…,"timeout_ms"?,"at"?}  waits for it to be there and enabled, scrolls it into view, touches its
// middle, or at [x,y], parts (0 to 1) of its width and height
// {"do":"hold","id":…}                     as tap, with the finger down for 1.2 s of event time
// {"do":"scroll","id":…,"lines":N}         turns the wheel over it; below zero is towards the end
// {"do":"type","text":…}                   as on a keyboard, at a person's pace in event time
// {"do":"keys","keys":["tab","enter",…]}   names as in ui::Key, with "_": "shift_tab", "delete_word"
// {"do":"badge","code":…}                  as a badge reader types it
// {"do":"camera","path":…}                 the picture file is what the camera sees from now on
// {"do":"wait","id":…,"value"?,"name"?,"timeout_ms"?}   fails if it is not so in time (10 s if not said)
// {"do":"wait_gone","id":…,"timeout_ms"?}
// {"do":"shot","path":…}                   a PNG of the window
// {"do":"stats","reset"?}                  → frames, p50_ms, p99_ms, max_ms, rss_kb, cpu_s
// {"do":"advance","ms":N}                  moves the program's idea of time on
// {"do":"quit"}
// A number in "n" comes back in the answer. Failing: {"ok":false,"error":"…"}.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/ui/engine.h"
#include "shared/base/result.h"

namespace pillarbox::platform {

struct RobotRecord {};
struct RobotTap {
  std::string id;
  std::int64_t timeoutMs = 2000;
  float x = 0.5F, y = 0.5F;  // parts of its width and height
  bool hold = false;
};
struct RobotScroll {
  std::string id;
  float lines = 0;
};
struct RobotType {
  std::vector<std::string> characters;
};
struct RobotKeys {
  std::vector<ui::Key> keys;
};
struct RobotBadge {
  std::string code;
};
struct RobotCamera {
  std::string path;
};
struct RobotWait {
  std::string id;
  std::optional<std::string> value, name;
  std::int64_t timeoutMs = 10'000;
};
struct RobotWaitGone {
  std::string id;
  std::int64_t timeoutMs = 10'000;
};
struct RobotShot {
  std::string path;
};
struct RobotStats {
  bool reset = false;
};
struct RobotAdvance {
  std::int64_t ms = 0;
};
struct RobotQuit {};
using RobotAction = std::variant<RobotRecord, RobotTap, RobotScroll, RobotType, RobotKeys, RobotBadge, RobotCamera,
                                 RobotWait, RobotWaitGone, RobotShot, RobotStats, RobotAdvance, RobotQuit>;

struct RobotCommand {
  RobotAction action;
  std::int64_t number = 0;
};

struct RunStats {
  std::int64_t frames = 0;
  double p50Ms = 0, p99Ms = 0, maxMs = 0;  // of the latest frames (4096 at most): making, drawing and showing one
  std::int64_t rssKb = 0;
  double cpuSeconds = 0;
};

Result<RobotCommand> parseRobotCommand(std::string_view line);  // badInput

std::string robotDone(std::int64_t number);
std::string robotFailed(std::int64_t number, std::string_view error);
std::string robotEnded(std::int64_t number);  // failed, with "ended": tell it to whoever has the screen next
std::string robotAnswer(std::int64_t number, const ui::Record& record, std::string_view screen);
std::string robotAnswer(std::int64_t number, const RunStats& stats);

}  // namespace pillarbox::platform
