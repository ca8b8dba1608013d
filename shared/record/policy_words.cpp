#include "shared/record/policy_words.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace pillarbox {

namespace {

struct Row {
  std::string_view name;
  PolicyGroup group;
  std::string_view title;
  std::string_view one = {}, many = {};
  int step = 1;
  bool zeroIsNever = false;
};

constexpr Row rows[] = {
    {"blur_after_seconds", PolicyGroup::terminals, "Cover what is written after", "second", "seconds", 5},
    {"lock_after_seconds", PolicyGroup::terminals, "Sign the writer out after", "second", "seconds", 30},
    {"resume_minutes", PolicyGroup::terminals, "Keep an unfinished concern for its writer for", "minute", "minutes",
     30},
    {"badge_pin", PolicyGroup::terminals, "A PIN as well as the badge"},
    {"practice", PolicyGroup::terminals, "Practise with a pretend child"},
    {"loudspeaker", PolicyGroup::terminals, "Read aloud without an earphone"},
    {"staff_choose_category", PolicyGroup::writing, "Staff may choose a category"},
    {"offer_named_person", PolicyGroup::writing, "Staff may name one person who should know"},
    {"writing_hints", PolicyGroup::writing, "Hints on the wording"},
    {"linked_names", PolicyGroup::writing, "Linked children are called by"},
    {"low_level_to_dsl", PolicyGroup::reading, "Low-level concerns about adults go to the DSL first"},
    {"offer_pastoral", PolicyGroup::reading, "Staff may let senior leaders read what is not safeguarding"},
    {"not_read_after_hours", PolicyGroup::reading, "Tell a writer whom to speak to if it is unread after", "hour",
     "hours"},
    {"local_authority_name", PolicyGroup::calling, "Whom to ring if nobody in school can be told"},
    {"local_authority_phone", PolicyGroup::calling, "Their telephone number"},
    {"alert_test_days", PolicyGroup::calling, "A proved way to call the DSL counts for", "day", "days", 7},
    {"call_escalate_seconds", PolicyGroup::calling, "Call the next people after", "second", "seconds", 30},
    {"quiet_from_hour", PolicyGroup::calling, "E-mails that can wait are held back from", "o'clock", "o'clock", 1},
    {"quiet_until_hour", PolicyGroup::calling, "E-mails held back are sent at", "o'clock", "o'clock", 1},
    {"digest_hour", PolicyGroup::calling, "The daily e-mail of what is unread is sent at", "o'clock", "o'clock", 1},
    {"alert_author", PolicyGroup::calling, "An alert e-mail names who wrote"},
    {"alert_category", PolicyGroup::calling, "An alert e-mail names the category"},
    {"alert_tested_at", PolicyGroup::calling, "The way to call the DSL was last proved"},
    {"inbox_on_terminals", PolicyGroup::inbox, "The inbox opens on a terminal where staff write"},
    {"inbox_lock_seconds", PolicyGroup::inbox, "Lock the inbox after", "second", "seconds", 10},
    {"passphrase_mix", PolicyGroup::inbox, "A passphrase needs small and capital letters, digits and signs"},
    {"passphrase_days", PolicyGroup::inbox, "Change a passphrase after", "day", "days", 30, true},
    {"review_every_weeks", PolicyGroup::records, "Remind somebody to look through the records every", "week", "weeks",
     1, true},
    {"review_open_days", PolicyGroup::records, "Look at a concern that has been open for", "day", "days", 7},
    {"retention_years", PolicyGroup::records, "Look whether a child's records may go after", "year from birth",
     "years from birth"},
    {"destroy_notice_days", PolicyGroup::records, "Between the two people's words before records are destroyed", "day",
     "days", 5},
    {"transfer_receipt_days", PolicyGroup::records, "The next school confirms a child's file within", "school day",
     "school days"},
};

}  // namespace

std::string_view policyGroupWords(PolicyGroup group) {
  switch (group) {
    case PolicyGroup::terminals:
      return "Terminals and badges";
    case PolicyGroup::writing:
      return "When staff write";
    case PolicyGroup::reading:
      return "Who reads what, and when";
    case PolicyGroup::calling:
      return "Calling for help";
    case PolicyGroup::inbox:
      return "The inbox";
    case PolicyGroup::records:
      return "Keeping and reviewing records";
  }
  return "";
}

PolicyWords policyWords(const PolicyRow& row) {
  const auto found =
      std::find_if(std::begin(rows), std::end(rows), [&](const Row& one) { return one.name == row.name; });
  PolicyWords words;
  if (found == std::end(rows)) {
    // A policy that has no words of its own is still shown: by its sentence.
    words.group = PolicyGroup::records;
    words.title = row.does.substr(0, row.does.find('.'));
    return words;
  }
  words.group = found->group;
  words.title = found->title;
  words.one = found->one;
  words.many = found->many;
  words.step = found->step;
  words.zeroIsNever = found->zeroIsNever;
  return words;
}

std::string policyValueWords(const Policies& policies, const PolicyRow& row) {
  std::string value = policyValue(policies, row);
  if (std::holds_alternative<WholePolicy>(row.kind)) {
    const PolicyWords words = policyWords(row);
    if (words.zeroIsNever && value == "0") return "never";
    // As people say it: three minutes, not 180 seconds.
    const long whole = std::strtol(value.c_str(), nullptr, 10);
    for (const auto& [small, big, one] : {std::tuple{"seconds", "minutes", "minute"}, {"minutes", "hours", "hour"}}) {
      if (words.many != small || whole < 60 || whole % 60 != 0) continue;
      return std::to_string(whole / 60) + " " + (whole == 60 ? one : big);
    }
    const std::string_view unit = value == "1" ? words.one : words.many;
    return unit.empty() ? value : value + " " + std::string(unit);
  }
  if (std::holds_alternative<NamesPolicy>(row.kind)) return value == "initials" ? "initials" : "full names";
  if (std::holds_alternative<TimePolicy>(row.kind)) {
    const auto& time = policies.*(std::get<TimePolicy>(row.kind).member);
    return time ? formatShort(*time) : "not yet";
  }
  return value.empty() ? "nothing" : value;
}

}  // namespace pillarbox
