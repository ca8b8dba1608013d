// The words on paper and in entry.txt for what an entry keeps by name. English, as what is kept; pure. A name that is
// not known is its own word.
#pragma once

#include <string_view>

#include "shared/record/entry.h"

namespace pillarbox {

std::string_view partWords(std::string_view part);        // "saw it"
std::string_view doneWords(std::string_view what);        // "Spoke to the child"
std::string_view recordKindWords(std::string_view kind);  // "Something I saw"
std::string_view verifiedWords(VerifiedBy how);           // "identified by badge"
std::string_view bodyTitle(Kind kind);                    // of Entry::body: "Reason", "What came of it", "Note"

}  // namespace pillarbox
