// What the stories of casework begin with: a demonstration school, and `pillarbox case` by any of its readers.
#pragma once

#include "tests/faults/story.h"

namespace pillarbox::support {

class CaseStory : public Story {
 protected:
  void SetUp() override {
    school = std::make_unique<DemoSchool>(temp / "school",
                                          std::vector<std::string>{"--slt", "Odette Invented <odette@school.example>"});
    ASSERT_EQ(school->problem(), "");
  }

  // A file with these words, for the options that name one.
  std::string words(const std::string& text) {
    const std::string file = temp / ("words-" + std::to_string(++m_files));
    writeText(file, text + "\n");
    return file;
  }
  Ran caseIn(const std::string& folder, const std::string& role, std::vector<std::string> more,
             const std::string& input = {}) const {
    more.insert(more.begin(), {"case", folder});
    more.insert(more.end(), {"--card-file", school->cardFile(role), "--passphrase-file", school->passphraseFile(role)});
    return DemoSchool::pillarbox(more, input);
  }
  Json jsonIn(const std::string& folder, const std::string& role, std::vector<std::string> more) const {
    more.emplace_back("--json");
    return json(caseIn(folder, role, std::move(more)));
  }
  // Takes a step at this school's own device; gives the id of its entry.
  std::string taken(const std::string& role, std::vector<std::string> more) const {
    return jsonIn(school->folder(), role, std::move(more)).value("id", "");
  }
  Json shown(const std::string& role, const std::string& id) const {
    return jsonIn(school->folder(), role, {"show", id});
  }
  void expectRefused(const Ran& ran, int exit, const std::string& part) const {
    EXPECT_EQ(ran.exit, exit) << ran.out << ran.err;
    EXPECT_EQ(ran.out, "");
    expectOneSentence(ran.err);
    EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
  }
  // Posts an entry as a program would that has no screen; gives its id.
  std::string posted(const Json& entry) const {
    return json(DemoSchool::pillarbox({"post", school->folder(), "--entry", "-", "--json"}, entry.dump()))
        .value("id", "");
  }

 private:
  int m_files = 0;
};

}  // namespace pillarbox::support
