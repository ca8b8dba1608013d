#include <opencv2/imgproc.hpp>

#include "scanner/page/fields.h"
#include "scanner/page/marks.h"
#include "scanner/page/read.h"
#include "scanner/page/register.h"
#include "scanner/page/ticks.h"

namespace pillarbox::page {
namespace {

form::Language languageOf(const ReadOptions& options) {
  return form::languageFrom(options.language).value_or(form::Language::english);
}

// What was read, drawn over the sheet: green yes, red no, orange unsure; marks and written fields blue.
cv::Mat drawn(const Flat& flat, const form::Side& side, const Registration& registration, const FormReading& reading) {
  cv::Mat picture;
  cv::cvtColor(flat.grey, picture, cv::COLOR_GRAY2BGR);
  const auto outline = [&](const PaperBox& box, const cv::Scalar& colour) {
    std::vector<cv::Point> points;
    for (const auto& [x, y] : {std::pair(box.x, box.y), std::pair(box.x + box.w, box.y),
                               std::pair(box.x + box.w, box.y + box.h), std::pair(box.x, box.y + box.h)})
      points.emplace_back(registration.pixel({x, y}));
    cv::polylines(picture, points, true, colour, 2);
  };
  for (std::size_t n = 0; n < side.ticks.size(); ++n) {
    const TickState state = reading.ticks[n].state;
    outline(side.ticks[n].box, state == TickState::yes  ? cv::Scalar(0, 170, 0)
                               : state == TickState::no ? cv::Scalar(0, 0, 220)
                                                        : cv::Scalar(0, 140, 255));
  }
  for (const PaperMark& mark : reading.marks)
    outline({mark.xMm - mark.wMm / 2, mark.yMm - mark.hMm / 2, mark.wMm, mark.hMm}, cv::Scalar(220, 60, 0));
  for (const PaperField& field : reading.fields)
    cv::rectangle(picture,
                  cv::Rect(static_cast<int>(field.crop.x), static_cast<int>(field.crop.y),
                           static_cast<int>(field.crop.w), static_cast<int>(field.crop.h)),
                  field.empty ? cv::Scalar(190, 190, 190) : cv::Scalar(220, 60, 0), 2);
  return picture;
}

// The box with what stands beside it: enough for a person to see which box it is and what was done to it.
PaperBox cropRound(const Registration& registration, const PaperBox& box, cv::Size size) {
  constexpr double aroundMm = 5, wordsMm = 30;
  const cv::Point2d low = registration.pixel({box.x - aroundMm, box.y - aroundMm});
  const cv::Point2d high = registration.pixel({box.x + box.w + wordsMm, box.y + box.h + aroundMm});
  const cv::Rect2d crop = cv::Rect2d(low, high) & cv::Rect2d(0, 0, size.width, size.height);
  return {crop.x, crop.y, crop.width, crop.height};
}

}  // namespace

FormReading readForm(const Flat& flat, const form::Side& side, const ReadOptions& options) {
  FormReading reading;
  if (flat.grey.empty() || flat.toMm.empty()) return reading;
  const form::Language language = languageOf(options);
  const Registration registration(flat, side);
  reading.ticks = readTicks(registration, side);
  for (std::size_t n = 0; n < reading.ticks.size(); ++n) {
    reading.ticks[n].words = side.ticks[n].words.in(language);
    reading.ticks[n].crop = cropRound(registration, side.ticks[n].box, flat.grey.size());
  }
  reading.marks = readMarks(registration, side);
  reading.fields = readFields(registration, side, flat.grey.size());
  for (std::size_t n = 0; n < reading.fields.size(); ++n) reading.fields[n].words = side.fields[n].words.in(language);
  if (options.debug) options.debug->push_back({"4-read", drawn(flat, side, registration, reading)});
  return reading;
}

}  // namespace pillarbox::page
