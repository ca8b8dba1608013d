#include "kiosk/inbox/summary_parts.h"

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/step_words.h"
#include "kiosk/inbox/words.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

const Entry* entryAt(const State& state, const std::string& id) {
  const auto found = state.inbox.entries.find(id);
  return found == state.inbox.entries.end() ? nullptr : &found->second.entry;
}

void drawCategory(ui::Flow& flow, const State& state, const Case& chosen) {
  std::string words = chosen.category;
  if (!chosen.subcategory.empty()) words += ", " + chosen.subcategory;
  if (chosen.sortedBy.empty()) {
    words = words.empty() ? "Not sorted yet" : "Not sorted yet. The writer suggests " + words;
  } else if (const Entry* by = entryAt(state, chosen.sortedBy.back())) {
    words += ". Sorted by " + by->author.name;
  }
  drawFact(flow, "summary.category", "Category", words);
  if (chosen.sortedTwice) {
    flow.notice("summary.sorted-twice",
                "Two people chose different categories at the same time. Choose the category again to settle it.",
                ui::Tone::warning);
  }
}

void drawChildren(ui::Flow& flow, const State& state, const Case& chosen, Events& out) {
  const Entry* head = entryAt(state, chosen.head);
  if (head != nullptr && head->aboutAdult) {
    drawFact(flow, "summary.adult", "About an adult",
             head->adultName.empty() ? "Someone who works here; not named" : head->adultName + ", who works here");
  } else if (chosen.children.empty()) {
    drawFact(flow, "summary.children", "About", "Nobody named");
  }
  std::size_t number = 0;
  for (const casework::LinkedChild& child : chosen.children) {
    const std::string id = "summary.child." + std::to_string(++number);
    std::string words = pupilWords(child.pupil);
    if (child.linkedBy != chosen.head) words += ". Linked later";
    drawFact(flow, id, number == 1 ? "About" : "and", words);
    const std::string known = child.pupil.ref.empty() ? std::string() : childWords(state.inbox, child.pupil.ref);
    if (!known.empty()) flow.notice(id + ".known", known, ui::Tone::warning);
    if (child.pupil.ref.empty() || state.screen != Screen::concern) continue;
    if (flow.button(id + ".open", "Everything about " + child.pupil.name, ui::Look::quiet)) {
      out.emplace_back(ChildOpened{child.pupil.ref});
    }
  }
}

// The action that is due first.
void drawNextAction(ui::Flow& flow, const State& state, const Case& chosen) {
  const ActionView* next = nullptr;
  for (const ActionView& action : chosen.actions) {
    if (!action.open()) continue;
    if (next == nullptr || (!action.due.empty() && (next->due.empty() || action.due < next->due))) next = &action;
  }
  if (next == nullptr) return;
  std::string words = next->what;
  if (!next->ownerName.empty()) words += "\n" + next->ownerName;
  if (!next->due.empty()) words += (next->ownerName.empty() ? "\nBy " : ", by ") + dayWords(next->due);
  if (!next->due.empty() && next->due < state.today) words += ". Overdue";
  drawFact(flow, "summary.action", "Next action", words);
}

struct Pill {
  std::string_view id, words;
  ui::Tone tone;
};

// Short marks beside each other, as many in a row as there is room for.
void drawPills(ui::Flow& flow, const std::vector<Pill>& pills) {
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap();
  std::size_t next = 0;
  while (next < pills.size()) {
    const float line = frame.textHeight("X", ui::Words::small, flow.width());
    ui::Rect row = flow.take(line + gap / 2);
    flow.space(-gap / 2);
    for (bool first = true; next < pills.size(); ++next, first = false) {
      const Pill& pill = pills[next];
      const float width = frame.textWidth(pill.words, ui::Words::small) + 1.5F * gap;
      if (!first && width > row.w) break;
      const ui::Rect box = ui::cutLeft(row, std::min(width, row.w), gap / 2);
      frame.panel(box, pill.tone);
      frame.text(pill.id, {box.x + gap * 0.75F, box.y + gap / 4, box.w - gap * 1.4F, line}, pill.words,
                 ui::Words::small, pill.tone);
    }
  }
  flow.space(gap / 2);
}

}  // namespace

std::string aboutTitle(const Case& chosen, const Entry& head) {
  if (head.aboutAdult) return head.adultName.empty() ? "An adult who works here" : head.adultName + ", who works here";
  if (chosen.children.empty()) return "Nobody named";
  const PupilPart& first = chosen.children.front().pupil;
  std::string words = first.name.empty() ? first.description : first.name;
  if (words.empty()) words = "A child whose name is not known";
  if (!first.className.empty()) words += ", " + first.className;
  const std::size_t others = chosen.children.size() - 1;
  if (others > 0) words += " and " + std::to_string(others) + (others == 1 ? " other" : " others");
  return words;
}

void drawCaseTop(ui::Flow& flow, const State& state, const Case& chosen, const Entry& head) {
  const float gap = flow.frame().gap();
  flow.heading(aboutTitle(chosen, head));
  flow.space(-gap * 0.75F);
  flow.text(std::string(kindWords(head.kind)) + " " + referenceOf(state.inbox.chosen), ui::Words::small,
            ui::Tone::quiet);
  flow.space(-gap / 2);
  for (std::size_t i = 1; i < chosen.children.size(); ++i) {
    flow.text("and " + pupilWords(chosen.children[i].pupil));
    flow.space(-gap / 2);
  }
  std::vector<Pill> pills;
  if (head.urgent) pills.push_back({"concern.urgent", "Urgent: act on this today", ui::Tone::onAccent});
  if (head.kind == Kind::concern) {
    pills.push_back(head.dslToldInPerson ? Pill{"concern.told", "Told in person", ui::Tone::good}
                                         : Pill{"concern.told", "Not told in person", ui::Tone::warning});
  }
  drawPills(flow, pills);
}

void drawSummary(ui::Flow& flow, const State& state, const Case& chosen, Events& out) {
  drawChildren(flow, state, chosen, out);
  drawFact(flow, "summary.status", "Status", caseStatus(chosen, state.today));
  drawNextAction(flow, state, chosen);
  drawCategory(flow, state, chosen);
  if (!chosen.parentsTold.empty()) {
    drawFact(flow, "summary.parents", "Parents told", parentsWords(chosen.parentsTold));
  }
  std::string readers = audienceWords(chosen.audience);
  std::string names;
  for (const std::string& name : chosen.openedBy) names += (names.empty() ? "" : ", ") + name;
  if (!names.empty()) readers += ". Opened by " + names;
  drawFact(flow, "summary.readers", "Who reads it", readers);
  std::string understood;
  for (const casework::UnderstoodBy& each : chosen.understood) {
    understood += (understood.empty() ? "" : ", ") + each.name;
  }
  if (!understood.empty()) drawFact(flow, "summary.understood", "Understood by", understood);
}

}  // namespace pillarbox::inbox
