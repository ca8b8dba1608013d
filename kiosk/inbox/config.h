// What is known of the school before anybody unlocks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "shared/record/body_figures.h"
#include "shared/record/guidance.h"

namespace pillarbox::inbox {

struct Config {
  std::string schoolName;
  struct CardHolder {
    std::string cardId;  // open::cardId
    std::string name;
  };
  std::vector<CardHolder> cardHolders;  // active people; empty: any key card is tried
  struct SoftKey {
    std::string person;  // id
    std::string name;
  };
  std::vector<SoftKey> softKeys;       // whose card secret this device's TPM keeps: their passphrase is enough here
  bool demo = false;                   // invented people: every screen says so
  bool startedByStaffScreens = false;  // the kiosk started it: staff write on this terminal
  bool cardLost = false;               // it did so for somebody who has lost their key card
  bool openOnTerminals = true;         // the school's policy for that
  bool sharedTerminal = true;          // names of children only where they are asked for
  bool canPrint = false;               // a printer's program is here
  bool canOpenFolder = false;          // a desktop with a file manager is on this screen
  int lockAfterSeconds = 60;
  std::shared_ptr<const std::vector<Guidance>> guidance;  // that comes with the program; null: there is none
  std::shared_ptr<const BodyFigures> figures;             // to draw marks on; null: marks are only told in words
};

}  // namespace pillarbox::inbox
