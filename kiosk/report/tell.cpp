#include "kiosk/report/tell.h"

#include "kiosk/report/days.h"
#include "shared/record/entry_words.h"
#include "shared/record/ids.h"

namespace pillarbox::report {
namespace {

std::string lowerFirst(std::string words) {
  const bool capitals = words.size() > 1 && words[1] >= 'A' && words[1] <= 'Z';
  if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z' && !capitals) words[0] = static_cast<char>(words[0] + 32);
  return words;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string yesNo(std::string_view answer) {
  if (answer == "yes") return "Yes";
  if (answer == "no") return "No";
  return answer == "not-yet" ? "Not yet" : std::string(answer);
}

class Teller {
 public:
  Teller(const casework::CaseEntry& member, Names& names, const Telling& telling)
      : m_member(member), m_entry(member.entry), m_names(names), m_telling(telling) {}

  std::vector<Block> all() {
    warnings();
    heads();
    words("account", m_entry.account);
    exactWords();
    bodyMap();
    done();
    casework();
    paper();
    files();
    m_out.emplace_back(Paragraph{provenance(m_member, m_names), Paragraph::Look::soft});
    return std::move(m_out);
  }

 private:
  std::string text(std::string_view field, const std::string& what, bool exact = false) {
    return what.empty() ? std::string() : m_names.text(m_entry, field, what, exact);
  }
  void words(std::string_view field, const std::string& what) {
    if (!what.empty()) m_out.emplace_back(Paragraph{text(field, what)});
  }
  void warnings() {
    std::string sentence;
    if (m_entry.unfinished) {
      sentence = "Unfinished: the writer did not come back to this. It is as they left it.";
    }
    for (const std::string& problem : m_member.problems) {
      if (!sentence.empty()) sentence += "\n";
      sentence += "Not as it was posted, or that cannot be proved: " + problem;
    }
    if (!sentence.empty()) m_out.emplace_back(Paragraph{sentence, Paragraph::Look::notice});
  }
  void heads() {
    Facts facts;
    const auto fact = [&](std::string label, std::string value) {
      facts.facts.push_back({std::move(label), std::move(value)});
    };
    fact("Follows", m_telling.follows);
    fact("Urgent", m_entry.urgent ? "Yes" : "");
    fact("Happened", joined({text("happened", m_entry.happenedAt), text("where", m_entry.happenedWhere)}, "; "));
    if (m_entry.kind != Kind::child) {
      fact(m_entry.kind == Kind::link && m_entry.casework.removed ? "No longer linked" : "Children",
           childrenWords(m_entry.pupils, m_entry, m_names));
    }
    if (m_entry.aboutAdult) {
      fact("About an adult",
           m_entry.adultName.empty() ? "Yes, not named" : m_names.adult(m_entry, m_entry.adultRef, m_entry.adultName));
    }
    if (m_telling.withCategory) fact("Category", joined({m_entry.category, m_entry.casework.subcategory}, ": "));
    if (m_entry.shouldKnow == "pastoral") fact("Should know", "the senior leaders as well");
    if (m_entry.shouldKnow == "person") {
      fact("Should know",
           m_names.adult(m_entry, m_entry.shouldKnowRef, m_entry.shouldKnowName) + " (the writer's wish)");
    }
    add(std::move(facts));
  }
  void exactWords() {
    for (std::size_t i = 0; i < m_entry.exactWords.size(); ++i) {
      const ExactWords& said = m_entry.exactWords[i];
      const std::string number = std::to_string(i + 1);
      const std::string who = said.speakerRef.empty() ? text("speaker-" + number, said.speaker)
                                                      : m_names.child(m_entry, said.speakerRef, said.speaker);
      m_out.emplace_back(Quote{who, text("said-" + number, said.words, true), text("asked-" + number, said.asked)});
    }
  }
  void bodyMap() {
    if (m_entry.bodyMap.empty()) return;
    const BodyMap& map = m_entry.bodyMap;
    BodyDrawings drawings{
        map, map.childRef.empty() ? text("body-child", map.child) : m_names.child(m_entry, map.childRef, map.child)};
    for (std::size_t i = 0; i < drawings.map.marks.size(); ++i) {
      BodyMark& mark = drawings.map.marks[i];
      const std::string number = std::to_string(i + 1);
      mark.looks = text("looks-" + number, mark.looks);
      mark.place = text("place-" + number, mark.place);
      mark.shape = text("shape-" + number, mark.shape);
      mark.removedWhy = text("removed-" + number, mark.removedWhy);
      mark.like = text("like-" + number, mark.like);
      mark.childSays = text("child-says-" + number, mark.childSays, true);
    }
    Heading heading{3, "Marks seen" + (drawings.child.empty() ? "" : " on " + drawings.child)};
    m_out.emplace_back(heading);
    m_out.emplace_back(std::move(drawings));
  }
  void done() {
    Facts facts;
    for (std::size_t i = 0; i < m_entry.done.size(); ++i) {
      const Done& each = m_entry.done[i];
      const std::string number = std::to_string(i + 1);
      const std::string said =
          joined({joined({text("done-who-" + number, each.who), text("done-when-" + number, each.when)}, ", "),
                  text("done-detail-" + number, each.detail)},
                 ": ");
      facts.facts.push_back({std::string(doneWords(each.what)), said.empty() ? "Yes" : said});
    }
    if (m_entry.kind == Kind::concern) {
      facts.facts.push_back({"DSL told in person", m_entry.dslToldInPerson ? "Yes" : "No"});
    }
    if (!facts.facts.empty() && !m_entry.done.empty()) m_out.emplace_back(Heading{3, "What the writer did"});
    add(std::move(facts));
  }
  void casework() {
    const Casework& work = m_entry.casework;
    Facts facts;
    const auto fact = [&](std::string label, std::string value) {
      facts.facts.push_back({std::move(label), std::move(value)});
    };
    fact(work.state == "agreed" ? "Agreed" : "Done", text("what", work.what));
    fact("Who does it", work.ownerName.empty() ? "" : m_names.adult(m_entry, work.ownerRef, work.ownerName));
    fact("By when", dayWords(work.due));
    fact("Decision", std::string(decisionWords(work.decision)));
    fact("Referred to", text("referred", work.referredTo));
    fact("Parents told", yesNo(work.parentsTold));
    fact("Why", text("parents-why", work.parentsWhy));
    fact("Made part of", work.into.empty() ? "" : referenceOf(work.into));
    fact("Passed to", work.toAudience);
    fact("Outcome", text("outcome", work.outcome));
    fact("Status", std::string(childStatusWords(work.status)));
    fact("Since", dayWords(work.since));
    fact("The family", text("family", work.family));
    fact("What was taken out", work.report);
    fact("For whom", text("for-whom", work.forWhom));
    const bool alone = m_entry.kind == Kind::note || m_entry.kind == Kind::outcome;
    if (!alone) fact(std::string(bodyTitle(m_entry.kind)), text("body", m_entry.body));
    add(std::move(facts));
    if (alone) words("body", m_entry.body);
  }
  void paper() {
    for (std::size_t i = 0; i < m_entry.pages.size(); ++i) {
      const PaperPage& page = m_entry.pages[i];
      Facts facts;
      std::string form =
          page.form ? page.form->templateId + ", side " + std::to_string(page.form->side) : "not our form";
      if (page.form && !page.form->serial.empty()) form += ", sheet " + page.form->serial;
      facts.facts.push_back({"Page " + std::to_string(i + 1) + " of paper", std::move(form)});
      std::string ticked, unsure;
      for (const PaperTick& tick : page.ticks) {
        std::string& into = tick.state == TickState::yes ? ticked : unsure;
        if (tick.state == TickState::no) continue;
        into += (into.empty() ? "" : "; ") + (tick.words.empty() ? tick.id : tick.words);
        if (tick.confirmedBy.empty()) into += " (read by machine)";
      }
      facts.facts.push_back({"Ticked", ticked});
      facts.facts.push_back({"Perhaps ticked", unsure});
      for (const PaperField& field : page.fields) {
        if (field.empty || field.suggestion.empty()) continue;
        facts.facts.push_back({field.words.empty() ? field.id : field.words,
                               text("field-" + std::to_string(i) + "-" + field.id, field.suggestion) +
                                   (field.confirmedBy.empty() ? " (read by machine)" : "")});
      }
      if (m_names.leavesOutFiles()) {
        facts.facts.push_back({"Picture", "Left out: names on it cannot be hidden by the program."});
      } else if (!page.attachment.empty() && !m_telling.withPages) {
        facts.facts.push_back({"Picture", page.attachment + ", left out here"});
      }
      add(std::move(facts));
      if (m_telling.withPages && !m_names.leavesOutFiles() && !page.attachment.empty()) {
        const double shape = page.height > 0 ? static_cast<double>(page.width) / page.height : 0.707;
        m_out.emplace_back(Picture{m_entry.id, page.attachment, "Page " + std::to_string(i + 1) + " of paper", shape});
      }
    }
  }
  void files() {
    std::vector<std::string> names;
    for (const AttachmentInfo& file : m_entry.attachments) {
      names.push_back(m_names.leavesOutFiles() ? file.type : file.name + " (" + file.type + ")");
    }
    if (names.empty()) return;
    const std::string left = m_names.leavesOutFiles() ? " – left out of this copy" : "";
    add(Facts{{{names.size() == 1 ? "Attached file" : "Attached files", joined(names, "; ") + left}}});
  }
  void add(Facts facts) {
    std::erase_if(facts.facts, [](const Fact& fact) { return fact.value.empty(); });
    if (!facts.facts.empty()) m_out.emplace_back(std::move(facts));
  }

  const casework::CaseEntry& m_member;
  const Entry& m_entry;
  Names& m_names;
  const Telling& m_telling;
  std::vector<Block> m_out;
};

struct AsText {
  std::string operator()(const Heading& heading) const { return heading.words; }
  std::string operator()(const Paragraph& paragraph) const { return paragraph.words; }
  std::string operator()(const Facts& facts) const {
    std::string out;
    for (const Fact& fact : facts.facts) {
      if (!fact.value.empty()) out += (out.empty() ? "" : "\n") + fact.label + ": " + fact.value;
    }
    return out;
  }
  std::string operator()(const Quote& quote) const {
    std::string out = quote.asked.empty() ? "" : "Asked before that: " + quote.asked + "\n";
    return out + "Exact words of " + (quote.who.empty() ? "someone not named" : quote.who) + ": " + quote.words;
  }
  std::string operator()(const Table& table) const {
    std::string out = table.title;
    for (const auto& row : table.rows) out += (out.empty() ? "" : "\n") + joined(row, "; ");
    return out;
  }
  std::string operator()(const BodyDrawings& drawings) const {
    std::string out;
    for (std::size_t i = 0; i < drawings.map.marks.size(); ++i) {
      const BodyMark& mark = drawings.map.marks[i];
      out += (i == 0 ? "Mark " : "\nMark ") + std::to_string(i + 1) + ": ";
      if (mark.removedAt) out += "struck out; it said: ";
      out += markWords(mark);
      if (!mark.childSays.empty()) out += ". The child says: " + mark.childSays;
    }
    return out;
  }
  std::string operator()(const Picture& picture) const { return picture.caption + ": " + picture.name; }
  std::string operator()(const Bars& bars) const {
    std::string out = bars.title;
    for (const Bars::Bar& bar : bars.bars) out += "\n" + bar.label + ": " + bar.shown;
    return out;
  }
};

}  // namespace

std::string titleOf(const Entry& entry, Names&) {
  std::string title(kindWords(entry.kind));
  const auto more = [&](std::string_view words) {
    if (!words.empty()) title += ": " + lowerFirst(std::string(words));
  };
  if (entry.kind == Kind::decision) more(decisionWords(entry.casework.decision));
  if (entry.kind == Kind::triage) title += ": " + entry.category;
  if (!isCasework(entry.kind)) more(recordKindWords(entry.recordKind));
  return title;
}

std::string provenance(const casework::CaseEntry& member, Names& names) {
  const Entry& entry = member.entry;
  std::string line = "Written by " + names.adult(entry, entry.author.id, entry.author.name);
  if (!entry.author.role.empty()) line += ", " + entry.author.role;
  line += " (" + std::string(verifiedWords(entry.author.verifiedBy)) + "), " + formatShort(entry.writtenAt.wall) + ".";
  line += member.problems.empty() ? " Unchanged since it was posted." : "";
  return line + " Reference " + referenceOf(entry.id) + ".";
}

std::string childrenWords(const std::vector<PupilPart>& pupils, const Entry& entry, Names& names) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < pupils.size(); ++i) {
    const PupilPart& pupil = pupils[i];
    const bool hidden = names.hides(pupil.ref, pupil.name);
    std::string who = pupil.name.empty() ? "" : names.child(entry, pupil.ref, pupil.name);
    if (!pupil.className.empty() && !hidden) who += " (" + pupil.className + ")";
    const std::string described = names.text(entry, "description-" + std::to_string(i + 1), pupil.description);
    if (who.empty()) {
      who = described;
    } else if (!described.empty() && !hidden) {
      who += ", " + described;
    }
    if (!pupil.part.empty()) who += ": " + std::string(partWords(pupil.part));
    all.push_back(std::move(who));
  }
  return joined(all, "; ");
}

std::vector<Block> tell(const casework::CaseEntry& member, Names& names, const Telling& telling) {
  return Teller(member, names, telling).all();
}

std::string plainText(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    const std::string words = std::visit(AsText{}, block);
    if (!words.empty()) out += (out.empty() ? "" : "\n") + words;
  }
  return out;
}

}  // namespace pillarbox::report
