// The kiosk's dictionary, on a thread of its own: the interface never waits for it. Without a dictionary installed
// there are simply no marks.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "kiosk/post/writing.h"
#include "shared/base/mailbox.h"
#include "shared/record/directory.h"
#include "shared/record/roster.h"

namespace pillarbox::post {

class SpellingDesk {
 public:
  // `tell` is called on the dictionary's thread, which starts here and ends with this object.
  explicit SpellingDesk(std::function<void(SpellingEvent)> tell);
  ~SpellingDesk();

  void perform(SpellingAsk& ask);
  // The names that are no misspellings. Either may be null.
  void know(std::shared_ptr<const Roster> roster, std::shared_ptr<const Directory> directory);

 private:
  struct Names {
    std::shared_ptr<const Roster> roster;
    std::shared_ptr<const Directory> directory;
  };
  using Order = std::variant<CheckSpelling, SuggestSpelling, Names>;
  void work(const std::stop_token& stop);

  std::function<void(SpellingEvent)> m_tell;
  Mailbox<Order> m_orders;
  std::jthread m_thread;  // last: it uses the others until it has ended
};

}  // namespace pillarbox::post
