#include "kiosk/post/paper.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "kiosk/post/words.h"

namespace pillarbox::post {

namespace {

int otherSide(int side) {
  return side % 2 == 1 ? side + 1 : side - 1;
}

// A serial that could not be read may be that of any sheet of the same form.
bool sameSheet(const PaperForm& a, const PaperForm& b) {
  if (a.templateId != b.templateId) return false;
  return a.serial == b.serial || a.serial.empty() || b.serial.empty();
}

// The state of the tick `id` on any page: yes before unsure before no.
std::optional<TickState> tickOn(const Draft& draft, std::string_view id) {
  std::optional<TickState> found;
  for (const KeptPage& kept : draft.pages) {
    for (const PaperTick& tick : kept.page.ticks) {
      if (tick.id != id) continue;
      if (!found || tick.state == TickState::yes || (tick.state == TickState::unsure && *found == TickState::no)) {
        found = tick.state;
      }
    }
  }
  return found;
}

bool ticked(const Draft& draft, std::string_view id) {
  return tickOn(draft, id) == TickState::yes;
}

std::optional<int> numberIn(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

ui::Rect grown(const PaperBox& box, double by) {
  return {static_cast<float>(box.x - by), static_cast<float>(box.y - by), static_cast<float>(box.w + 2 * by),
          static_cast<float>(box.h + 2 * by)};
}

}  // namespace

std::vector<PaperPage> pagesOf(const Draft& draft) {
  std::vector<PaperPage> out;
  for (const KeptPage& kept : draft.pages) {
    out.push_back(kept.page);
    out.back().attachment = "page-" + std::to_string(out.size()) + ".webp";
  }
  return out;
}

std::vector<PageFile> filesOf(const Draft& draft) {
  std::vector<PageFile> out;
  for (const KeptPage& kept : draft.pages) {
    out.push_back({"page-" + std::to_string(out.size() + 1) + ".webp", "image/webp", kept.webp});
  }
  return out;
}

bool hasRoomFor(const Draft& draft, std::size_t bytes) {
  std::size_t all = bytes;
  for (const KeptPage& kept : draft.pages) all += kept.webp ? kept.webp->size() : 0;
  return draft.pages.size() < mostPages && all <= mostPictureBytes;
}

std::optional<std::size_t> sameSide(const Draft& draft, const PaperPage& page) {
  // Without a serial two sheets cannot be told apart: better one picture too many than a page refused.
  if (!page.form || page.form->serial.empty()) return std::nullopt;
  for (std::size_t i = 0; i < draft.pages.size(); ++i) {
    const auto& form = draft.pages[i].page.form;
    if (form && form->serial == page.form->serial && form->side == page.form->side) return i;
  }
  return std::nullopt;
}

std::size_t placeFor(const Draft& draft, const PaperPage& page) {
  if (page.form) {
    for (std::size_t i = 0; i < draft.pages.size(); ++i) {
      const auto& form = draft.pages[i].page.form;
      if (!form || !sameSheet(*form, *page.form) || form->side != otherSide(page.form->side)) continue;
      return form->side < page.form->side ? i + 1 : i;
    }
  }
  return draft.pages.size();
}

bool otherSideMissing(const Draft& draft, const PaperPage& page) {
  if (!page.form) return false;
  return std::none_of(draft.pages.begin(), draft.pages.end(), [&](const KeptPage& kept) {
    return kept.page.form && sameSheet(*kept.page.form, *page.form) &&
           kept.page.form->side == otherSide(page.form->side);
  });
}

bool sideMissing(const Draft& draft) {
  return std::any_of(draft.pages.begin(), draft.pages.end(),
                     [&](const KeptPage& kept) { return otherSideMissing(draft, kept.page); });
}

void takeTicks(Draft& draft) {
  std::optional<RecordKind> only;
  int kinds = 0;
  for (const RecordKind kind : allRecordKinds) {
    if (!ticked(draft, "kind." + std::string(recordKindName(kind)))) continue;
    only = kind;
    ++kinds;
  }
  if (kinds == 1) draft.kind = *only;
  if (ticked(draft, "urgent")) draft.canWait = CanWait::no;
  if (draft.told == Answer::unsaid && ticked(draft, "told.dsl")) draft.told = Answer::yes;
  draft.spokeToChild = draft.spokeToChild || ticked(draft, "done.spoke-to-child");
  draft.rangParent = draft.rangParent || ticked(draft, "done.parent");
  draft.adviceGiven = draft.adviceGiven || ticked(draft, "done.advice");
}

bool adultInDoubt(const Draft& draft) {
  if (draft.aboutAdult == Answer::yes || draft.adultSettled) return false;
  const auto tick = tickOn(draft, "adult.yes");
  return tick && *tick != TickState::no;
}

bool aboutAdult(const Draft& draft) {
  return draft.aboutAdult == Answer::yes || adultInDoubt(draft);
}

FieldPlace fieldOn(const Draft& draft, std::string_view id) {
  for (const KeptPage& kept : draft.pages) {
    for (const PaperField& field : kept.page.fields) {
      if (field.id == id && !field.empty) return {&kept, &field};
    }
  }
  return {};
}

std::string suggestionWords(std::string_view suggestion) {
  constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};
  const std::size_t first = suggestion.find('/');
  const std::size_t second = first == std::string_view::npos ? first : suggestion.find('/', first + 1);
  if (second == std::string_view::npos) return std::string(suggestion);
  const auto day = numberIn(suggestion.substr(0, first));
  const auto month = numberIn(suggestion.substr(first + 1, second - first - 1));
  const std::string_view year = suggestion.substr(second + 1);
  if (!day || !month || *month < 1 || *month > 12 || !numberIn(year)) return std::string(suggestion);
  std::string out = std::to_string(*day) + " ";
  out.append(months[static_cast<std::size_t>(*month - 1)]).append(" ").append(year);
  return out;
}

std::string happenedOnPaper(const Draft& draft) {
  const auto date = fieldOn(draft, "happened-date").field;
  const auto time = fieldOn(draft, "happened-time").field;
  std::string out;
  bool read = false;
  for (const PaperField* field : {date, time}) {
    if (field == nullptr || field->suggestion.empty()) continue;
    if (!out.empty()) out += ", ";
    out += suggestionWords(field->suggestion);
    read = read || field->confirmedBy.empty();
  }
  if (read) out += words::paperReadByMachine;
  return out;
}

std::optional<ui::Rect> cropOf(const KeptPage& page, const PaperTick& tick) {
  if (tick.crop.w <= 0 || tick.crop.h <= 0 || !ui::drawable(page.grey)) return std::nullopt;
  return grown(tick.crop, 0);
}

std::optional<ui::Rect> cropOf(const KeptPage& page, const PaperField& field) {
  if (field.crop.w <= 0 || field.crop.h <= 0 || !ui::drawable(page.grey)) return std::nullopt;
  return grown(field.crop, 4);
}

std::optional<ui::Rect> cropOf(const KeptPage& page, std::string_view figure) {
  if (!ui::drawable(page.grey) || page.page.dpi <= 0) return std::nullopt;
  constexpr double aroundMm = 28;  // enough of the figure to see where on it the marks are
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const PaperMark& mark : page.page.marks) {
    if (mark.figure != figure) continue;
    left = std::min(left, mark.xMm - mark.wMm / 2 - aroundMm);
    right = std::max(right, mark.xMm + mark.wMm / 2 + aroundMm);
    top = std::min(top, mark.yMm - mark.hMm / 2 - aroundMm);
    bottom = std::max(bottom, mark.yMm + mark.hMm / 2 + aroundMm);
  }
  if (right < left) return std::nullopt;
  const double by = page.page.dpi / 25.4;
  const double x = std::max(0.0, left * by), y = std::max(0.0, top * by);
  return grown(
      {x, y, std::min(right * by, double(page.page.width)) - x, std::min(bottom * by, double(page.page.height)) - y},
      0);
}

