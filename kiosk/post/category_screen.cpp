// What the check screen leads to where the school's policies ask it: who should know, and what sort of worry it is.
#include <algorithm>

#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

PageOptions overCheck(std::string_view title, std::string_view next) {
  PageOptions page;
  page.title = title;
  page.next = next;
  page.nextEvent = CloseDetail{};
  return page;
}

// Who else than the safeguarding team could read it.
std::string seniorNames(const Directory& directory) {
  std::vector<std::string> names;
  const Audience* team = directory.audience("safeguarding");
  const Audience* audience = directory.audience("pastoral");
  if (audience == nullptr) return {};
  for (const std::string& id : audience->people) {
    const Person* person = directory.person(id);
    const bool inTeam =
        team != nullptr && std::find(team->people.begin(), team->people.end(), id) != team->people.end();
    if (person != nullptr && person->active && !inTeam) names.push_back(person->name);
  }
  return joined(names);
}

}  // namespace

Events drawShouldKnow(Frame& frame, const State& state) {
  Events out;
  const Draft& draft = state.draft;
  const Rect room = drawPage(frame, state, overCheck(words::knowTitle, words::knowDone), out);
  if (!state.directory) return out;
  const Directory& directory = *state.directory;
  frame.flow("know.flow", readable(room, 1100), [&](Flow& flow) {
    flow.notice("know.warning", words::knowWarning, Tone::warning);
    const bool senior = draft.shouldKnow == ShouldKnow::seniorLeaders && mayBePastoral(&directory, draft);
    const bool team =
        draft.shouldKnow == ShouldKnow::team || (draft.shouldKnow == ShouldKnow::seniorLeaders && !senior);
    if (flow.choice("know.team", words::knowTeam, team, words::knowTeamDetail)) {
      out.push_back(SetShouldKnow{ShouldKnow::team, {}});
    }
    if (directory.policies.offerPastoral) {
      if (mayBePastoral(&directory, draft)) {
        const std::string who = filled(words::knowSeniorDetail, {seniorNames(directory)});
        if (flow.choice("know.senior", words::knowSenior, senior)) {
          out.push_back(SetShouldKnow{ShouldKnow::seniorLeaders, {}});
        }
        flow.text(who, Words::small, Tone::quiet);
      } else {
        flow.text(words::knowSenior, Words::strong);
        flow.text(draft.bodyMap.empty() ? words::knowSeniorNot : words::knowSeniorMarks, Words::body, Tone::quiet);
      }
    }
    const auto people = whoMayBeNamed(&directory, draft);
    if (people.empty()) return;
    flow.heading(words::knowPerson);
    flow.text(words::knowPersonDetail, Words::body, Tone::quiet);
    grid(
        flow, people.size(), 3, [&](std::size_t i) { return people[i]->name; },
        [&](std::size_t i, Rect at) {
          const bool chosen = draft.shouldKnow == ShouldKnow::person && draft.shouldKnowRef == people[i]->id;
          if (frame.choice("know.person." + people[i]->id, at, people[i]->name, chosen)) {
            out.push_back(SetShouldKnow{ShouldKnow::person, people[i]->id});
          }
        });
  });
  return out;
}

Events drawCategory(Frame& frame, const State& state) {
  Events out;
  const Rect room = drawPage(frame, state, overCheck(words::categoryTitle, words::categoryDone), out);
  const auto offered = categoriesOffered(state.directory.get());
  frame.flow("category.flow", readable(room, 1100), [&](Flow& flow) {
    if (flow.choice("category.not-sure", words::categoryNotSure, state.draft.category.empty(),
                    words::categoryNotSureDetail)) {
      out.push_back(SetCategory{});
    }
    for (std::size_t i = 0; i < offered.size(); ++i) {
      const auto guidance = state.directory->categoryGuidance.find(offered[i]);
      const std::string_view when =
          guidance == state.directory->categoryGuidance.end() ? std::string_view() : guidance->second;
      if (flow.choice("category." + std::to_string(i + 1), offered[i], state.draft.category == offered[i])) {
        out.push_back(SetCategory{offered[i]});
      }
      if (!when.empty()) flow.text(when, Words::small, Tone::quiet);
    }
  });
  return out;
}

}  // namespace pillarbox::post
