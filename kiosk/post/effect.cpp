#include "kiosk/post/effect.h"

#include <utility>

#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

void ask(Effects& out, Effect effect) {
  out.push_back(std::move(effect));
}

void wipeEntry(Entry& entry) {
  for (std::string* text : {&entry.author.id, &entry.author.name, &entry.author.role, &entry.happenedAt,
                            &entry.happenedWhere, &entry.adultRef, &entry.adultName, &entry.account, &entry.category,
                            &entry.shouldKnowRef, &entry.shouldKnowName, &entry.body}) {
    wipe(*text);
  }
  for (PupilPart& pupil : entry.pupils) {
    for (std::string* text : {&pupil.ref, &pupil.name, &pupil.className, &pupil.description}) wipe(*text);
  }
  for (EntryMention& mention : entry.mentions) {
    wipe(mention.ref);
    wipe(mention.name);
  }
  for (ExactWords& said : entry.exactWords) {
    for (std::string* text : {&said.speakerRef, &said.speaker, &said.words, &said.asked}) wipe(*text);
  }
  for (Done& done : entry.done) {
    for (std::string* text : {&done.who, &done.when, &done.detail}) wipe(*text);
  }
  wipe(entry.bodyMap);
  for (PaperPage& page : entry.pages) {
    for (PaperField& field : page.fields) wipe(field.suggestion);
  }
  entry = Entry();
}

}  // namespace pillarbox::post
