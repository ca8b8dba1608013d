// When the office has its device send alert e-mails itself: there is a mail.conf and no server. Then an AlertDesk is
// started, and woken for what happens in the folder. On the School's thread.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/office/alert_desk.h"
#include "kiosk/office/school_folder.h"

namespace pillarbox::office {

class AlertWatch {
 public:
  // `school` must outlive this.
  explicit AlertWatch(School& school) : m_school(school) {}

  // Starts what is to be started and wakes what is due; every few seconds. True if from now on it is this device that
  // sends, or no longer.
  bool look();
  // Something was posted or read.
  void wake();

 private:
  School& m_school;
  bool m_here = false;
  bool m_looked = false;
  std::filesystem::file_time_type m_settingsTime{};
  std::string m_asked;  // the newest test
  std::unique_ptr<AlertDesk> m_desk;
};

}  // namespace pillarbox::office
