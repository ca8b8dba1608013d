#include "kiosk/office/alert_watch.h"

#include "kiosk/office/alert_pass.h"
#include "kiosk/office/settings.h"
#include "shared/base/log.h"

namespace pillarbox::office {

bool AlertWatch::look() {
  const Result<Mailer> mailer = mailerOf(m_school);
  if (!mailer.ok()) return false;
  const bool here = *mailer == Mailer::here;
  const bool changed = here != m_here;
  m_here = here;
  // A desk that was here stays: it marks what is no longer to be sent. And once at the start, for what an earlier run
  // has left behind.
  if ((here || !m_looked) && m_desk == nullptr) {
    if (here) {
      m_desk = std::make_unique<AlertDesk>(m_school.folder, *m_school.clock, *m_school.random);
    } else if (const Result<AlertPass> tidied = sendAlerts(m_school); !tidied.ok()) {
      log::fault("alerts-tidied", tidied.fault());
    }
  } else if (m_desk != nullptr) {
    std::error_code ignored;
    const auto time = std::filesystem::last_write_time(m_school.folder / alert::mailFileName, ignored);
    const Result<std::optional<std::string>> asked = m_school.store->setting(settingAlertAsked);
    const std::string test = asked.ok() ? asked->value_or("") : m_asked;
    if (changed || time != m_settingsTime || test != m_asked) m_desk->wake();
    m_desk->wakeIfDue();
    m_settingsTime = time;
    m_asked = test;
  }
  m_looked = true;
  return changed;
}

void AlertWatch::wake() {
  if (m_desk != nullptr && m_here) m_desk->wake();
}

}  // namespace pillarbox::office
