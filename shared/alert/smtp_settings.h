// smtp.conf on a server, mail.conf on a terminal: how e-mails are handed over. A few lines of NAME = VALUE, # for
// comments; mode 0600. Pure but for reading and writing the two files.
//
//   host = smtp.school.example      needed
//   port = 587                      465 for tls = implicit
//   tls = starttls                  or implicit; none is taken for this machine itself only
//   from = pillarbox@school.example needed
//   user = pillarbox                with it a password is needed
//   password_file = smtp.password   beside that file unless it begins with /; one line, mode 0600
//   ca = /etc/ssl/own-ca.pem        only if the mail server's certificate is from the school's own CA
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::alert {

inline constexpr const char* smtpFileName = "smtp.conf";          // of a server
inline constexpr const char* mailFileName = "mail.conf";          // of a terminal
inline constexpr const char* mailPasswordName = "mail.password";  // of a terminal

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

// badInput with the line's number; `name` is what the file is called.
Result<SmtpSettings> parseSmtpSettings(std::string_view text, std::string_view name = smtpFileName);
std::string formatSmtpSettings(const SmtpSettings& settings);

struct SmtpAccount {
  SmtpSettings settings;
  SecretBytes password;  // empty without a user
};
// From that file in `folder`; none if there is no such file. notPermitted if others may read the password.
Result<std::optional<SmtpAccount>> readSmtpAccount(const std::filesystem::path& folder,
                                                   const char* name = smtpFileName);
// The settings alone, without opening the password.
Result<std::optional<SmtpSettings>> readSmtpSettings(const std::filesystem::path& folder,
                                                     const char* name = smtpFileName);

// mail.conf and, with a user, mail.password, both 0600; what was there is replaced. badInput as parseSmtpSettings, and
// for a password of more than one line.
Status writeMailAccount(const std::filesystem::path& folder, SmtpSettings settings, const SecretBytes& password);
// Both files, if they are there.
Status removeMailAccount(const std::filesystem::path& folder);

}  // namespace pillarbox::alert
