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
    flow.notice("summary.sorted-twice", "Two of you sorted it differently at once. Sort it again to settle it.",
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

}  // namespace

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
