// How the server is reached: in the settings, and once more in server.conf in case the database is lost.
#include <algorithm>
#include <array>

#include "kiosk/office/school_folder.h"
#include "kiosk/office/settings.h"
#include "shared/base/files.h"
#include "shared/wire/server_card.h"

namespace pillarbox::office {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t smallFile = 64 * 1024;
constexpr std::array serverKeys = {settingServerUrl, settingServerCa, settingServerCard, settingProxy};

// The setting, or the line of server.conf.
Result<std::string> kept(School& school, std::string_view key) {
  PB_TRY_VALUE(const std::optional<std::string> value, school.store->setting(key));
  if (value) return *value;
  const Result<Bytes> file = readFile(school.folder / "server.conf", smallFile);
  if (!file.ok()) return std::string();
  std::string_view rest = textOf(*file);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.starts_with(key) && line.size() > key.size() && line[key.size()] == ' ') {
      return std::string(line.substr(key.size() + 1));
    }
  }
  return std::string();
}

}  // namespace

Result<std::string> checkedServerUrl(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  const auto bad = [] { return Fault{FaultCode::badInput, "The server's address must look like https://host:port."}; };
  if (!url.starts_with(scheme)) return bad();
  while (url.ends_with('/')) url.remove_suffix(1);
  const std::string_view host = url.substr(std::min(scheme.size(), url.size()));
  const bool plain = std::all_of(host.begin(), host.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == ':' || c == '[' || c == ']';
  });
  if (host.empty() || host.size() > 260 || !plain) return bad();
  return std::string(url);
}

Status saveServer(School& school, const std::string& url, const fs::path& caFile, const std::string& proxy,
                  const std::string& cardEnvelope) {
  PB_TRY_VALUE(const std::string address, checkedServerUrl(url));
  PB_TRY(wire::readServerCard(cardEnvelope));
  if (!proxy.empty() && !proxy.starts_with("http://") && !proxy.starts_with("https://")) {
    return Fault{FaultCode::badInput, "The proxy must look like http://host:port."};
  }
  if (proxy.find('\n') != std::string::npos || cardEnvelope.find('\n') != std::string::npos) {
    return Fault{FaultCode::badInput, "A setting of the server has more than one line."};
  }
  std::string ca;
  if (!caFile.empty()) {
    PB_TRY_VALUE(const Bytes pem, readFile(caFile, smallFile));
    PB_TRY(writeFileDurable(school.folder / "server-ca.pem", pem));
    ca = "server-ca.pem";
  }
  const std::array<std::string, serverKeys.size()> values = {address, ca, cardEnvelope, proxy};
  std::string conf;
  for (std::size_t i = 0; i < values.size(); ++i) {
    conf += std::string(serverKeys.at(i)) + " " + values.at(i) + "\n";
    PB_TRY(school.store->setSetting(serverKeys.at(i), values.at(i)));
  }
  return writeFileDurable(school.folder / "server.conf", viewOf(conf));
}

Result<std::optional<Server>> serverOf(School& school) {
  Server server;
  PB_TRY_VALUE(server.proxy, kept(school, settingProxy));
  PB_TRY_VALUE(const std::string ca, kept(school, settingServerCa));
  if (!ca.empty()) server.ca = school.folder / ca;
  PB_TRY_VALUE(std::string url, kept(school, settingServerUrl));
  // A signed directory outranks what this device was once told.
  if (const auto& named = school.directory().server) {
    PB_TRY_VALUE(server.signKey, seal::parseVerifyKey(named->verifyKey));
    PB_TRY_VALUE(server.boxKey, wire::parseBoxKey(named->boxKey));
    PB_TRY_VALUE(server.url, checkedServerUrl(url.empty() ? named->url : url));
    return std::optional<Server>(std::move(server));
  }
  PB_TRY_VALUE(const std::string cardText, kept(school, settingServerCard));
  if (url.empty() || cardText.empty()) return std::optional<Server>();
  PB_TRY_VALUE(const wire::ServerCard card, wire::readServerCard(cardText));
  server.signKey = card.signKey;
  server.boxKey = card.boxKey;
  PB_TRY_VALUE(server.url, checkedServerUrl(url));
  return std::optional<Server>(std::move(server));
}

}  // namespace pillarbox::office
