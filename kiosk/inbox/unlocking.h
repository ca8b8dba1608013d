// Key card, passphrase, and choosing one's own passphrase: state and events. Secrets travel in SecretBytes.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "kiosk/inbox/people_lost.h"
#include "kiosk/ui/text_model.h"
#include "shared/base/fault.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::inbox {

struct UnlockState {
  ui::TextModel cardTyped{80, true};
  ui::TextModel passphrase{256, true};
  SecretBytes card;        // the card's secret, once one was read or typed
  std::string cardName;    // whose it is, if known
  std::string softPerson;  // in the card's place: whose secret the device's TPM keeps
  bool showTyping = false;
  bool working = false;
  std::string problem;            // one kind sentence
  std::optional<LostState> lost;  // a card, or every card, is lost: in the place of unlocking
};

// Choosing a passphrase: at the first unlock and at set-up.
struct PassphraseState {
  ui::TextModel first{256, true};
  ui::TextModel again{256, true};
  SecretBytes offered;   // five words, once asked for
  bool mix = false;      // the school asks for small and capital letters, digits and signs
  int oldAfterDays = 0;  // not 0: their own, but older than the school allows
  bool showTyping = false;
  bool working = false;
  std::string problem;
};

struct Reader {
  std::string id, name, role;
};

// --- from the screens ---
struct CardTyped {};    // the code in the field is complete
struct SoftKeyChosen {  // without a card, on their own device
  std::string person;
};
struct OtherCard {};  // forget the card, ask again
struct ShowTyping {
  bool on = false;
};
struct UnlockPressed {};
struct WordsWanted {};  // offer five words, or five others
struct WordsTaken {};   // put them in the first field
struct PassphraseChosen {};

// --- from the program's loop ---
struct CardShown {
  SecretBytes code;
};  // by a reader, at any moment, as it came

// --- from the worker ---
struct Unlocked {
  Reader reader;
  bool starterPassphrase = false;
  int oldAfterDays = 0;  // not 0: it is their own, but older than the school allows, and must be changed first
  bool mix = false;      // PassphraseState
};
struct UnlockFailed {
  Fault fault;
};
struct WordsOffered {
  SecretBytes words;
};
struct PassphraseChanged {};
struct PassphraseNotChanged {
  Fault fault;
};

using UnlockEvent = std::variant<CardTyped, SoftKeyChosen, OtherCard, ShowTyping, UnlockPressed, WordsWanted,
                                 WordsTaken, PassphraseChosen, CardShown, Unlocked, UnlockFailed, WordsOffered,
                                 PassphraseChanged, PassphraseNotChanged>;

}  // namespace pillarbox::inbox
