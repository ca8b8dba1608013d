#include "kiosk/ui/text_model.h"

#include <algorithm>

#include "kiosk/ui/characters.h"

namespace pillarbox::ui {
namespace {

// More than anyone undoes; bounds the memory a long session of typing can take.
constexpr std::size_t maximumSteps = 400;

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

SecretBytes joined(BytesView first, BytesView second) {
  SecretBytes out = SecretBytes::copyOf(first);
  out.append(second);
  return out;
}

}  // namespace

TextModel::TextModel(std::size_t limitBytes, bool singleLine) : m_limit(limitBytes), m_singleLine(singleLine) {}

// The history stays with the original: a copy is taken to look at or to post, not to edit on.
TextModel::TextModel(const TextModel& other)
    : m_text(other.m_text.clone()),
      m_caret(other.m_caret),
      m_anchor(other.m_anchor),
      m_limit(other.m_limit),
      m_singleLine(other.m_singleLine),
      m_full(other.m_full) {}

TextModel& TextModel::operator=(const TextModel& other) {
  if (this != &other) *this = TextModel(other);
  return *this;
}

std::size_t TextModel::selectionStart() const {
  return std::min(m_caret, m_anchor);
}
std::size_t TextModel::selectionEnd() const {
  return std::max(m_caret, m_anchor);
}

void TextModel::splice(std::size_t from, std::size_t to, BytesView with) {
  SecretBytes tail = SecretBytes::copyOf(m_text.view().subspan(to));
  m_text.truncate(from);
  m_text.append(with);
  m_text.append(tail.view());
}

void TextModel::replace(std::size_t from, std::size_t to, std::string_view with, bool typing) {
  if (from == to && with.empty()) return;
  m_redo.clear();
  const BytesView removed = m_text.view().subspan(from, to - from);
  Step* last = m_undo.empty() ? nullptr : &m_undo.back();
  const bool sameRun = last != nullptr && typing && last->typing;
  if (sameRun && removed.empty() && last->removed.empty() && last->at + last->inserted.size() == from &&
      !(last->inserted.text().ends_with(' ') && !with.starts_with(' '))) {
    last->inserted.append(viewOf(with));
  } else if (sameRun && with.empty() && last->inserted.empty() && last->at == to) {
    last->removed = joined(removed, last->removed.view());
    last->at = from;
  } else {
    if (m_undo.size() == maximumSteps) m_undo.erase(m_undo.begin());
    m_undo.push_back({from, SecretBytes::copyOf(removed), SecretBytes::copyOf(with), m_caret, typing});
  }
  splice(from, to, viewOf(with));
  m_caret = m_anchor = from + with.size();
}

void TextModel::setText(std::string_view text) {
  clear();
  std::string clean = cleanedForTyping(text, m_singleLine);
  const std::size_t fits = characterBoundary(clean, std::min(m_limit, clean.size()));
  m_full = fits < clean.size();
  m_text = SecretBytes::copyOf(std::string_view(clean).substr(0, fits));
  m_caret = m_anchor = m_text.size();
  wipe(clean);
}

void TextModel::clear() {
  m_text.wipe();
  m_undo.clear();
  m_redo.clear();
  m_caret = m_anchor = 0;
  m_full = false;
}

void TextModel::apply(const EditAction& action) {
  const std::size_t from = selectionStart();
  const std::size_t to = selectionEnd();
  const auto moveTo = [&](std::size_t at, bool select) {
    m_caret = characterBoundary(text(), at);
    if (!select) m_anchor = m_caret;
    if (!m_undo.empty()) m_undo.back().typing = false;
  };
  const auto remove = [&](std::size_t begin, std::size_t end) {
    m_full = false;
    if (from != to)
      replace(from, to, {}, false);
    else
      replace(begin, end, {}, true);
  };
  const auto swing = [&](std::vector<Step>& source, std::vector<Step>& target, bool undoing) {
    if (source.empty()) return;
    Step step = std::move(source.back());
    source.pop_back();
    const SecretBytes& out = undoing ? step.inserted : step.removed;
    const SecretBytes& in = undoing ? step.removed : step.inserted;
    splice(step.at, step.at + out.size(), in.view());
    m_caret = m_anchor = undoing ? std::min(step.caretBefore, m_text.size()) : step.at + in.size();
    m_full = false;
    step.typing = false;
    target.push_back(std::move(step));
  };
  std::visit(Overloaded{
                 [&](const InsertText& insert) {
                   std::string clean = cleanedForTyping(insert.text, m_singleLine);
                   const std::size_t kept = m_text.size() - (to - from);
                   const std::size_t room = m_limit > kept ? m_limit - kept : 0;
                   const std::size_t fits = characterBoundary(clean, std::min(room, clean.size()));
                   m_full = fits < clean.size();
                   const bool typing = from == to && countCharacters(clean) == 1;
                   if (fits > 0) replace(from, to, std::string_view(clean).substr(0, fits), typing);
                   wipe(clean);
                 },
                 [&](const DeleteBackward&) { remove(previousCharacter(text(), m_caret), m_caret); },
                 [&](const DeleteForward&) { remove(m_caret, nextCharacter(text(), m_caret)); },
                 [&](const DeleteWordBackward&) { remove(wordLeft(text(), m_caret), m_caret); },
                 [&](const MoveCaret& move) { moveTo(move.to, move.select); },
                 [&](const MoveByCharacter& move) {
                   if (!move.select && from != to) return moveTo(move.by < 0 ? from : to, false);
                   std::size_t at = m_caret;
                   for (int i = move.by; i < 0; ++i) at = previousCharacter(text(), at);
                   for (int i = move.by; i > 0; --i) at = nextCharacter(text(), at);
                   moveTo(at, move.select);
                 },
                 [&](const MoveByWord& move) {
                   std::size_t at = m_caret;
                   for (int i = move.by; i < 0; ++i) at = wordLeft(text(), at);
                   for (int i = move.by; i > 0; --i) at = wordRight(text(), at);
                   moveTo(at, move.select);
                 },
                 [&](const SelectAll&) {
                   moveTo(0, false);
                   moveTo(m_text.size(), true);
                 },
                 [&](const SelectWordAt& select) {
                   const auto [begin, end] = wordAt(text(), select.at);
                   moveTo(begin, false);
                   moveTo(end, true);
                 },
                 [&](const Undo&) { swing(m_undo, m_redo, true); },
                 [&](const Redo&) { swing(m_redo, m_undo, false); },
             },
             action);
}

}  // namespace pillarbox::ui
