// The back office of a screen program: one thread that owns the School (store, outbox, network). Screens send it
// requests and get replies; nothing waits. A posting is committed before it is sent anywhere.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "kiosk/office/badges.h"
#include "kiosk/office/http.h"
#include "kiosk/office/poster.h"
#include "kiosk/office/read_status.h"
#include "shared/base/mailbox.h"

namespace pillarbox::office {

// --- requests
// -------------------------------------------------------------------------------------------------------------
struct PostRequest {
  store::NewPosting posting;                       // from prepare()
  std::shared_ptr<const seal::SigningKey> person;  // for casework
};
struct SaveDraft {
  store::Draft draft;  // from prepareDraft(); with the same id it replaces the one before
};
struct DropDraft {
  std::string id;
};
struct PostDraftAsItIs {  // "give it to the DSL as it is"
  std::string id;
};
struct AskMine {
  Bytes authorTag;
};
// Whether a call was seen. Answered at once, and the server is asked meanwhile: ask again for what it says.
struct AskCall {
  std::string id;
};
struct MessageSeen {  // its reader has read it: not `fresh` any more, on this device
  std::string id;
};
struct RefreshCounts {};
struct TryNow {};  // the network is back, or somebody asked
struct WaitForNews {
  bool on = true;  // from now on: Courier::waitForNews()
};
using OfficeRequest = std::variant<PostRequest, SaveDraft, DropDraft, PostDraftAsItIs, AskMine, AskCall, MessageSeen,
                                   RefreshCounts, TryNow, WaitForNews, BadgeWork>;

// --- replies
// --------------------------------------------------------------------------------------------------------------
struct Posted {
  std::string id;
  std::string reference;
  store::State state = store::State::stored;
};
struct PostFailed {
  std::string id;
  Fault fault;
};
struct DraftSaved {
  std::string id;
};
struct DraftFailed {
  std::string id;
  Fault fault;
};
struct Delivered {
  std::string id;
};
struct MineItem {
  enum class State { stored, delivered, read, acted, closed, refused } state = State::stored;
  std::string id;
  std::string reference;
  Kind kind = Kind::concern;
  std::string subject;
  WallTime writtenAt{};
  WallTime progressAt{};       // when it was read, acted on or closed
  bool notReadInTime = false;  // policies.notReadAfterHours have passed: say whom to tell
  std::string audience;        // whom it went to
  struct Message {
    MessageTo said;
    bool fresh = false;  // MessageSeen was not said of it
  };
  std::vector<Message> messages;  // to its writer, oldest first
};
struct Mine {
  Bytes authorTag;
  std::vector<MineItem> items;  // newest first
};
struct CallStatus {
  std::string id;
  bool delivered = false;
  std::optional<ProgressOf> seen;
};
struct Counts {
  std::int64_t waitingToBeRead = 0;
  std::int64_t waitingToSend = 0;
  std::int64_t refused = 0;
};
struct ServerProblem {
  Fault fault;
};
struct ServerFine {};
struct PlaceChanged {  // a new directory or roster
  std::shared_ptr<const Place> place;
};
struct StoreProblem {  // said once for each thing that went wrong with the disk
  Fault fault;
};
using OfficeReply = std::variant<Posted, PostFailed, DraftSaved, DraftFailed, Delivered, Mine, CallStatus, Counts,
                                 ServerProblem, ServerFine, PlaceChanged, StoreProblem, BadgeAnswer>;

class Office {
 public:
  // Called on the office's thread: push into a mailbox and wake the screen; nothing slow.
  using Listener = std::function<void(OfficeReply)>;

  // Opens the folder here, so that what is wrong is known at once, then starts the thread. Drafts that an ended program
  // left behind are posted first. clock and random must outlive the Office and be safe from its thread.
  static Result<std::unique_ptr<Office>> start(const std::filesystem::path& folder, const Clock& clock, Random& random,
                                               Listener listener,
                                               Milliseconds betweenFetches = std::chrono::seconds(60));
  ~Office();  // stops the thread; what waits is sent at the next start

  void ask(OfficeRequest request);  // any thread
  // As it was at the start; later ones come as PlaceChanged.
  std::shared_ptr<const Place> place() const { return m_place; }
  // What this terminal speaks; empty unless it was said.
  const std::string& language() const { return m_language; }
  // A damaged database was set aside when the folder was opened.
  bool wasDamaged() const { return m_wasDamaged; }

 private:
  Office(std::unique_ptr<Http> http, Listener listener) : m_http(std::move(http)), m_listener(std::move(listener)) {}
  void run(const std::stop_token& stop, School school, Milliseconds betweenFetches);

  std::unique_ptr<Http> m_http;
  Listener m_listener;
  Mailbox<OfficeRequest> m_requests;
  std::shared_ptr<const Place> m_place;
  std::string m_language;
  bool m_wasDamaged = false;
  std::jthread m_thread;
};

// The parts of the thread that need no thread.
Result<Counts> countsOf(School& school);
Result<std::vector<MineItem>> mineOf(School& school, const Bytes& authorTag);
Result<CallStatus> callStatusOf(School& school, const std::string& id);

}  // namespace pillarbox::office
