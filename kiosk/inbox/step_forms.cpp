#include "kiosk/inbox/step_forms.h"

#include <algorithm>

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/words.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

using Type = FormField::Type;

constexpr std::size_t mostPupils = 8;  // shown while a name is typed
constexpr std::size_t mostCases = 40;  // to be made part of
constexpr std::string_view somebodyElse = "other";
constexpr std::string_view anotherDay = "other";

constexpr NameAndWords partNames[] = {
    {"worried-about", "The worry is about them"},
    {"hurt", "Was hurt"},
    {"saw-it", "Saw it"},
    {"said-to-have-done-it", "Is said to have done it"},
    {"sibling", "A brother or sister"},
    {"friend", "A friend"},
};

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \n") - first + 1));
}

FormField note(std::string id, std::string words) {
  FormField field;
  field.type = Type::note;
  field.id = std::move(id);
  field.label = std::move(words);
  return field;
}
FormField typed(Type type, std::string id, Slot slot, std::string label, std::string placeholder = {}) {
  FormField field;
  field.type = type;
  field.id = std::move(id);
  field.slot = slot;
  field.label = std::move(label);
  field.placeholder = std::move(placeholder);
  return field;
}
FormField options(std::string id, Pick pick, std::string label, std::vector<FormOption> of) {
  FormField field;
  field.type = Type::options;
  field.id = std::move(id);
  field.pick = pick;
  field.label = std::move(label);
  field.options = std::move(of);
  return field;
}

// Makes the fields of one form.
class Fields {
 public:
  Fields(const State& state, const StepForm& form) : s(state), f(form), made(caseOf(form)) {}

  std::vector<FormField> make() {
    switch (f.form) {
      case Form::triage:
        triage();
        break;
      case Form::link:
        link();
        break;
      case Form::unlink:
        unlink();
        break;
      case Form::action:
        action();
        break;
      case Form::outcome:
        outcome();
        break;
      case Form::decision:
        decision();
        break;
      case Form::note:
        add(typed(Type::words, "body", Slot::body, "Note", "What the record should say"));
        break;
      case Form::correction:
        correction();
        break;
      case Form::merge:
        mergeInto();
        break;
      case Form::move:
        move();
        break;
      case Form::close:
        close();
        break;
      case Form::reopen:
        add(typed(Type::words, "body", Slot::body, "Why is it opened again?"));
        break;
    }
    return std::move(m_fields);
  }

 private:
  const Case* caseOf(const StepForm& form) const {
    const auto found = form.cases.empty() ? s.inbox.view.cases.end() : s.inbox.view.cases.find(form.cases.front());
    return found == s.inbox.view.cases.end() ? nullptr : &found->second;
  }
  const Entry* entry(std::string_view id) const {
    const auto found = s.inbox.entries.find(id);
    return found == s.inbox.entries.end() ? nullptr : &found->second.entry;
  }
  void add(FormField field) { m_fields.push_back(std::move(field)); }

  void triage() {
    std::vector<FormOption> of;
    for (const std::string& category : categoriesFor(s)) {
      std::string guidance;
      if (s.school.directory) {
        const auto found = s.school.directory->categoryGuidance.find(category);
        if (found != s.school.directory->categoryGuidance.end()) guidance = found->second;
      }
      if (guidance.empty() && isReservedCategory(category)) guidance = "Only a DSL or a deputy chooses this.";
      of.push_back({category, category, guidance});
    }
    add(options("category", Pick::category, f.cases.size() == 1 ? "Category" : "Category for all of them",
                std::move(of)));
    add(typed(Type::line, "subcategory", Slot::subcategory, "More exactly (may be left empty)"));
  }

  void link() {
    add(typed(Type::line, "search", Slot::search, "Find the child", "Name or class"));
    std::vector<FormOption> of;
    const std::string chosen = f.pick(Pick::pupil);
    if (s.school.roster && s.school.pupils) {
      const Roster& roster = *s.school.roster;
      if (const Pupil* pupil = roster.pupil(chosen)) of.push_back({pupil->id, pupil->displayName(), pupil->className});
      const std::string_view words = f.text(Slot::search).text();
      const PupilHits hits = words.empty() ? PupilHits{} : s.school.pupils->find(words, mostPupils);
      for (const std::size_t at : hits.pupils) {
        const Pupil& pupil = roster.pupils[at];
        if (pupil.id == chosen) continue;
        of.push_back({pupil.id, pupil.displayName(), pupil.className});
      }
      if (!words.empty() && of.empty()) add(note("nobody", "Nobody of that name is on the school's list."));
    } else {
      add(note("no-roster", "The list of children is not on this device."));
    }
    if (!of.empty()) add(options("pupil", Pick::pupil, "Which child?", std::move(of)));
    if (chosen.empty()) return;
    std::vector<FormOption> parts;
    for (const NameAndWords& part : partNames) parts.push_back({std::string(part.name), std::string(part.words), {}});
    add(options("part", Pick::part, "What part have they in it?", std::move(parts)));
    add(note("no-category", "A link never gives a child the category of the concern: only the part you choose."));
  }

