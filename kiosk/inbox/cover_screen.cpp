#include "kiosk/inbox/cover_screen.h"

#include "kiosk/inbox/inbox.h"
#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {

void drawCover(ui::Frame& frame, const State& state, Events& out) {
  const bool unlocked = !state.reader.id.empty();
  frame.flow("cover", middleColumn(ui::inset(frame.area(), 3 * frame.gap()), 640 * frame.textScale()),
             [&](ui::Flow& flow) {
               const float spare = frame.area().h - 6 * frame.gap() - 6 * frame.rowHeight();
               if (spare >= 120 && frame.textScale() < 1.45F) frame.pillarBox(flow.take(std::min(spare, 260.0F)));
               flow.title("Covered");
               flow.text(unlocked ? "The inbox is still unlocked. Lock it before you walk away."
                                  : "Nothing is lost. Go on when you are alone.");
               if (const std::optional<int> seconds = lockCountdown(state)) {
                 flow.notice("cover.countdown",
                             std::string(unlocked ? "Locking" : "Closing") + " in " + std::to_string(*seconds) +
                                 (*seconds == 1 ? " second." : " seconds."),
                             ui::Tone::warning);
               }
               flow.space(frame.gap());
               if (flow.button("cover.lift", "Go on", ui::Look::primary)) out.emplace_back(CoverLifted{});
               if (flow.button("cover.lock", unlocked ? "Lock" : "Close", ui::Look::secondary)) {
                 out.emplace_back(LockPressed{});
               }
             });
}

}  // namespace pillarbox::inbox
