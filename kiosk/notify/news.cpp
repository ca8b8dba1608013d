#include "kiosk/notify/news.h"

#include <algorithm>
#include <charconv>

#include "kiosk/office/alert_pass.h"
#include "kiosk/office/read_status.h"
#include "kiosk/office/settings.h"
#include "shared/alert/round.h"

namespace pillarbox::notify {

std::set<std::string> audiencesHere(const office::School& school, const std::string& person) {
  const Directory& directory = school.directory();
  std::vector<std::string> people;
  for (const Person& one : directory.people) {
    std::error_code ignored;
    const bool meant =
        person.empty() ? std::filesystem::exists(office::keyFilePath(school, one.id), ignored) : one.id == person;
    if (one.active && meant) people.push_back(one.id);
  }
  std::set<std::string> shared;
  for (const Audience& audience : directory.audiences) {
    const bool everybody = std::all_of(people.begin(), people.end(), [&](const std::string& id) {
      return std::find(audience.people.begin(), audience.people.end(), id) != audience.people.end();
    });
    if (!people.empty() && everybody) shared.insert(audience.id);
  }
  return shared;
}

Result<News> newsSince(office::School& school, const std::set<std::string>& audiences, std::int64_t after) {
  PB_TRY_VALUE(const std::vector<store::Store::Known> known, school.store->known());
  PB_TRY_VALUE(const std::optional<office::Server> server, office::serverOf(school));
  News news;
  std::vector<std::int64_t> places;
  for (const store::Store::Known& one : known) {
    news.upTo = std::max(news.upTo, one.n);
    if (one.n > after) places.push_back(one.n);
  }
  PB_TRY_VALUE(const std::vector<store::Store::WithKept> found, school.store->postingsAt(places, ""));
  for (const store::Store::WithKept& one : found) {
    const store::Posting& posting = one.posting;
    const bool passedOn = posting.slip.kind == Kind::move;
    if (!alert::isAlerted(posting.slip.kind) && !passedOn) continue;
    if (!audiences.contains(posting.slip.audience) || (server && !posting.fromServer)) continue;
    if (!office::believePosting(school, posting.envelope).ok()) continue;
    if (!passedOn) {
      PB_TRY_VALUE(const bool seen, office::seenBySomebody(school, posting.slip.id));
      if (seen) continue;
    }
    news.ids.push_back(posting.slip.id);
    news.urgent = news.urgent || posting.slip.urgent || posting.slip.kind == Kind::call;
  }
  return news;
}

Result<bool> allSeen(office::School& school, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    PB_TRY_VALUE(const bool seen, office::seenBySomebody(school, id));
    if (!seen) return false;
  }
  return true;
}

Result<std::int64_t> toldUpTo(office::School& school) {
  PB_TRY_VALUE(const std::optional<std::string> text, school.store->setting(office::settingNotifiedUpTo));
  std::int64_t place = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), place);
  // A store that had to be begun again counts from the beginning.
  PB_TRY_VALUE(const std::vector<store::Store::Known> known, school.store->known());
  const bool beyond =
      std::none_of(known.begin(), known.end(), [&](const store::Store::Known& one) { return one.n >= place; });
  return beyond ? 0 : place;
}

Status keepToldUpTo(office::School& school, std::int64_t place) {
  return school.store->setSetting(office::settingNotifiedUpTo, std::to_string(place));
}

}  // namespace pillarbox::notify
