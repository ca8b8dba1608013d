#include "kiosk/inbox/event.h"

#include "kiosk/inbox/effect.h"

namespace pillarbox::inbox {

Event::Event(Event&& other) noexcept = default;
Event& Event::operator=(Event&& other) noexcept = default;
Event::~Event() = default;

Effect::Effect(Effect&& other) noexcept = default;
Effect& Effect::operator=(Effect&& other) noexcept = default;
Effect::~Effect() = default;

}  // namespace pillarbox::inbox
