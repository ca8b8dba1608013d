// What every staff screen has round it: who is writing, which step, Back, Next, Cover, Leave, the keyboard.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "kiosk/post/post.h"
#include "kiosk/post/words.h"

namespace pillarbox::post {

struct PageOptions {
  std::string title;
  std::string_view next = words::next;
  bool showNext = true;
  bool nextEnabled = true;
  Event nextEvent = GoNext{};
  bool showBack = true;
  bool keyboard = false;
  // Where the screen is low, what is searched with stands in the bar, in place of the title and Leave.
  std::function<void(ui::Rect)> inBar;
};

// True where a keyboard leaves so little height that the bar must be used for typing.
bool lowScreen(const ui::Frame& frame);
// True where there is not even room for tabs above what is written.
bool veryLowScreen(const ui::Frame& frame);

// Draws the frame of a signed-in screen and returns the room that is left for its body.
ui::Rect drawPage(ui::Frame& frame, const State& state, const PageOptions& options, Events& out);

// The whole screen inside its margins, under the demonstration strip.
ui::Rect drawGround(ui::Frame& frame, const State& state);
// Draws the keyboard, if there is one, and returns what of `room` is left above it.
ui::Rect aboveKeyboard(ui::Frame& frame, ui::Rect room);
// A bar with Back, a title, or `inBar` in its place, and the button that calls; for screens where nobody is signed in.
// Returns the room below.
ui::Rect drawPlainBar(ui::Frame& frame, const State& state, ui::Rect room, std::string_view title, Events& out,
                      const std::function<void(ui::Rect)>& inBar = {});

// Choices or buttons in as many columns as their words allow, at most `most`.
void grid(ui::Flow& flow, std::size_t count, std::size_t most, const std::function<std::string(std::size_t)>& name,
          const std::function<void(std::size_t, ui::Rect)>& cell);

// A line or box to type in; adds what was done to it.
void typeIn(ui::Flow& flow, const State& state, std::string_view id, Field field, const ui::EditorOptions& options,
            float height, Events& out);
void typeAt(ui::Frame& frame, const State& state, std::string_view id, Field field, const ui::EditorOptions& options,
            ui::Rect rect, Events& out);
float lineHeightOf(const ui::Frame& frame);  // of a one-line editor

// A white panel behind lines of words, as high as they need.
struct PanelLine {
  std::string id;
  std::string words;
  ui::Words style = ui::Words::body;
  ui::Tone tone = ui::Tone::normal;
};
void panelOf(ui::Flow& flow, const std::vector<PanelLine>& lines, ui::Tone tone = ui::Tone::normal);

// A row of the pages so far, each a button that shows it large: "<id>.1"…
void thumbnails(ui::Flow& flow, const State& state, std::string_view id, Events& out);
std::string pageName(const Draft& draft, std::size_t index);  // "Form, side 1"

// A member of staff looked for by name where nobody is signed in, typed in Field::typedName: the controls are
// "<screen>.name" and "<screen>.staff.<id>", what `below` draws comes after those found.
struct StaffSearch {
  std::string_view screen;
  std::string_view title;
  std::function<Event(const std::string& staffId)> pick;
  std::function<void(ui::Flow&, Events&)> below;
};
Events drawStaffSearch(ui::Frame& frame, const State& state, const StaffSearch& search);

// Room for a column of words and controls that does not become too wide to read.
ui::Rect readable(ui::Rect rect, float widest);
ui::Rect centred(ui::Rect rect, float widest);

// Colours the whole of `rect` and says across the top that this is practice, with what to do here. What is left of it.
ui::Rect practiceStrip(ui::Frame& frame, const State& state, ui::Rect rect);

// The marks of the body map in words and drawn small, with the button that opens it.
void bodyOnCheck(ui::Flow& flow, const State& state, Events& out);
std::string bodyButtonWords(const State& state);  // "Body map (2)"

// What a stranger may ask about the account: at most three offers, and a way to change or leave each.
void drawHints(ui::Flow& flow, const State& state, Events& out);

// Something offered: lines of words, and at their right or beneath them what may be done about it, each an id, its
// words, and what a touch means.
struct OfferLine {
  std::string id, words;
  ui::Words style = ui::Words::body;
  ui::Tone tone = ui::Tone::normal;
};
struct OfferButton {
  std::string id;
  std::string words;
  Event event;
};
void offerPanel(ui::Flow& flow, const std::vector<OfferLine>& lines, const std::vector<OfferButton>& buttons,
                Events& out);

// Children who are mentioned but not chosen: at most three to be added, or not.
void drawMentioned(ui::Flow& flow, const State& state, Events& out);
// That a mark on the body has taken the senior leaders out, if it has.
void drawBackToTeam(ui::Flow& flow, const State& state);

// "Aa": larger words, colours, reading aloud, language.
void accessButton(ui::Frame& frame, ui::Rect at, Events& out);
float accessButtonWidth(const ui::Frame& frame);

Events drawAccess(ui::Frame& frame, const State& state);
Events drawHome(ui::Frame& frame, const State& state);
Events drawPracticeStart(ui::Frame& frame, const State& state);
Events drawPracticeEnd(ui::Frame& frame, const State& state);
Events drawSignIn(ui::Frame& frame, const State& state);
Events drawByName(ui::Frame& frame, const State& state);
Events drawPin(ui::Frame& frame, const State& state);
Events drawJoin(ui::Frame& frame, const State& state);
Events drawAdult(ui::Frame& frame, const State& state);
Events drawScan(ui::Frame& frame, const State& state);
Events drawPageView(ui::Frame& frame, const State& state);
Events drawPaper(ui::Frame& frame, const State& state);
Events drawWho(ui::Frame& frame, const State& state);
Events drawWhat(ui::Frame& frame, const State& state);
Events drawPicker(ui::Frame& frame, const State& state);
Events drawShouldKnow(ui::Frame& frame, const State& state);
Events drawCategory(ui::Frame& frame, const State& state);
Events drawWrite(ui::Frame& frame, const State& state);
Events drawBody(ui::Frame& frame, const State& state);
Events drawDone(ui::Frame& frame, const State& state);
Events drawCheck(ui::Frame& frame, const State& state);
Events drawPosted(ui::Frame& frame, const State& state);
Events drawMine(ui::Frame& frame, const State& state);
Events drawCover(ui::Frame& frame, const State& state);
Events drawLeave(ui::Frame& frame, const State& state);

}  // namespace pillarbox::post
