#include "kiosk/inbox/keeping_screen.h"

#include <algorithm>

#include "kiosk/inbox/keeping_destroy_screen.h"
#include "kiosk/inbox/keeping_parts.h"
#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

using casework::Transfer;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

void drawOverview(ui::Flow& flow, const State& state, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  const auto row = [&](std::string_view id, std::string_view name, const std::string& detail, KeepingPage page,
                       std::string_view mark = {}) {
    if (flow.listRow(id, name, detail, mark)) out.emplace_back(KeepingPageChosen{page});
    flow.space(-flow.frame().gap() / 2);
  };
  std::size_t late = 0, waiting = 0;
  for (const Transfer& one : now.sent) {
    if (one.state == Transfer::State::overdue) ++late;
    if (one.state == Transfer::State::waiting) ++waiting;
  }
  const auto ours = static_cast<std::size_t>(
      std::count_if(now.here.files.begin(), now.here.files.end(), [](const FileHere& file) { return file.forUs; }));
  flow.text("To another school", ui::Words::heading);
  row("keeping.send", "Send a child's file", "Sealed, so that only the other school's safeguarding lead can open it.",
      KeepingPage::child);
  row("keeping.sent", "Did it arrive?",
      now.sent.empty() ? std::string("Nothing was sent yet.")
                       : counted(late, "file", "files") + " overdue, " + std::to_string(waiting) + " waiting.",
      KeepingPage::sent, late > 0 ? "overdue" : "");
  flow.space(flow.frame().gap() / 2);
  flow.text("From another school", ui::Words::heading);
  row("keeping.files", "Take in a child's file",
      !now.looked ? std::string("Looking for files…")
      : ours == 0 ? std::string("No such file is on this computer yet.")
                  : counted(ours, "file for you is", "files for you are") + " here.",
      KeepingPage::files);
  row("keeping.kept", "Files that were taken in", "To read them again.", KeepingPage::kept);
  row("keeping.card", "Our card for other schools", "They need it before they can send you a file.", KeepingPage::card);
  flow.space(flow.frame().gap() / 2);
  flow.text("How long records are kept", ui::Words::heading);
  row("keeping.due", "Records and their dates", "Which are due to be looked at, and which must be kept.",
      KeepingPage::due);
  row("keeping.to-destroy", "Destroying records", destroyingSummary(state), KeepingPage::destroying);
}

void drawSend(ui::Flow& flow, const State& state, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  flow.text(childWords(now.child), ui::Words::heading);
  flow.text("Which school does the file go to?", ui::Words::strong);
  if (now.here.cards.empty()) {
    flow.notice("keeping.no-card",
                "No school's card is here yet. Ask the other school for its card: they find it in Pillarbox under "
                "Manage, Files in and out. Save it in your Downloads or on a memory stick, then come back.",
                ui::Tone::normal);
  }
  for (std::size_t i = 0; i < now.here.cards.size(); ++i) {
    if (flow.listRow("keeping.card." + std::to_string(i), now.here.cards[i].school, "A school's card")) {
      out.emplace_back(KeepingCardChosen{i});
    }
    flow.space(-flow.frame().gap() / 2);
  }
}

void drawCheck(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  const bool working = state.inbox.manage.working;
  const ui::Rect button = ui::cutBottom(rect, frame.rowHeight(), frame.gap());
  if (frame.button("keeping.seal", button, working ? "Sealing it…" : "Seal the file", ui::Look::primary,
                   now.wordsSame && !working)) {
    out.emplace_back(KeepingSendPressed{});
  }
  frame.flow("keeping.check", rect, [&](ui::Flow& flow) {
    flow.text(childWords(now.child) + " to " + now.card.school, ui::Words::heading);
    flow.text("Ring " + now.card.school +
              " on a number you know. Ask them to read the six words of their card. They must be:");
    flow.notice("keeping.words", now.card.words, ui::Tone::normal);
    if (flow.toggle("keeping.same", "They read out the same six words", now.wordsSame)) {
      out.emplace_back(KeepingWordsToggled{});
    }
    if (flow.toggle("keeping.hide", "Other children as letters", now.hideOthers)) {
      out.emplace_back(KeepingHideToggled{});
    }
    flow.text(now.hideOthers
                  ? "The printed file goes with other children as “Child A”. The entries themselves stay here, so the "
                    "next school cannot check their signatures."
                  : "The whole file goes: to read, as a table, and every entry as it was posted, with its signature. "
                    "Other children who are named in it stay named.",
              ui::Words::body, ui::Tone::quiet);
  });
}

