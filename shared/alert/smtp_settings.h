// smtp.conf: how e-mails are handed over. A few lines of NAME = VALUE, # for comments; mode 0600. Pure but for reading
// the two files.
//
//   host = smtp.school.example      needed
//   port = 587                      465 for tls = implicit
//   tls = starttls                  or implicit; none is taken for this machine itself only
//   from = pillarbox@school.example needed
//   user = pillarbox                with it a password is needed
//   password_file = smtp.password   beside smtp.conf unless it begins with /; one line, mode 0600
//   ca = /etc/ssl/own-ca.pem        only if the mail server's certificate is from the school's own CA
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::alert {

inline constexpr const char* smtpFileName = "smtp.conf";

struct SmtpSettings {
  enum class Tls { startTls, implicit, none } tls = Tls::startTls;
  std::string host;
  int port = 587;
  std::string from;
  std::string user;
  std::string passwordFile;
  std::string ca;
  bool operator==(const SmtpSettings&) const = default;
};

Result<SmtpSettings> parseSmtpSettings(std::string_view text);  // badInput with the line's number
std::string formatSmtpSettings(const SmtpSettings& settings);

struct SmtpAccount {
  SmtpSettings settings;
  SecretBytes password;  // empty without a user
};
// From `folder`/smtp.conf; none if there is no such file. notPermitted if others may read the password.
Result<std::optional<SmtpAccount>> readSmtpAccount(const std::filesystem::path& folder);

}  // namespace pillarbox::alert
