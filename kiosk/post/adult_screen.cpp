#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

std::string readersWords(const State& state, Tone& tone, std::string_view pattern = words::adultOnly) {
  const Route route = routeOf(state.directory.get(), state.draft);
  if (route.nobodyEligible || route.names.empty()) {
    tone = Tone::warning;
    const std::string ring = route.ring.empty() ? Policies{}.localAuthorityName : route.ring;
    return filled(words::adultNobody, {ring});
  }
  tone = Tone::good;
  return filled(pattern, {joined(route.names)});
}

Events drawQuestion(Frame& frame, const State& state) {
  Events out;
  PageOptions page;
  page.title = frame.portrait() ? words::adultTitle : words::adultShort;
  page.showNext = state.draft.aboutAdult != Answer::unsaid || state.editing;
  Rect room = drawPage(frame, state, page, out);
  const bool badge = state.session.author.verifiedBy != VerifiedBy::typed;
  const bool offerMine = badge && !worthKeeping(state.draft) && !state.editing && !state.draft.byPaper;
  // Under the question and at the left: the place of Next always means Next.
  const float mineWide = frame.textWidth(words::myPostings, Words::strong) + 48;
  frame.flow("adult.flow", room, [&](Flow& flow) {
    // The bar may have no room for it: the question itself must always be read.
    if (!frame.portrait()) frame.textScale() < 1.45F ? flow.title(words::adultTitle) : flow.heading(words::adultTitle);
    if (state.afterAdult) flow.notice("adult.on-paper", words::adultOnPaper, Tone::warning);
    flow.text(words::adultWhy, Words::body, Tone::quiet);
    const float tall = frame.area().h < 700 ? frame.rowHeight() * 1.15F : frame.rowHeight() * 2.4F;
    const bool beside = flow.width() >= 860 && frame.textScale() < 1.45F;
    const float wide = (beside ? (flow.width() - frame.gap()) / 2 : flow.width()) - 120;
    const float said = frame.textHeight(words::adultYes, Words::body, wide) +
                       frame.textHeight(words::adultYesDetail, Words::small, wide) + 48;
    const float high = std::max(tall, said);
    std::vector<Rect> cells = beside ? flow.row(2, high) : std::vector<Rect>{flow.take(high), flow.take(high)};
    if (frame.choice("adult.no", cells[0], words::adultNo, state.draft.aboutAdult == Answer::no,
                     words::adultNoDetail)) {
      out.push_back(AboutAdult{false});
    }
    if (frame.choice("adult.yes", cells[1], words::adultYes, state.draft.aboutAdult == Answer::yes,
                     words::adultYesDetail)) {
      out.push_back(AboutAdult{true});
    }
    if (!badge) flow.text(words::typedWarning, Words::small, Tone::quiet);
    if (!offerMine) return;
    flow.space(frame.gap());
    const Rect at = readable(flow.take(frame.rowHeight()), std::max(mineWide, 300.0F));
    if (frame.button("adult.mine", at, words::myPostings, Look::quiet)) out.push_back(OpenMine{});
  });
  return out;
}

Events drawWhichAdult(Frame& frame, const State& state) {
  Events out;
  EditorOptions options;
  options.label = words::adultName;
  options.placeholder = words::adultHint;
  options.labelHidden = true;
  const bool low = lowScreen(frame);
  PageOptions page;
  page.title = words::adultWho;
  page.keyboard = true;
  if (low) {
    page.showNext = false;  // in the column below, for want of room
    page.inBar = [&](Rect at) { typeAt(frame, state, "adult.name", Field::adultName, options, at, out); };
  }
  const Rect room = drawPage(frame, state, page, out);
  frame.focusOnce("adult.name");
  const std::string typed(field(state, Field::adultName).text());
  frame.flow("adult.flow", room, [&](Flow& flow) {
    if (!low) typeIn(flow, state, "adult.name", Field::adultName, options, lineHeightOf(frame), out);
    if (state.roster) {
      for (const std::size_t index : state.foundStaff) {
        const Staff& staff = state.roster->staff[index];
        const bool only = state.foundStaff.size() == 1 && frame.submitted("adult.name");
        if (flow.listRow("adult.staff." + staff.id, staff.name, staff.role, {}, true) || only)
          out.push_back(PickAdult{staff.id});
      }
    }
    if (!typed.empty() && flow.button("adult.use-typed", filled(words::adultUse, {typed})))
      out.push_back(UseTypedAdult{});
    Tone tone = Tone::good;
    const std::string readers = readersWords(state, tone, words::adultOnlyUnless);
    flow.notice("adult.readers", readers, tone);
    if (typed.empty() && !low) flow.text(words::adultUnnamed, Words::small, Tone::quiet);
    if (typed.empty() && low && flow.button("adult.unnamed", words::adultGoOn)) out.push_back(GoNext{});
    if (flow.button("adult.not", words::adultNotAdult, Look::quiet)) out.push_back(AboutAdult{false});
  });
  return out;
}

Events drawChosen(Frame& frame, const State& state) {
  Events out;
  PageOptions page;
  page.title = words::checkAdult;
  const Rect room = drawPage(frame, state, page, out);
  frame.flow("adult.flow", room, [&](Flow& flow) {
    const std::string name = adultNameOf(state.draft);
    flow.title(name.empty() ? std::string(words::checkAdultUnnamed) : filled(words::adultThis, {name}));
    Tone tone = Tone::good;
    const std::string readers = readersWords(state, tone);
    flow.notice("adult.readers", readers, tone);
    if (flow.button("adult.change", words::adultChange)) out.push_back(ChangeAdult{});
    if (flow.button("adult.not", words::adultNotAdult, Look::quiet)) out.push_back(AboutAdult{false});
  });
  return out;
}

}  // namespace

Events drawAdult(Frame& frame, const State& state) {
  if (state.draft.aboutAdult != Answer::yes) return drawQuestion(frame, state);
  return state.adultChosen ? drawChosen(frame, state) : drawWhichAdult(frame, state);
}

}  // namespace pillarbox::post
