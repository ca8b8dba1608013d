// Dear ImGui's memory: wiped when freed, because its draw lists spell out what is on the screen.
#pragma once

namespace pillarbox::ui {

// Takes effect for everything ImGui allocates from then on; call before anything of ImGui is made. Idempotent.
void useWipingMemoryForImGui();

}  // namespace pillarbox::ui
