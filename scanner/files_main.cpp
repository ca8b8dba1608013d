#include "scanner/files_main.h"

#include <algorithm>
#include <cmath>

#include "scanner/page/read.h"

namespace pillarbox::scan {

namespace {

constexpr std::size_t mostCodes = 50, mostCodeText = 4000, mostSentence = 400;

std::string sentence(const std::string& text) {
  return isUtf8(text) ? text.substr(0, mostSentence) : "This file could not be read.";
}

BytesView pixelsOf(const cv::Mat& picture) {
  return {picture.data, picture.total() * picture.elemSize()};
}

}  // namespace

Result<PageParts> partsOf(const cv::Mat& grey) {
  const cv::Mat whole = grey.isContinuous() ? grey : grey.clone();
  PageParts parts;
  PB_TRY_VALUE(parts.webp, frame::encodeGreyWebp(whole, mostPageBytes));
  const BytesView pixels = pixelsOf(whole);
  parts.grey.assign(pixels.begin(), pixels.end());
  return parts;
}

void measure(PaperPage& page, const cv::Mat& grey) {
  page.width = grey.cols;
  page.height = grey.rows;
  page.problem = page.problem.empty() ? "" : sentence(page.problem);
  if (grey.empty() && page.problem.empty()) page.problem = "No page of paper was found.";
}

Code codeOf(const badge::Code& code, double scaleX, double scaleY) {
  Code out{std::string(badge::formatName(code.format)), code.text, code.corners};
  for (PaperPoint& each : out.corners) each = {each.x * scaleX, each.y * scaleY};
  return out;
}

void Files::add(const ReadFile& wanted, Result<Bytes> file) {
  if (!file) return finish(wanted.request, file.fault().detail);
  Job job;
  job.wanted = wanted;
  job.file = std::move(*file);
  m_jobs.push_back(std::move(job));
}

void Files::finish(std::int64_t request, const std::string& problem) {
  static_cast<void>(m_sender.send(FileDone{request, sentence(problem)}));
}

void Files::step() {
  Job& job = m_jobs.front();
  if (job.pages == 0) {
    const Result<int> pages = frame::pageCount(job.file);
    if (!pages) {
      finish(job.wanted.request, pages.fault().detail);
      m_jobs.pop_front();
      return;
    }
    job.pages = std::max(1, *pages);
  }
  const bool badges = job.wanted.purpose == Purpose::badge;
  std::string problem;
  if (badges) {
    problem = readCodes(job);
  } else {
    readPage(job);
  }
  if (++job.next < job.pages) return;
  // A file of one picture that cannot be read is a file that cannot be read.
  const bool unreadable = badges && job.pages == 1 && !problem.empty();
  if (badges && !unreadable) static_cast<void>(m_sender.send(FileCodes{job.wanted.request, job.codes}));
  finish(job.wanted.request, unreadable ? problem : "");
  m_jobs.pop_front();
}

std::string Files::readCodes(Job& job) const {
  const Result<frame::Picture> picture = frame::decodePage(job.file, job.next);
  if (!picture) return picture.fault().detail;
  badge::ReadOptions options;
  options.dataMatrix = m_reader.dataMatrix;
  for (const badge::Code& each : badge::readAll(picture->grey, options)) {
    if (job.codes.size() < mostCodes && each.text.size() <= mostCodeText) job.codes.push_back(codeOf(each, 1, 1));
  }
  return {};
}

void Files::readPage(const Job& job) {
  FilePage message;
  message.request = job.wanted.request;
  message.pageNo = job.next + 1;
  message.pages = job.pages;
  page::ReadPage read;
  std::vector<page::DebugPicture> debug;
  const Result<frame::Picture> picture = frame::decodePage(job.file, job.next);
  if (picture) {
    page::ReadOptions options;
    options.language = m_reader.language;
    if (job.wanted.debug) options.debug = &debug;
    read = page::readPage(*picture, m_reader.forms, options);
  } else {
    read.page.problem = picture.fault().detail;
  }
  for (const page::DebugPicture& each : debug) {
    const Result<Bytes> png = frame::encodePng(each.picture);
    if (png) static_cast<void>(m_sender.sendWith(DebugPicture{message.request, message.pageNo, each.name}, {*png}));
  }
  message.page = std::move(read.page);
  measure(message.page, read.grey);
  Status sent;
  if (read.grey.empty()) {
    sent = m_sender.send(message);
  } else if (const Result<PageParts> parts = partsOf(read.grey)) {
    sent = m_sender.sendWith(message, {parts->webp, parts->grey});
  } else {
    sent = parts.fault();
  }
  if (sent) return;
  message.page = PaperPage{};
  message.page.problem = "This page could not be made small enough to keep.";
  static_cast<void>(m_sender.send(message));
}

void Files::decode(const Decode& wanted, const Result<Bytes>& file) {
  Decoded message;
  message.request = wanted.request;
  const Result<frame::Picture> picture = file ? frame::decodePage(*file, 0) : Result<frame::Picture>(file.fault());
  if (!picture) {
    message.problem = sentence(picture.fault().detail);
    if (message.problem.empty()) message.problem = "This picture could not be read.";
    static_cast<void>(m_sender.send(message));
    return;
  }
  const cv::Mat small = frame::bgraWithin(picture->colour, wanted.maxWidth, wanted.maxHeight);
  message.width = small.cols;
  message.height = small.rows;
  if (!m_sender.sendWith(message, {pixelsOf(small)})) {
    message.width = message.height = 0;
    message.problem = "This picture is too large to be shown.";
    static_cast<void>(m_sender.send(message));
  }
}

}  // namespace pillarbox::scan
