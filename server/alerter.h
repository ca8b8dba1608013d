// Sends alert e-mails: its own thread and its own database connection, so that a slow mail server holds up nobody who
// posts. What is due is worked out from what is stored, so nothing is lost if it is stopped between storing a posting
// and sending: an e-mail goes at least once, and one that goes twice has the same Message-ID.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "server/alert_queue.h"
#include "server/school_book.h"
#include "shared/alert/smtp.h"
#include "shared/base/mailbox.h"
#include "shared/seal/device_keys.h"

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
  Status sendDue(const std::stop_token& stop, const alert::SmtpAccount& account);
  Status send(const std::stop_token& stop, const alert::SmtpAccount& account, const QueuedAlert& alert);
  bool seen(const School& school, const std::string& posting, const std::vector<std::string>& casework);
  Milliseconds untilNext();

  std::filesystem::path m_folder;
  std::unique_ptr<AlertQueue> m_queue;
  SchoolBook& m_book;
  const seal::DeviceKeys& m_keys;
  const Clock& m_clock;
  std::set<std::string> m_seen;  // school/posting
  std::optional<WallTime> m_next;
  WallTime m_allAt{};  // when all schools were last looked at
  std::string m_saidTrouble;
  int m_troubles = 0;
  Mailbox<std::string> m_wake;
  std::jthread m_thread;
};

// How long to wait after so many attempts that came to nothing: an urgent one a minute at most, others a quarter of an
// hour.
Milliseconds alertRetryAfter(int attempts, bool urgent);

}  // namespace pillarbox::server
