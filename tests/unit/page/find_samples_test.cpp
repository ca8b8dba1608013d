// Real photographs with corners labelled by hand, where they are present: PILLARBOX_SAMPLES names their folder.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "scanner/frame/image.h"
#include "tests/unit/page/find_pictures.h"

namespace pillarbox::page {
namespace {

using namespace pictures;

TEST(FindSamples, RealPagesAreFoundToWithinAHundredth) {
  const char* samples = std::getenv("PILLARBOX_SAMPLES");
  if (samples == nullptr) GTEST_SKIP() << "PILLARBOX_SAMPLES is not set";
  const std::filesystem::path folder = std::filesystem::path(samples) / "pages";
  std::ifstream labels(folder / "corners.json");
  if (!labels) GTEST_SKIP() << "no labelled pages";
  std::vector<double> overlaps;
  const nlohmann::json all = nlohmann::json::parse(labels);
  for (const nlohmann::json& each : all.at("images")) {
    const std::string name = each.at("file");
    std::ifstream in(folder / name, std::ios::binary);
    const Bytes bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const Result<frame::Picture> picture = frame::decodePage(bytes, 0);
    ASSERT_TRUE(picture.ok()) << name;
    Corners truth;
    for (std::size_t i = 0; i < 4; ++i)
      truth[i] = {each["corners"][i][0].get<float>(), each["corners"][i][1].get<float>()};
    const Search search = find(picture->grey, picture->colour, Effort::full);
    overlaps.push_back(overlap(search, truth));
    EXPECT_GT(overlaps.back(), 0.94) << name;
    ASSERT_TRUE(search.found) << name;
    const PaperQuality quality = judge(picture->grey, *search.found);
    EXPECT_GT(quality.sharpness, 0.5) << name;
    EXPECT_GT(quality.light, 0.5) << name;
    EXPECT_GT(quality.completeness, 0.97) << name;
    EXPECT_FALSE(flatten(picture->grey, *search.found, 100).grey.empty()) << name;
  }
  ASSERT_FALSE(overlaps.empty());
  std::sort(overlaps.begin(), overlaps.end());
  EXPECT_GE(overlaps[overlaps.size() / 2], 0.99);
}

}  // namespace
}  // namespace pillarbox::page
