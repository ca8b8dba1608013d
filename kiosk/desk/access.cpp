#include "kiosk/desk/access.h"

#include "kiosk/desk/unlock.h"
#include "shared/record/entry.h"
#include "shared/record/seats.h"

namespace pillarbox::desk {

Access accessTo(const Directory& directory, const Person& person, const Slip& slip) {
  if (mayRead(directory, person, slip.audience)) {
    // That a writer has read something is the writer's own mark: a lead's list must not take it for the team's.
    const bool othersMark = slip.kind == Kind::read && isWritersOwn(directory, slip.audience);
    return othersMark && slip.audience != person.id ? Access::none : Access::yes;
  }
  const bool mayHaveWritten = person.role == PersonRole::writer && person.active && !isCasework(slip.kind) &&
                              slip.kind != Kind::cardLost &&
                              (slip.audience == "safeguarding" || slip.audience == "pastoral");
  return mayHaveWritten ? Access::perhaps : Access::none;
}

}  // namespace pillarbox::desk
