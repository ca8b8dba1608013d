// Before anybody unlocks: "My key card is lost", which needs no key, and the way back when every key card is lost.
// State, events and effects. The sheet's text travels in SecretBytes.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/inbox/setup.h"
#include "kiosk/ui/text_model.h"
#include "shared/base/fault.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::inbox {

struct LostState {
  enum class Page {
    whose,     // whose card is it?
    sure,      // this one: who says so?
    reported,  // and what happens now
    sheet,     // every card is lost: the text of a recovery sheet
    who,       // for whom new cards are made
    made       // the papers
  } page = Page::whose;
  std::string cardId;  // of whoever was chosen
  std::string name;
  ui::TextModel reporter{80, true};
  ui::TextModel sheetText{400, true};
  bool showTyping = false;
  std::vector<std::pair<std::string, std::string>> others;  // whom the sheet can help: a person's id and name
  std::set<std::string, std::less<>> chosen;                // of them, by id: they get new cards
  std::string folder;
  std::vector<Paper> papers;
  bool working = false;
  std::string problem;
};

enum class LostField { reporter, sheet };

struct State;
// Reporting a loss is always possible. New keys are made where the inbox may be opened, too.
bool mayRecoverHere(const State& state);

// --- from the screens
struct LostOpened {};
struct LostLeft {};  // one page back; from the first to unlocking
struct LostCardChosen {
  std::string cardId;
};
struct LostTyped {
  LostField field;
  ui::EditAction action;
};
struct LostConfirmed {};
struct EveryCardLost {};
struct LostShowTyping {};
struct LostSheetTyped {};  // the text is complete
struct LostPersonToggled {
  std::string person;
};
struct LostRecovered {};  // yes, make the new cards

// --- from the worker
struct LossReported {};
struct SheetOpens {
  std::vector<std::pair<std::string, std::string>> people;
};
struct CardsRecovered {
  std::string folder;
  std::vector<Paper> papers;
  Config config;  // with the new card
};
struct LostFailed {
  Fault fault;
};

using LostEvent = std::variant<LostOpened, LostLeft, LostCardChosen, LostTyped, LostConfirmed, EveryCardLost,
                               LostShowTyping, LostSheetTyped, LostPersonToggled, LostRecovered, LossReported,
                               SheetOpens, CardsRecovered, LostFailed>;

// → performed without anybody having unlocked
struct ReportLoss {
  std::string cardId;
  std::string reporter;  // may be empty
};                       // → LossReported or LostFailed
struct TrySheet {
  SecretBytes text;
};  // → SheetOpens or LostFailed
struct RecoverWithSheet {
  SecretBytes text;
  std::vector<std::string> people;  // ids
};                                  // → CardsRecovered or LostFailed

}  // namespace pillarbox::inbox
