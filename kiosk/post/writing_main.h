// The kiosk's dictionary and hints, on a thread of their own: the interface never waits for them.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <variant>

#include "kiosk/post/hints.h"
#include "kiosk/post/writing.h"
#include "shared/base/mailbox.h"
#include "shared/record/directory.h"
#include "shared/record/roster.h"
#include "shared/writing/hints.h"

namespace pillarbox::post {

// Answers CheckSpelling, SuggestSpelling and AskHints. Without a dictionary installed nothing is said of spelling,
// without rules there are no hints, and nothing else is missing. What is asked and answered lies in memory that is
// wiped when it is freed, as everything of this program's does (kiosk/platform/wiping_new.cpp).
class WritingDesk {
 public:
  using Heard = std::variant<SpellingEvent, HintsEvent>;

  // `tell` is called on the desk's thread, which starts here and ends with this object. `folder` is the school's, whose
  // rules are added if there are any.
  WritingDesk(std::filesystem::path folder, std::function<void(Heard)> tell);
  ~WritingDesk();

  // Any thread.
  void perform(SpellingAsk& ask);
  void perform(AskHints& question);
  // The names that are no misspellings and no initials, and what the school has decided about hints. Either may be
  // null.
  void know(std::shared_ptr<const Roster> roster, std::shared_ptr<const Directory> directory);

 private:
  struct Names {
    std::shared_ptr<const Roster> roster;
    std::shared_ptr<const Directory> directory;
  };
  using Order = std::variant<CheckSpelling, SuggestSpelling, AskHints, Names>;

  void work(const std::stop_token& stop);
  void load();
  SpellingArrived check(CheckSpelling& asked);
  HintsArrived answer(AskHints& asked);

  std::filesystem::path m_folder;
  std::function<void(Heard)> m_tell;
  Mailbox<Order> m_orders;
  // Of the thread alone:
  std::optional<writing::Rules> m_rules;   // as they come
  std::optional<writing::Rules> m_wanted;  // as the school's directory wants them
  writing::Speller m_speller;
  std::jthread m_thread;  // last: it uses the others until it has ended
};

}  // namespace pillarbox::post
