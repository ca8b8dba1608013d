// What a screen draws with. A screen calls these in order, top to bottom; each draws with ImDrawList, writes the Record
// and returns what was touched. The Frame changes nothing of the screen's State. UI thread only.
//
// Coordinates are logical pixels. `textScale` (1.0 to 2.0) makes words larger; rows and buttons grow with their words,
// and a Flow that becomes too tall scrolls.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/figure.h"
#include "kiosk/ui/picture.h"
#include "kiosk/ui/record.h"
#include "kiosk/ui/text_model.h"

namespace pillarbox::ui {

enum class Words { title, heading, body, strong, small };            // size and weight of text
enum class Tone { normal, quiet, danger, good, warning, onAccent };  // colour of text
enum class Look { primary, secondary, quiet, danger, urgent };       // of a button; urgent is danger, filled

inline constexpr double holdFor = 1.0;  // seconds, of a holdButton

// A part of an editor's text that is drawn apart: [begin, end) in bytes.
struct EditorMark {
  enum class Style { name, unknownWord };  // on a tint and underlined; dotted beneath
  std::size_t begin = 0, end = 0;
  Style style = Style::name;
};

struct EditorOptions {
  std::string_view label;        // read aloud, and drawn above unless labelHidden
  std::string_view placeholder;  // shown while empty
  bool secret = false;           // dots instead of characters (a passphrase)
  bool labelHidden = false;
  std::span<const EditorMark> marks = {};  // not of a secret; in any order
};

// [begin, end) in bytes of the words of a foundRow: what was looked for.
struct FoundPart {
  std::size_t begin = 0, end = 0;
};

class Flow;

class Frame {
 public:
  virtual ~Frame() = default;

  virtual Rect area() const = 0;  // the whole screen
  virtual bool portrait() const = 0;
  virtual float textScale() const = 0;
  virtual float gap() const = 0;        // the standard distance between things (16 at 1×)
  virtual float rowHeight() const = 0;  // the standard height of a control (72 at 1×, grows with text)

  // --- words -----------------------------------------------------------------------------------------------------
  virtual float textHeight(std::string_view text, Words words, float width) const = 0;
  virtual float textWidth(std::string_view text, Words words) const = 0;
  // Wraps within rect.w; draws at the top of rect. `id` names it for the robot; empty ids are made from the words.
  virtual void text(std::string_view id, Rect rect, std::string_view words, Words style = Words::body,
                    Tone tone = Tone::normal) = 0;

  // --- controls; true means: touched (or Enter/Space on the focused one) in this frame ------------------------------
  // `detail` is a second line in small words, where both fit.
  virtual bool button(std::string_view id, Rect rect, std::string_view name, Look look = Look::secondary,
                      bool enabled = true, std::string_view detail = {}) = 0;
  // To be held for holdFor: it fills meanwhile, and true comes once. By keyboard it is pressed twice. `hold` is said
  // instead of the name after a short touch, `again` after the first press.
  virtual bool holdButton(std::string_view id, Rect rect, std::string_view name, std::string_view hold,
                          std::string_view again, Look look = Look::danger, std::string_view detail = {}) = 0;
  // A button with a short sign on it in place of its name, such as "Aa".
  virtual bool shortButton(std::string_view id, Rect rect, std::string_view sign, std::string_view name) = 0;
  // One of several; a filled mark when chosen. `detail` is a second, quieter line.
  virtual bool choice(std::string_view id, Rect rect, std::string_view name, bool chosen,
                      std::string_view detail = {}) = 0;
  virtual bool toggle(std::string_view id, Rect rect, std::string_view name, bool on) = 0;
  // One of several parts that belong together, of which one is open; with a tick once something is in it.
  virtual bool tab(std::string_view id, Rect rect, std::string_view name, bool open, bool ticked = false) = 0;
  // A small, quiet button above an editor, with a tick once it was used; in small words of two lines at most.
  virtual bool chip(std::string_view id, Rect rect, std::string_view name, bool ticked = false) = 0;
  // A row of a list: name, quieter detail beneath, a short mark at the right ("new"), grey where `calm`.
  virtual bool listRow(std::string_view id, Rect rect, std::string_view name, std::string_view detail,
                       std::string_view mark = {}, bool strong = false, bool calm = false) = 0;
  // A row of what a search found: name, and up to three lines of words in which `found` stand on a tint. In order.
  virtual bool foundRow(std::string_view id, Rect rect, std::string_view name, std::string_view detail,
                        std::span<const FoundPart> found) = 0;
  virtual float foundRowHeight(std::string_view detail, float width) const = 0;
  // The word-wrapping text editor (or a single line, as the model says). `rect` includes the label; the Record has the
  // box. Returns what was done to it, in order. A secret's Record holds only how many characters there are. Text that
  // overflows has arrows as a flow has.
  virtual std::vector<EditAction> editor(std::string_view id, Rect rect, const TextModel& model,
                                         const EditorOptions& options) = 0;
  // True in the frame in which Enter was pressed in the single-line editor `id`.
  virtual bool submitted(std::string_view id) const = 0;
  // The on-screen keyboard. Its keys reach whichever editor has the focus, in the next frame.
  virtual void keyboard(Rect rect) = 0;
  virtual float keyboardHeight() const = 0;
  // A boxed notice. Use Tone::danger, warning, good or normal.
  virtual void notice(std::string_view id, Rect rect, std::string_view words, Tone tone) = 0;
  virtual float noticeHeight(std::string_view words, float width) const = 0;
  // A thin line or filled panel behind other things; not in the Record.
  virtual void panel(Rect rect, Tone tone = Tone::normal) = 0;
  virtual void line(float x1, float y1, float x2, float y2) = 0;
  // The picture of a pillar box, as large as fits in the middle of `rect` (a little over half as wide as it is high).
  virtual void pillarBox(Rect rect) = 0;
  // A person as a round badge with their initials, in place of a face; not in the Record: the name stands beside it.
  virtual void initials(Rect rect, std::string_view letters) = 0;

