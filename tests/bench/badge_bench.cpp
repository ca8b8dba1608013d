// Badge codes read from real pictures, upright and turned by 15° steps: ours, ZXing called once as it comes, and
// zbarimg. Each reading runs in a child of its own: Debian's ZXing 1.4.0 may end its process (that counts as not read).
// Usage: badge_bench [--quick] [FOLDER]     FOLDER (or PILLARBOX_SAMPLES) holds sets: folders of pictures, each with
// its text in a .txt beside it. Without one there is nothing to measure. --quick turns by 45° steps.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <opencv2/imgproc.hpp>

#ifndef ZX_USE_UTF8
#define ZX_USE_UTF8 1
#endif
#include <ZXing/ReadBarcode.h>

#include "scanner/badge/read.h"
#include "scanner/frame/image.h"
#include "shared/base/files.h"
#include "tests/bench/bench.h"

namespace pillarbox::bench {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

struct Sample {
  fs::path file;
  std::string text;
  cv::Mat grey;
};

// What a child found out about one picture; sent through a pipe.
struct Outcome {
  bool right = false;
  int others = 0;  // texts that are not the one expected
  double ms = 0;
};

struct Tally {
  int tried = 0, right = 0, upright = 0, uprightRight = 0, others = 0, died = 0;
  std::vector<double> ms;
};

// A Code 39 that holds another code (Code 32, a Pharmazentralnummer): only a reader told so can know. Left out.
bool holdsAnotherCode(const fs::path& picture) {
  fs::path notes = picture;
  const auto read = readFile(notes.replace_extension(".result.txt"));
  return read.ok() && std::string(read.value().begin(), read.value().end()).find("format=") != std::string::npos;
}

std::vector<Sample> samplesIn(const fs::path& folder) {
  std::vector<Sample> samples;
  for (const auto& entry : fs::directory_iterator(folder)) {
    fs::path sidecar = entry.path();
    if (entry.path().extension() == ".txt" || !fs::exists(sidecar.replace_extension(".txt"))) continue;
    if (holdsAnotherCode(entry.path())) continue;
    const auto bytes = readFile(entry.path());
    const auto text = readFile(sidecar);
    if (!bytes.ok() || !text.ok()) continue;
    const auto picture = frame::decodePage(bytes.value(), 0);
    if (!picture.ok()) {
      std::fprintf(stderr, "badge_bench: %s: %s\n", entry.path().c_str(), picture.fault().detail.c_str());
      continue;
    }
    samples.push_back({entry.path(), std::string(text.value().begin(), text.value().end()), picture.value().grey});
  }
  std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.file < b.file; });
  return samples;
}

cv::Mat turned(const cv::Mat& grey, int degrees) {
  if (degrees == 0) return grey;
  cv::Mat turn = cv::getRotationMatrix2D({static_cast<float>(grey.cols - 1) / 2, static_cast<float>(grey.rows - 1) / 2},
                                         degrees, 1);
  const double c = std::abs(turn.at<double>(0, 0)), s = std::abs(turn.at<double>(0, 1));
  const cv::Size size(static_cast<int>(std::ceil(grey.cols * c + grey.rows * s)),
                      static_cast<int>(std::ceil(grey.cols * s + grey.rows * c)));
  turn.at<double>(0, 2) += (size.width - grey.cols) / 2.0;
  turn.at<double>(1, 2) += (size.height - grey.rows) / 2.0;
  cv::Mat out;
  cv::warpAffine(grey, out, turn, size, cv::INTER_LINEAR, cv::BORDER_CONSTANT, 255);
  return out;
}

Texts ours(const cv::Mat& grey) {
  Texts texts;
  for (const badge::Code& code : badge::readAll(grey, {})) texts.push_back(code.text);
  return texts;
}

Texts plainZxing(const cv::Mat& grey) {
  const ZXing::ImageView view(grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum, static_cast<int>(grey.step[0]));
  const auto read = ZXing::ReadBarcode(view);
  return read.isValid() ? Texts{read.text()} : Texts{};
}

// Its start and the reading of the file are in its time.
Texts zbarimg(const cv::Mat& grey) {
  const std::string path = fs::temp_directory_path() / ("pillarbox-bench-" + std::to_string(getpid()) + ".pgm");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wbe"), &std::fclose);
  if (file == nullptr) return {};
  std::fprintf(file.get(), "P5\n%d %d\n255\n", grey.cols, grey.rows);
  for (int y = 0; y < grey.rows; ++y) std::fwrite(grey.ptr(y), 1, static_cast<std::size_t>(grey.cols), file.get());
  std::fflush(file.get());
  const std::string command =
      "zbarimg -q --nodbus --raw -Sdisable -Sqrcode.enable -Scode128.enable -Scode39.enable " + path + " 2>/dev/null";
  std::string said;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "re"), &pclose);
  std::array<char, 4096> buffer{};
  std::size_t count = 0;
  while (pipe != nullptr && (count = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0) {
    said.append(buffer.data(), count);
  }
  fs::remove(path);
  if (said.ends_with('\n')) said.pop_back();
  return said.empty() ? Texts{} : Texts{said};
}

