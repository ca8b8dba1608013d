#include "kiosk/inbox/worker_main.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "kiosk/desk/access.h"
#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/files_to_add.h"
#include "kiosk/desk/next_directory.h"
#include "kiosk/desk/school_papers.h"
#include "kiosk/desk/school_write.h"
#include "kiosk/desk/soft_keys.h"
#include "kiosk/inbox/audit_main.h"
#include "kiosk/inbox/keeping_main.h"
#include "kiosk/inbox/people_main.h"
#include "kiosk/inbox/printing_main.h"
#include "kiosk/inbox/report_main.h"
#include "kiosk/inbox/reviewing_main.h"
#include "kiosk/inbox/saved_views.h"
#include "kiosk/inbox/settings_main.h"
#include "kiosk/office/fetch_pending.h"
#include "kiosk/office/settings.h"
#include "shared/base/log.h"
#include "shared/open/passphrase.h"
#include "shared/record/device_fetch.h"

namespace pillarbox::inbox {

namespace {

constexpr std::size_t firstBatch = 200;  // on the screen at once; the rest follows in larger ones
constexpr std::size_t laterBatch = 2500;
constexpr std::size_t recheckedAtOnce = 500;
constexpr std::size_t mostFiles = 500;        // to choose from
constexpr Milliseconds lookAgainEvery{1000};  // for what is posted on this terminal meanwhile

desk::PersonToMake personToMake(PersonRole role, NewPerson& person) {
  desk::PersonToMake make;
  make.role = role;
  make.name = std::move(person.name);
  make.email = std::move(person.email);
  make.room = std::move(person.room);
  make.extension = std::move(person.extension);
  return make;
}

}  // namespace

Worker::Worker(std::filesystem::path folder, const Clock& clock, Random& random, std::function<void(Event)> say)
    : m_folder(std::move(folder)), m_clock(clock), m_random(random), m_say(std::move(say)), m_paper(m_folder, m_say) {}

Worker::~Worker() {
  m_thread.request_stop();
  if (m_thread.joinable()) m_thread.join();
}

Result<bool> Worker::openFolder(Config& config) {
  std::error_code ignored;
  if (!std::filesystem::exists(m_folder, ignored) || std::filesystem::is_empty(m_folder, ignored)) return false;
  PB_TRY_VALUE(office::School school, office::openSchool(m_folder, m_clock, m_random));
  m_school.emplace(std::move(school));
  config = configOf();
  return true;
}

bool Worker::demo() const {
  return m_school && m_school->directory().demo;
}

Config Worker::configOf() const {
  const Directory& directory = m_school->directory();
  Config config;
  config.schoolName = directory.schoolName;
  config.demo = directory.demo;
  config.lockAfterSeconds = directory.policies.inboxLockSeconds;
  config.openOnTerminals = directory.policies.inboxOnTerminals;
  config.canPrint = canPrintHere();
  config.canOpenFolder = canOpenFolderHere();
  for (const Person& person : directory.people) {
    if (person.active) config.cardHolders.push_back({person.cardId, person.name});
  }
  for (const Person& person : desk::softKeysHere(*m_school)) config.softKeys.push_back({person.id, person.name});
  return config;
}

void Worker::start() {
  m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Worker::ask(Effect effect) {
  m_mail.push(std::move(effect));
}

void Worker::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const bool loading = m_loader && m_loader->more();
    const bool rechecking = m_loader && m_loader->rechecking();
    std::optional<Effect> effect = loading || rechecking ? m_mail.tryTake() : m_mail.takeFor(stop, lookAgainEvery);
    if (effect) {
      std::visit([this](auto& each) { perform(each); }, *effect);
    } else if (loading) {
      loadSome();
    } else if (rechecking) {
      recheckSome();
    } else if (m_listing && !stop.stop_requested()) {
      lookAgain();
    }
  }
  // A step that was asked for before the end is still posted.
  while (std::optional<Effect> effect = m_mail.tryTake()) {
    if (auto* take = std::get_if<TakeStep>(&*effect)) perform(*take);
    if (auto* seen = std::get_if<LogSeen>(&*effect)) perform(*seen);
    if (auto* unfinished = std::get_if<KeepUnfinished>(&*effect)) perform(*unfinished);
  }
  noteLooked();
  m_loader.reset();
  m_person.reset();
}

