#include <algorithm>

#include "scanner/badge/bars.h"
#include "scanner/badge/read.h"
#include "scanner/badge/retry.h"
#include "scanner/badge/view.h"
#include "scanner/badge/zxing.h"

namespace pillarbox::badge {
namespace {

// Two: so that two badges held side by side are both seen.
constexpr std::size_t barsInFrame = 2;
// Retries of a frame are done in a picture of at most so many pixels (720p), so that the preview stays smooth.
constexpr double trackerPixels = 1e6;
// The retries of a frame: those for QR codes, and one thorough look at each area of bars.
constexpr int allRetries = qrRetries + static_cast<int>(barsInFrame);

bool linear(const Code& code) {
  return code.format == Format::code128 || code.format == Format::code39;
}

}  // namespace

std::vector<Code> Tracker::read(const cv::Mat& grey, Seen& seen) {
  const View work = atMost(grey, retryPixels);
  std::vector<Code> codes = work.home(zxingQr(work.grey));
  const std::vector<Bars> bars = m_options.linear ? findBars(grey, barsInFrame) : std::vector<Bars>{};
  for (const Bars& each : bars) {
    if (auto code = readBars(grey, each, Effort::quick)) codes.push_back(std::move(*code));
  }
  if (m_options.dataMatrix && codes.empty()) codes = work.home(zxingDataMatrix(work.grey));
  if (!codes.empty()) return codes;

  const View less = atMost(grey, trackerPixels);
  int retry = m_goodRetry ? *m_goodRetry : m_nextRetry;
  if (!m_goodRetry) {
    // A thorough look needs an area to look at.
    if (retry >= qrRetries + static_cast<int>(bars.size())) retry = 0;
    m_nextRetry = (retry + 1) % allRetries;
  }
  seen.retries = 1;
  if (retry < qrRetries) {
    codes = retryQr(less, retry);
  } else if (const auto which = static_cast<std::size_t>(retry - qrRetries); which < bars.size()) {
    if (auto code = readBars(grey, bars[which], Effort::thorough)) codes.push_back(std::move(*code));
  }
  m_goodRetry = codes.empty() ? std::nullopt : std::optional<int>(retry);
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
