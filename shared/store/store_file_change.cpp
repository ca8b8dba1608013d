// Changing what is in the store's file while other processes may set it aside.
#include "shared/store/store_file.h"

namespace pillarbox::store {

Status StoreFile::ready() {
  return isCurrent() ? Status() : open(false);
}

Status StoreFile::changeOnce(const std::function<Status(Connection&)>& work) {
  constexpr int tries = 3;
  for (int i = 0; i < tries; ++i) {
    PB_TRY(ready());
    PB_TRY_VALUE(const FileLock lock, lockShared());
    if (!isCurrent()) continue;  // set aside while we waited for the lock
    PB_TRY_VALUE(Transaction transaction, Transaction::begin(connection()));
    PB_TRY(work(connection()));
    return transaction.commit();
  }
  return Fault{FaultCode::busy, "The database is being repaired by another program."};
}

Status StoreFile::change(const std::function<Status(Connection&)>& work) {
  Status first = changeOnce(work);
  if (first.ok() || first.fault().code != FaultCode::damaged) return first;
  close();
  PB_TRY(open(true));
  return changeOnce(work);
}

}  // namespace pillarbox::store
