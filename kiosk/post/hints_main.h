// The kiosk's hints, on a thread of their own: the interface never waits for them.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "kiosk/post/hints.h"
#include "shared/base/mailbox.h"
#include "shared/record/directory.h"
#include "shared/record/roster.h"
#include "shared/writing/hints.h"

namespace pillarbox::post {

// Answers AskHints. Without a dictionary nothing is said of spelling, without rules there are no hints, and nothing
// else is missing. The dictionary is loaded when it is first asked. What is asked and answered lies in memory that is
// wiped when it is freed, as everything of this program's does (kiosk/platform/wiping_new.cpp).
class HintsDesk {
 public:
  // `tell` is called on the desk's thread. `folder` is the school's, whose rules are added if there are any.
  HintsDesk(std::filesystem::path folder, std::function<void(HintsEvent)> tell);
  ~HintsDesk();

  // Any thread.
  // The names that are no misspellings and no initials. Either may be null.
  void know(std::shared_ptr<const Roster> roster, std::shared_ptr<const Directory> directory);
  void perform(AskHints& question);

 private:
  struct Names {
    std::shared_ptr<const Roster> roster;
    std::shared_ptr<const Directory> directory;
  };
  using Question = std::variant<AskHints, Names>;

  void work(const std::stop_token& stop);
  Status loadRules();
  void loadDictionary();
  void answer(AskHints& question);

  std::filesystem::path m_folder;
  std::function<void(HintsEvent)> m_tell;
  Mailbox<Question> m_questions;
  // Of the thread alone:
  writing::Rules m_rules;
  Names m_names;
  std::unique_ptr<writing::Speller> m_speller;  // from the first question on
  std::jthread m_thread;                        // last: it ends before what it uses
};

}  // namespace pillarbox::post
