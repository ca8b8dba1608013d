#include "shared/alert/smtp_settings.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "shared/alert/mail.h"
#include "shared/base/files.h"
#include "shared/base/shared_folder.h"

namespace pillarbox::alert {

namespace {

constexpr std::size_t largestFile = 16 * 1024;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// A name or an address of a machine: nothing that would be a path, a user or another URL in curl's eyes.
bool isHost(std::string_view text) {
  return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == ':' || c == '[' || c == ']';
  });
}

bool isThisMachine(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

bool isOneLine(std::string_view text, std::size_t most) {
  return text.size() <= most && std::all_of(text.begin(), text.end(),
                                            [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

bool take(SmtpSettings& settings, std::string_view name, std::string_view value) {
  if (!isOneLine(value, 1024)) return false;
  if (name == "host") {
    settings.host = value;
    return isHost(value);
  }
  if (name == "port") {
    const auto read = std::from_chars(value.data(), value.data() + value.size(), settings.port);
    return read.ec == std::errc() && read.ptr == value.data() + value.size() && settings.port > 0 &&
           settings.port < 65536;
  }
  if (name == "tls") {
    if (value == "starttls") settings.tls = SmtpSettings::Tls::startTls;
    if (value == "implicit") settings.tls = SmtpSettings::Tls::implicit;
    if (value == "none") settings.tls = SmtpSettings::Tls::none;
    return value == "starttls" || value == "implicit" || value == "none";
  }
  if (name == "from") {
    settings.from = value;
    return isMailAddress(value);
  }
  std::string* const text = name == "user"            ? &settings.user
                            : name == "password_file" ? &settings.passwordFile
                            : name == "ca"            ? &settings.ca
                                                      : nullptr;
  if (text == nullptr) return false;
  *text = value;
  return true;
}

}  // namespace

Result<SmtpSettings> parseSmtpSettings(std::string_view text, std::string_view file) {
  const auto wrong = [file](const std::string& says) {
    return Fault{FaultCode::badInput, std::string(file) + ": " + says};
  };
  if (text.size() > largestFile || !isUtf8(text)) return wrong("this is not a file of settings.");
  SmtpSettings settings;
  std::set<std::string, std::less<>> given;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t equals = line.find('=');
    const std::string where = "line " + std::to_string(number) + " ";
    if (equals == std::string_view::npos) return wrong(where + "is not NAME = VALUE.");
    const std::string_view name = trimmed(line.substr(0, equals));
    if (!given.emplace(name).second) return wrong(where + "names something for the second time.");
    if (!take(settings, name, trimmed(line.substr(equals + 1)))) return wrong(where + "is not understood.");
  }
  if (settings.tls == SmtpSettings::Tls::implicit && !given.contains("port")) settings.port = 465;
  if (settings.host.empty()) return wrong("it does not name the host.");
  if (settings.from.empty()) return wrong("it does not say whom the e-mails are from.");
  if (settings.user.empty() != settings.passwordFile.empty()) {
    return wrong("user and password_file belong together.");
  }
  if (settings.tls == SmtpSettings::Tls::none && !isThisMachine(settings.host)) {
    return wrong("tls = none is for a mail server on this machine only.");
  }
  return settings;
}

std::string formatSmtpSettings(const SmtpSettings& settings) {
  std::string out;
  const auto line = [&out](std::string_view name, const std::string& value) {
    if (!value.empty()) out += std::string(name) + " = " + value + "\n";
  };
  line("host", settings.host);
  line("port", std::to_string(settings.port));
  line("tls", settings.tls == SmtpSettings::Tls::none       ? "none"
              : settings.tls == SmtpSettings::Tls::implicit ? "implicit"
                                                            : "starttls");
  line("from", settings.from);
  line("user", settings.user);
  line("password_file", settings.passwordFile);
  line("ca", settings.ca);
  return out;
}

Result<std::optional<SmtpSettings>> readSmtpSettings(const std::filesystem::path& folder, const char* name) {
  const Result<Bytes> file = readFile(folder / name, largestFile);
  if (!file.ok() && file.fault().code == FaultCode::notFound) return std::optional<SmtpSettings>();
  if (!file.ok()) return file.fault();
  PB_TRY_VALUE(SmtpSettings settings, parseSmtpSettings(textOf(*file), name));
  return std::optional(std::move(settings));
}

Result<std::optional<SmtpAccount>> readSmtpAccount(const std::filesystem::path& folder, const char* name) {
  PB_TRY_VALUE(std::optional<SmtpSettings> settings, readSmtpSettings(folder, name));
  if (!settings) return std::optional<SmtpAccount>();
  SmtpAccount account;
  account.settings = std::move(*settings);
  if (!account.settings.user.empty()) {
    const std::filesystem::path path = folder / account.settings.passwordFile;
    if (othersMayRead(path)) {
      return Fault{FaultCode::notPermitted, "Others may read the mail password; run: chmod 600 " + path.string()};
    }
    PB_TRY_VALUE(account.password, readSecretLine(path));
  }
  return std::optional(std::move(account));
}

Status writeMailAccount(const std::filesystem::path& folder, SmtpSettings settings, const SecretBytes& password) {
  settings.passwordFile = settings.user.empty() ? "" : mailPasswordName;
  const std::string text = formatSmtpSettings(settings);
  PB_TRY(parseSmtpSettings(text, mailFileName));
  if (!settings.user.empty()) {
    if (password.empty() || !isOneLine(password.text(), 1024)) {
      return Fault{FaultCode::badInput, "the mail password must be one line"};
    }
    PB_TRY(writeFileDurable(folder / mailPasswordName, password.view()));
  }
  PB_TRY(writeFileDurable(folder / mailFileName, viewOf(text)));
  // The one of an account before, once nothing names it.
  if (settings.user.empty()) {
    std::error_code ignored;
    std::filesystem::remove(folder / mailPasswordName, ignored);
  }
  return {};
}

Status removeMailAccount(const std::filesystem::path& folder) {
  for (const char* name : {mailFileName, mailPasswordName}) {
    std::error_code error;
    std::filesystem::remove(folder / name, error);
    if (error) return faultFromErrno(error.value(), "remove " + (folder / name).string());
  }
  return {};
}

}  // namespace pillarbox::alert
