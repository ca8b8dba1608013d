#include "kiosk/platform/screen_options.h"

#include <algorithm>
#include <charconv>

#include "shared/base/installed.h"

namespace pillarbox::platform {

namespace {

template <class Number>
bool readNumber(std::string_view text, Number least, Number most, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= least && out <= most;
}

bool readSize(std::string_view text, int& width, int& height) {
  const std::size_t cross = text.find('x');
  return cross != std::string_view::npos && readNumber(text.substr(0, cross), 320, 7680, width) &&
         readNumber(text.substr(cross + 1), 320, 7680, height);
}

// What a badge reader can put before or after a code.
bool readMark(std::string_view text) {
  return !text.empty() && text.size() <= 16 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

}  // namespace

Result<ScreenOptions> readScreenOptions(std::span<char* const> words) {
  ScreenOptions options;
  const auto wrong = [](const std::string& says) { return Fault{FaultCode::wrongUsage, says}; };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = words[i];
    const bool valued = word == "--robot-fd" || word == "--secret-fd" || word == "--text-scale" || word == "--size" ||
                        word == "--camera-size" || word == "--camera-rotation" || word == "--language" ||
                        word == "--badge-prefix" || word == "--badge-suffix";
    if (valued && i + 1 == words.size()) return wrong(word + " needs a value after it.");
    const std::string value = valued ? words[++i] : "";
    int fd = -1;
    if (word == "--help" || word == "-h") {
      options.help = true;
    } else if (word == "--version") {
      options.version = true;
    } else if (word == "--card-lost") {
      options.cardLost = true;
    } else if (word == "--window") {
      options.window = true;
    } else if (word == "--dark") {
      options.dark = true;
    } else if (word == "--high-contrast") {
      options.highContrast = true;
    } else if (word == "--left-handed") {
      options.leftHanded = true;
    } else if (word == "--reduced-motion") {
      options.reducedMotion = true;
    } else if (word == "--earphone") {
      options.earphone = true;
    } else if (word == "--language") {
      options.language = value;
    } else if (word == "--no-keyboard") {
      options.noKeyboard = true;
    } else if (word == "--no-badge-keys") {
      options.wedge.off = true;
    } else if (word == "--badge-prefix" || word == "--badge-suffix") {
      if (!readMark(value)) return wrong(word + " is 1 to 16 letters, digits or marks, without spaces.");
      (word == "--badge-prefix" ? options.wedge.prefix : options.wedge.suffix) = value;
    } else if (word == "--robot-fd" || word == "--secret-fd") {
      if (!readNumber(value, 3, 65535, fd)) return wrong(word + " is not a file descriptor: " + value + ".");
      (word == "--robot-fd" ? options.robotFd : options.secretFd) = fd;
    } else if (word == "--text-scale") {
      if (!readNumber(value, 1.0F, 2.0F, options.textScale)) return wrong("--text-scale is a number from 1 to 2.");
    } else if (word == "--size") {
      if (!readSize(value, options.width, options.height)) return wrong("--size is WIDTHxHEIGHT, such as 1280x800.");
    } else if (word == "--camera-size") {
      if (!readSize(value, options.cameraWidth, options.cameraHeight)) {
        return wrong("--camera-size is WIDTHxHEIGHT, such as 1920x1080.");
      }
    } else if (word == "--camera-rotation") {
      if (!readNumber(value, 0, 270, options.cameraRotation) || options.cameraRotation % 90 != 0) {
        return wrong("--camera-rotation is 0, 90, 180 or 270.");
      }
    } else if (word.starts_with("-")) {
      return wrong("There is no option " + word + ".");
    } else if (options.folder.empty()) {
      options.folder = word;
    } else {
      return wrong("Only one data folder can be opened; " + word + " is one too many.");
    }
  }
  if (options.folder.empty() && !options.help && !options.version) return wrong("The data folder is missing.");
  return options;
}

std::string screenOptionsHelp(std::string_view program, std::string_view what) {
  std::string text = "Usage: " + std::string(program) + " DIR [options]\n\n" + std::string(what) + "\n\n";
  text +=
      "  --window            a window rather than the whole screen\n"
      "  --size WxH          of that window (1280x800)\n"
      "  --text-scale N      1 to 2: larger words\n"
      "  --dark              light words on a dark screen\n"
      "  --high-contrast     black on white\n"
      "  --left-handed       Enter and Delete on the left of the on-screen keyboard\n"
      "  --language CODE     en, or cy for Welsh (begun; not yet checked by a native speaker)\n"
      "  --reduced-motion    nothing moves by itself\n"
      "  --earphone          an earphone can be put in here: the screens can be read aloud\n"
      "  --no-keyboard       no on-screen keyboard\n"
      "  --camera-size WxH   of the camera's picture (1920x1080); upright paper wants 8 megapixels or a turned camera\n"
      "  --camera-rotation N 0, 90, 180 or 270: how the camera is mounted\n"
      "  --badge-prefix S    what badge readers that type put before the code, and\n"
      "  --badge-suffix S    after it; then no Enter is needed\n"
      "  --no-badge-keys     no badge reader here types: however fast, it is typing\n"
      "  --help, --version\n";
  return text;
}

std::vector<std::string> sameScreen(const ScreenOptions& options) {
  std::vector<std::string> words{options.folder.string(),
                                 "--size",
                                 std::to_string(options.width) + "x" + std::to_string(options.height),
                                 "--text-scale",
                                 std::to_string(options.textScale),
                                 "--language",
                                 options.language};
  if (options.window) words.emplace_back("--window");
  if (options.dark) words.emplace_back("--dark");
  if (options.highContrast) words.emplace_back("--high-contrast");
  if (options.leftHanded) words.emplace_back("--left-handed");
  if (options.reducedMotion) words.emplace_back("--reduced-motion");
  if (options.noKeyboard) words.emplace_back("--no-keyboard");
  return words;
}

AppOptions appOptions(const ScreenOptions& options, std::string_view title) {
  AppOptions app;
  app.window.title = title;
  app.window.width = options.width;
  app.window.height = options.height;
  app.window.fullscreen = !options.window;
  app.window.hideCursor = !options.window;
  app.engine.assets = assetsFolder();
  app.engine.textScale = options.textScale;
  app.engine.dark = options.dark;
  app.engine.highContrast = options.highContrast;
  app.engine.leftHanded = options.leftHanded;
  app.engine.showKeyboard = !options.noKeyboard;
  app.wedge = options.wedge;
  app.robotFd = options.robotFd;
  return app;
}

}  // namespace pillarbox::platform
