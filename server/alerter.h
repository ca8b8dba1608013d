// Sends alert e-mails: its own thread and its own database connection, so that a slow mail server holds up nobody who
// posts. The rules are those of shared/alert/round.h.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "server/alert_book.h"
#include "shared/alert/round.h"
#include "shared/base/mailbox.h"

namespace pillarbox::server {

class Alerter {
 public:
  // smtp.conf is looked for in `folder` before each pass: without it nothing is queued or sent. book, keys and clock
  // must outlive this.
  Alerter(std::filesystem::path folder, std::unique_ptr<AlertQueue> queue, SchoolBook& book,
          const seal::DeviceKeys& keys, const Clock& clock);

  // Any thread: something was posted there; empty: look at every school.
  void wake(std::string school) { m_wake.push(std::move(school)); }

 private:
  void run(const std::stop_token& stop);
  Status pass(const std::stop_token& stop, const std::set<std::string>& schools);
  Status plan(const std::string& school);
  Milliseconds untilNext();

  std::filesystem::path m_folder;
  AlertBook m_alerts;
  AlertQueue& m_queue;
  alert::Round m_round;
  const Clock& m_clock;
  std::optional<WallTime> m_next;
  WallTime m_allAt{};  // when all schools were last looked at
  std::string m_saidTrouble;
  Mailbox<std::string> m_wake;
  std::jthread m_thread;
};

}  // namespace pillarbox::server
