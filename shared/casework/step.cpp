#include "shared/casework/step.h"

#include <algorithm>
#include <set>

#include "shared/casework/links.h"
#include "shared/record/directory.h"

namespace pillarbox::casework {

namespace {

// Never with a child's name or words of the concern in it: faults are logged.
Fault bad(std::string sentence) {
  return Fault{FaultCode::badInput, std::move(sentence)};
}

Status checkAction(const Casework& work) {
  if (work.what.empty()) return bad("Say what was done, or what was agreed.");
  if (work.state != "done" && work.state != "agreed") return bad("Say whether it is done already, or agreed.");
  if (work.state == "agreed" && work.ownerName.empty()) return bad("Say who agreed to do it.");
  if (!work.due.empty() && !parseTime(work.due + "T00:00:00.000Z")) return bad("Choose the day it is to be done by.");
  return {};
}

Status checkChild(const Step& step) {
  if (step.pupils.size() != 1 || step.pupils.front().ref.empty()) return bad("Choose one child of the school's list.");
  const bool known = std::any_of(std::begin(childStatusNames), std::end(childStatusNames),
                                 [&](const NameAndWords& row) { return row.name == step.work.status; });
  return known ? Status{} : Status{bad("Choose the child's status.")};
}

Status checkTriage(const Step& step, const std::vector<std::string>& categories, bool mayReserve) {
  if (step.category.empty()) return bad("Choose a category.");
  if (isReservedCategory(step.category)) {
    return mayReserve ? Status{} : Status{bad("Only a DSL or a deputy gives the category " + step.category + ".")};
  }
  const bool known = std::find(categories.begin(), categories.end(), step.category) != categories.end();
  return known ? Status{} : Status{bad("This school has no category called " + step.category + ".")};
}

Status checkLink(const Step& step, const Case& made) {
  if (step.pupils.empty()) return bad("Choose the child to link.");
  for (const PupilPart& pupil : step.pupils) {
    const bool linked = std::any_of(made.children.begin(), made.children.end(),
                                    [&](const LinkedChild& child) { return sameChild(child.pupil, pupil); });
    if (step.work.removed && !linked) return bad("This child is not linked to this concern.");
    if (!step.work.removed && linked) return bad("This child is linked to this concern already.");
    if (!step.work.removed && pupil.part.empty()) return bad("Say what part this child has in it.");
  }
  if (step.work.removed && step.body.empty()) return bad("Say why the link is taken back.");
  return {};
}

Status checkUnmerge(const Step& step, const Case& made) {
  const bool merged = std::any_of(made.mergedBy.begin(), made.mergedBy.end(),
                                  [&](const MergedBy& each) { return each.concern == step.subject; });
  if (!merged) return bad("That concern is not part of this one.");
  return step.body.empty() ? Status{bad("Write why it is a concern of its own.")} : Status{};
}

}  // namespace

void fillIn(Step& step, const Case& made) {
  if (!step.work.replaces.empty()) return;
  if (step.kind == Kind::triage) step.work.replaces = made.sortedBy;
  if (step.kind == Kind::reopen) step.work.replaces = made.closes;
  if (step.kind == Kind::merge && step.work.removed) {
    for (const MergedBy& merged : made.mergedBy) {
      if (merged.concern == step.subject) step.work.replaces.push_back(merged.entry);
    }
    step.work.into = made.head;
  }
  if (step.kind == Kind::link && step.work.removed) {
    std::set<std::string> ended;
    for (const PupilPart& pupil : step.pupils) {
      for (const LinkedChild& child : made.children) {
        if (!sameChild(child.pupil, pupil)) continue;
        ended.insert(child.linkedBy);
        ended.insert(child.alsoBy.begin(), child.alsoBy.end());
      }
    }
    step.work.replaces.assign(ended.begin(), ended.end());
  }
}

Status checkStep(const Step& step, const Case& made, const std::vector<std::string>& categories, bool mayReserve) {
  switch (step.kind) {
    case Kind::triage:
      return checkTriage(step, categories, mayReserve);
    case Kind::link:
      return checkLink(step, made);
    case Kind::action:
      return checkAction(step.work);
    case Kind::outcome: {
      const bool known = std::any_of(made.actions.begin(), made.actions.end(),
                                     [&](const ActionView& action) { return action.id == step.subject; });
      if (!known) return bad("There is no such action in this concern.");
      return step.body.empty() ? Status{bad("Say what came of it.")} : Status{};
    }
    case Kind::decision:
      if (step.work.decision.empty()) return bad("Choose what was decided.");
      return step.body.empty() ? Status{bad("Write the reason: a decision without one cannot be understood later.")}
                               : Status{};
    case Kind::correction:
      return step.body.empty() ? Status{bad("Write what is right.")} : Status{};
    case Kind::merge:
      if (step.work.removed) return checkUnmerge(step, made);
      if (step.work.into == made.head || step.work.into == step.subject)
        return bad("A concern cannot be part of itself.");
      return step.work.into.empty() ? Status{bad("Choose the concern that this one is part of.")} : Status{};
    case Kind::move:
      if (step.work.toAudience == made.audience) return bad("Those readers have it already.");
      return step.body.empty() ? Status{bad("Write why they need to know.")} : Status{};
    case Kind::close: {
      if (made.closed) return bad("It is closed already.");
      if (!made.unread.empty()) return bad("Something in it has not been read yet.");
      if (!whyNotClose(made).empty()) return bad("An action in it has no outcome yet.");
      if (step.work.outcome.empty()) return bad("Write how it ended.");
      return step.body.empty() ? Status{bad("Write why it can be closed.")} : Status{};
    }
    case Kind::reopen:
      if (!made.closed) return bad("It is not closed.");
      return step.body.empty() ? Status{bad("Write why it is opened again.")} : Status{};
    case Kind::note:
      return step.body.empty() ? Status{bad("Write the note.")} : Status{};
    case Kind::child:
      return checkChild(step);
    default:
      return {};
  }
}

}  // namespace pillarbox::casework
