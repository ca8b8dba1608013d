// The few calls to the main server that a person waits for, one at a time, waiting for each answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/office/http.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/result.h"
#include "shared/wire/alerts.h"
#include "shared/wire/join.h"
#include "shared/wire/server_card.h"

namespace pillarbox::office {

class ServerCalls {
 public:
  // network, timedOut, notTrusted (certificate), notOurServer, or what the server said no to, in every call.
  static Result<ServerCalls> make(Server server);

  struct Card {
    wire::ServerCard card;
    std::string envelope;
  };
  Result<Card> askCard();  // GET /v1/server
  // POST /v1/join: the school's directories, oldest first, still to be verified.
  Result<std::vector<std::string>> askToJoin(const std::string& signedRequest);

  // Signed by the school's device, which the server must know as approved.
  Result<std::vector<wire::PendingJoin>> askWaiting(School& school);
  Status putDirectory(School& school, const std::string& envelope, std::string_view previousSha256);
  // What became of alert e-mails; and a test of the way to a person, whose number comes to be typed in.
  Result<wire::AlertAnswer> askAlerts(School& school);
  Status askTestAlert(School& school, const wire::TestAlert& test);
  Status putRoster(School& school, std::string_view device, BytesView box);

 private:
  ServerCalls(Server server, std::unique_ptr<Http> http);
  Result<std::string> plain(HttpRequest request);
  Result<std::string> asDevice(School& school, HttpRequest request);

  Server m_server;
  std::unique_ptr<Http> m_http;
  Milliseconds m_clockOff{0};  // the server's clock less ours
};

}  // namespace pillarbox::office
