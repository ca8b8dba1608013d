// school card and transfer: a child's file to another school, its receipt, and a file from another school.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/desk/transfer.h"
#include "kiosk/report/transfer_papers.h"
#include "shared/base/files.h"
#include "shared/casework/transfers.h"
#include "shared/record/ids.h"

namespace pillarbox::command {

using namespace desk;
namespace {

using Json = nlohmann::ordered_json;

const Syntax cardSyntax{
    "school card",
    "Print this school's card, which another school needs to send it a child's file",
    {{"DIR", true}},
    {{"out", 'o', "OUT.json", "the file to write instead of standard output"},
     {"words", '\0', "", "print only the six words that go with it"}},
    "The card holds public keys only and may be sent by e-mail. Read its six words to the other school over the\n"
    "telephone: whoever changes the card changes the words.\n"};
const Syntax sendSyntax{
    "transfer send",
    "Seal a child's whole file for another school",
    {{"DIR", true}, {"PUPIL", true}},
    {cardFileOption,
     passphraseFileOption,
     personOption,
     {"to", '\0', "CARD.json", "the other school's card", false, true},
     {"words", '\0', "WORDS", "its six words, as the other school read them out", false, true},
     {"out", 'o', "OUT.age", "the file to write", false, true},
     {"hide-others", '\0', "", "other children are letters; then the entries themselves are left out"},
     {"json", '\0', "", "print JSON"}},
    "PUPIL is the number of the child in the roster. The file is an age file that only the other school's "
    "safeguarding\n"
    "readers can open. That it was made is logged, with the day by which its arrival is to be confirmed.\n"};
const Syntax listSyntax{"transfer list",
                        "List the files that were sent and whether each arrived",
                        {{"DIR", true}},
                        {cardFileOption, passphraseFileOption, personOption, {"json", '\0', "", "print JSON"}},
                        ""};
const Syntax receiptSyntax{"transfer receipt",
                           "Take in the other school's receipt for a file that was sent",
                           {{"DIR", true}, {"RECEIPT", true}},
                           {cardFileOption, passphraseFileOption, personOption},
                           ""};
const Syntax arrivedSyntax{"transfer arrived",
                           "Write down that a file arrived, without a receipt",
                           {{"DIR", true}, {"ID", true}},
                           {cardFileOption,
                            passphraseFileOption,
                            personOption,
                            {"how-file", '\0', "F", "the file that says how you know", false, true}},
                           "ID is the entry, or its reference, that `transfer list` prints.\n"};
const Syntax importSyntax{
    "transfer import",
    "Take in a child's file from another school",
    {{"DIR", true}, {"FILE", true}},
    {cardFileOption,
     passphraseFileOption,
     personOption,
     {"pupil", '\0', "ID", "the child of the roster whose file it is; without it the file is only looked at"},
     {"receipt", '\0', "OUT", "where to write the signed receipt for the other school"},
     {"json", '\0', "", "print JSON"}},
    "Everything in the file is checked before anything is kept.\n"};

const Syntax saveSyntax{"transfer save",
                        "Save a file that was taken in, to read it again",
                        {{"DIR", true}, {"ID", true}},
                        {cardFileOption,
                         passphraseFileOption,
                         personOption,
                         {"out", 'o', "OUT.pdf", "the printed file", false, true},
                         {"archive", '\0', "OUT.tar", "the whole archive"}},
                        "ID is the entry that `transfer import --json` says. It is logged as taken out first.\n"};

struct Opened {
  office::School school;
  Unlocked person;
  ReadAll all;
  casework::CaseView view;
  ReadHere here() { return {school, person, all.entries, view}; }
};

Result<std::unique_ptr<Opened>> openAll(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(Unlocked person, unlockFrom(args, school, Starter::refuse));
  PB_TRY_VALUE(ReadAll all, readAll(school, person));
  casework::CaseView view = casework::project(all.entries, all.unopened);
  return std::unique_ptr<Opened>(new Opened{std::move(school), std::move(person), std::move(all), std::move(view)});
}

Result<PupilPart> pupilOf(const Opened& opened, const std::string& id) {
  const Pupil* pupil = opened.school.roster.pupil(id);
  if (pupil != nullptr) return PupilPart{id, pupil->displayName(), pupil->className, "", ""};
  // One who has left the roster, as the cases call them.
  for (const auto& [caseId, made] : opened.view.cases) {
    for (const casework::LinkedChild& child : made.children) {
      if (child.pupil.ref == id) return child.pupil;
    }
  }
  return Fault{FaultCode::notFound, "no child has the id " + id};
}

Result<int> card(const Args& args, Program& program) {
  PB_TRY_VALUE(const office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const SchoolCard made, schoolCardOf(school));
  if (args.has("words")) {
    PB_TRY(print(schoolCardWords(made) + "\n"));
    return exitOk;
  }
  PB_TRY(writeOutput(args.valueIf("out"), viewOf(encodeSchoolCard(made) + "\n")));
  if (args.has("out")) PB_TRY(print("Its words are " + schoolCardWords(made) + "\n"));
  return exitOk;
}

Result<int> send(const Args& args, Program& program) {
  PB_TRY_VALUE(const Bytes cardText, readFile(args.value("to"), std::size_t{1} << 20));
  std::string text(textOf(cardText));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  PB_TRY_VALUE(const SchoolCard to, readSchoolCard(text));
  if (args.value("words") != schoolCardWords(to)) {
    return Fault{FaultCode::notTrusted,
                 "these are not the words of that card: ring the other school and compare; nothing was made"};
  }
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  PB_TRY_VALUE(const PupilPart pupil, pupilOf(*opened, args.required("PUPIL")));
  const bool hide = args.has("hide-others");
  const ReadHere here = opened->here();
  PB_TRY_VALUE(const FileSent sent,
               sendFile(here, {pupil, to, args.value("out"), hide}, [&](const std::string& number) {
                 return report::transferPapers(here, pupil.ref, hide, number);
               }));
  if (args.has("json")) {
    PB_TRY(print(Json{{"entry", sent.log.entry.id},
                      {"reference", sent.reference},
                      {"entries", sent.entries},
                      {"to", to.name},
                      {"due", sent.due}}
                     .dump() +
                 "\n"));
    return exitOk;
  }
  PB_TRY(print("Sealed for " + to.name + ": " + std::to_string(sent.entries) +
               (sent.entries == 1 ? " entry" : " entries") + ", reference " + sent.reference +
               ".\nIts arrival is to be confirmed by " + casework::dayWords(sent.due) + ".\n"));
  return exitOk;
}

std::string_view stateName(casework::Transfer::State state) {
  switch (state) {
    case casework::Transfer::State::overdue:
      return "overdue";
    case casework::Transfer::State::waiting:
      return "waiting";
    case casework::Transfer::State::arrived:
      break;
  }
  return "arrived";
}

Result<int> list(const Args& args, Program& program) {
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  const auto all = casework::transfersOf(opened->view, opened->all.entries, casework::dayOn(program.clock.now()));
  Json json = Json::array();
  std::string text;
  for (const casework::Transfer& one : all) {
    json.push_back({{"entry", one.id},
                    {"pupil", one.pupil.ref},
                    {"to", one.toSchool},
                    {"sent", one.sentOn},
                    {"due", one.due},
                    {"state", stateName(one.state)},
                    {"receipt", one.receiptChecked}});
    text += referenceOf(one.id) + "  " + one.pupil.name + " to " + one.toSchool + ", " + one.sentOn + ": " +
            std::string(stateName(one.state)) +
            (one.arrivedHow.empty() ? ", to be confirmed by " + one.due : ", " + one.arrivedHow) + "\n";
  }
  if (text.empty()) text = "No child's file was sent to another school.\n";
  PB_TRY(print(args.has("json") ? json.dump(2) + "\n" : text));
  return exitOk;
}

Result<int> receipt(const Args& args, Program& program) {
  PB_TRY_VALUE(const Bytes file, readFile(args.required("RECEIPT"), std::size_t{1} << 20));
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  PB_TRY_VALUE(const casework::CaseEntry posted, takeReceipt(opened->here(), textOf(file)));
  PB_TRY(print("It arrived. " + posted.entry.body + "\n"));
  return exitOk;
}

Result<int> arrived(const Args& args, Program& program) {
  PB_TRY_VALUE(const SecretBytes how, readSecretLine(args.value("how-file")));
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  const std::string& wanted = args.required("ID");
  std::string id = wanted;
  for (const casework::Transfer& one : casework::transfersOf(opened->view, opened->all.entries, {})) {
    if (referenceOf(one.id) == wanted) id = one.id;
  }
  PB_TRY_VALUE(const casework::CaseEntry posted, noteArrival(opened->here(), id, std::string(how.text())));
  PB_TRY(print("Written down as " + referenceOf(posted.entry.id) + ".\n"));
  return exitOk;
}

Result<int> import(const Args& args, Program& program) {
  const Result<Bytes> sealed = readFile(args.required("FILE"), maxTransferBytes);
  if (!sealed && sealed.fault().code == FaultCode::tooLarge) {
    return Fault{FaultCode::tooLarge, "This file is larger than a child's file can be. Nothing was kept."};
  }
  if (!sealed) return sealed.fault();
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  PB_TRY_VALUE(const OpenedTransfer file,
               openTransfer(*sealed, opened->person.keys.identity, opened->school.directory().schoolId));
  Json json{{"from", file.manifest.fromName},
            {"card_words", file.directoryWords},
            {"entries", file.manifest.entries.size()},
            {"checked", file.checked},
            {"problems", file.problems}};
  std::string text = "File from " + file.manifest.fromName + ": " + entriesWords(file.manifest) + ".\n";
  for (const std::string& problem : file.problems) text += problem + "\n";
  if (file.problems.empty()) {
    text += "All signatures check against their own directory; the six words of their card are " + file.directoryWords +
            ".\n";
  }
  if (const auto id = args.valueIf("pupil")) {
    PB_TRY_VALUE(const PupilPart pupil, pupilOf(*opened, *id));
    PB_TRY_VALUE(const FileTakenIn taken, takeIn(opened->here(), file, pupil));
    if (const auto out = args.valueIf("receipt")) PB_TRY(writeOutput(out, viewOf(taken.receipt)));
    json["entry"] = taken.posted.front().entry.id;
    text += "Kept. Send the receipt to " + file.manifest.fromName + ".\n";
  } else {
    text += "Nothing was kept: say whose file it is with --pupil.\n";
  }
  PB_TRY(print(args.has("json") ? json.dump() + "\n" : text));
  return exitOk;
}

Result<int> save(const Args& args, Program& program) {
  PB_TRY_VALUE(const auto opened, openAll(args, program));
  PB_TRY_VALUE(const FilesKept kept, filesKept(opened->here(), args.required("ID")));
  PB_TRY(writeOutput(args.valueIf("out"), kept.pdf.view()));
  if (const auto archive = args.valueIf("archive")) PB_TRY(writeOutput(archive, kept.archive.view()));
  return exitOk;
}

const std::array commands{Command{saveSyntax, save},       Command{cardSyntax, card},
                          Command{sendSyntax, send},       Command{listSyntax, list},
                          Command{receiptSyntax, receipt}, Command{arrivedSyntax, arrived},
                          Command{importSyntax, import}};

}  // namespace

std::span<const Command> transferCommands() {
  return commands;
}

}  // namespace pillarbox::command
