#include "kiosk/desk/transfer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/inbox_entries.h"
#include "shared/base/fd.h"
#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/casework/keeping.h"
#include "shared/casework/transfers.h"
#include "shared/open/tar_read.h"
#include "shared/record/ids.h"

namespace pillarbox::desk {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view cardName = "school-card.json", receiptName = "receipt.json", printedName = "file.pdf";
// Of one posting, with room for the entry itself.
constexpr std::size_t pieceBytes = maxPostingBytes - (std::size_t{1} << 20);

Status mayTransfer(const ReadHere& here) {
  const Person* now = here.school.directory().person(here.person.person.id);
  if (now != nullptr && now->active && mayRead(here.school.directory(), *now, "safeguarding")) return {};
  return Fault{FaultCode::notPermitted, "Only those who read the safeguarding records send or take in a child's file."};
}

std::string dayOf(const Entry& entry) {
  const casework::When when = casework::whenOf(entry);
  return when.day.empty() ? casework::dayOn(entry.writtenAt.wall) : when.day;
}

Result<std::vector<TransferMember>> membersOf(const ReadHere& here, const std::vector<std::string>& ids, bool hidden) {
  std::vector<TransferMember> members;
  EntryReader reader(here.school, here.person);
  for (const std::string& id : ids) {
    const auto known = here.entries.find(id);
    if (known == here.entries.end()) return Fault{FaultCode::notFound, "An entry of the file is not here."};
    TransferMember member{{id, known->second.entry.kind, dayOf(known->second.entry)}, {}, {}};
    if (!hidden) {
      PB_TRY_VALUE(PassedOn found, reader.openAny(id));
      member.archive = std::move(found.checked.opened.archive);
      member.envelope = std::move(found.envelope);
    }
    members.push_back(std::move(member));
  }
  return members;
}

// A file that has no name yet; removed unless it is given one.
class Unnamed {
 public:
  explicit Unnamed(const fs::path& out) : m_out(out), m_part(out.string() + ".part") {}
  ~Unnamed() {
    std::error_code ignored;
    if (m_written) fs::remove(m_part, ignored);
  }
  Unnamed(const Unnamed&) = delete;
  Unnamed& operator=(const Unnamed&) = delete;

  Status write(BytesView bytes) {
    std::error_code error;
    if (fs::exists(m_out, error)) return Fault{FaultCode::alreadyExists, m_out.string() + " is there already"};
    PB_TRY(writeFileDurable(m_part, bytes, 0600));
    m_written = true;
    return {};
  }
  Status name() {
    if (renameat2(AT_FDCWD, m_part.c_str(), AT_FDCWD, m_out.c_str(), RENAME_NOREPLACE) != 0) {
      if (errno == EEXIST) return Fault{FaultCode::alreadyExists, m_out.string() + " is there already"};
      // Not every file system (a memory stick's) knows that flag.
      if (rename(m_part.c_str(), m_out.c_str()) != 0) return faultFromErrno(errno, "name " + m_out.string());
    }
    m_written = false;
    const fs::path folder = m_out.has_parent_path() ? m_out.parent_path() : fs::path(".");
    const Fd opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() >= 0) (void)fsync(opened.get());
    return {};
  }

 private:
  fs::path m_out, m_part;
  bool m_written = false;
};

// A file attached to one of our own entries.
Result<std::string> attachedText(const ReadHere& here, const std::string& id, std::string_view name) {
  EntryReader reader(here.school, here.person);
  PB_TRY_VALUE(const PassedOn found, reader.openAny(id));
  PB_TRY_VALUE(const auto members, open::readTar(found.checked.opened.archive.view()));
  const open::TarEntry* member = open::findMember(members, name);
  if (member == nullptr) return Fault{FaultCode::notFound, "That is not attached."};
  return std::string(textOf(member->bytes));
}