std::vector<std::string> figuresOf(const PaperPage& page) {
  std::vector<std::string> out;
  for (const PaperMark& mark : page.marks) {
    if (std::find(out.begin(), out.end(), mark.figure) == out.end()) out.push_back(mark.figure);
  }
  return out;
}

namespace {
// "hand-right" as "the right hand"; what a school added itself as it is called.
std::string figureWords(std::string_view figure) {
  struct Known {
    std::string_view id;
    ui::Phrase said;
  };
  constexpr std::array<Known, 5> known{{{"front", words::figureFront},
                                        {"back", words::figureBack},
                                        {"face", words::figureFace},
                                        {"hand-right", words::figureHandRight},
                                        {"hand-left", words::figureHandLeft}}};
  for (const auto& [id, said] : known) {
    if (id == figure) return std::string(said);
  }
  return std::string(figure);
}
}  // namespace

std::string marksWords(const PaperPage& page, std::string_view figure) {
  const auto count =
      std::count_if(page.marks.begin(), page.marks.end(), [&](const PaperMark& mark) { return mark.figure == figure; });
  const std::string number = std::to_string(count);
  const std::string where = figureWords(figure);
  return count == 1 ? filled(words::paperMark, {where}) : filled(words::paperMarks, {number, where});
}

}  // namespace pillarbox::post
