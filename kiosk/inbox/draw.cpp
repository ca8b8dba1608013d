#include "kiosk/inbox/cover_screen.h"
#include "kiosk/inbox/inbox.h"
#include "kiosk/inbox/list_screen.h"
#include "kiosk/inbox/manage_screen.h"
#include "kiosk/inbox/own_passphrase_screen.h"
#include "kiosk/inbox/page_screen.h"
#include "kiosk/inbox/people_lost_screen.h"
#include "kiosk/inbox/people_words.h"
#include "kiosk/inbox/report_screen.h"
#include "kiosk/inbox/scans_screen.h"
#include "kiosk/inbox/set_aside_screen.h"
#include "kiosk/inbox/setup_screens.h"
#include "kiosk/inbox/side_screen.h"
#include "kiosk/inbox/step_screen.h"
#include "kiosk/inbox/unlock_screen.h"

namespace pillarbox::inbox {

Events draw(ui::Frame& frame, const State& state) {
  Events out;
  if (state.screen == Screen::ended) return out;
  if (state.covered) {
    drawCover(frame, state, out);
    return out;
  }
  switch (state.screen) {
    case Screen::unlock:
      drawUnlock(frame, state, out);
      break;
    case Screen::ownPassphrase:
      drawOwnPassphrase(frame, state, out);
      break;
    case Screen::list:
    case Screen::concern:
      if (state.inbox.page) {
        drawPage(frame, state, out);
      } else if (state.inbox.side != Side::list) {
        drawSide(frame, state, out);
      } else {
        drawInbox(frame, state, out);
      }
      break;
    case Screen::step:
      drawStep(frame, state, out);
      break;
    case Screen::report:
      drawReport(frame, state, out);
      break;
    case Screen::manage:
      drawManage(frame, state, out);
      break;
    case Screen::importScans:
      drawScans(frame, state, out);
      break;
    case Screen::setAside:
      drawSetAside(frame, state, out);
      break;
    case Screen::setupSchool:
    case Screen::setupYou:
    case Screen::setupOthers:
    case Screen::setupPassphrase:
    case Screen::setupMaking:
    case Screen::setupDone:
      drawSetup(frame, state, out);
      break;
    case Screen::ended:
      break;
  }
  return out;
}

std::string_view screenName(const State& state) {
  if (state.screen == Screen::ended) return "inbox.ended";
  if (state.covered) return "inbox.cover";
  switch (state.screen) {
    case Screen::unlock:
      return state.unlock.lost           ? lostScreenName(state)
             : state.unlock.working      ? "inbox.unlocking"
             : state.unlock.card.empty() ? "inbox.unlock.card"
                                         : "inbox.unlock.passphrase";
    case Screen::ownPassphrase:
      return state.choose.working ? "inbox.own-passphrase.saving" : "inbox.own-passphrase";
    case Screen::list:
    case Screen::concern:  // one screen where there is room for both: the list must not jump back to its top
      return state.inbox.page                  ? "inbox.page"
             : state.inbox.side == Side::find  ? "inbox.find"
             : state.inbox.side == Side::child ? "inbox.child"
                                               : "inbox.list";
    case Screen::step:
      return "inbox.step";
    case Screen::report:
      return "inbox.report";
    case Screen::manage:
      return state.inbox.manage.part == ManagePart::people ? peopleScreenName(state) : "inbox.manage";
    case Screen::importScans:
      return "inbox.scans";
    case Screen::setAside:
      return "inbox.set-aside";
    case Screen::setupSchool:
      return "inbox.setup.school";
    case Screen::setupYou:
      return "inbox.setup.you";
    case Screen::setupOthers:
      return "inbox.setup.others";
    case Screen::setupPassphrase:
      return "inbox.setup.passphrase";
    case Screen::setupMaking:
      return "inbox.setup.making";
    case Screen::setupDone:
      return "inbox.setup.done";
    case Screen::ended:
      break;
  }
  return "inbox.ended";
}

}  // namespace pillarbox::inbox
