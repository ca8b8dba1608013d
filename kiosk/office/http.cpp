#include "kiosk/office/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

namespace pillarbox::office {

namespace {

constexpr long connectMilliseconds = 15'000;
constexpr long slowBytesPerSecond = 200;
constexpr long slowSeconds = 30;
constexpr std::size_t headerLimit = 64 * 1024;

struct Exchange {
  struct CloseEasy {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  HttpRequest request;
  Http::Done done;
  wire::Answer answer;
  std::size_t headerBytes = 0;
  bool tooMuch = false;
  std::unique_ptr<curl_slist, FreeList> headers;
  std::unique_ptr<CURL, CloseEasy> easy;
};

std::size_t takeBody(char* bytes, std::size_t size, std::size_t count, void* given) {
  auto& exchange = *static_cast<Exchange*>(given);
  const std::size_t length = size * count;
  if (exchange.answer.body.size() + length > exchange.request.mostAnswerBytes) {
    exchange.tooMuch = true;
    return 0;
  }
  exchange.answer.body.append(bytes, length);
  return length;
}

std::size_t takeHeader(char* bytes, std::size_t size, std::size_t count, void* given) {
  auto& exchange = *static_cast<Exchange*>(given);
  const std::size_t length = size * count;
  exchange.headerBytes += length;
  if (exchange.headerBytes > headerLimit) {
    exchange.tooMuch = true;
    return 0;
  }
  const std::string_view line(bytes, length);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return length;
  std::string name(line.substr(0, colon));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  std::string_view value = line.substr(colon + 1);
  const std::size_t first = value.find_first_not_of(" \t");
  const std::size_t last = value.find_last_not_of(" \t\r\n");
  value = first == std::string_view::npos ? std::string_view() : value.substr(first, last - first + 1);
  if (name == "content-type") exchange.answer.contentType = value;
  if (name == "retry-after") exchange.answer.retryAfter = value;
  return length;
}

Fault faultOfCurl(CURLcode code, bool tooMuch) {
  if (tooMuch) return Fault{FaultCode::notOurServer, "The answer was longer than any of a Pillarbox server."};
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return Fault{FaultCode::timedOut, "The server did not answer in time."};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return Fault{FaultCode::notTrusted,
                   "The server could not prove who it is (" + std::string(curl_easy_strerror(code)) + ")."};
    default:
      return Fault{FaultCode::network,
                   "The server could not be reached (" + std::string(curl_easy_strerror(code)) + ")."};
  }
}

class CurlHttp final : public Http {
 public:
  struct CloseMulti {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };
  explicit CurlHttp(std::unique_ptr<CURLM, CloseMulti> multi) : m_multi(std::move(multi)) {}

  ~CurlHttp() override {
    for (auto& [easy, exchange] : m_running) curl_multi_remove_handle(m_multi.get(), easy);
  }

  void start(const Server& server, HttpRequest request, Done done) override {
    auto exchange = std::make_unique<Exchange>();
    exchange->request = std::move(request);
    exchange->done = std::move(done);
    exchange->easy.reset(curl_easy_init());
    if (exchange->easy == nullptr || !prepare(server, *exchange) ||
        curl_multi_add_handle(m_multi.get(), exchange->easy.get()) != CURLM_OK) {
      m_failed.push_back(std::move(exchange->done));
      return;
    }
    CURL* easy = exchange->easy.get();
    m_running.emplace(easy, std::move(exchange));
  }

  bool busy() const override { return !m_running.empty() || !m_failed.empty(); }

  void wait(Milliseconds most) override {
    int running = 0;
    curl_multi_perform(m_multi.get(), &running);
    if (finish()) return;
    const auto milliseconds = std::clamp<Milliseconds::rep>(most.count(), 0, 3'600'000);
    curl_multi_poll(m_multi.get(), nullptr, 0, static_cast<int>(milliseconds), nullptr);
    curl_multi_perform(m_multi.get(), &running);
    finish();
  }

  void cancelAll() override {
    auto running = std::move(m_running);
    m_running.clear();
    for (auto& [easy, exchange] : running) {
      curl_multi_remove_handle(m_multi.get(), easy);
      exchange->done(Fault{FaultCode::timedOut, "There was no time to wait for the server."});
    }
  }

  void wake() override { curl_multi_wakeup(m_multi.get()); }

