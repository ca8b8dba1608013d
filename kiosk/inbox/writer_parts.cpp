#include "kiosk/inbox/writer_parts.h"

#include <algorithm>
#include <array>

#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/words.h"
#include "shared/base/clock.h"

namespace pillarbox::inbox {
namespace {

constexpr std::array<Kind, 3> messages{Kind::thanks, Kind::seeMe, Kind::morePlease};

const CaseEntry* entryAt(const State& state, const std::string& id) {
  const auto found = state.inbox.entries.find(id);
  return found == state.inbox.entries.end() ? nullptr : &found->second;
}

constexpr std::string_view wrongChild = "The writer says: the wrong child was named.";  // as the staff screens keep it

// "“Thank you” sent to Pat Lumley 20:48"; empty if it was not.
std::string sentWords(const State& state, const Case& chosen, Kind kind) {
  const CaseEntry* head = entryAt(state, chosen.head);
  const Entry* last = nullptr;
  for (const std::string& id : chosen.later) {
    const CaseEntry* later = entryAt(state, id);
    if (later != nullptr && later->entry.kind == kind) last = &later->entry;
  }
  if (head == nullptr || last == nullptr) return {};
  return "“" + std::string(messageName(kind)) + "”: sent to " + head->entry.author.name + " " +
         shortTime(last->writtenAt.wall, state.wall);
}

// Somebody has linked or unlinked a child, put something right, or said that the name is right, since.
bool dealtWith(const State& state, const Case& chosen, std::size_t mistake) {
  const CaseEntry* said = entryAt(state, chosen.later[mistake]);
  const auto after = [&](const std::string& id) {
    const CaseEntry* later = entryAt(state, id);
    if (later == nullptr || later->entry.writtenAt.wall < said->entry.writtenAt.wall) return false;
    const Kind kind = later->entry.kind;
    return kind == Kind::link || kind == Kind::correction || (kind == Kind::note && later->entry.body == nameIsRight);
  };
  return std::any_of(chosen.later.begin(), chosen.later.end(), after) ||
         std::any_of(chosen.corrections.begin(), chosen.corrections.end(), after);
}

}  // namespace

std::string_view messageName(Kind kind) {
  if (kind == Kind::thanks) return "Thank you";
  if (kind == Kind::seeMe) return "Please come and see me";
  if (kind == Kind::morePlease) return "Please add what you remember";
  return {};
}

bool writerCanBeTold(const Entry& entry) {
  const VerifiedBy how = entry.author.verifiedBy;
  return !entry.author.id.empty() && (how == VerifiedBy::badge || how == VerifiedBy::badgeAndPin);
}

void drawCallHead(ui::Flow& flow, const CaseEntry& shown) {
  const Entry& entry = shown.entry;
  flow.notice("call.go", "Somebody held “I need the DSL now”. Go to them. They see that you have opened this.",
              ui::Tone::danger);
  drawFact(flow, "call.where", "Where", entry.happenedWhere.empty() ? "Device " + entry.device : entry.happenedWhere);
  drawFact(flow, "call.when", "Called", formatForPeople(entry.writtenAt.wall));
  const bool nobody = entry.author.id.empty();
  drawFact(flow, "call.who", "Who", nobody ? entry.author.name : authorWords(entry));
  if (!nobody) drawFact(flow, "call.identified", "How we know", identifiedWords(entry.author.verifiedBy));
  const std::string doubt = clockDoubt(entry.writtenAt);
  if (!doubt.empty()) flow.notice("call.clock", doubt, ui::Tone::warning);
  if (shown.problems.empty()) {
    constexpr std::string_view words = "Unchanged since it was posted.";
    ui::Frame& frame = flow.frame();
    frame.text("call.unchanged", flow.take(frame.textHeight(words, ui::Words::body, flow.width())), words,
               ui::Words::body, ui::Tone::good);
  }
  for (std::size_t i = 0; i < shown.problems.size(); ++i) {
    flow.notice("call.changed." + std::to_string(i + 1), shown.problems[i], ui::Tone::danger);
  }
}

void drawMistakes(ui::Flow& flow, const State& state, const Case& chosen, Events& out) {
  bool asked = false;
  for (std::size_t i = 0; i < chosen.later.size(); ++i) {
    const std::string& id = chosen.later[i];
    const CaseEntry* shown = entryAt(state, id);
    if (shown == nullptr || shown->entry.kind != Kind::mistake) continue;
    const Entry& entry = shown->entry;
    const bool unread = std::find(chosen.unread.begin(), chosen.unread.end(), id) != chosen.unread.end();
    const std::string said = entry.body.empty() ? "The writer says that there is a mistake in it." : entry.body;
    const std::string who = authorWords(entry) + ", " + formatShort(entry.writtenAt.wall);
    std::string words = said;
    if (!entry.account.empty()) words += "\n“" + withNames(entry.account, entry) + "”";
    if (dealtWith(state, chosen, i)) {
      words = said + " " + who + ". It was dealt with: see below.";
      ui::Frame& frame = flow.frame();
      frame.text("concern.mistake." + id, flow.take(frame.textHeight(words, ui::Words::small, flow.width())), words,
                 ui::Words::small, ui::Tone::quiet);
      continue;
    }
    words += "\n" + who;
    flow.notice("concern.mistake." + id, words, unread ? ui::Tone::danger : ui::Tone::warning);
    if (asked || state.screen != Screen::concern) continue;
    asked = true;
    const bool child = said == wrongChild;
    const std::vector<ui::Rect> cells = flow.row(child ? 2 : 1, flow.frame().rowHeight());
    if (flow.frame().button("concern.mistake.correct", cells[0], child ? "Correct the child" : "Correct it")) {
      out.emplace_back(FormOpened{child ? Form::link : Form::correction, {}});
    }
    const bool busy = std::any_of(state.inbox.steps.taking.begin(), state.inbox.steps.taking.end(),
                                  [](const StepKey& each) { return each.first == Kind::note; });
    if (child && flow.frame().button("concern.mistake.right", cells[1], busy ? "Saving…" : "The name is right",
                                     ui::Look::secondary, !busy)) {
      out.emplace_back(NameRightPressed{state.inbox.chosen});
    }
  }
}

void drawMessages(ui::Flow& flow, const State& state, const Case& chosen, Events& out) {
  const CaseEntry* head = entryAt(state, chosen.head);
  if (head == nullptr || head->entry.kind == Kind::call || chosen.headMissing) return;
  ui::Frame& frame = flow.frame();
  flow.space(frame.gap());
  flow.heading("Say something to the writer");
  if (!writerCanBeTold(head->entry)) {
    flow.text("Whoever wrote this did not show a badge, so a message would not reach them. Speak to them.",
              ui::Words::body, ui::Tone::quiet);
    return;
  }
  flow.text("They see it when they next show their badge. It says nothing about a child.", ui::Words::body,
            ui::Tone::quiet);
  bool busy = false;
  for (const StepKey& each : state.inbox.steps.taking) busy = busy || isMessage(each.first);
  for (const Kind kind : messages) {
    const std::string id = "concern.say." + std::string(kindName(kind));
    const bool sending = std::any_of(state.inbox.steps.taking.begin(), state.inbox.steps.taking.end(),
                                     [&](const StepKey& each) { return each.first == kind; });
    if (const std::string sent = sentWords(state, chosen, kind); !sent.empty() && !sending) {
      frame.text(id + ".sent", flow.take(frame.textHeight(sent, ui::Words::small, flow.width())), sent,
                 ui::Words::small, ui::Tone::good);
      flow.space(-frame.gap() / 2);
    }
    const std::string_view name = sending ? std::string_view("Sending…") : messageName(kind);
    if (flow.button(id, name, ui::Look::secondary, !busy)) {
      out.emplace_back(MessagePressed{state.inbox.chosen, kind});
    }
  }
}

}  // namespace pillarbox::inbox
