// The SQLite store of one device: postings, outbox, drafts, directory versions, receipts, settings. One Store is used
// by one thread; any number of processes may have the same file open (WAL, synchronous=FULL, busy timeout). Nothing in
// it is readable without a key.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/record/slip.h"

namespace pillarbox::store {

// A posting's way to the server. stored: on this disk. sending: a process has it in hand (a lease, so that a crash
// frees it). delivered: the receipt was checked. refused: the server will never take it; set aside and shown to the
// DSL.
enum class State { stored, sending, delivered, refused };
std::string_view stateName(State state);

struct NewPosting {
  Slip slip;  // without chainId, seq, previousSlipSha256: the store gives those
  Bytes sealed;
  Bytes routing;          // sealed box for the server; may be empty
  Bytes authorTag;        // keyed hash of the author's id under the device's tag secret; may be empty
  std::string dropDraft;  // id of the draft this replaces, deleted in the same transaction; may be empty
};

struct Posting {
  Slip slip;
  std::string envelope;  // the DSSE envelope, exactly as signed
  State state = State::stored;
  int attempts = 0;
  WallTime nextTryAt{};
  std::string lastProblem;  // fault name, e.g. "timed-out"
  std::string receipt;      // DSSE envelope of the receipt, once delivered
  bool fromServer = false;  // another device's, fetched
};

struct Draft {
  std::string id;  // becomes the posting's id
  Kind kind = Kind::concern;
  std::string subject;
  std::string audience;
  bool urgent = false;
  WallTime writtenAt{};
  std::string contentSha256;
  std::int64_t directoryVersion = 0;
  Bytes sealed, routing, authorTag;
  std::string session;  // boot id and process start of the program that holds the readable copy
};

struct Counts {
  std::int64_t stored = 0, sending = 0, delivered = 0, refused = 0;
  std::int64_t waiting() const { return stored + sending; }
};

struct Opened;

class Store {
 public:
  // Called inside the inserting transaction with the final slip; returns its signed DSSE envelope.
  using SlipSigner = std::function<Result<std::string>(const Slip&)>;

  // Opens or creates. newerVersion if written by a newer Pillarbox (one sentence, nothing touched). A damaged file is
  // renamed to NAME.damaged-TIME (with its -wal and -shm) and a fresh store with a new chain is made: see Opened.
  static Result<Opened> open(const std::filesystem::path& file, const Clock& clock, Random& random);
  virtual ~Store() = default;

  // --- posting ------------------------------------------------------------------------------------------------------
  // On return the posting is on disk (fsynced) or nothing is. BEGIN IMMEDIATE; the chain's seq and previous hash are
  // assigned, `sign` is called, the row is inserted. The same id with the same sealed bytes again gives the stored
  // posting; other bytes: alreadyExists.
  virtual Result<Posting> post(const NewPosting& posting, const SlipSigner& sign) = 0;
  virtual Result<std::optional<Posting>> posting(std::string_view id) = 0;
  virtual Result<Bytes> sealed(std::string_view id) = 0;
  // Newest first, by when they came into this store. Without sealed bytes.
  struct Filter {
    std::optional<Kind> kind;
    std::optional<State> state;
    std::string subject;
    Bytes authorTag;
  };
  virtual Result<std::vector<Posting>> postings(const Filter& filter) = 0;
  virtual Result<Counts> counts() = 0;
  // Which postings there are and how far each has come, newest first: for whoever looks what is new among very many.
  // Without what was destroyed, and what was said about nothing but that; the log of it is here.
  struct Known {
    std::int64_t n = 0;  // its place in this file
    std::string id;
    State state = State::stored;
  };
  virtual Result<std::vector<Known>> known() = 0;
  // Those at these places, in this order, each with what keepOpened() kept of it for `reader`; one that is not there is
  // left out.
  struct WithKept {
    Posting posting;
    std::int64_t n = 0;
    Bytes kept;  // empty: nothing
  };
  virtual Result<std::vector<WithKept>> postingsAt(const std::vector<std::int64_t>& places,
                                                   std::string_view reader) = 0;
  // What a reader has opened, kept so that it need not be opened again at the next unlocking. `box` is sealed: nothing
  // readable is ever given to this store. Takes the place of what was kept before; goes when the sealed file goes.
  struct Kept {
    std::int64_t n = 0;
    Bytes box;
  };
  virtual Status keepOpened(std::string_view reader, const std::vector<Kept>& opened) = 0;
  virtual Status forgetOpened(std::string_view reader) = 0;
  // Entries fetched from the server (other devices' postings): kept as delivered. Already there with the same slip:
  // nothing. Of one that was destroyed only the slip is kept, whatever `sealed` is.
  virtual Status keepFetched(const std::string& envelope, const Slip& slip, BytesView sealed,
                             const std::string& receipt) = 0;
  // What was done about a posting, where this device may not fetch the sealed file of it: lastProblem is `withheld`,
  // known() leaves it out, and keepFetched() completes it once it may. Already there: nothing.
  static constexpr std::string_view withheld = "withheld";
  virtual Status keepSlip(const std::string& envelope, const Slip& slip) = 0;

