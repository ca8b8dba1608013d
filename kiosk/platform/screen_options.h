// The command line of a screen program: one data folder and a few options, the same for the kiosk and the inbox.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/platform/app.h"
#include "shared/base/result.h"

namespace pillarbox::platform {

struct ScreenOptions {
  std::filesystem::path folder;
  bool window = false;  // a window rather than the whole screen
  int width = 1280, height = 800;
  float textScale = 1.0F;
  int cameraWidth = 1920, cameraHeight = 1080, cameraRotation = 0;
  bool dark = false, highContrast = false, noKeyboard = false;
  bool leftHanded = false, reducedMotion = false;
  bool earphone = false;  // there is one here: reading aloud is offered
  std::string language = "en";
  WedgeOptions wedge;           // badge readers that type
  std::optional<int> robotFd;   // believed only for a demonstration school
  std::optional<int> secretFd;  // a key card's code from the program that started this one
  bool cardLost = false;        // no card was shown to the program that started this one: somebody has lost theirs
  bool help = false, version = false;
};

// Another program's words on the command line, for the same folder on the same screen.
std::vector<std::string> sameScreen(const ScreenOptions& options);
// wrongUsage names what is wrong.
Result<ScreenOptions> readScreenOptions(std::span<char* const> words);
std::string screenOptionsHelp(std::string_view program, std::string_view what);

AppOptions appOptions(const ScreenOptions& options, std::string_view title);

}  // namespace pillarbox::platform