void Worker::perform(Unlock& unlock) {
  if (!m_school) return m_say(UnlockFailed{{FaultCode::notFound, "There is no school here yet."}});
  Result<desk::Unlocked> person =
      unlock.softPerson.empty()
          ? desk::unlock(*m_school, std::nullopt, std::move(unlock.cardSecret), std::move(unlock.passphrase),
                         desk::Starter::allow)
          : desk::unlockSoftly(*m_school, unlock.softPerson, std::move(unlock.passphrase), desk::Starter::allow);
  if (!person) return m_say(UnlockFailed{person.fault()});
  m_person.emplace(std::move(*person));
  const Result<desk::NewPassphrase> needed = desk::newPassphraseNeeded(*m_school, m_person->person.id);
  if (!needed) return m_say(UnlockFailed{needed.fault()});
  const Policies& policies = m_school->directory().policies;
  m_say(Unlocked{{m_person->person.id, m_person->person.name, std::string(personRoleWords(m_person->person.role))},
                 *needed == desk::NewPassphrase::starter,
                 *needed == desk::NewPassphrase::old ? policies.passphraseDays : 0,
                 policies.passphraseMix});
}

void Worker::perform(const OfferWords&) {
  constexpr int words = 5;
  m_say(WordsOffered{open::offerPassphrase(m_random, words, m_school && m_school->directory().policies.passphraseMix)});
}

void Worker::perform(ChangePassphrase& change) {
  if (!m_person) return m_say(PassphraseNotChanged{{FaultCode::notPermitted, "Nobody has unlocked."}});
  const Status changed = desk::changePassphrase(*m_school, *m_person, change.passphrase, m_random);
  if (!changed) return m_say(PassphraseNotChanged{changed.fault()});
  m_person->passphrase = std::move(change.passphrase);
  m_say(PassphraseChanged{});
}

void Worker::perform(const LoadList&) {
  m_listing = true;
  m_told.clear();
  m_loader.reset();
  m_saidFirst = m_saidComplete = false;
  if (const auto before = m_school->store->setting(lookedSetting()); before && *before) {
    m_lookedBefore = parseTime(**before);
  }
  tellSchool();
  tellViews();
  tellUnfinished();
  tellComing();
  loadNew();
  if (m_person) m_paper.look(*m_school);
}

// What other programs, and other devices through the server, have brought to the folder meanwhile.
void Worker::lookAgain() {
  static_cast<void>(office::refresh(*m_school).ok());  // if it cannot be now, the next time will do
  tellSchool();
  if (somethingNew()) loadNew();
  tellComing();
}

// Every posting, and every step of one on its way, changes these numbers; asking for them costs nothing, listing does.
bool Worker::somethingNew() {
  const Result<store::Counts> now = m_school->store->counts();
  if (!now) return true;  // listing says what is wrong
  const std::array<std::int64_t, 4> seen{now->stored, now->sending, now->delivered, now->refused};
  return std::exchange(m_counted, seen) != seen;
}

std::string Worker::lookedSetting() const {
  return std::string(office::settingInboxLookedPrefix) + m_person->person.id;
}

void Worker::noteLooked() {
  if (!m_person || !m_listing || m_lookedNow == WallTime{}) return;
  if (const Status kept = m_school->store->setSetting(lookedSetting(), formatTime(m_lookedNow)); !kept) {
    log::fault("looked.not-kept", kept.fault());
  }
}

void Worker::forgetTold(const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    for (const store::State each :
         {store::State::stored, store::State::sending, store::State::delivered, store::State::refused}) {
      m_told.erase(id + std::string(store::stateName(each)));
    }
  }
}

