// The tour as one walk through the real programs; its chapters are in the *_main.cpp files beside this.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tests/support/demo.h"
#include "tests/support/paper/story.h"
#include "tests/support/robot_client.h"

namespace pillarbox::support {

struct Options {
  std::string folder;
  int width = 1280, height = 800;
  std::string textScale;  // as the kiosk's own option says it; empty: as it comes
};

class Tour {
 public:
  explicit Tour(Options options) : m_options(std::move(options)), m_folder(m_options.folder) {}

  int run();

 private:
  // One step: `act` does it and is true if it happened; then a picture, unless `picture` is empty.
  void step(const std::string& picture, const std::string& says, const std::function<bool()>& act);
  std::string nextPicture(const std::string& name);  // the file of the next one
  bool why(const std::string& reason) {
    m_why = reason;
    return false;
  }

  // Until `id` can be touched: "Done" waits a moment after posting.
  bool ready(std::string_view id);

  void makeHouse();
  void writeConcern();
  void serverCut();
  void readInInbox();
  void mine();
  void onPaper();
  void paperInInbox();
  void looks();
  void practice();
  void newBadgeJoins();
  void injury();
  void calling();
  void more();
  void casework();
  void people();
  void devices();
  void firstStart();
  void settings();
  void review();
  void keeping();
  void proof();

  bool says(std::string_view id, std::string_view beginning);  // waits until it does
  bool unlockInbox();                                          // the DSL, to her list
  bool lockInbox();                                            // and back to the kiosk

  bool next(const std::string& form);  // a step on the concern that is open
  bool saveStep();
  bool backTo(const std::string& id);
  std::string lastCard();                                              // of those that can be reported lost
  bool picturePage(const std::string& part, const std::string& name);  // of the newest PDF with `part` in its name

  Options m_options;
  std::string m_folder, m_why, m_reference, m_firstCase;
  int m_steps = 0, m_passed = 0, m_pictures = 0;
  bool m_broken = false;
  std::unique_ptr<DemoSchool> m_school;
  std::unique_ptr<DemoServer> m_server;
  PaperStory m_story;
  RobotClient m_robot;
};

}  // namespace pillarbox::support
