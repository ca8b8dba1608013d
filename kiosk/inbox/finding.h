// What stands in the list's place: the list itself, Find, or one child. And what each of them is narrowed to: by days,
// category and kind. State and events.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/ui/text_model.h"
#include "shared/base/fault.h"
#include "shared/search/fields.h"
#include "shared/search/index.h"

namespace pillarbox::inbox {

// On a wide screen beside the chosen concern, otherwise instead of it.
enum class Side { list, find, child };

enum class Span { any, week, month, schoolYear, between };
enum class Sort { any, staff, readers, family };  // what staff wrote; what readers did; parents and family

struct Narrowing {
  bool open = false;  // its choices are shown
  Span span = Span::any;
  ui::TextModel from{40, true}, to{40, true};  // days as people type them, for Span::between
  Sort sort = Sort::any;
  std::string category;
};

struct FoundRow {
  std::string caseId, entryId;
  std::string name;   // "K7M-4QX   21 Nov 2026   Decision"
  std::string about;  // whom the case is about
  search::Shown shown;
  search::Shown hidden;  // the same with the names of children as their initials
};
// A search with a name (saved_views.h keeps it).
struct SavedView {
  std::string name;
  std::string words;  // as typed
  Span span = Span::any;
  Sort sort = Sort::any;
  std::string category;
  std::string from, to;  // as typed
  bool operator==(const SavedView&) const = default;
};
inline constexpr std::size_t mostSavedViews = 20;

struct FindState {
  ui::TextModel typed{search::maxQueryBytes, true};
  Narrowing narrow;
  std::uint64_t asked = 0;          // number of the newest question
  std::uint64_t answered = 0;       // of the one that the rows answer
  std::vector<std::size_t> pupils;  // of the school's roster, that are called what was typed
  std::vector<FoundRow> rows;
  bool more = false;
  std::string problem;
  std::vector<SavedView> views;         // in the order they were kept
  std::optional<ui::TextModel> naming;  // while what is looked for is given a name
};

// --- from the screens ---
struct FindOpened {};
struct FindTyped {
  ui::EditAction action;
};
struct NarrowToggled {};
struct SpanChosen {
  Span span = Span::any;
};
struct SortChosen {
  Sort sort = Sort::any;
};
struct CategoryChosen {  // the same again: any
  std::string category;
};
struct DayTyped {
  bool to = false;
  ui::EditAction action;
};

struct ViewNaming {};  // keep this search; or not after all
struct ViewNameTyped {
  ui::EditAction action;
};
struct ViewKept {};  // one of the same name is replaced
struct ViewChosen {
  std::size_t at = 0;
};
struct ViewForgotten {
  std::size_t at = 0;
};

// --- from the worker ---
struct ViewsKnown {
  std::vector<SavedView> views;
};

// --- from the search's thread ---
struct FoundArrived {
  std::uint64_t number = 0;
  search::Hits hits;
};
struct FindFailed {
  std::uint64_t number = 0;
  Fault fault;
};

using FindEvent =
    std::variant<FindOpened, FindTyped, NarrowToggled, SpanChosen, SortChosen, CategoryChosen, DayTyped, ViewNaming,
                 ViewNameTyped, ViewKept, ViewChosen, ViewForgotten, ViewsKnown, FoundArrived, FindFailed>;

}  // namespace pillarbox::inbox
