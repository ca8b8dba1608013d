#include "kiosk/office/office.h"

#include <sys/prctl.h>

#include "kiosk/office/alert_watch.h"
#include "kiosk/office/courier.h"
#include "kiosk/office/read_status.h"
#include "kiosk/office/settings.h"
#include "shared/base/log.h"
#include "shared/record/ids.h"

namespace pillarbox::office {

namespace {

// How soon what another process posted into the same store is noticed. Nothing is drawn for it.
constexpr Milliseconds longestSleep = std::chrono::seconds(10);
constexpr Milliseconds betweenCounts = std::chrono::seconds(1);

std::string seenSetting(std::string_view messageId) {
  return "message-seen:" + std::string(messageId);
}

// One request at a time, on the office's thread.
class Desk {
 public:
  Desk(School& school, Courier& courier, const Office::Listener& listener)
      : m_school(school), m_courier(courier), m_listener(listener), m_alerts(school) {}

  void operator()(const PostRequest& request) {
    const std::string& id = request.posting.slip.id;
    const Result<store::Posting> posted = postPrepared(m_school, request.posting, request.person.get());
    answer(id, posted);
  }

  void operator()(const SaveDraft& request) {
    const Status saved = m_school.store->saveDraft(request.draft);
    if (saved.ok()) {
      m_listener(DraftSaved{request.draft.id});
    } else {
      m_listener(DraftFailed{request.draft.id, saved.fault()});
    }
  }

  void operator()(const DropDraft& request) {
    const Status dropped = m_school.store->dropDraft(request.id);
    if (!dropped.ok()) m_listener(DraftFailed{request.id, dropped.fault()});
  }

  void operator()(const PostDraftAsItIs& request) { answer(request.id, postDraft(m_school, request.id)); }

  void operator()(const AskMine& request) {
    Result<std::vector<MineItem>> items = mineOf(m_school, request.authorTag);
    if (items.ok()) {
      m_listener(Mine{request.authorTag, std::move(*items)});
    } else {
      m_listener(StoreProblem{items.fault()});
    }
  }

  void operator()(const AskCall& request) {
    const Result<CallStatus> status = callStatusOf(m_school, request.id);
    if (!status.ok()) return m_listener(StoreProblem{status.fault()});
    m_listener(*status);
    if (!status->seen) m_courier.hurryForCall();
  }

  void operator()(const MessageSeen& request) {
    const Status kept = m_school.store->setSetting(seenSetting(request.id), "1");
    if (!kept.ok()) m_listener(StoreProblem{kept.fault()});
  }

  void operator()(const BadgeWork& work) {
    const BadgeAnswer done = perform(m_school, work);
    // The screens know of it before they hear that it was done.
    if (done.what == BadgeAnswer::What::right) sayPlace();
    m_listener(done);
  }

  void operator()(const RefreshCounts&) { sayCountsSoon(); }

  void operator()(const TryNow&) { m_courier.hurry(); }

  void operator()(const WaitForNews& request) { m_courier.waitForNews(request.on); }

  // After a while of quiet or once a second, whichever comes first: counting anew for each of 500 deliveries would be
  // slow.
  void sayCountsSoon() { m_countsDue = true; }
  bool countsDue() const { return m_countsDue; }
  void sayCountsIfDue() {
    const Milliseconds now = m_school.clock->monotonic();
    if (!m_countsDue || (m_courier.busy() && now - m_saidAt < betweenCounts)) return;
    m_saidAt = now;
    sayCounts();
  }

  void sayCounts() {
    m_countsDue = false;
    const Result<Counts> counts = countsOf(m_school);
    if (counts.ok()) {
      m_listener(*counts);
    } else {
      m_listener(StoreProblem{counts.fault()});
    }
  }

  // What other programs have done to the folder, and drafts of those that have ended.
  void lookAround() {
    const Result<int> drafts = postDraftsLeftBehind(m_school);
    if (!drafts.ok()) m_listener(StoreProblem{drafts.fault()});
    const Result<bool> changed = refresh(m_school);
    const bool otherMail = m_alerts.look();
    if ((changed.ok() && *changed) || otherMail) sayPlace();
    const Result<store::Counts> counts = m_school.store->counts();
    const std::int64_t all =
        counts.ok() ? counts->stored + counts->sending + counts->delivered + counts->refused : m_postings;
    if (all != m_postings) {
      sayCountsSoon();
      m_alerts.wake();
    }
    m_postings = all;
  }

  void sayPlace() {
    Result<Place> place = placeOf(m_school);
    if (place.ok()) m_listener(PlaceChanged{std::make_shared<const Place>(std::move(*place))});
  }

 private:
  void answer(const std::string& id, const Result<store::Posting>& posted) {
    if (!posted.ok()) {
      log::fault("post", posted.fault());
      m_listener(PostFailed{id, posted.fault()});
      return;
    }
    m_courier.nudge();
    m_alerts.wake();
    m_listener(Posted{id, referenceOf(id), posted->state});
    sayCountsSoon();
  }

