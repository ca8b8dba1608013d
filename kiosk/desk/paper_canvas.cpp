#include "kiosk/desk/paper_canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <string>

namespace pillarbox::desk {
namespace {

template <auto release>
struct Releases {
  template <class T>
  void operator()(T* handle) const {
    release(handle);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Releases<cairo_surface_destroy>>;
using Drawing = std::unique_ptr<cairo_t, Releases<cairo_destroy>>;
using FontMap = std::unique_ptr<PangoFontMap, Releases<g_object_unref>>;
using Context = std::unique_ptr<PangoContext, Releases<g_object_unref>>;
using Layout = std::unique_ptr<PangoLayout, Releases<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Releases<pango_font_description_free>>;

constexpr double pointsPerMm = 72.0 / 25.4;
double pt(double mm) {
  return mm * pointsPerMm;
}
double mmOf(int pangoUnits) {
  return static_cast<double>(pangoUnits) / PANGO_SCALE / pointsPerMm;
}

cairo_status_t keep(void* closure, const unsigned char* data, unsigned length) {
  static_cast<SecretBytes*>(closure)->append({data, length});
  return CAIRO_STATUS_SUCCESS;
}

PangoWeight weightOf(TextWeight weight) {
  switch (weight) {
    case TextWeight::normal:
      return PANGO_WEIGHT_NORMAL;
    case TextWeight::medium:
      return PANGO_WEIGHT_MEDIUM;
    case TextWeight::bold:
      return PANGO_WEIGHT_BOLD;
  }
  return PANGO_WEIGHT_NORMAL;
}

}  // namespace

struct PaperCanvas::Parts {
  SecretBytes bytes;  // before the surface, which writes into it until it is gone
  Surface surface;
  Drawing cairo;
  FontMap fonts;
  Context context;

  Layout layout(double widthMm, std::string_view words, const TextStyle& style) const {
    Layout made(pango_layout_new(context.get()));
    Font font(pango_font_description_new());
    pango_font_description_set_family(font.get(),
                                      style.mono ? "DejaVu Sans Mono,monospace" : "Inter,DejaVu Sans,sans-serif");
    pango_font_description_set_size(font.get(), static_cast<int>(style.points * PANGO_SCALE));
    pango_font_description_set_weight(font.get(), weightOf(style.weight));
    pango_layout_set_font_description(made.get(), font.get());
    pango_layout_set_text(made.get(), words.data(), static_cast<int>(words.size()));
    pango_layout_set_line_spacing(made.get(), static_cast<float>(style.lineSpacing));
    if (style.hangMm > 0) pango_layout_set_indent(made.get(), -static_cast<int>(pt(style.hangMm) * PANGO_SCALE));
    pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
    if (widthMm > 0) pango_layout_set_width(made.get(), static_cast<int>(pt(widthMm) * PANGO_SCALE));
    if (style.mostLines > 0) {
      pango_layout_set_height(made.get(), -style.mostLines);
      pango_layout_set_ellipsize(made.get(), PANGO_ELLIPSIZE_END);
    }
    pango_layout_set_alignment(made.get(), style.align == TextAlign::left     ? PANGO_ALIGN_LEFT
                                           : style.align == TextAlign::centre ? PANGO_ALIGN_CENTER
                                                                              : PANGO_ALIGN_RIGHT);
    return made;
  }

  void setInk(Ink ink) const { cairo_set_source_rgb(cairo.get(), ink.red, ink.green, ink.blue); }