  void unlink() {
    std::vector<FormOption> of;
    if (made != nullptr) {
      for (const casework::LinkedChild& child : made->children) {
        if (child.pupil.ref.empty()) continue;
        of.push_back({child.pupil.ref, child.pupil.name, partWords(child.pupil.part)});
      }
    }
    add(options("pupil", Pick::pupil, "Whose link is taken back?", std::move(of)));
    add(typed(Type::words, "body", Slot::body, "Why?", "The record keeps that they were linked, and why no longer"));
  }

  void action() {
    add(options("state", Pick::state, "What kind of action?",
                {{"done", "Done already", "Somebody has done it"},
                 {"agreed", "Agreed with someone", "They have said that they will do it"}}));
    add(note("no-request",
             "This is a record, not a message: nobody is told by it. Speak to them first, then log what was agreed."));
    const std::string& state = f.pick(Pick::state);
    if (state.empty()) return;
    add(typed(Type::words, "what", Slot::what, state == "done" ? "What was done?" : "What was agreed?"));
    std::vector<FormOption> people;
    people.push_back({s.reader.id, "I", s.reader.name});
    if (s.school.directory) {
      for (const Person& person : s.school.directory->people) {
        if (person.active && person.id != s.reader.id) {
          people.push_back({person.id, person.name, std::string(personRoleWords(person.role))});
        }
      }
    }
    people.push_back({std::string(somebodyElse), "Somebody else", {}});
    add(options("owner", Pick::owner, state == "done" ? "Who did it?" : "Who agreed to do it?", std::move(people)));
    if (f.pick(Pick::owner) == somebodyElse) add(typed(Type::line, "who", Slot::who, "Their name"));
    if (state == "agreed") due();
  }

  void due() {
    std::vector<FormOption> days;
    for (const auto& [name, after] : {std::pair{"Today", 0}, {"Tomorrow", 1}, {"In a week", 7}, {"In two weeks", 14}}) {
      const std::string day = dayAfter(s.today, after);
      if (!day.empty()) days.push_back({day, name, dayWords(day)});
    }
    days.push_back({std::string(anotherDay), "Another day", {}});
    add(options("due", Pick::due, "By when?", std::move(days)));
    if (f.pick(Pick::due) == anotherDay) {
      add(typed(Type::line, "day", Slot::due, "Which day?", "Such as 30 November or 30/11/2026"));
    }
  }

  void outcome() {
    std::vector<FormOption> of;
    if (made != nullptr) {
      for (const ActionView& each : made->actions) {
        if (!each.open() && f.pick(Pick::action) != each.id) continue;
        of.push_back({each.id, each.what, actionOwner(each)});
      }
    }
    if (of.empty()) return add(note("none", "No action is waiting for an outcome."));
    add(options("action", Pick::action, "Of which action?", std::move(of)));
    add(typed(Type::words, "body", Slot::body, "What came of it?"));
  }

  void decision() {
    std::vector<FormOption> of;
    for (const NameAndWords& each : decisionNames) of.push_back({std::string(each.name), std::string(each.words), {}});
    add(options("decision", Pick::decision, "What was decided?", std::move(of)));
    const std::string& chosen = f.pick(Pick::decision);
    if (chosen == "referral-made" || chosen == "police-told" || chosen == "early-help") {
      add(typed(Type::line, "referred-to", Slot::referredTo, "To whom?", "Such as children's social care"));
    }
    add(typed(Type::words, "body", Slot::body, "Why? The reason",
              chosen == "referral-not-made" ? "Why a referral was considered and not made" : std::string()));
    add(options("parents", Pick::parentsTold, "Were parents or carers told?",
                {{"yes", "Yes", {}}, {"no", "No", {}}, {"not-yet", "Not yet", {}}}));
    const std::string& told = f.pick(Pick::parentsTold);
    if (told == "no" || told == "not-yet") {
      add(typed(Type::words, "parents-why", Slot::parentsWhy, "Why not?"));
    }
  }

