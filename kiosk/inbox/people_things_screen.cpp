// Recovery sheets, devices and badges.
#include <algorithm>

#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/people_parts.h"
#include "kiosk/inbox/people_words.h"
#include "kiosk/inbox/words.h"
#include "shared/record/device_fetch.h"
#include "shared/record/roster.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t mostStaff = 30;  // shown while a name is typed

std::string badgeWords(const Staff& member) {
  switch (member.badgeHashes.size()) {
    case 0:
      return "No badge.";
    case 1:
      return "Has a badge.";
    default:
      return "Has " + std::to_string(member.badgeHashes.size()) + " badges.";
  }
}

}  // namespace

void drawSheets(ui::Flow& flow, const State& state, Events& out) {
  flow.text(
      "A recovery sheet opens what is posted when every key card is lost. It belongs in the safe, in a sealed "
      "envelope. "
      "Prove once a term that it still works.");
  if (!state.school.directory) return;
  for (const Sheet& sheet : state.school.directory->sheets) {
    const std::optional<WallTime> proved = sheetProved(state, sheet.id);
    const std::string detail =
        sheetOpens(state, sheet.id) + " " +
        (proved ? "Last proved: " + formatShort(*proved) + "." : std::string("Never proved yet."));
    if (flow.listRow("sheet." + sheet.id, sheetWords(sheet.id), detail, "", true)) {
      out.emplace_back(PeopleOpened{PeoplePage::sheet, sheet.id});
    }
    flow.space(-flow.frame().gap() / 2);
  }
}

void drawSheet(ui::Flow& flow, const State& state, Events& out) {
  const ManageState& manage = state.inbox.manage;
  const PeopleState& people = manage.people;
  if (!people.sheetSays.empty()) {
    flow.title(people.sheetWorks ? "The sheet works" : "This sheet does not work");
    flow.notice("sheet.result", people.sheetSays, people.sheetWorks ? ui::Tone::good : ui::Tone::danger);
    flow.text(people.sheetWorks
                  ? "Put it back into its envelope, seal it, sign across the flap, and put it in the safe."
                  : "Look whether it is the right sheet, and type its long line once more.");
    const int pressed = drawTwo(flow, {"sheet.again", "Try another one"}, {"sheet.done", "Done", ui::Look::primary});
    if (pressed == 1) out.emplace_back(PeopleOpened{PeoplePage::sheet, people.sheet});
    if (pressed == 2) out.emplace_back(BackPressed{});
    return;
  }
  if (manage.working) {
    flow.title("Trying the sheet…");
    return;
  }
  flow.text(
      "Take the sheet out of the safe. Type the long line on it, or hold its code to a reader. Nothing of what it "
      "opens "
      "is shown, and the sheet is not kept.");
  const bool entered = drawTyped(
      flow, state,
      {{PeopleField::sheet, "people.sheet", "The line that begins with AGE-SECRET-KEY", "", !people.showTyping}}, out);
  if (flow.toggle("sheet.show", "Show what I type", people.showTyping)) out.emplace_back(SheetShowTyping{});
  if (flow.button("sheet.try", "Try it", ui::Look::primary) || entered) out.emplace_back(SheetTyped{});
}

// Ticks, and what they come to: part of what is confirmed before a directory is signed.
void drawFetches(ui::Flow& flow, const State& state, Events& out) {
  if (!state.school.directory) return;
  const DevicesState& devices = state.inbox.manage.people.devices;
  flow.heading("What may it fetch?");
  flow.text(
      devices.fetches.empty()
          ? "Nothing: it only posts, and hears what became of what was posted there."
          : "Tick whose concerns are read there. They stay sealed: only a key card and its passphrase open them.");
  std::vector<std::string> choices = fetchChoices(*state.school.directory);
  for (const std::string& ticked : devices.fetches) {
    if (std::find(choices.begin(), choices.end(), ticked) == choices.end()) choices.push_back(ticked);
  }
  for (const std::string& audience : choices) {
    const bool ticked = std::find(devices.fetches.begin(), devices.fetches.end(), audience) != devices.fetches.end();
    if (flow.toggle("devices.fetch." + audience, "What is for " + readersInWords(*state.school.directory, audience),
                    ticked)) {
      out.emplace_back(FetchToggled{audience});
    }
  }
}

