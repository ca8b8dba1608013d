// Alert e-mails that this device sends itself, in the store's file, so that they outlive whoever sends them: which are
// to be sent and what became of each. A connection of its own; one thread at a time, and any number of processes: an
// alert is claimed before it is sent. Lost with a damaged file: what is unseen and new is then told once more.
// Its words (reasons, states) are those of shared/alert.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::store {

class StoreFile;

struct StoredAlert {
  std::string posting;  // or what else it is about: a day, a test
  std::string person, reason;
  bool urgent = false, pleaseLook = false, mayName = false;
  int unread = 0;
  std::string number;  // of a test, until it is done
  std::string state = "waiting";
  int attempts = 0;
  WallTime nextAt{};
  std::string problem;
  WallTime createdAt{}, doneAt{};
};

class AlertTable {
 public:
  // The store in `file`, which Store::open has made.
  static Result<std::unique_ptr<AlertTable>> open(const std::filesystem::path& file, const Clock& clock);
  ~AlertTable();
  AlertTable(const AlertTable&) = delete;
  AlertTable& operator=(const AlertTable&) = delete;

  struct Noticed {
    std::string id, audience;
    bool urgent = false;
    WallTime at{};
  };
  // Concerns, additions, mistakes and calls posted on this device and not destroyed, by when they were first noticed
  // here, newest first, the newest 2,000. Notices what is new: as of now if it was written in the last 72 hours (it may
  // have waited as a draft), else as of then. A time that lies ahead, because a clock was wrong, becomes now.
  Result<std::vector<Noticed>> noticedSince(WallTime since, WallTime now);

  Status add(const StoredAlert& alert);                                        // one that is there stays as it is
  Result<std::vector<StoredAlert>> about(const std::string& posting);          // in any state
  Result<std::vector<StoredAlert>> madeSince(WallTime since);                  // newest first, 500 at most
  Result<std::optional<StoredAlert>> claim(WallTime now, Milliseconds lease);  // the most urgent that is due
  Result<std::optional<WallTime>> nextAt();                                    // when the next one that waits is due
  Status finish(const StoredAlert& alert, const std::string& state, const std::string& problem, WallTime now);
  Status later(const StoredAlert& alert, const std::string& problem, WallTime nextAt);
  Status stopWaiting();                // somebody else sends them from now on: those that wait are needless
  Status forgetBefore(WallTime time);  // those that are done

  // The box with author and category that came with a posting; empty: none.
  Result<Bytes> routing(const std::string& posting);
  // Once no alert that may name them waits any more.
  Status dropRoutingIfDone(const std::string& posting);
  Status dropRoutingNoticedBefore(WallTime time);
  // Where nobody is told from here. Not with a server: what waits to be sent to it goes with its box.
  Status dropAllRouting();
  Result<bool> anyRouting();

 private:
  explicit AlertTable(std::unique_ptr<StoreFile> file);

  std::unique_ptr<StoreFile> m_file;
};

}  // namespace pillarbox::store
