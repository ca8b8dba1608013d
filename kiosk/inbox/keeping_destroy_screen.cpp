#include "kiosk/inbox/keeping_destroy_screen.h"

#include <algorithm>

#include "kiosk/inbox/apply_keeping.h"
#include "kiosk/inbox/keeping_parts.h"
#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

using Was = casework::Destruction::State;

bool own(const State& state, const casework::Destruction& one) {
  return one.proposedById == state.reader.id;
}
bool mayAgreeNow(const State& state, const DestroyingHere& one) {
  return one.what.state == Was::proposed && !own(state, one.what) && !one.agreeFrom.empty() &&
         one.agreeFrom <= state.today;
}

std::string_view markOf(const State& state, const DestroyingHere& one) {
  switch (one.what.state) {
    case Was::proposed:
      return mayAgreeNow(state, one) ? "your word" : "";
    case Was::agreed:
      return "agreed";
    case Was::withdrawn:
      return "kept";
    case Was::done:
      break;
  }
  return "destroyed";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

void reasonField(ui::Flow& flow, const KeepingState& now, std::string_view label, std::string_view placeholder,
                 Events& out) {
  ui::EditorOptions options;
  options.label = label;
  options.placeholder = placeholder;
  for (ui::EditAction& action : flow.editor("keeping.reason", now.reason, options, flow.frame().rowHeight() * 1.4F)) {
    out.emplace_back(KeepingTyped{KeepingField::reason, std::move(action)});
  }
}

void sureToggle(ui::Flow& flow, const KeepingState& now, const PupilPart& child, Events& out) {
  if (flow.button("keeping.look-through", "Look through the records", ui::Look::secondary)) {
    out.emplace_back(ChildOpened{child.ref});
  }
  if (flow.toggle("keeping.sure", "I have looked through these records and they may go", now.sure)) {
    out.emplace_back(DestroyingSureToggled{});
  }
}

int noticeDays(const State& state) {
  return state.school.directory ? state.school.directory->policies.destroyNoticeDays : Policies{}.destroyNoticeDays;
}

constexpr std::string_view whatIsLeft =
    "That there were records, who had them destroyed and when, and for each a number that proves it was never changed. "
    "Nobody can read them again.";

}  // namespace

std::string destroyingSummary(const State& state) {
  std::size_t waiting = 0, mine = 0;
  for (const DestroyingHere& one : state.inbox.manage.keeping.here.destroying) {
    if (one.what.state == Was::proposed) ++waiting;
    if (mayAgreeNow(state, one)) ++mine;
  }
  if (mine > 0) return counted(mine, "proposal waits", "proposals wait") + " for your word.";
  if (waiting > 0) return counted(waiting, "proposal waits", "proposals wait") + " for another person or for the day.";
  return "Only ever by two people's word. Nothing waits.";
}

void drawDestroying(ui::Flow& flow, const State& state, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  flow.text("One person proposes that a child's records are destroyed. Another must agree, " +
            std::to_string(noticeDays(state)) + " days later or more. Until then either can withdraw it.");
  if (state.config.sharedTerminal && !state.inbox.showNames && !now.here.destroying.empty() &&
      flow.button("keeping.names", "Show the children's names", ui::Look::secondary)) {
    out.emplace_back(NamesToggled{});
  }
  if (now.here.destroying.empty()) {
    flow.text(now.looked ? "Nothing was proposed yet. Start from “Records and their dates”." : "Looking…",
              ui::Words::body, ui::Tone::quiet);
  }
  for (const DestroyingHere& one : now.here.destroying) {
    if (flow.listRow("keeping.destroying." + one.what.id, shownName(state, one.what.pupil),
                     casework::destructionWords(one.what, one.agreeFrom), markOf(state, one), mayAgreeNow(state, one),
                     !mayAgreeNow(state, one))) {
      out.emplace_back(DestroyingChosen{one.what.id});
    }
    flow.space(-flow.frame().gap() / 2);
  }
}

void drawDestroyingOf(ui::Flow& flow, const State& state, const casework::RetentionRow& row, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  for (const DestroyingHere& one : now.here.destroying) {
    if (one.what.pupil.ref != row.ref) continue;
    if (flow.listRow("keeping.destroying." + one.what.id, "Destroying these records",
                     casework::destructionWords(one.what, one.agreeFrom), markOf(state, one), false,
                     !mayAgreeNow(state, one))) {
      out.emplace_back(DestroyingChosen{one.what.id});
    }
    if (one.what.state == Was::proposed || one.what.state == Was::agreed) return;
  }
  if (row.state != casework::RetentionRow::State::due) return;
  if (flow.button("keeping.destroy", "Propose to destroy these records…", ui::Look::secondary,
                  !state.inbox.manage.working)) {
    out.emplace_back(DestroyingAsked{});
  }
}