 private:
  static bool prepare(const Server& server, Exchange& exchange) {
    CURL* easy = exchange.easy.get();
    HttpRequest& request = exchange.request;
    curl_slist* list = nullptr;
    const auto add = [&](const std::string& line) {
      curl_slist* longer = curl_slist_append(list, line.c_str());
      if (longer != nullptr) list = longer;
    };
    for (const auto& [name, value] : request.headers) add(name + ": " + value);
    // Without it libcurl would hold large bodies back for a second, asking first.
    add("Expect:");
    exchange.headers.reset(list);

    const std::string url = server.url + request.target;
    bool good = curl_easy_setopt(easy, CURLOPT_URL, url.c_str()) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https") == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) == CURLE_OK;
    if (!server.ca.empty()) {
      good = good && curl_easy_setopt(easy, CURLOPT_CAINFO, server.ca.c_str()) == CURLE_OK;
      good = good && curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr) == CURLE_OK;
    }
    // An empty text also switches off proxies from the environment.
    good = good && curl_easy_setopt(easy, CURLOPT_PROXY, server.proxy.c_str()) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1)) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connectMilliseconds) == CURLE_OK;
    good = good &&
           curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(Http::longestExchange.count())) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, slowBytesPerSecond) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, slowSeconds) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_USERAGENT, "pillarbox/" PILLARBOX_VERSION) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str()) == CURLE_OK;
    if (request.method != "GET") {
      // From memory and not from a callback, so that libcurl can send it again on a new connection.
      good = good && curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                                      static_cast<curl_off_t>(request.body.size())) == CURLE_OK;
      good = good && curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data()) == CURLE_OK;
      if (request.body.empty()) good = good && curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "") == CURLE_OK;
    }
    good = good && curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange.headers.get()) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &takeBody) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_WRITEDATA, &exchange) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &takeHeader) == CURLE_OK;
    good = good && curl_easy_setopt(easy, CURLOPT_HEADERDATA, &exchange) == CURLE_OK;
    return good;
  }

  // Calls whoever waits for what has ended. True if there was any.
  bool finish() {
    std::vector<std::pair<Done, Result<wire::Answer>>> ended;
    for (Done& done : m_failed) {
      ended.emplace_back(std::move(done), Fault{FaultCode::network, "The request could not be made."});
    }
    m_failed.clear();
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* easy = message->easy_handle;
      const CURLcode code = message->data.result;
      curl_multi_remove_handle(m_multi.get(), easy);
      const auto found = m_running.find(easy);
      if (found == m_running.end()) continue;
      const std::unique_ptr<Exchange> exchange = std::move(found->second);
      m_running.erase(found);
      long status = 0;
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      exchange->answer.status = static_cast<int>(status);
      if (code != CURLE_OK || exchange->tooMuch) {
        ended.emplace_back(std::move(exchange->done), faultOfCurl(code, exchange->tooMuch));
      } else if (status == 0) {
        // libcurl has been seen to say OK without any answer.
        ended.emplace_back(std::move(exchange->done),
                           Fault{FaultCode::network, "The server closed without answering."});
      } else {
        ended.emplace_back(std::move(exchange->done), std::move(exchange->answer));
      }
    }
    for (auto& [done, result] : ended) done(std::move(result));
    return !ended.empty();
  }

  std::unique_ptr<CURLM, CloseMulti> m_multi;
  std::map<CURL*, std::unique_ptr<Exchange>> m_running;
  std::vector<Done> m_failed;
};

}  // namespace

Result<std::unique_ptr<Http>> Http::make() {
  // Initialised once; a function's static is made by one thread while others wait.
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  std::unique_ptr<CURLM, CurlHttp::CloseMulti> multi(ready ? curl_multi_init() : nullptr);
  if (multi == nullptr) return Fault{FaultCode::internal, "The network library could not be started."};
  return std::unique_ptr<Http>(std::make_unique<CurlHttp>(std::move(multi)));
}

Result<wire::Answer> Http::fetch(const Server& server, HttpRequest request, Milliseconds most) {
  std::optional<Result<wire::Answer>> result;
  start(server, std::move(request), [&](Result<wire::Answer> answer) { result = std::move(answer); });
  const auto end = std::chrono::steady_clock::now() + most;
  while (!result) {
    const auto left = std::chrono::duration_cast<Milliseconds>(end - std::chrono::steady_clock::now());
    if (left <= Milliseconds(0)) {
      cancelAll();
      break;
    }
    wait(left);
  }
  return result ? *result : Result<wire::Answer>(Fault{FaultCode::timedOut, "The server did not answer in time."});
}

}  // namespace pillarbox::office
