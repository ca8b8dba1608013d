#include "kiosk/post/effect.h"

#include <utility>

#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

void ask(Effects& out, Effect effect) {
  out.push_back(std::move(effect));
}

void wipeEntry(Entry& entry) {
  for (std::string* text :
       {&entry.author.id, &entry.author.name, &entry.author.role, &entry.happenedAt, &entry.happenedWhere,
        &entry.adultRef, &entry.adultName, &entry.account, &entry.exactWords, &entry.category, &entry.body}) {
    wipe(*text);
  }
  for (PupilPart& pupil : entry.pupils) {
    for (std::string* text : {&pupil.ref, &pupil.name, &pupil.className, &pupil.description}) wipe(*text);
  }
  for (Done& done : entry.done) {
    for (std::string* text : {&done.who, &done.when, &done.detail}) wipe(*text);
  }
  for (PaperPage& page : entry.pages) {
    for (PaperField& field : page.fields) wipe(field.suggestion);
  }
  entry = Entry();
}

}  // namespace pillarbox::post
