// keep list, born, hold, release, plan, propose, agree, withdraw: how long records are kept, and destroying them by two
// people's word.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/destruction.h"
#include "kiosk/desk/inbox_entries.h"
#include "shared/base/files.h"
#include "shared/casework/keeping.h"
#include "shared/casework/retention.h"
#include "shared/record/ids.h"

namespace pillarbox::command {

using namespace desk;
namespace {

using Json = nlohmann::ordered_json;
using casework::Destruction;

constexpr Option jsonOption{"json", '\0', "", "print JSON"};
constexpr Option reasonOption{"reason-file", '\0', "F", "the file with the reason; - for standard input", false, true};

const Syntax listSyntax{"keep list",
                        "List how long each child's records are kept, and what is to be destroyed",
                        {{"DIR", true}},
                        {cardFileOption, passphraseFileOption, personOption, jsonOption},
                        ""};
const Syntax bornSyntax{"keep born",
                        "Write down a child's date of birth, from which the time of keeping is reckoned",
                        {{"DIR", true}, {"PUPIL", true}, {"DATE", true}},
                        {cardFileOption, passphraseFileOption, personOption},
                        "DATE is like 2015-04-03.\n"};
const Syntax holdSyntax{"keep hold",
                        "Hold a child's records: nobody may destroy them",
                        {{"DIR", true}, {"PUPIL", true}},
                        {cardFileOption, passphraseFileOption, personOption, reasonOption},
                        ""};
const Syntax releaseSyntax{"keep release",
                           "End the hold on a child's records",
                           {{"DIR", true}, {"PUPIL", true}},
                           {cardFileOption, passphraseFileOption, personOption, reasonOption},
                           ""};
const Syntax proposeSyntax{
    "keep propose",
    "Propose that a child's records are destroyed",
    {{"DIR", true}, {"PUPIL", true}},
    {cardFileOption,
     passphraseFileOption,
     personOption,
     {"reason-file", '\0', "F", "the file with the reason; - for standard input"},
     {"dry-run", '\0', "", "only say what would go and what stays; exit code 1 if it may not be proposed"},
     jsonOption},
    "Nothing is destroyed by this. Another person must agree, not before the days of notice are over.\n"};
const Syntax agreeSyntax{
    "keep agree",
    "Agree, as the second person, that records are destroyed",
    {{"DIR", true}, {"ID", true}},
    {cardFileOption, passphraseFileOption, personOption, jsonOption},
    "ID is the proposal, or its reference, that `keep list` prints. Without a server the records go at once; with one\n"
    "they go from here, from the server and from the other devices as soon as the server has the order.\n"};
const Syntax withdrawSyntax{"keep withdraw",
                            "Withdraw a proposal: the records stay",
                            {{"DIR", true}, {"ID", true}},
                            {cardFileOption, passphraseFileOption, personOption, reasonOption},
                            ""};

struct Opened {
  office::School school;
  Unlocked person;
  ReadAll all;
  casework::CaseView view;
  ReadHere here() { return {school, person, all.entries, view}; }

