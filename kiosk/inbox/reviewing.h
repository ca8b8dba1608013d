// Manage: the quality review: what to look through, a sample, notes, and when it is due. State, events and effects.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/ui/text_model.h"
#include "shared/casework/figures.h"
#include "shared/casework/review.h"
#include "shared/casework/review_rota.h"
#include "shared/writing/rules.h"

namespace pillarbox::inbox {

enum class ReviewPage {
  overview,
  heading,     // what was found of one kind
  categories,  // how each is used
  join,        // one category made part of another: what would change, and doing it
  sample,      // records at random
  note,        // on one of them
  finish,
  reviewers,  // who takes turns
  figures,    // numbers without names
};

// One category on its way into another, a concern at a time.
struct ReviewJoin {
  std::string from, into;
  bool sure = false;                // asked once more
  std::vector<std::string> moving;  // cases that are still to be sorted anew
  std::size_t total = 0;            // of those, at the beginning
  bool done = false;
};

struct ReviewState {
  ReviewPage page = ReviewPage::overview;
  casework::Review found;
  std::optional<casework::ReviewTurn> turn;
  std::optional<casework::ReviewDone> last;
  std::map<std::string, std::string> notes;  // of this round, by case
  casework::Finding::Of of = casework::Finding::Of::unread;
  std::string opened;   // a case that is read from here: Back leads here again
  std::string noteOn;   // a case
  bool looked = false;  // something of it was opened since this part was
  bool sure = false;    // "Finish" was pressed although much is unread
  ui::TextModel note{5'000}, decided{5'000};
  ReviewJoin join;
  std::vector<std::string> reviewers;  // as they are being chosen; empty: DSLs and deputies
  bool byClass = false;                // figures
  casework::Figures figures;
  std::shared_ptr<const writing::Rules> rules;              // null: wording is not looked at
  std::map<std::string, std::vector<std::string>> wording;  // by entry: entries never change
};

// --- from the screens ---
struct ReviewShown {};  // this part was opened
struct ReviewPageChosen {
  ReviewPage page = ReviewPage::overview;
};
struct ReviewFindingsChosen {
  casework::Finding::Of of = casework::Finding::Of::unread;
};
struct ReviewCaseOpened {
  std::string caseId;
};
struct ReviewJoinOpened {
  std::string from, into;  // `into` may be empty: not chosen yet
};
struct ReviewJoinInto {
  std::string into;
};
struct ReviewJoinPressed {};      // the first time it asks once more; after a failure it goes on
struct ReviewCategoryRemoved {};  // the joined one, from the school's list
struct ReviewNoteOpened {
  std::string caseId;
};
struct ReviewNoteTyped {
  ui::EditAction action;
};
struct ReviewNotePosted {};
struct ReviewDecidedTyped {
  ui::EditAction action;
};
struct ReviewFinished {};
struct ReviewReviewerToggled {
  std::string person;
};
struct ReviewReviewersSaved {};
struct ReviewClassesToggled {};

// --- from the worker ---
struct ReviewRulesKnown {
  std::shared_ptr<const writing::Rules> rules;
};

using ReviewEvent =
    std::variant<ReviewShown, ReviewPageChosen, ReviewFindingsChosen, ReviewCaseOpened, ReviewJoinOpened,
                 ReviewJoinInto, ReviewJoinPressed, ReviewCategoryRemoved, ReviewNoteOpened, ReviewNoteTyped,
                 ReviewNotePosted, ReviewDecidedTyped, ReviewFinished, ReviewReviewerToggled, ReviewReviewersSaved,
                 ReviewClassesToggled, ReviewRulesKnown>;

// → performed on the worker's thread (reviewing_main.cpp), answered by ReviewEvents.
struct LoadReview {};  // the school's rules of writing → ReviewRulesKnown, if there are any

using ReviewEffect = std::variant<LoadReview>;

}  // namespace pillarbox::inbox
