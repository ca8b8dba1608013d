// What terminals tell of their own queues.
#include "server/service.h"
#include "shared/wire/api.h"
#include "shared/wire/http_signature.h"
#include "shared/wire/queue.h"

namespace pillarbox::server {

Service::Admission Service::putQueue(const RequestHead& head) {
  auto caller = callerOf(head, Needs::pendingToo);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  if (head.contentLength > wire::maxQueueBytes) return refusal(413);
  return Call{[this, who = std::get<Caller>(caller), digest = head.header("content-digest")](const Bytes& body,
                                                                                             const Reply& reply) {
    const Status whole = wire::checkDigest(digest, body);
    if (!whole.ok()) return reply(problem(400, "bad-body", "Not the same", whole.fault().detail));
    const Result<wire::QueueState> queue = wire::decodeQueue(textOf(body));
    if (!queue.ok()) return reply(problem(400, "bad-queue", "Not understood", queue.fault().detail));
    const WallTime now = m_clock.now();
    const Store::Queue told{queue->waiting, queue->waiting == 0 ? now : now - queue->oldest, now};
    m_writer->run([this, who, told, reply](Store& store) {
      const Status set = store.setQueue(who.school, who.device, told);
      if (!set.ok()) return reply(notNow(set.fault()));
      m_queues.told(who.school, who.device, told);
      reply(Response{204, {}, {}, {}});
    });
  }};
}

}  // namespace pillarbox::server
