#include "kiosk/inbox/fields.h"

#include "shared/open/passphrase.h"

namespace pillarbox::inbox {
namespace {

std::string trimmed(const ui::TextModel& model) {
  return inbox::trimmed(model.text());
}

// Only what is surely a slip: mail servers decide the rest.
bool mayBeEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos &&
         text.find_first_of(" <>,;\"") == text.npos;
}

std::string youProblem(const SetupState& setup) {
  if (trimmed(setup.yourName).empty()) return "Type your name, so that staff know whom to find.";
  const std::string email = trimmed(setup.yourEmail);
  if (!email.empty() && !mayBeEmail(email)) return "Please check your e-mail address.";
  return {};
}

std::string othersProblem(const SetupState& setup) {
  const auto row = [](const ui::TextModel& name, const ui::TextModel& email, std::string_view whose) -> std::string {
    const std::string address = trimmed(email);
    if (!address.empty() && trimmed(name).empty()) return "Type the name of " + std::string(whose) + " too.";
    if (!address.empty() && !mayBeEmail(address))
      return "Please check the e-mail address of " + std::string(whose) + ".";
    return {};
  };
  std::string problem = row(setup.deputyName, setup.deputyEmail, "the deputy");
  if (problem.empty()) problem = row(setup.headName, setup.headEmail, "the headteacher");
  if (problem.empty()) problem = row(setup.chairName, setup.chairEmail, "the chair of governors");
  return problem;
}

MakeSchool schoolFrom(const State& state) {
  const SetupState& setup = state.setup;
  return MakeSchool{
      trimmed(setup.schoolName),
      {trimmed(setup.yourName), trimmed(setup.yourEmail), trimmed(setup.yourRoom), trimmed(setup.yourExtension)},
      {trimmed(setup.deputyName), trimmed(setup.deputyEmail), {}, {}},
      {trimmed(setup.headName), trimmed(setup.headEmail), {}, {}},
      {trimmed(setup.chairName), trimmed(setup.chairEmail), {}, {}},
      SecretBytes::copyOf(state.choose.first.text())};
}

}  // namespace

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \n") - first + 1));
}

const ui::TextModel& fieldOf(const State& state, Field field) {
  switch (field) {
    case Field::card:
      return state.unlock.cardTyped;
    case Field::passphrase:
      return state.unlock.passphrase;
    case Field::newPassphrase:
      return state.choose.first;
    case Field::newPassphraseAgain:
      return state.choose.again;
    case Field::schoolName:
      return state.setup.schoolName;
    case Field::yourName:
      return state.setup.yourName;
    case Field::yourEmail:
      return state.setup.yourEmail;
    case Field::yourRoom:
      return state.setup.yourRoom;
    case Field::yourExtension:
      return state.setup.yourExtension;
    case Field::deputyName:
      return state.setup.deputyName;
    case Field::deputyEmail:
      return state.setup.deputyEmail;
    case Field::headName:
      return state.setup.headName;
    case Field::headEmail:
      return state.setup.headEmail;
    case Field::chairName:
      return state.setup.chairName;
    case Field::chairEmail:
      return state.setup.chairEmail;
  }
  return state.unlock.cardTyped;
}

ui::TextModel& fieldOf(State& state, Field field) {
  return const_cast<ui::TextModel&>(fieldOf(static_cast<const State&>(state), field));
}

std::string passphraseProblem(const PassphraseState& choose, std::string_view starter) {
  if (choose.first.empty()) return "Type your new passphrase in the first box.";
  const SecretBytes first = SecretBytes::copyOf(choose.first.text());
  const Status acceptable = open::acceptablePassphrase(first, choose.mix);
  if (!acceptable) return acceptable.fault().detail;
  if (equalConstantTime(first.view(), viewOf(starter))) {
    return choose.oldAfterDays > 0 ? "This is the one you have now. Choose a new one."
                                   : "This is the one you were given. Choose a new one.";
  }
  if (choose.again.empty()) return "Type it once more in the second box.";
  if (!equalConstantTime(first.view(), viewOf(choose.again.text()))) {
    return "The two are not the same. Type the second one again.";
  }
  return {};
}

void setupNext(State& state, Effects& effects) {
  std::string& problem = state.setup.problem;
  problem.clear();
  switch (state.screen) {
    case Screen::setupSchool:
      if (trimmed(state.setup.schoolName).empty()) {
        problem = "Type the name of your school.";
      } else {
        state.screen = Screen::setupYou;
      }
      return;
    case Screen::setupYou:
      problem = youProblem(state.setup);
      if (problem.empty()) state.screen = Screen::setupOthers;
      return;
    case Screen::setupOthers:
      problem = othersProblem(state.setup);
      if (!problem.empty()) return;
      state.screen = Screen::setupPassphrase;
      effects.emplace_back(OfferWords{});
      return;
    case Screen::setupPassphrase:
      state.choose.problem = passphraseProblem(state.choose, {});
      if (!state.choose.problem.empty()) return;
      state.choose.showTyping = false;
      state.screen = Screen::setupMaking;
      effects.emplace_back(schoolFrom(state));
      return;
    case Screen::setupDone:
      state.screen = Screen::unlock;
      state.setup = SetupState{};
      return;
    default:
      return;
  }
}

}  // namespace pillarbox::inbox
