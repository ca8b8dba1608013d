// One invented concern on the school's own form: printed by the program, filled in, and photographed side by side. For
// the tour and the stories of tests/flow.
#pragma once

#include <string>

#include "shared/base/result.h"
#include "tests/support/paper/fill.h"

namespace pillarbox::support {

struct PaperStory {
  std::string front, back;  // the two photos, PNG files
  std::string desk;         // the same desk with nothing on it
  std::string badge;        // a staff badge held to the camera
  std::string arm;          // somebody's bare arm, and no paper
};

// Ticks "I saw something", "told the DSL in person" and one box that nobody can be sure of; a cross on the left arm.
const FillScript& storyScript();
inline constexpr std::string_view storyUnsure = "done.advice";

// Prints a form of the school in `schoolFolder` and puts the pictures into `folder`. `badgeCode` is drawn as a QR.
Result<PaperStory> photographStory(const std::string& schoolFolder, const std::string& folder,
                                   const std::string& badgeCode, std::uint64_t seed = 4);

// A code on a lead's screen, as a camera sees it from an arm's length: a PNG of 1920×1080. tooLarge if it does not fit.
Status photographCode(const std::string& text, const std::string& file, std::uint64_t seed = 4);

}  // namespace pillarbox::support
