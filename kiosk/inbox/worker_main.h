// The inbox's other thread: owns the keys, the store and everything slow. Effects go in, events come out. One run is
// one unlock, so keys are wiped when it ends and nothing is kept.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <thread>

#include "kiosk/desk/entry_loader.h"
#include "kiosk/inbox/effect.h"
#include "kiosk/inbox/event.h"
#include "kiosk/inbox/paper_main.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/mailbox.h"

namespace pillarbox::inbox {

class Worker {
 public:
  // `say` is called on the worker's thread: push into a mailbox and wake the screen.
  Worker(std::filesystem::path folder, const Clock& clock, Random& random, std::function<void(Event)> say);
  // Finishes what is in hand.
  ~Worker();

  // Before start(): what is known without unlocking. No school is not a fault; a folder that cannot be opened is.
  Result<bool> openFolder(Config& config);
  bool demo() const;
  void start();
  void ask(Effect effect);  // any thread

 private:
  void run(const std::stop_token& stop);
  void perform(Unlock& unlock);
  void perform(const OfferWords&);
  void perform(ChangePassphrase& change);
  void perform(const LoadList&);
  void perform(TakeStep& take);
  void perform(const LookForFiles&);
  void perform(LogSeen& log);
  void perform(const DecodePage& page);
  void perform(const LookForScans&);
  void perform(const ImportScans&);
  void perform(const RemoveScans&);
  void perform(MakeSchool& make);
  void perform(const KeepViews& keep);
  void perform(const KeepUnfinished& keep);
  void tellViews();
  void tellUnfinished();
  void tellComing();  // what another process is still fetching from the server
  void perform(const MakeReport& make);
  void perform(SignDirectory& sign);
  void perform(PeopleEffect& effect);  // also before anybody has unlocked
  void perform(SettingsEffect& effect) { performManaged(effect); }
  void perform(ReviewEffect& effect) { performManaged(effect); }
  void perform(KeepingEffect& effect) { performManaged(effect); }
  void perform(AuditEffect& effect) { performManaged(effect); }
  template <class ManagedEffect>
  void performManaged(ManagedEffect& effect);
  void perform(const PrintingEffect& effect);  // also before anybody has unlocked
  void perform(const Find&) {}                 // the search's thread does
  void perform(const EndProcess&) {}
  void loadNew();
  void loadSome();     // the next lot of what loadNew() found
  void recheckSome();  // once all is on the screen
  void lookAgain();
  bool somethingNew();
  void tellSchool();                                     // directory and roster, if they are others than those told of
  void forgetTold(const std::vector<std::string>& ids);  // they are loaded anew
  void noteTold(const CaseEntry& posted);
  void noteLooked();  // that this reader has been here
  std::string lookedSetting() const;
  Result<SchoolMade> makeSchool(MakeSchool& make);
  Config configOf() const;

  std::filesystem::path m_folder;
  const Clock& m_clock;
  Random& m_random;
  std::function<void(Event)> m_say;
  std::optional<office::School> m_school;
  std::optional<desk::Unlocked> m_person;
  std::set<std::string, std::less<>> m_told;  // ids and states already sent to the screen
  std::vector<std::string> m_notFor;          // ids of postings that this person may not read
  std::vector<std::string> m_shut;            // ids of those that did not open
  bool m_granted = false;                     // something came that may open them
  std::optional<desk::EntryLoader> m_loader;
  bool m_saidFirst = false;     // something of the list is on the screen
  bool m_saidComplete = false;  // all of it is
  PaperDesk m_paper;
  std::vector<Coming> m_coming;  // as last told
  std::string m_doubts;          // of the server's records, as last told
  bool m_listing = false;
  std::optional<WallTime> m_lookedBefore;  // when this reader was last here
  WallTime m_lookedNow{};                  // when what is on the disk was last told
  std::string m_toldDirectory;             // SHA-256 of the directory last told of
  std::filesystem::file_time_type m_toldRoster{};
  std::array<std::int64_t, 4> m_counted{};  // postings by state when it was last looked
  Mailbox<Effect> m_mail;
  std::jthread m_thread;
};

}  // namespace pillarbox::inbox