void Worker::tellSchool() {
  if (!m_person) return;
  const office::KnownDirectory& known = m_school->directories.back();
  const auto settingOf = [&](std::string_view name) {
    const auto kept = m_school->store->setting(name);
    return kept ? kept->value_or("") : std::string();
  };
  const std::string doubt = settingOf(office::settingChainDoubt);
  const std::string looked = settingOf(office::settingChainDoubtLooked);
  if (m_toldDirectory == known.sha256 && m_toldRoster == m_school->rosterTime && m_doubts == doubt + looked) return;
  m_doubts = doubt + looked;
  // Under another directory this person may read what was not for them before.
  forgetTold(std::exchange(m_notFor, {}));
  m_toldDirectory = known.sha256;
  m_toldRoster = m_school->rosterTime;
  SchoolFacts facts;
  facts.directory = std::make_shared<const Directory>(known.directory);
  facts.roster = std::make_shared<const Roster>(m_school->roster);
  facts.pupils = std::make_shared<const PupilIndex>(*facts.roster);
  facts.lastLooked = m_lookedBefore;
  facts.chainDoubt = doubt;
  facts.chainLooked = looked;
  const Device* const here = m_school->device();
  for (const Audience& audience : known.directory.audiences) {
    const bool theirs =
        std::find(audience.people.begin(), audience.people.end(), m_person->person.id) != audience.people.end();
    const bool comes = here == nullptr || mayFetch(known.directory, *here, audience.id);
    facts.fetchesLess = facts.fetchesLess || (theirs && !comes);
  }
  m_say(SchoolKnown{std::move(facts)});
}

// Only what is new, or further on its way than it was, is opened; loadSome() does, between what is asked for.
void Worker::loadNew() {
  if (!m_person) return;
  m_lookedNow = m_clock.now();
  Result<std::vector<store::Store::Known>> known = m_school->store->known();
  if (!known) return m_say(ListFailed{known.fault()});
  std::erase_if(*known, [&](const store::Store::Known& one) {
    return !m_told.insert(one.id + std::string(store::stateName(one.state))).second;
  });
  if (!m_loader) m_loader.emplace(*m_school, *m_person, m_random);
  m_loader->want(*known);
  if (m_saidComplete && known->empty()) return;
  loadSome();
}

void Worker::loadSome() {
  Result<desk::EntryLoader::Lot> lot = m_loader->next(m_saidFirst ? laterBatch : firstBatch);
  if (!lot) {
    m_loader.reset();
    return m_say(ListFailed{lot.fault()});
  }
  lot->entries.insert(lot->entries.begin(), std::make_move_iterator(lot->brought.begin()),
                      std::make_move_iterator(lot->brought.end()));
  for (std::string& id : lot->notFor) m_notFor.push_back(std::move(id));
  for (const casework::Unopened& one : lot->unopened) m_shut.push_back(one.id);
  // Of the first list every grant is known before anything is opened.
  m_granted =
      m_granted || (m_saidComplete && std::any_of(lot->entries.begin(), lot->entries.end(), [&](const auto& one) {
                      return one.entry.kind == Kind::grant && one.entry.casework.person == m_person->person.id;
                    }));
  const bool complete = !m_loader->more();
  const bool empty = lot->entries.empty() && lot->unopened.empty();
  m_saidFirst = true;
  if (!empty || (complete && !m_saidComplete)) {
    m_say(EntriesArrived{std::move(lot->entries), std::move(lot->unopened), complete});
  }
  m_saidComplete = m_saidComplete || complete;
  if (const Status kept = m_loader->keep(); !kept) log::fault("opened.not-kept", kept.fault());
  if (complete && std::exchange(m_granted, false)) {
    forgetTold(std::exchange(m_notFor, {}));
    forgetTold(std::exchange(m_shut, {}));
    loadNew();
  }
}

void Worker::recheckSome() {
  Result<desk::EntryLoader::Lot> lot = m_loader->recheckSome(recheckedAtOnce);
  if (!lot) return log::fault("recheck", lot.fault());
  if (lot->places > 0) m_say(EntriesArrived{std::move(lot->entries), std::move(lot->unopened), true});
}

// What was just posted here need not be opened and told of again.
void Worker::noteTold(const CaseEntry& posted) {
  m_told.insert(posted.entry.id + std::string(store::stateName(store::State::stored)));
}

void Worker::perform(TakeStep& take) {
  const StepNotTaken not_{take.step.kind, take.caseId, take.step.subject, {}};
  const auto failed = [&](Fault fault) {
    log::fault("step.not-posted", fault);
    m_say(StepNotTaken{not_.kind, not_.caseId, not_.subject, std::move(fault)});
  };
  if (!m_person) return failed({FaultCode::notPermitted, "Nobody has unlocked."});
  const Result<desk::FilesToAdd> files = desk::readFilesToAdd(take.files);
  if (!files) return failed(files.fault());
  Result<CaseEntry> posted = desk::postStep(*m_school, *m_person, take.about, std::move(take.step), files->attachments);
  if (!posted) return failed(posted.fault());
  noteTold(*posted);
  StepTaken taken{not_.kind, not_.caseId, not_.subject, {}};
  taken.entries.push_back(std::move(*posted));
  m_say(std::move(taken));
}

