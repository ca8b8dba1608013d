#include "kiosk/post/draft.h"

#include <algorithm>
#include <type_traits>

#include "kiosk/post/words.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

std::string_view partName(Part part) {
  switch (part) {
    case Part::unsaid:
      return "";
    case Part::worriedAbout:
      return "worried-about";
    case Part::hurt:
      return "hurt";
    case Part::sawIt:
      return "saw-it";
    case Part::saidToHaveDoneIt:
      return "said-to-have-done-it";
    case Part::sibling:
      return "sibling";
    case Part::friendOf:
      return "friend";
  }
  return "";
}

std::string_view partWords(Part part) {
  switch (part) {
    case Part::unsaid:
      return words::partUnsaid;
    case Part::worriedAbout:
      return words::partWorriedAbout;
    case Part::hurt:
      return words::partHurt;
    case Part::sawIt:
      return words::partSawIt;
    case Part::saidToHaveDoneIt:
      return words::partSaidToHaveDoneIt;
    case Part::sibling:
      return words::partSibling;
    case Part::friendOf:
      return words::partFriend;
  }
  return "";
}

std::string_view recordKindName(RecordKind kind) {
  switch (kind) {
    case RecordKind::unsaid:
      return "";
    case RecordKind::childToldMe:
      return "child-told-me";
    case RecordKind::iSaw:
      return "i-saw";
    case RecordKind::someoneToldMe:
      return "someone-told-me";
    case RecordKind::injury:
      return "injury";
    case RecordKind::parentContact:
      return "parent-contact";
    case RecordKind::familyEvent:
      return "family-event";
    case RecordKind::outsideSchool:
      return "outside-school";
    case RecordKind::somethingElse:
      return "something-else";
  }
  return "";
}

std::string_view recordKindWords(RecordKind kind) {
  switch (kind) {
    case RecordKind::unsaid:
      return words::notSaid;
    case RecordKind::childToldMe:
      return words::kindChildToldMe;
    case RecordKind::iSaw:
      return words::kindISaw;
    case RecordKind::someoneToldMe:
      return words::kindSomeoneToldMe;
    case RecordKind::injury:
      return words::kindInjury;
    case RecordKind::parentContact:
      return words::kindParentContact;
    case RecordKind::familyEvent:
      return words::kindFamilyEvent;
    case RecordKind::outsideSchool:
      return words::kindOutsideSchool;
    case RecordKind::somethingElse:
      return words::kindSomethingElse;
  }
  return "";
}

std::string_view whenWords(When when) {
  switch (when) {
    case When::unsaid:
      return words::notSaid;
    case When::justNow:
      return words::whenJustNow;
    case When::atBreak:
      return words::whenBreak;
    case When::atLunch:
      return words::whenLunch;
    case When::earlierToday:
      return words::whenEarlier;
    case When::anotherTime:
      return words::whenAnother;
  }
  return "";
}

bool stillAhead(When when, WallTime now) {
  constexpr int firstBreak = 9 * 60 + 30, firstLunch = 11 * 60;  // the earliest of the youngest classes
  return (when == When::atBreak && minutesOn(now) < firstBreak) ||
         (when == When::atLunch && minutesOn(now) < firstLunch);
}

std::string_view toldWhenWords(ToldWhen when) {
  switch (when) {
    case ToldWhen::unsaid:
      return words::notSaid;
    case ToldWhen::justNow:
      return words::toldJustNow;
    case ToldWhen::earlierToday:
      return words::toldEarlier;
    case ToldWhen::beforeToday:
      return words::toldBefore;
  }
  return "";
}

SaidWords::SaidWords() : speaker(120, true), words(100'000), asked(2'000) {}

std::string_view parentHowWords(ParentHow how) {
  switch (how) {
    case ParentHow::unsaid:
      return words::notSaid;
    case ParentHow::phone:
      return words::parentPhone;
    case ParentHow::inPerson:
      return words::parentInPerson;
    case ParentHow::message:
      return words::parentMessage;
  }
  return "";
}

