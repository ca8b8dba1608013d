// The Unique Pupil Number of schools in England: 13 characters of which the first checks the others. Pure.
#pragma once

#include <string>
#include <string_view>

namespace pillarbox {

// Upper case, without spaces. Empty stays empty.
std::string normaliseUpn(std::string_view cell);

enum class UpnCheck { right, wrongShape, wrongLetter };
// A letter, then 12 digits, of which the last is a letter in a temporary number. The check letter is the sum of each
// digit times its place (2 to 13) modulo 23, into ABCDEFGHJKLMNPQRTUVWXYZ; a last letter counts as its place in those
// (DfE, "Unique pupil numbers: a guide", annex). A wrong one is a reason to warn, not to refuse: schools do have them.
UpnCheck checkUpn(std::string_view normalised);

}  // namespace pillarbox
