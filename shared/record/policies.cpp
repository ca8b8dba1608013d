#include "shared/record/policies.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "shared/base/bytes.h"

namespace pillarbox {

namespace {

template <class... Ts>
struct Match : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Match(Ts...) -> Match<Ts...>;

constexpr int year = 366 * 24;  // hours

const std::array table{
    PolicyRow{"blur_after_seconds", WholePolicy{&Policies::blurAfterSeconds, 5, 3600},
              "How long nothing may happen before what is written is covered."},
    PolicyRow{"lock_after_seconds", WholePolicy{&Policies::lockAfterSeconds, 5, 3600},
              "How long nothing may happen before the writer is signed out; what was written is kept for them."},
    PolicyRow{"inbox_lock_seconds", WholePolicy{&Policies::inboxLockSeconds, 10, 3600},
              "How long nothing may happen before the DSL's inbox locks."},
    PolicyRow{"low_level_to_dsl", YesNoPolicy{&Policies::lowLevelToDsl},
              "Whether a low-level concern about an adult goes to the DSL first instead of the headteacher.", true},
    PolicyRow{"offer_pastoral", YesNoPolicy{&Policies::offerPastoral},
              "Whether staff may let the senior leaders read what is not safeguarding, as well as the DSLs."},
    PolicyRow{"not_read_after_hours", WholePolicy{&Policies::notReadAfterHours, 1, year},
              "After how many hours unread a writer is told whom to speak to."},
    PolicyRow{"local_authority_name", TextPolicy{&Policies::localAuthorityName, 200, false},
              "Whom to ring when nobody in school can be told."},
    PolicyRow{"local_authority_phone", TextPolicy{&Policies::localAuthorityPhone, 100, true},
              "Their telephone number; empty if it is not to be shown."},
    PolicyRow{"linked_names", NamesPolicy{&Policies::linkedNames},
              "What linked children are called where a text is shown or printed: full names or initials."},
    PolicyRow{"staff_choose_category", YesNoPolicy{&Policies::staffChooseCategory},
              "Whether staff may choose a category; Child Protection and Child in Need are always the DSL's."},
    PolicyRow{"offer_named_person", YesNoPolicy{&Policies::offerNamedPerson},
              "Whether staff may name one person who should know, for the DSL to tell."},
    PolicyRow{"resume_minutes", WholePolicy{&Policies::resumeMinutes, 1, 720},
              "How long an unfinished concern waits for its writer's badge before the DSL gets it as it is."},
    PolicyRow{"badge_pin", PinPolicy{&Policies::badgePin}, "Whether a badge needs a PIN as well."},
    PolicyRow{"writing_hints", YesNoPolicy{&Policies::writingHints},
              "Whether the check screen offers hints on the wording."},
    PolicyRow{"practice", YesNoPolicy{&Policies::practice},
              "Whether the home screen offers to practise with a pretend child."},
    PolicyRow{"loudspeaker", YesNoPolicy{&Policies::loudspeaker},
              "Whether a screen may be read aloud where no earphone is plugged in."},
    PolicyRow{"alert_test_days", WholePolicy{&Policies::alertTestDays, 1, 366},
              "For how many days a proved way to call the DSL counts as proved."},
    PolicyRow{"call_escalate_seconds", WholePolicy{&Policies::callEscalateSeconds, 30, 3600},
              "How long an urgent call waits to be seen before the next people are called."},
    PolicyRow{"passphrase_mix", YesNoPolicy{&Policies::passphraseMix},
              "Whether a new passphrase needs lower and upper case letters, digits and signs."},
    PolicyRow{"passphrase_days", WholePolicy{&Policies::passphraseDays, 0, 3660},
              "After how many days a passphrase must be changed; 0 for never."},
    PolicyRow{"inbox_on_terminals", YesNoPolicy{&Policies::inboxOnTerminals},
              "Whether the inbox may be opened on a staffroom terminal."},
    PolicyRow{"review_every_weeks", WholePolicy{&Policies::reviewEveryWeeks, 0, 104},
              "How often somebody is reminded to look through the records; 0 for never."},
    PolicyRow{"review_open_days", WholePolicy{&Policies::reviewOpenDays, 1, 366},
              "After how many days an open concern is to be looked at."},
    PolicyRow{"retention_years", WholePolicy{&Policies::retentionYears, 7, 100},
              "How many years after a child's birth somebody looks whether the records may go."},
    PolicyRow{"destroy_notice_days", WholePolicy{&Policies::destroyNoticeDays, 30, 366},
              "How many days pass between the two people's words before records are destroyed."},
    PolicyRow{"transfer_receipt_days", WholePolicy{&Policies::transferReceiptDays, 1, 60},
              "In how many school days the next school is to say that a child's file arrived."},
    PolicyRow{"quiet_from_hour", WholePolicy{&Policies::quietFromHour, 0, 23},
              "From which hour of the day alert e-mails wait, except for what is urgent."},
    PolicyRow{"quiet_until_hour", WholePolicy{&Policies::quietUntilHour, 0, 23},
              "Until which hour they wait; the same as quiet_from_hour for no quiet hours."},
    PolicyRow{"digest_hour", WholePolicy{&Policies::digestHour, 0, 23},
              "At which hour the daily e-mail says how much is still unread."},
    PolicyRow{"alert_author", YesNoPolicy{&Policies::alertAuthor}, "Whether an alert e-mail names who wrote."},
    PolicyRow{"alert_category", YesNoPolicy{&Policies::alertCategory}, "Whether an alert e-mail names the category."},
    PolicyRow{"alert_tested_at", TimePolicy{&Policies::alertTestedAt},
              "When the way to call the DSL was last proved from end to end."},
};

bool isControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

Fault wrong(const PolicyRow& row) {
  return Fault{FaultCode::badInput, "the policy " + std::string(row.name) + " must be " + policyRange(row)};
}

bool inRange(const Policies& policies, const PolicyRow& row) {
  if (const auto* whole = std::get_if<WholePolicy>(&row.kind)) {
    return policies.*(whole->member) >= whole->least && policies.*(whole->member) <= whole->most;
  }
  if (const auto* text = std::get_if<TextPolicy>(&row.kind)) {
    const std::string& words = policies.*(text->member);
    return (text->mayBeEmpty || !words.empty()) && words.size() <= text->mostBytes && isUtf8(words) &&
           std::none_of(words.begin(), words.end(), isControl);
  }
  return true;
}

}  // namespace

std::span<const PolicyRow> policyTable() {
  return table;
}

const PolicyRow* policyNamed(std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [name](const PolicyRow& row) { return row.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string policyValue(const Policies& policies, const PolicyRow& row) {
  return std::visit(Match{[&](const WholePolicy& kind) { return std::to_string(policies.*(kind.member)); },
                          [&](const YesNoPolicy& kind) { return std::string(policies.*(kind.member) ? "yes" : "no"); },
                          [&](const TextPolicy& kind) { return policies.*(kind.member); },
                          [&](const NamesPolicy& kind) {
                            return std::string(policies.*(kind.member) == LinkedNames::initials ? "initials" : "full");
                          },
                          [&](const PinPolicy& kind) {
                            const BadgePin pin = policies.*(kind.member);
                            return std::string(pin == BadgePin::required   ? "required"
                                               : pin == BadgePin::optional ? "optional"
                                                                           : "off");
                          },
                          [&](const TimePolicy& kind) {
                            const auto& time = policies.*(kind.member);
                            return time ? formatTime(*time) : std::string();
                          }},
                    row.kind);
}

std::string policyRange(const PolicyRow& row) {
  return std::visit(Match{[](const WholePolicy& kind) {
                            return "a whole number from " + std::to_string(kind.least) + " to " +
                                   std::to_string(kind.most);
                          },
                          [](const YesNoPolicy&) { return std::string("yes or no"); },
                          [](const TextPolicy& kind) {
                            return std::string(kind.mayBeEmpty ? "words or nothing, at most " : "words, at most ") +
                                   std::to_string(kind.mostBytes) + " bytes in one line";
                          },
                          [](const NamesPolicy&) { return std::string("full or initials"); },
                          [](const PinPolicy&) { return std::string("off, optional or required"); },
                          [](const TimePolicy&) { return std::string("a time, noted by the program itself"); }},
                    row.kind);
}

Status setPolicy(Policies& policies, const PolicyRow& row, std::string_view value) {
  Policies next = policies;
  const bool known = std::visit(Match{[&](const WholePolicy& kind) {
                                        const char* const end = value.data() + value.size();
                                        const auto read = std::from_chars(value.data(), end, next.*(kind.member));
                                        return read.ec == std::errc{} && read.ptr == end;
                                      },
                                      [&](const YesNoPolicy& kind) {
                                        next.*(kind.member) = value == "yes" || value == "true";
                                        return next.*(kind.member) || value == "no" || value == "false";
                                      },
                                      [&](const TextPolicy& kind) {
                                        next.*(kind.member) = value;
                                        return true;
                                      },
                                      [&](const NamesPolicy& kind) {
                                        next.*(kind.member) =
                                            value == "initials" ? LinkedNames::initials : LinkedNames::full;
                                        return value == "initials" || value == "full";
                                      },
                                      [&](const PinPolicy& kind) {
                                        next.*(kind.member) = value == "required"   ? BadgePin::required
                                                              : value == "optional" ? BadgePin::optional
                                                                                    : BadgePin::off;
                                        return value == "required" || value == "optional" || value == "off";
                                      },
                                      [](const TimePolicy&) { return false; }},
                                row.kind);
  if (std::holds_alternative<TimePolicy>(row.kind)) {
    return Fault{FaultCode::notPermitted,
                 std::string(row.name) + " is noted by the program when it was proved; nobody sets it by hand"};
  }
  if (!known || !inRange(next, row)) return wrong(row);
  policies = std::move(next);
  return {};
}

Status validate(const Policies& policies) {
  for (const PolicyRow& row : table) {
    if (!inRange(policies, row)) return wrong(row);
  }
  return {};
}

}  // namespace pillarbox
