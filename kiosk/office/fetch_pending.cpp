#include "kiosk/office/fetch_pending.h"

#include <optional>
#include <sstream>

namespace pillarbox::office {

std::string formatPending(const std::vector<Pending>& pending) {
  std::string text;
  for (const Pending& one : pending) {
    text.append(one.id).append(" ").append(kindName(one.kind)).append(" ").append(one.audience);
    text.append(one.urgent ? " 1 " : " 0 ").append(formatTime(one.writtenAt)).append("\n");
  }
  return text;
}

std::vector<Pending> parsePending(std::string_view text) {
  std::vector<Pending> out;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    Pending one;
    std::string kind, time;
    if (!(words >> one.id >> kind >> one.audience >> one.urgent >> time)) continue;
    const std::optional<Kind> known = kindFrom(kind);
    const std::optional<WallTime> at = parseTime(time);
    if (!known || !at) continue;
    one.kind = *known;
    one.writtenAt = *at;
    out.push_back(std::move(one));
  }
  return out;
}

int fetchRank(const Slip& slip, bool read) {
  if (read || isCasework(slip.kind)) return 2;
  return slip.kind == Kind::call || slip.urgent ? 0 : 1;
}

}  // namespace pillarbox::office
