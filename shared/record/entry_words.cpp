#include "shared/record/entry_words.h"

namespace pillarbox {

std::string_view partWords(std::string_view part) {
  if (part == "worried-about") return "the child they are worried about";
  if (part == "hurt") return "was hurt";
  if (part == "saw-it") return "saw it";
  if (part == "said-to-have-done-it") return "said to have done it";
  if (part == "sibling") return "brother or sister";
  if (part == "friend") return "friend";
  return part;
}

std::string_view doneWords(std::string_view what) {
  if (what == "told-dsl") return "Told the DSL in person";
  if (what == "told-head") return "Told the headteacher in person";
  if (what == "told-chair") return "Told the chair of governors in person";
  if (what == "spoke-to-child") return "Spoke to the child";
  if (what == "rang-parent" || what == "contacted-parent") return "Contacted a parent";
  if (what == "advice-given") return "Advice was given";
  if (what == "agreed") return "Agreed what happens next";
  return what;
}

std::string_view recordKindWords(std::string_view kind) {
  if (kind == "child-told-me") return "Something a child told me";
  if (kind == "i-saw") return "Something I saw";
  if (kind == "someone-told-me") return "Something someone else told me";
  if (kind == "injury") return "An injury or mark";
  if (kind == "parent-contact") return "Contact with a parent";
  if (kind == "family-event") return "A significant event in the family";
  if (kind == "outside-school") return "Something outside school or online";
  if (kind == "something-else") return "Something else";
  return kind;
}

std::string_view verifiedWords(VerifiedBy how) {
  switch (how) {
    case VerifiedBy::badge:
      return "identified by badge";
    case VerifiedBy::badgeAndPin:
      return "identified by badge and PIN";
    case VerifiedBy::keyCard:
      return "identified by key card and passphrase";
    case VerifiedBy::typed:
      return "typed name, not verified";
    case VerifiedBy::paper:
      return "name on a paper form, not verified";
  }
  return "not verified";
}

std::string_view bodyTitle(Kind kind) {
  if (kind == Kind::decision || kind == Kind::close || kind == Kind::reopen || kind == Kind::merge) return "Reason";
  return kind == Kind::outcome ? "What came of it" : "Note";
}

}  // namespace pillarbox