  void roundedPath(double x, double y, double width, double height, double radius) const {
    constexpr double quarter = 1.5707963267948966;
    const double r = pt(radius), left = pt(x), top = pt(y), right = pt(x + width), bottom = pt(y + height);
    cairo_new_path(cairo.get());
    cairo_arc(cairo.get(), right - r, top + r, r, -quarter, 0);
    cairo_arc(cairo.get(), right - r, bottom - r, r, 0, quarter);
    cairo_arc(cairo.get(), left + r, bottom - r, r, quarter, 2 * quarter);
    cairo_arc(cairo.get(), left + r, top + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo.get());
  }
};

PaperCanvas::PaperCanvas(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
PaperCanvas::PaperCanvas(PaperCanvas&&) noexcept = default;
PaperCanvas& PaperCanvas::operator=(PaperCanvas&&) noexcept = default;
PaperCanvas::~PaperCanvas() = default;

Result<PaperCanvas> PaperCanvas::create(double widthMm, double heightMm, std::string_view title) {
  auto parts = std::make_unique<Parts>();
  parts->surface.reset(cairo_pdf_surface_create_for_stream(keep, &parts->bytes, pt(widthMm), pt(heightMm)));
  parts->cairo.reset(cairo_create(parts->surface.get()));
  if (cairo_status(parts->cairo.get()) != CAIRO_STATUS_SUCCESS) {
    return Fault{FaultCode::device, "the PDF library could not start"};
  }
  cairo_pdf_surface_set_metadata(parts->surface.get(), CAIRO_PDF_METADATA_TITLE, std::string(title).c_str());
  cairo_pdf_surface_set_metadata(parts->surface.get(), CAIRO_PDF_METADATA_CREATOR, "Pillarbox");
  // At the default 96 every text comes out a third too big: PDF units are 72 to the inch.
  parts->fonts.reset(pango_cairo_font_map_new());
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(parts->fonts.get()), 72);
  parts->context.reset(pango_font_map_create_context(parts->fonts.get()));
  // Paper has no pixels: without this, letters are moved to whole points and the spacing looks uneven.
  const std::unique_ptr<cairo_font_options_t, Releases<cairo_font_options_destroy>> exact(cairo_font_options_create());
  cairo_font_options_set_hint_style(exact.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(exact.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(parts->context.get(), exact.get());
  pango_context_set_round_glyph_positions(parts->context.get(), FALSE);
  pango_cairo_update_context(parts->cairo.get(), parts->context.get());
  return PaperCanvas(std::move(parts));
}

double PaperCanvas::text(double x, double y, double widthMm, std::string_view words, const TextStyle& style) {
  const Layout layout = m_parts->layout(widthMm, words, style);
  m_parts->setInk(style.ink);
  cairo_move_to(m_parts->cairo.get(), pt(x), pt(y));
  pango_cairo_show_layout(m_parts->cairo.get(), layout.get());
  int height = 0;
  pango_layout_get_size(layout.get(), nullptr, &height);
  return mmOf(height);
}

double PaperCanvas::textHeight(double widthMm, std::string_view words, const TextStyle& style) {
  int height = 0;
  pango_layout_get_size(m_parts->layout(widthMm, words, style).get(), nullptr, &height);
  return mmOf(height);
}

PaperCanvas::Size PaperCanvas::textSize(double widthMm, std::string_view words, const TextStyle& style) {
  int width = 0, height = 0;
  pango_layout_get_size(m_parts->layout(widthMm, words, style).get(), &width, &height);
  return {mmOf(width), mmOf(height)};
}

double PaperCanvas::textWidth(std::string_view words, const TextStyle& style) {
  int width = 0;
  pango_layout_get_size(m_parts->layout(0, words, style).get(), &width, nullptr);
  return mmOf(width);
}

void PaperCanvas::line(double x1, double y1, double x2, double y2, double thicknessMm, Ink ink, bool dashed) {
  cairo_t* cairo = m_parts->cairo.get();
  m_parts->setInk(ink);
  cairo_set_line_width(cairo, pt(thicknessMm));
  const double dashes[] = {pt(1.6), pt(1.2)};
  cairo_set_dash(cairo, dashes, dashed ? 2 : 0, 0);
  cairo_move_to(cairo, pt(x1), pt(y1));
  cairo_line_to(cairo, pt(x2), pt(y2));
  cairo_stroke(cairo);
  cairo_set_dash(cairo, nullptr, 0, 0);
}

void PaperCanvas::box(double x, double y, double width, double height, double radius, Ink fill) {
  m_parts->roundedPath(x, y, width, height, radius);
  m_parts->setInk(fill);
  cairo_fill(m_parts->cairo.get());
}

void PaperCanvas::frame(double x, double y, double width, double height, double radius, double thicknessMm, Ink ink) {
  m_parts->roundedPath(x, y, width, height, radius);
  m_parts->setInk(ink);
  cairo_set_line_width(m_parts->cairo.get(), pt(thicknessMm));
  cairo_stroke(m_parts->cairo.get());
}

void PaperCanvas::qr(double x, double y, double side, const badge::QrMatrix& matrix) {
  box(x, y, side, side, 0, inkWhite);
  const double module = side / (matrix.size() + 2 * badge::qrQuietModules);
  const double quiet = module * badge::qrQuietModules;
  modules(x + quiet, y + quiet, side - 2 * quiet, matrix.size(),
          [&](int column, int row) { return matrix.dark(column, row); });
}

void PaperCanvas::modules(double x, double y, double side, int modules, const std::function<bool(int, int)>& dark) {
  cairo_t* cairo = m_parts->cairo.get();
  const double module = pt(side) / modules, left = pt(x), top = pt(y);
  cairo_new_path(cairo);
  cairo_set_source_rgb(cairo, 0, 0, 0);
  // Neighbours are merged into one run, and all into one path, or viewers show hairlines between them.
  for (int row = 0; row < modules; ++row) {
    for (int column = 0; column < modules; ++column) {
      if (!dark(column, row)) continue;
      int end = column;
      while (end < modules && dark(end, row)) ++end;
      cairo_rectangle(cairo, left + column * module, top + row * module, (end - column) * module, module);
      column = end;
    }
  }
  cairo_fill(cairo);
}

void PaperCanvas::polyline(std::span<const PaperPoint> points, double thicknessMm, Ink ink) {
  cairo_t* cairo = m_parts->cairo.get();
  m_parts->setInk(ink);
  cairo_set_line_width(cairo, pt(thicknessMm));
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_new_path(cairo);
  for (const PaperPoint& point : points) cairo_line_to(cairo, pt(point.x), pt(point.y));
  cairo_stroke(cairo);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
}

void PaperCanvas::nextPage() {
  cairo_show_page(m_parts->cairo.get());
}

Result<SecretBytes> PaperCanvas::finish() {
  cairo_show_page(m_parts->cairo.get());
  cairo_surface_finish(m_parts->surface.get());
  if (cairo_status(m_parts->cairo.get()) != CAIRO_STATUS_SUCCESS ||
      cairo_surface_status(m_parts->surface.get()) != CAIRO_STATUS_SUCCESS) {
    return Fault{FaultCode::device, "the PDF library could not finish a page"};
  }
  return std::move(m_parts->bytes);
}

}  // namespace pillarbox::desk