void drawDestroy(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  if (!now.plan) return;
  const DestroyingPlan& plan = *now.plan;
  const bool working = state.inbox.manage.working;
  const auto propose = [&](ui::Rect button) {
    if (frame.button("keeping.propose", button, working ? "One moment…" : "Propose to destroy", ui::Look::danger,
                     !working)) {
      out.emplace_back(DestroyingProposed{});
    }
  };
  const bool may = plan.problem.empty();
  const bool low = rect.h < 4.5F * frame.rowHeight();  // above a keyboard on a low screen
  if (may && !low) propose(ui::cutBottom(rect, frame.rowHeight(), frame.gap()));
  frame.flow("keeping.destroy-page", rect, [&](ui::Flow& flow) {
    flow.text(childWords(plan.child), ui::Words::heading);
    if (!may) {
      flow.notice("keeping.not-now", plan.problem, ui::Tone::warning);
      return;
    }
    flow.text("Destroying is for good. Nothing goes today: another person must agree, after " +
              std::to_string(noticeDays(state)) + " days.");
    drawFact(flow, "keeping.goes", "What goes",
             counted(plan.records, "record", "records") + " of " + counted(plan.cases, "concern", "concerns") +
                 ": everything written, drawn or attached, everywhere");
    drawFact(flow, "keeping.left", "What is left", whatIsLeft);
    for (const DestroyingPlan::Stays& stays : plan.stays) {
      drawFact(flow, "keeping.stays." + stays.reference, "Stays: " + stays.reference, stays.why);
    }
    reasonField(flow, now, "Why need they not be kept any longer?",
                "25 years have passed, and nobody has asked for them", out);
    sureToggle(flow, now, plan.child, out);
    if (low) propose(flow.take(frame.rowHeight()));
  });
}

void drawDestroyingOne(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  const DestroyingHere* one = chosenDestroying(now);
  if (one == nullptr) return;
  const casework::Destruction& what = one->what;
  const bool working = state.inbox.manage.working;
  const bool mine = own(state, what);
  const bool agreeing = mayAgreeNow(state, *one);
  const auto agree = [&](ui::Rect button) {
    if (frame.button("keeping.agree", button, working ? "One moment…" : "Agree: destroy them for good",
                     ui::Look::danger, !working)) {
      out.emplace_back(DestroyingAgreed{});
    }
  };
  const bool low = rect.h < 4.5F * frame.rowHeight();
  if (agreeing && !low) agree(ui::cutBottom(rect, frame.rowHeight(), frame.gap()));
  frame.flow("keeping.destroying-page", rect, [&](ui::Flow& flow) {
    flow.text(childWords(what.pupil), ui::Words::heading);
    if (agreeing) {
      flow.text("Proposed on " + casework::dayWords(what.proposedOn) + " by " + what.proposedBy +
                ". The days of notice are over: your word is needed.");
    } else if (what.state == Was::done) {
      flow.notice("keeping.gone", casework::destructionWords(what), ui::Tone::normal);
    } else {
      flow.text(casework::destructionWords(what, one->agreeFrom));
    }
    drawFact(flow, "keeping.why", "Why", what.reason);
    drawFact(flow, "keeping.goes", what.state == Was::done ? "What went" : "What goes",
             counted(what.covers.size(), "record", "records"));
    drawFact(flow, "keeping.left", "What is left", whatIsLeft);
    if (what.state != Was::proposed) return;
    if (mine) {
      flow.text("You proposed it, so somebody else must agree: another safeguarding lead or deputy.", ui::Words::body,
                ui::Tone::quiet);
    }
    if (agreeing) {
      sureToggle(flow, now, what.pupil, out);
      if (low) agree(flow.take(frame.rowHeight()));
    }
    reasonField(flow, now, "Should they be kept after all? Say why", "Somebody has asked for them", out);
    if (flow.button("keeping.withdraw", "Withdraw: keep the records", ui::Look::secondary, !working)) {
      out.emplace_back(DestroyingWithdrawn{});
    }
  });
}

}  // namespace pillarbox::inbox
