#include "server/status_book.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstdio>

#include "shared/alert/mail.h"
#include "shared/alert/smtp_settings.h"
#include "shared/base/files.h"
#include "shared/seal/dsse.h"
#include "shared/wire/join.h"

namespace pillarbox::server {

namespace {

constexpr Milliseconds fortnight = std::chrono::hours(24 * 14);

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};

}  // namespace

std::optional<WallTime> certificateUntil(const std::filesystem::path& file) {
  const std::unique_ptr<std::FILE, CloseFile> opened(std::fopen(file.c_str(), "re"));
  if (opened == nullptr) return std::nullopt;
  const std::unique_ptr<X509, FreeCertificate> certificate(PEM_read_X509(opened.get(), nullptr, nullptr, nullptr));
  if (certificate == nullptr) return std::nullopt;
  std::tm parts{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &parts) != 1) return std::nullopt;
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::from_time_t(::timegm(&parts)));
}

Result<std::unique_ptr<StatusBook>> StatusBook::open(const std::filesystem::path& folder) {
  PB_TRY_VALUE(const DatabasePlace place, databaseIn(folder));
  PB_TRY_VALUE(auto store, Store::open(place));
  PB_TRY_VALUE(auto alerts, AlertQueue::open(place));
  return std::unique_ptr<StatusBook>(new StatusBook(folder, std::move(store), std::move(alerts)));
}

Status StatusBook::keepHeard(const Heard& heard) {
  if (heard.empty()) return {};
  PB_TRY(m_store->begin());
  for (const auto& [who, when] : heard) {
    const Status kept = m_store->setHeard(who.first, who.second, when);
    if (kept.ok()) continue;
    m_store->rollback();
    return kept;
  }
  return m_store->commit();
}

Result<SchoolFacts> StatusBook::school(const std::string& id, WallTime now) {
  SchoolFacts facts;
  facts.id = facts.name = id;
  PB_TRY_VALUE(const auto stored, m_store->newestDirectory(id));
  PB_TRY_VALUE(const auto heard, m_store->heardOf(id));
  PB_TRY_VALUE(const auto posted, m_store->lastPostedBy(id));
  PB_TRY_VALUE(const auto shut, m_store->shutOut(id));
  PB_TRY_VALUE(const auto queues, m_store->queuesOf(id));
  const auto timeOf = [](const std::map<std::string, WallTime>& times, const std::string& device) {
    const auto found = times.find(device);
    return found == times.end() ? std::optional<WallTime>() : found->second;
  };
  const auto add = [&](const std::string& device, const std::string& name, std::string standing) {
    if (shut.contains(device)) standing = "shut out here";
    facts.devices.push_back(
        {device, name.empty() ? device : name, std::move(standing), timeOf(heard, device), timeOf(posted, device)});
    const auto queue = queues.find(device);
    if (queue == queues.end() || queue->second.waiting == 0) return;
    facts.devices.back().waiting = queue->second.waiting;
    facts.devices.back().oldestAt = queue->second.oldestAt;
  };
  if (stored) {
    PB_TRY_VALUE(const seal::Envelope document, seal::decode(stored->envelope));
    PB_TRY_VALUE(const Directory directory, decodeDirectory(textOf(document.payload)));
    facts.name = directory.schoolName;
    facts.alertTestedAt = directory.policies.alertTestedAt;
    facts.alertTestDays = directory.policies.alertTestDays;
    facts.leadHasAddress = std::any_of(directory.people.begin(), directory.people.end(), [](const Person& person) {
      return isLead(person.role) && person.active && alert::isMailAddress(person.email);
    });
    for (const Device& device : directory.devices) {
      add(device.id, device.name, device.revoked ? "taken off the school's list" : "");
    }
    PB_TRY_VALUE(const std::vector<wire::StoredJoin> joins, m_store->joins(id));
    for (const wire::StoredJoin& join : joins) {
      const auto request = wire::readJoin(join.envelope);
      const bool waits =
          request.ok() && directory.device(request->deviceId) == nullptr && now - join.receivedAt < fortnight;
      if (waits) add(request->deviceId, request->deviceName, "waiting to be let in");
    }
  }
  PB_TRY_VALUE(const std::vector<AlertReport> reports, m_alerts->reports(id, now - fortnight));
  for (const AlertReport& report : reports) {
    const bool waits = report.state == alertStateName(AlertState::waiting) && !report.problem.empty();
    facts.alertsWaiting += waits ? 1 : 0;
    facts.alertsRefused += report.state == alertStateName(AlertState::refused) ? 1 : 0;
    if (waits && facts.alertProblem.empty()) facts.alertProblem = report.problem;
  }
  return facts;
}

Result<StatusFacts> StatusBook::collect(const std::filesystem::path& certificate, WallTime now) {
  StatusFacts facts;
  facts.now = now;
  PB_TRY_VALUE(facts.serverName, m_store->serverName());
  PB_TRY_VALUE(const DatabasePlace place, databaseIn(m_folder));
  facts.database = place.conninfo.empty() ? "SQLite" : "PostgreSQL";
  std::error_code error;
  const auto space = std::filesystem::space(m_folder, error);
  if (!error) {
    facts.diskFree = space.available;
    facts.diskAll = space.capacity;
  }
  if (const auto stamp = readFile(m_folder / lastBackupName, 100); stamp.ok()) {
    std::string text(textOf(*stamp));
    text.erase(std::remove(text.begin(), text.end(), '\n'), text.end());
    facts.backedUpAt = parseTime(text);
  }
  facts.certificateKnown = !certificate.empty();
  if (facts.certificateKnown) facts.certificateUntil = certificateUntil(certificate);
  const auto account = alert::readSmtpAccount(m_folder);
  facts.mailSet = account.ok() && account->has_value();
  if (!account.ok()) facts.mailProblem = account.fault().detail;

  PB_TRY_VALUE(const std::vector<std::string> schools, m_store->schools());
  for (const std::string& id : schools) {
    PB_TRY_VALUE(SchoolFacts one, school(id, now));
    facts.schools.push_back(std::move(one));
  }
  const auto of = [&](const std::string& id) {
    return std::find_if(facts.schools.begin(), facts.schools.end(), [&](const SchoolFacts& s) { return s.id == id; });
  };
  PB_TRY_VALUE(const std::vector<SchoolStorage> storage, m_store->storage());
  for (const SchoolStorage& one : storage) {
    if (const auto found = of(one.school); found != facts.schools.end()) {
      found->entries = one.entries;
      found->bytes = one.sealedBytes;
    }
  }
  PB_TRY_VALUE(const std::vector<Walked> walked, m_store->walked());
  for (const Walked& one : walked) {
    if (const auto found = of(one.school); found != facts.schools.end()) {
      found->walkedAt = one.at;
      found->walkFaults = one.faults;
    }
  }
  return facts;
}

}  // namespace pillarbox::server
