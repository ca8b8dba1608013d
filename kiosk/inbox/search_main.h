// The search's thread: owns the index of everything that was opened since unlocking, in memory. What the worker tells
// the screen is overheard; questions come from the screen, and only the newest one is answered.
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
  void overhear(const Event& event);  // any thread: copies the entries that it brings
  void ask(Find find);                // any thread

 private:
  struct Add {
    std::vector<Entry> entries;
    bool complete = false;
  };
  void run(const std::stop_token& stop);
  void add(const Add& add);
  void answer();

  std::function<void(Event)> m_say;
  std::optional<search::Index> m_index;
  std::optional<Find> m_asked;  // the newest question, also once it is answered
  bool m_due = false;           // it is to be answered (again)
  bool m_settle = true;         // once everything that was there has come
  std::mutex m_mutex;
  std::optional<Find> m_newest;  // guarded by m_mutex; takes the place of one that was not looked at yet
  Mailbox<Add> m_mail;           // one without entries: look at m_newest
  std::jthread m_thread;
};

}  // namespace pillarbox::inbox
