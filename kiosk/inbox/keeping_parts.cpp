#include "kiosk/inbox/keeping_parts.h"

#include <algorithm>

#include "kiosk/inbox/keeping_destroy_screen.h"
#include "kiosk/inbox/parts.h"
#include "shared/record/roster.h"

namespace pillarbox::inbox {
namespace {

using casework::RetentionRow;

constexpr std::size_t mostRows = 200;  // of a list that is worked through from its top

bool mayName(const State& state) {
  return !state.config.sharedTerminal || state.inbox.showNames;
}

std::string_view markOf(RetentionRow::State state) {
  switch (state) {
    case RetentionRow::State::due:
      return "look at it";
    case RetentionRow::State::held:
      return "held";
    case RetentionRow::State::bornOnUnknown:
      break;  // most are: it says so below
    case RetentionRow::State::kept:
      break;
  }
  return "";
}

}  // namespace

std::string childWords(const PupilPart& child) {
  return child.name + (child.className.empty() ? "" : " (" + child.className + ")");
}

// Their initials and class are enough to know who is meant, and to nobody who looks over a shoulder.
std::string hiddenName(const State& state, const PupilPart& child) {
  std::string words;
  bool start = true;
  for (std::size_t i = 0; i < child.name.size(); ++i) {
    const auto c = static_cast<unsigned char>(child.name[i]);
    if (start && c != ' ') {
      std::size_t end = i + 1;
      while (end < child.name.size() && (static_cast<unsigned char>(child.name[end]) & 0xC0U) == 0x80U) ++end;
      words += child.name.substr(i, end - i) + ".";
    }
    start = c == ' ';
  }
  const Pupil* pupil = state.school.roster ? state.school.roster->pupil(child.ref) : nullptr;
  const std::string& of = pupil != nullptr ? pupil->className : child.className;
  if (words.empty()) return "A child, name hidden";
  return words + (of.empty() ? "" : " (" + of + ")") + ", name hidden";
}

std::string shownName(const State& state, const PupilPart& child) {
  return mayName(state) ? childWords(child) : hiddenName(state, child);
}

void drawChildSearch(ui::Flow& flow, const State& state, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  ui::EditorOptions options;
  options.label = "The child's name";
  options.placeholder = "Type a name or a class";
  for (ui::EditAction& action : flow.editor("keeping.typed", now.typed, options, flow.frame().rowHeight())) {
    out.emplace_back(KeepingTyped{KeepingField::typed, std::move(action)});
  }
  if (!state.school.roster) return;
  for (const std::size_t at : now.pupils) {
    if (at >= state.school.roster->pupils.size()) continue;
    const Pupil& pupil = state.school.roster->pupils[at];
    const PupilPart child{pupil.id, pupil.displayName(), pupil.className, "", ""};
    const bool chosen = now.page == KeepingPage::look && now.child.ref == pupil.id;
    if (flow.choice("keeping.child." + pupil.id, childWords(child), chosen)) {
      out.emplace_back(KeepingChildChosen{child});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  if (now.pupils.empty() && !now.typed.text().empty()) {
    flow.text("Nobody of that name is in the school's list.", ui::Words::body, ui::Tone::quiet);
  }
}

void drawDue(ui::Flow& flow, const State& state, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  const int years = state.school.directory ? state.school.directory->policies.retentionYears : casework::retentionYears;
  flow.text("A child's records are kept for " + std::to_string(years) +
            " years from birth. Then somebody looks whether they may go. Nothing is ever deleted by itself.");
  if (!mayName(state) && flow.button("keeping.names", "Show the children's names", ui::Look::secondary)) {
    out.emplace_back(NamesToggled{});
  }
  if (now.rows.empty()) flow.text("No child is named in any record yet.", ui::Words::body, ui::Tone::quiet);
  for (std::size_t i = 0; i < std::min(now.rows.size(), mostRows); ++i) {
    const RetentionRow& row = now.rows[i];
    const PupilPart child{row.ref, row.name, "", "", ""};
    const std::string name = mayName(state) ? row.name : hiddenName(state, child);
    if (flow.listRow("keeping.row." + row.ref, name, row.sentence, markOf(row.state),
                     row.state == RetentionRow::State::due)) {
      out.emplace_back(KeepingChildChosen{child});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  if (now.rows.size() > mostRows) {
    flow.text(std::to_string(now.rows.size() - mostRows) + " more follow once these are dealt with.", ui::Words::body,
              ui::Tone::quiet);
  }
}

void drawRecord(ui::Flow& flow, const State& state, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  const bool working = state.inbox.manage.working;
  const auto row = std::find_if(now.rows.begin(), now.rows.end(),
                                [&](const RetentionRow& each) { return each.ref == now.child.ref; });
  if (row == now.rows.end()) return;
  flow.text(row->name, ui::Words::heading);
  flow.text(row->sentence);
  drawFact(flow, "keeping.records", "Records",
           std::to_string(row->cases.size()) + (row->cases.size() == 1 ? " concern" : " concerns") +
               (row->last.empty() ? "" : ", the last word on " + casework::dayWords(row->last)));
  if (!row->bornOn.empty()) drawFact(flow, "keeping.born", "Born on", casework::dayWords(row->bornOn));
  drawDestroyingOf(flow, state, *row, out);
  const auto field = [&](std::string_view id, std::string_view label, std::string_view placeholder,
                         const ui::TextModel& model, KeepingField which, float rows) {
    ui::EditorOptions options;
    options.label = label;
    options.placeholder = placeholder;
    for (ui::EditAction& action : flow.editor(id, model, options, flow.frame().rowHeight() * rows)) {
      out.emplace_back(KeepingTyped{which, std::move(action)});
    }
  };
  const bool held = row->state == RetentionRow::State::held;
  field("keeping.reason", held ? "Why need they not be kept any longer?" : "Must they be kept longer? Say why",
        "A court case, an inquiry, a request that is not answered yet", now.reason, KeepingField::reason, 1.4F);
  if (flow.button("keeping.hold", held ? "Lift the hold" : "Hold these records", ui::Look::secondary, !working)) {
    out.emplace_back(KeepingHoldPressed{});
  }
  field("keeping.born-on", row->bornOn.empty() ? "Date of birth" : "Put the date of birth right", "3/4/2015",
        now.bornOn, KeepingField::bornOn, 1);
  if (flow.button("keeping.write-born", "Write down the date of birth", ui::Look::secondary, !working)) {
    out.emplace_back(KeepingBornPressed{});
  }
}

}  // namespace pillarbox::inbox
