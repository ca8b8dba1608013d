#include "kiosk/report/summary.h"

#include <cmath>

#include "kiosk/report/report_parts.h"
#include "shared/casework/calendar.h"

namespace pillarbox::report {
namespace {

std::string hoursWords(double hours) {
  constexpr double day = 24;
  if (hours < 1) return "under an hour";
  if (hours < 2 * day) {
    const long whole = std::lround(hours);
    return std::to_string(whole) + (whole == 1 ? " hour" : " hours");
  }
  return std::to_string(std::lround(hours / day)) + " days";
}

std::string daysWords(double days) {
  const long whole = std::lround(days);
  return whole < 1 ? "under a day" : std::to_string(whole) + (whole == 1 ? " day" : " days");
}

Block barsOf(const casework::FigureTable& table) {
  Bars bars{table.title, {}};
  for (const casework::FigureRow& row : table.rows) {
    const bool number = row.shown.as == casework::Shown::As::number;
    bars.bars.push_back(
        {dayWords(row.words), static_cast<double>(row.shown.count), casework::shownWords(row.shown), !number});
  }
  return bars;
}

}  // namespace

Report summary(const Source& source, const casework::FiguresAsked& asked) {
  const casework::Figures figures = casework::figuresOf(source.view, source.entries, source.roster, asked);
  Report report = begin(source, "Safeguarding summary", {});
  Document& document = report.document;
  document.marking = "For governors and leaders: no names";
  if (!figures.from.empty()) document.about = dayWords(figures.from) + " to " + dayWords(figures.to);
  report.table.columns = {"Table", "Row", "Concerns"};
  report.table.rows.push_back({"All", "Concerns", casework::shownWords(figures.total)});
  Facts facts;
  facts.facts.push_back({"Concerns", casework::shownWords(figures.total)});
  if (figures.medianHoursToRead) {
    facts.facts.push_back({"Half were read within", hoursWords(*figures.medianHoursToRead)});
    report.table.rows.push_back({"All", "Half were read within", hoursWords(*figures.medianHoursToRead)});
  }
  if (figures.medianDaysToClose) {
    facts.facts.push_back(
        {"Half were closed within", daysWords(*figures.medianDaysToClose) + ", of those closed so far"});
    report.table.rows.push_back({"All", "Half were closed within", daysWords(*figures.medianDaysToClose)});
  }
  document.blocks.emplace_back(std::move(facts));
  document.blocks.emplace_back(Paragraph{std::string(casework::howSmallNumbersAreHidden()), Paragraph::Look::soft});
  for (const casework::FigureTable& table : figures.tables) {
    if (table.rows.empty()) {
      document.blocks.emplace_back(Heading{3, table.title});
      document.blocks.emplace_back(Paragraph{"Not shown: the numbers are too small.", Paragraph::Look::soft});
      report.table.rows.push_back({table.title, "", "not shown"});
      continue;
    }
    document.blocks.push_back(barsOf(table));
    for (const casework::FigureRow& row : table.rows) {
      report.table.rows.push_back({table.title, row.words, casework::shownWords(row.shown)});
    }
  }
  return report;
}

}  // namespace pillarbox::report
