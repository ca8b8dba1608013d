// The text editor's looks and touches. What it does to the text is text_model's.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/characters.h"
#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/metrics.h"
#include "kiosk/ui/text_model.h"

namespace pillarbox::ui {
namespace {

constexpr std::string_view bullet = "\u2022";
constexpr float caretWidth = 3;

// What is drawn instead of the text: itself, or a dot for each character.
class Shown {
 public:
  Shown(const TextModel& model, bool secret) : m_model(model), m_secret(secret) {
    if (!secret) return;
    const std::size_t count = countCharacters(model.text());
    for (std::size_t i = 0; i < count; ++i) m_dots += bullet;
  }
  std::string_view text() const { return m_secret ? std::string_view(m_dots) : m_model.text(); }
  std::size_t toShown(std::size_t at) const {
    return m_secret ? countCharacters(m_model.text().substr(0, at)) * bullet.size() : at;
  }
  std::size_t toModel(std::size_t at) const {
    if (!m_secret) return at;
    std::size_t out = 0;
    for (std::size_t i = 0; i < at / bullet.size(); ++i) out = nextCharacter(m_model.text(), out);
    return out;
  }

 private:
  const TextModel& m_model;
  bool m_secret;
  std::string m_dots;
};

// Keys that mean the same in every editor. Up, down, home, end and pages need the lines.
void plainKey(const KeyPressed& press, bool single, std::vector<EditAction>& out) {
  switch (press.key) {
    case Key::enter:
      if (!single) out.emplace_back(InsertText{"\n"});
      break;
    case Key::backspace:
      out.emplace_back(DeleteBackward{});
      break;
    case Key::deleteForward:
      out.emplace_back(DeleteForward{});
      break;
    case Key::deleteWord:
      out.emplace_back(DeleteWordBackward{});
      break;
    case Key::left:
      out.emplace_back(MoveByCharacter{-1, press.shift});
      break;
    case Key::right:
      out.emplace_back(MoveByCharacter{1, press.shift});
      break;
    case Key::wordLeft:
      out.emplace_back(MoveByWord{-1, press.shift});
      break;
    case Key::wordRight:
      out.emplace_back(MoveByWord{1, press.shift});
      break;
    case Key::selectAll:
      out.emplace_back(SelectAll{});
      break;
    case Key::undo:
      out.emplace_back(Undo{});
      break;
    case Key::redo:
      out.emplace_back(Redo{});
      break;
    default:
      break;
  }
}

// Under (and, for a name, behind) the part of a line from `left` to `right`.
void drawMark(Painter& painter, const Theme& theme, EditorMark::Style style, Rect part) {
  constexpr float thick = 2;
  const float under = part.bottom() - thick - 1;
  if (style == EditorMark::Style::name) {
    painter.fill(part, theme.normalPaper, 4);
    painter.fill({part.x, under, part.w, thick}, theme.normalEdge);
    return;
  }
  constexpr float dot = 4;
  const int dots = static_cast<int>(std::ceil(part.w / (2 * dot)));
  for (int i = 0; i < dots; ++i) {
    const float x = part.x + 2 * dot * static_cast<float>(i);
    painter.fill({x, under, std::min(dot, part.right() - x), thick + 1}, theme.dangerInk);
  }
}

}  // namespace

bool FrameImpl::submitted(std::string_view id) const {
  if (!m_.moment.submit || m_.session.focus != id) return false;
  const auto found = m_.session.editors.find(id);
  return found != m_.session.editors.end() && found->second.single;
}

std::vector<EditAction> FrameImpl::editor(std::string_view id, Rect rect, const TextModel& model,
                                          const EditorOptions& options) {
  std::vector<EditAction> actions;
  if (hidden()) return actions;
  const Face& body = face(Words::body);
  Painter& painter = m_.painter;
  Session& session = m_.session;
  if (!options.labelHidden && !options.label.empty()) {
    const Rect above = cutTop(rect, textHeight(options.label, Words::strong, rect.w), metrics::labelGap);
    const Colour paper = paperAt(above);
    if (shows(above))
      painter.block(options.label, face(Words::strong), above, theme().inkFor(Tone::normal, paper), Align::left, false);
  }
  const bool single = model.singleLine() || options.secret;
  const Shown shown(model, options.secret);
  EditorSession& mine = session.editors.try_emplace(std::string(id)).first->second;
  mine.single = single;

  // Lay out: with room for the arrows at the right if the words overflow.
  Rect inner{rect.x + metrics::editorPad, rect.y + metrics::editorPad * 0.75F, rect.w - 2 * metrics::editorPad,
             rect.h - metrics::editorPad * 1.5F};
  std::vector<TextLine> lines;
  const float lineHeight = body.lineHeight;
  bool arrows = false;
  if (single) {
    lines.push_back({0, shown.text().size(), 0, false});
  } else {
    lines = wrapText(shown.text(), inner.w - caretWidth, body);
    arrows = static_cast<float>(lines.size()) * lineHeight > inner.h && rect.h >= 2 * metrics::smallest + metrics::gap;
    if (arrows) {
      cutRight(inner, metrics::smallest);
      lines = wrapText(shown.text(), inner.w - caretWidth, body);
    }
  }
  // Whole lines only: half a line at the edge is neither read nor known to be there.
  if (!single && inner.h > lineHeight) inner.h = std::floor(inner.h / lineHeight) * lineHeight;
  mine.scroll.content = static_cast<float>(lines.size()) * lineHeight;
  mine.scroll.view = inner.h;
  const std::size_t caret = shown.toShown(model.caret());
  const std::size_t caretLine = lineOf(lines, caret);
  const float caretX = xOf(shown.text(), lines[caretLine], caret, body);

  // Follow the caret when it or the text changed, not when a finger scrolled away from it.
  const bool caretMoved = mine.caret != caret || mine.size != shown.text().size() || mine.viewHeight != inner.h;
  if (caretMoved) {
    const float top = static_cast<float>(caretLine) * lineHeight;
    mine.scroll.reveal(top, top + lineHeight, 0);
    if (single) {
      const float full = widthOf(shown.text(), body);
      if (caretX < mine.scrollX) mine.scrollX = std::max(0.0F, caretX - inner.w / 4);
      if (caretX > mine.scrollX + inner.w - caretWidth) mine.scrollX = caretX - inner.w + caretWidth;
      mine.scrollX = std::clamp(mine.scrollX, 0.0F, std::max(0.0F, full - inner.w + caretWidth));
    }
    mine.caret = caret;
    mine.size = shown.text().size();
    mine.viewHeight = inner.h;
  }
  mine.scroll.to(mine.scroll.offset);
  const float textTop = single ? inner.y + (inner.h - lineHeight) / 2 : inner.y - mine.scroll.offset;

  // Touch. The arrows come first, so that they take their own touches.
  const Rect arrowCells{rect.right() - metrics::smallest - 4, rect.y + 4, metrics::smallest, rect.h - 8};
  Rect touchable = rect;
  if (arrows) touchable.w -= metrics::smallest + 8;
  const Skin& skin = theme().field;
  Item item{std::string(id), Role::field, std::string(options.label), {}, touchable, true, false, false,
            skin.ink,        skin.paper};
  item.secret = options.secret;
  item.value = options.secret ? std::to_string(countCharacters(model.text())) : std::string(model.text());
  if (item.name.empty()) item.name = options.placeholder;
  if (shows(rect) && m_.pointer.pressed && pointerIn(touchable)) {
    session.active = id;
    if (session.focus != id) {
      session.focus = id;
      session.focusVisible = false;
      session.revealFocus = true;
    }
    wake(0);
  }
  const Touch touch = control(std::move(item));
  const bool focused = session.focus == id;
  const auto offsetUnder = [&](float x, float y) {
    const float row = std::floor((y - textTop) / lineHeight);
    const auto index = static_cast<std::size_t>(std::clamp(row, 0.0F, static_cast<float>(lines.size() - 1)));
    return shown.toModel(offsetAt(shown.text(), lines[index], x - inner.x + mine.scrollX, body));
  };
  if (session.active == id && m_.pointer.down) {
    const std::size_t under = offsetUnder(m_.pointer.x, m_.pointer.y);
    if (m_.pointer.pressed && m_.pointer.doubleTap)
      actions.emplace_back(options.secret ? EditAction(SelectAll{}) : EditAction(SelectWordAt{under}));
    else if (m_.pointer.pressed)
      actions.emplace_back(MoveCaret{under, false});
    else if (under != model.caret() && !m_.pointer.doubleTap)
      actions.emplace_back(MoveCaret{under, true});
    if (m_.pointer.pressed) mine.goalX = -1;
    // Selecting past the edge goes on while the finger stays there.
    const bool beyond = m_.pointer.y < inner.y || m_.pointer.y > inner.bottom();
    if (!m_.pointer.pressed && beyond && mine.scroll.furthest() > 0) wake(0.08);
  }
  if (m_.moment.wheel != 0 && pointerIn(rect) && mine.scroll.furthest() > 0) {
    if (mine.scroll.to(mine.scroll.offset - m_.moment.wheel * 2 * lineHeight)) {
      wake(0);
      m_.moment.wheel = 0;
    }
  }

  // Keys and typing.
  if (focused && !m_.moment.text.empty()) {
    actions.emplace_back(InsertText{m_.moment.text});
    mine.goalX = -1;
  }
  if (focused && m_.moment.key) {
    const KeyPressed press = *m_.moment.key;
    const auto moveToLine = [&](std::ptrdiff_t by) {
      if (mine.goalX < 0) mine.goalX = caretX;
      const auto target = static_cast<std::ptrdiff_t>(caretLine) + by;
      std::size_t to = 0;
      if (target >= static_cast<std::ptrdiff_t>(lines.size()))
        to = shown.text().size();
      else if (target >= 0)
        to = offsetAt(shown.text(), lines[static_cast<std::size_t>(target)], mine.goalX, body);
      actions.emplace_back(MoveCaret{shown.toModel(to), press.shift});
    };
    const auto page = std::max<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(inner.h / lineHeight) - 1);
    const bool upOrDown =
        press.key == Key::up || press.key == Key::down || press.key == Key::pageUp || press.key == Key::pageDown;
    if (!upOrDown) mine.goalX = -1;
    switch (press.key) {
      case Key::up:
        moveToLine(-1);
        break;
      case Key::down:
        moveToLine(1);
        break;
      case Key::pageUp:
        moveToLine(-page);
        break;
      case Key::pageDown:
        moveToLine(page);
        break;
      case Key::home:
        actions.emplace_back(MoveCaret{shown.toModel(lines[caretLine].begin), press.shift});
        break;
      case Key::end:
        actions.emplace_back(MoveCaret{shown.toModel(endOf(shown.text(), lines[caretLine])), press.shift});
        break;
      default:
        plainKey(press, single, actions);
    }
  }
  if (!actions.empty()) wake(0);

