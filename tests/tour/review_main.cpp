// The quality review: what stands out, a record at random with a note, categories, figures for governors.
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/process.h"
#include "tests/tour/tour.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

namespace {

// Enough for figures to be more than hidden small numbers. Everybody is invented.
bool postATerm(DemoSchool& school) {
  constexpr const char* categories[]{"Harm between children", "Neglect", "Online safety"};
  constexpr const char* places[]{"Playground", "Classroom", "Playground", "Corridor"};
  constexpr const char* times[]{"Today, at lunch", "Today, at break", "Today, in a lesson", "Today, after school"};
  for (std::size_t i = 0; i < 26; ++i) {
    const nlohmann::json entry{{"author", {{"name", "Pat Example"}, {"role", "Lunchtime supervisor"}}},
                               {"account", "Invented: one of the concerns of a term."},
                               {"category", categories[i % 5 % 3]},
                               {"happened_where", places[i % 4]},
                               {"happened_at", times[i % 7 % 4]}};
    if (DemoSchool::pillarbox({"post", school.folder(), "--entry", "-"}, entry.dump()).exit != 0) return false;
  }
  return true;
}

std::string newestPdf(const std::string& folder, const std::string& part) {
  namespace fs = std::filesystem;
  std::string newest;
  fs::file_time_type when{};
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    const std::string name = file.path().filename().string();
    if (name.find(part) == std::string::npos || file.path().extension() != ".pdf") continue;
    if (newest.empty() || file.last_write_time() > when) newest = file.path().string(), when = file.last_write_time();
  }
  return newest;
}

}  // namespace

bool Tour::picturePage(const std::string& part, const std::string& name) {
  const std::string pdf = newestPdf(m_folder, part);
  if (pdf.empty()) return why("no PDF was saved");
  std::string to = nextPicture(name);
  to.resize(to.size() - 4);
  const Ran ran = support::run({"pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", pdf, to});
  return ran.exit == 0 || why(ran.err);
}

void Tour::review() {
  step("review", "what stands out in the records: about records, never about people", [&] {
    if (!postATerm(*m_school)) return why("nothing was posted");
    return unlockInbox() && m_robot.waitFor("list.manage") && m_robot.tap("list.manage") &&
           m_robot.tap("manage.review") && m_robot.waitFor("review.finish");
  });
  step("review-note", "a record drawn by chance, and a note on it that is signed and kept under it", [&] {
    return m_robot.tap("review.sample") && m_robot.tap("review.note-on.1") && m_robot.waitFor("review.note") &&
           m_robot.tap("review.note") && m_robot.type("Clear. Say next time who rang home.");
  });
  step("review-categories", "categories: few, and used alike; what joining two would change is shown first", [&] {
    return m_robot.tap("review.save") && m_robot.waitGone("review.note", 20s) && m_robot.tap("bar.back") &&
           m_robot.tap("review.categories") && !m_robot.waitForPart("review.category.").empty();
  });
  step("review-figures", "the school year in numbers, without names, small ones hidden", [&] {
    return m_robot.tap("bar.back") && m_robot.tap("review.figures") && m_robot.waitFor("review.figures.print");
  });
  step("", "the governors' figures as pages to print", [&] {
    return m_robot.tap("review.figures.print") && m_robot.tap("report.save") && m_robot.waitFor("report.saved", 30s) &&
           picturePage("summary", "governors-page");
  });
  step("review-finished", "the review is finished: dated, signed, and whose turn is next", [&] {
    return m_robot.tap("report.done") && m_robot.tap("bar.back") && m_robot.tap("review.finish") &&
           m_robot.waitFor("review.save") && m_robot.tap("review.save") && m_robot.waitFor("manage.done", 20s);
  });
  step("", "locked", [&] { return lockInbox(); });
}

}  // namespace pillarbox::support
