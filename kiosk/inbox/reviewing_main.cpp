#include "kiosk/inbox/reviewing_main.h"

#include <memory>
#include <utility>

#include "shared/base/log.h"
#include "shared/writing/rules.h"

namespace pillarbox::inbox {
namespace {

void perform(WorkerRoom& room, const LoadReview&) {
  Result<writing::Rules> rules = writing::Rules::load(room.folder);
  if (!rules) {
    log::fault("review.rules", rules.fault());
    rules = writing::Rules::load();
  }
  if (!rules) return;  // then nothing is said about wording
  const Directory& directory = room.school.directory();
  room.say(ReviewEvent{ReviewRulesKnown{
      std::make_shared<const writing::Rules>(rules->forSchool(directory.hintsOff, directory.schoolHints))}});
}

}  // namespace

void perform(WorkerRoom& room, ReviewEffect& effect) {
  std::visit([&](auto& each) { perform(room, each); }, effect);
}

}  // namespace pillarbox::inbox
