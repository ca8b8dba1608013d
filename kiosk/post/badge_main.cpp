#include "kiosk/post/badge_main.h"

#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

SecretBytes taken(std::string& text) {
  SecretBytes secret = SecretBytes::copyOf(std::string_view(text));
  wipe(text);
  return secret;
}

}  // namespace

office::BadgeWork workOf(BadgeAsk& ask) {
  if (auto* check = std::get_if<CheckPin>(&ask)) {
    return office::CheckPin{check->asked, check->staffId, taken(check->pin)};
  }
  if (auto* set = std::get_if<SetPin>(&ask)) return office::SetFirstPin{set->asked, set->staffId, taken(set->pin)};
  auto& join = std::get<JoinBadge>(ask);
  return office::JoinBadge{join.asked, join.staffId, taken(join.code), taken(join.oneTimePin)};
}

Event badgeEventFrom(const office::BadgeAnswer& answer) {
  using From = office::BadgeAnswer::What;
  using To = PinAnswered::What;
  if (answer.ofSetting) return BadgeEvent{PinSet{answer.asked, answer.what == From::right}};
  PinAnswered out;
  out.asked = answer.asked;
  out.triesLeft = answer.triesLeft;
  out.wait = answer.wait;
  switch (answer.what) {
    case From::right:
      out.what = To::right;
      break;
    case From::wrong:
      out.what = To::wrong;
      break;
    case From::wait:
      out.what = To::wait;
      break;
    case From::noneGiven:
      out.what = To::noneGiven;
      break;
    case From::taken:
      out.what = To::taken;
      break;
    case From::failed:
      out.what = To::failed;
      break;
  }
  return BadgeEvent{out};
}

Event cardEventFrom(const platform::CardEvent& event, bool keyboard) {
  if (const auto* shown = std::get_if<platform::CardShown>(&event)) return BadgeRead{shown->uid};
  if (const auto* readers = std::get_if<platform::CardReaders>(&event)) {
    return BadgeEvent{ReadersAre{readers->count, keyboard}};
  }
  return BadgeEvent{CardUnread{}};
}

}  // namespace pillarbox::post
