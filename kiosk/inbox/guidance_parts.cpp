#include "kiosk/inbox/guidance_parts.h"

#include "shared/record/guidance.h"

namespace pillarbox::inbox {

std::vector<std::string> guidanceTexts(const State& state, std::string_view category, bool aboutAdult,
                                       std::string_view account) {
  std::vector<std::string> texts;
  if (!state.config.guidance) return texts;
  for (const Guidance* each : guidanceFor(*state.config.guidance, category, aboutAdult, account)) {
    std::string words = each->title + ".";
    for (const std::string& sentence : each->says) words += " " + sentence;
    texts.push_back(words + "\n" + guidanceSource(*each));
  }
  return texts;
}

void drawGuidance(ui::Flow& flow, const State& state, std::string_view category, std::string_view id) {
  std::size_t at = 0;
  for (const std::string& words : guidanceTexts(state, category)) {
    flow.notice(std::string(id) + "." + std::to_string(++at), words, ui::Tone::normal);
  }
}

void drawCaseGuidance(ui::Flow& flow, const State& state, const Case& chosen, const Entry& head) {
  const std::vector<std::string> texts = guidanceTexts(state, chosen.category, head.aboutAdult, head.account);
  if (texts.empty()) return;
  if (state.school.directory) {
    const auto& own = state.school.directory->categoryGuidance;
    if (const auto found = own.find(chosen.category); found != own.end()) {
      flow.notice("concern.guidance.school", "Your school: " + found->second, ui::Tone::normal);
    }
  }
  std::size_t at = 0;
  for (const std::string& words : texts) {
    flow.notice("concern.guidance." + std::to_string(++at), words, ui::Tone::normal);
  }
}

}  // namespace pillarbox::inbox
