// The pages of the settings, drawn into a flow. UI thread.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawSettingsRules(ui::Flow& flow, const State& state, Events& out);
void drawSettingsCategories(ui::Flow& flow, const State& state, Events& out);
void drawSettingsPlaces(ui::Flow& flow, const State& state, Events& out);
void drawSettingsHints(ui::Flow& flow, const State& state, Events& out);

// An editor for one of the settings' texts. True if Enter was pressed in it.
bool drawSettingsEditor(ui::Flow& flow, const State& state, SettingsSlot slot, std::string_view id,
                        std::string_view label, std::string_view placeholder, Events& out);
bool typingIntoSettings(const ui::Frame& frame);

}  // namespace pillarbox::inbox
