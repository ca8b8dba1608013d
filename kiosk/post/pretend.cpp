// The invented people of practice.
#include "kiosk/post/practice.h"
#include "kiosk/post/words.h"

namespace pillarbox::post {

std::shared_ptr<const Directory> pretendDirectory(const Directory& real) {
  auto out = std::make_shared<Directory>(real);
  out->people.clear();
  out->sheets.clear();
  out->devices.clear();
  out->server.reset();
  out->rota.clear();
  const auto person = [&out](std::string id, std::string_view name, PersonRole role, std::string room) {
    Person made;
    made.id = std::move(id);
    made.name = name;
    made.role = role;
    made.room = std::move(room);
    out->people.push_back(std::move(made));
  };
  person("pretend-dsl", words::pretendDsl, PersonRole::dsl, "");
  person("pretend-deputy", words::pretendDeputy, PersonRole::deputy, "");
  person("pretend-head", words::pretendHead, PersonRole::head, "");
  out->sheets = {{"safeguarding", "pretend", ""}, {"head-chair", "pretend", ""}};
  // Nobody's keys: sealed to these, it could be opened by nobody.
  for (Person& made : out->people) made.recipient = "pretend";
  out->audiences = {{"safeguarding", {"pretend-dsl", "pretend-deputy"}, "safeguarding"},
                    {"head", {"pretend-head"}, "head-chair"}};
  out->policies.offerPastoral = false;  // one thing less to explain
  out->policies.localAuthorityPhone.clear();
  out->policies.alertTestedAt.reset();  // an urgent call is never practised
  return out;
}

std::shared_ptr<const Roster> pretendRoster() {
  auto out = std::make_shared<Roster>();
  out->badgeKey = Bytes(32, 0);  // no badge is anybody's
  const auto pupil = [&out](std::string id, std::string forename, std::string surname, std::string className) {
    Pupil made;
    made.id = std::move(id);
    made.forename = std::move(forename);
    made.surname = std::move(surname);
    made.className = std::move(className);
    out->pupils.push_back(std::move(made));
  };
  pupil("pretend-1", "Alex", "Pretend", "2P");
  pupil("pretend-2", "Alexa", "Invented", "3P");
  pupil("pretend-3", "Billie", "Makebelieve", "2P");
  pupil("pretend-4", "Charlie", "Imaginary", "1P");
  const auto staff = [&out](std::string id, std::string_view name, std::string_view role) {
    Staff made;
    made.id = std::move(id);
    made.name = name;
    made.role = role;
    out->staff.push_back(std::move(made));
  };
  staff("pretend-writer", words::pretendWriter, words::pretendRole);
  staff("pretend-staff", words::pretendDsl, "Teacher");
  return out;
}

}  // namespace pillarbox::post