void drawSent(ui::Flow& flow, const State& state, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  const bool working = state.inbox.manage.working;
  for (std::size_t i = 0; i < now.here.receipts.size(); ++i) {
    const ReceiptHere& receipt = now.here.receipts[i];
    const bool waited = std::any_of(now.sent.begin(), now.sent.end(), [&](const Transfer& one) {
      return one.fileSha256 == receipt.fileSha256 && !one.receiptChecked;
    });
    if (!waited) continue;
    if (flow.button("keeping.receipt." + std::to_string(i), "Take in the receipt from " + receipt.school,
                    ui::Look::primary, !working)) {
      out.emplace_back(KeepingReceiptChosen{i});
    }
  }
  if (now.sent.empty()) flow.text("No child's file was sent to another school yet.", ui::Words::body, ui::Tone::quiet);
  for (const Transfer& one : now.sent) {
    const std::string detail = one.state == Transfer::State::arrived ? "Arrived. " + one.arrivedHow
                               : !one.sentSaid ? "Ready, not sent yet. Touch when you have sent it."
                                               : "Sent on " + casework::dayWords(one.sentOn) + ", to be confirmed by " +
                                                     casework::dayWords(one.due) + ".";
    if (flow.listRow("keeping.sent." + one.id, "To " + one.toSchool + ": " + shownName(state, one.pupil), detail,
                     one.state == Transfer::State::overdue ? "overdue" : "", one.state == Transfer::State::overdue)) {
      out.emplace_back(KeepingSentChosen{one.id});
    }
    flow.space(-flow.frame().gap() / 2);
  }
}

void drawArrived(ui::Flow& flow, const State& state, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  const auto found =
      std::find_if(now.sent.begin(), now.sent.end(), [&](const Transfer& one) { return one.id == now.chosen; });
  if (found == now.sent.end()) return;
  flow.text(childWords(found->pupil) + " to " + found->toSchool, ui::Words::heading);
  drawFact(flow, "keeping.sent-on", found->sentSaid ? "Sent" : "Sealed",
           casework::dayWords(found->sentOn) + ", by " + found->sentBy);
  drawFact(flow, "keeping.due-on", "Confirm by", casework::dayWords(found->due));
  if (found->state == Transfer::State::arrived) {
    flow.notice("keeping.came", "It arrived. " + found->arrivedHow, ui::Tone::good);
    return;
  }
  if (!found->sentSaid &&
      flow.button("keeping.sent-now", "I have sent it", ui::Look::primary, !state.inbox.manage.working)) {
    out.emplace_back(KeepingSentPressed{});
  }
  flow.text(
      "When they send you a receipt, save it in your Downloads: it is offered on the page before. Or ring them "
      "and write down here who has it.",
      ui::Words::body, ui::Tone::quiet);
  ui::EditorOptions options;
  options.label = "How do you know that it arrived?";
  options.placeholder = "Rang Mrs Gray at 10:15, she has it";
  for (ui::EditAction& action : flow.editor("keeping.how", now.how, options, flow.frame().rowHeight() * 1.6F)) {
    out.emplace_back(KeepingTyped{KeepingField::how, std::move(action)});
  }
  if (flow.button("keeping.arrived", "It arrived", found->sentSaid ? ui::Look::primary : ui::Look::secondary,
                  !state.inbox.manage.working)) {
    out.emplace_back(KeepingArrivedPressed{});
  }
}

void drawFiles(ui::Flow& flow, const State& state, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  const bool working = state.inbox.manage.working;
  flow.text("Choose the file that the other school sent. It is opened and checked; nothing is kept until you say so.");
  if (now.looked && now.here.files.empty()) {
    flow.notice(
        "keeping.no-file",
        "There is no sealed file here. Save the one you were sent (its name ends in .age) in your Downloads, or "
        "plug in the memory stick, then come back.",
        ui::Tone::normal);
  }
  for (std::size_t i = 0; i < now.here.files.size(); ++i) {
    const FileHere& file = now.here.files[i];
    if (flow.listRow("keeping.file." + std::to_string(i), file.name,
                     file.about + (file.forUs ? "" : ". Sealed for somebody else"), working ? "opening…" : "")) {
      out.emplace_back(KeepingFileChosen{i});
    }
    flow.space(-flow.frame().gap() / 2);
  }
}

