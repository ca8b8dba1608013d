// What pages of paper mean for the concern they are part of. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/post/draft.h"
#include "kiosk/post/effect.h"
#include "kiosk/ui/record.h"

namespace pillarbox::post {

// Of one concern: far more than a form has, and few enough that a copy is saved in a moment.
inline constexpr std::size_t mostPages = 20;
// Of all their pictures: room is left in a posting for the words and for what sealing adds.
inline constexpr std::size_t mostPictureBytes = maxPostingBytes - (1u << 20);

// The pages as the entry has them, each naming its picture, and the pictures.
std::vector<PaperPage> pagesOf(const Draft& draft);
std::vector<PageFile> filesOf(const Draft& draft);
bool hasRoomFor(const Draft& draft, std::size_t bytes);

// The kept page that is the same side of the same sheet.
std::optional<std::size_t> sameSide(const Draft& draft, const PaperPage& page);
// Where `page` belongs: beside the other side of its sheet, otherwise at the end.
std::size_t placeFor(const Draft& draft, const PaperPage& page);
// The other side of this sheet was not shown.
bool otherSideMissing(const Draft& draft, const PaperPage& page);
bool sideMissing(const Draft& draft);  // of any sheet

// What is ticked for sure goes into the draft: the kind, urgent, what was done. Nothing is ever taken out of it.
void takeTicks(Draft& draft);
// The paper says, or may say, that it is about an adult who works here, and the writer said that it is not, and was not
// asked again since.
bool adultInDoubt(const Draft& draft);
// For routing: in doubt counts as yes, because it must never reach somebody it may be about.
bool aboutAdult(const Draft& draft);

struct FieldPlace {
  const KeptPage* page = nullptr;
  const PaperField* field = nullptr;
};
FieldPlace fieldOn(const Draft& draft, std::string_view id);
// "21/11/2026" as "21 November 2026"; others as they are.
std::string suggestionWords(std::string_view suggestion);
// When it happened, as read or confirmed; empty if nothing was read.
std::string happenedOnPaper(const Draft& draft);

// Parts of a page's picture, with a little of what is around them; nothing if not known.
std::optional<ui::Rect> cropOf(const KeptPage& page, const PaperTick& tick);
std::optional<ui::Rect> cropOf(const KeptPage& page, const PaperField& field);
std::optional<ui::Rect> cropOf(const KeptPage& page, std::string_view figure);  // round its marks
std::vector<std::string> figuresOf(const PaperPage& page);                      // those with marks, each once
std::string marksWords(const PaperPage& page, std::string_view figure);

}  // namespace pillarbox::post
