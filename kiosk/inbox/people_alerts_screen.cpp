// E-mails that say there is something to read: whether they arrive, and which could not.
#include <algorithm>

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/people_parts.h"
#include "kiosk/inbox/people_words.h"
#include "shared/casework/calendar.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t mostRows = 30;

std::string testedWords(const Directory& directory) {
  if (!directory.policies.alertTestedAt) return "It was never proved that they arrive. Do it now; it takes a minute.";
  return "Last proved on " + dayShort(casework::dayOn(*directory.policies.alertTestedAt)) + ".";
}

void drawTest(ui::Flow& flow, const State& state, Events& out) {
  const ManageState& manage = state.inbox.manage;
  const AlertsState& alerts = manage.people.alerts;
  if (manage.working) return flow.text(alerts.sent.empty() ? "Sending…" : "Noting it…", ui::Words::strong);
  if (alerts.sent.empty()) {
    if (flow.button("alerts.test", "Send me a test", ui::Look::primary, alerts.configured)) {
      out.emplace_back(AlertTestWanted{});
    }
    return;
  }
  flow.text("An e-mail is on its way to you. It may take some minutes. Type the number that is in it:");
  const bool entered =
      drawTyped(flow, state, {{PeopleField::number, "alerts.number", "The six figures in the e-mail", ""}}, out);
  const int pressed =
      drawTwo(flow, {"alerts.again", "Send another"}, {"alerts.noted", "This is the number", ui::Look::primary});
  if (pressed == 1) out.emplace_back(AlertTestWanted{});
  if (pressed == 2 || entered) out.emplace_back(AlertNumberTyped{});
}

void drawTrouble(ui::Flow& flow, const AlertsState& alerts) {
  if (!alerts.problem.empty()) flow.notice("alerts.problem", alerts.problem, ui::Tone::danger);
  if (alerts.asking) return;
  if (!alerts.configured) {
    flow.notice("alerts.none",
                alerts.fromHere ? "No mail server is set up on this device, and the school has no server of its own: "
                                  "nobody gets any e-mails. Your technician can set it up."
                                : "The server has no mail server to hand e-mails to: nobody gets any. Tell your "
                                  "technician.",
                ui::Tone::danger);
    return;
  }
  if (alerts.fromHere && !alerts.trouble.empty()) {
    flow.notice("alerts.trouble", "None can be sent just now. Tell your technician: " + alerts.trouble,
                ui::Tone::danger);
  }
}

}  // namespace

void drawAlerts(ui::Flow& flow, const State& state, Events& out) {
  const PeopleState& people = state.inbox.manage.people;
  const AlertsState& alerts = people.alerts;
  if (!state.school.directory) return;
  drawTrouble(flow, alerts);  // first: while it lasts nobody hears of anything
  flow.text(
      "An e-mail says that there is something to read: who wrote it and its category, as the school has decided. "
      "Never a child, never a word of it.");
  flow.text(testedWords(*state.school.directory), ui::Words::strong);
  if (!alerts.asking && alerts.configured && alerts.fromHere) {
    flow.text("This device sends them, for what is posted on it.", ui::Words::body, ui::Tone::quiet);
  }
  if (!alerts.asking) drawTest(flow, state, out);
  flow.heading("The last two weeks");
  if (alerts.asking) return flow.text("Looking…", ui::Words::body, ui::Tone::quiet);
  if (alerts.rows.empty()) flow.text("None.", ui::Words::body, ui::Tone::quiet);
  // What did not arrive stands first: somebody did not hear of it.
  for (const bool failed : {true, false}) {
    std::size_t shown = 0;
    for (std::size_t i = 0; i < alerts.rows.size() && shown < mostRows; ++i) {
      const AlertRow& row = alerts.rows[i];
      if (row.failed != failed) continue;
      ++shown;
      if (failed) {
        flow.notice("alerts.row." + std::to_string(i), row.says + ": " + row.became, ui::Tone::danger);
      } else {
        flow.text(row.says + ": " + row.became, ui::Words::body, ui::Tone::quiet);
      }
    }
  }
}

}  // namespace pillarbox::inbox