  School& m_school;
  Courier& m_courier;
  const Office::Listener& m_listener;
  AlertWatch m_alerts;
  bool m_countsDue = true;
  Milliseconds m_saidAt{0};
  std::int64_t m_postings = 0;
};

void tell(const CourierEvent& event, Desk& desk, const Office::Listener& listener) {
  if (const auto* delivered = std::get_if<DeliveredOne>(&event)) {
    listener(Delivered{delivered->id});
    desk.sayCountsSoon();
  } else if (std::holds_alternative<RefusedOne>(event) || std::holds_alternative<FetchedEntries>(event)) {
    desk.sayCountsSoon();
  } else if (const auto* trouble = std::get_if<ServerTrouble>(&event)) {
    listener(ServerProblem{trouble->problem});
  } else if (std::holds_alternative<ServerWell>(event)) {
    listener(ServerFine{});
  } else if (std::holds_alternative<NewDirectory>(event) || std::holds_alternative<NewRoster>(event)) {
    desk.sayPlace();
    desk.sayCountsSoon();
  }
}

}  // namespace

Result<Counts> countsOf(School& school) {
  PB_TRY_VALUE(const store::Counts stored, school.store->counts());
  PB_TRY_VALUE(const auto progress, progressOfAll(school));
  PB_TRY_VALUE(const std::vector<store::Posting> concerns, school.store->postings({.kind = Kind::concern}));
  Counts counts;
  counts.waitingToSend = stored.waiting();
  counts.refused = stored.refused;
  for (const store::Posting& posting : concerns) {
    if (!progress.contains(posting.slip.id)) ++counts.waitingToBeRead;
  }
  return counts;
}

Result<std::vector<MineItem>> mineOf(School& school, const Bytes& authorTag) {
  std::vector<MineItem> items;
  if (authorTag.empty()) return items;
  PB_TRY_VALUE(const std::vector<store::Posting> postings, school.store->postings({.authorTag = authorTag}));
  PB_TRY_VALUE(const auto progress, progressOfAll(school));
  PB_TRY_VALUE(const auto messages, messagesToAll(school));
  const Milliseconds inTime = std::chrono::hours(school.directory().policies.notReadAfterHours);
  for (const store::Posting& posting : postings) {
    if (isCasework(posting.slip.kind)) continue;
    MineItem item;
    item.id = posting.slip.id;
    item.reference = referenceOf(posting.slip.id);
    item.kind = posting.slip.kind;
    item.subject = posting.slip.subject;
    item.writtenAt = posting.slip.writtenAt;
    item.audience = posting.slip.audience;
    if (const auto said = messages.find(item.id); said != messages.end()) {
      for (const MessageTo& message : said->second) {
        PB_TRY_VALUE(const std::optional<std::string> seen, school.store->setting(seenSetting(message.id)));
        item.messages.push_back({message, !seen.has_value()});
      }
    }
    if (posting.state == store::State::delivered) item.state = MineItem::State::delivered;
    if (posting.state == store::State::refused) item.state = MineItem::State::refused;
    if (const auto known = progress.find(item.id); known != progress.end()) {
      item.state = known->second.progress == Progress::closed  ? MineItem::State::closed
                   : known->second.progress == Progress::acted ? MineItem::State::acted
                                                               : MineItem::State::read;
      item.progressAt = known->second.at;
    } else {
      item.notReadInTime = school.clock->now() - item.writtenAt > inTime;
    }
    items.push_back(std::move(item));
  }
  return items;
}

Result<CallStatus> callStatusOf(School& school, const std::string& id) {
  CallStatus status{id, false, std::nullopt};
  PB_TRY_VALUE(const std::optional<store::Posting> posting, school.store->posting(id));
  status.delivered = posting && posting->state == store::State::delivered;
  PB_TRY_VALUE(const auto progress, progressOfAll(school));
  if (const auto known = progress.find(id); known != progress.end()) status.seen = known->second;
  return status;
}

Result<std::unique_ptr<Office>> Office::start(const std::filesystem::path& folder, const Clock& clock, Random& random,
                                              Listener listener, Milliseconds betweenFetches) {
  PB_TRY_VALUE(School school, openSchool(folder, clock, random));
  PB_TRY_VALUE(std::unique_ptr<Http> http, Http::make());
  PB_TRY_VALUE(Place place, placeOf(school));
  PB_TRY_VALUE(const std::optional<std::string> language, school.store->setting(settingLanguage));
  std::unique_ptr<Office> office(new Office(std::move(http), std::move(listener)));
  office->m_language = language.value_or("");
  office->m_wasDamaged = school.setAside.has_value();
  office->m_place = std::make_shared<const Place>(std::move(place));
  Office* self = office.get();
  office->m_thread =
      std::jthread([self, betweenFetches, given = std::make_shared<School>(std::move(school))](
                       const std::stop_token& stop) { self->run(stop, std::move(*given), betweenFetches); });
  return office;
}

Office::~Office() {
  m_thread.request_stop();
  m_http->wake();
}

void Office::ask(OfficeRequest request) {
  m_requests.push(std::move(request));
  m_http->wake();
}

void Office::run(const std::stop_token& stop, School school, Milliseconds betweenFetches) {
  prctl(PR_SET_NAME, "office");
  Desk* answering = nullptr;
  Courier courier(
      school, *m_http, [&](const CourierEvent& event) { tell(event, *answering, m_listener); }, betweenFetches);
  Desk desk(school, courier, m_listener);
  answering = &desk;

  Milliseconds lookedAt{-longestSleep};
  while (!stop.stop_requested()) {
    while (const std::optional<OfficeRequest> request = m_requests.tryTake()) std::visit(desk, *request);
    if (school.clock->monotonic() - lookedAt >= longestSleep) {
      lookedAt = school.clock->monotonic();
      desk.lookAround();
    }
    courier.step();
    desk.sayCountsIfDue();
    m_http->wait(courier.untilNext(desk.countsDue() ? betweenCounts : longestSleep));
  }
  // Whoever pressed "post" as the program ended still gets it stored.
  while (const std::optional<OfficeRequest> request = m_requests.tryTake()) std::visit(desk, *request);
  m_http->cancelAll();
}

}  // namespace pillarbox::office
