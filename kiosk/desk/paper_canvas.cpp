#include "kiosk/desk/paper_canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

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

std::optional<std::size_t> numberAfter(std::string_view text, std::string_view label) {
  const std::size_t at = text.rfind(label);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view digits = text.substr(at + label.size());
  digits.remove_prefix(std::min(digits.size(), digits.find_first_not_of(" \r\n")));
  std::size_t number = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc()) return std::nullopt;
  return number;
}

// cairo 1.16 cannot name the document's language. An incremental update (ISO 32000 7.5.6) writes its catalogue again
// with it, so that a screen reader reads English as English, and so that the title is shown instead of a file's name.
// A file made otherwise than expected stays as it is.
void sayLanguage(SecretBytes& bytes, std::string_view language) {
  const std::string_view text = bytes.text();
  const auto root = numberAfter(text, "/Root "), size = numberAfter(text, "/Size "),
             last = numberAfter(text, "startxref");
  if (!root || !size || !last) return;
  const std::string start = "\n" + std::to_string(*root) + " 0 obj\n<<";
  const std::size_t found = text.rfind(start);
  if (found == std::string_view::npos) return;
  const std::size_t from = found + start.size(), to = text.find("endobj", from);
  if (to == std::string_view::npos || *last >= text.size() || text.substr(*last, 4) != "xref") return;
  const std::string info = [&]() -> std::string {
    const auto at = numberAfter(text, "/Info ");
    return at ? "   /Info " + std::to_string(*at) + " 0 R\n" : "";
  }();
  std::string added(text.back() == '\n' ? "" : "\n");
  const std::size_t object = text.size() + added.size();
  added +=
      start.substr(1) + " /Lang (" + std::string(language) + ")\n   /ViewerPreferences << /DisplayDocTitle true >>\n";
  added += std::string(text.substr(from, to - from)) + "endobj\n";
  const std::size_t table = text.size() + added.size();
  std::string offset = std::to_string(object);
  offset.insert(0, 10 - std::min<std::size_t>(10, offset.size()), '0');
  added += "xref\n0 1\n0000000000 65535 f \n" + std::to_string(*root) + " 1\n" + offset + " 00000 n \n";
  added += "trailer\n<< /Size " + std::to_string(*size) + "\n   /Root " + std::to_string(*root) + " 0 R\n" + info;
  added += "   /Prev " + std::to_string(*last) + "\n>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  bytes.append(viewOf(added));
}

}  // namespace

struct LaidText::Parts {
  Layout layout;
  std::vector<double> tops;       // of each line, and the bottom of the last, in mm
  std::vector<double> baselines;  // of each line, under the top of the first
  std::vector<double> indents;
  double width = 0;
};