  // --- pictures -----------------------------------------------------------------------------------------------------
  // `picture`, or the part `source` of it (its pixels), as large as fits in the middle of `rect`; `name` is for someone
  // who cannot see it. Returns where it was drawn. A picture with no pixels is an empty box.
  virtual Rect picture(std::string_view id, Rect rect, const Picture& picture, std::string_view name,
                       std::optional<Rect> source = {}) = 0;
  // The same as a button, with its name in small words beneath. `chosen` has a bolder edge.
  virtual bool pictureButton(std::string_view id, Rect rect, const Picture& picture, std::string_view name,
                             std::optional<Rect> source = {}, bool chosen = false) = 0;
  // A closed line round `points` (logical pixels), seen on light and on dark: good is green, warning amber.
  virtual void outline(const std::vector<Point>& points, Tone tone) = 0;
  // `drawing` as large as fits in the middle of `rect`, with `marks` on it. If it may be touched, what was touched when
  // the finger is lifted: a tap, or the way it was drawn. Not in a flow that scrolls: drawing would scroll it.
  virtual std::optional<FigureTouch> figure(std::string_view id, Rect rect, const Drawing& drawing,
                                            std::string_view name, const std::vector<FigureMark>& marks,
                                            bool touchable) = 0;
  virtual Rect figureRect(Rect rect, const Drawing& drawing) const = 0;  // where figure() would draw it
  // A line through words that no longer count.
  virtual void strike(Rect rect) = 0;
  // A bar filled from the left, `part` 0 to 1.
  virtual void progress(std::string_view id, Rect rect, float part, std::string_view name) = 0;

  // --- focus --------------------------------------------------------------------------------------------------------
  virtual void focusOnce(std::string_view id) = 0;   // gives focus to `id` the first time this screen is drawn
  virtual void focusNow(std::string_view id) = 0;    // such as back to the editor, from a chip that is gone now
  virtual void focusByKey(std::string_view id) = 0;  // as a key moves it: with the ring, and scrolled to
  virtual bool hasFocus(std::string_view id) const = 0;

  // --- layout
  // --------------------------------------------------------------------------------------------------------- A column
  // in `rect` that scrolls by dragging and by large arrows when its content is taller. `draw` is called once (the
  // arrows are "<id>.up" and "<id>.down"), or twice where the height of the content is not yet known (first hidden, to
  // measure: nothing is touched then).
  virtual void flow(std::string_view id, Rect rect, const std::function<void(Flow&)>& draw) = 0;
  // As flow for `count` equal rows of `height`, half a gap between them: only visible rows are drawn (10,000 are fine).
  virtual void list(std::string_view id, Rect rect, std::size_t count, float height,
                    const std::function<void(std::size_t, Rect)>& row) = 0;
  // As its arrow does: the flow or list `id` goes on by nearly what shows of it.
  virtual void scrollOn(std::string_view id) = 0;

  // --- the moment
  // -----------------------------------------------------------------------------------------------------
  virtual bool escapePressed() const = 0;
  // A key that nothing else wants, while no field has the focus: "up", "down" or a letter, "a" to "z". Otherwise empty.
  virtual std::string_view screenKey() const = 0;
};

// A vertical cursor in a column. Everything takes the full width unless in row().
class Flow {
 public:
  Flow(Frame& frame, Rect column) : m_frame(frame), m_column(column), m_y(column.y) {}

  Frame& frame() { return m_frame; }
  float width() const { return m_column.w; }
  float used() const { return m_y - m_column.y; }
  Rect take(float height);                                 // the next `height` of the column, then a gap
  std::vector<Rect> row(std::size_t cells, float height);  // equal cells with gaps between
  std::vector<Rect> row(std::initializer_list<float> shares, float height);
  void space(float height);

  void title(std::string_view words);
  void heading(std::string_view words);
  void text(std::string_view words, Words style = Words::body, Tone tone = Tone::normal);
  void notice(std::string_view id, std::string_view words, Tone tone);
  bool button(std::string_view id, std::string_view name, Look look = Look::secondary, bool enabled = true);
  bool choice(std::string_view id, std::string_view name, bool chosen, std::string_view detail = {});
  bool toggle(std::string_view id, std::string_view name, bool on);
  bool listRow(std::string_view id, std::string_view name, std::string_view detail, std::string_view mark = {},
               bool strong = false, bool calm = false);
  std::vector<EditAction> editor(std::string_view id, const TextModel& model, const EditorOptions& options,
                                 float height);  // of the box; the label above it is extra

 private:
  Frame& m_frame;
  Rect m_column;
  float m_y;
};

// Takes a strip off an edge of `rect` and returns it; `gap` is left between.
Rect cutTop(Rect& rect, float height, float gap = 0);
Rect cutBottom(Rect& rect, float height, float gap = 0);
Rect cutLeft(Rect& rect, float width, float gap = 0);
Rect cutRight(Rect& rect, float width, float gap = 0);
Rect inset(Rect rect, float by);

// Across the top of every screen of a demonstration school, so that nobody takes it for the real thing. Returns what is
// left of `rect`.
Rect demonstrationStrip(Frame& frame, Rect rect);

}  // namespace pillarbox::ui
