#include "kiosk/desk/poster_paper.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "kiosk/desk/paper_canvas.h"
#include "shared/record/rota.h"

namespace pillarbox::desk {
namespace {

constexpr double left = 15, right = PaperCanvas::a4Width - 15, width = right - left;
constexpr std::size_t mostLeads = 6;
constexpr Ink inkRedDark{0.56, 0.08, 0.10};
constexpr Ink inkSkin{0.86, 0.82, 0.76};

// --- pictures, each in a square of 24 mm whose top left corner is (x, y); nothing but plain shapes ------------------

void ellipse(PaperCanvas& page, double x, double y, double across, double high, Ink ink, double from = 0,
             double to = 2) {
  std::vector<PaperPoint> points;
  constexpr int parts = 48;
  for (int i = 0; i <= parts; ++i) {
    const double angle = (from + (to - from) * i / parts) * std::numbers::pi;
    points.push_back({x + across / 2 * std::cos(angle), y + high / 2 * std::sin(angle)});
  }
  page.area(points, ink);
}

// The pillar box, `high` mm tall, its middle at x.
void pillarBox(PaperCanvas& page, double x, double y, double high) {
  const double unit = high / 100;
  const auto box = [&](double l, double t, double w, double h, Ink ink, double radius = 0) {
    page.box(x + l * unit, y + t * unit, w * unit, h * unit, radius * unit, ink);
  };
  box(-24, 91, 48, 9, inkText, 2);
  box(-21, 20, 42, 72, inkRed);
  box(13, 20, 8, 71, inkRedDark);
  ellipse(page, x, y + 14.5 * unit, 46 * unit, 29 * unit, inkRed, 1, 2);
  box(-26, 13, 52, 7, inkRed, 3);
  box(-21, 20, 42, 2.5, inkRedDark);
  box(-15, 27, 30, 8.5, inkRedDark, 2);
  box(-13, 29.5, 26, 3.5, inkText, 1);
  box(-13, 41, 18, 20, inkWhite, 1);
  for (const double top : {45.0, 49.5, 54.0}) box(-10, top, 12, 1.6, inkSoft);
}

void pictureBadge(PaperCanvas& page, double x, double y) {
  page.box(x + 1, y + 2, 22, 15, 1.5, inkText);
  page.box(x + 2.2, y + 3.2, 19.6, 12.6, 0.6, inkWhite);
  page.box(x + 4.5, y + 8, 15, 4, 1.2, inkRed);
  page.box(x + 8, y + 17, 8, 2, 0, inkText);
  page.box(x + 5, y + 19, 14, 1.6, 0.6, inkText);
  page.box(x + 14.5, y + 10.5, 8.5, 12, 1.2, inkText);
  page.box(x + 15.2, y + 11.2, 7.1, 10.6, 0.8, inkWhite);
  ellipse(page, x + 18.75, y + 14, 3, 3, inkText);
  ellipse(page, x + 18.75, y + 18.6, 5, 4.4, inkText, 1, 2);
  page.box(x + 16.4, y + 19.6, 4.7, 0.8, 0.3, inkRed);
}

void pictureChild(PaperCanvas& page, double x, double y) {
  ellipse(page, x + 9, y + 7, 7, 7, inkText);
  ellipse(page, x + 9, y + 20, 14, 17, inkText, 1, 2);
  ellipse(page, x + 17.5, y + 10, 5, 5, inkSkin);
  ellipse(page, x + 17.5, y + 20, 10, 13, inkSkin, 1, 2);
  page.line(x + 1, y + 22.5, x + 23, y + 22.5, 0.8, inkText);
}

void pictureWriting(PaperCanvas& page, double x, double y) {
  page.box(x + 2, y + 1, 16, 21.5, 1, inkText);
  page.box(x + 2.8, y + 1.8, 14.4, 19.9, 0.5, inkWhite);
  for (int i = 0; i < 5; ++i)
    page.line(x + 5, y + 5.5 + 3.4 * i, x + (i == 4 ? 10 : 15), y + 5.5 + 3.4 * i, 0.7, inkSoft);
  const std::array<PaperPoint, 4> pen{{{x + 20.5, y + 4}, {x + 23, y + 6.2}, {x + 14, y + 18}, {x + 11.6, y + 16}}};
  page.area(pen, inkRed);
  const std::array<PaperPoint, 3> tip{{{x + 11.6, y + 16}, {x + 14, y + 18}, {x + 10.6, y + 19.6}}};
  page.area(tip, inkText);
}

void picturePost(PaperCanvas& page, double x, double y) {
  pillarBox(page, x + 15, y, 24);
  page.box(x + 0.5, y + 5, 12.5, 8.4, 0.6, inkText);
  page.box(x + 1.1, y + 5.6, 11.3, 7.2, 0.3, inkWhite);
  const std::array<PaperPoint, 3> flap{{{x + 1.1, y + 5.8}, {x + 6.75, y + 10}, {x + 12.4, y + 5.8}}};
  page.polyline(flap, 0.5, inkText);
}

// --- words
// -------------------------------------------------------------------------------------------------------------

// The largest of the sizes at which the words take no more than `lines` lines.
double fitted(PaperCanvas& page, double widthMm, std::string_view words, TextStyle style, int lines,
              std::initializer_list<double> sizes) {
  for (const double points : sizes) {
    style.points = points;
    if (page.textHeight(widthMm, words, style) <= (lines + 0.2) * page.textHeight(0, "X", style)) return points;
  }
  return std::data(sizes)[sizes.size() - 1];
}

struct Step {
  std::string_view title, words;
  void (*draw)(PaperCanvas&, double, double);
};
constexpr std::array<Step, 4> steps{{
    {"Show your badge", "Touch the screen and show your badge to it. No badge? Type your name.", pictureBadge},
    {"Say which child", "Start typing the name and touch the right one. Not sure? Say so; it still goes.",
     pictureChild},
    {"Write what you saw and heard",
     "In your own words, and the child's exact words. Facts, not what you think they mean.", pictureWriting},
    {"Post it", "It is locked at once. Only the people below can open it. If it cannot wait, tell one of them too.",
     picturePost},
}};

double head(PaperCanvas& page, const PosterSchool& school, std::string_view where) {
  constexpr double high = 74;
  page.box(0, 0, PaperCanvas::a4Width, high, 0, inkRed);
  page.box(left, 12, 40, 52, 4, inkWhite);
  pillarBox(page, left + 20, 16, 44);
  const double x = left + 48, w = right - x;
  const std::string name = school.demo ? school.name + ": invented people" : school.name;
  double y = 12;
  y += page.text(x, y, w, name, {.points = 12, .weight = TextWeight::medium, .ink = inkWhite, .mostLines = 2}) + 2;
  y += page.text(x, y, w, "Worried about a child?",
                 {.points = 33, .weight = TextWeight::bold, .ink = inkWhite, .lineSpacing = 1.0}) +
       2;
  y += page.text(x, y, w, "Tell the red box. Anybody who works here can.",
                 {.points = 16, .weight = TextWeight::medium, .ink = inkWhite, .lineSpacing = 1.1}) +
       2;
  const std::string place = "It is " + std::string(where) + ".";
  TextStyle style{.points = 14, .ink = inkWhite, .lineSpacing = 1.1, .mostLines = 2};
  style.points = fitted(page, w, place, style, 2, {14, 12, 11});
  page.text(x, y, w, place, style);
  return high;
}

double stepsFrom(PaperCanvas& page, double y) {
  constexpr double gap = 6, high = 38, w = (width - gap) / 2, picture = 24, inset = 5;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::size_t row = i / 2, column = i % 2;
    const double x = left + static_cast<double>(column) * (w + gap), top = y + static_cast<double>(row) * (high + gap);
    page.box(x, top, w, high, 3, inkPale);
    steps[i].draw(page, x + inset, top + (high - picture) / 2);
    const double wordsX = x + inset + picture + 5, wordsWidth = w - picture - 2 * inset - 5;
    const std::string title = std::to_string(i + 1) + "  " + std::string(steps[i].title);
    const TextStyle bold{.points = 13.5, .weight = TextWeight::bold, .lineSpacing = 1.05, .hangMm = 5};
    const TextStyle plain{.points = 10.5, .lineSpacing = 1.15};
    const double all =
        page.textHeight(wordsWidth, title, bold) + 1.5 + page.textHeight(wordsWidth, steps[i].words, plain);
    double at = top + std::max(2.0, (high - all) / 2);
    at += page.text(wordsX, at, wordsWidth, title, bold) + 1.5;
    page.text(wordsX, at, wordsWidth, steps[i].words, plain);
  }
  return y + 2 * high + gap;
}

std::string placeOf(const PosterPerson& person) {
  std::string words = person.where;
  if (!person.extension.empty()) words += (words.empty() ? "ext.\u00a0" : ", ext.\u00a0") + person.extension;
  return words;
}

double people(PaperCanvas& page, const PosterSchool& school, double y) {
  y += page.text(left, y, width, "Who reads it, and who to talk to", {.points = 16, .weight = TextWeight::bold}) + 2.5;
  const std::size_t count = std::min(school.leads.size(), mostLeads);
  if (count == 0) {
    return y + page.text(left, y, width, "Ask at the office who the Designated Safeguarding Lead is.", {.points = 13});
  }
  const bool wide = count <= 3;  // a line each, or two columns
  const double gap = 6, w = wide ? width : (width - gap) / 2;
  double rowTop = y, rowHigh = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const PosterPerson& person = school.leads[i];
    const bool second = !wide && i % 2 == 1;
    if (i > 0 && !second) rowTop += rowHigh + (wide ? 3.5 : 2.2);
    const double x = second ? left + w + gap : left;
    double at = rowTop;
    at += page.text(x, at, w, person.name,
                    {.points = wide ? 15.0 : 13.0, .weight = TextWeight::bold, .lineSpacing = 1.05, .mostLines = 1});
    std::string line = person.role;
    if (!person.days.empty()) line += " · " + person.days;
    if (const std::string place = placeOf(person); !place.empty()) line += (wide ? " · " : "\n") + place;
    at += page.text(x, at, w, line,
                    {.points = wide ? 11.5 : 10.5, .ink = inkSoft, .lineSpacing = 1.1, .mostLines = wide ? 2 : 3});
    rowHigh = second ? std::max(rowHigh, at - rowTop) : at - rowTop;
  }
  return rowTop + rowHigh;
}

