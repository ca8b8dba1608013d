// The concern being written, as plain data. What is typed is in TextModels, whose memory is wiped.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/post/add.h"
#include "kiosk/post/event_time.h"
#include "kiosk/ui/picture.h"
#include "kiosk/ui/text_model.h"
#include "shared/base/clock.h"
#include "shared/record/body_map.h"
#include "shared/record/paper.h"

namespace pillarbox::post {

// Everything that can be typed on the staff side.
enum class Field {
  typedName,  // sign-in without a badge; of the session, not of the draft
  typedRole,
  adultName,  // also searches the staff list
  pupilSearch,
  description,  // of a child whose name is not known
  whenOther,
  whereOther,
  account,
  toldWho,
  parentWho,
  adviceBy,
  adviceWhat,
  agreedWhat,
};
inline constexpr std::size_t fieldCount = 13;

enum class Part { unsaid, worriedAbout, hurt, sawIt, saidToHaveDoneIt, sibling, friendOf };
inline constexpr std::array<Part, 6> allParts{Part::worriedAbout,     Part::hurt,    Part::sawIt,
                                              Part::saidToHaveDoneIt, Part::sibling, Part::friendOf};
std::string_view partName(Part part);   // as in Entry: "worried-about"
std::string_view partWords(Part part);  // "The child I'm worried about"

enum class RecordKind {
  unsaid,
  childToldMe,
  iSaw,
  someoneToldMe,
  injury,
  parentContact,
  familyEvent,
  outsideSchool,
  somethingElse
};
inline constexpr std::array<RecordKind, 8> allRecordKinds{
    RecordKind::childToldMe,   RecordKind::iSaw,        RecordKind::someoneToldMe, RecordKind::injury,
    RecordKind::parentContact, RecordKind::familyEvent, RecordKind::outsideSchool, RecordKind::somethingElse};
std::string_view recordKindName(RecordKind kind);   // as in Entry: "child-told-me"
std::string_view recordKindWords(RecordKind kind);  // "A child told me something"

enum class When { unsaid, justNow, atBreak, atLunch, earlierToday, anotherTime };
inline constexpr std::array<When, 5> allWhens{When::justNow, When::atBreak, When::atLunch, When::earlierToday,
                                              When::anotherTime};
std::string_view whenWords(When when);
// Whether it cannot have been yet today: the earliest that any primary school has break, or lunch.
bool stillAhead(When when, WallTime now);

enum class ToldWhen { unsaid, justNow, earlierToday, beforeToday };
inline constexpr std::array<ToldWhen, 3> allToldWhens{ToldWhen::justNow, ToldWhen::earlierToday, ToldWhen::beforeToday};
std::string_view toldWhenWords(ToldWhen when);

enum class ParentHow { unsaid, phone, inPerson, message };
inline constexpr std::array<ParentHow, 3> allParentHows{ParentHow::phone, ParentHow::inPerson, ParentHow::message};
std::string_view parentHowWords(ParentHow how);

// Who should know besides the safeguarding team, where the school lets the writer say so.
enum class ShouldKnow { team, seniorLeaders, person };

enum class Answer { unsaid, no, yes };

// Whether it can wait until tomorrow; whoever is not sure asks for somebody to come today.
enum class CanWait { unsaid, yes, no, notSure };

// A child in the concern: from the roster, by a name that is not in it, or only described.
struct ChosenPupil {
  std::string ref;
  std::string name;
  std::string className;
  std::string year;
  std::string description;
  Part part = Part::unsaid;
};

// A page of paper that the camera took. The pixels are shared, never copied, and overwritten when the last owner lets
// go (kiosk/platform/wiping_new.cpp).
struct KeptPage {
  PaperPage page;                     // as read, and as put right by the writer
  std::shared_ptr<const Bytes> webp;  // what is posted
  ui::Picture grey;                   // the same, to be shown and cut from
  // What the machine read, in the order of page.ticks and page.fields: what it asked stays asked, whatever the answer.
  std::vector<TickState> readTicks;
  std::vector<std::string> readFields;
};

// What somebody said, word for word.
struct SaidWords {
  std::string ref, name;     // of the child who said it; both empty: not chosen
  bool someoneElse = false;  // not one of the children: `speaker` is typed
  ui::TextModel speaker, words, asked;
  SaidWords();
};
inline constexpr std::size_t mostSaid = 20;    // in one concern
inline constexpr std::size_t mostPupils = 30;  // a whole class; an entry holds 100

struct Draft {
  std::uint64_t handle = 0;  // names it in effects; 0 until something was put in
  WallTime begunAt{};
  AddingTo adding;  // what it is added to; a concern of its own if that is empty

  Answer aboutAdult = Answer::unsaid;
  std::string adultRef;       // staff or person id, if chosen from the list
  std::string adultPersonId;  // if that member of staff is a person of the directory
  std::string adultName;      // as chosen; if empty, what is typed in Field::adultName counts

  std::vector<ChosenPupil> pupils;
  bool noChild = false;  // about an adult, and no particular child

  RecordKind kind = RecordKind::unsaid;
  When when = When::unsaid;
  PickedTime picked;        // for anotherTime
  WallTime whenChosenAt{};  // so that "today" still means that day in twenty years
  std::string where;        // one of the school's places
  bool whereOther = false;

  Answer told = Answer::unsaid;
  std::string toldWho;  // name as chosen
  bool toldWhoOther = false;
  ToldWhen toldWhen = ToldWhen::unsaid;
  WallTime toldChosenAt{};
  bool spokeToChild = false;
  bool rangParent = false;
  ParentHow parentHow = ParentHow::unsaid;
  ToldWhen parentWhen = ToldWhen::unsaid;
  WallTime parentChosenAt{};
  bool adviceGiven = false;
  bool agreed = false;  // what happens next, with somebody
  CanWait canWait = CanWait::unsaid;

  std::vector<SaidWords> said;  // never empty

  std::vector<std::uint64_t> hintsLeft;  // OfferedHint::sameAs of those that were left: not offered again
  std::vector<std::string> notAdded;     // children of the roster, mentioned but not to be added: not offered again
  std::string partAsked;  // a mentioned child who is being added, as soon as their part is chosen; empty: none

  ShouldKnow shouldKnow = ShouldKnow::team;
  bool backToTeam = false;  // a mark on the body took the senior leaders out: said until she looks who should know
  std::string shouldKnowRef, shouldKnowName;  // a person of the directory
  std::string category;                       // empty: the DSL chooses

  bool byPaper = false;  // it is on paper: the steps are those of scanning
  BodyMap bodyMap;       // marks on a drawing
  std::vector<KeptPage> pages;
  bool adultSettled = false;  // asked again because of what was ticked on the paper, and answered

  std::array<ui::TextModel, fieldCount> fields;

  Draft();
  ui::TextModel& text(Field field) { return fields[static_cast<std::size_t>(field)]; }
  const ui::TextModel& text(Field field) const { return fields[static_cast<std::size_t>(field)]; }
};

bool isUrgent(const Draft& draft);
// True if there is anything in it that somebody would miss.
bool worthKeeping(const Draft& draft);
// Overwrites everything personal; afterwards as new.
void wipeDraft(Draft& draft);
// Whether anybody's exact words were written down.
bool anySaid(const Draft& draft);
// Who said it, as far as is known: where there is only one child and nobody else was chosen, that child.
struct Speaker {
  std::string ref, name;  // both empty: not known
};
Speaker speakerOf(const Draft& draft, const SaidWords& said);
// The adult's name as chosen or typed.
std::string adultNameOf(const Draft& draft);

}  // namespace pillarbox::post
