// "Manage": everything about the school that is not one concern. A menu of parts; each has its own header. State and
// events.
#pragma once

#include <string>
#include <variant>

#include "kiosk/inbox/audit.h"
#include "kiosk/inbox/keeping.h"
#include "kiosk/inbox/people.h"
#include "kiosk/inbox/reviewing.h"
#include "kiosk/inbox/settings.h"
#include "shared/base/fault.h"

namespace pillarbox::inbox {

enum class ManagePart { menu, people, settings, review, keeping, audit };

struct ManageState {
  ManagePart part = ManagePart::menu;
  bool working = false;  // the worker is at something of it
  std::string done;      // what was just done, in one sentence
  std::string problem;   // one sentence
  PeopleState people;
  SettingsState settings;
  ReviewState review;
  KeepingState keeping;
  AuditState audit;
};

// --- from the screens ---
struct ManageOpened {};
struct ManagePartChosen {
  ManagePart part = ManagePart::menu;
};
struct ManageLeft {};  // a part: back to the menu; the menu: back to the list

// --- from the worker ---
struct DirectorySigned {
  std::string done;  // as in the SignDirectory
};
struct DirectoryNotSigned {
  Fault fault;  // its detail is one sentence for the screen
};

using ManageEvent = std::variant<ManageOpened, ManagePartChosen, ManageLeft, DirectorySigned, DirectoryNotSigned>;

}  // namespace pillarbox::inbox
