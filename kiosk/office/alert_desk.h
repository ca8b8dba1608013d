// Sends the device's own alert e-mails beside the office (alert_pass.h): its own thread, with the folder opened for
// itself, so that a slow mail server holds up nobody who posts. Asleep until it is woken or something is due.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include "kiosk/office/school_folder.h"
#include "shared/base/mailbox.h"

namespace pillarbox::office {

class AlertDesk {
 public:
  // clock and random must outlive this and be safe from its thread.
  AlertDesk(std::filesystem::path folder, const Clock& clock, Random& random);

  // Any thread: something was posted or read, or the settings are others.
  void wake() { m_wake.push(true); }
  // Any thread: woken if what it sleeps for is due by the wall clock, which may have been set or have gone on while the
  // machine slept.
  void wakeIfDue();

 private:
  void run(const std::stop_token& stop);
  std::optional<WallTime> pass(const std::stop_token& stop);

  std::filesystem::path m_folder;
  const Clock& m_clock;
  Random& m_random;
  std::optional<School> m_school;  // on its thread
  std::string m_saidTrouble;
  std::atomic<std::int64_t> m_nextAt{0};  // wall time; 0: asleep until woken
  Mailbox<bool> m_wake;
  std::jthread m_thread;
};

}  // namespace pillarbox::office
