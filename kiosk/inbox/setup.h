// Setting up a school by its DSL: state and events.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/inbox/config.h"
#include "kiosk/ui/text_model.h"
#include "shared/base/fault.h"

namespace pillarbox::inbox {

struct Paper {
  std::string file;    // "key-card-anna-bell.pdf"
  std::string what;    // "Key card for Anna Bell"
  std::string advice;  // "Print, cut out, fold. Give it to her and to nobody else."
};

struct SetupState {
  ui::TextModel schoolName{120, true};
  ui::TextModel yourName{80, true}, yourEmail{120, true}, yourRoom{80, true}, yourExtension{20, true};
  ui::TextModel deputyName{80, true}, deputyEmail{120, true};
  ui::TextModel headName{80, true}, headEmail{120, true};
  ui::TextModel chairName{80, true}, chairEmail{120, true};
  std::string problem;
  std::string folder;  // where the papers are
  std::vector<Paper> papers;
};

// --- from the screens ---
struct SetupNext {};
struct SetupBack {};

// --- from the worker ---
struct SchoolMade {
  std::string folder;
  std::vector<Paper> papers;
  Config config;
};
struct SchoolNotMade {
  Fault fault;
};

using SetupEvent = std::variant<SetupNext, SetupBack, SchoolMade, SchoolNotMade>;

}  // namespace pillarbox::inbox
