#include "kiosk/command/open_folder.h"

#include "kiosk/command/output.h"

namespace pillarbox::command {

Result<office::School> openFolder(const std::string& folder, Program& program) {
  Result<office::School> school = office::openSchool(folder, program.clock, program.random);
  if (school.ok() && school->setAside) {
    complain("the database was damaged and has been set aside as " + school->setAside->filename().string() + "; " +
             std::to_string(school->salvaged) + " postings were brought over, and posting goes on");
  }
  return school;
}

}  // namespace pillarbox::command