  // --- outbox -------------------------------------------------------------------------------------------------------
  struct ToSend {
    Posting posting;
    Bytes sealed, routing;
  };
  // The due posting with the fewest attempts, calls first, then the oldest (so that one the server chokes on holds up
  // no other), leased to this process until `lease` from now (monotonic within a boot, freed at reboot and when the
  // process has ended); none if none due. Due times do not follow the wall clock within a boot, and one further ahead
  // than longestWait counts as due, so that a clock set wrong stalls nothing. A posting whose sealed bytes are no
  // longer what was signed is refused here ("damaged"), and the next one taken.
  static constexpr Milliseconds longestWait = std::chrono::hours(1);
  virtual Result<std::optional<ToSend>> takeDue(Milliseconds lease) = 0;
  virtual Result<std::optional<Milliseconds>> untilNextDue() = 0;
  // Stores the receipt, clears routing, state delivered; in one transaction.
  virtual Status markDelivered(std::string_view id, const std::string& receiptEnvelope) = 0;
  virtual Status markRetry(std::string_view id, Milliseconds after, std::string_view problem) = 0;
  virtual Status markRefused(std::string_view id, std::string_view problem) = 0;
  virtual Status makeAllDueNow() = 0;  // the network is back, or `sync --once`

  // --- drafts -------------------------------------------------------------------------------------------------------
  virtual Status saveDraft(const Draft& draft) = 0;
  virtual Status dropDraft(std::string_view id) = 0;
  virtual Result<std::vector<Draft>> drafts() = 0;

  // --- directory, roster, settings -----------------------------------------------------------------------------------
  struct StoredDirectory {
    std::int64_t version = 0;
    std::string envelope;
    std::string sha256;
  };
  // The version must be the newest + 1, the first, or the first of a later epoch.
  virtual Status addDirectory(const StoredDirectory& directory) = 0;
  virtual Result<std::vector<StoredDirectory>> directories() = 0;  // oldest first
  virtual Result<std::optional<std::string>> setting(std::string_view key) = 0;
  virtual Status setSetting(std::string_view key, std::string_view value) = 0;

  // --- destruction by order of two people (shared/record/destruction.h) ----------------------------------------------
  // Signatures are checked by whoever calls; this store only makes sure that nothing goes without an order here.
  struct Order {
    std::string id, sha256;  // of the signed bytes, hex
    std::string envelope;
    bool complete = false;    // signed by two
    WallTime carriedOutAt{};  // on this device; zero: not yet
  };
  // New, or the same with its second signature. The same again is fine, and so is the first when the second is there;
  // another one under that id is alreadyExists.
  virtual Status keepOrder(const Order& order) = 0;
  virtual Result<std::vector<Order>> orders() = 0;  // oldest first
  struct Named {
    std::string id, slipSha256, sealedSha256;  // hex
  };
  // Takes away the sealed files that are named, with what readers have opened of them, drafts and routing, all at once
  // or not at all; slips and receipts stay. What is not here is noted, so that it never comes. `carryOut` false: only
  // that note, and nothing that is here goes. notFound without that order, complete; notTrusted if something here
  // under one of the ids is another posting or the log of a destruction.
  virtual Status destroy(std::string_view orderId, const std::vector<Named>& named, bool carryOut) = 0;
  // Nothing of what went is left in the file or its log (as far as a file system can say so). False while another
  // process is reading: to be tried again. Nothing to do: true.
  virtual Result<bool> scrub() = 0;
  // By id: the order that named it.
  virtual Result<std::map<std::string, std::string, std::less<>>> destroyed() = 0;

  // --- checking -----------------------------------------------------------------------------------------------------
  // PRAGMA integrity_check and the structure of every chain (seq without gaps, previous hashes, hashes of sealed
  // bytes). Signatures and receipts are checked by whoever can (kiosk/office/verify.h). One problem a line: {id or "",
  // sentence}.
  struct Problem {
    std::string id, says;
  };
  virtual Result<std::vector<Problem>> check() = 0;
  virtual Result<std::vector<Posting>> chain(std::string_view chainId) = 0;  // in seq order
  virtual Result<std::vector<std::string>> chainIds() = 0;
};

struct Opened {
  std::unique_ptr<Store> store;
  bool created = false;
  std::optional<std::filesystem::path> setAside;  // where the damaged database went
  std::int64_t salvaged = 0;                      // postings brought over whole from it, in their own old chain
};

}  // namespace pillarbox::store
