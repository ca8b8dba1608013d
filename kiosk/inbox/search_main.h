// The search's thread: owns the index of everything that was opened since unlocking, in memory. What the worker tells
// the screen it is told, too; questions come from the screen, and only the newest one is answered.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "kiosk/inbox/effect.h"
#include "kiosk/inbox/event.h"
#include "shared/base/mailbox.h"
#include "shared/search/index.h"

namespace pillarbox::inbox {

class SearchDesk {
 public:
  // `say` is called on the search's thread.
  explicit SearchDesk(std::function<void(Event)> say);
  ~SearchDesk();

  void start();
  struct Lot {
    std::vector<Entry> entries;
    bool complete = false;
  };
  static Lot lotOf(const Event& event);  // a copy of the entries that it brings
  void add(Lot lot);                     // any thread; after the screen has been told of them
  void ask(Find find);                   // any thread

 private:
  void run(const std::stop_token& stop);
  void index(const Lot& lot);
  void answer();

  std::function<void(Event)> m_say;
  std::optional<search::Index> m_index;
  std::optional<Find> m_asked;  // the newest question, also once it is answered
  bool m_due = false;           // it is to be answered (again)
  bool m_settle = true;         // once everything that was there has come
  std::mutex m_mutex;
  std::optional<Find> m_newest;  // guarded by m_mutex; takes the place of one that was not looked at yet
  Mailbox<Lot> m_mail;           // one without entries: look at m_newest
  std::jthread m_thread;
};

}  // namespace pillarbox::inbox
