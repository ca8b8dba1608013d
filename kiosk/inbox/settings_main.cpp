#include "kiosk/inbox/settings_main.h"

#include "shared/base/log.h"
#include "shared/writing/hints.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t mostSuggestions = 3;

// The hints as the kiosk has them: loaded once, when first the settings are opened, on the worker's thread.
struct Desk {
  writing::Rules rules;
  writing::Speller speller;
};
Desk& deskFor(const WorkerRoom& room) {
  static Desk desk = [&] {
    Desk made;
    Result<writing::Rules> rules = writing::Rules::load(room.folder);
    if (!rules.ok()) {
      log::fault("hints.rules", rules.fault());
      rules = writing::Rules::load();
    }
    if (rules.ok()) made.rules = std::move(*rules);
    if (auto british = writing::Speller::british(); british.ok()) made.speller = std::move(*british);
    made.speller.setNames(writing::namesOf(&room.school.roster, &room.school.directory()));
    return made;
  }();
  return desk;
}

void on(WorkerRoom& room, LoadSettings&) {
  room.say(SettingsEvent{SettingsTold{deskFor(room).rules.list()}});
}

void on(WorkerRoom& room, TryHints& asked) {
  Desk& desk = deskFor(room);
  writing::HintOptions options;
  options.suggestions = mostSuggestions;
  options.initialsAllowed = room.school.directory().policies.linkedNames == LinkedNames::initials;
  HintsTried answer{asked.number, {}};
  for (writing::Hint& hint :
       writing::hintsFor(asked.sentence, desk.rules.forSchool(asked.off, asked.own), &desk.speller, options)) {
    answer.messages.push_back(std::move(hint.message));
  }
  room.say(SettingsEvent{std::move(answer)});
}

}  // namespace

void perform(WorkerRoom& room, SettingsEffect& effect) {
  std::visit([&](auto& each) { on(room, each); }, effect);
}

}  // namespace pillarbox::inbox
