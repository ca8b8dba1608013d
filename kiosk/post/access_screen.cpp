// Larger words, colours, sounds and languages: over whatever screen there is.
#include <array>

#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

struct Size {
  int percent;
  Phrase name;
};
constexpr std::array<Size, 4> sizes{
    {{100, words::accessNormal}, {125, words::accessBig}, {150, words::accessBigger}, {200, words::accessBiggest}}};

struct Colours {
  std::string_view id;
  Phrase name;
  bool dark, highContrast;
};
constexpr std::array<Colours, 4> colours{{{"ordinary", words::accessOrdinary, false, false},
                                          {"dark", words::accessDark, true, false},
                                          {"contrast", words::accessContrast, false, true},
                                          {"dark-contrast", words::accessDarkContrast, true, true}}};

void reading(Flow& flow, const State& state, Events& out) {
  const AccessState& access = state.access;
  if (!mayReadAloud(state)) {
    flow.text(words::accessNoEarphone, Words::body, Tone::quiet);
    return;
  }
  Looks looks = access.now;
  looks.readAloud = !looks.readAloud;
  if (flow.toggle("access.read-aloud", words::accessReadAloud, access.now.readAloud)) {
    out.push_back(AccessEvent{SetLooks{looks}});
  }
  flow.text(access.earphone ? words::accessEarphone : words::accessLoudspeaker, Words::body, Tone::quiet);
  if (access.soundFailed) flow.notice("access.failed", words::accessSoundFailed, Tone::warning);
  std::vector<std::pair<std::string, AccessEvent>> acts;
  if (access.reading) {
    if (flow.button("access.stop", words::accessStop)) out.push_back(AccessEvent{StopReading{}});
    return;
  }
  grid(
      flow, state.session.signedIn ? 2 : 1, 2,
      [](std::size_t i) { return std::string(i == 0 ? words::accessReadScreen : words::accessReadWritten); },
      [&](std::size_t i, Rect at) {
        const Phrase name = i == 0 ? words::accessReadScreen : words::accessReadWritten;
        if (flow.frame().button(i == 0 ? "access.read" : "access.read-written", at, name)) {
          out.push_back(AccessEvent{ReadNow{i == 1}});
        }
      });
}

}  // namespace

void accessButton(Frame& frame, Rect at, Events& out) {
  if (frame.shortButton("access.open", at, "Aa", words::accessOpen)) out.push_back(AccessEvent{OpenAccess{}});
}

float accessButtonWidth(const Frame& frame) {
  return std::max(72.0F, frame.textWidth("Aa", Words::strong) + 32);
}

Events drawAccess(Frame& frame, const State& state) {
  Events out;
  Rect room = drawGround(frame, state);
  const Looks& now = state.access.now;
  const auto set = [&](const Looks& looks) { out.push_back(AccessEvent{SetLooks{looks}}); };
  Rect bar = cutTop(room, frame.rowHeight(), frame.gap());
  const float done = std::max(180.0F, frame.textWidth(words::accessDone, Words::strong) + 48);
  if (frame.button("access.done", cutRight(bar, done, frame.gap()), words::accessDone, Look::primary)) {
    out.push_back(AccessEvent{CloseAccess{}});
  }
  const float usual = frame.textWidth(words::accessAsItWas, Words::strong) + 48;
  if (now != state.access.usual && bar.w > usual &&
      frame.button("access.usual", cutRight(bar, usual, frame.gap()), words::accessAsItWas, Look::quiet)) {
    set(state.access.usual);
  }
  for (const Words style : {Words::title, Words::heading, Words::strong, Words::small}) {
    const float high = frame.textHeight(words::accessTitle, style, bar.w);
    if (high > bar.h) continue;
    frame.text("page.title", {bar.x, bar.y + (bar.h - high) / 2, bar.w, high}, words::accessTitle, style);
    break;
  }
  frame.flow("access.flow", centred(room, 1100), [&](Flow& flow) {
    flow.text(words::accessLasts, Words::body, Tone::quiet);
    flow.heading(words::accessSize);
    grid(
        flow, sizes.size(), 4, [](std::size_t i) { return std::string(sizes[i].name); },
        [&](std::size_t i, Rect at) {
          Looks looks = now;
          looks.textScale = static_cast<float>(sizes[i].percent) / 100;
          const std::string percent = std::to_string(sizes[i].percent);
          if (frame.choice("access.size." + percent, at, sizes[i].name, looks.textScale == now.textScale,
                           filled(words::accessPercent, {percent}))) {
            set(looks);
          }
        });
    flow.heading(words::accessColours);
    grid(
        flow, colours.size(), 4, [](std::size_t i) { return std::string(colours[i].name); },
        [&](std::size_t i, Rect at) {
          Looks looks = now;
          looks.dark = colours[i].dark;
          looks.highContrast = colours[i].highContrast;
          if (frame.choice("access.colours." + std::string(colours[i].id), at, colours[i].name, looks == now)) {
            set(looks);
          }
        });
    if (state.access.languages.size() > 1) {
      const auto& languages = state.access.languages;
      // Each in its own language, or nobody who needs it could find it.
      const auto name = [&](std::size_t i) {
        return languages[i].checked ? languages[i].name : filled(words::accessUnchecked, {languages[i].name});
      };
      flow.heading(words::accessLanguage);
      grid(flow, languages.size(), 3, name, [&](std::size_t i, Rect at) {
        Looks looks = now;
        looks.language = languages[i].code;
        if (frame.choice("access.language." + languages[i].code, at, name(i), looks == now)) set(looks);
      });
      flow.text(words::accessKept, Words::body, Tone::quiet);
    }
    flow.heading(words::accessSounds);
    reading(flow, state, out);
    flow.heading(words::accessMore);
    Looks looks = now;
    looks.leftHanded = !now.leftHanded;
    if (flow.toggle("access.left-handed", words::accessLeftHanded, now.leftHanded)) set(looks);
    looks = now;
    looks.reducedMotion = !now.reducedMotion;
    if (flow.toggle("access.still", words::accessStill, now.reducedMotion)) set(looks);
  });
  return out;
}

}  // namespace pillarbox::post
