// From what was posted to e-mails that a mail server has taken over, wherever the queue is kept: the server's tables
// (server/alert_book.h) or a terminal's own store (kiosk/office/alert_book.h). What is due is worked out anew from what
// is stored, so nothing is lost when this is stopped between storing a posting and sending: an e-mail goes at least
// once, and one that goes twice has the same Message-ID.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "shared/alert/schedule.h"
#include "shared/alert/smtp.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/record/directory.h"
#include "shared/record/slip.h"

namespace pillarbox::alert {

inline constexpr Milliseconds claimedFor = std::chrono::seconds(90);  // longer than handing over one e-mail can take
inline constexpr Milliseconds givenUpAfter = std::chrono::hours(24 * 7);
inline constexpr Milliseconds noteLife = std::chrono::hours(72);  // of author and category, whatever became of e-mails
inline constexpr Milliseconds reportedFor = std::chrono::hours(24 * 60);
inline constexpr Milliseconds digestLooksBack = std::chrono::hours(24 * 60);

// How long to wait after so many attempts that came to nothing: an urgent one a minute at most, others a quarter of an
// hour.
Milliseconds retryAfter(int attempts, bool urgent);

// What was posted to be read: what alerts are about.
bool isAlerted(Kind kind);
// A person's step that shows they have seen what it is about.
bool showsSeen(Kind kind);

enum class State { waiting, sent, refused, needless };
std::string_view stateName(State state);

struct Queued {
  std::string school;
  Due due;
  std::string number;  // of a test
  int attempts = 0;
  WallTime nextAt{};
  WallTime createdAt{};
};

// What is told of an alert: never to whom by address, nor of what.
struct Report {
  std::string posting, person, reason, state, problem;
  bool pleaseLook = false;
  int attempts = 0;
  WallTime createdAt{}, doneAt{};
};

// Who wrote and what category they chose: for the first e-mails about a posting, and kept in a sealed box until then.
struct Note {
  std::string author, category;
};
std::string encodeNote(const Note& note);    // readable: to be boxed and wiped
Note decodeNote(std::string_view readable);  // what cannot be read is left out

// What a Round needs to know and to keep. Schools are named as the keeper names them.
class Book {
 public:
  virtual ~Book() = default;

  virtual Result<std::shared_ptr<const Directory>> directory(const std::string& school) = 0;  // null: not known
  // Postings received since then, with who was told of them and whether somebody has seen them.
  virtual Result<std::vector<Waiting>> postingsSince(const std::string& school, WallTime since) = 0;
  virtual Result<bool> seen(const std::string& school, const std::string& posting) = 0;
  virtual Result<Note> note(const std::string& school, const std::string& posting) = 0;
  // Once no e-mail that may name them is to be sent any more.
  virtual Status dropNoteIfDone(const std::string& school, const std::string& posting) = 0;

  virtual Status add(const std::string& school, const Due& due, const std::string& number, WallTime now) = 0;
  virtual Result<bool> hasAny(const std::string& school, const std::string& posting) = 0;  // queued or done
  // The next one that is due, most urgent first, now nobody else's for `lease`. None: nothing is due.
  virtual Result<std::optional<Queued>> claim(WallTime now, Milliseconds lease) = 0;
  virtual Status finish(const Queued& alert, State state, const std::string& problem, WallTime now) = 0;
  virtual Status later(const Queued& alert, const std::string& problem, WallTime nextAt) = 0;
};

// One thread at a time.
class Round {
 public:
  Round(Book& book, const Clock& clock) : m_book(book), m_clock(clock) {}

  // Queues what is due there. When something will be due next, as far as it is known.
  Result<std::optional<WallTime>> plan(const std::string& school);

  struct Done {
    int sent = 0, refused = 0, needless = 0, later = 0;
    std::string problem;  // why something was not sent: one plain sentence
  };
  // Hands over what is due, one after the other. Ends at the first that finds the mail server away, since it is away
  // for the others too, and something urgent may have come meanwhile.
  Result<Done> send(const SmtpAccount& account, const std::stop_token& stop = {});

 private:
  enum class Came { done, trouble };
  Result<Came> sendOne(const SmtpAccount& account, const Queued& queued, const std::stop_token& stop, Done& done);
  Result<Mail> mailFor(const SmtpAccount& account, const Queued& queued, const Directory& directory,
                       const Person& person);

  Book& m_book;
  const Clock& m_clock;
};

}  // namespace pillarbox::alert
