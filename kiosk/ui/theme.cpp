#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace pillarbox::ui {
namespace {

constexpr Colour rgb(unsigned hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex),
          255};
}

double luminance(Colour c) {
  const auto linear = [](std::uint8_t channel) {
    const double v = channel / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

Theme light() {
  Theme t;
  t.page = rgb(0xF8F4EA);
  t.ink = rgb(0x1D1B18);
  t.quietInk = rgb(0x57524A);
  t.faint = rgb(0xDDD5C5);
  t.card = {t.ink, rgb(0xFFFFFF), rgb(0xD6CDBB)};
  t.field = {t.ink, rgb(0xFFFFFF), rgb(0x8B8375)};
  t.accent = rgb(0xB3121D);
  t.onAccent = rgb(0xFFFFFF);
  t.accentPressed = rgb(0x870C15);
  t.focus = rgb(0x1F5FBF);
  t.selection = rgb(0xCBDDF6);
  t.dangerInk = rgb(0x9C0F19);
  t.goodInk = rgb(0x17592B);
  t.warningInk = rgb(0x6B4300);
  t.dangerPaper = rgb(0xFCEAE8);
  t.goodPaper = rgb(0xE5F3E8);
  t.warningPaper = rgb(0xFFF3D4);
  t.normalPaper = rgb(0xFFFFFF);
  t.quietPaper = rgb(0xF0EADB);
  t.dangerEdge = rgb(0xC9434C);
  t.goodEdge = rgb(0x4F9A66);
  t.warningEdge = rgb(0xC69432);
  t.normalEdge = rgb(0xD6CDBB);
  t.pressedPaper = rgb(0xEEE6D5);
  t.disabledInk = rgb(0x655F55);
  t.disabledPaper = rgb(0xECE6D9);
  t.keyboardPaper = rgb(0xE4DCCB);
  t.keyPaper = rgb(0xFFFFFF);
  t.keySpecialPaper = rgb(0xF2ECDF);
  return t;
}

Theme night() {
  Theme t;
  t.page = rgb(0x17181A);
  t.ink = rgb(0xF4F1EA);
  t.quietInk = rgb(0xBDB8AD);
  t.faint = rgb(0x3A3C40);
  t.card = {t.ink, rgb(0x222427), rgb(0x45484D)};
  t.field = {t.ink, rgb(0x1E2023), rgb(0x8D8A83)};
  t.accent = rgb(0xDC2F3B);
  t.onAccent = rgb(0xFFFFFF);
  t.accentPressed = rgb(0x96131D);
  t.focus = rgb(0x7FB2FF);
  t.selection = rgb(0x2E4A73);
  t.dangerInk = rgb(0xFF9D96);
  t.goodInk = rgb(0x93D8A6);
  t.warningInk = rgb(0xF2C879);
  t.dangerPaper = rgb(0x3A1D1F);
  t.goodPaper = rgb(0x1B3323);
  t.warningPaper = rgb(0x382C14);
  t.normalPaper = rgb(0x222427);
  t.quietPaper = rgb(0x1E2022);
  t.dangerEdge = rgb(0xC9535B);
  t.goodEdge = rgb(0x4F9A66);
  t.warningEdge = rgb(0xB78A35);
  t.normalEdge = rgb(0x45484D);
  t.pressedPaper = rgb(0x33363B);
  t.disabledInk = rgb(0xA29E95);
  t.disabledPaper = rgb(0x2A2C2F);
  t.keyboardPaper = rgb(0x101113);
  t.keyPaper = rgb(0x2E3135);
  t.keySpecialPaper = rgb(0x222428);
  return t;
}

void strengthen(Theme& t, bool dark) {
  const Colour paper = dark ? rgb(0x000000) : rgb(0xFFFFFF);
  const Colour ink = dark ? rgb(0xFFFFFF) : rgb(0x000000);
  t.page = t.normalPaper = t.quietPaper = t.dangerPaper = t.goodPaper = t.warningPaper = paper;
  t.ink = t.quietInk = ink;
  t.faint = t.normalEdge = ink;
  t.card = t.field = {ink, paper, ink};
  t.accent = dark ? rgb(0xFFFFFF) : rgb(0x7A0009);
  t.onAccent = dark ? rgb(0x000000) : rgb(0xFFFFFF);
  t.accentPressed = dark ? rgb(0xD0D0D0) : rgb(0x4A0005);
  t.focus = dark ? rgb(0xFFD400) : rgb(0x0033CC);
  t.selection = dark ? rgb(0x003D99) : rgb(0xBFD7FF);
  t.dangerInk = t.dangerEdge = dark ? rgb(0xFFB3AD) : rgb(0x7A0009);
  t.goodInk = t.goodEdge = dark ? rgb(0xA8F0BC) : rgb(0x00401A);
  t.warningInk = t.warningEdge = dark ? rgb(0xFFE08A) : rgb(0x4A2E00);
  t.pressedPaper = dark ? rgb(0x333333) : rgb(0xD9D9D9);
  t.disabledInk = dark ? rgb(0xB5B5B5) : rgb(0x4D4D4D);
  t.disabledPaper = paper;
  t.keyboardPaper = paper;
  t.keyPaper = t.keySpecialPaper = paper;
  t.edgeWidth = 3;
}

}  // namespace

double contrast(Colour a, Colour b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Theme Theme::make(bool dark, bool highContrast) {
  Theme t = dark ? night() : light();
  if (highContrast) strengthen(t, dark);
  return t;
}

Colour Theme::inkFor(Tone tone, Colour paper) const {
  if (paper == accent || tone == Tone::onAccent) return paper == accent ? onAccent : ink;
  switch (tone) {
    case Tone::quiet:
      return quietInk;
    case Tone::danger:
      return dangerInk;
    case Tone::good:
      return goodInk;
    case Tone::warning:
      return warningInk;
    case Tone::normal:
    case Tone::onAccent:
      break;
  }
  return ink;
}

Colour Theme::paperFor(Tone tone) const {
  switch (tone) {
    case Tone::quiet:
      return quietPaper;
    case Tone::danger:
      return dangerPaper;
    case Tone::good:
      return goodPaper;
    case Tone::warning:
      return warningPaper;
    case Tone::onAccent:
      return accent;
    case Tone::normal:
      break;
  }
  return normalPaper;
}

Skin Theme::noticeSkin(Tone tone) const {
  switch (tone) {
    case Tone::danger:
      return {dangerInk, dangerPaper, dangerEdge};
    case Tone::good:
      return {goodInk, goodPaper, goodEdge};
    case Tone::warning:
      return {warningInk, warningPaper, warningEdge};
    case Tone::onAccent:
      return {onAccent, accent, accent};
    case Tone::quiet:
      return {quietInk, quietPaper, normalEdge};
    case Tone::normal:
      break;
  }
  return {ink, normalPaper, normalEdge};
}

Skin Theme::button(Look look, bool enabled, bool pressed) const {
  if (!enabled) return {disabledInk, disabledPaper, look == Look::quiet ? disabledPaper : faint};
  const Colour plain = pressed ? pressedPaper : card.paper;
  switch (look) {
    case Look::primary:
      return pressed ? Skin{onAccent, accentPressed, accentPressed} : Skin{onAccent, accent, accent};
    case Look::danger:
      return {dangerInk, pressed ? dangerPaper : card.paper, dangerEdge};
    case Look::urgent:
      return pressed ? Skin{dangerInk, dangerPaper, dangerInk} : Skin{dangerPaper, dangerInk, dangerInk};
    case Look::quiet:
      return {ink, pressed ? pressedPaper : page, faint};
    case Look::secondary:
      break;
  }
  return {ink, plain, field.edge};
}

Skin Theme::choice(bool chosen, bool pressed) const {
  if (pressed) return {ink, pressedPaper, chosen ? accent : card.edge};
  return {ink, card.paper, chosen ? accent : card.edge};
}

Skin Theme::key(bool special, bool pressed, bool lit) const {
  if (lit) return {onAccent, accent, accent};
  return {ink, pressed ? pressedPaper : special ? keySpecialPaper : keyPaper, normalEdge};
}

Skin Theme::badge() const {
  return {onAccent, accent, accent};
}

}  // namespace pillarbox::ui
