#include "kiosk/platform/screen_options.h"

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

}  // namespace

Result<ScreenOptions> readScreenOptions(std::span<char* const> words) {
  ScreenOptions options;
  const auto wrong = [](const std::string& says) { return Fault{FaultCode::wrongUsage, says}; };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = words[i];
    const bool valued = word == "--robot-fd" || word == "--secret-fd" || word == "--text-scale" || word == "--size" ||
                        word == "--camera-size" || word == "--camera-rotation";
    if (valued && i + 1 == words.size()) return wrong(word + " needs a value after it.");
    const std::string value = valued ? words[++i] : "";
    int fd = -1;
    if (word == "--help" || word == "-h") {
      options.help = true;
    } else if (word == "--version") {
      options.version = true;
    } else if (word == "--window") {
      options.window = true;
    } else if (word == "--dark") {
      options.dark = true;
    } else if (word == "--high-contrast") {
      options.highContrast = true;
    } else if (word == "--no-keyboard") {
      options.noKeyboard = true;
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
      "  --no-keyboard       no on-screen keyboard\n"
      "  --camera-size WxH   of the camera's picture (1920x1080); upright paper wants 8 megapixels or a turned camera\n"
      "  --camera-rotation N 0, 90, 180 or 270: how the camera is mounted\n"
      "  --help, --version\n";
  return text;
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
  app.engine.showKeyboard = !options.noKeyboard;
  app.robotFd = options.robotFd;
  return app;
}

}  // namespace pillarbox::platform
