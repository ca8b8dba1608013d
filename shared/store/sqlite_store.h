// Store on SQLite. Internal to this room; contracts are in store.h.
#pragma once

#include <set>

#include "shared/store/rows.h"
#include "shared/store/store_file.h"

namespace pillarbox::store {

class SqliteStore final : public Store {
 public:
  SqliteStore(std::unique_ptr<StoreFile> file, const Clock& clock, Random& random);

  Result<Posting> post(const NewPosting& posting, const SlipSigner& sign) override;
  Result<std::optional<Posting>> posting(std::string_view id) override;
  Result<Bytes> sealed(std::string_view id) override;
  Result<std::vector<Posting>> postings(const Filter& filter) override;
  Result<Counts> counts() override;
  Result<std::vector<Known>> known() override;
  Result<std::vector<WithKept>> postingsAt(const std::vector<std::int64_t>& places, std::string_view reader) override;
  Status keepOpened(std::string_view reader, const std::vector<Kept>& opened) override;
  Status forgetOpened(std::string_view reader) override;
  Status keepFetched(const std::string& envelope, const Slip& slip, BytesView sealed,
                     const std::string& receipt) override;
  Status keepSlip(const std::string& envelope, const Slip& slip) override;

  Result<std::optional<ToSend>> takeDue(Milliseconds lease) override;
  Result<std::optional<Milliseconds>> untilNextDue() override;
  Status markDelivered(std::string_view id, const std::string& receiptEnvelope) override;
  Status markRetry(std::string_view id, Milliseconds after, std::string_view problem) override;
  Status markRefused(std::string_view id, std::string_view problem) override;
  Status makeAllDueNow() override;

  Status saveDraft(const Draft& draft) override;
  Status dropDraft(std::string_view id) override;
  Result<std::vector<Draft>> drafts() override;

  Status addDirectory(const StoredDirectory& directory) override;
  Result<std::vector<StoredDirectory>> directories() override;
  Result<std::optional<std::string>> setting(std::string_view key) override;
  Status setSetting(std::string_view key, std::string_view value) override;

  Status keepOrder(const Order& order) override;
  Result<std::vector<Order>> orders() override;
  Status destroy(std::string_view orderId, const std::vector<Named>& named, bool carryOut) override;
  Result<bool> scrub() override;
  Result<std::map<std::string, std::string, std::less<>>> destroyed() override;

  Result<std::vector<Problem>> check() override;
  Result<std::vector<Posting>> chain(std::string_view chainId) override;
  Result<std::vector<std::string>> chainIds() override;

 private:
  // As StoreFile's.
  Status ready();
  Status change(const std::function<Status(Connection&)>& work);

  Result<Posting> insertNew(Connection& connection, const NewPosting& posting, const SlipSigner& sign);
  Result<std::string> activeChain(Connection& connection, const std::string& device);
  Status freeLeases(Connection& connection);
  Result<std::set<std::int64_t>> goneWith();
  Result<Milliseconds> wait(const Query& row) const;
  Status checkChain(std::string_view chainId, bool ours, std::vector<Problem>& problems);
  Status checkBodies(std::vector<Problem>& problems);

  std::unique_ptr<StoreFile> m_file;
  const Clock& m_clock;
  Random& m_random;
  std::string m_mark;
};

}  // namespace pillarbox::store
