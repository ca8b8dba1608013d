// Who sits in which audience, by role: the permission levels of a school's policy. Pure.
//   safeguarding  leads and deputies
//   pastoral      leads, deputies and senior leaders
//   head, chair   the headteacher; the chair of governors
//   PERSON        for each writer, an audience named as that person: the writer, and the leads and deputies who alert
//                 them. What a writer does with their key is sealed to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/record/directory.h"

namespace pillarbox {

// Sets the four audiences and the writers' own by role; somebody who is not active leaves every audience, the rota and
// the reviewers. Audiences of the school's own making are otherwise left alone. Makes the audience of a new writer and
// removes that of one who is a writer no longer or not active.
void seatEverybody(Directory& directory);

// "dsl-2": free in this directory, also of those who left, because entries name people by it for ever.
std::string freshPersonId(const Directory& directory, PersonRole role);

// True if this audience is one writer's own.
bool isWritersOwn(const Directory& directory, std::string_view audience);

// The active writer who is behind an entry's author id, by their own id or through the staff list's; null if none. Only
// these read again what they wrote.
struct Roster;
const Person* writerBehind(const Directory& directory, const Roster& roster, std::string_view authorId);

}  // namespace pillarbox