void drawDevices(ui::Flow& flow, const State& state, Events& out) {
  const ManageState& manage = state.inbox.manage;
  const PeopleState& people = manage.people;
  const DevicesState& devices = people.devices;
  if (!state.school.directory) return;
  if (!devices.problem.empty()) flow.notice("devices.problem", devices.problem, ui::Tone::warning);
  for (const WaitingToJoin& each : devices.waiting) {
    flow.notice("devices.waiting." + each.id,
                "“" + each.name + "” waits to be let in. Its code: " + each.code +
                    (each.invitedHere ? "" : ". It was invited from another device: let it in there."),
                each.invitedHere ? ui::Tone::good : ui::Tone::warning);
    if (each.invitedHere && flow.button("devices.compare." + each.id, "Compare the code", ui::Look::primary)) {
      out.emplace_back(PeopleOpened{PeoplePage::device, each.id});
      out.emplace_back(PeopleChangeAsked{PeopleChange::approveDevice});
    }
  }
  if (!people.facts.connected) {
    flow.text(
        "This school has no server yet, so this is its only device. Whoever looks after your computers connects it.",
        ui::Words::body, ui::Tone::quiet);
  } else {
    const int pressed = drawTwo(
        flow,
        {"devices.look", devices.asking ? "Looking…" : "Look who is waiting", ui::Look::secondary, !devices.asking},
        {"devices.invite", "Invite a new device", devices.waiting.empty() ? ui::Look::primary : ui::Look::secondary,
         !manage.working});
    if (pressed == 1) out.emplace_back(WaitingWanted{});
    if (pressed == 2) out.emplace_back(InvitationWanted{});
  }
  for (const bool revoked : {false, true}) {
    for (const Device& device : state.school.directory->devices) {
      if (device.revoked != revoked) continue;
      const bool here = device.id == people.facts.deviceId;
      const std::string name = device.name + (here ? " (this one)" : "");
      if (flow.listRow(
              "devices.device." + device.id, name,
              revoked ? "Sent away: nothing it sends is trusted." : fetchSentence(*state.school.directory, device), "",
              !revoked)) {
        out.emplace_back(PeopleOpened{PeoplePage::device, device.id});
      }
      flow.space(-flow.frame().gap() / 2);
    }
  }
}

void drawDevice(ui::Flow& flow, const State& state, Events& out) {
  const PeopleState& people = state.inbox.manage.people;
  const Device* device = state.school.directory ? state.school.directory->device(people.devices.chosen) : nullptr;
  if (device == nullptr) return flow.text("It is not one of the school's devices yet.");
  flow.title(device->name);
  if (device->revoked) {
    flow.text("It was sent away: nothing it sends is trusted, and it gets nothing more.");
    return;
  }
  flow.text("It posts for the school and gets the lists of children and staff. " +
            fetchSentence(*state.school.directory, *device));
  if (flow.button("device.fetches", "Change what it may fetch", ui::Look::secondary, !state.inbox.manage.working)) {
    out.emplace_back(PeopleChangeAsked{PeopleChange::changeFetches});
  }
  if (device->id == people.facts.deviceId) {
    flow.text("This is the device you are sitting at. It can be sent away from another one only.");
    return;
  }
  flow.text("Is it lost, stolen, sold or broken? Then send it away.");
  if (flow.button("device.revoke", "Send it away", ui::Look::danger, !state.inbox.manage.working)) {
    out.emplace_back(PeopleChangeAsked{PeopleChange::revokeDevice});
  }
}

