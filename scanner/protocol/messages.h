// What the screen programs and pillarbox-scanner say to each other, over a SOCK_SEQPACKET socketpair: one packet a
// message, a JSON object of at most 64 KiB, with descriptors (memfds, the camera) beside it. Versioned; both ends check
// everything: the scanner has decoded hostile pictures, and is not believed without. No OpenCV here. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/result.h"
#include "shared/record/paper.h"

namespace pillarbox::scan {

inline constexpr int protocolVersion = 1;
inline constexpr std::size_t mostMessageBytes = 64 * 1024;
inline constexpr std::size_t mostFileBytes = 64u << 20;  // of one file that is handed over
inline constexpr std::size_t mostPageBytes = 200'000;    // of a page picture that is kept (WebP)

enum class Purpose { nothing, badge, page };  // what to look for

// --- to the scanner -----------------------------------------------------------------------------------------------
// First, once. fd: a memfd with the form descriptions as JSON: {"forms":[{name,json}],"bodies":[{name,json}]}.
struct Begin {
  int version = protocolVersion;
  bool dataMatrix = false;
  std::string language = "en";
};
// fd: an open video device. The old source is closed.
struct UseCamera {
  int width = 1920, height = 1080;
  int rotation = 0;  // 0, 90, 180, 270
};
// fd: a memfd with a picture file: this is what the camera sees from now on (demonstration and tests).
struct ShowPicture {
  int framesPerSecond = 15;
};
struct CloseCamera {};
struct Look {
  Purpose purpose = Purpose::nothing;
  bool preview = false;
  int previewSide = 960;
};
// The person pressed "Take the picture": take it now if there is a page at all.
struct TakeNow {};
// The page taken last is forgotten: the same side may be taken again ("Take it again").
struct TakeAgain {};
// fd: a memfd with the file. Answered by FilePage for each page, then FileDone. For badges: FileCodes, then FileDone.
struct ReadFile {
  std::int64_t request = 0;
  Purpose purpose = Purpose::page;
  bool debug = false;  // DebugPicture messages too
};
// fd: a memfd with an attachment. Answered by Decoded.
struct Decode {
  std::int64_t request = 0;
  int maxWidth = 1600, maxHeight = 2300;
};

using ToScanner = std::variant<Begin, UseCamera, ShowPicture, CloseCamera, Look, TakeNow, TakeAgain, ReadFile, Decode>;

// --- from the scanner ---------------------------------------------------------------------------------------------
struct Ready {
  int version = protocolVersion;
  std::string problem;  // what is wrong with the form descriptions: then no form is known, only sheets of paper
};
enum class CameraState { none, open, lost, unusable };
struct CameraIs {
  CameraState state = CameraState::none;
  std::string says;  // for the log
};
// fd with `fresh`: a memfd of `slots` pictures, each height*stride bytes of BGRA, the one now written is `slot`.
// Without `fresh` the last memfd stays in use.
struct Preview {
  bool fresh = false;
  int slots = 3, slot = 0;
  int width = 0, height = 0, stride = 0;
};
struct Code {
  std::string format, text;
  std::array<PaperPoint, 4> corners{};
};
struct BadgeSeen {
  Code code;  // corners in parts of the frame, 0 to 1; in FileCodes pixels
};
struct SeveralBadges {};
// How the page lies, at most 15 a second. Corners in parts of the preview's width and height (0 to 1).
struct Guide {
  PaperAdvice advice = PaperAdvice::noPage;
  std::optional<std::array<PaperPoint, 4>> corners;
  double steady = 0;  // 0 to 1: 1 takes the picture
};
// fds: the WebP that is kept; the same page as grey pixels, page.width × page.height bytes.
struct PageTaken {
  PaperPage page;
};
struct FilePage {  // fds as PageTaken, if page.width is not 0; none otherwise (page.problem says why)
  std::int64_t request = 0;
  int pageNo = 1;
  int pages = 1;
  PaperPage page;
};
struct FileCodes {
  std::int64_t request = 0;
  std::vector<Code> codes;
};
struct DebugPicture {  // fd: a PNG
  std::int64_t request = 0;
  int pageNo = 1;
  std::string name;
};
struct FileDone {
  std::int64_t request = 0;
  std::string problem;  // one sentence if the file could not be read at all
};
struct Decoded {  // fd: height*width*4 bytes of BGRA; none if there is a problem
  std::int64_t request = 0;
  int width = 0, height = 0;
  std::string problem;
};

using FromScanner = std::variant<Ready, CameraIs, Preview, BadgeSeen, SeveralBadges, Guide, PageTaken, FilePage,
                                 FileCodes, DebugPicture, FileDone, Decoded>;

// badInput naming the field. Strict: unknown kinds, unknown members and out-of-range values are refused.
std::string encode(const ToScanner& message);
std::string encode(const FromScanner& message);
Result<ToScanner> decodeToScanner(std::string_view packet);
Result<FromScanner> decodeFromScanner(std::string_view packet);
// How many descriptors the message must come with.
int descriptorsOf(const ToScanner& message);
int descriptorsOf(const FromScanner& message);

// The reading of pages as `pillarbox scan --json` prints it and as entry.json keeps it is shared/record/paper_json.h.

}  // namespace pillarbox::scan