void Worker::perform(const LookForFiles&) {
  FilesFound found;
  const std::vector<desk::FilePlace> places = desk::usualPlaces();
  for (desk::FileOffered& file : desk::filesToChoose(places, mostFiles)) {
    const std::string day = formatShort(WallTime(std::chrono::seconds(file.changed)));
    found.files.push_back({std::move(file.path), std::move(file.name),
                           file.place + ", " + day + ", " + std::to_string((file.bytes + 1023) / 1024) + " KB"});
  }
  m_say(std::move(found));
}

void Worker::perform(LogSeen& log) {
  if (!m_person) return;
  Result<std::vector<CaseEntry>> posted = desk::postSeen(*m_school, *m_person, log.entries, std::move(log.seen));
  if (!posted) return log::fault("seen.not-posted", posted.fault());
  for (const CaseEntry& each : *posted) noteTold(each);
  m_say(EntriesArrived{std::move(*posted), {}, false});
}

void Worker::perform(const DecodePage& page) {
  if (!m_person) return;
  const Result<desk::PassedOn> found = desk::EntryReader(*m_school, *m_person).openAny(page.entryId);
  if (!found) return m_paper.cannotDecode(page, "This picture cannot be opened.");
  m_paper.decode(page, found->checked.opened);
}

void Worker::perform(const LookForScans&) {
  if (m_person) m_paper.look(*m_school);
}

void Worker::perform(const ImportScans&) {
  if (!m_person) return;
  m_paper.import(*m_school);
  loadNew();
}

void Worker::perform(const RemoveScans&) {
  if (!m_person) return;
  m_paper.remove();
  m_paper.look(*m_school);
}

void Worker::tellViews() {
  if (!m_person) return;
  const auto sealed = m_school->store->setting(std::string(office::settingInboxViewsPrefix) + m_person->person.id);
  if (!sealed || !*sealed) return;
  Result<std::vector<SavedView>> views = openViews(**sealed, m_person->keys.identity);
  // After a recovery the person has another key: then they begin anew.
  if (!views) return log::fault("views.not-opened", views.fault());
  m_say(FindEvent{ViewsKnown{std::move(*views)}});
}

void Worker::perform(const KeepViews& keep) {
  if (!m_person) return;
  const Result<std::string> sealed = sealViews(keep.views, m_person->keys.identity, m_random);
  if (!sealed) return log::fault("views.not-kept", sealed.fault());
  const Status kept =
      m_school->store->setSetting(std::string(office::settingInboxViewsPrefix) + m_person->person.id, *sealed);
  if (!kept) log::fault("views.not-kept", kept.fault());
}

void Worker::tellComing() {
  if (!m_person) return;
  const auto text = m_school->store->setting(office::settingFetchPending);
  std::vector<Coming> coming;
  if (text && *text) {
    for (const office::Pending& one : office::parsePending(**text)) {
      Slip slip;
      slip.kind = one.kind;
      slip.audience = one.audience;
      if (desk::accessTo(m_school->directory(), m_person->person, slip) != desk::Access::yes) continue;
      const auto here = m_school->store->posting(one.id);
      if (here && !*here) coming.push_back({one.kind, one.writtenAt, one.urgent});
    }
  }
  if (coming == m_coming) return;
  m_coming = coming;
  m_say(ListEvent{ComingKnown{std::move(coming)}});
}

void Worker::tellUnfinished() {
  if (!m_person) return;
  const std::string name = std::string(office::settingInboxUnfinishedPrefix) + m_person->person.id;
  const auto sealed = m_school->store->setting(name);
  if (!sealed || !*sealed || (*sealed)->empty()) return;
  Result<Unfinished> kept = openUnfinished(**sealed, m_person->keys.identity);
  if (!kept) log::fault("unfinished.not-opened", kept.fault());
  const bool old = kept && m_clock.now() - kept->keptAt > std::chrono::hours(24) * unfinishedDays;
  if (!kept || old || kept->empty()) {
    (void)m_school->store->setSetting(name, "");
    return;
  }
  m_say(ListEvent{UnfinishedKnown{std::move(*kept)}});
}

