#include "tests/support/paper/score.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace pillarbox::support {
namespace {

constexpr double sureOfText = 0.9;  // of a suggestion's confidence: would be taken without asking
constexpr double nearMm = 3;

std::string rounded(double value) {
  char text[24];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

std::string kindOf(MarkStyle style) {
  switch (style) {
    case MarkStyle::cross:
      return "cross";
    case MarkStyle::circle:
      return "circle";
    case MarkStyle::line:
      return "line";
    case MarkStyle::blob:
    case MarkStyle::shading:
      return "area";
  }
  return "";
}

bool covers(const PaperMark& mark, const MarkTruth& truth) {
  return mark.figure == truth.figure && std::abs(mark.xMm - truth.middle.x) < mark.wMm / 2 + nearMm &&
         std::abs(mark.yMm - truth.middle.y) < mark.hMm / 2 + nearMm;
}
// A piece of a mark that fell apart is no invention.
bool isPartOf(const PaperMark& mark, const MarkTruth& truth) {
  return mark.figure == truth.figure &&
         std::hypot(mark.xMm - truth.middle.x, mark.yMm - truth.middle.y) < truth.sizeMm / 2 + nearMm;
}

std::string plain(const std::string& text) {
  std::string out;
  for (const char letter : text) {
    if ((letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z')) out += letter;
  }
  return out;
}

class Judge {
 public:
  Judge(Score& score, const PaperPage& page, const PhotoTruth& truth) : m_score(score), m_page(page), m_truth(truth) {}

  void ticks();
  void marks(bool blank);
  void fields();
  void fail(const std::string& what) const { m_score.failures.push_back({m_truth.seed, m_truth.side, what}); }

 private:
  void tick(const TickTruth& truth, const PaperTick& read);
  void text(const FieldTruth& truth, const PaperField& read);

  Score& m_score;
  const PaperPage& m_page;
  const PhotoTruth& m_truth;
};

void Judge::ticks() {
  for (const TickTruth& truth : m_truth.filled.ticks) {
    if (truth.hidden) continue;
    const auto read = std::find_if(m_page.ticks.begin(), m_page.ticks.end(),
                                   [&](const PaperTick& tick) { return tick.id == truth.id; });
    if (read == m_page.ticks.end()) {
      ++m_score.ticks, ++m_score.ticksWrong;
      fail("tick " + truth.id + " was not read at all");
    } else {
      tick(truth, *read);
    }
  }
}

void Judge::tick(const TickTruth& truth, const PaperTick& read) {
  const bool right = read.state == truth.state, unsure = read.state == TickState::unsure;
  ++m_score.byStyle[std::string(tickStyleName(truth.style))][right ? 0 : unsure ? 1 : 2];
  if (truth.rule == TickRule::anything) return;
  if (truth.rule == TickRule::orUnsure) {
    ++m_score.doubtful;
    ++(right || unsure ? m_score.doubtfulRight : m_score.doubtfulWrong);
    if (right || unsure) return;
  } else {
    ++m_score.ticks;
    ++(right ? m_score.ticksRight : unsure ? m_score.ticksUnsure : m_score.ticksWrong);
    if (right) return;
  }
  fail("tick " + truth.id + " (" + std::string(tickStyleName(truth.style)) + ") read " +
       std::string(tickStateName(read.state)) + ", is " + std::string(tickStateName(truth.state)) + ", score " +
       rounded(read.score));
}

void Judge::marks(bool blank) {
  if (blank) ++m_score.blankPages;
  for (const MarkTruth& truth : m_truth.filled.marks) {
    if (truth.hidden) continue;
    ++m_score.marks;
    const auto found = std::find_if(m_page.marks.begin(), m_page.marks.end(),
                                    [&](const PaperMark& mark) { return covers(mark, truth); });
    if (found == m_page.marks.end()) {
      fail("mark on " + truth.figure + " (" + std::string(markStyleName(truth.style)) + ", " + rounded(truth.sizeMm) +
           " mm) at " + rounded(truth.middle.x) + ", " + rounded(truth.middle.y) + " missed");
    } else {
      ++m_score.marksFound;
      if (found->kind == kindOf(truth.style)) ++m_score.kindsRight;
    }
  }
  for (const PaperMark& mark : m_page.marks) {
    const bool known =
        std::any_of(m_truth.filled.marks.begin(), m_truth.filled.marks.end(),
                    [&](const MarkTruth& truth) { return covers(mark, truth) || isPartOf(mark, truth); });
    if (known) continue;
    ++(blank ? m_score.inventedOnBlank : m_score.marksInvented);
    fail("mark on " + mark.figure + " (" + mark.kind + ", " + rounded(mark.wMm) + "x" + rounded(mark.hMm) + " mm) at " +
         rounded(mark.xMm) + ", " + rounded(mark.yMm) + " invented, confidence " + rounded(mark.confidence) +
         (blank ? ", on a blank form" : ""));
  }
}

void Judge::fields() {
  for (const FieldTruth& truth : m_truth.filled.fields) {
    if (truth.hidden) continue;
    ++m_score.fields;
    const auto read = std::find_if(m_page.fields.begin(), m_page.fields.end(),
                                   [&](const PaperField& field) { return field.id == truth.id; });
    if (read == m_page.fields.end()) {
      fail("field " + truth.id + " was not read at all");
      continue;
    }
    if (read->empty == truth.empty) ++m_score.fieldsRight;
    if (read->empty && !truth.empty) ++m_score.writtenMissed;
    if (read->empty != truth.empty) {
      fail("field " + truth.id + (truth.empty ? " is empty, read as written on" : " is written on, read as empty"));
    }
    if (!truth.characters.empty()) text(truth, *read);
  }
}

void Judge::text(const FieldTruth& truth, const PaperField& read) {
  ++m_score.texts;
  const std::string suggestion = plain(read.suggestion);
  if (suggestion == truth.characters) {
    ++m_score.textsRight;
  } else if (!suggestion.empty()) {
    ++m_score.textsWrong;
    if (read.confidence >= sureOfText) ++m_score.textsSureAndWrong;
    fail("field " + truth.id + " says " + truth.characters + ", read " + suggestion + ", confidence " +
         rounded(read.confidence));
  }
}

}  // namespace

void Score::add(const PaperPage& page, const PhotoTruth& truth, bool blank) {
  ++pages;
  Judge judge(*this, page, truth);
  if (page.corners) {
    page::Corners corners;
    for (std::size_t i = 0; i < 4; ++i) {
      corners[i] = cv::Point2f(cv::Point2d((*page.corners)[i].x, (*page.corners)[i].y));
    }
    overlaps.push_back(pageOverlap(corners, truth.corners));
  }
  const bool right = page.form && page.form->templateId == truth.templateId && page.form->side == truth.side;
  if (!right || page.ticks.size() < truth.filled.ticks.size()) {
    if (!page.form && (!page.problem.empty() || page.quality.advice != PaperAdvice::none)) ++onceRefused;
    judge.fail(!page.corners ? "no page found: " + page.problem
               : !page.form  ? "not known as a form: " + page.problem
               : !right      ? "taken for " + page.form->templateId + " side " + std::to_string(page.form->side)
                             : "its boxes were not read: " + page.problem);
    return;
  }
  ++registered;
  if (page.form->serial == truth.serial) ++serials;
  if (!page.form->serial.empty() && page.form->serial != truth.serial)
    judge.fail("serial read as " + page.form->serial);
  judge.ticks();
  judge.marks(blank);
  judge.fields();
}

double percent(int part, int all) {
  return all == 0 ? 100 : 100.0 * part / all;
}

}  // namespace pillarbox::support
