// The Frame that Engine hands to screens. Private to kiosk/ui; split over frame_*.cpp by kind of widget.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/painter.h"
#include "kiosk/ui/phrase.h"
#include "kiosk/ui/session.h"
#include "kiosk/ui/theme.h"

namespace pillarbox::ui {

class FrameImpl : public Frame {
 public:
  struct Parts {
    Session& session;
    Pointer& pointer;
    Moment& moment;
    Record& record;
    FocusRing& ring;
    Painter& painter;
    const Fonts& fonts;
    const Theme& theme;
    std::function<void(Input)> pushFirst;  // typed on the on-screen keyboard: before what waits
    float width, height, textScale;
    bool showKeyboard;
  };
  explicit FrameImpl(Parts parts) : m_(std::move(parts)) {}

  Rect area() const override { return {0, 0, m_.width, m_.height}; }
  bool portrait() const override { return m_.height > m_.width; }
  float textScale() const override { return m_.textScale; }
  float gap() const override;
  float rowHeight() const override;

  float textHeight(std::string_view text, Words words, float width) const override;
  float textWidth(std::string_view text, Words words) const override;
  void text(std::string_view id, Rect rect, std::string_view words, Words style, Tone tone) override;

  bool button(std::string_view id, Rect rect, std::string_view name, Look look, bool enabled,
              std::string_view detail) override;
  bool holdButton(std::string_view id, Rect rect, std::string_view name, std::string_view hold, std::string_view again,
                  Look look, std::string_view detail) override;
  bool shortButton(std::string_view id, Rect rect, std::string_view sign, std::string_view name) override;
  bool choice(std::string_view id, Rect rect, std::string_view name, bool chosen, std::string_view detail) override;
  bool toggle(std::string_view id, Rect rect, std::string_view name, bool on) override;
  bool tab(std::string_view id, Rect rect, std::string_view name, bool open, bool ticked) override;
  bool chip(std::string_view id, Rect rect, std::string_view name, bool ticked) override;
  bool listRow(std::string_view id, Rect rect, std::string_view name, std::string_view detail, std::string_view mark,
               bool strong, bool calm) override;
  bool foundRow(std::string_view id, Rect rect, std::string_view name, std::string_view detail,
                std::span<const FoundPart> found) override;
  float foundRowHeight(std::string_view detail, float width) const override;
  std::vector<EditAction> editor(std::string_view id, Rect rect, const TextModel& model,
                                 const EditorOptions& options) override;
  bool submitted(std::string_view id) const override;
  void keyboard(Rect rect) override;
  float keyboardHeight() const override;
  void notice(std::string_view id, Rect rect, std::string_view words, Tone tone) override;
  float noticeHeight(std::string_view words, float width) const override;
  void panel(Rect rect, Tone tone) override;
  void line(float x1, float y1, float x2, float y2) override;
  void pillarBox(Rect rect) override;
  void initials(Rect rect, std::string_view letters) override;
  Rect picture(std::string_view id, Rect rect, const Picture& picture, std::string_view name,
               std::optional<Rect> source) override;
  bool pictureButton(std::string_view id, Rect rect, const Picture& picture, std::string_view name,
                     std::optional<Rect> source, bool chosen) override;
  void outline(const std::vector<Point>& points, Tone tone) override;
  std::optional<FigureTouch> figure(std::string_view id, Rect rect, const Drawing& drawing, std::string_view name,
                                    const std::vector<FigureMark>& marks, bool touchable) override;
  Rect figureRect(Rect rect, const Drawing& drawing) const override;
  void strike(Rect rect) override;
  void progress(std::string_view id, Rect rect, float part, std::string_view name) override;

  void focusOnce(std::string_view id) override;
  void focusNow(std::string_view id) override;
  void focusByKey(std::string_view id) override;
  bool hasFocus(std::string_view id) const override { return m_.session.focus == id; }

  void flow(std::string_view id, Rect rect, const std::function<void(Flow&)>& draw) override;
  void list(std::string_view id, Rect rect, std::size_t count, float height,
            const std::function<void(std::size_t, Rect)>& row) override;
  void scrollOn(std::string_view id) override;
  bool escapePressed() const override;
  std::string_view screenKey() const override;

  void noteCuts();  // words were cut off since the last item was written: they are its words
  double wakeIn() const { return m_wakeIn; }
  void wake(double seconds);  // at the latest in so many seconds

 private:
  struct Touch {
    bool touched = false;  // let go of on it
    bool held = false;     // the finger is on it
    bool ringed = false;   // show the focus ring
    bool shown = true;     // any of it
  };
  struct Column {  // a flow or list being drawn
    Rect view;
    float top = 0;  // y of the content's beginning
    Scroll* scroll = nullptr;
    bool hidden = false;
  };
  const Face& face(Words words) const { return m_.fonts.face(words); }
  const Theme& theme() const { return m_.theme; }
  float scaled(float v) const { return v * m_.textScale; }

  Touch control(Item item, bool focusable = true);
  void write(Item item);
  Rect visible(Rect rect) const;
  bool shows(Rect rect) const;
  bool hidden() const { return !m_columns.empty() && m_columns.back().hidden; }
  bool pointerIn(Rect rect) const;
  std::string uniqueId(std::string_view id, std::string_view words) const;
  Colour paperAt(Rect rect) const;
  // Behind the control: draw it first.
  void drawRing(Rect rect, bool ringed);
  // The label that fits `rect` best, smaller words if need be.
  void label(std::string_view words, Words preferred, Rect rect, Colour colour, Align align);
  // A button's name, and `detail` beneath it where both fit.
  void buttonWords(std::string_view name, std::string_view detail, Words style, Rect rect, Colour ink);
  void twoLines(std::string_view name, std::string_view detail, Words style, Rect rect, Colour ink);
  void drawPicture(Rect at, const Picture& picture, std::optional<Rect> source);
  void drawFigureMark(const FigureMark& mark, Rect at, Point number, float radius);
  float figureNumberRadius(const FigureMark& mark) const;
  bool marked(std::string_view id, Rect rect, std::string_view name, std::string_view detail, bool on, Role role);

  void scrollArrows(std::string_view id, Rect rect, Scroll& scroll, float step);
  void scrollByInput(std::string_view id, Rect view, Scroll& scroll);
  void drawColumn(std::string_view id, Rect view, Scroll& scroll, const std::function<void()>& draw);
  void revealIfFocused(Rect rect);

  bool keyCap(const KeyCap& cap, Rect rect);
  void typeKey(const KeyCap& cap);

  Parts m_;
  std::vector<Column> m_columns;
  struct Backing {
    Rect rect;
    Colour paper;
  };
  std::vector<Backing> m_backings;
  std::size_t m_cuts = m_.painter.cuts();
  double m_wakeIn = -1;
};

}  // namespace pillarbox::ui
