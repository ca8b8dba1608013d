#include "kiosk/inbox/handed_over_main.h"

#include <string_view>

#include "kiosk/platform/hardening.h"

namespace pillarbox::inbox {

std::optional<Result<std::unique_ptr<process::HandedOver>>> takeHandOver(std::span<char* const> words) {
  if (words.size() < 2 || std::string_view(words[1]) != "--handed-over") return std::nullopt;
  platform::harden();
  if (words.size() != 3) return Fault{FaultCode::wrongUsage, "--handed-over needs the data folder and nothing else."};
  process::HandOverRules rules;
  rules.folder = words[2];
  rules.flags = {"--window",      "--dark",           "--high-contrast", "--left-handed",
                 "--no-keyboard", "--reduced-motion", "--card-lost"};
  rules.valued = {"--size", "--text-scale", "--language"};
  rules.descriptors = {"--secret-fd", "--robot-fd"};
  return process::HandedOver::take(rules);
}

}  // namespace pillarbox::inbox
