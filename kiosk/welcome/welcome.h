// A terminal's first start: language, network, whose terminal it is, camera, badges and printer. apply() changes the
// state and asks for effects; draw() draws it and says what was touched. Both pure apart from what they are given. UI
// thread.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/language.h"
#include "kiosk/ui/picture.h"
#include "kiosk/ui/text_model.h"
#include "shared/base/fault.h"

namespace pillarbox::welcome {

enum class Screen { noFolder, start, network, purpose, name, invitation, joining, code, checks };
enum class Camera { waiting, seeing, none };
enum class Printing { untried, working, done, failed };

struct State {
  Screen screen = Screen::start;
  std::vector<ui::Language> languages;
  std::string language = "en";
  std::vector<std::string> addresses;  // "eth0: 192.168.1.20"; empty: not on a network
  ui::TextModel name{80, true};        // what people call this terminal
  std::string problem;                 // why it did not join
  std::string school, code;            // once it has
  Camera camera = Camera::waiting;
  ui::Picture preview;
  int cardReaders = 0;
  bool badgeRead = false;
  Printing printing = Printing::untried;
  std::string printed;  // what came of it
  bool demo = false;
};

// --- from the screens ---
struct LanguageChosen {
  std::string code;
};
struct NextPressed {};
struct BackPressed {};
struct LookAgainPressed {};
struct TryFolderPressed {};
struct NewSchoolPressed {};
struct JoinPressed {};
struct NameEdited {
  ui::EditAction action;
};
struct PrintPressed {};
// --- from elsewhere ---
struct FolderIs {  // the data folder: whether this user may use it, and whether anything is in it
  bool usable = true, filled = false;
};
struct NetworkIs {
  std::vector<std::string> addresses;
};
struct CodeSeen {  // by the camera or a reader that types: an invitation, or a badge
  std::string text;
};
struct CardSeen {};
struct ReadersAre {
  int count = 0;
};
struct PreviewIs {
  ui::Picture picture;
};
struct CameraIs {
  bool works = false;
};
struct Joined {
  std::string school, code;
  bool demo = false;
};
struct NotJoined {
  Fault fault;
};
struct InboxEnded {
  bool haveSchool = false;
  bool demo = false;
  bool refused = false;  // it did not come up
};
struct Printed {
  bool done = false;
  std::string says;
};
using Event = std::variant<LanguageChosen, NextPressed, BackPressed, LookAgainPressed, TryFolderPressed,
                           NewSchoolPressed, JoinPressed, NameEdited, PrintPressed, FolderIs, NetworkIs, CodeSeen,
                           CardSeen, ReadersAre, PreviewIs, CameraIs, Joined, NotJoined, InboxEnded, Printed>;
using Events = std::vector<Event>;

struct SpeakLanguage {
  std::string code;
};
struct AskNetwork {};
struct AskFolder {};  // → FolderIs
struct OpenKiosk {};  // as it was: somebody else made it a terminal
struct Watch {        // with the camera, or no longer
  bool on = false;
};
struct Join {
  std::string invitation, name;
};
struct SetUpSchool {};  // in the inbox program → InboxEnded
struct PrintForm {};    // → Printed
struct StartKiosk {
  std::string language;
};
using Effect =
    std::variant<SpeakLanguage, AskNetwork, AskFolder, OpenKiosk, Watch, Join, SetUpSchool, PrintForm, StartKiosk>;
using Effects = std::vector<Effect>;

Effects apply(State& state, Event event);
Events draw(ui::Frame& frame, const State& state);
std::string_view screenName(const State& state);  // "welcome.start"

}  // namespace pillarbox::welcome