  void correction() {
    std::vector<FormOption> of;
    if (made != nullptr) {
      const auto offer = [&](const std::string& id) {
        const Entry* each = entry(id);
        if (each == nullptr || each->kind == Kind::read || each->kind == Kind::understood || isMessage(each->kind))
          return;
        of.push_back(
            {id, std::string(kindWords(each->kind)), authorWords(*each) + ", " + formatShort(each->writtenAt.wall)});
      };
      offer(made->head);
      for (const std::string& id : made->later) offer(id);
    }
    add(options("entry", Pick::entry, "What is not right?", std::move(of)));
    add(typed(Type::words, "body", Slot::body, "What is right?", "Say what is wrong, what is right, and how you know"));
    add(note("kept", "What was written first stays in the record, with your correction beside it."));
  }

  void mergeInto() {
    if (made == nullptr) return;
    std::vector<FormOption> same, others;
    const std::string own = f.cases.front();
    for (const ListItem& item : s.inbox.view.items) {
      if (item.id == own || item.closed || item.kind == Kind::call) continue;
      const Case& other = s.inbox.view.cases.find(item.id)->second;
      if (other.audience != made->audience) continue;  // what others read cannot take it in
      const bool related = sharesChild(*made, other);
      const Entry* head = entry(item.head);
      std::string detail = formatShort(item.writtenAt);
      if (!item.category.empty()) detail += ". " + item.category;
      const bool named = related || s.inbox.showNames || !s.config.sharedTerminal;
      if (named && head != nullptr) detail += ". About " + aboutWords(*head);
      (related ? same : others).push_back({item.id, referenceOf(item.id), std::move(detail)});
    }
    const bool any = !same.empty();
    same.insert(same.end(), others.begin(), others.end());
    if (same.size() > mostCases) same.resize(mostCases);
    if (same.empty()) return add(note("none", "There is no other open concern that the same people read."));
    add(options(
        "into", Pick::into,
        any ? "Which concern is it part of? Those about the same child come first." : "Which concern is it part of?",
        std::move(same)));
    add(typed(Type::words, "body", Slot::body, "Why? (may be left empty)"));
    add(note("stays", "Both stay in the record as they were written, and are read as one story."));
  }

  bool sharesChild(const Case& a, const Case& b) const {
    return std::any_of(a.children.begin(), a.children.end(), [&](const casework::LinkedChild& child) {
      return !child.pupil.ref.empty() &&
             std::any_of(b.children.begin(), b.children.end(),
                         [&](const casework::LinkedChild& other) { return other.pupil.ref == child.pupil.ref; });
    });
  }

  void move() {
    std::vector<FormOption> of;
    if (s.school.directory && made != nullptr) {
      for (const Audience& audience : s.school.directory->audiences) {
        if (audience.id == made->audience) continue;
        std::string names;
        for (const std::string& id : audience.people) {
          const Person* person = s.school.directory->person(id);
          if (person != nullptr && person->active) names += (names.empty() ? "" : ", ") + person->name;
        }
        of.push_back({audience.id, audienceWords(audience.id), names});
      }
    }
    if (of.empty()) return add(note("none", "This school has no other readers."));
    add(options("audience", Pick::audience, "Who needs to know?", std::move(of)));
    add(typed(Type::words, "body", Slot::body, "Why do they need to know?"));
    add(note("keep",
             "Only pass on what they need to know to keep a child safe. Those who had it keep it; what follows goes to "
             "the new readers. You may not be able to read it yourself any more."));
  }

  void close() {
    const std::string why = made == nullptr ? std::string() : casework::whyNotClose(*made);
    if (!why.empty()) {
      add(note("not-yet", why));
      for (const ActionView& each : made->actions) {
        if (!each.open()) continue;
        FormField go;
        go.type = Type::go;
        go.id = "outcome";
        go.label = "Write its outcome";
        go.form = Form::outcome;
        go.subject = each.id;
        add(std::move(go));
        break;
      }
      return;
    }
    add(typed(Type::words, "outcome", Slot::outcome, "How did it end?"));
    add(typed(Type::words, "body", Slot::body, "Why can it be closed?"));
    add(note("again", "It can be opened again at any time, and nothing is removed."));
  }

  const State& s;
  const StepForm& f;
  const Case* made;
  std::vector<FormField> m_fields;
};

