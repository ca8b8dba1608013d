// Everything that can happen to the inbox: closed, so that apply() must deal with each. Secrets travel in SecretBytes,
// so events are moved, never copied.
#pragma once

#include <variant>
#include <vector>

#include "kiosk/inbox/state.h"
#include "kiosk/ui/text_model.h"

namespace pillarbox::inbox {

struct Edited {
  Field field;
  ui::EditAction action;
};
struct CoverPressed {};
struct CoverLifted {};
struct LockPressed {};

// --- from the program's loop ---
struct Touched {
  Milliseconds now{};
};  // any touch, key or turn of a wheel
struct Tick {
  Milliseconds now{};
  WallTime wall{};  // left out: not known
};

// The last alternatives are variants themselves: each part of the inbox has its own header and its own apply_*.cpp.
using AnyEvent =
    std::variant<Edited, CoverPressed, CoverLifted, LockPressed, Touched, Tick, UnlockEvent, ListEvent, StepEvent,
                 PageEvent, ScansEvent, SetupEvent, FindEvent, ChildEvent, ReportEvent, ManageEvent, PeopleEvent,
                 SettingsEvent, ReviewEvent, KeepingEvent, AuditEvent, PrintingEvent>;
// Taken apart and put together in event.cpp alone: done in every file, that was half of what compiling a screen took.
class Event : public AnyEvent {
 public:
  using AnyEvent::AnyEvent;
  Event(Event&& other) noexcept;
  Event& operator=(Event&& other) noexcept;
  ~Event();
};
using Events = std::vector<Event>;

}  // namespace pillarbox::inbox
