// Reading aloud: espeak-ng makes the sound, SDL plays it, both on a thread of its own. Only one at a time in a program:
// espeak-ng is one for the whole process. What is read is in memory only, and of the sound never more than a fifth of a
// second; afterwards espeak-ng is given something else to say into nothing, which takes the place of what it kept.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pillarbox::platform {

struct Passage {
  std::string id;    // handed back while it is read
  std::string text;  // UTF-8
};

class Speech {
 public:
  struct Heard {
    bool reading = false;  // false: it is over, was stopped, or failed
    bool failed = false;   // no voice, or no sound device
    std::string id;        // of the passage that is read now
    std::size_t word = 0;  // where its word begins, in characters
    std::size_t length = 0;
  };
  // `heard` is called on the speech thread, at each word.
  explicit Speech(std::function<void(Heard)> heard);
  ~Speech();  // stops
  Speech(const Speech&) = delete;
  Speech& operator=(const Speech&) = delete;

  // In place of whatever is being read. `language` as "en" or "cy"; another is read as English.
  void say(std::vector<Passage> passages, std::string language);
  // Silent within a twentieth of a second, wherever it is. Any thread, as say().
  void stop();

 private:
  class Thread;
  std::unique_ptr<Thread> m_thread;
};

}  // namespace pillarbox::platform