void foot(PaperCanvas& page, const PosterSchool& school, double after) {
  constexpr double high = 26;
  constexpr double top = PaperCanvas::a4Height - 14 - high;
  std::string small = "The screen is taken or broken? Fill in the paper form beside it, or tell one of them.";
  std::string adult = "A worry about an adult who works here goes to the head" +
                      (school.head.name.empty() ? std::string() : ", " + school.head.name) +
                      ", and never to the person it is about.";
  if (!school.officerPhone.empty()) adult += " Or ring " + school.officerName + ": " + school.officerPhone + ".";
  const std::string words = small + "\n" + adult;
  TextStyle style{.points = 10.5, .lineSpacing = 1.2};
  const double room = top - 4 - (after + 3);
  for (const double points : {10.5, 9.5, 8.5}) {
    style.points = points;
    if (page.textHeight(width, words, style) <= room) break;
  }
  page.text(left, top - 4 - page.textHeight(width, words, style), width, words, style);
  page.frame(left + 0.75, top + 0.75, width - 1.5, high - 1.5, 3, 1.5, inkRed);
  page.text(left + 8, top + 4.6, 52, "999",
            {.points = 46, .weight = TextWeight::bold, .ink = inkRed, .lineSpacing = 1.0});
  page.text(left + 52, top + 4.6, width - 58, "A child in danger now: ring 999.",
            {.points = 17, .weight = TextWeight::bold, .lineSpacing = 1.0});
  page.text(left + 52, top + 14, width - 58, "Then tell one of the people above, face to face.",
            {.points = 12, .lineSpacing = 1.1});
}

