#include "kiosk/office/verify.h"

#include <algorithm>
#include <map>

#include "kiosk/office/destruction.h"
#include "kiosk/office/read_status.h"
#include "kiosk/office/settings.h"
#include "kiosk/office/upload.h"
#include "shared/seal/dsse.h"

namespace pillarbox::office {

namespace {

class Verifier {
 public:
  explicit Verifier(School& school) : m_school(school) {}

  Result<VerifyReport> run() {
    PB_TRY_VALUE(const std::vector<store::Store::Problem> found, m_school.store->check());
    for (const store::Store::Problem& problem : found) add(problem.id, problem.says);
    PB_TRY(directories());
    PB_TRY_VALUE(const std::vector<store::Posting> postings, m_school.store->postings({}));
    PB_TRY(destroyed(postings));
    PB_TRY_VALUE(m_server, serverOf(m_school));
    for (const store::Posting& posting : postings) {
      ++m_report.checked;
      slip(posting);
      receipt(posting);
    }
    places();
    PB_TRY(drafts());
    PB_TRY(starters());
    setAside();
    PB_TRY(begunAgain());
    PB_TRY(doubted());
    PB_TRY(serverRestored());
    return std::move(m_report);
  }

 private:
  void add(const std::string& id, std::string problem, bool notice = false) {
    m_report.problems.push_back({id, std::move(problem), notice});
  }

  Status directories() {
    PB_TRY_VALUE(const std::vector<store::Store::StoredDirectory> stored, m_school.store->directories());
    std::vector<KnownDirectory> known;
    for (const store::Store::StoredDirectory& one : stored) {
      Result<KnownDirectory> verified = verifyDirectory(known, one.envelope, m_school.pin);
      if (!verified.ok()) {
        add("", "Version " + std::to_string(one.version) + " of the directory: " + verified.fault().detail);
        return {};
      }
      addVersion(known, std::move(*verified));
    }
    return {};
  }

  // A sealed file may be gone only where an order with both signatures names it by its hashes.
  Status destroyed(const std::vector<store::Posting>& postings) {
    PB_TRY_VALUE(const auto gone, m_school.store->destroyed());
    if (gone.empty()) return {};
    PB_TRY_VALUE(const std::vector<store::Store::Order> orders, m_school.store->orders());
    std::map<std::string, DestructionOrder> good;
    for (const store::Store::Order& order : orders) {
      Result<wire::CheckedOrder> checked = believeOrder(m_school, order.envelope);
      if (checked && checked->complete() && checked->order.id == order.id) {
        good.emplace(order.id, std::move(checked->order));
      }
    }
    for (const store::Posting& posting : postings) {
      const auto by = gone.find(posting.slip.id);
      if (by == gone.end()) continue;
      ++m_report.destroyed;
      const auto order = good.find(by->second);
      const DestructionOrder::Entry* named = order == good.end() ? nullptr : order->second.find(posting.slip.id);
      const Result<std::string> hash = slipHashOf(posting.envelope);
      if (named == nullptr || !hash || named->slipSha256 != *hash || named->sealedSha256 != posting.slip.sealedSha256) {
        add(posting.slip.id, "Its sealed file is gone, and there is no order by two people for that.");
      }
    }
    return {};
  }

  void slip(const store::Posting& posting) {
    const Result<Believed> believed = believePosting(m_school, posting.envelope);
    if (believed.ok()) return;
    // Before this device is approved, its own key is all there is to check with.
    if (m_school.device() == nullptr && posting.slip.device == m_school.deviceId && !isCasework(posting.slip.kind)) {
      const Result<seal::Envelope> envelope = seal::decode(posting.envelope);
      if (envelope.ok() && seal::verifiedBy(*envelope, m_school.keys.signing.verifyKey())) return;
    }
    add(posting.slip.id, believed.fault().detail);
  }

