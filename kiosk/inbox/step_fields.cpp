// The fields that each form has now.
#include <algorithm>

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/guidance_parts.h"
#include "kiosk/inbox/step_forms.h"
#include "kiosk/inbox/step_words.h"
#include "kiosk/inbox/words.h"
#include "shared/casework/calendar.h"
#include "shared/record/folding.h"
#include "shared/record/ids.h"
#include "shared/record/seats.h"

namespace pillarbox::inbox {
namespace {

using Type = FormField::Type;

constexpr std::size_t mostPupils = 8;  // shown while a name is typed
constexpr std::size_t mostFiles = 12;  // shown at once
constexpr std::size_t mostCases = 40;  // to be made part of

constexpr NameAndWords partNames[] = {
    {"worried-about", "The worry is about them"},
    {"hurt", "Was hurt"},
    {"saw-it", "Saw it"},
    {"said-to-have-done-it", "Is said to have done it"},
    {"sibling", "A brother or sister"},
    {"friend", "A friend"},
};

FormField note(std::string id, std::string words) {
  FormField field;
  field.type = Type::note;
  field.id = std::move(id);
  field.label = std::move(words);
  return field;
}
FormField warning(std::string id, std::string words) {
  FormField field = note(std::move(id), std::move(words));
  field.type = Type::warning;
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
      case Form::file:
        file();
        break;
      case Form::correction:
        correction();
        break;
      case Form::merge:
        mergeInto();
        break;
      case Form::unmerge:
        unmerge();
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
  std::string schoolsWords(const std::string& category) const {
    if (!s.school.directory) return {};
    const auto found = s.school.directory->categoryGuidance.find(category);
    return found == s.school.directory->categoryGuidance.end() ? std::string() : found->second;
  }
  void add(FormField field) { m_fields.push_back(std::move(field)); }

  void triage() {
    std::vector<FormOption> of;
    for (const std::string& category : categoriesFor(s)) {
      // The school's own words are for those who write; a reader chooses by what the category means.
      std::string guidance(categoryMeaning(category));
      if (guidance.empty()) guidance = schoolsWords(category);
      if (guidance.empty() && isReservedCategory(category)) guidance = "Only a DSL or a deputy chooses this.";
      of.push_back({category, category, guidance});
    }
    add(options("category", Pick::category, f.cases.size() == 1 ? "Category" : "Category for all of them",
                std::move(of)));
    const std::string& chosen = f.pick(Pick::category);
    if (const std::string words = schoolsWords(chosen); !words.empty() && !categoryMeaning(chosen).empty()) {
      add(note("school", "Your school tells those who write: " + words));
    }
    // Of the concern itself before anything is chosen: an adult, or its words, may already ask for it.
    const Entry* head = made == nullptr || f.cases.size() != 1 ? nullptr : entry(made->head);
    std::size_t at = 0;
    for (std::string& words : guidanceTexts(s, chosen, head != nullptr && head->aboutAdult,
                                            head == nullptr ? std::string_view() : head->account)) {
      add(warning("guidance." + std::to_string(++at), std::move(words)));
    }
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
    // What is typed comes last: then the keyboard covers nothing that is still to be chosen.
    add(typed(Type::words, "what", Slot::what, state == "done" ? "What was done?" : "What was agreed?"));
  }

  void due() {
    std::vector<FormOption> days;
    for (const auto& [name, after] : {std::pair{"Today", 0}, {"Tomorrow", 1}, {"In a week", 7}, {"In two weeks", 14}}) {
      const std::string day = casework::daysLater(s.today, after);
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
    add(options("parents", Pick::parentsTold, "Were parents or carers told?",
                {{"yes", "Yes", {}}, {"no", "No", {}}, {"not-yet", "Not yet", {}}}));
    const std::string& told = f.pick(Pick::parentsTold);
    if (told == "no" || told == "not-yet") {
      add(typed(Type::words, "parents-why", Slot::parentsWhy, "Why not?"));
    }
    add(typed(Type::words, "body", Slot::body, "Why? The reason",
              chosen == "referral-not-made" ? "Why a referral was considered and not made" : std::string()));
  }

  void file() {
    if (!f.files) return add(note("looking", "Looking for files…"));
    if (f.files->empty()) {
      return add(note("none",
                      "There is no file in Desktop, Documents, Downloads or Pictures, and none on a drive. Plug in the "
                      "drive that has it, then open this again."));
    }
    add(typed(Type::line, "search", Slot::search, "Find the file", "A part of its name"));
    const std::string words = foldName(f.text(Slot::search).text());
    std::vector<FormOption> of;
    for (const FileOffered& each : *f.files) {
      const bool chosen = each.path == f.pick(Pick::file);
      if (!chosen && (of.size() >= mostFiles || foldName(each.name).find(words) == std::string::npos)) continue;
      of.push_back({each.path, each.name, each.about});
    }
    if (of.empty()) {
      add(note("no-such", "No file has a name like that."));
    } else {
      add(options("file", Pick::file, "Which file? The newest come first.", std::move(of)));
    }
    add(typed(Type::words, "body", Slot::body, "What is it?", "Such as: letter from the nurse, given to me by Mrs A"));
    add(note("kept", "A copy is sealed with the record. The file itself stays where it is: take care of it."));
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
      if (head != nullptr && !head->author.name.empty()) detail += ", " + head->author.name;
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

  void unmerge() {
    std::vector<FormOption> of;
    if (made != nullptr) {
      for (const casework::MergedBy& merged : made->mergedBy) {
        const Entry* part = entry(merged.concern);
        of.push_back({merged.concern, referenceOf(merged.concern),
                      part == nullptr ? std::string() : authorWords(*part) + ", " + formatShort(part->writtenAt.wall)});
      }
    }
    if (of.empty()) return add(note("none", "No other concern is part of this one."));
    add(options("part", Pick::into, "Which one is a concern of its own?", std::move(of)));
    add(typed(Type::words, "body", Slot::body, "Why?"));
  }

  void move() {
    std::vector<FormOption> of;
    if (s.school.directory && made != nullptr) {
      for (const Audience& audience : s.school.directory->audiences) {
        if (audience.id == made->audience) continue;
        if (const Person* writer = s.school.directory->person(audience.id);
            writer != nullptr && isWritersOwn(*s.school.directory, audience.id)) {
          of.push_back({audience.id, writer->name,
                        "Only this person is alerted: they see what is in it now. Its readers stay the same."});
          continue;
        }
        std::string names;
        for (const std::string& id : audience.people) {
          const Person* person = s.school.directory->person(id);
          if (person != nullptr && person->active) names += (names.empty() ? "" : ", ") + person->name;
        }
        of.push_back({audience.id, audienceWords(audience.id), names});
      }
    }
    if (of.empty()) return add(note("none", "This school has no other readers."));
    add(warning(
        "keep",
        "Only pass on what they need to know to keep a child safe. Those who had it keep it; what follows goes to "
        "the new readers. You may not be able to read it yourself any more."));
    add(options("audience", Pick::audience, "Who needs to know?", std::move(of)));
    add(typed(Type::words, "body", Slot::body, "Why do they need to know?"));
  }

  void close() {
    const std::string why = made == nullptr ? std::string() : casework::whyNotClose(*made);
    if (!why.empty()) {
      add(warning("not-yet", why));
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

}  // namespace

std::vector<FormField> formFields(const State& state) {
  return Fields(state, *state.inbox.steps.form).make();
}

bool canPost(const State& state) {
  for (const FormField& field : formFields(state)) {
    if (field.type == Type::words || field.type == Type::options) return true;
  }
  return false;
}

}  // namespace pillarbox::inbox