  // Draw.
  if (!touch.shown) return actions;
  drawRing(rect, focused);
  painter.frame(rect, skin.edge, skin.paper, theme().edgeWidth, metrics::radius);
  painter.pushClip({inner.x - 2, inner.y, inner.w + 4, inner.h});
  const float leading = (lineHeight - body.ascent - body.descent) / 2;
  if (model.empty()) {
    if (!options.placeholder.empty()) {
      const Rect at{inner.x, single ? textTop : inner.y, inner.w, inner.h};
      painter.block(options.placeholder, body, at, theme().quietInk, Align::left, false);
    }
  }
  const std::size_t from = shown.toShown(model.selectionStart());
  const std::size_t to = shown.toShown(model.selectionEnd());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const TextLine& line = lines[i];
    const float top = textTop + static_cast<float>(i) * lineHeight;
    if (top + lineHeight < inner.y || top > inner.bottom()) continue;
    const float x = inner.x - mine.scrollX;
    if (from < to && from <= line.end && to > line.begin) {
      const float left = xOf(shown.text(), line, from, body);
      float right = xOf(shown.text(), line, to, body);
      if (to > line.end) right += 8;  // the line break is selected too
      painter.fill({x + left, top, std::min(right, inner.w + mine.scrollX) - left, lineHeight}, theme().selection, 2);
    }
    for (const EditorMark& mark : options.marks) {
      if (options.secret || mark.begin >= mark.end || mark.begin >= line.end || mark.end <= line.begin) continue;
      const float left = xOf(shown.text(), line, std::min(mark.begin, line.end), body);
      const float right = xOf(shown.text(), line, std::min(mark.end, line.end), body);
      drawMark(painter, theme(), mark.style, {x + left, top + 1, right - left, lineHeight - 2});
    }
    painter.words(shown.text().substr(line.begin, line.end - line.begin), body, x, top + leading + body.ascent,
                  skin.ink);
  }
  if (focused) {
    const float x = inner.x + std::min(caretX - mine.scrollX, inner.w - caretWidth);
    const float top = textTop + static_cast<float>(caretLine) * lineHeight;
    painter.fill({x - 1, top + 2, caretWidth, lineHeight - 4}, theme().accent, 1);
  }
  painter.popClip();
  if (arrows) scrollArrows(id, arrowCells, mine.scroll, std::max(lineHeight, inner.h - lineHeight));
  return actions;
}

}  // namespace pillarbox::ui
