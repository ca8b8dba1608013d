// What readers have opened before: kept for each reader, replaced, and never without the posting it came from.
#include "tests/unit/store/store_fixture.h"

namespace pillarbox::store {

using StoreOpened = StoreTest;

TEST_F(StoreOpened, IsKeptForEachReaderAloneAndReplaced) {
  reopen();
  const std::string first = postOne(), second = postOne();
  const auto known = store->known();
  ASSERT_TRUE(known.ok());
  ASSERT_EQ(known->size(), 2U);
  EXPECT_EQ((*known)[0].id, second);  // newest first
  EXPECT_EQ((*known)[1].id, first);
  const std::int64_t newest = (*known)[0].n, oldest = (*known)[1].n;
  ASSERT_TRUE(store->keepOpened("p-anne", {{newest, {1, 2, 3}}, {oldest, {4}}}).ok());
  ASSERT_TRUE(store->keepOpened("p-anne", {{oldest, {5, 6}}}).ok());
  ASSERT_TRUE(store->keepOpened("p-ben", {{newest, {9}}}).ok());
  reopen();
  const auto rows = store->postingsAt({oldest, newest, 4711}, "p-anne");
  ASSERT_TRUE(rows.ok());
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0].posting.slip.id, first);
  EXPECT_EQ((*rows)[0].kept, (Bytes{5, 6}));
  EXPECT_EQ((*rows)[1].kept, (Bytes{1, 2, 3}));
  ASSERT_TRUE(store->forgetOpened("p-anne").ok());
  EXPECT_TRUE((*store->postingsAt({newest}, "p-anne"))[0].kept.empty());
  EXPECT_EQ((*store->postingsAt({newest}, "p-ben"))[0].kept, (Bytes{9}));
}

TEST_F(StoreOpened, NothingIsKeptOfWhatIsNotThere) {
  reopen();
  postOne();
  ASSERT_TRUE(store->keepOpened("p-anne", {{4711, {1}}}).ok());
  EXPECT_TRUE(store->check().ok());
  EXPECT_TRUE(store->check()->empty());
}

}  // namespace pillarbox::store
