#include "shared/record/paper.h"

#include <utility>

namespace pillarbox {

namespace {

constexpr std::array<std::pair<PaperAdvice, std::string_view>, 16> advices{{
    {PaperAdvice::none, "none"},
    {PaperAdvice::noPage, "no-page"},
    {PaperAdvice::showWholePage, "show-whole-page"},
    {PaperAdvice::moveLeft, "move-left"},
    {PaperAdvice::moveRight, "move-right"},
    {PaperAdvice::moveUp, "move-up"},
    {PaperAdvice::moveDown, "move-down"},
    {PaperAdvice::moveCloser, "move-closer"},
    {PaperAdvice::moveBack, "move-back"},
    {PaperAdvice::holdStill, "hold-still"},
    {PaperAdvice::onePageOnly, "one-page-only"},
    {PaperAdvice::moveLamp, "move-lamp"},
    {PaperAdvice::moreLight, "more-light"},
    {PaperAdvice::flatten, "flatten"},
    {PaperAdvice::uncover, "uncover"},
    {PaperAdvice::notPaper, "not-paper"},
}};

constexpr std::array<std::pair<TickState, std::string_view>, 3> states{{
    {TickState::no, "no"},
    {TickState::yes, "yes"},
    {TickState::unsure, "unsure"},
}};

template <class Row>
auto nameOf(const Row& rows, auto value) {
  for (const auto& [each, name] : rows) {
    if (each == value) return name;
  }
  return std::string_view{};
}

template <class Row>
auto valueOf(const Row& rows, std::string_view name) -> std::optional<decltype(rows[0].first)> {
  for (const auto& [each, known] : rows) {
    if (known == name) return each;
  }
  return std::nullopt;
}

}  // namespace

std::string_view paperAdviceName(PaperAdvice advice) {
  return nameOf(advices, advice);
}
std::optional<PaperAdvice> paperAdviceFrom(std::string_view name) {
  return valueOf(advices, name);
}
std::string_view tickStateName(TickState state) {
  return nameOf(states, state);
}
std::optional<TickState> tickStateFrom(std::string_view name) {
  return valueOf(states, name);
}

}  // namespace pillarbox
