// A school's directory and roster, and entries of casework, for the inbox's steps. All people are invented.
#pragma once

#include <memory>
#include <string>

#include "tests/unit/inbox/inbox_fixture.h"

namespace pillarbox::inbox {

inline SchoolFacts sampleSchool() {
  auto directory = std::make_shared<Directory>();
  directory->schoolName = "Invented Primary School";
  const auto person = [&](const char* id, const char* name, PersonRole role) {
    Person made;
    made.id = id;
    made.name = name;
    made.role = role;
    directory->people.push_back(made);
  };
  person("dsl-1", "Anna Bell", PersonRole::dsl);
  person("dep-1", "Tom Reed", PersonRole::deputy);
  person("head-1", "Margaret Hallam", PersonRole::head);
  directory->audiences = {{"safeguarding", {"dsl-1", "dep-1"}, "safeguarding"}, {"head", {"head-1"}, "head-chair"}};
  directory->categories = {"Bullying", "Neglect", "Online safety", "Attendance"};
  directory->categoryGuidance = {{"Neglect", "Needs at home that are not met, again and again."}};
  auto roster = std::make_shared<Roster>();
  const auto pupil = [&](const char* id, const char* forename, const char* surname, const char* of) {
    Pupil made;
    made.id = id;
    made.forename = forename;
    made.surname = surname;
    made.className = of;
    roster->pupils.push_back(made);
  };
  pupil("p-014", "Amina", "Okafor", "3B");
  pupil("p-015", "Samuel", "Roe", "5C");
  pupil("p-016", "Samira", "Roe", "1A");
  SchoolFacts facts;
  facts.pupils = std::make_shared<const PupilIndex>(*roster);
  facts.directory = std::move(directory);
  facts.roster = std::move(roster);
  return facts;
}

// Noon in London on 21 November 2026, a Saturday.
inline WallTime sampleNow() {
  return *parseTime("2026-11-21T12:00:00.000Z");
}

// An entry of casework by Anna Bell, as the worker posts it.
inline CaseEntry workOf(Sample& sample, int minutes, const Step& step) {
  CaseEntry made = sample.read(minutes, step.subject);
  made.entry.kind = step.kind;
  made.entry.body = step.body;
  made.entry.category = step.category;
  made.entry.pupils = step.pupils;
  made.entry.casework = step.work;
  return made;
}

inline CaseEntry sorted(Sample& sample, int minutes, const std::string& subject, const std::string& category) {
  Step step;
  step.kind = Kind::triage;
  step.subject = subject;
  step.category = category;
  return workOf(sample, minutes, step);
}

inline CaseEntry agreed(Sample& sample, int minutes, const std::string& subject, const std::string& due,
                        const std::string& ownerRef = "dsl-1", const std::string& owner = "Anna Bell") {
  Step step;
  step.kind = Kind::action;
  step.subject = subject;
  step.work.what = "Ring her mother";
  step.work.state = "agreed";
  step.work.ownerRef = ownerRef;
  step.work.ownerName = owner;
  step.work.due = due;
  return workOf(sample, minutes, step);
}

// Unlocked, the school known, on the sample's day.
inline State working(std::vector<CaseEntry> entries) {
  State state = unlocked(std::move(entries));
  (void)apply(state, SchoolKnown{sampleSchool()});
  (void)apply(state, Tick{Milliseconds(0), sampleNow()});
  return state;
}

}  // namespace pillarbox::inbox