LaidText::LaidText(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
LaidText::LaidText(LaidText&&) noexcept = default;
LaidText& LaidText::operator=(LaidText&&) noexcept = default;
LaidText::~LaidText() = default;

std::size_t LaidText::lines() const {
  return m_parts->baselines.size();
}

double LaidText::height(std::size_t from, std::size_t to) const {
  return m_parts->tops[std::min(to, lines())] - m_parts->tops[std::min(from, lines())];
}

double LaidText::width() const {
  return m_parts->width;
}

struct PaperCanvas::Parts {
  SecretBytes bytes;  // before the surface, which writes into it until it is gone
  Surface surface;
  Drawing cairo;
  FontMap fonts;
  Context context;
  std::string language;
  int page = 1;

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

LaidText PaperCanvas::lay(double widthMm, std::string_view words, const TextStyle& style) {
  auto parts = std::make_unique<LaidText::Parts>();
  parts->layout = m_parts->layout(widthMm, words, style);
  const std::unique_ptr<PangoAttrList, Releases<pango_attr_list_unref>> plain(pango_attr_list_new());
  pango_attr_list_insert(plain.get(), pango_attr_font_features_new("calt=0, liga=0, clig=0, dlig=0"));
  pango_attr_list_insert(plain.get(), pango_attr_insert_hyphens_new(FALSE));
  pango_layout_set_attributes(parts->layout.get(), plain.get());
  const std::unique_ptr<PangoLayoutIter, Releases<pango_layout_iter_free>> at(
      pango_layout_get_iter(parts->layout.get()));
  int bottom = 0;
  do {
    int top = 0;
    PangoRectangle extents;
    pango_layout_iter_get_line_yrange(at.get(), &top, &bottom);
    pango_layout_iter_get_line_extents(at.get(), nullptr, &extents);
    parts->tops.push_back(mmOf(top));
    parts->baselines.push_back(mmOf(pango_layout_iter_get_baseline(at.get())));
    parts->indents.push_back(mmOf(extents.x));
    parts->width = std::max(parts->width, mmOf(extents.x + extents.width));
  } while (pango_layout_iter_next_line(at.get()) != FALSE);
  parts->tops.push_back(mmOf(bottom));
  return LaidText(std::move(parts));
}

void PaperCanvas::draw(double x, double y, const LaidText& text, std::size_t from, std::size_t to, Ink ink) {
  const LaidText::Parts& laid = *text.m_parts;
  m_parts->setInk(ink);
  for (std::size_t i = from; i < std::min(to, text.lines()); ++i) {
    cairo_move_to(m_parts->cairo.get(), pt(x + laid.indents[i]), pt(y + laid.baselines[i] - laid.tops[from]));
    pango_cairo_show_layout_line(m_parts->cairo.get(),
                                 pango_layout_get_line_readonly(laid.layout.get(), static_cast<int>(i)));
  }
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

void PaperCanvas::area(std::span<const PaperPoint> points, Ink fill) {
  cairo_t* cairo = m_parts->cairo.get();
  m_parts->setInk(fill);
  cairo_new_path(cairo);
  for (const PaperPoint& point : points) cairo_line_to(cairo, pt(point.x), pt(point.y));
  cairo_close_path(cairo);
  cairo_fill(cairo);
}

void PaperCanvas::picture(double x, double y, double width, double height, int columns, int rows, int stride,
                          BytesView pixels) {
  if (columns <= 0 || rows <= 0 || stride < columns * 4) return;
  if (pixels.size() < static_cast<std::size_t>(stride) * static_cast<std::size_t>(rows)) return;
  // cairo takes writable memory although it only reads.
  Bytes copy(pixels.begin(), pixels.end());
  const Surface image(cairo_image_surface_create_for_data(copy.data(), CAIRO_FORMAT_RGB24, columns, rows, stride));
  if (cairo_surface_status(image.get()) != CAIRO_STATUS_SUCCESS) return;
  cairo_t* cairo = m_parts->cairo.get();
  cairo_save(cairo);
  cairo_translate(cairo, pt(x), pt(y));
  cairo_scale(cairo, pt(width) / columns, pt(height) / rows);
  cairo_set_source_surface(cairo, image.get(), 0, 0);
  cairo_paint(cairo);
  cairo_restore(cairo);
  // The PDF holds on to it until the page ends unless it is made to look again.
  cairo_surface_finish(image.get());
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

void PaperCanvas::tag(std::string_view element) {
  cairo_tag_begin(m_parts->cairo.get(), std::string(element).c_str(), nullptr);
}

void PaperCanvas::untag(std::string_view element) {
  cairo_tag_end(m_parts->cairo.get(), std::string(element).c_str());
}

int PaperCanvas::bookmark(std::string_view words, double y, int parent) {
  const std::string where =
      "page=" + std::to_string(m_parts->page) + " pos=[0 " + std::to_string(static_cast<int>(pt(y))) + "]";
  return cairo_pdf_surface_add_outline(m_parts->surface.get(), parent, std::string(words).c_str(), where.c_str(),
                                       CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

void PaperCanvas::describe(std::string_view author, std::string_view subject, std::string_view language) {
  cairo_pdf_surface_set_metadata(m_parts->surface.get(), CAIRO_PDF_METADATA_AUTHOR, std::string(author).c_str());
  cairo_pdf_surface_set_metadata(m_parts->surface.get(), CAIRO_PDF_METADATA_SUBJECT, std::string(subject).c_str());
  m_parts->language = language;
}

void PaperCanvas::nextPage() {
  ++m_parts->page;
  cairo_show_page(m_parts->cairo.get());
}

Result<SecretBytes> PaperCanvas::finish() {
  cairo_show_page(m_parts->cairo.get());
  cairo_surface_finish(m_parts->surface.get());
  if (cairo_status(m_parts->cairo.get()) != CAIRO_STATUS_SUCCESS ||
      cairo_surface_status(m_parts->surface.get()) != CAIRO_STATUS_SUCCESS) {
    return Fault{FaultCode::device, "the PDF library could not finish a page"};
  }
  if (!m_parts->language.empty()) sayLanguage(m_parts->bytes, m_parts->language);
  return std::move(m_parts->bytes);
}

}  // namespace pillarbox::desk
