// A button that has to be held, so that a sleeve does not call anybody; and the round badge of a person.
#include <algorithm>

#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/metrics.h"

namespace pillarbox::ui {

namespace {

constexpr double saysFor = 4;         // seconds: what is said instead of the name
constexpr double secondPressIn = 10;  // seconds, by keyboard
constexpr double frameEvery = 1.0 / 30;

}  // namespace

bool FrameImpl::holdButton(std::string_view id, Rect rect, std::string_view name, std::string_view hold,
                           std::string_view again, Look look, std::string_view detail) {
  HoldSession& session = m_.session.hold;
  const double now = m_.moment.seconds;
  const bool mine = session.id == id;
  if (mine && session.said != HoldSession::Said::name && now >= session.saidUntil)
    session.said = HoldSession::Said::name;
  const std::string_view said = !mine || session.said == HoldSession::Said::name ? name
                                : session.said == HoldSession::Said::again       ? again
                                                                                 : hold;
  const Skin rest = theme().button(look, true, false);
  Item item{std::string(id), Role::button, std::string(said), {}, rect, true, false, false, rest.ink, rest.paper};
  item.value = "hold";
  const Touch touch = control(std::move(item));
  if (hidden()) return false;

  const bool byKey = m_.moment.activate == id;
  bool given = false;
  float part = 0;
  if (byKey) {
    given = mine && session.said == HoldSession::Said::again;
    session = HoldSession{std::string(id), -1, false, given ? HoldSession::Said::name : HoldSession::Said::again,
                          now + secondPressIn};
  } else if (touch.held) {
    if (!mine || session.from < 0) session = HoldSession{std::string(id), now, false, HoldSession::Said::name, -1};
    part = static_cast<float>(std::clamp((now - session.from) / holdFor, 0.0, 1.0));
    if (part >= 1 && !session.given) given = session.given = true;
    if (!session.given) wake(frameEvery);
  } else if (mine && session.from >= 0) {
    // Let go: after too short a time it says what to do.
    const bool tooShort = !session.given;
    session = HoldSession{std::string(id), -1, false, tooShort ? HoldSession::Said::hold : HoldSession::Said::name,
                          now + saysFor};
    wake(0);
  }
  if (session.id == id && session.said != HoldSession::Said::name) wake(std::max(0.0, session.saidUntil - now));
  if (!touch.shown) return given;

  const Skin skin = theme().button(look, true, touch.held);
  Painter& painter = m_.painter;
  drawRing(rect, touch.ringed);
  painter.frame(rect, skin.edge, skin.paper, theme().edgeWidth, metrics::radius);
  if (part > 0) {
    // Along the bottom, thick enough to be seen beside the finger.
    const float high = std::max(8.0F, rect.h * 0.16F);
    const Rect bar = inset({rect.x, rect.bottom() - high, rect.w, high}, theme().edgeWidth);
    painter.fill({bar.x, bar.y, bar.w * part, bar.h}, skin.ink, metrics::radius / 2);
  }
  const float pad = std::min(metrics::padX, rect.w / 10);
  buttonWords(said, said == name ? detail : std::string_view(), Words::strong,
              {rect.x + pad, rect.y + 4, rect.w - 2 * pad, rect.h - 8}, skin.ink);
  return given;
}

void FrameImpl::initials(Rect rect, std::string_view letters) {
  if (hidden() || !shows(rect)) return;
  const float radius = std::min(rect.w, rect.h) / 2;
  const float x = rect.x + rect.w / 2;
  const float y = rect.y + rect.h / 2;
  m_.painter.disc(x, y, radius, theme().accent);
  m_.painter.disc(x, y, radius - 3, theme().card.paper);
  m_.painter.disc(x, y, radius - 6, theme().accent);
  const Words style = textWidth(letters, Words::strong) <= radius * 1.3F ? Words::strong : Words::small;
  m_.painter.block(letters, face(style), {rect.x, rect.y, rect.w, rect.h}, theme().onAccent, Align::centre, true);
}

}  // namespace pillarbox::ui
