#include "kiosk/notify/desktop.h"

#include <poll.h>
#include <systemd/sd-bus.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

namespace pillarbox::notify {

namespace {

constexpr const char* service = "org.freedesktop.Notifications";
constexpr const char* path = "/org/freedesktop/Notifications";
constexpr const char* ourName = "org.pillarbox.Notify";
constexpr std::uint64_t mostWaiting = 5'000'000;  // microseconds, for an answer of the desktop

struct Close {
  void operator()(sd_bus* bus) const { sd_bus_flush_close_unref(bus); }
};
struct Free {
  void operator()(sd_bus_message* message) const { sd_bus_message_unref(message); }
};
using Message = std::unique_ptr<sd_bus_message, Free>;

Fault busFault(FaultCode code, const char* says) {
  return Fault{code, says};
}

}  // namespace

struct Desktop::Bus {
  std::unique_ptr<sd_bus, Close> bus;
  std::function<void()> clicked;
  std::uint32_t shown = 0;  // the desktop's number of ours; 0: none

  static int actionInvoked(sd_bus_message* message, void* self, sd_bus_error*) {
    auto& here = *static_cast<Bus*>(self);
    std::uint32_t id = 0;
    const char* action = nullptr;
    if (sd_bus_message_read(message, "us", &id, &action) < 0 || id != here.shown || id == 0) return 0;
    here.clicked();
    return 0;
  }
  static int closed(sd_bus_message* message, void* self, sd_bus_error*) {
    auto& here = *static_cast<Bus*>(self);
    std::uint32_t id = 0, why = 0;
    if (sd_bus_message_read(message, "uu", &id, &why) >= 0 && id == here.shown) here.shown = 0;
    return 0;
  }
};

Desktop::Desktop(std::unique_ptr<Bus> bus) : m_bus(std::move(bus)) {}
Desktop::~Desktop() = default;

Result<std::unique_ptr<Desktop>> Desktop::connect(std::function<void()> clicked) {
  auto made = std::make_unique<Bus>();
  made->clicked = std::move(clicked);
  sd_bus* raw = nullptr;
  if (sd_bus_open_user(&raw) < 0) return busFault(FaultCode::notFound, "There is no desktop session here.");
  made->bus.reset(raw);
  const int named = sd_bus_request_name(raw, ourName, 0);
  if (named == -EEXIST || named == -EALREADY) {
    return busFault(FaultCode::alreadyExists, "It runs in this session already.");
  }
  const auto listen = [&](const char* signal, sd_bus_message_handler_t handler) {
    return sd_bus_match_signal(raw, nullptr, service, path, service, signal, handler, made.get()) >= 0;
  };
  if (named < 0 || !listen("ActionInvoked", Bus::actionInvoked) || !listen("NotificationClosed", Bus::closed)) {
    return busFault(FaultCode::notFound, "The desktop session does not answer.");
  }
  return std::unique_ptr<Desktop>(new Desktop(std::move(made)));
}

Status Desktop::show(bool urgent) {
  sd_bus_message* raw = nullptr;
  sd_bus* bus = m_bus->bus.get();
  const std::uint8_t urgency = urgent ? 2 : 1;  // critical, normal
  int done = sd_bus_message_new_method_call(bus, &raw, service, path, service, "Notify");
  const Message call(raw);
  if (done >= 0) {
    done = sd_bus_message_append(raw, "susssasa{sv}i", "Pillarbox", m_bus->shown, "pillarbox",
                                 urgent ? wordsUrgent : wordsNew, "", 2, "default", "Open Pillarbox", 2, "urgency", "y",
                                 urgency, "desktop-entry", "s", "pillarbox-inbox", -1);
  }
  sd_bus_message* rawAnswer = nullptr;
  if (done >= 0) done = sd_bus_call(bus, raw, mostWaiting, nullptr, &rawAnswer);
  const Message answer(rawAnswer);
  if (done >= 0) done = sd_bus_message_read(rawAnswer, "u", &m_bus->shown);
  if (done < 0) return busFault(FaultCode::network, "The desktop shows no notifications at the moment.");
  return {};
}

void Desktop::close() {
  if (m_bus->shown == 0) return;
  sd_bus_call_method(m_bus->bus.get(), service, path, service, "CloseNotification", nullptr, nullptr, "u",
                     m_bus->shown);
  m_bus->shown = 0;
}

Status Desktop::wait(int wakeFd, Milliseconds patience) {
  sd_bus* bus = m_bus->bus.get();
  while (true) {
    const int done = sd_bus_process(bus, nullptr);
    if (done < 0) return busFault(FaultCode::notFound, "The desktop session has ended.");
    if (done == 0) break;
  }
  const int events = sd_bus_get_events(bus);
  if (events < 0) return busFault(FaultCode::notFound, "The desktop session has ended.");
  pollfd fds[] = {{sd_bus_get_fd(bus), static_cast<short>(events), 0}, {wakeFd, POLLIN, 0}};
  const auto most = std::clamp<Milliseconds::rep>(patience.count(), 0, 24 * 3'600'000);
  ::poll(fds, 2, static_cast<int>(most));
  return {};
}

}  // namespace pillarbox::notify
