// A session bus of the test's own (dbus-daemon) and on it a desktop's notifications: org.freedesktop.Notifications as
// the Desktop Notifications Specification 1.2 has it, which keeps what it is asked to show.
#pragma once

#include <gtest/gtest.h>
#include <poll.h>
#include <stdlib.h>
#include <systemd/sd-bus.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/process.h"

namespace pillarbox::support {

struct Shown {
  std::uint32_t id = 0, replaces = 0;
  std::string application, icon, summary, body;
  std::vector<std::string> actions;
  std::set<std::string> hints;
  int urgency = -1;
};

class SessionBus {
 public:
  SessionBus() {
    if (!missing().empty()) return;
    EXPECT_TRUE(m_daemon.start({"dbus-daemon", "--session", "--nofork", "--print-address=1"}));
    const auto address = m_daemon.waitForLine("unix:");
    EXPECT_TRUE(address) << m_daemon.err();
    if (address) ::setenv("DBUS_SESSION_BUS_ADDRESS", address->c_str(), 1);
  }
  // What the machine lacks for one, as a sentence; empty if nothing.
  static std::string missing() {
    return ::access("/usr/bin/dbus-daemon", X_OK) == 0 ? "" : "dbus-daemon is not installed";
  }
  ~SessionBus() { ::unsetenv("DBUS_SESSION_BUS_ADDRESS"); }
  void end() { m_daemon.kill(); }

 private:
  Background m_daemon;
};

class Notifications {
 public:
  Notifications() : m_thread([this](const std::stop_token& stop) { run(stop); }) {
    while (!m_ready) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }

  std::vector<Shown> shown() {
    const std::lock_guard lock(m_mutex);
    return m_shown;
  }
  std::vector<std::uint32_t> closed() {
    const std::lock_guard lock(m_mutex);
    return m_closed;
  }
  // Somebody presses the notification with that number.
  void click(std::uint32_t id) {
    const std::lock_guard lock(m_mutex);
    m_toClick.push_back(id);
  }
  bool shownInTime(std::size_t count) {
    return inTime([&] { return shown().size() >= count; });
  }
  template <class Fits>
  static bool inTime(Fits&& fits) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!fits()) {
      if (std::chrono::steady_clock::now() > until) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
  }

 private:
  static int notify(sd_bus_message* call, void* self, sd_bus_error*) {
    auto& here = *static_cast<Notifications*>(self);
    Shown one;
    const char *application = "", *icon = "", *summary = "", *body = "";
    sd_bus_message_read(call, "susss", &application, &one.replaces, &icon, &summary, &body);
    one.application = application;
    one.icon = icon;
    one.summary = summary;
    one.body = body;
    char** words = nullptr;
    sd_bus_message_read_strv(call, &words);
    for (char** word = words; word != nullptr && *word != nullptr; ++word) {
      one.actions.emplace_back(*word);
      ::free(*word);
    }
    ::free(words);
    sd_bus_message_enter_container(call, 'a', "{sv}");
    while (sd_bus_message_enter_container(call, 'e', "sv") > 0) {
      const char* key = "";
      sd_bus_message_read(call, "s", &key);
      one.hints.insert(key);
      if (std::string(key) == "urgency") {
        std::uint8_t urgency = 0;
        sd_bus_message_read(call, "v", "y", &urgency);
        one.urgency = urgency;
      } else {
        sd_bus_message_skip(call, "v");
      }
      sd_bus_message_exit_container(call);
    }
    sd_bus_message_exit_container(call);
    {
      const std::lock_guard lock(here.m_mutex);
      one.id = one.replaces != 0 ? one.replaces : ++here.m_last;
      here.m_shown.push_back(one);
    }
    return sd_bus_reply_method_return(call, "u", one.id);
  }
  static int close(sd_bus_message* call, void* self, sd_bus_error*) {
    auto& here = *static_cast<Notifications*>(self);
    std::uint32_t id = 0;
    sd_bus_message_read(call, "u", &id);
    {
      const std::lock_guard lock(here.m_mutex);
      here.m_closed.push_back(id);
    }
    return sd_bus_reply_method_return(call, "");
  }

  void run(const std::stop_token& stop) {
    static const sd_bus_vtable table[] = {
        SD_BUS_VTABLE_START(0), SD_BUS_METHOD("Notify", "susssasa{sv}i", "u", notify, SD_BUS_VTABLE_UNPRIVILEGED),
        SD_BUS_METHOD("CloseNotification", "u", "", close, SD_BUS_VTABLE_UNPRIVILEGED),
        SD_BUS_SIGNAL("ActionInvoked", "us", 0), SD_BUS_VTABLE_END};
    constexpr const char* name = "org.freedesktop.Notifications";
    constexpr const char* path = "/org/freedesktop/Notifications";
    sd_bus* bus = nullptr;
    EXPECT_GE(sd_bus_open_user(&bus), 0);
    EXPECT_GE(sd_bus_add_object_vtable(bus, nullptr, path, name, table, this), 0);
    EXPECT_GE(sd_bus_request_name(bus, name, 0), 0);
    m_ready = true;
    while (!stop.stop_requested()) {
      while (sd_bus_process(bus, nullptr) > 0) {
      }
      std::vector<std::uint32_t> clicks;
      {
        const std::lock_guard lock(m_mutex);
        clicks.swap(m_toClick);
      }
      for (const std::uint32_t id : clicks) sd_bus_emit_signal(bus, path, name, "ActionInvoked", "us", id, "default");
      pollfd fd{sd_bus_get_fd(bus), static_cast<short>(sd_bus_get_events(bus)), 0};
      ::poll(&fd, 1, 20);
    }
    sd_bus_flush_close_unref(bus);
  }

  std::mutex m_mutex;
  std::vector<Shown> m_shown;
  std::vector<std::uint32_t> m_closed, m_toClick;
  std::uint32_t m_last = 0;
  std::atomic<bool> m_ready = false;
  std::jthread m_thread;
};

}  // namespace pillarbox::support
