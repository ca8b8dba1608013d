#include "kiosk/desk/demo_data.h"

#include <array>

namespace pillarbox::desk {
namespace {

struct PupilRow {
  std::string_view forename, surname, knownAs;
};
struct ClassRow {
  std::string_view name, year;
  std::array<PupilRow, 9> pupils;
};

// Two pupils are called Amelia Shaw (3H and 5T): a search must show the class. Accents, apostrophes, hyphens, a name in
// two parts and names that are also words are here on purpose.
constexpr std::array<ClassRow, 7> classes{{
    {"Acorn",
     "R",
     {{{"Ada", "Pemberley", ""},
       {"Rowan", "Tickle", ""},
       {"Zoë", "O'Neill", ""},
       {"Ibrahim", "Farouki", "Ibby"},
       {"Poppy", "Marlowe", ""},
       {"Kit", "Sandford", ""},
       {"Ngọc", "Trần", "Nox"},
       {"Alfie", "Brackley", ""},
       {"Joy", "Adeyinka", ""}}}},
    {"Birch",
     "1",
     {{{"Łukasz", "Nowicki", "Luke"},
       {"Mabel", "Thornbury", ""},
       {"Mohammed", "Alawi", "Mo"},
       {"Will", "Hartopp", ""},
       {"Siân", "Rhys-Morgan", ""},
       {"Esme", "Duckworth", ""},
       {"Kwabena", "Ofori", "Kobby"},
       {"Grace", "Lindley", ""},
       {"Oscar", "Van der Veen", ""}}}},
    {"Cedar",
     "2",
     {{{"Renée", "D'Silva", ""},
       {"Theo", "Quillfeather", ""},
       {"Anaïs", "Beaumont", ""},
       {"Jack", "Ramsbottom", ""},
       {"Priya", "Venkatesan", ""},
       {"Noah", "Stubbs", ""},
       {"Isla", "MacAllen", ""},
       {"Dylan", "Penhaligon", ""},
       {"Chloe", "Whitlock", ""}}}},
    {"3H",
     "3",
     {{{"Amelia", "Shaw", ""},
       {"Máire", "Ní Bhraonáin", "Molly"},
       {"Callum", "MacAllen", ""},
       {"Yusuf", "Demirci", ""},
       {"Ruby", "Applegarth", ""},
       {"Leo", "Costello", ""},
       {"Hana", "Kobayashi-Webb", ""},
       {"Samuel", "Oyelaran", "Sam"},
       {"Bethan", "Prosser", ""}}}},
    {"4M",
     "4",
     {{{"José", "Álvarez Pinto", "Pepe"},
       {"Freya", "MacAllen", ""},
       {"Tariq", "Hussaini", ""},
       {"Lottie", "Greenhalgh", ""},
       {"Owen", "ap Gwilym", ""},
       {"Maisie", "Underhill", ""},
       {"Emeka", "Nwachukwu", ""},
       {"Harriet", "Fox", "Hattie"},
       {"Jude", "O'Shaughnessy", ""}}}},
    {"5T",
     "5",
     {{{"Amelia", "Shaw", ""},
       {"Björn", "Eklund-Hart", ""},
       {"Saoirse", "Fitzmaurice", ""},
       {"Archie", "Plumtree", ""},
       {"Zainab", "Qureshy", ""},
       {"Daisy", "Mellor", ""},
       {"Rhys", "Llewelyn", ""},
       {"Kayleigh", "Brightwater", ""},
       {"Dimitar", "Stoyanov", "Mitko"}}}},
    {"6W",
     "6",
     {{{"Aaliyah", "Bankole", ""},
       {"Finn", "Carmichael", ""},
       {"Niamh", "O'Dwyer", ""},
       {"Toby", "Westerdale", ""},
       {"Elif", "Yıldırım", ""},
       {"Jessica", "Marchbanks", "Jess"},
       {"Mateusz", "Zieliński", "Matt"},
       {"Holly", "Tunstall", ""},
       {"Rafael", "De Souza-Clarke", "Raf"}}}},
}};

// Brothers and sisters. Kobby Ofori and Aaliyah Bankole have different surnames on purpose: a family need not have one
// (and two of the same surname need not be one: Amelia Shaw and Amelia Shaw).
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> families{
    {{"MacAllen", "f:demo-1"}, {"Ofori", "f:demo-2"}, {"Bankole", "f:demo-2"}}};

struct StaffRow {
  std::string_view name, role, badge;
};
constexpr std::array<StaffRow, 9> helpers{{
    {"Pat Lumley", "Lunchtime supervisor", "FH-20417"},
    {"Gwen Parry-Dunne", "Lunchtime supervisor", "FH-20422"},
    {"Denise Achebe-Cole", "Teaching assistant", "FH-20503"},
    {"Imran Siddiq", "Teaching assistant", "FH-20511"},
    {"Tomasz Wilczek", "Cleaner", "FH-20618"},
    {"Sheila O'Harrow", "Kitchen assistant", "FH-20624"},
    {"Kofi Bonsu", "Caretaker", "FH-20630"},
    {"Hannah Lindqvist-Moore", "Class teacher, 3H", "FH-20701"},
    {"Marcus Bellweather", "Supply teacher", "FH-20799"},
}};

std::string numbered(std::string_view prefix, std::size_t number) {
  std::string digits = std::to_string(number);
  while (digits.size() < 3) digits.insert(digits.begin(), '0');
  return std::string(prefix) + digits;
}

}  // namespace

const std::vector<DemoPerson>& demoPeople() {
  static const std::vector<DemoPerson> people{
      {PersonRole::dsl, "Ruth Ashdown", "ruth.ashdown@fernhollow.example", "Room 4, next to the office", "204"},
      {PersonRole::deputy, "Daniel Osei-Price", "daniel.osei-price@fernhollow.example", "Year 5 classroom", "215"},
      {PersonRole::head, "Margaret Hallam", "head@fernhollow.example", "Head's office", "201"},
      {PersonRole::chair, "Alan Whitcomb", "chair@fernhollow.example", "", ""},
  };
  return people;
}

DemoRoster demoRoster(const std::vector<Person>& people, Random& random) {
  DemoRoster demo;
  Roster& roster = demo.roster;
  roster.badgeKey = random.bytes(32);
  for (const ClassRow& row : classes) {
    for (const PupilRow& one : row.pupils) {
      Pupil pupil;
      pupil.id = numbered("p-", roster.pupils.size() + 1);
      pupil.forename = one.forename;
      pupil.surname = one.surname;
      pupil.knownAs = one.knownAs;
      pupil.className = row.name;
      pupil.year = row.year;
      for (const auto& [surname, family] : families) {
        if (surname == one.surname) pupil.family = family;
      }
      roster.pupils.push_back(std::move(pupil));
    }
  }
  const auto add = [&](std::string_view name, std::string_view role, std::string_view badge, std::string_view person) {
    Staff member;
    member.id = numbered("s-", roster.staff.size() + 1);
    member.name = name;
    member.role = role;
    member.personId = person;
    member.badgeHashes.push_back(badgeHash(roster, normaliseBadge(badge)));
    demo.badges.push_back({member.id, member.name, std::string(badge)});
    roster.staff.push_back(std::move(member));
  };
  for (const StaffRow& row : helpers) add(row.name, row.role, row.badge, "");
  std::size_t number = 20100;
  for (const Person& person : people) {
    // The chair is not on the staff and has no badge.
    if (person.role != PersonRole::chair) {
      add(person.name, personRoleWords(person.role), "FH-" + std::to_string(++number), person.id);
    }
  }
  return demo;
}

std::vector<std::string> defaultCategories() {
  return {"Neglect",
          "Physical harm",
          "Emotional harm",
          "Sexual harm",
          "Harm between children",
          "Online safety",
          "Home and family",
          "Attendance and missing from school",
          "Mental health and self-harm",
          "Radicalisation and extremism",
          "Low-level concern about an adult",
          "Something else"};
}

std::map<std::string, std::string> demoCategoryGuidance() {
  return {
      {"Neglect", "Often hungry, dirty, tired or without a coat, or appointments missed. Say what you saw each time."},
      {"Physical harm", "Marks, injuries, or flinching. Never ask to see under clothes."},
      {"Emotional harm", "Shouted down, blamed, frightened or ignored, again and again."},
      {"Sexual harm", "Anything sexual that was said, drawn, done or shown. Tell the DSL at once."},
      {"Harm between children", "Bullying, fights, threats, or anything sexual between children."},
      {"Online safety", "Something seen, sent or shared on a phone, a game or a computer."},
      {"Home and family", "Changes at home: who lives there, money, illness, quarrels, moving."},
      {"Attendance and missing from school", "Late, absent or gone in the middle of the day without a reason."},
      {"Mental health and self-harm", "Very low, very anxious, or hurting themselves. Tell the DSL at once."},
      {"Radicalisation and extremism", "Words, pictures or friends that praise hatred or violence."},
      {"Low-level concern about an adult", "Behaviour of an adult here that is not right, though no harm was done."},
      {"Something else", "None of these. The DSL will find the right one."}};
}

std::vector<std::string> defaultPlaces() {
  return {"Classroom",
          "Playground",
          "Dining hall",
          "Corridor",
          "Toilets or changing room",
          "School gate",
          "School trip",
          "On the way to or from school",
          "At home",
          "Online",
          "Somewhere else"};
}

}  // namespace pillarbox::desk
