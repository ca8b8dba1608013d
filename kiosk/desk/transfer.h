// A child's file sent to another school, confirmed, and taken in from one: what it does to this school's record. Used
// by the inbox and the command line alike. Belongs to the School's thread. Only for those who read the safeguarding
// records: nobody else has the whole file (notPermitted).
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/desk/transfer_file.h"
#include "kiosk/desk/unlock.h"
#include "kiosk/office/school_folder.h"
#include "shared/casework/case_view.h"

namespace pillarbox::desk {

// What a reader has open.
struct ReadHere {
  office::School& school;
  const Unlocked& person;
  const casework::CaseEntries& entries;
  const casework::CaseView& view;
};

struct FilePapers {
  SecretBytes pdf, csv;
  std::vector<std::string> entries;  // ids of all that is in them
};
// Made with the reference that stands on every page (kiosk/report/transfer_papers.h).
using MakePapers = std::function<Result<FilePapers>(const std::string& reference)>;

struct FileToSend {
  PupilPart pupil;
  SchoolCard to;
  std::filesystem::path out;  // must not be there yet
  bool namesHidden = false;   // the papers name no other child: then the entries themselves stay here
};
struct FileSent {
  casework::CaseEntry log;
  std::string reference;  // on the papers, and in the log
  std::string due;        // the day by which its arrival is to be confirmed
  std::size_t entries = 0;
};
// Sealed, written beside `out`, logged, then named: nothing leaves that is not in the log, and `out` is there whole or
// not at all, whenever the power goes. badInput if the card is this school's own; alreadyExists; tooLarge.
Result<FileSent> sendFile(const ReadHere& here, const FileToSend& send, const MakePapers& papers);

// That a sent file arrived, by the other school's signed receipt (notFound if it is for no file that was sent from
// here; notTrusted if nobody on the card it was sent to has signed it)...
Result<casework::CaseEntry> takeReceipt(const ReadHere& here, std::string_view receipt);
// ...or because somebody says how they know: "Rang Mrs Gray, who has it."
Result<casework::CaseEntry> noteArrival(const ReadHere& here, const std::string& exported, const std::string& how);

struct FileTakenIn {
  std::vector<casework::CaseEntry> posted;  // the first is the row of the chronology
  std::string receipt;                      // to be sent back: an envelope
};
// Keeps an opened file with a child of the roster: the printed file and the whole archive, in several postings if it is
// larger than one may be. alreadyExists if the same file was taken in before, unless that was cut off: then it goes on.
Result<FileTakenIn> takeIn(const ReadHere& here, const OpenedTransfer& file, const PupilPart& pupil);

// What was taken in, to be read again: logged first as taken out. Either may be empty if it is not here (yet); damaged
// if what is here is not what came.
struct FilesKept {
  SecretBytes pdf, archive;
  casework::CaseEntry log;
};
Result<FilesKept> filesKept(const ReadHere& here, const std::string& imported);

}  // namespace pillarbox::desk
