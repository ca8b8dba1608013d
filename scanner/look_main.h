// What the frames show: badges, or a page that is taken when it lies well.
#pragma once

#include <optional>

#include "scanner/badge/read.h"
#include "scanner/files_main.h"
#include "scanner/frame/source.h"
#include "scanner/page/find.h"
#include "scanner/sender_main.h"
#include "scanner/session/session.h"

namespace pillarbox::scan {

class Looker {
 public:
  Looker(Sender& sender, const Reader& reader) : m_sender(sender), m_reader(reader) { begin(); }
  void begin();  // the reader has changed
  void look(Purpose purpose);
  void takeNow() { m_session.takeNow(); }
  void takeAgain() { m_session.again(); }
  void see(const frame::Frame& frame);

 private:
  void seeBadge(const frame::Frame& frame);
  void seePage(const frame::Frame& frame);
  void take(const frame::Frame& frame, const Sight& sight, bool asItIs);
  void guide(PaperAdvice advice, const Sight& sight, double steady);

  Sender& m_sender;
  const Reader& m_reader;
  Purpose m_purpose = Purpose::nothing;
  std::optional<badge::Tracker> m_tracker;
  ScanSession m_session;
  Milliseconds m_guidedAt{-1000}, m_severalAt{-10'000};
  PaperAdvice m_guided = PaperAdvice::noPage;
};

}  // namespace pillarbox::scan