const Entry* takenInBefore(const ReadHere& here, const std::string& fileSha256) {
  const auto imported = here.view.apart.find(Kind::imported);
  if (imported == here.view.apart.end()) return nullptr;
  for (const std::string& id : imported->second) {
    const auto entry = here.entries.find(id);
    if (entry == here.entries.end() || !entry->second.entry.subject.empty()) continue;
    if (entry->second.entry.casework.fileSha256 == fileSha256) return &entry->second.entry;
  }
  return nullptr;
}

// The pieces of a large file that are here already.
std::vector<std::string> piecesHere(const ReadHere& here, const std::string& head) {
  std::vector<std::string> names;
  const auto imported = here.view.apart.find(Kind::imported);
  if (imported == here.view.apart.end()) return names;
  for (const std::string& id : imported->second) {
    const auto entry = here.entries.find(id);
    if (entry == here.entries.end() || entry->second.entry.subject != head) continue;
    for (const AttachmentInfo& file : entry->second.entry.attachments) names.push_back(file.name);
  }
  return names;
}

std::string takenInWords(const OpenedTransfer& file, std::size_t pieces) {
  const TransferManifest& m = file.manifest;
  std::string out = "File from " + m.fromName + ": " + entriesWords(m) + ".\nSent by " + m.sender +
                    ". The child is called " + m.childName + " there.\n";
  for (const std::string& problem : file.problems) out += problem + "\n";
  if (file.problems.empty()) {
    out += "All signatures check against the directory of " + m.fromName + " itself.\n";
  }
  out += "The words of its card are: " + file.directoryWords + "\n";
  out += pieces == 0 ? "The printed file and the whole archive (whole.tar) are attached."
                     : "It is too large for one entry: the whole archive follows in " + std::to_string(pieces) +
                           " pieces (whole-1.part and so on), to be put together in their order.";
  return out;
}

casework::Step importedStep(const OpenedTransfer& file, const PupilPart& pupil) {
  casework::Step step;
  step.kind = Kind::imported;
  step.pupils = {pupil};
  step.pupils.front().part.clear();
  step.work.forWhom = file.manifest.fromName;
  step.work.fileSha256 = file.fileSha256;
  return step;
}

}  // namespace

Result<FileSent> sendFile(const ReadHere& here, const FileToSend& send, const MakePapers& papers) {
  PB_TRY(mayTransfer(here));
  const office::School& school = here.school;
  const Directory& directory = school.directory();
  if (send.to.school == directory.schoolId || send.to.pin == school.pin) {
    return Fault{FaultCode::badInput, "That is your own school's card. Choose the card of the school it goes to."};
  }
  const std::string bundle = newId(*school.clock, *school.random);
  FileSent sent;
  sent.reference = referenceOf(bundle);
  PB_TRY_VALUE(FilePapers made, papers(sent.reference));
  TransferToMake make;
  make.pdf = std::move(made.pdf);
  make.csv = std::move(made.csv);
  for (const office::KnownDirectory& each : school.directories) make.directories.push_back(each.envelope);
  PB_TRY_VALUE(make.members, membersOf(here, made.entries, send.namesHidden));
  TransferManifest& manifest = make.manifest;
  manifest.bundle = bundle;
  manifest.fromSchool = directory.schoolId;
  manifest.fromName = directory.schoolName;
  manifest.fromPin = school.pin;
  manifest.toSchool = send.to.school;
  manifest.toName = send.to.name;
  manifest.madeAt = school.clock->now();
  manifest.madeBy = here.person.person.id;
  manifest.sender = here.person.person.name + ", " + std::string(personRoleWords(here.person.person.role));
  manifest.childName = send.pupil.name;
  manifest.className = send.pupil.className;
  const casework::ByChild born = casework::bornOnOf(here.view, here.entries);
  if (const auto day = born.find(send.pupil.ref); day != born.end()) manifest.bornOn = day->second;
  manifest.namesHidden = send.namesHidden;
  sent.entries = make.members.size();
  PB_TRY_VALUE(const Bytes sealed, makeTransfer(std::move(make), send.to, here.person.keys.signing, *school.random));

  Unnamed file(send.out);
  PB_TRY(file.write(sealed));
  casework::Step step;
  step.kind = Kind::exported;
  step.pupils = {send.pupil};
  step.pupils.front().part.clear();
  step.body = "Reference " + sent.reference + ". The words of the school's card: " + schoolCardWords(send.to);
  step.work.report = "transfer";
  step.work.forWhom = send.to.name;
  step.work.fileSha256 = sha256Hex(sealed);
  sent.due = casework::schoolDaysLater(casework::dayOn(school.clock->now()), directory.policies.transferReceiptDays);
  step.work.due = sent.due;
  const std::string card = encodeSchoolCard(send.to);
  const seal::Attachment attached[] = {{std::string(cardName), "application/json", viewOf(card)}};
  PB_TRY_VALUE(sent.log, postStep(here.school, here.person, here.entries, here.view, std::move(step), attached));
  PB_TRY(file.name());
  return sent;
}