// Limits keep within those of validate(Entry): a name is at most 200 bytes there, a place 500, a description 2,000.
Draft::Draft() {
  const auto line = [](std::size_t bytes) { return ui::TextModel(bytes, true); };
  text(Field::typedName) = line(120);
  text(Field::typedRole) = line(80);
  text(Field::adultName) = line(120);
  text(Field::pupilSearch) = line(120);
  text(Field::description) = ui::TextModel(1'000);
  text(Field::whenOther) = line(200);
  text(Field::whereOther) = line(200);
  text(Field::account) = ui::TextModel(100'000);
  text(Field::toldWho) = line(120);
  text(Field::parentWho) = line(120);
  text(Field::adviceBy) = line(120);
  text(Field::adviceWhat) = ui::TextModel(1'000);
  text(Field::agreedWhat) = ui::TextModel(1'000);
  said.resize(1);
}

bool isUrgent(const Draft& draft) {
  return draft.canWait == CanWait::no || draft.canWait == CanWait::notSure;
}

bool worthKeeping(const Draft& draft) {
  const bool typed = std::any_of(draft.fields.begin(), draft.fields.end(), [&draft](const ui::TextModel& model) {
    return !model.empty() && &model != &draft.text(Field::pupilSearch) && &model != &draft.text(Field::typedName) &&
           &model != &draft.text(Field::typedRole);
  });
  return typed || anySaid(draft) || draft.aboutAdult == Answer::yes || !draft.pupils.empty() ||
         draft.kind != RecordKind::unsaid || draft.when != When::unsaid || !draft.where.empty() ||
         draft.told != Answer::unsaid || draft.spokeToChild || draft.rangParent || draft.adviceGiven || draft.agreed ||
         draft.canWait != CanWait::unsaid || !draft.bodyMap.empty() || !draft.pages.empty() ||
         draft.adding.mistake != Mistake::unsaid;
}

void wipeDraft(Draft& draft) {
  for (ui::TextModel& model : draft.fields) model.clear();
  for (std::string* text : {&draft.adultRef, &draft.adultPersonId, &draft.adultName, &draft.where, &draft.toldWho,
                            &draft.shouldKnowName, &draft.category, &draft.partAsked}) {
    wipe(*text);
  }
  for (SaidWords& said : draft.said) {
    for (std::string* text : {&said.ref, &said.name}) wipe(*text);
    for (ui::TextModel* model : {&said.speaker, &said.words, &said.asked}) model->clear();
  }
  for (ChosenPupil& pupil : draft.pupils) {
    for (std::string* text : {&pupil.ref, &pupil.name, &pupil.className, &pupil.year, &pupil.description}) wipe(*text);
  }
  for (KeptPage& kept : draft.pages) {
    for (PaperField& field : kept.page.fields) wipe(field.suggestion);
    for (std::string& read : kept.readFields) wipe(read);
  }
  for (std::string& ref : draft.notAdded) wipe(ref);
  wipe(draft.bodyMap);
  draft = Draft();
}

bool anySaid(const Draft& draft) {
  return std::any_of(draft.said.begin(), draft.said.end(), [](const SaidWords& said) {
    return said.words.text().find_first_not_of(" \n") != std::string_view::npos || !said.asked.empty();
  });
}

Speaker speakerOf(const Draft& draft, const SaidWords& said) {
  if (said.someoneElse) return {{}, std::string(said.speaker.text())};
  if (!said.ref.empty() || !said.name.empty()) return {said.ref, said.name};
  if (draft.pupils.size() != 1) return {};
  const ChosenPupil& only = draft.pupils.front();
  return {only.ref, only.name.empty() ? std::string(words::speakerUnnamed) : only.name};
}

std::string adultNameOf(const Draft& draft) {
  return draft.adultName.empty() ? std::string(draft.text(Field::adultName).text()) : draft.adultName;
}

}  // namespace pillarbox::post
