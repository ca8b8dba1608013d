// Drives a screen program from outside, as a person would: the other end of its --robot-fd
// (kiosk/platform/robot_commands.h says what it can do). For tests, the tour and the benches. One thread only.
#pragma once

#include <sys/types.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pillarbox::support {

// A display to draw on. Uses $DISPLAY if there is one (unless `always`); otherwise starts Xvfb and sets $DISPLAY, and
// ends both when destroyed.
class Xvfb {
 public:
  explicit Xvfb(int width = 1280, int height = 800, bool always = false);
  ~Xvfb();
  Xvfb(const Xvfb&) = delete;
  Xvfb& operator=(const Xvfb&) = delete;
  bool ok() const { return m_ok; }

 private:
  pid_t m_pid = -1;
  bool m_ok = false;
};

struct RobotItem {
  std::string id, role, name, value;
  std::array<float, 4> rect{};  // x, y, w, h in logical pixels
  bool enabled = true, focused = false, clipped = false;
  std::string ink, paper;  // "#rrggbb"
};

struct RobotScreen {
  std::string screen;
  std::vector<RobotItem> items;
  const RobotItem* find(const std::string& id) const;
};

struct RobotFigures {
  std::int64_t frames = 0;
  double p50Ms = 0, p99Ms = 0, maxMs = 0;
  std::int64_t rssKb = 0;
  double cpuSeconds = 0;
};

class RobotClient {
 public:
  using Millis = std::chrono::milliseconds;

  RobotClient() = default;
  ~RobotClient();  // kills the program if it still runs
  RobotClient(const RobotClient&) = delete;
  RobotClient& operator=(const RobotClient&) = delete;

  // Starts `program arguments… --robot-fd N`, with `environment` added to this process's.
  bool start(const std::string& program, const std::vector<std::string>& arguments,
             const std::map<std::string, std::string>& environment = {});

  // Each is false (or empty) if it did not happen; error() says why.
  bool tap(const std::string& id, Millis timeout = Millis(5000));
  bool tapAt(const std::string& id, double x, double y, Millis timeout = Millis(5000));  // parts of it, 0 to 1
  bool hold(const std::string& id, Millis timeout = Millis(5000));  // for as long as a held button needs
  bool scroll(const std::string& id, int lines);
  bool markAsRead(Millis timeout = Millis(10'000));  // the inbox's open concern: reads on to its end, then says so
  bool type(const std::string& text);
  bool keys(const std::vector<std::string>& names);
  bool badge(const std::string& code);
  bool camera(const std::string& path);  // what the camera sees from now on
  bool waitFor(const std::string& id, Millis timeout = Millis(10'000));
  bool waitForValue(const std::string& id, const std::string& value, Millis timeout = Millis(10'000));
  bool waitForName(const std::string& id, const std::string& name, Millis timeout = Millis(10'000));
  // The id of the first thing with `part` in its id: for rows and pages, which have no fixed name. Empty if none came.
  std::string waitForPart(const std::string& part, Millis timeout = Millis(10'000));
  bool waitGone(const std::string& id, Millis timeout = Millis(10'000));
  bool shot(const std::string& path);
  bool advance(Millis by);
  std::optional<RobotScreen> record();
  std::optional<RobotFigures> stats(bool reset = false);
  bool quit();

  const std::string& error() const { return m_error; }
  pid_t pid() const { return m_pid; }
  bool running();
  // The exit code, or 128 + signal; nothing if it did not end in time.
  std::optional<int> waitExit(Millis timeout = Millis(10'000));
  void kill(int signal = 9);
  void hangUp();  // closes the socket

 private:
  bool tell(const std::string& json, Millis timeout, std::string* answer = nullptr);
  std::optional<std::string> readLine(std::chrono::steady_clock::time_point until);

  pid_t m_pid = -1;
  int m_fd = -1;
  std::int64_t m_number = 0;
  std::string m_rest, m_error;
  std::optional<int> m_exit;
};

}  // namespace pillarbox::support
