// What the stories of casework begin with: a demonstration school, and `pillarbox case` by any of its readers.
#pragma once

#include "tests/faults/story.h"

namespace pillarbox::support {

// `pillarbox case` by any reader of the school of `Base`, a Story or what is made of one.
template <class Base>
class WithCases : public Base {
 protected:
  void makeSchoolWithSeniorLeader() {
    Base::school = std::make_unique<DemoSchool>(
        Base::temp / "school", std::vector<std::string>{"--slt", "Odette Invented <odette@school.example>"});
    ASSERT_EQ(Base::school->problem(), "");
  }

  // A file with these words, for the options that name one.
  std::string words(const std::string& text) {
    const std::string file = Base::temp / ("words-" + std::to_string(++m_files));
    writeText(file, text + "\n");
    return file;
  }
  // `pillarbox WORDS...` with the card and passphrase of somebody in that role.
  Ran asked(const std::string& role, std::vector<std::string> more, const std::string& input = {}) const {
    const DemoSchool& keys = *Base::school;
    more.insert(more.end(), {"--card-file", keys.cardFile(role), "--passphrase-file", keys.passphraseFile(role)});
    return DemoSchool::pillarbox(more, input);
  }
  Ran caseIn(const std::string& folder, const std::string& role, std::vector<std::string> more,
             const std::string& input = {}) const {
    more.insert(more.begin(), {"case", folder});
    return asked(role, std::move(more), input);
  }
  Ran caseHere(const std::string& role, std::vector<std::string> more) const {
    return caseIn(Base::school->folder(), role, std::move(more));
  }
  Json jsonIn(const std::string& folder, const std::string& role, std::vector<std::string> more) const {
    more.emplace_back("--json");
    return Base::json(caseIn(folder, role, std::move(more)));
  }
  // Takes a step at this school's own device; gives the id of its entry.
  std::string taken(const std::string& role, std::vector<std::string> more) const {
    return jsonIn(Base::school->folder(), role, std::move(more)).value("id", "");
  }
  Json shown(const std::string& role, const std::string& id) const {
    return jsonIn(Base::school->folder(), role, {"show", id});
  }
  Json listed(const std::string& role, const std::string& pile) const {
    return jsonIn(Base::school->folder(), role, {"list", "--pile", pile});
  }
  static void expectRefused(const Ran& ran, int exit, const std::string& part) {
    EXPECT_EQ(ran.exit, exit) << ran.out << ran.err;
    EXPECT_EQ(ran.out, "");
    expectOneSentence(ran.err);
    EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
  }
  // Posts an entry as a program would that has no screen; gives its id.
  std::string posted(const Json& entry, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> all{"post", Base::school->folder(), "--entry", "-", "--json"};
    all.insert(all.end(), more.begin(), more.end());
    return Base::json(DemoSchool::pillarbox(all, entry.dump())).value("id", "");
  }

 private:
  int m_files = 0;
};

class CaseStory : public WithCases<Story> {
 protected:
  void SetUp() override { makeSchoolWithSeniorLeader(); }
};

}  // namespace pillarbox::support
