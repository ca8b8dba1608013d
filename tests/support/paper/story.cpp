#include "tests/support/paper/story.h"

#include <filesystem>
#include <opencv2/imgproc.hpp>

#include "scanner/badge/qr_matrix.h"
#include "scanner/frame/image.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "tests/support/demo.h"
#include "tests/support/paper/desk.h"
#include "tests/support/paper/photo.h"

namespace pillarbox::support {
namespace {

Status write(const std::string& path, const cv::Mat& picture) {
  PB_TRY_VALUE(const Bytes png, frame::encodePng(picture));
  return writeFileDurable(path, png);
}

Result<cv::Mat> badgeInHand(const std::string& code, std::uint64_t seed) {
  constexpr int module = 12, cardWidth = 860, cardHeight = 540;
  PB_TRY_VALUE(const badge::QrMatrix matrix, badge::qrMatrix(code, badge::QrLevel::medium));
  Dice dice(seed);
  cv::Mat picture = drawDesk(Desk::wood, {1920, 1080}, dice);
  const cv::Rect card{530, 270, cardWidth, cardHeight};
  picture(card).setTo(cv::Scalar(246, 248, 248));
  const int side = matrix.size() * module;
  const cv::Point at{card.x + 60, card.y + (cardHeight - side) / 2};
  for (int y = 0; y < matrix.size(); ++y) {
    for (int x = 0; x < matrix.size(); ++x) {
      if (matrix.dark(x, y)) picture(cv::Rect(at.x + x * module, at.y + y * module, module, module)).setTo(20);
    }
  }
  for (int line = 0; line < 3; ++line) {
    cv::rectangle(picture, cv::Rect(card.x + 120 + side, card.y + 170 + line * 60, 300 - line * 60, 26),
                  cv::Scalar::all(90), cv::FILLED);
  }
  return asCamera(picture, seed);
}

}  // namespace

Status photographCode(const std::string& text, const std::string& file, std::uint64_t seed) {
  PB_TRY_VALUE(const badge::QrMatrix matrix, badge::qrMatrix(text, badge::QrLevel::low));
  Dice dice(seed);
  cv::Mat picture = drawDesk(Desk::wood, {1920, 1080}, dice);
  const cv::Rect screen{420, 10, 1080, 1060};
  picture(screen).setTo(cv::Scalar(250, 250, 250));
  const int module = 980 / (matrix.size() + 2 * badge::qrQuietModules);
  if (module < 4) return Fault{FaultCode::tooLarge, "the code has too many modules for this camera"};
  const int side = matrix.size() * module;
  const cv::Point at{screen.x + (screen.width - side) / 2, screen.y + (screen.height - side) / 2};
  for (int y = 0; y < matrix.size(); ++y) {
    for (int x = 0; x < matrix.size(); ++x) {
      if (matrix.dark(x, y)) picture(cv::Rect(at.x + x * module, at.y + y * module, module, module)).setTo(20);
    }
  }
  return write(file, asCamera(picture, seed));
}

const FillScript& storyScript() {
  static const FillScript script{{{"kind.i-saw", TickStyle::tick},
                                  {"told.dsl", TickStyle::cross},
                                  {"mark.bruise", TickStyle::tick},
                                  {"done.spoke-to-child", TickStyle::sloppyCross},
                                  {std::string(storyUnsure), TickStyle::struckOut}},
                                 {{"pupil-name", ""},
                                  {"pupil-class", "3B"},
                                  {"happened-date", "20112026"},
                                  {"happened-time", "1240"},
                                  {"place", ""},
                                  {"writer-name", ""},
                                  {"writer-role", ""},
                                  {"account", ""},
                                  {"exact-words", ""},
                                  {"told-who", ""}},
                                 {{"front", MarkStyle::cross, {46, 58}, 7, false}}};
  return script;
}

Result<PaperStory> photographStory(const std::string& schoolFolder, const std::string& folder,
                                   const std::string& badgeCode, std::uint64_t seed) {
  std::filesystem::create_directories(folder);
  const std::string pdf = folder + "/form.pdf";
  const Ran printed = DemoSchool::pillarbox({"form", "print", schoolFolder, "-o", pdf});
  if (printed.exit != 0) return Fault{FaultCode::internal, printed.err};
  PB_TRY_VALUE(const Bytes bytes, readFile(pdf));
  PB_TRY_VALUE(const form::DescriptionFiles files, form::readDescriptionFiles(assetsFolder(), {}));
  PB_TRY_VALUE(const std::vector<form::Description> descriptions, form::parseAll(files));
  for (const form::Description& description : descriptions) {
    if (description.id != "concern") continue;
    PB_TRY_VALUE(const std::vector<Blank> blanks, printedBlanks(bytes, description, ""));
    PaperStory story{folder + "/front.png", folder + "/back.png", folder + "/desk.png", folder + "/badge.png",
                     folder + "/arm.png"};
    PhotoOptions options;
    options.device = Device::camera8;
    options.fill.script = &storyScript();
    PB_TRY(write(story.front, makePhoto(blanks.at(0), seed, options).colour));
    PB_TRY(write(story.back, makePhoto(blanks.at(1), seed + 1, options).colour));
    Dice dice(seed);
    PB_TRY(write(story.desk, asCamera(drawDesk(Desk::wood, {1920, 1080}, dice), seed)));
    PB_TRY(write(story.arm, asCamera(drawNotForm(NotForm::arm, {1920, 1080}, dice), seed)));
    PB_TRY_VALUE(const cv::Mat badge, badgeInHand(badgeCode, seed));
    PB_TRY(write(story.badge, badge));
    return story;
  }
  return Fault{FaultCode::notFound, "There is no form called concern among the assets."};
}

}  // namespace pillarbox::support
