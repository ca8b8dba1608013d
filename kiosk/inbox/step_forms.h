// The forms of the steps as data: which fields each has now, and the step that they make. Pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/inbox/state.h"
#include "shared/casework/step.h"

namespace pillarbox::inbox {

struct FormOption {
  std::string value, name, detail;
};
struct FormField {
  enum class Type { line, words, options, note, warning, go };
  Type type = Type::note;
  std::string id;     // its last part: "body", "category"
  std::string label;  // of a note or a warning the words
  std::string placeholder;
  Slot slot = Slot::body;
  Pick pick = Pick::category;
  std::vector<FormOption> options;
  Form form = Form::note;  // type go: the form that its button opens…
  std::string subject;     // …and of what
};

std::string_view formName(Form form);    // "log-action": for ids and screen names
std::string_view formTitle(Form form);   // "Log an action"
std::string_view formButton(Form form);  // "Save the action"
Kind kindOf(Form form);

// Of a Pick whose answer is then typed.
inline constexpr std::string_view somebodyElse = "other";  // Pick::owner
inline constexpr std::string_view anotherDay = "other";    // Pick::due

StepForm newForm(const State& state, Form form, std::vector<std::string> cases, std::string_view subject);
std::vector<FormField> formFields(const State& state);  // of inbox.steps.form, which must be there
bool canPost(const State& state);                       // nothing stands in the way but what is not filled in yet

// What the form makes for one of its cases, checked; badInput with one sentence for the screen.
Result<Step> stepOf(const State& state, const std::string& caseId);

// Whether this reader may give the categories that only a DSL or a deputy gives.
bool mayReserve(const State& state);
std::vector<std::string> categoriesFor(const State& state);

// What is sensible to do next; nothing if there is nothing.
struct NextStep {
  enum class What { nothing, read, form };
  What what = What::nothing;
  Form form = Form::note;
  std::string subject;
  bool operator==(const NextStep&) const = default;
};
NextStep nextStep(const Case& made);

}  // namespace pillarbox::inbox
