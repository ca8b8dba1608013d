#include "kiosk/post/mine_main.h"

namespace pillarbox::post {

namespace {

PostedState stateOf(office::MineItem::State state) {
  switch (state) {
    case office::MineItem::State::stored:
      return PostedState::stored;
    case office::MineItem::State::delivered:
      return PostedState::delivered;
    case office::MineItem::State::read:
      return PostedState::read;
    case office::MineItem::State::acted:
      return PostedState::acted;
    case office::MineItem::State::closed:
      return PostedState::closed;
    case office::MineItem::State::refused:
      return PostedState::setAside;
  }
  return PostedState::stored;
}

}  // namespace

MineArrived mineFrom(const std::string& authorId, const office::Mine& mine) {
  MineArrived arrived;
  arrived.authorId = authorId;
  for (const office::MineItem& item : mine.items) {
    MineItem shown;
    shown.id = item.id;
    shown.reference = item.reference;
    shown.postedAt = item.writtenAt;
    shown.state = stateOf(item.state);
    if (item.progressAt != WallTime{}) shown.readAt = item.progressAt;
    shown.kind = item.kind;
    shown.subject = item.subject;
    shown.audience = item.audience;
    for (const office::MineItem::Message& message : item.messages) {
      const office::MessageTo& said = message.said;
      shown.messages.push_back(
          {said.id, said.kind, item.id, item.reference, item.writtenAt, said.at, said.person, message.fresh});
    }
    arrived.items.push_back(std::move(shown));
  }
  return arrived;
}

CallHeard callFrom(const office::CallStatus& call) {
  CallHeard heard{call.id, call.delivered, {}, std::nullopt};
  if (call.seen) {
    heard.seenBy = call.seen->person;
    heard.seenAt = call.seen->at;
  }
  return heard;
}

std::string terminalName(const office::Place& place) {
  const Device* device = place.directory.device(place.deviceId);
  return device == nullptr ? std::string() : device->name;
}

}  // namespace pillarbox::post