struct Reader {
  const char* name;
  Texts (*read)(const cv::Mat&);
};
constexpr Reader readers[] = {{"ours", ours}, {"ReadBarcode", plainZxing}, {"zbarimg", zbarimg}};

// None: the child died.
std::optional<Outcome> inChild(const Reader& reader, const cv::Mat& grey, const std::string& expected) {
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) return std::nullopt;
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(1);
    Outcome outcome;
    const Watch watch;
    const Texts texts = reader.read(grey);
    outcome.ms = watch.ms();
    for (const std::string& text : texts) (text == expected ? outcome.right = true : ++outcome.others > 0);
    const auto sent = write(ends[1], &outcome, sizeof outcome);
    _exit(sent == static_cast<ssize_t>(sizeof outcome) ? 0 : 1);
  }
  close(ends[1]);
  Outcome outcome;
  const bool got = child > 0 && read(ends[0], &outcome, sizeof outcome) == static_cast<ssize_t>(sizeof outcome);
  close(ends[0]);
  int status = 0;
  if (child > 0) waitpid(child, &status, 0);
  return got ? std::optional<Outcome>(outcome) : std::nullopt;
}

void tellSet(const std::string& set, const Reader& reader, const Tally& tally) {
  const nlohmann::ordered_json of{{"set", set}, {"reader", reader.name}};
  const auto share = [](int part, int whole) { return whole == 0 ? 0.0 : 100.0 * part / whole; };
  figure("read upright", share(tally.uprightRight, tally.upright), "%", of);
  figure("read, all angles", share(tally.right, tally.tried), "%", of);
  figure("other texts", tally.others, "readings", of);
  figure("reader died", tally.died, "readings", of);
  figure("p50", percentile(tally.ms, 50), "ms", of);
  figure("p95", percentile(tally.ms, 95), "ms", of);
  std::fprintf(stderr, "%-12s %-12s upright %3d/%-3d all %4d/%-4d others %3d died %2d p50 %6.1f p95 %6.1f ms\n",
               set.c_str(), reader.name, tally.uprightRight, tally.upright, tally.right, tally.tried, tally.others,
               tally.died, percentile(tally.ms, 50), percentile(tally.ms, 95));
}

Status measure(const fs::path& folder, const Options& options) {
  std::vector<fs::path> sets;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory()) sets.push_back(entry.path());
  }
  std::sort(sets.begin(), sets.end());
  for (const fs::path& set : sets) {
    const std::vector<Sample> samples = samplesIn(set);
    if (samples.empty()) continue;
    std::array<Tally, std::size(readers)> tallies;
    for (const Sample& sample : samples) {
      std::array<int, std::size(readers)> othersHere{};
      for (int degrees = 0; degrees < 360; degrees += options.quick ? 45 : 15) {
        const cv::Mat picture = turned(sample.grey, degrees);
        for (std::size_t i = 0; i < std::size(readers); ++i) {
          Tally& tally = tallies[i];
          const auto outcome = inChild(readers[i], picture, sample.text);
          ++tally.tried;
          tally.upright += degrees == 0 ? 1 : 0;
          if (!outcome) {
            ++tally.died;
            continue;
          }
          tally.right += outcome->right ? 1 : 0;
          tally.uprightRight += outcome->right && degrees == 0 ? 1 : 0;
          tally.others += outcome->others;
          othersHere[i] += outcome->others;
          tally.ms.push_back(outcome->ms);
        }
      }
      for (std::size_t i = 0; i < std::size(readers); ++i) {
        if (othersHere[i] == 0) continue;
        std::fprintf(stderr, "  %s: %s gave another text %d times\n", sample.file.filename().c_str(), readers[i].name,
                     othersHere[i]);
      }
    }
    for (std::size_t i = 0; i < std::size(readers); ++i) tellSet(set.filename(), readers[i], tallies[i]);
  }
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  const char* samples = std::getenv("PILLARBOX_SAMPLES");
  std::filesystem::path folder =
      samples == nullptr ? std::filesystem::path() : std::filesystem::path(samples) / "badges";
  std::vector<char*> rest;
  for (int i = 0; i < argc; ++i) {
    if (i > 0 && argv[i][0] != '-') {
      folder = argv[i];
    } else {
      rest.push_back(argv[i]);
    }
  }
  return pillarbox::bench::runBench("badge", static_cast<int>(rest.size()), rest.data(),
                                    [&](const pillarbox::bench::Options& options) -> pillarbox::Status {
                                      if (folder.empty() || !std::filesystem::is_directory(folder)) {
                                        std::fprintf(stderr, "badge_bench: no folder of pictures; nothing measured\n");
                                        return {};
                                      }
                                      return pillarbox::bench::measure(folder, options);
                                    });
}