void Worker::perform(const KeepUnfinished& keep) {
  if (!m_person) return;
  Result<std::string> sealed = std::string();
  if (!keep.what.empty()) sealed = sealUnfinished(keep.what, m_person->keys.identity, m_random);
  const Status kept = sealed ? m_school->store->setSetting(
                                   std::string(office::settingInboxUnfinishedPrefix) + m_person->person.id, *sealed)
                             : Status{sealed.fault()};
  if (!kept) log::fault("unfinished.not-kept", kept.fault());
}

void Worker::perform(const MakeReport& make) {
  if (!m_person) return m_say(ReportNotMade{{FaultCode::notPermitted, "Nobody has unlocked."}});
  Result<SavedReport> saved = makeReport(*m_school, *m_person, make, papersFolder(m_folder), m_clock);
  if (!saved) {
    log::fault("report.not-made", saved.fault());
    return m_say(ReportNotMade{saved.fault()});
  }
  if (!saved->names.empty()) return m_say(ReportEvent{NamesFound{std::move(saved->names)}});
  m_say(ReportMade{std::move(saved->files)});
  m_say(EntriesArrived{{std::move(saved->log)}, {}, true});
}

void Worker::perform(SignDirectory& sign) {
  if (!m_person) return m_say(DirectoryNotSigned{{FaultCode::notPermitted, "Nobody has unlocked."}});
  const Result<std::int64_t> version = desk::signDirectory(*m_school, *m_person, std::move(sign.next));
  tellSchool();
  if (!version) {
    log::fault("directory.not-signed", version.fault());
    return m_say(DirectoryNotSigned{version.fault()});
  }
  m_say(DirectorySigned{std::move(sign.done)});
}

void Worker::perform(const PrintingEffect& effect) {
  inbox::perform(effect, m_say);
}

template <class ManagedEffect>
void Worker::performManaged(ManagedEffect& effect) {
  if (!m_school || !m_person) return;
  WorkerRoom room{*m_school,
                  *m_person,
                  m_folder,
                  m_clock,
                  m_random,
                  m_say,
                  [this] { tellSchool(); },
                  [this](std::vector<CaseEntry> posted) {
                    for (const CaseEntry& each : posted) noteTold(each);
                    m_say(EntriesArrived{std::move(posted), {}, true});
                  }};
  inbox::perform(room, effect);
}

void Worker::perform(PeopleEffect& effect) {
  if (m_person || !m_school) return performManaged(effect);
  LockedRoom room{*m_school, m_folder, m_say, [this] { return configOf(); }};
  performLocked(room, effect);
}

void Worker::perform(MakeSchool& make) {
  Result<SchoolMade> made = makeSchool(make);
  if (!made) {
    log::fault("school.not-made", made.fault());
    return m_say(SchoolNotMade{made.fault()});
  }
  m_say(std::move(*made));
}

Result<SchoolMade> Worker::makeSchool(MakeSchool& make) {
  std::vector<desk::PersonToMake> people;
  people.push_back(personToMake(PersonRole::dsl, make.dsl));
  people.front().passphrase = std::move(make.passphrase);
  if (!make.deputy.name.empty()) people.push_back(personToMake(PersonRole::deputy, make.deputy));
  if (!make.head.name.empty()) people.push_back(personToMake(PersonRole::head, make.head));
  if (!make.chair.name.empty()) people.push_back(personToMake(PersonRole::chair, make.chair));
  PB_TRY_VALUE(desk::MadeSchool made, desk::makeSchool(make.schoolName, std::move(people), false, m_clock, m_random));
  // Beside the data folder, never in it: whoever has the disk's folder must not have the papers.
  const std::filesystem::path papers = besideData(m_folder) / "pillarbox-papers-to-print";
  PB_TRY_VALUE(const std::vector<std::filesystem::path> written, desk::writePapers(papers, made));
  Result<office::School> school = desk::writeSchoolFolder(m_folder, made, m_clock, m_random);
  if (!school) {
    desk::removePapers(written);
    return school.fault();
  }
  m_school.emplace(std::move(*school));
  SchoolMade answer;
  answer.folder = papers.string();
  answer.config = configOf();
  answer.papers = papersIn(written, m_school->directory());
  return answer;
}

}  // namespace pillarbox::inbox
