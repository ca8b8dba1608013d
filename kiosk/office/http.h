// HTTPS by libcurl's multi interface, one thread, nothing blocks but wait(). Only https; the certificate is always
// checked (TLS 1.2 or later); redirects are not followed; nothing is logged.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/office/school_folder.h"
#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/wire/problem.h"

namespace pillarbox::office {

struct HttpRequest {
  std::string method;  // "GET", "PUT", "POST"
  std::string target;  // path and query: "/v1/entries?after=7"
  std::vector<std::pair<std::string, std::string>> headers;
  Bytes body;  // sent for PUT and POST
  std::size_t mostAnswerBytes = 256 * 1024;
};

class Http {
 public:
  // The whole exchange; a store's lease must be longer. Within it: connecting 15 s, and no more than 30 s at under 200
  // bytes a second.
  static constexpr Milliseconds longestExchange = std::chrono::minutes(4);
  // network, timedOut, notTrusted (certificate), or notOurServer (more bytes than asked for); otherwise any HTTP
  // answer.
  using Done = std::function<void(Result<wire::Answer>)>;

  static Result<std::unique_ptr<Http>> make();
  virtual ~Http() = default;

  // `done` is called from wait() or from cancelAll(), never from start().
  virtual void start(const Server& server, HttpRequest request, Done done) = 0;
  virtual bool busy() const = 0;
  // Moves everything on, and sleeps until something happens, `most` has passed or wake() was called.
  virtual void wait(Milliseconds most) = 0;
  virtual void cancelAll() = 0;  // each gets timedOut
  virtual void wake() = 0;       // any thread

  // start() and wait() until it is done; for the command line.
  Result<wire::Answer> fetch(const Server& server, HttpRequest request, Milliseconds most);
};

}  // namespace pillarbox::office
