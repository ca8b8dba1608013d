// The notifications of a desktop (org.freedesktop.Notifications 1.2, Desktop Notifications Specification) over the
// session bus, by libsystemd's sd-bus. One thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::notify {

// All that is ever shown, on a desktop that others may see: no name, no category, no number, not even that it is a
// call.
inline constexpr const char* wordsNew = "Something is waiting in Pillarbox";
inline constexpr const char* wordsUrgent = "Please look in Pillarbox now";

class Desktop {
 public:
  // notFound without a session bus; alreadyExists if another one runs in this session. `clicked` is called from wait().
  static Result<std::unique_ptr<Desktop>> connect(std::function<void()> clicked);
  ~Desktop();
  Desktop(const Desktop&) = delete;
  Desktop& operator=(const Desktop&) = delete;

  // In place of the one before, if that is still there. `bus` if the desktop has no notifications at the moment.
  Status show(bool urgent);
  // Takes it away, if it is there.
  void close();
  // Until something came on the bus, `wakeFd` can be read, or the patience is over. notFound once the session has
  // ended.
  Status wait(int wakeFd, Milliseconds patience);

 private:
  struct Bus;
  explicit Desktop(std::unique_ptr<Bus> bus);

  std::unique_ptr<Bus> m_bus;
};

}  // namespace pillarbox::notify
