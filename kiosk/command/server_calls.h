// The few calls to the main server that only the command line makes, one at a time, waiting for each answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/office/http.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/result.h"
#include "shared/wire/join.h"
#include "shared/wire/server_card.h"

namespace pillarbox::command {

class ServerCalls {
 public:
  // network, timedOut, notTrusted (certificate), notOurServer, or what the server said no to, in every call.
  static Result<ServerCalls> make(office::Server server);

  struct Card {
    wire::ServerCard card;
    std::string envelope;
  };
  Result<Card> askCard();  // GET /v1/server
  // POST /v1/join: the school's directories, oldest first, still to be verified.
  Result<std::vector<std::string>> askToJoin(const std::string& signedRequest);

  // Signed by the school's device, which the server must know as approved.
  Result<std::vector<wire::PendingJoin>> askWaiting(office::School& school);
  Status putDirectory(office::School& school, const std::string& envelope, std::string_view previousSha256);
  Status putRoster(office::School& school, std::string_view device, BytesView box);

 private:
  ServerCalls(office::Server server, std::unique_ptr<office::Http> http);
  Result<std::string> plain(office::HttpRequest request);
  Result<std::string> asDevice(office::School& school, office::HttpRequest request);

  office::Server m_server;
  std::unique_ptr<office::Http> m_http;
  Milliseconds m_clockOff{0};  // the server's clock less ours
};

}  // namespace pillarbox::command