  Status finish() {
    PB_TRY_VALUE(std::vector<casework::CaseEntry> posted, finishDestructions(here()));
    if (posted.empty()) return {};
    PB_TRY_VALUE(all, readAll(school, person));
    view = casework::project(all.entries, all.unopened);
    return {};
  }
};

Result<std::unique_ptr<Opened>> openAll(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(Unlocked person, unlockFrom(args, school, Starter::refuse));
  PB_TRY_VALUE(ReadAll all, readAll(school, person));
  casework::CaseView view = casework::project(all.entries, all.unopened);
  std::unique_ptr<Opened> opened(new Opened{std::move(school), std::move(person), std::move(all), std::move(view)});
  PB_TRY(opened->finish());
  return opened;
}

std::vector<casework::RetentionRow> rowsOf(const Opened& opened, const Program& program) {
  return casework::retentionOf(
      opened.view, opened.all.entries, opened.school.roster,
      casework::retentionAsked(opened.view, opened.all.entries, casework::dayOn(program.clock.now()),
                               opened.school.directory().policies.retentionYears));
}

// A child of the roster, or one of whom something is kept.
Result<PupilPart> pupilOf(const Opened& opened, const Program& program, const std::string& id) {
  const Pupil* pupil = opened.school.roster.pupil(id);
  if (pupil != nullptr) return PupilPart{id, pupil->displayName(), pupil->className, "", ""};
  for (const casework::RetentionRow& row : rowsOf(opened, program)) {
    if (row.ref == id) return PupilPart{id, row.name, "", "", ""};
  }
  return Fault{FaultCode::notFound, "no child has the id " + id};
}

std::string_view stateName(casework::RetentionRow::State state) {
  constexpr std::string_view names[] = {"due", "held", "born-on-unknown", "kept"};
  return names[static_cast<std::size_t>(state)];
}
std::string_view stateName(Destruction::State state) {
  constexpr std::string_view names[] = {"proposed", "agreed", "withdrawn", "done"};
  return names[static_cast<std::size_t>(state)];
}

Result<int> list(const Args& args, Program& program) {
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  const ReadHere here = opened->here();
  PB_TRY_VALUE(const std::vector<Destruction> all, destructionsHere(here));
  Json json{{"children", Json::array()}, {"destructions", Json::array()}};
  std::string text;
  for (const casework::RetentionRow& row : rowsOf(*opened, program)) {
    json["children"].push_back({{"pupil", row.ref},
                                {"name", row.name},
                                {"state", stateName(row.state)},
                                {"born_on", row.bornOn},
                                {"review_on", row.reviewOn},
                                {"cases", row.cases.size()},
                                {"shared", row.shared.size()}});
    text += row.ref + "  " + row.name + ": " + row.sentence + "\n";
  }
  for (const Destruction& one : all) {
    const bool open = one.state == Destruction::State::proposed;
    const std::string from = open ? agreeFrom(here, one) : std::string();
    json["destructions"].push_back({{"id", one.id},
                                    {"pupil", one.pupil.ref},
                                    {"state", stateName(one.state)},
                                    {"proposed_on", one.proposedOn},
                                    {"proposed_by", one.proposedById},
                                    {"agree_from", from},
                                    {"agreed_by", one.agreedById},
                                    {"ended_on", one.endedOn},
                                    {"records", one.covers.size()}});
    text += referenceOf(one.id) + "  " + one.pupil.name + ": " + casework::destructionWords(one, from) + "\n";
  }
  if (text.empty()) text = "No child's records are here.\n";
  PB_TRY(print(args.has("json") ? json.dump(2) + "\n" : text));
  return exitOk;
}

Result<casework::CaseEntry> take(Opened& opened, casework::Step step) {
  return postStep(opened.school, opened.person, opened.all.entries, opened.view, std::move(step));
}

Result<int> born(const Args& args, Program& program) {
  const std::string& day = args.required("DATE");
  if (!casework::isDay(day) || day >= casework::dayOn(program.clock.now())) {
    return Fault{FaultCode::badInput, "the date of birth is written like 2015-04-03"};
  }
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  casework::Step step;
  step.kind = Kind::child;
  PB_TRY_VALUE(PupilPart pupil, pupilOf(*opened, program, args.required("PUPIL")));
  if (const auto known = opened->view.children.find(pupil.ref); known != opened->view.children.end()) {
    for (const std::string& id : known->second) {
      const auto entry = opened->all.entries.find(id);
      if (entry != opened->all.entries.end() && entry->second.entry.casework.status.empty()) {
        step.work.replaces.push_back(id);
      }
    }
  }
  step.pupils = {std::move(pupil)};
  step.work.bornOn = day;
  PB_TRY_VALUE(const casework::CaseEntry posted, take(*opened, std::move(step)));
  PB_TRY(print("Written down as " + referenceOf(posted.entry.id) + ".\n"));
  return exitOk;
}

Result<int> holdOrRelease(const Args& args, Program& program, bool release) {
  PB_TRY_VALUE(const SecretBytes reason, readSecretLine(args.value("reason-file")));
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  casework::Step step;
  step.kind = Kind::hold;
  PB_TRY_VALUE(PupilPart pupil, pupilOf(*opened, program, args.required("PUPIL")));
  step.body = std::string(reason.text());
  const auto holds = casework::holdsOf(opened->view, opened->all.entries);
  const auto held = holds.find(pupil.ref);
  if (release && held == holds.end()) return Fault{FaultCode::badInput, "these records are not held"};
  if (!release && held != holds.end()) return Fault{FaultCode::badInput, "these records are held already"};
  if (release) {
    step.work.removed = true;
    step.work.replaces = held->second.ids;
  }
  step.pupils = {std::move(pupil)};
  PB_TRY_VALUE(const casework::CaseEntry posted, take(*opened, std::move(step)));
  PB_TRY(print(std::string(release ? "No longer held. " : "Held: nobody may destroy these records. ") +
               "Written down as " + referenceOf(posted.entry.id) + ".\n"));
  return exitOk;
}
Result<int> hold(const Args& args, Program& program) {
  return holdOrRelease(args, program, false);
}
Result<int> release(const Args& args, Program& program) {
  return holdOrRelease(args, program, true);
}

Result<int> dryRun(Opened& opened, const Args& args) {
  PB_TRY_VALUE(const DestructionPlan plan, planDestruction(opened.here(), args.required("PUPIL")));
  Json stays = Json::array();
  std::string text = plan.pupil.name + ": " + std::to_string(plan.covers.size()) +
                     (plan.covers.size() == 1 ? " record" : " records") + " would go, of " +
                     std::to_string(plan.cases) + (plan.cases == 1 ? " concern.\n" : " concerns.\n");
  for (const DestructionPlan::Stays& one : plan.stays) {
    stays.push_back({{"case", one.caseId}, {"why", one.why}});
    text += referenceOf(one.caseId) + " stays. " + one.why + "\n";
  }
  if (!plan.problem.empty()) text += plan.problem + "\n";
  const Json json{{"pupil", plan.pupil.ref},
                  {"covers", plan.covers},
                  {"cases", plan.cases},
                  {"stays", stays},
                  {"problem", plan.problem}};
  PB_TRY(print(args.has("json") ? json.dump(2) + "\n" : text));
  return plan.problem.empty() ? exitOk : exitFailed;
}

Result<int> propose(const Args& args, Program& program) {
  if (!args.has("dry-run") && !args.has("reason-file")) {
    return Fault{FaultCode::wrongUsage, "--reason-file is missing"};
  }
  std::string reason;
  if (args.has("reason-file")) {
    PB_TRY_VALUE(const SecretBytes read, readSecretLine(args.value("reason-file")));
    reason = std::string(read.text());
  }
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  if (args.has("dry-run")) return dryRun(*opened, args);
  PB_TRY_VALUE(const casework::CaseEntry posted, proposeDestruction(opened->here(), args.required("PUPIL"), reason));
  const int days = opened->school.directory().policies.destroyNoticeDays;
  if (args.has("json")) {
    PB_TRY(print(Json{{"id", posted.entry.id},
                      {"reference", referenceOf(posted.entry.id)},
                      {"records", posted.entry.casework.covers.size()},
                      {"order_sha256", posted.entry.casework.orderSha256},
                      {"notice_days", days}}
                     .dump() +
                 "\n"));
    return exitOk;
  }
  PB_TRY(print("Proposed as " + referenceOf(posted.entry.id) + ": " +
               std::to_string(posted.entry.casework.covers.size()) + " records. Nothing is destroyed yet: another " +
               "person may agree after " + std::to_string(days) + " days.\n"));
  return exitOk;
}

Result<std::string> proposalId(const ReadHere& here, const std::string& wanted) {
  PB_TRY_VALUE(const std::vector<Destruction> all, destructionsHere(here));
  for (const Destruction& one : all) {
    if (one.id == wanted || referenceOf(one.id) == wanted) return one.id;
  }
  return Fault{FaultCode::notFound, "there is no proposal " + wanted + " here"};
}

Result<int> agree(const Args& args, Program& program) {
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  PB_TRY_VALUE(const std::string id, proposalId(opened->here(), args.required("ID")));
  PB_TRY_VALUE(const DestructionAgreed agreed, agreeDestruction(opened->here(), id));
  if (args.has("json")) {
    PB_TRY(print(Json{{"id", id}, {"done", agreed.done}, {"records", agreed.records}}.dump() + "\n"));
    return exitOk;
  }
  const std::string count = std::to_string(agreed.records) + (agreed.records == 1 ? " record" : " records");
  PB_TRY(print(agreed.done
                   ? count + " destroyed by order of two people. Their hashes stay.\n"
                   : "Agreed. " + count + " will be destroyed here, on the server and on the other devices as " +
                         "soon as the server has the order.\n"));
  return exitOk;
}

Result<int> withdraw(const Args& args, Program& program) {
  PB_TRY_VALUE(const SecretBytes reason, readSecretLine(args.value("reason-file")));
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  PB_TRY_VALUE(const std::string id, proposalId(opened->here(), args.required("ID")));
  PB_TRY_VALUE(const casework::CaseEntry posted, withdrawDestruction(opened->here(), id, std::string(reason.text())));
  PB_TRY(print("Withdrawn: the records stay. Written down as " + referenceOf(posted.entry.id) + ".\n"));
  return exitOk;
}

const std::array commands{Command{listSyntax, list},        Command{bornSyntax, born},
                          Command{holdSyntax, hold},        Command{releaseSyntax, release},
                          Command{proposeSyntax, propose},  Command{agreeSyntax, agree},
                          Command{withdrawSyntax, withdraw}};

}  // namespace

std::span<const Command> keepCommands() {
  return commands;
}

}  // namespace pillarbox::command
