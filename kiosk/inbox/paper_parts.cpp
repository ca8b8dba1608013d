#include "kiosk/inbox/paper_parts.h"

#include <algorithm>
#include <cmath>

#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

std::string readBy(const std::string& confirmedBy) {
  return confirmedBy.empty() ? " (read by machine)" : " (confirmed by " + confirmedBy + ")";
}

std::string said(const PaperTick& tick) {
  return tick.words.empty() ? tick.id : tick.words;
}

void addLine(std::string& lines, const std::string& line) {
  if (!lines.empty()) lines += '\n';
  lines += line;
}

// Every tick of `state`, one a line; those not ticked in one run of words, as they matter least.
std::string ticksWords(const Entry& entry, TickState state) {
  std::string lines;
  for (const PaperPage& page : entry.pages) {
    for (const PaperTick& tick : page.ticks) {
      if (tick.state == state) addLine(lines, said(tick) + readBy(tick.confirmedBy));
    }
  }
  return lines;
}

std::string notTicked(const Entry& entry) {
  std::string words;
  for (const PaperPage& page : entry.pages) {
    for (const PaperTick& tick : page.ticks) {
      if (tick.state != TickState::no) continue;
      words += (words.empty() ? "" : ", ") + said(tick);
    }
  }
  return words;
}

std::string unsureWords(const Entry& entry) {
  std::string lines;
  for (const PaperPage& page : entry.pages) {
    for (const PaperTick& tick : page.ticks) {
      if (tick.state != TickState::unsure) continue;
      addLine(lines, "“" + said(tick) + "”" +
                         (tick.confirmedBy.empty() ? ": the machine could not tell, and nobody was asked."
                                                   : ": " + tick.confirmedBy + " could not tell."));
    }
  }
  return lines;
}

// "hand-right" as "right hand".
std::string figureWords(std::string_view figure) {
  const std::size_t dash = figure.find('-');
  if (dash == std::string_view::npos) return std::string(figure);
  return std::string(figure.substr(dash + 1)).append(" ").append(figure.substr(0, dash));
}

std::string marksWords(const Entry& entry) {
  std::string lines;
  for (const PaperPage& page : entry.pages) {
    for (const PaperMark& mark : page.marks) {
      const auto size = [](double mm) { return std::to_string(std::max(1L, std::lround(mm))); };
      addLine(lines, "On the " + figureWords(mark.figure) + ": " + (mark.kind.empty() ? "a mark" : mark.kind) + ", " +
                         size(mark.wMm) + " by " + size(mark.hMm) + " mm on the paper (read by machine)");
    }
  }
  return lines;
}

std::string suggestionsWords(const Entry& entry) {
  std::string lines;
  for (const PaperPage& page : entry.pages) {
    for (const PaperField& field : page.fields) {
      if (field.suggestion.empty()) continue;
      addLine(lines,
              (field.words.empty() ? field.id : field.words) + ": " + field.suggestion + readBy(field.confirmedBy));
    }
  }
  return lines;
}

std::string handwriting(const Entry& entry) {
  std::string words;
  for (const PaperPage& page : entry.pages) {
    for (const PaperField& field : page.fields) {
      if (field.empty || field.words.empty() || !field.suggestion.empty()) continue;
      words += (words.empty() ? "" : ", ") + field.words;
    }
  }
  return words;
}

std::string formWords(const Entry& entry) {
  std::string lines;
  for (const PaperPage& page : entry.pages) {
    if (!page.form) continue;
    const std::string serial =
        page.form->serial.empty() ? "sheet number not read" : "sheet number " + page.form->serial;
    if (lines.find(serial) == std::string::npos) addLine(lines, "The school's own form, " + serial);
  }
  return lines.empty() ? "Not one of the school's own forms" : lines;
}

void drawThumbnails(ui::Flow& flow, const State& state, const Entry& entry, const std::string& id, Events& out) {
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap();
  const float width = 150 * std::min(frame.textScale(), 1.4F);
  const auto across = std::max<std::size_t>(1, static_cast<std::size_t>((flow.width() + gap) / (width + gap)));
  for (std::size_t first = 0; first < entry.pages.size(); first += across) {
    const ui::Rect row = flow.take(width * 1.36F + 30 * frame.textScale());
    for (std::size_t i = first; i < std::min(entry.pages.size(), first + across); ++i) {
      const auto found = state.inbox.thumbnails.find(pageKey(entry.id, entry.pages[i].attachment));
      const ui::Rect at{row.x + static_cast<float>(i - first) * (width + gap), row.y, width, row.h};
      const ui::Picture picture = found == state.inbox.thumbnails.end() ? ui::Picture{} : found->second.picture;
      if (frame.pictureButton(id + ".page." + std::to_string(i + 1), at, picture, pageName(entry, i))) {
        out.emplace_back(PageTapped{entry.id, i});
      }
    }
  }
}

}  // namespace

std::string pageName(const Entry& entry, std::size_t index) {
  const PaperPage& page = entry.pages[index];
  if (page.form) return "Form, side " + std::to_string(page.form->side);
  return "Page " + std::to_string(index + 1);
}

void drawPaper(ui::Flow& flow, const State& state, const Entry& entry, const std::string& id, Events& out) {
  if (entry.pages.empty()) return;
  flow.space(flow.frame().gap() / 2);
  flow.text(entry.pages.size() == 1
                ? "On paper: 1 page. Touch it to read it."
                : "On paper: " + std::to_string(entry.pages.size()) + " pages. Touch one to read it.",
            ui::Words::strong);
  drawThumbnails(flow, state, entry, id, out);
  for (std::size_t i = 0; i < entry.pages.size(); ++i) {
    if (entry.pages[i].problem.empty()) continue;
    flow.notice(id + ".page-problem." + std::to_string(i + 1), pageName(entry, i) + ": " + entry.pages[i].problem,
                ui::Tone::warning);
  }
  if (const std::string unsure = unsureWords(entry); !unsure.empty()) {
    flow.notice(id + ".unsure", "Look at the picture yourself:\n" + unsure, ui::Tone::warning);
  }
  const auto fact = [&](std::string_view what, std::string_view label, const std::string& words) {
    if (!words.empty()) drawFact(flow, id + std::string(what), label, words);
  };
  fact(".ticked", "Ticked", ticksWords(entry, TickState::yes));
  fact(".marks", "Body map", marksWords(entry));
  fact(".read", "It says", suggestionsWords(entry));
  fact(".handwriting", "Handwriting", handwriting(entry));
  fact(".not-ticked", "Not ticked", notTicked(entry));
  fact(".form", "The paper", formWords(entry));
}

}  // namespace pillarbox::inbox
