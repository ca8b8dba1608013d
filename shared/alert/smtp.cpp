#include "shared/alert/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace pillarbox::alert {

namespace {

constexpr long connectMilliseconds = 15'000;
constexpr long allMilliseconds = 60'000;

struct CloseEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::size_t give(char* room, std::size_t size, std::size_t count, void* given) {
  auto& left = *static_cast<std::string_view*>(given);
  const std::size_t now = std::min(size * count, left.size());
  std::memcpy(room, left.data(), now);
  left.remove_prefix(now);
  return now;
}

int goesOn(void* given, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::stop_token*>(given)->stop_requested() ? 1 : 0;
}

Status outcome(CURLcode code, long answer) {
  switch (code) {
    case CURLE_OK:
      return {};
    case CURLE_LOGIN_DENIED:
      return Fault{FaultCode::notPermitted, "The mail server does not take the user or the password."};
    case CURLE_USE_SSL_FAILED:
      return Fault{FaultCode::notTrusted, "The mail server does not offer TLS."};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CIPHER:
      return Fault{FaultCode::notTrusted, "The mail server could not prove who it is."};
    case CURLE_OPERATION_TIMEDOUT:
      return Fault{FaultCode::timedOut, "The mail server did not answer in time."};
    default:
      break;
  }
  if (answer >= 400) return judgeSmtp(answer);
  return Fault{FaultCode::network, "The mail server could not be reached."};
}

}  // namespace

Status judgeSmtp(long code) {
  if (code < 400) return {};
  const std::string number = " (" + std::to_string(code) + ").";
  // RFC 4954, 6: these speak of the session, not of the address.
  if (code == 530 || code == 534 || code == 535 || code == 538) {
    return Fault{FaultCode::notPermitted, "The mail server wants another sign-in" + number};
  }
  if (code < 500 || code > 599) return Fault{FaultCode::retryLater, "The mail server said: not now" + number};
  return Fault{FaultCode::refused, "The mail server does not take e-mail for this address" + number};
}

Status sendMail(const SmtpAccount& account, const std::string& to, const std::string& encoded,
                const std::stop_token& stop) {
  const SmtpSettings& settings = account.settings;
  if (!isMailAddress(to)) return Fault{FaultCode::refused, "The e-mail address is not one that mail can be sent to."};
  const std::unique_ptr<CURL, CloseEasy> easy(curl_easy_init());
  std::unique_ptr<curl_slist, FreeList> recipients(curl_slist_append(nullptr, ("<" + to + ">").c_str()));
  if (easy == nullptr || recipients == nullptr) return Fault{FaultCode::internal, "libcurl cannot be used."};
  const bool implicit = settings.tls == SmtpSettings::Tls::implicit;
  // The path is what it calls itself in EHLO: not this machine's name, which is nobody's business.
  const std::string url = std::string(implicit ? "smtps://" : "smtp://") + settings.host + ":" +
                          std::to_string(settings.port) + "/" + std::string(domainOf(settings.from));
  const std::string from = "<" + settings.from + ">";
  std::string_view left = encoded;
  CURL* const raw = easy.get();
  bool set = true;
  const auto option = [&](CURLoption name, auto value) { set = curl_easy_setopt(raw, name, value) == CURLE_OK && set; };
  option(CURLOPT_URL, url.c_str());
  option(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  option(CURLOPT_NOSIGNAL, 1L);
  option(CURLOPT_NOPROXY, "*");
  option(CURLOPT_CONNECTTIMEOUT_MS, connectMilliseconds);
  option(CURLOPT_TIMEOUT_MS, allMilliseconds);
  option(CURLOPT_USE_SSL,
         static_cast<long>(settings.tls == SmtpSettings::Tls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  option(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  option(CURLOPT_SSL_VERIFYPEER, 1L);
  option(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!settings.ca.empty()) option(CURLOPT_CAINFO, settings.ca.c_str());
  std::string password;
  if (!settings.user.empty()) {
    password = std::string(account.password.text());
    option(CURLOPT_USERNAME, settings.user.c_str());
    option(CURLOPT_PASSWORD, password.c_str());
    wipe(password);  // libcurl has its own copy
  }
  option(CURLOPT_MAIL_FROM, from.c_str());
  option(CURLOPT_MAIL_RCPT, recipients.get());
  option(CURLOPT_UPLOAD, 1L);
  option(CURLOPT_READFUNCTION, &give);
  option(CURLOPT_READDATA, static_cast<void*>(&left));
  option(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(encoded.size()));
  std::stop_token asked = stop;
  option(CURLOPT_NOPROGRESS, 0L);
  option(CURLOPT_XFERINFOFUNCTION, &goesOn);
  option(CURLOPT_XFERINFODATA, static_cast<void*>(&asked));
  if (!set) return Fault{FaultCode::internal, "libcurl cannot be used."};
  const CURLcode code = curl_easy_perform(raw);
  long answer = 0;
  curl_easy_getinfo(raw, CURLINFO_RESPONSE_CODE, &answer);
  return outcome(code, answer);
}

}  // namespace pillarbox::alert
