// The /v1 API (openapi.yaml): who may ask what, and the answers. No sockets.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "server/alerter.h"
#include "server/database_threads.h"
#include "server/http.h"
#include "server/limits.h"
#include "server/queue_book.h"
#include "server/school_book.h"
#include "server/waiting_room.h"
#include "server/walker.h"
#include "shared/seal/device_keys.h"
#include "shared/wire/invitation.h"
#include "shared/wire/problem.h"

namespace pillarbox::server {

class Service final : public Handler {
 public:
  // Opens the folder made by `pillarbox-server init`. `clock` must outlive it.
  static Result<std::unique_ptr<Service>> open(const std::filesystem::path& folder, const Clock& clock);

  std::variant<Response, Call> admit(const RequestHead& head) override;
  Response refusal(int status) override;
  void draining() override { m_waiting->close(); }
  // How many requests may wait for something new at a time; to be well below HttpOptions::connections.
  void mayWait(std::size_t most) { m_waiting->setMost(most); }
  // Lines for Prometheus, besides the front's. Any thread.
  std::string metrics() const;
  // Looks now at what is due to be sent: the mail server's settings were changed, say. Any thread.
  void lookAtAlerts() { m_alerter->wake({}); }
  // Every school's chain, daily, from now on: once the server listens.
  void beginWalking();
  // Finishes what the database has in hand. Once nothing calls admit() any more, and before the HttpServer goes.
  void finish();

 private:
  // Who signed a read or a change, once proved.
  struct Caller {
    std::string school;
    std::string device;
    KnownDevice::Standing standing;
    std::shared_ptr<const School> about;
  };
  using Admission = std::variant<Response, Call>;

  Service(seal::DeviceKeys keys, const Clock& clock) : m_keys(std::move(keys)), m_clock(clock) {}

  Admission putEntry(const RequestHead& head, std::string_view id);
  Admission getEntries(const RequestHead& head, std::string_view query);
  Admission getSealed(const RequestHead& head, std::string_view id);
  Admission getStatus(const RequestHead& head, std::string_view query);
  Admission getHead(const RequestHead& head);
  Admission getDirectory(const RequestHead& head, std::string_view query);
  Admission putDirectory(const RequestHead& head);
  Admission getRoster(const RequestHead& head);
  Admission putRoster(const RequestHead& head, std::string_view device);
  Admission postJoin(const RequestHead& head);
  Admission getJoins(const RequestHead& head);
  Admission getAlerts(const RequestHead& head);
  Admission postTestAlert(const RequestHead& head);
  Admission putDestruction(const RequestHead& head, std::string_view id);
  Admission getDestructions(const RequestHead& head, std::string_view query);
  Admission getDestruction(const RequestHead& head, std::string_view id);
  Admission putQueue(const RequestHead& head);
  Admission getServer();
  Admission getHealth();

  enum class Needs { reader, approved, pendingToo };  // reader: it may fetch something (device_fetch.h)
  std::variant<Response, Caller> callerOf(const RequestHead& head, Needs needs);
  Response problem(int status, std::string_view name, std::string_view title, std::string_view detail) const;
  Response notNow(const Fault& fault) const;  // the database could not: try again
  void lookForOthers();
  void listOrWait(Store& store, const Caller& who, std::int64_t after, std::chrono::steady_clock::time_point until,
                  const Reply& reply);
  // A read on the reader's thread; `read` gives the answer or a Fault.
  Call reading(std::function<Result<Response>(Store&)> read);
  Result<Response> takeDirectory(Store& store, const Caller& caller, const std::string& ifMatch, BytesView body);
  Response noToJoin(const std::string& school, std::string_view name, std::string_view why);
  std::optional<Response> refusedJoin(const wire::JoinRequest& request, const wire::ReadInvitation& invitation,
                                      const School& school);
  Result<Response> takeJoin(Store& store, const wire::JoinRequest& request, const wire::ReadInvitation& invitation,
                            const std::string& body);
  Result<Response> takeDestruction(Store& store, const Caller& caller, const std::string& id,
                                   const std::string& receipt, const std::string& envelope);
  std::optional<WallTime> proposedBy(const std::string& receiptText, const DestructionOrder& order) const;

  seal::DeviceKeys m_keys;
  const Clock& m_clock;
  std::string m_keyId;
  std::string m_card;  // signed
  std::unique_ptr<SchoolBook> m_book;
  std::unique_ptr<Alerter> m_alerter;
  std::unique_ptr<AlertQueue> m_alerts;  // on the reader's thread
  std::filesystem::path m_folder;
  std::unique_ptr<Store> m_toWalk;
  std::unique_ptr<Walker> m_walker;
  std::unique_ptr<Reader> m_reader;
  std::unique_ptr<WaitingRoom> m_waiting;
  QueueBook m_queues;
  Limits m_joins;                    // refused requests to join, by school
  std::unique_ptr<Writer> m_writer;  // first to go: what is in hand is finished
};

inline constexpr const char* keyFileName = "server.key";

}  // namespace pillarbox::server