void drawInvitation(ui::Flow& flow, const State& state, Events&) {
  const auto& invitation = state.inbox.manage.people.invitation;
  if (!invitation) return;
  ui::Frame& frame = flow.frame();
  flow.title("An invitation for one device");
  flow.text("Good until " + invitation->until +
            ". Whoever has it can ask to join, but only you let a device in, after comparing its code.");
  if (!invitation->file.empty()) {
    drawFact(flow, "invitation.file", "As a file", invitation->file);
    flow.space(frame.gap() / 2);
    flow.text("Carry the file to the new device on a stick, or let the new device's camera see this code:");
  }
  if (ui::drawable(invitation->code)) {
    const float side = std::min(flow.width(), 620.0F);
    frame.picture("invitation.code", flow.take(side), invitation->code, "The invitation as a QR code");
  } else {
    flow.text("The invitation is too long for a code on the screen.", ui::Words::body, ui::Tone::quiet);
  }
  flow.text("When the new device shows its short code, go back and choose “Look who is waiting”.");
}

void drawBadges(ui::Flow& flow, const State& state, Events& out) {
  const PeopleState& people = state.inbox.manage.people;
  if (!state.school.roster || state.school.roster->staff.empty()) {
    flow.text("The list of staff is not on this device yet. Whoever looks after your computers brings it in.");
    return;
  }
  const Roster& roster = *state.school.roster;
  drawTyped(flow, state, {{PeopleField::search, "people.search", "Whose badge?", "Type a name"}}, out);
  const std::string_view typed = people.search.text();
  std::vector<const Staff*> found;
  if (!typed.empty()) {
    found = findStaff(roster, typed, mostStaff);
    if (found.empty()) flow.text("Nobody of that name is on the list of staff.");
  } else {
    for (const Staff& member : roster.staff) {
      if (found.size() < mostStaff) found.push_back(&member);
    }
  }
  for (const Staff* member : found) {
    std::string detail = member->role.empty() ? std::string() : member->role + ". ";
    if (flow.listRow("badges.staff." + member->id, member->name, detail + badgeWords(*member), "", true)) {
      out.emplace_back(PeopleOpened{PeoplePage::badge, member->id});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  if (typed.empty() && roster.staff.size() > mostStaff) {
    flow.text("And " + std::to_string(roster.staff.size() - mostStaff) + " more: type a name.", ui::Words::body,
              ui::Tone::quiet);
  }
  const bool without =
      std::any_of(roster.staff.begin(), roster.staff.end(), [](const Staff& one) { return one.badgeHashes.empty(); });
  flow.space(flow.frame().gap() / 2);
  if (without && flow.button("badges.print", "Print badges for those who have none", ui::Look::secondary,
                             !state.inbox.manage.working)) {
    out.emplace_back(PeopleChangeAsked{PeopleChange::printNew});
  }
}

void drawBadge(ui::Flow& flow, const State& state, Events& out) {
  const PeopleState& people = state.inbox.manage.people;
  const Staff* member = state.school.roster ? state.school.roster->member(people.staff) : nullptr;
  if (member == nullptr) return;
  const bool free = !state.inbox.manage.working;
  flow.title(member->name);
  flow.text((member->role.empty() ? std::string() : member->role + ". ") + badgeWords(*member));
  if (!people.pin.empty()) {
    ui::Frame& frame = flow.frame();
    const std::string words = "One-time PIN: " + std::string(people.pin.text());
    flow.notice("badge.pin", words, ui::Tone::good);
    flow.text("Only for " + member->name + ", once, on this device, until " + people.pinUntil +
              ". They sign in by name at the terminal, hold their own card to the reader, and type it.");
    flow.space(frame.gap() / 2);
  } else if (flow.button("badge.give-pin", "A one-time PIN, to join a card they have already", ui::Look::secondary,
                         free)) {
    out.emplace_back(PinWanted{});
  }
  if (flow.button("badge.print",
                  member->badgeHashes.empty() ? "Print a badge for them" : "Print a new badge, stop the old one",
                  ui::Look::secondary, free)) {
    out.emplace_back(PeopleChangeAsked{PeopleChange::printBadge});
  }
  if (!member->badgeHashes.empty() &&
      flow.button("badge.stop", "Their badge is lost: stop it", ui::Look::danger, free)) {
    out.emplace_back(PeopleChangeAsked{PeopleChange::revokeBadges});
  }
}

}  // namespace pillarbox::inbox
