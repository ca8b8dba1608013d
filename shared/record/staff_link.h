// Which members of staff are also people of the directory, by name. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/record/directory.h"
#include "shared/record/roster.h"

namespace pillarbox {

// Sets Staff::personId of those who have none yet, where one active person and one member of staff, and no others, are
// called the same but for a title. How many were linked. A concern about them then goes round them, and their badge is
// known to be a reader's.
int linkStaff(Roster& roster, const Directory& directory);

// Whether a folded word (foldName) is a title: mrs, dr, rev and the like.
bool isTitle(std::string_view word);

// The words of a name that a person would be asked by: folded, without Mrs, Dr, Rev and the like.
std::vector<std::string> wordsWithoutTitle(std::string_view name);

// Whom of the directory the adult in a concern may be. Better once too often to the chair than once to the person it is
// about: `ref` (a person's id) means that person and whoever has the same surname and could have the same first name;
// without it a name means everybody with that surname, or, of a single word, with that first name.
std::vector<std::string> peopleMeant(const Directory& directory, std::string_view personId, std::string_view name);

}  // namespace pillarbox