Result<casework::CaseEntry> takeReceipt(const ReadHere& here, std::string_view receipt) {
  PB_TRY(mayTransfer(here));
  PB_TRY_VALUE(const TransferReceipt said, readTransferReceipt(receipt));
  const auto all = casework::transfersOf(here.view, here.entries, {});
  const auto found = std::find_if(all.begin(), all.end(), [&](const casework::Transfer& one) {
    return !one.fileSha256.empty() && one.fileSha256 == said.fileSha256;
  });
  if (found == all.end()) {
    return Fault{FaultCode::notFound, "This receipt is for no file that was sent from here."};
  }
  if (found->receiptChecked) return Fault{FaultCode::alreadyExists, "This receipt was taken in before."};
  PB_TRY_VALUE(const std::string cardText, attachedText(here, found->id, cardName));
  PB_TRY_VALUE(const SchoolCard card, readSchoolCard(cardText));
  PB_TRY_VALUE(const CheckedReceipt checked, checkTransferReceipt(receipt, card));
  casework::Step step;
  step.kind = Kind::received;
  step.subject = found->id;
  step.body = "Signed receipt of " + checked.signer + ", " + card.name + ", of " +
              casework::dayWords(casework::dayOn(checked.receipt.at)) + ".";
  step.work.fileSha256 = found->fileSha256;
  const seal::Attachment attached[] = {{std::string(receiptName), "application/json", viewOf(receipt)}};
  return postStep(here.school, here.person, here.entries, here.view, std::move(step), attached);
}

Result<casework::CaseEntry> noteArrival(const ReadHere& here, const std::string& exported, const std::string& how) {
  PB_TRY(mayTransfer(here));
  const auto all = casework::transfersOf(here.view, here.entries, {});
  const bool known =
      std::any_of(all.begin(), all.end(), [&](const casework::Transfer& one) { return one.id == exported; });
  if (!known) return Fault{FaultCode::notFound, "No such file was sent from here."};
  if (how.empty()) return Fault{FaultCode::badInput, "Write down how you know that it arrived."};
  casework::Step step;
  step.kind = Kind::received;
  step.subject = exported;
  step.body = how;
  return postStep(here.school, here.person, here.entries, here.view, std::move(step));
}

