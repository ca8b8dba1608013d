// The colours, and the proof that words can be read on them. Pure.
#pragma once

#include "kiosk/ui/frame.h"

namespace pillarbox::ui {

// Contrast of WCAG 2.2 (relative luminance, sRGB): 1 to 21. At least 4.5 is promised for all words.
double contrast(Colour a, Colour b);

struct Skin {  // how a thing is coloured in one state
  Colour ink, paper, edge;
};

struct Theme {
  static Theme make(bool dark, bool highContrast);

  Colour page;                  // behind everything
  Skin card;                    // lists, panels
  Skin field;                   // editors
  Colour ink, quietInk, faint;  // words, quieter words, lines
  Colour accent, onAccent;      // the one accent: pillar-box red
  Colour focus;                 // the ring
  Colour selection;             // behind selected words
  float edgeWidth = 2;

  Colour inkFor(Tone tone, Colour paper) const;
  Colour paperFor(Tone tone) const;  // of panels
  Skin noticeSkin(Tone tone) const;
  Skin button(Look look, bool enabled, bool pressed) const;
  Skin choice(bool chosen, bool pressed) const;
  Skin key(bool special, bool pressed, bool lit) const;
  Skin badge() const;  // the short mark of a list row

  Colour dangerInk, goodInk, warningInk;
  Colour dangerPaper, goodPaper, warningPaper, normalPaper, quietPaper;
  Colour dangerEdge, goodEdge, warningEdge, normalEdge;
  Colour pressedPaper, accentPressed, disabledInk, disabledPaper;
  Colour keyPaper, keySpecialPaper, keyboardPaper;
};

}  // namespace pillarbox::ui
