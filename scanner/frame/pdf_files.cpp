#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "scanner/frame/decoders.h"

namespace pillarbox::frame {
namespace {

const std::string kind = "PDF";

void silence() {
  static const bool done = [] {
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    return true;
  }();
  (void)done;
}

using Document = std::unique_ptr<poppler::document>;

Result<Document> open(BytesView file) {
  silence();
  if (file.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return Fault{FaultCode::tooLarge, "This PDF file is too large to read."};
  }
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): poppler's bytes are chars
  const auto* data = reinterpret_cast<const char*>(file.data());
  Document document(poppler::document::load_from_raw_data(data, static_cast<int>(file.size())));
  if (!document) {
    const std::string_view tail = textOf(file.last(std::min<std::size_t>(file.size(), 2048)));
    return tail.find("%%EOF") == std::string_view::npos ? cutOff(kind) : damaged(kind);
  }
  if (document->is_locked()) return Fault{FaultCode::badInput, "This PDF is locked with a password."};
  return document;
}

// Some phones write one pixel as one point: a page of more than A3 is drawn with the pixels of A3, not refused.
double dpiFor(double width, double height, double asked) {
  constexpr double a3Points = 842.0 * 1191.0;
  return width * height > a3Points ? asked * std::sqrt(a3Points / (width * height)) : asked;
}

}  // namespace

Result<int> pdfPages(BytesView file, const DecodeLimits& limits) {
  PB_TRY_VALUE(const Document document, open(file));
  const int pages = document->pages();
  if (pages <= 0) return Fault{FaultCode::badInput, "This PDF has no pages."};
  if (pages > limits.maxPages) {
    return Fault{FaultCode::tooLarge, "This PDF has more than " + std::to_string(limits.maxPages) + " pages."};
  }
  return pages;
}

Result<cv::Mat> decodePdf(BytesView file, int page, const DecodeLimits& limits) {
  PB_TRY_VALUE(const Document document, open(file));
  if (page >= document->pages()) return Fault{FaultCode::badInput, "This file has no such page."};
  const Fault undrawable{FaultCode::badInput, "This page of the PDF cannot be drawn."};
  const std::unique_ptr<poppler::page> drawn(document->create_page(page));
  if (!drawn) return undrawable;
  const poppler::rectf box = drawn->page_rect(poppler::crop_box);
  const double points = 72, width = std::abs(box.width()), height = std::abs(box.height());
  if (!(width > 0) || !(height > 0) || !std::isfinite(width * height)) return undrawable;
  const double dpi = dpiFor(width, height, limits.pdfDpi);
  if (width * dpi / points > 1e6 || height * dpi / points > 1e6) return undrawable;
  PB_TRY(
      checkSize(std::lround(std::ceil(width * dpi / points)), std::lround(std::ceil(height * dpi / points)), limits));
  poppler::page_renderer renderer;
  renderer.set_render_hints(poppler::page_renderer::antialiasing | poppler::page_renderer::text_antialiasing);
  renderer.set_paper_color(0xFFFFFFFF);
  renderer.set_image_format(poppler::image::format_argb32);
  poppler::image image = renderer.render_page(drawn.get(), dpi, dpi);
  if (!image.is_valid() || image.width() <= 0 || image.height() <= 0) return undrawable;
  const cv::Mat bgra(image.height(), image.width(), CV_8UC4, image.data(),
                     static_cast<std::size_t>(image.bytes_per_row()));
  cv::Mat picture;
  cv::cvtColor(bgra, picture, cv::COLOR_BGRA2BGR);
  return picture;
}

}  // namespace pillarbox::frame
