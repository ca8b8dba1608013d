// Quiet lines above the list that point at a part of Manage: a file sent to another school whose arrival nobody has
// confirmed, records nobody has looked through for too long. Pure.
#pragma once

#include <string>
#include <vector>

#include "kiosk/inbox/managing.h"

namespace pillarbox::inbox {

struct ListNotice {
  std::string id;     // "list.notice.NAME"
  std::string words;  // short, without any child's name: the list may stand open on a shared terminal
  ManagePart part = ManagePart::menu;
  bool operator==(const ListNotice&) const = default;
};

struct State;

// Each part of Manage that has something to remind of adds its own.
std::vector<ListNotice> noticesOf(const State& state);

}  // namespace pillarbox::inbox
