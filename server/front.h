// What stands before the API: how often anybody may ask, what is counted, which devices are about, and the technician's
// page (/status, HTTP Basic over TLS, wrong passwords limited). Hands everything else on.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "server/http.h"
#include "server/limits.h"
#include "server/metrics.h"
#include "server/status_book.h"
#include "shared/base/mailbox.h"

namespace pillarbox::server {

inline constexpr const char* technicianFileName = "technician.hash";

class Front final : public Handler {
 public:
  // `next` and `clock` must outlive it; `certificate` is what the page tells the end of.
  static Result<std::unique_ptr<Front>> open(Handler& next, const std::filesystem::path& folder,
                                             const std::filesystem::path& certificate, const Clock& clock);
  ~Front() override;

  std::variant<Response, Call> admit(const RequestHead& head) override;
  Response refusal(int status) override;
  void draining() override { m_next.draining(); }
  // Answers what it has in hand. Once nothing calls admit() any more, and before the HttpServer goes.
  void finish();
  Metrics& metrics() { return m_metrics; }

 private:
  using Job = std::function<void()>;
  Front(Handler& next, std::filesystem::path folder, std::filesystem::path certificate, const Clock& clock);
  std::variant<Response, Call> status(const RequestHead& head);
  Response page();
  std::string keyedHex(const std::string& authorization) const;
  bool signsIn(const std::string& authorization);
  Response tooOften(Milliseconds wait) const;
  void work(const std::stop_token& stop);
  void keepHeard();

  Handler& m_next;
  std::filesystem::path m_folder, m_certificate;
  const Clock& m_clock;
  Limits m_limits;
  Metrics m_metrics;
  std::mutex m_heardMutex;
  StatusBook::Heard m_heard;
  std::unique_ptr<StatusBook> m_book;  // the thread's
  std::string m_knownGood;             // the thread's: the hash file and the header that last fitted, hashed
  Mailbox<Job> m_jobs;
  std::jthread m_thread;
};

}  // namespace pillarbox::server
