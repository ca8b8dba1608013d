#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/entry_of.h"
#include "kiosk/post/name_index.h"
#include "kiosk/post/words.h"
#include "shared/base/secret_bytes.h"
#include "shared/writing/exact_words.h"

namespace pillarbox::post {

namespace {

constexpr std::size_t mostOffered = 4;

ui::TextModel& account(State& state) {
  return state.draft.text(Field::account);
}

void wipeOffered(WritingState& writing) {
  for (Offered& one : writing.offered) {
    for (std::string* text : {&one.ref, &one.name, &one.detail}) wipe(*text);
  }
  writing.offered.clear();
  writing.offeredFor = {};
}

void wipePuzzle(WritingState& writing) {
  wipe(writing.puzzled);
  for (std::string& word : writing.suggested) wipe(word);
  writing.suggested.clear();
  writing.puzzledAt = {};
}

std::string_view partOf(const ui::TextModel& model, TextRange range) {
  return model.text().substr(range.begin, range.end - range.begin);
}

bool meetsTag(const ui::TextModel& model, TextRange range) {
  return std::any_of(model.tags().begin(), model.tags().end(),
                     [&](const ui::TextTag& tag) { return tag.begin < range.end && range.begin < tag.end; });
}

// What somebody said is not rewritten, not even by a name in full.
bool insideQuotes(const ui::TextModel& model, std::size_t at) {
  for (const writing::Span& span : writing::exactWordsSpans(model.text())) {
    if (span.begin < at && at <= span.end && at < model.text().size()) return true;
    // The one that is being written is not closed yet.
    if (span.end == model.text().size() && at == span.end) {
      const std::string_view last = model.text().substr(0, span.end);
      const bool closed = last.size() > span.begin + 1 &&
                          (last.ends_with('"') || last.ends_with("\u201D") || last.ends_with("\u2019") ||
                           last.ends_with("\u00BB") || last.ends_with('\''));
      if (!closed) return true;
    }
  }
  return false;
}

void offerPeople(State& state) {
  WritingState& writing = state.writing;
  const ui::TextModel& model = account(state);
  wipeOffered(writing);
  if (!writing.names || model.selectionStart() != model.selectionEnd()) return;
  std::vector<std::string> children;
  for (const ChosenPupil& child : state.draft.pupils) {
    if (!child.ref.empty()) children.push_back(child.ref);
  }
  NameIndex::Found found = writing.names->at(model.text(), model.caret(), children, mostOffered);
  if (found.people.empty() || meetsTag(model, found.range) || insideQuotes(model, model.caret())) return;
  writing.offered = std::move(found.people);
  writing.offeredFor = found.range;
}

// Marks move with the text; one that was written into is looked up again.
void moveMarks(WritingState& writing, const ui::TextModel::Change& change) {
  std::vector<TextRange> left;
  for (TextRange mark : writing.unknown) {
    if (mark.end < change.at) {
      left.push_back(mark);
    } else if (mark.begin >= change.at + change.removed + (change.inserted > 0 ? 1 : 0)) {
      left.push_back({mark.begin - change.removed + change.inserted, mark.end - change.removed + change.inserted});
    }
  }
  writing.unknown = std::move(left);
}

// The unknown word that was touched is asked about.
void lookAtWord(State& state, Effects& out) {
  const ui::TextModel& model = account(state);
  for (const TextRange& mark : state.writing.unknown) {
    const bool selected = model.selectionStart() == mark.begin && model.selectionEnd() == mark.end;
    const bool plain = model.selectionStart() == model.selectionEnd();
    if (model.caret() < mark.begin || model.caret() > mark.end || (!plain && !selected)) continue;
    state.writing.puzzledAt = mark;
    state.writing.puzzled = partOf(model, mark);
    ask(out, SpellingAsk(SuggestSpelling{state.writing.puzzled}));
    return;
  }
}

void afterReplacing(State& state) {
  moveMarks(state.writing, account(state).lastChange());
  wipeOffered(state.writing);
  wipePuzzle(state.writing);
  noteChange(state);
}

// --- mentions and prompts ------------------------------------------------------------------------------------------

void on(State& state, const Mention& event, Effects&) {
  WritingState& writing = state.writing;
  const auto found = std::find_if(writing.offered.begin(), writing.offered.end(),
                                  [&](const Offered& one) { return one.ref == event.ref; });
  if (found == writing.offered.end()) return;
  std::string tag = mentionTag(found->kind, found->ref);
  const TextRange at = writing.offeredFor;
  if (account(state).replaceRange(at.begin, at.end, found->name, tag)) afterReplacing(state);
  wipe(tag);
}

void on(State& state, const UsePrompt& event, Effects&) {
  if (event.index >= words::openers.size()) return;
  const std::string_view opener = words::openers[event.index];
  ui::TextModel& model = account(state);
  const std::size_t written = model.text().find(trimmed(opener));
  if (written != std::string_view::npos) {  // once is enough: on to where it stands
    const std::size_t line = std::min(model.text().find('\n', written), model.text().size());
    model.apply(ui::MoveCaret{line, false});
    return;
  }
  // A line of its own, never in the middle of another.
  const std::size_t line = std::min(model.text().find('\n', model.caret()), model.text().size());
  const bool fresh = line == 0 || model.text()[line - 1] == '\n';
  const std::string words = (fresh ? "" : "\n") + std::string(opener);
  if (model.replaceRange(line, line, words)) afterReplacing(state);
}

// --- exact words ---------------------------------------------------------------------------------------------------

void on(State& state, const ShowSaid& event, Effects&) {
  if (event.index >= state.draft.said.size()) return;
  state.writing.saidAt = event.index;
  state.writing.saidView = SaidView::words;
}

void on(State& state, const AddSaid&, Effects&) {
  auto& said = state.draft.said;
  // An empty one is used before another is made.
  const auto empty = std::find_if(said.begin(), said.end(),
                                  [](const SaidWords& one) { return one.words.empty() && one.asked.empty(); });
  if (empty == said.end() && said.size() >= mostSaid) return;
  state.writing.saidAt = static_cast<std::size_t>(empty - said.begin());
  if (empty == said.end()) said.emplace_back();
  SaidWords& block = said[state.writing.saidAt];
  // With one child it would be taken for that child's words: this one was asked for because somebody else spoke.
  if (said.size() > 1 && block.ref.empty() && block.name.empty() && state.draft.pupils.size() == 1) {
    block.someoneElse = true;
  }
  state.writing.saidView = SaidView::who;
}

void on(State& state, const RemoveSaid&, Effects&) {
  auto& said = state.draft.said;
  const std::size_t at = std::min(state.writing.saidAt, said.size() - 1);
  said.erase(said.begin() + static_cast<std::ptrdiff_t>(at));
  if (said.empty()) said.emplace_back();
  state.writing.saidAt = std::min(at, said.size() - 1);
  state.writing.saidView = SaidView::words;
  noteChange(state);
}

void on(State& state, const ShowSaidView& event, Effects&) {
  state.writing.saidView = event.view;
}

void on(State& state, const ChooseSpeaker& event, Effects&) {
  if (event.index >= state.draft.pupils.size()) return;
  const ChosenPupil& child = state.draft.pupils[event.index];
  SaidWords& said = openSaid(state);
  said.someoneElse = false;
  said.speaker.clear();
  said.ref = child.ref;
  said.name = child.name.empty() ? std::string(words::speakerUnnamed) : child.name;
  state.writing.saidView = SaidView::words;
  noteChange(state);
}

void on(State& state, const SpeakerElse&, Effects&) {
  SaidWords& said = openSaid(state);
  said.someoneElse = true;
  wipe(said.ref);
  wipe(said.name);
  noteChange(state);
}

void on(State& state, const SaidEdited& event, Effects&) {
  SaidWords& said = openSaid(state);
  ui::TextModel& model = event.which == SaidField::words   ? said.words
                         : event.which == SaidField::asked ? said.asked
                                                           : said.speaker;
  model.apply(event.action);
  noteChange(state);
}

// --- spelling ------------------------------------------------------------------------------------------------------

void on(State& state, const UseSuggestion& event, Effects&) {
  WritingState& writing = state.writing;
  if (writing.puzzled.empty() || event.index >= writing.suggested.size()) return;
  if (partOf(account(state), writing.puzzledAt) != writing.puzzled) return;
  const TextRange at = writing.puzzledAt;
  if (account(state).replaceRange(at.begin, at.end, writing.suggested[event.index])) afterReplacing(state);
}

void on(State& state, const KeepWord&, Effects&) {
  WritingState& writing = state.writing;
  if (writing.puzzled.empty()) return;
  const ui::TextModel& model = account(state);
  std::erase_if(writing.unknown, [&](const TextRange& mark) { return partOf(model, mark) == writing.puzzled; });
  writing.kept.push_back(writing.puzzled);
  wipePuzzle(writing);
}

void on(State& state, const SpellingReady&, Effects&) {
  state.writing.spelling = true;
}

void on(State& state, const SpellingArrived& event, Effects&) {
  WritingState& writing = state.writing;
  const ui::TextModel& model = account(state);
  if (event.draft != state.draft.handle || event.version != model.version()) return;
  writing.unknown.clear();
  for (const TextRange& range : event.unknown) {
    if (range.begin >= range.end || range.end > model.text().size() || meetsTag(model, range)) continue;
    const std::string_view word = partOf(model, range);
    if (std::find(writing.kept.begin(), writing.kept.end(), word) != writing.kept.end()) continue;
    writing.unknown.push_back(range);
  }
}

void on(State& state, const SuggestionsArrived& event, Effects&) {
  WritingState& writing = state.writing;
  if (writing.puzzled.empty() || event.word != writing.puzzled) return;
  writing.suggested = event.suggestions;
  if (writing.suggested.size() > 3) writing.suggested.resize(3);
}

}  // namespace

SaidWords& openSaid(State& state) {
  if (state.draft.said.empty()) state.draft.said.emplace_back();
  state.writing.saidAt = std::min(state.writing.saidAt, state.draft.said.size() - 1);
  return state.draft.said[state.writing.saidAt];
}

const SaidWords& openSaid(const State& state) {
  static const SaidWords none;
  if (state.draft.said.empty()) return none;
  return state.draft.said[std::min(state.writing.saidAt, state.draft.said.size() - 1)];
}

void say(Events& out, WritingEvent event) {
  out.emplace_back(std::move(event));
}

bool leaveSaidView(State& state) {
  if (state.screen != Screen::write || state.writeTab != WriteTab::exactWords) return false;
  if (state.writing.saidView == SaidView::words) return false;
  state.writing.saidView = SaidView::words;
  return true;
}

void wipeWriting(WritingState& writing) {
  wipeOffered(writing);
  wipePuzzle(writing);
  for (std::string& word : writing.kept) wipe(word);
  WritingState kept;
  kept.names = std::move(writing.names);
  kept.spelling = writing.spelling;
  writing = std::move(kept);
}

void indexNames(State& state) {
  state.writing.names = std::make_shared<const NameIndex>(state.roster.get(), state.directory.get());
  wipeOffered(state.writing);
}

void accountEdited(State& state, std::uint64_t versionBefore, bool touched, Effects& out) {
  const ui::TextModel& model = account(state);
  if (model.version() == versionBefore + 1) {
    moveMarks(state.writing, model.lastChange());
  } else if (model.version() != versionBefore) {
    state.writing.unknown.clear();
  }
  wipePuzzle(state.writing);
  offerPeople(state);
  if (touched && model.version() == versionBefore) lookAtWord(state, out);
}

void askSpelling(State& state, Effects& out) {
  WritingState& writing = state.writing;
  if (!writing.spelling || !state.session.signedIn || state.screen != Screen::write) return;
  const ui::TextModel& model = account(state);
  if (writing.askedDraft == state.draft.handle && writing.askedVersion == model.version()) return;
  if (writing.askedDraft != state.draft.handle) writing.unknown.clear();
  writing.askedDraft = state.draft.handle;
  writing.askedVersion = model.version();
  ask(out, SpellingAsk(CheckSpelling{state.draft.handle, model.version(), std::string(model.text())}));
}

bool mayHappen(const State& state, const WritingEvent&) {
  return mayWrite(state) && state.screen == Screen::write;
}

void on(State& state, const WritingEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

void on(State& state, const SpellingEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post