Result<std::string> dueOf(const State& state, const StepForm& form) {
  const std::string& pick = form.pick(Pick::due);
  if (pick != anotherDay) return pick;
  const std::string text = trimmed(form.text(Slot::due).text());
  const std::optional<std::string> day = dayFrom(text, state.today);
  if (!day) return Fault{FaultCode::badInput, "Type the day like 30 November or 30/11/2026."};
  return *day;
}

}  // namespace

std::string_view formName(Form form) {
  switch (form) {
    case Form::triage:
      return "sort";
    case Form::link:
      return "link";
    case Form::unlink:
      return "unlink";
    case Form::action:
      return "action";
    case Form::outcome:
      return "outcome";
    case Form::decision:
      return "decision";
    case Form::note:
      return "note";
    case Form::correction:
      return "correction";
    case Form::merge:
      return "merge";
    case Form::move:
      return "move";
    case Form::close:
      return "close";
    case Form::reopen:
      return "reopen";
  }
  return "note";
}

std::string_view formTitle(Form form) {
  switch (form) {
    case Form::triage:
      return "Sort it";
    case Form::link:
      return "Link a child";
    case Form::unlink:
      return "Take a link back";
    case Form::action:
      return "Log an action";
    case Form::outcome:
      return "Outcome of an action";
    case Form::decision:
      return "Decision with reason";
    case Form::note:
      return "Add a note";
    case Form::correction:
      return "Correct something";
    case Form::merge:
      return "Part of another concern";
    case Form::move:
      return "Pass to other readers";
    case Form::close:
      return "Close";
    case Form::reopen:
      return "Open again";
  }
  return {};
}

std::string_view formButton(Form form) {
  switch (form) {
    case Form::triage:
      return "Save the category";
    case Form::link:
      return "Link this child";
    case Form::unlink:
      return "Take the link back";
    case Form::action:
      return "Save the action";
    case Form::outcome:
      return "Save the outcome";
    case Form::decision:
      return "Save the decision";
    case Form::note:
      return "Save the note";
    case Form::correction:
      return "Save the correction";
    case Form::merge:
      return "Make it part of that one";
    case Form::move:
      return "Pass it on";
    case Form::close:
      return "Close the concern";
    case Form::reopen:
      return "Open it again";
  }
  return {};
}

Kind kindOf(Form form) {
  switch (form) {
    case Form::triage:
      return Kind::triage;
    case Form::link:
    case Form::unlink:
      return Kind::link;
    case Form::action:
      return Kind::action;
    case Form::outcome:
      return Kind::outcome;
    case Form::decision:
      return Kind::decision;
    case Form::note:
      return Kind::note;
    case Form::correction:
      return Kind::correction;
    case Form::merge:
      return Kind::merge;
    case Form::move:
      return Kind::move;
    case Form::close:
      return Kind::close;
    case Form::reopen:
      return Kind::reopen;
  }
  return Kind::note;
}

StepForm newForm(const State& state, Form form, std::vector<std::string> cases, std::string_view subject) {
  StepForm made;
  made.form = form;
  made.cases = std::move(cases);
  for (const Slot line : {Slot::who, Slot::due, Slot::subcategory, Slot::referredTo, Slot::search}) {
    made.text(line) = ui::TextModel(200, true);
  }
  for (const Slot words : {Slot::what, Slot::outcome, Slot::parentsWhy}) made.text(words) = ui::TextModel(2000);
  const auto found =
      made.cases.size() == 1 ? state.inbox.view.cases.find(made.cases.front()) : state.inbox.view.cases.end();
  if (found == state.inbox.view.cases.end()) return made;
  const Case& about = found->second;
  if (form == Form::triage && !about.sortedBy.empty()) {
    made.pick(Pick::category) = about.category;
    made.text(Slot::subcategory).setText(about.subcategory);
  }
  if (form == Form::outcome) {
    made.pick(Pick::action) = subject;
    for (const ActionView& action : about.actions) {
      if (action.open() && made.pick(Pick::action).empty()) made.pick(Pick::action) = action.id;
    }
  }
  if (form == Form::correction) made.pick(Pick::entry) = subject.empty() ? about.head : std::string(subject);
  if (form == Form::unlink) made.pick(Pick::pupil) = subject;
  return made;
}

std::vector<FormField> formFields(const State& state) {
  return Fields(state, *state.inbox.steps.form).make();
}

bool canPost(const State& state) {
  for (const FormField& field : formFields(state)) {
    if (field.type == Type::words || field.type == Type::options) return true;
  }
  return false;
}

