#include <algorithm>
#include <cmath>

#include "scanner/badge/bars.h"
#include "scanner/badge/read.h"
#include "scanner/badge/retry.h"
#include "scanner/badge/view.h"
#include "scanner/badge/zxing.h"

namespace pillarbox::badge {
namespace {

// Areas of bars known in a frame; the two most promising are read in each, so that two badges held side by side are
// both seen, and one of the others by turns: a striped shirt has more bars than the badge on it.
constexpr std::size_t mostBars = 6, barsInFrame = 2;
// Retries of a frame are done in a picture of at most so many pixels, so that the preview stays smooth.
constexpr double trackerPixels = 1.2e6;

// Each pixel the mean of so many whole ones: much quicker than any other factor.
View wholeShrunk(const cv::Mat& grey, double mostPixels) {
  const double has = static_cast<double>(grey.cols) * grey.rows;
  return has > mostPixels ? scaled(asIs(grey), 1 / std::ceil(std::sqrt(has / mostPixels))) : asIs(grey);
}

bool linear(const Code& code) {
  return code.format == Format::code128 || code.format == Format::code39;
}

}  // namespace

std::vector<Code> Tracker::read(const cv::Mat& grey, Seen& seen) {
  const bool inView = !m_recent.empty();
  const bool linearTurn = m_options.linear && m_linearNext;
  m_linearNext = !m_linearNext;
  const View less = wholeShrunk(grey, trackerPixels);
  const View work = linearTurn && !inView ? less : wholeShrunk(grey, retryPixels);

  std::vector<Code> codes = work.home(zxingQr(work.grey));
  std::optional<std::vector<Bars>> bars;
  const auto readLinear = [&] {
    if (bars || !m_options.linear) return;
    bars = findBars(grey, mostBars);
    const std::size_t others = bars->size() - std::min(bars->size(), barsInFrame);
    const std::size_t other = others == 0 ? mostBars : barsInFrame + m_nextQuick++ % others;
    for (std::size_t i = 0; i < bars->size(); ++i) {
      if (i >= barsInFrame && i != other) continue;
      if (auto code = readBars(grey, (*bars)[i], Effort::quick)) codes.push_back(std::move(*code));
    }
  };
  if (linearTurn || inView || !codes.empty()) readLinear();
  if (m_options.dataMatrix && codes.empty() && !linearTurn) codes = work.home(zxingDataMatrix(work.grey));
  if (!codes.empty()) return codes;

  seen.retries = 1;
  // With bars to look at, the QR codes' turn is the frame after.
  if (linearTurn && !m_goodQr && bars && !bars->empty()) {
    const Bars& area = (*bars)[m_nextBars++ % std::min(bars->size(), barsInFrame + 1)];
    if (auto code = readBars(grey, area, Effort::thorough)) codes.push_back(std::move(*code));
    return codes;
  }
  const int retry = m_goodQr ? *m_goodQr : m_nextQr;
  if (!m_goodQr) m_nextQr = (retry + 1) % qrRetries;
  codes = retryQr(less, retry, trackerPixels);
  m_goodQr = codes.empty() ? std::nullopt : std::optional<int>(retry);
  if (!codes.empty()) readLinear();
  return codes;
}

Tracker::Seen Tracker::look(const cv::Mat& grey, Milliseconds now) {
  Seen seen;
  if (grey.empty() || grey.type() != CV_8UC1) return seen;
  std::erase_if(m_recent, [&](const Recent& each) { return now - each.at > gone; });
  if (m_accepted && std::none_of(m_recent.begin(), m_recent.end(),
                                 [&](const Recent& each) { return sameCode(each.code, *m_accepted); })) {
    m_accepted.reset();
  }

  std::vector<Code> counted;
  for (const Code& code : read(grey, seen)) {
    const auto isIt = [&](const Code& other) { return sameCode(other, code); };
    if (std::any_of(counted.begin(), counted.end(), isIt)) continue;
    counted.push_back(code);
    auto found = std::find_if(m_recent.begin(), m_recent.end(), [&](const Recent& each) { return isIt(each.code); });
    if (found == m_recent.end()) found = m_recent.insert(m_recent.end(), Recent{code, now, 0});
    found->code = code;
    found->at = now;
    ++found->frames;
  }

  const auto inView =
      std::count_if(m_recent.begin(), m_recent.end(), [&](const Recent& each) { return now - each.at <= together; });
  seen.several = inView > 1;
  if (seen.several) return seen;
  for (const Recent& each : m_recent) {
    const bool proved = !linear(each.code) || each.frames >= 2;
    if (each.at != now || !proved || (m_accepted && sameCode(*m_accepted, each.code))) continue;
    m_accepted = each.code;
    seen.accepted = each.code;
  }
  return seen;
}

void Tracker::forget() {
  m_recent.clear();
  m_accepted.reset();
}

}  // namespace pillarbox::badge