  void receipt(const store::Posting& posting) {
    if (posting.receipt.empty()) {
      if (posting.state == store::State::delivered && !posting.fromServer) {
        add(posting.slip.id, "It is marked as delivered, but there is no receipt.");
      }
      return;
    }
    if (!m_server) {
      add(posting.slip.id, "Its receipt cannot be checked, because this folder does not know the server's key.");
      return;
    }
    const Result<std::string> hash = slipHashOf(posting.envelope);
    const Result<wire::CheckedReceipt> checked =
        wire::checkReceipt(posting.receipt, m_server->signKey, posting.slip.id, hash.ok() ? *hash : std::string(),
                           posting.slip.school, wire::KnownHead{});
    if (!checked.ok()) {
      add(posting.slip.id, checked.fault().detail);
      return;
    }
    const auto [place, fresh] =
        m_places.emplace(std::pair{checked->receipt.epoch, checked->receipt.index}, checked->receipt);
    if (!fresh && place->second.head != checked->receipt.head) {
      add(posting.slip.id, "The server has given two postings the same place in its chain.");
    }
  }

  void places() {
    const Receipt* before = nullptr;
    for (const auto& [place, given] : m_places) {
      const bool next = before != nullptr && before->epoch == given.epoch && before->index + 1 == given.index;
      if (next && given.previousHead != before->head) {
        add(given.id, "Its receipt does not follow the one before it in the server's chain.");
      }
      before = &given;
    }
  }

  Status drafts() {
    constexpr std::string_view ageLine = "age-encryption.org/v1\n";
    PB_TRY_VALUE(const std::vector<store::Draft> found, m_school.store->drafts());
    for (const store::Draft& draft : found) {
      if (!textOf(draft.sealed).starts_with(ageLine)) add(draft.id, "An unfinished concern is damaged.");
    }
    return {};
  }

  Status starters() {
    for (const Person& person : m_school.directory().people) {
      PB_TRY_VALUE(const auto value, m_school.store->setting(std::string(settingStarterPrefix) + person.id));
      if (person.active && value == "1") {
        add("", person.id + " still has the passphrase that was set up for them.", true);
      }
    }
    return {};
  }

  Status doubted() {
    PB_TRY_VALUE(const auto doubt, m_school.store->setting(settingChainDoubt));
    if (doubt && !doubt->empty()) {
      const std::size_t space = doubt->find(' ');
      add("", doubt->substr(space + 1) + " (Noticed " + doubt->substr(0, space) + ".)");
    }
    return {};
  }

  Status serverRestored() {
    PB_TRY_VALUE(const auto said, m_school.store->setting(settingServerRestored));
    if (!said || said->empty()) return {};
    const std::size_t space = said->find(' ');
    add("",
        "The main server was put back from a backup: noticed " + said->substr(0, space) + ", and " +
            (space == std::string::npos ? "0" : said->substr(space + 1)) +
            " of what is kept here were missing there and were sent again.",
        true);
    return {};
  }

  Status begunAgain() {
    PB_TRY_VALUE(const auto when, m_school.store->setting(settingBegunAgain));
    if (when && !when->empty()) {
      add("",
          "The database was missing or empty at " + *when +
              ", so a new one was begun: what was posted here before is not in it.",
          false);
    }
    return {};
  }

  void setAside() {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(m_school.folder, ignored)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with("pillarbox.db.damaged-") && !name.ends_with("-wal") && !name.ends_with("-shm")) {
        add("", "A damaged database was set aside as " + name + ".", true);
      }
    }
  }

  School& m_school;
  VerifyReport m_report;
  std::optional<Server> m_server;
  std::map<std::pair<std::int64_t, std::int64_t>, Receipt> m_places;
};

}  // namespace

bool VerifyReport::ok() const {
  return std::all_of(problems.begin(), problems.end(), [](const VerifyProblem& p) { return p.notice; });
}

Result<VerifyReport> verifyFolder(School& school) {
  return Verifier(school).run();
}

}  // namespace pillarbox::office
