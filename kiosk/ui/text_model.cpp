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
      m_full(other.m_full),
      m_version(other.m_version),
      m_change(other.m_change) {
  m_tags.reserve(other.m_tags.size());
  for (const TextTag& tag : other.m_tags) m_tags.push_back({tag.begin, tag.end, tag.tag.clone()});
}

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

std::vector<TextTag> TextModel::moveTags(std::size_t from, std::size_t to, std::size_t inserted) {
  if (m_tags.empty()) return {};
  std::vector<TextTag> lost, left;
  left.reserve(m_tags.size());
  for (TextTag& tag : m_tags) {
    const bool before = tag.end <= from;
    const bool behind = tag.begin >= to;
    if (!before && !behind) {
      lost.push_back(std::move(tag));
      continue;
    }
    if (!before) {
      tag.begin = tag.begin - (to - from) + inserted;
      tag.end = tag.end - (to - from) + inserted;
    }
    left.push_back(std::move(tag));
  }
  m_tags = std::move(left);
  return lost;
}

void TextModel::putTags(std::vector<TextTag> tags) {
  for (TextTag& tag : tags) {
    const auto behind =
        std::find_if(m_tags.begin(), m_tags.end(), [&tag](const TextTag& one) { return one.begin >= tag.begin; });
    m_tags.insert(behind, std::move(tag));
  }
}

std::vector<TextTag> TextModel::splice(std::size_t from, std::size_t to, BytesView with) {
  std::vector<TextTag> lost = moveTags(from, to, with.size());
  ++m_version;
  m_change = {from, to - from, with.size()};
  SecretBytes tail = SecretBytes::copyOf(m_text.view().subspan(to));
  m_text.truncate(from);
  m_text.append(with);
  m_text.append(tail.view());
  return lost;
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
  for (TextTag& tag : splice(from, to, viewOf(with))) m_undo.back().lost.push_back(std::move(tag));
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
  m_tags.clear();
  ++m_version;
  m_change = {};
  m_caret = m_anchor = 0;
  m_full = false;
}

bool TextModel::replaceRange(std::size_t from, std::size_t to, std::string_view with, std::string_view tag) {
  if (from > to || to > m_text.size()) return false;
  if (characterBoundary(text(), from) != from || characterBoundary(text(), to) != to) return false;
  std::string clean = cleanedForTyping(with, m_singleLine);
  const bool fits = m_text.size() - (to - from) + clean.size() <= m_limit;
  if (fits) {
    replace(from, to, clean, false);
    if (!tag.empty() && !clean.empty()) {
      std::vector<TextTag> one;
      one.push_back({from, from + clean.size(), SecretBytes::copyOf(tag)});
      putTags(std::move(one));
    }
  }
  m_full = !fits;
  wipe(clean);
  return fits;
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
    std::vector<TextTag> cost = splice(step.at, step.at + out.size(), in.view());
    putTags(std::move(step.lost));
    step.lost = std::move(cost);
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
