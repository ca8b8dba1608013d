// Carries postings to the server and brings back directories, rosters and other devices' entries. Works in small steps
// on the School's thread: step() starts what is due, Http::wait() moves it on. Never gives up, never blocks.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <variant>

#include "kiosk/office/chain_watch.h"
#include "kiosk/office/http.h"
#include "kiosk/office/upload.h"
#include "shared/wire/destruction.h"
#include "shared/wire/queue.h"

namespace pillarbox::office {

struct SentOne {
  std::string id;
};
struct DeliveredOne {
  std::string id;
};
struct RefusedOne {
  std::string id;
};
struct ServerTrouble {
  Fault problem;
};
struct ServerWell {};  // after trouble, or for the first time
struct NewDirectory {};
struct NewRoster {};
struct FetchedEntries {
  int count = 0;
};
struct RecordsDestroyed {  // by order of two people, on this device
  std::string order;
};
using CourierEvent = std::variant<RecordsDestroyed, SentOne, DeliveredOne, RefusedOne, ServerTrouble, ServerWell,
                                  NewDirectory, NewRoster, FetchedEntries>;

class Courier {
 public:
  using Listener = std::function<void(const CourierEvent&)>;
  // school, http and listener outlive this; the listener is called from step() and Http::wait().
  // What others have posted is asked for every `betweenFetches`.
  Courier(School& school, Http& http, Listener listener, Milliseconds betweenFetches = std::chrono::seconds(60));

  // As long as something is worth doing, starts it.
  void step();
  // Until step() has something to do; the most if nothing is known to come.
  Milliseconds untilNext(Milliseconds most);
  // Somebody asked, or the network is back: everything is due.
  void hurry();
  // From now on a request waits at the server for whatever is new, so that it comes within a second: on a device where
  // somebody sits and reads. Off: what waits already ends by itself.
  void waitForNews(bool on = true) { m_waitsForNews = on; }
  // Somebody waits for an answer to a call: the server is asked for that alone, unless it is being asked already.
  void hurryForCall();
  // Something was just posted: try it now, unless the server itself asked for patience.
  void nudge();
  bool busy() const { return m_uploading || m_fetching; }

  // For one pass only: true when each due posting was tried once and everything new was fetched, or the server is not
  // to be had at the moment.
  bool passDone() const { return !busy() && (m_trouble || (m_nothingDue && m_fetchedOnce)); }

 private:
  struct Listed {
    std::string envelope, receipt;
    Slip slip;
    std::int64_t index = 0;
  };
  using Answered = std::function<void(const Result<wire::Answer>&)>;

  bool refreshServer();
  void upload();
  void uploaded(const store::Store::ToSend& what, const Result<wire::Answer>& answer);
  void troubled(const Fault& problem, std::optional<Milliseconds> notBefore);
  void well();
  wire::KnownHead knownHead();
  void keepHead(const wire::CheckedReceipt& checked);

  void fetch();
  using Headers = std::vector<std::pair<std::string, std::string>>;
  void get(const std::string& target, std::size_t most, bool again, const Answered& answered, const Headers& more = {});
  void askDirectory();
  void askRoster();
  void awaitNews();    // courier_news.cpp, as the next three
  void noticeRight();  // what this device may fetch
  bool mayHave(const Slip& slip) const;
  void tellQueue();
  void askOrders();  // courier_orders.cpp, as the next five
  void askOrdersAfter(std::int64_t place);
  void nextOrder(std::size_t at);
  void sendOrders();
  void putOrder(const store::Store::Order& order, bool again);
  void carryOutOrders();
  void askEntries();
  void takeEntries(const std::string& body);
  bool beginsAgain(std::int64_t epoch);  // courier_restored.cpp, as the next three
  void sendMissing();
  void nextMissing();
  void caughtUp();
  void askStatus();
  void takeStatus(const std::string& body);
  void watchChain(const std::string& receiptEnvelope);
  void doubt(const std::string& sentence);
  void doubtSigned(const std::string& receipt, const std::string& sentence);  // if it is the server's own signature
  bool isHere(const Slip& slip) const;
  void orderToFetch();
  void tellPending();
  std::filesystem::path partialFile(const Slip& slip) const;
  void forgetPartial(const Slip& slip);
  void nextSealed(std::function<void()> then);
  bool takePiece(const Slip& slip, const wire::Answer& answer);
  void fetchEnded(bool complete);
  bool listen(const std::string& slipEnvelope, const std::string& receipt);

  School& m_school;
  Http& m_http;
  Listener m_listener;
  Milliseconds m_betweenFetches;
  std::optional<Server> m_server;
  Milliseconds m_clockOff{0};  // the server's clock less ours

  bool m_uploading = false;
  bool m_nothingDue = false;
  std::set<std::string> m_tried;
  int m_failuresInARow = 0;
  bool m_trouble = false;
  bool m_saidWell = false;
  std::string m_saidTrouble;
  Milliseconds m_notBefore{0};   // monotonic
  Milliseconds m_serverSaid{0};  // the same by Retry-After

  bool m_fetching = false;
  bool m_statusOnly = false;
  bool m_fetchedOnce = false;
  Milliseconds m_fetchAt{0};  // monotonic
  std::deque<Listed> m_toFetch;
  ChainWatch m_chain{{}, 0};
  wire::KnownHead m_headWhenAsked;
  std::int64_t m_keptUpTo = 0;        // index in the server's chain: all of it was fetched
  std::int64_t m_listedUpTo = 0;      // index in the server's chain: what was listed, fetched or not
  std::int64_t m_restoredEpoch = 0;   // of a server put back from a backup, until it is caught up with
  std::set<std::string> m_listedIds;  // by that server
  std::deque<std::string> m_missing;  // there
  int m_sentAgain = 0;
  // As much of a large sealed file as has come, also in a file of its own: after a cut connection or a restart it goes
  // on from there.
  std::string m_partialId, m_partial;
  bool m_partialFromFile = false;
  std::vector<wire::ListedOrder> m_orders;  // that the server has
  std::set<std::string> m_ordersSent;       // in this pass
  Milliseconds m_ordersAgainAt{0};          // monotonic
  bool m_waitsForNews = false;
  bool m_awaiting = false;
  Milliseconds m_awaitAt{0};  // monotonic
  std::int64_t m_newsAfter = -1;
  std::string m_queueTold;        // how many, and the oldest
  Milliseconds m_queueToldAt{0};  // monotonic
  bool m_more = false;
  bool m_toldPending = false;
  int m_fetched = 0;
};

}  // namespace pillarbox::office