Result<FileTakenIn> takeIn(const ReadHere& here, const OpenedTransfer& file, const PupilPart& pupil) {
  PB_TRY(mayTransfer(here));
  if (pupil.ref.empty()) return Fault{FaultCode::badInput, "Choose one child of the school's list."};
  const BytesView whole = file.archive.view();
  const bool printedFits = file.pdf.size() <= pieceBytes;
  const bool fits = printedFits && whole.size() + file.pdf.size() <= pieceBytes;
  const std::size_t pieces = fits ? 0 : (whole.size() + pieceBytes - 1) / pieceBytes;
  FileTakenIn taken;
  std::string head;
  std::vector<std::string> already;
  if (const Entry* before = takenInBefore(here, file.fileSha256)) {
    head = before->id;
    already = piecesHere(here, head);
    if (already.size() >= pieces) {
      return Fault{FaultCode::alreadyExists, "This very file was taken in before, on " +
                                                 casework::dayWords(casework::dayOn(before->writtenAt.wall)) + "."};
    }
  } else {
    casework::Step step = importedStep(file, pupil);
    step.body = takenInWords(file, pieces);
    std::vector<seal::Attachment> attached;
    if (printedFits) attached.push_back({std::string(printedName), "application/pdf", file.pdf.view()});
    if (fits) attached.push_back({"whole.tar", "application/x-tar", whole});
    PB_TRY_VALUE(casework::CaseEntry posted,
                 postStep(here.school, here.person, here.entries, here.view, std::move(step), attached));
    head = posted.entry.id;
    taken.posted.push_back(std::move(posted));
  }
  for (std::size_t i = 0; i < pieces; ++i) {
    const std::string name = "whole-" + std::to_string(i + 1) + ".part";
    if (std::find(already.begin(), already.end(), name) != already.end()) continue;
    casework::Step step = importedStep(file, pupil);
    step.subject = head;
    step.body = "Piece " + std::to_string(i + 1) + " of " + std::to_string(pieces) + " of the archive.";
    const BytesView piece = whole.subspan(i * pieceBytes, std::min(pieceBytes, whole.size() - i * pieceBytes));
    const seal::Attachment attached[] = {{name, "application/octet-stream", piece}};
    PB_TRY_VALUE(casework::CaseEntry posted,
                 postStep(here.school, here.person, here.entries, here.view, std::move(step), attached));
    taken.posted.push_back(std::move(posted));
  }
  const Directory& directory = here.school.directory();
  taken.receipt = makeTransferReceipt({file.manifest.bundle, file.fileSha256, directory.schoolId, directory.schoolName,
                                       here.person.person.name, here.school.clock->now()},
                                      here.person.keys.signing);
  return taken;
}

Result<FilesKept> filesKept(const ReadHere& here, const std::string& imported) {
  PB_TRY(mayTransfer(here));
  const auto head = here.entries.find(imported);
  if (head == here.entries.end() || head->second.entry.kind != Kind::imported) {
    return Fault{FaultCode::notFound, "No such file was taken in here."};
  }
  EntryReader reader(here.school, here.person);
  FilesKept kept;
  std::map<std::size_t, SecretBytes> pieces;
  const auto read = [&](const std::string& id) -> Status {
    PB_TRY_VALUE(const PassedOn found, reader.openAny(id));
    if (!found.checked.opened.problems.empty()) {
      return Fault{FaultCode::damaged, "This file is not as it was when it was taken in."};
    }
    PB_TRY_VALUE(const auto members, open::readTar(found.checked.opened.archive.view()));
    for (const open::TarEntry& member : members) {
      if (member.name == printedName) kept.pdf = SecretBytes::copyOf(member.bytes);
      if (member.name == "whole.tar") kept.archive = SecretBytes::copyOf(member.bytes);
      if (member.name.starts_with("whole-")) {
        pieces.emplace(std::strtoul(member.name.c_str() + 6, nullptr, 10), SecretBytes::copyOf(member.bytes));
      }
    }
    return {};
  };
  PB_TRY(read(imported));
  if (const auto all = here.view.apart.find(Kind::imported); all != here.view.apart.end()) {
    for (const std::string& id : all->second) {
      const auto entry = here.entries.find(id);
      if (entry != here.entries.end() && entry->second.entry.subject == imported) PB_TRY(read(id));
    }
  }
  for (const auto& [number, piece] : pieces) kept.archive.append(piece.view());
  casework::Step step;
  step.kind = Kind::exported;
  step.pupils = head->second.entry.pupils;
  step.body = "The file from " + head->second.entry.casework.forWhom + ", to be read.";
  step.work.report = "from-other-school";
  PB_TRY_VALUE(kept.log, postStep(here.school, here.person, here.entries, here.view, std::move(step)));
  return kept;
}

}  // namespace pillarbox::desk
