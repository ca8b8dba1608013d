// Everything the inbox's screens show. One process is one unlock: locking ends the process, so nothing here is ever
// shown to a second person. Changed by apply() only; drawn by draw(). UI thread only.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/ui/picture.h"
#include "kiosk/ui/text_model.h"
#include "shared/base/clock.h"
#include "shared/base/secret_bytes.h"
#include "shared/casework/case_view.h"
#include "shared/record/body_figures.h"

namespace pillarbox::inbox {

// What the screens show of the casework, by its own names.
using casework::aboutWords;
using casework::AttachmentSeen;
using casework::Case;
using casework::CaseEntries;
using casework::CaseEntry;
using casework::CaseView;
using casework::Delivery;
using casework::ListItem;
using casework::merge;
using casework::project;
using casework::SetAside;
using casework::Unopened;
using casework::UnopenedById;
using casework::withNames;

// What is known before anybody unlocks.
struct Config {
  std::string schoolName;
  struct CardHolder {
    std::string cardId;  // open::cardId
    std::string name;
  };
  std::vector<CardHolder> cardHolders;  // active people; empty: any key card is tried
  bool demo = false;                    // invented people: every screen says so
  bool sharedTerminal = true;           // names of children only where they are asked for
  int lockAfterSeconds = 60;
  std::shared_ptr<const BodyFigures> figures;  // to draw marks on; null: marks are only told in words
};

enum class Screen {
  unlock,
  ownPassphrase,  // the passphrase was made by somebody else: choose one's own first
  list,           // on a wide screen with the chosen case beside it
  concern,        // narrow screens
  setAside,
  importScans,  // what the photocopier left
  setupSchool,
  setupYou,
  setupOthers,
  setupPassphrase,
  setupMaking,
  setupDone,
  ended,  // an EndProcess was asked for; nothing is drawn any more
};

// The fields a person types into.
enum class Field {
  card,
  passphrase,
  newPassphrase,
  newPassphraseAgain,
  schoolName,
  yourName,
  yourEmail,
  yourRoom,
  yourExtension,
  deputyName,
  deputyEmail,
  headName,
  headEmail,
  chairName,
  chairEmail,
};

struct UnlockState {
  ui::TextModel cardTyped{80, true};
  ui::TextModel passphrase{256, true};
  SecretBytes card;      // the card's secret, once one was read or typed
  std::string cardName;  // whose it is, if known
  bool showTyping = false;
  bool working = false;
  std::string problem;  // one kind sentence
};

// Choosing a passphrase: at the first unlock and at set-up.
struct PassphraseState {
  ui::TextModel first{256, true};
  ui::TextModel again{256, true};
  SecretBytes offered;  // five words, once asked for
  bool showTyping = false;
  bool working = false;
  std::string problem;
};

struct Reader {
  std::string id, name, role;
};

// The pixels of a page of paper, once the worker has them.
struct PagePixels {
  ui::Picture picture;
  std::string problem;  // why there are none: one sentence
};

// A page shown large. Only what is on the screen is kept at full size.
struct PageShown {
  std::string entryId;
  std::size_t index = 0;    // of entry.pages
  int zoom = 1;             // 1: all of it
  double x = 0.5, y = 0.5;  // what of it is in the middle, 0 to 1
  PagePixels large;
};
inline constexpr int mostZoom = 4;

struct NotRead {
  std::string file, reason;
};
struct ScansState {
  std::optional<std::size_t> found;  // files in the school's scans folder; nothing: there is no such folder
  std::string folder;
  bool working = false;  // importing or removing
  bool imported = false;
  std::size_t posted = 0;        // concerns
  std::size_t postedBefore = 0;  // files that were posted earlier
  std::vector<NotRead> notRead;
  std::size_t removable = 0;  // files of which every page is safely posted
  std::optional<std::size_t> removed;
  std::string problem;
};

struct InboxState {
  CaseEntries entries;
  UnopenedById unopened;
  CaseView view;                               // projected from the two
  bool complete = false;                       // everything on this disk has been opened
  bool showAll = false;                        // otherwise unread only
  std::string chosen;                          // case id
  bool showNames = false;                      // of children, in the list; asked for, and forgotten when covered
  std::set<std::string, std::less<>> marking;  // entries being marked as read
  std::map<std::string, PagePixels, std::less<>> thumbnails;  // by pageKey(); of the chosen case only
  std::set<std::string, std::less<>> decoding;                // thumbnails that were asked for
  std::optional<PageShown> page;
  ScansState scans;
  std::string markedCase;  // the case just marked: says so on its page
  std::string saying;      // the concern whose writer is being told something
  std::string saidCase;    // the case in which that was just done
  std::string problem;
};

std::string pageKey(std::string_view entryId, std::string_view attachment);

struct Paper {
  std::string file;    // "key-card-anna-bell.pdf"
  std::string what;    // "Key card for Anna Bell"
  std::string advice;  // "Print, cut out, fold. Give it to her and to nobody else."
};

struct SetupState {
  ui::TextModel schoolName{120, true};
  ui::TextModel yourName{80, true}, yourEmail{120, true}, yourRoom{80, true}, yourExtension{20, true};
  ui::TextModel deputyName{80, true}, deputyEmail{120, true};
  ui::TextModel headName{80, true}, headEmail{120, true};
  ui::TextModel chairName{80, true}, chairEmail{120, true};
  std::string problem;
  std::string folder;  // where the papers are
  std::vector<Paper> papers;
};

struct State {
  Screen screen = Screen::unlock;
  Config config;
  bool covered = false;
  Milliseconds now{};
  Milliseconds lastTouch{};
  UnlockState unlock;
  PassphraseState choose;
  Reader reader;  // empty id: locked
  InboxState inbox;
  SetupState setup;
};

}  // namespace pillarbox::inbox