void drawLook(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  if (!now.file) return;
  const bool working = state.inbox.manage.working;
  const std::string words = working                 ? std::string("Keeping it…")
                            : now.child.ref.empty() ? std::string("Choose the child first")
                                                    : "Keep it with " + now.child.name;
  const auto keep = [&](ui::Rect button) {
    if (frame.button("keeping.keep", button, words, ui::Look::primary, !working && !now.child.ref.empty())) {
      out.emplace_back(KeepingTakeInPressed{});
    }
  };
  // Above a keyboard on a low screen there is no room for a button of its own.
  const bool low = rect.h < 4.5F * frame.rowHeight();
  if (!low) keep(ui::cutBottom(rect, frame.rowHeight(), frame.gap()));
  frame.flow("keeping.look", rect, [&](ui::Flow& flow) {
    const FileLookedAt& file = *now.file;
    flow.text("File from " + file.from, ui::Words::heading);
    drawFact(flow, "keeping.in.holds", "In it", file.entries);
    drawFact(flow, "keeping.in.sender", "Sent by", file.sender);
    drawFact(flow, "keeping.in.child", "The child there",
             file.childName + (file.className.empty() ? "" : " (" + file.className + ")"));
    if (file.problems.empty()) {
      flow.notice(
          "keeping.in.good",
          "Nothing was changed on the way, and every signature is of somebody in " + file.from +
              "'s own list of people. To be sure that it is their list, ring them: the six words of their card are " +
              file.directoryWords,
          ui::Tone::good);
    }
    for (std::size_t i = 0; i < file.problems.size(); ++i) {
      flow.notice("keeping.in.problem." + std::to_string(i), file.problems[i], ui::Tone::warning);
    }
    flow.text("Whose file is it here?", ui::Words::strong);
    drawChildSearch(flow, state, out);
    if (low) keep(flow.take(frame.rowHeight()));
  });
}

void drawKept(ui::Flow& flow, const State& state, Events& out) {
  const bool working = state.inbox.manage.working;
  flow.text("Touch one to save its printed file and its archive in your documents, to read them there.");
  const auto came = state.inbox.view.apart.find(Kind::imported);
  bool any = false;
  for (const std::string& id : came == state.inbox.view.apart.end() ? std::vector<std::string>{} : came->second) {
    const auto entry = state.inbox.entries.find(id);
    if (entry == state.inbox.entries.end() || !entry->second.entry.subject.empty()) continue;
    const Entry& file = entry->second.entry;
    any = true;
    const std::string name =
        "From " + file.casework.forWhom + (file.pupils.empty() ? "" : ": " + shownName(state, file.pupils.front()));
    if (flow.listRow("keeping.kept." + id, name,
                     "Taken in on " + casework::dayWords(casework::dayOn(file.writtenAt.wall)) + " by " +
                         file.author.name + (working ? ". One moment…" : ""))) {
      out.emplace_back(KeepingKeptChosen{id});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  if (!any) flow.text("No file from another school was taken in yet.", ui::Words::body, ui::Tone::quiet);
}

void drawCard(ui::Flow& flow, const State& state, Events& out) {
  const KeepingState& now = state.inbox.manage.keeping;
  flow.text(
      "Another school needs this card to seal a child's file for you. It is no secret and may go by e-mail. When "
      "they ring, read them these six words, so that both of you know that the card was not changed:");
  flow.notice("keeping.own-words", now.here.ownWords.empty() ? "Looking…" : now.here.ownWords, ui::Tone::normal);
  if (flow.button("keeping.save-card", "Save our card as a file", ui::Look::primary, !state.inbox.manage.working)) {
    out.emplace_back(KeepingCardWanted{});
  }
}

void drawPage(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const KeepingPage page = state.inbox.manage.keeping.page;
  if (page == KeepingPage::check) return drawCheck(frame, state, rect, out);
  if (page == KeepingPage::look) return drawLook(frame, state, rect, out);
  if (page == KeepingPage::destroy) return drawDestroy(frame, state, rect, out);
  if (page == KeepingPage::destroyingOne) return drawDestroyingOne(frame, state, rect, out);
  frame.flow("keeping.page." + std::to_string(static_cast<int>(page)), rect, [&](ui::Flow& flow) {
    switch (page) {
      case KeepingPage::child:
        flow.text("Whose file is to be sent?", ui::Words::heading);
        return drawChildSearch(flow, state, out);
      case KeepingPage::send:
        return drawSend(flow, state, out);
      case KeepingPage::sent:
        return drawSent(flow, state, out);
      case KeepingPage::arrived:
        return drawArrived(flow, state, out);
      case KeepingPage::files:
        return drawFiles(flow, state, out);
      case KeepingPage::kept:
        return drawKept(flow, state, out);
      case KeepingPage::card:
        return drawCard(flow, state, out);
      case KeepingPage::destroying:
        return drawDestroying(flow, state, out);
      case KeepingPage::due:
        return drawDue(flow, state, out);
      case KeepingPage::record:
        return drawRecord(flow, state, out);
      default:
        return drawOverview(flow, state, out);
    }
  });
}

}  // namespace

void drawKeeping(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const KeepingPage page = state.inbox.manage.keeping.page;
  if (page == KeepingPage::child) frame.focusOnce("keeping.typed");
  constexpr std::string_view fields[] = {"keeping.typed", "keeping.how", "keeping.reason", "keeping.born-on"};
  if (std::any_of(std::begin(fields), std::end(fields), [&](std::string_view id) { return frame.hasFocus(id); })) {
    rect = drawKeyboardUnder(frame, rect);
  }
  drawPage(frame, state, middleColumn(rect, 900 * frame.textScale()), out);
}

}  // namespace pillarbox::inbox
