#include "scanner/look_main.h"

#include "scanner/page/read.h"

namespace pillarbox::scan {

namespace {

constexpr Milliseconds guideEvery{66};      // 15 a second
constexpr Milliseconds severalEvery{1000};  // said once a second, not with each frame
constexpr std::size_t mostCodeText = 4000;

Sight sightOf(const page::Search& search, const frame::Frame& frame) {
  Sight sight;
  sight.at = frame.takenAt;
  sight.advice = search.advice;
  if (!search.found) return sight;
  const page::Found& found = *search.found;
  sight.page = true;
  sight.advice = found.advice;
  sight.sheet = found.sheet;
  sight.side = found.sideOfSheet;
  for (std::size_t i = 0; i < 4; ++i) {
    sight.corners[i] = {static_cast<double>(found.corners[i].x) / frame.grey.cols,
                        static_cast<double>(found.corners[i].y) / frame.grey.rows};
  }
  return sight;
}

}  // namespace

void Looker::begin() {
  badge::ReadOptions options;
  options.dataMatrix = m_reader.dataMatrix;
  m_tracker.emplace(options);
  m_session.begin();
}

void Looker::look(Purpose purpose) {
  if (purpose == m_purpose) return;
  m_purpose = purpose;
  m_tracker->forget();
  m_session.begin();
}

void Looker::see(const frame::Frame& frame) {
  if (frame.grey.empty()) return;
  if (m_purpose == Purpose::badge) seeBadge(frame);
  if (m_purpose == Purpose::page) seePage(frame);
}

void Looker::seeBadge(const frame::Frame& frame) {
  const badge::Tracker::Seen seen = m_tracker->look(frame.grey, frame.takenAt);
  if (seen.several && frame.takenAt - m_severalAt >= severalEvery) {
    m_severalAt = frame.takenAt;
    static_cast<void>(m_sender.send(SeveralBadges{}));
  }
  if (!seen.accepted || seen.accepted->text.size() > mostCodeText) return;
  static_cast<void>(m_sender.send(BadgeSeen{codeOf(*seen.accepted, 1.0 / frame.grey.cols, 1.0 / frame.grey.rows)}));
}

void Looker::seePage(const frame::Frame& frame) {
  const Sight sight = sightOf(page::find(frame.grey, frame.preview, page::Effort::track), frame);
  const ScanSession::Step step = m_session.see(sight);
  if (step.take) return take(frame, sight, step.asItIs);
  guide(step.advice, sight, step.steady);
}

void Looker::take(const frame::Frame& frame, const Sight& sight, bool asItIs) {
  const frame::Picture picture = frame::pictureOf(frame);
  page::ReadOptions options;
  options.language = m_reader.language;
  page::ReadPage read = page::readPage(picture, m_reader.forms, options);
  const PaperAdvice advice = read.page.quality.advice;
  // An older printing is a page with a problem of its own: kept as a picture, as it is from a file.
  const bool found = !read.grey.empty();
  // Only a page is ever kept: what is around it, and a picture without one, go no further than here.
  if (!found || (advice != PaperAdvice::none && !asItIs)) {
    m_session.taken(false);
    return guide(advice == PaperAdvice::none ? PaperAdvice::holdStill : advice, sight, 0);
  }
  PageTaken message{std::move(read.page)};
  measure(message.page, read.grey);
  const Result<PageParts> parts = partsOf(read.grey);
  const bool sent = parts && m_sender.sendWith(message, {parts->webp, parts->grey});
  m_session.taken(sent);
  if (!sent) guide(PaperAdvice::holdStill, sight, 0);
}

void Looker::guide(PaperAdvice advice, const Sight& sight, double steady) {
  if (sight.at - m_guidedAt < guideEvery && advice == m_guided) return;
  Guide message;
  message.advice = advice;
  if (sight.page) message.corners = sight.corners;
  message.steady = steady;
  if (!m_sender.offer(message)) return;
  m_guidedAt = sight.at;
  m_guided = advice;
}

}  // namespace pillarbox::scan
