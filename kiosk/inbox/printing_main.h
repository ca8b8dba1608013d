// Printing, opening a folder and deleting, for whoever made files with the inbox. Worker's thread.
#pragma once

#include <functional>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/printing.h"

namespace pillarbox::inbox {

bool canPrintHere();       // CUPS is here; whether it has a printer is found when one is asked for
bool canOpenFolderHere();  // somebody's desktop is on the screen

// Answers through `say`. A file reaches the printer's program as its standard input: neither its name nor a title of it
// is among anybody's arguments or in the printer's queue.
void perform(const PrintingEffect& effect, const std::function<void(Event)>& say);

}  // namespace pillarbox::inbox
