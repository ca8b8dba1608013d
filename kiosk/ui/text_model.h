// The text being written: pure, on memory that is wiped. The editor widget draws it and turns touches and keys into
// EditActions; a screen's apply() performs them.
#pragma once

#include <cstddef>
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

  std::string_view text() const { return m_text.text(); }
  bool empty() const { return m_text.empty(); }
  std::size_t caret() const { return m_caret; }
  std::size_t selectionStart() const;
  std::size_t selectionEnd() const;
  bool full() const { return m_full; }
  std::size_t limit() const { return m_limit; }
  bool singleLine() const { return m_singleLine; }

 private:
  struct Step {  // one undoable replacement
    std::size_t at = 0;
    SecretBytes removed, inserted;
    std::size_t caretBefore = 0;
    bool typing = false;
  };
  void replace(std::size_t from, std::size_t to, std::string_view with, bool typing);
  void splice(std::size_t from, std::size_t to, BytesView with);

  SecretBytes m_text;
  std::size_t m_caret = 0;
  std::size_t m_anchor = 0;
  std::size_t m_limit;
  bool m_singleLine;
  bool m_full = false;
  std::vector<Step> m_undo, m_redo;
};

}  // namespace pillarbox::ui
