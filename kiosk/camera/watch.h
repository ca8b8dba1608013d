// The thread behind a Camera: keeps one scanner running, tells it what it has to know, hears what it says.
#pragma once

#include <atomic>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <optional>

#include "kiosk/camera/camera.h"
#include "kiosk/camera/devices.h"
#include "kiosk/camera/incoming.h"
#include "kiosk/camera/outgoing.h"
#include "kiosk/process/child.h"

namespace pillarbox::camera {

// One that runs.
struct Scanner {
  std::unique_ptr<process::Child> child;
  Fd channel;
  Incoming incoming;
  bool ready = false;
  std::chrono::steady_clock::time_point startedAt;
};

class Watch {
 public:
  Watch(CameraOptions options, Outgoing outgoing);

  // Its thread: until stop(). `started` is told once, how the first start went; it is not used after that.
  void run(std::promise<Status>& started);
  void stop();  // any thread

  // Any thread.
  void look(const scan::Look& look);
  Status show(Bytes picture, const scan::ShowPicture& how);
  void say(const scan::ToScanner& message, Fd fd = Fd());
  int scannerPid() const { return m_pid; }

 private:
  using Time = std::chrono::steady_clock::time_point;

  Status startScanner();
  void endScanner();
  void serveScanner();       // until it ends or stop()
  bool hear();               // false: it has ended, or is not to be trusted
  bool accept(Event event);  // false: as hear()
  void cameraIs(const scan::CameraIs& state);
  void openDevice();
  bool overdue(Time now);
  bool wanted(const Event& event);  // false: an answer that nobody asked for
  void answerLost();
  void tell(Event event);
  void waitUnlessStopped(Milliseconds wait);

  CameraOptions m_options;
  Outgoing m_outgoing;
  std::optional<Devices> m_devices;
  std::optional<Scanner> m_scanner;
  std::deque<Time> m_deaths;
  Time m_deviceTriedAt;
  bool m_deviceOpen = false;
  std::atomic<bool> m_stop = false;
  std::atomic<int> m_pid = 0;

  std::mutex m_mutex;  // of what follows
  Time m_progress;     // something was asked or answered
  scan::Look m_look;
  scan::ShowPicture m_how;
  std::optional<Bytes> m_picture;        // shown instead of a device
  std::map<std::int64_t, bool> m_asked;  // request → is it a file? (else a picture to decode)
};

}  // namespace pillarbox::camera