Result<Step> stepOf(const State& state, const std::string& caseId) {
  const StepForm& form = *state.inbox.steps.form;
  const auto found = state.inbox.view.cases.find(caseId);
  if (found == state.inbox.view.cases.end()) return Fault{FaultCode::badInput, "This concern is not here any more."};
  Step step;
  step.kind = kindOf(form.form);
  step.subject = caseId;
  step.body = trimmed(form.text(Slot::body).text());
  Casework& work = step.work;
  switch (form.form) {
    case Form::triage:
      step.category = form.pick(Pick::category);
      work.subcategory = trimmed(form.text(Slot::subcategory).text());
      break;
    case Form::link:
    case Form::unlink: {
      work.removed = form.form == Form::unlink;
      PupilPart part;
      part.ref = form.pick(Pick::pupil);
      part.part = form.pick(Pick::part);
      for (const casework::LinkedChild& child : found->second.children) {
        if (work.removed && child.pupil.ref == part.ref) part = child.pupil;
      }
      if (const Pupil* pupil = state.school.roster ? state.school.roster->pupil(part.ref) : nullptr; pupil != nullptr) {
        part.name = pupil->displayName();
        part.className = pupil->className;
      }
      if (!part.ref.empty()) step.pupils.push_back(std::move(part));
      break;
    }
    case Form::action: {
      work.state = form.pick(Pick::state);
      if (work.state.empty()) return Fault{FaultCode::badInput, "Choose whether it is done already, or agreed."};
      work.what = trimmed(form.text(Slot::what).text());
      const std::string& owner = form.pick(Pick::owner);
      if (owner == somebodyElse) {
        work.ownerName = trimmed(form.text(Slot::who).text());
      } else if (!owner.empty()) {
        const Person* person = state.school.directory ? state.school.directory->person(owner) : nullptr;
        work.ownerRef = owner;
        work.ownerName = person != nullptr ? person->name : state.reader.name;
      }
      if (work.state == "agreed") {
        PB_TRY_VALUE(work.due, dueOf(state, form));
        if (work.due.empty()) return Fault{FaultCode::badInput, "Choose by when it will be done."};
      }
      break;
    }
    case Form::outcome:
      step.subject = form.pick(Pick::action);
      break;
    case Form::decision:
      work.decision = form.pick(Pick::decision);
      if (work.decision == "referral-made" || work.decision == "police-told" || work.decision == "early-help") {
        work.referredTo = trimmed(form.text(Slot::referredTo).text());
      }
      work.parentsTold = form.pick(Pick::parentsTold);
      if (work.parentsTold == "no" || work.parentsTold == "not-yet") {
        work.parentsWhy = trimmed(form.text(Slot::parentsWhy).text());
      }
      break;
    case Form::correction:
      step.subject = form.pick(Pick::entry);
      break;
    case Form::merge:
      work.into = form.pick(Pick::into);
      break;
    case Form::move:
      work.toAudience = form.pick(Pick::audience);
      if (work.toAudience.empty()) return Fault{FaultCode::badInput, "Choose who needs to know."};
      break;
    case Form::close:
      work.outcome = trimmed(form.text(Slot::outcome).text());
      break;
    case Form::note:
    case Form::reopen:
      break;
  }
  casework::fillIn(step, found->second);
  PB_TRY(casework::checkStep(step, found->second, categoriesFor(state), mayReserve(state)));
  return step;
}

bool mayReserve(const State& state) {
  const Person* person = state.school.directory ? state.school.directory->person(state.reader.id) : nullptr;
  return person != nullptr && (person->role == PersonRole::dsl || person->role == PersonRole::deputy);
}

std::vector<std::string> categoriesFor(const State& state) {
  std::vector<std::string> categories;
  if (state.school.directory) categories = state.school.directory->categories;
  if (!mayReserve(state)) return categories;
  for (const std::string_view reserved : {reservedCategories[0], reservedCategories[1]}) {
    const bool known = std::any_of(categories.begin(), categories.end(),
                                   [&](const std::string& category) { return category == reserved; });
    if (!known) categories.emplace_back(reserved);
  }
  return categories;
}

NextStep nextStep(const Case& made) {
  if (!made.unread.empty()) return {NextStep::What::read, Form::note, {}};
  if (made.closed) return {};
  if (made.sortedBy.empty()) return {NextStep::What::form, Form::triage, {}};
  for (const ActionView& action : made.actions) {
    if (action.open()) return {NextStep::What::form, Form::outcome, action.id};
  }
  if (made.actions.empty() && made.decisions.empty()) return {NextStep::What::form, Form::action, {}};
  return {NextStep::What::form, Form::close, {}};
}

}  // namespace pillarbox::inbox