std::string daysOf(const Directory& directory, const std::string& person) {
  std::string words;
  int days = 0, schoolDays = 0;
  for (int day = 1; day <= 7; ++day) {
    if (std::find(directory.rota.begin(), directory.rota.end(), Duty{person, day}) == directory.rota.end()) continue;
    words += (words.empty() ? "" : ", ") + std::string(weekdayWords(day));
    ++days;
    if (day <= 5) ++schoolDays;
  }
  if (days == 7) return "every day";
  return days == 5 && schoolDays == 5 ? "Monday to Friday" : words;
}

}  // namespace

PosterSchool posterSchool(const Directory& directory) {
  PosterSchool school;
  school.name = directory.schoolName;
  school.demo = directory.demo;
  const auto made = [&](const Person& person) {
    PosterPerson out{person.name, std::string(personRoleWords(person.role)), person.room, person.extension, {}};
    out.days = daysOf(directory, person.id);
    return out;
  };
  for (const PersonRole role : {PersonRole::dsl, PersonRole::deputy, PersonRole::head}) {
    for (const Person& person : directory.people) {
      if (!person.active || person.role != role) continue;
      if (role != PersonRole::head) school.leads.push_back(made(person));
      if (role == PersonRole::head && school.head.name.empty()) school.head = made(person);
    }
  }
  std::stable_sort(school.leads.begin(), school.leads.end(),
                   [](const PosterPerson& a, const PosterPerson& b) { return !a.days.empty() && b.days.empty(); });
  school.officerName = directory.policies.localAuthorityName;
  school.officerPhone = directory.policies.localAuthorityPhone;
  return school;
}

Result<SecretBytes> posterPdf(const PosterSchool& school, std::string_view where) {
  PB_TRY_VALUE(PaperCanvas page,
               PaperCanvas::create(PaperCanvas::a4Width, PaperCanvas::a4Height, "Worried about a child?"));
  page.describe(school.name, "A poster for the staffroom", "en-GB");
  double y = head(page, school, where) + 8;
  y = stepsFrom(page, y) + 8;
  y = people(page, school, y);
  foot(page, school, y);
  return page.finish();
}

}  // namespace pillarbox::desk
