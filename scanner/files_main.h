// Files that are read whole, a page at a time so that the camera is not forgotten meanwhile.
#pragma once

#include <deque>
#include <vector>

#include "scanner/badge/read.h"
#include "scanner/form/description.h"
#include "scanner/frame/image.h"
#include "scanner/protocol/messages.h"
#include "scanner/sender_main.h"
#include "shared/base/bytes.h"

namespace pillarbox::scan {

struct Reader {  // how everything is read in this session
  std::vector<form::Description> forms;
  std::string language = "en";
  bool dataMatrix = false;
};

class Files {
 public:
  Files(Sender& sender, const Reader& reader) : m_sender(sender), m_reader(reader) {}
  void add(const ReadFile& wanted, Result<Bytes> file);
  bool waiting() const { return !m_jobs.empty(); }
  void step();  // one page of the first file
  void decode(const Decode& wanted, const Result<Bytes>& file);

 private:
  struct Job {
    ReadFile wanted;
    Bytes file;
    int pages = 0;  // 0: not counted yet
    int next = 0;
    std::vector<Code> codes;
  };
  void readPage(const Job& job);
  std::string readCodes(Job& job) const;  // what is wrong, if anything
  void finish(std::int64_t request, const std::string& problem);

  Sender& m_sender;
  const Reader& m_reader;
  std::deque<Job> m_jobs;
};

// The page with its pictures (the WebP that is kept, the grey pixels); tooLarge or internal.
struct PageParts {
  Bytes webp, grey;
};
Result<PageParts> partsOf(const cv::Mat& grey);
// The reader's page made fit to be sent: measures agree with the pixels.
void measure(PaperPage& page, const cv::Mat& grey);
// In the protocol's form; `scaleX` and `scaleY` multiply the corners.
Code codeOf(const badge::Code& code, double scaleX, double scaleY);

}  // namespace pillarbox::scan
