#include <chrono>
#include <optional>

#include "kiosk/office/office.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::office {

class OfficeThread : public OfficeTest {
 protected:
  std::unique_ptr<Office> start() {
    return must(Office::start(folder, clock, random, [this](OfficeReply reply) { replies.push(std::move(reply)); }));
  }
  // The next reply of this kind; gives up after ten seconds.
  template <class T>
  std::optional<T> next() {
    std::stop_source stop;
    std::jthread watchdog([&](const std::stop_token& done) {
      std::mutex mutex;
      std::condition_variable_any never;
      std::unique_lock lock(mutex);
      never.wait_for(lock, done, std::chrono::seconds(10), [] { return false; });
      stop.request_stop();
    });
    while (std::optional<OfficeReply> reply = replies.take(stop.get_token())) {
      if (auto* wanted = std::get_if<T>(&*reply)) return std::move(*wanted);
    }
    return std::nullopt;
  }

  Mailbox<OfficeReply> replies;
};

TEST_F(OfficeThread, PostsSavesDraftsAndCounts) {
  create();
  const auto office = start();
  const auto place = office->place();
  PostOptions options;
  options.authorTag = place->authorTag("staff-1");
  EXPECT_EQ(next<Counts>()->waitingToBeRead, 0);

  Entry entry = concern();
  entry.id = newId(clock, random);
  office->ask(SaveDraft{must(prepareDraft(*place, entry, {}, options, clock, random))});
  EXPECT_EQ(next<DraftSaved>()->id, entry.id);
  const Prepared prepared = must(prepare(*place, entry, {}, options, clock, random));
  office->ask(PostRequest{prepared.posting, nullptr});
  const auto posted = next<Posted>();
  ASSERT_TRUE(posted.has_value());
  EXPECT_EQ(posted->id, entry.id);
  EXPECT_EQ(posted->reference, referenceOf(entry.id));
  EXPECT_EQ(next<Counts>()->waitingToBeRead, 1);
  office->ask(AskMine{options.authorTag});
  const auto mine = next<Mine>();
  ASSERT_TRUE(mine.has_value());
  ASSERT_EQ(mine->items.size(), 1U);
  EXPECT_EQ(mine->items[0].state, MineItem::State::stored);
}

TEST_F(OfficeThread, WhatWasAskedBeforeTheEndIsStillStored) {
  create();
  Prepared prepared;
  {
    const auto office = start();
    prepared = must(prepare(*office->place(), concern(), {}, {}, clock, random));
    office->ask(PostRequest{prepared.posting, nullptr});
  }
  School school = open();
  EXPECT_TRUE((*school.store->posting(prepared.posting.slip.id)).has_value());
}

TEST_F(OfficeThread, DraftGivenAsItIsIsPosted) {
  create();
  const auto office = start();
  const store::Draft draft = must(prepareDraft(*office->place(), concern(), {}, {}, clock, random));
  office->ask(SaveDraft{draft});
  office->ask(PostDraftAsItIs{draft.id});
  EXPECT_EQ(next<Posted>()->id, draft.id);
  office->ask(PostDraftAsItIs{draft.id});
  EXPECT_EQ(next<PostFailed>()->fault.code, FaultCode::notFound);
}

TEST_F(OfficeThread, CaseworkWithoutAPersonFails) {
  create();
  const auto office = start();
  const std::string subject = newId(clock, random);
  const Prepared prepared = must(prepare(*office->place(), casework(Kind::read, subject), {}, {}, clock, random));
  office->ask(PostRequest{prepared.posting, nullptr});
  EXPECT_EQ(next<PostFailed>()->id, prepared.posting.slip.id);
  auto person = std::make_shared<const seal::SigningKey>(keyOf("dsl-1").clone());
  office->ask(PostRequest{prepared.posting, person});
  EXPECT_TRUE(next<Posted>().has_value());
}

TEST_F(OfficeThread, SaysAtOnceWhatIsWrongWithAFolder) {
  EXPECT_FALSE(Office::start(folder, clock, random, [](OfficeReply) {}).ok());
}

TEST_F(OfficeThread, ServerThatCannotBeReachedIsSaidAndPostingGoesOn) {
  {
    School school = create();
    wire::ServerCard card;
    card.signKey = serverKeys.signing.verifyKey();
    card.boxKey = serverKeys.boxPublic;
    // Port 1 of this machine: nothing listens there.
    ASSERT_TRUE(saveServer(school, "https://127.0.0.1:1", "", "", wire::signServerCard(card, serverKeys.signing)).ok());
  }
  const auto office = start();
  const auto problem = next<ServerProblem>();
  ASSERT_TRUE(problem.has_value());
  EXPECT_EQ(problem->fault.code, FaultCode::network);
  const Prepared prepared = must(prepare(*office->place(), concern(), {}, {}, clock, random));
  office->ask(PostRequest{prepared.posting, nullptr});
  EXPECT_TRUE(next<Posted>().has_value());
}

}  // namespace pillarbox::office
