// The text being written: pure, on memory that is wiped. The editor widget draws it and turns touches and keys into
// EditActions; a screen's apply() performs them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/secret_bytes.h"

namespace pillarbox::ui {

struct InsertText {
  std::string text;
};                         // replaces the selection; not UTF-8, NUL or control characters: dropped
struct DeleteBackward {};  // one character (a whole combining sequence), or the selection
struct DeleteForward {};
struct DeleteWordBackward {};
struct MoveCaret {
  std::size_t to = 0;
  bool select = false;
};  // byte offset; moved to a character boundary
struct MoveByCharacter {
  int by = 0;
  bool select = false;
};
struct MoveByWord {
  int by = 0;
  bool select = false;
};
struct SelectAll {};
struct SelectWordAt {
  std::size_t at = 0;
};
struct Undo {};
struct Redo {};
using EditAction = std::variant<InsertText, DeleteBackward, DeleteForward, DeleteWordBackward, MoveCaret,
                                MoveByCharacter, MoveByWord, SelectAll, SelectWordAt, Undo, Redo>;

// A part of the text that stands for something, such as a name for a person: `tag` says for what. It moves with the
// text around it, and is gone as soon as anything inside it is changed; undoing that brings it back.
struct TextTag {
  std::size_t begin = 0, end = 0;  // bytes
  SecretBytes tag;
};

class TextModel {
 public:
  // `limitBytes` bounds the text; what does not fit is not inserted and `full()` turns true.
  explicit TextModel(std::size_t limitBytes = 20'000, bool singleLine = false);
  TextModel(TextModel&&) noexcept = default;
  TextModel& operator=(TextModel&&) noexcept = default;
  TextModel(const TextModel& other);
  TextModel& operator=(const TextModel& other);

  void apply(const EditAction& action);
  void setText(std::string_view text);  // no undo; caret at the end
  void clear();                         // wipes text and history
  // [from, to) becomes `with`, in one step that can be undone; the caret goes behind it. With a `tag` the new text gets
  // it. False, and nothing is changed, if it does not fit, or from and to are no places of characters.
  bool replaceRange(std::size_t from, std::size_t to, std::string_view with, std::string_view tag = {});

  std::string_view text() const { return m_text.text(); }
  bool empty() const { return m_text.empty(); }
  std::size_t caret() const { return m_caret; }
  std::size_t selectionStart() const;
  std::size_t selectionEnd() const;
  bool full() const { return m_full; }
  std::size_t limit() const { return m_limit; }
  bool singleLine() const { return m_singleLine; }
  const std::vector<TextTag>& tags() const { return m_tags; }  // in order, not overlapping
  // Counts the changes of the text since this model was made; copies count on.
  std::uint64_t version() const { return m_version; }
  // The last change: [at, at + removed) was replaced by `inserted` bytes.
  struct Change {
    std::size_t at = 0, removed = 0, inserted = 0;
  };
  const Change& lastChange() const { return m_change; }

 private:
  struct Step {  // one undoable replacement
    std::size_t at = 0;
    SecretBytes removed, inserted;
    std::size_t caretBefore = 0;
    bool typing = false;
    std::vector<TextTag> lost;  // the tags that doing it (or, once undone, undoing it) cost
  };
  void replace(std::size_t from, std::size_t to, std::string_view with, bool typing);
  std::vector<TextTag> splice(std::size_t from, std::size_t to, BytesView with);  // returns the tags it cost
  std::vector<TextTag> moveTags(std::size_t from, std::size_t to, std::size_t inserted);
  void putTags(std::vector<TextTag> tags);

  SecretBytes m_text;
  std::size_t m_caret = 0;
  std::size_t m_anchor = 0;
  std::size_t m_limit;
  bool m_singleLine;
  bool m_full = false;
  std::vector<Step> m_undo, m_redo;
  std::vector<TextTag> m_tags;
  std::uint64_t m_version = 0;
  Change m_change;
};

}  // namespace pillarbox::ui
