// The codes we print must be read by a reader that is not ours: zbar.
#include "scanner/badge/qr_matrix.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace pillarbox::badge {
namespace {

std::string readBackWithZbar(const QrMatrix& matrix) {
  constexpr int pixels = 6;
  const int side = (matrix.size() + 2 * qrQuietModules) * pixels;
  const auto path = std::filesystem::temp_directory_path() / ("pillarbox-qr-" + std::to_string(getpid()) + ".pgm");
  {
    std::ofstream file(path, std::ios::binary);
    file << "P5\n" << side << " " << side << "\n255\n";
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const int mx = x / pixels - qrQuietModules;
        const int my = y / pixels - qrQuietModules;
        const bool inside = mx >= 0 && my >= 0 && mx < matrix.size() && my < matrix.size();
        file.put(inside && matrix.dark(mx, my) ? '\x00' : '\xff');
      }
    }
  }
  std::string text;
  const std::string command = "zbarimg -q --raw -Sdisable -Sqrcode.enable " + path.string() + " 2>/dev/null";
  if (FILE* pipe = popen(command.c_str(), "r")) {
    std::array<char, 4096> buffer{};
    std::size_t count = 0;
    while ((count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0) text.append(buffer.data(), count);
    pclose(pipe);
  }
  std::filesystem::remove(path);
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

TEST(QrMatrix, IsReadBackByAnotherReader) {
  for (const std::string text : {"PBK1ABCDEFGHIJKLMNOPQRSTUVWXYZ22", "hello",
                                 "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ"}) {
    for (const QrLevel level : {QrLevel::low, QrLevel::medium, QrLevel::quarter, QrLevel::high}) {
      const auto matrix = qrMatrix(text, level);
      ASSERT_TRUE(matrix.ok()) << matrix.fault().detail;
      EXPECT_EQ(readBackWithZbar(*matrix), text);
    }
  }
}

TEST(QrMatrix, CarriesNamesWithAccents) {
  const auto matrix = qrMatrix("Zoë Ní Dhomhnaill – naïve Łukasz", QrLevel::medium);
  ASSERT_TRUE(matrix.ok());
  EXPECT_EQ(readBackWithZbar(*matrix), "Zoë Ní Dhomhnaill – naïve Łukasz");
}

TEST(QrMatrix, IsSquareOfAStandardSizeWithNoBorder) {
  const auto matrix = qrMatrix("PBK1ABCDEFGHIJKLMNOPQRSTUVWXYZ22", QrLevel::medium);
  ASSERT_TRUE(matrix.ok());
  EXPECT_EQ((matrix->size() - 17) % 4, 0);
  EXPECT_TRUE(matrix->dark(0, 0));  // the corner of a finder pattern
}

TEST(QrMatrix, GrowsWithTheLevelOfErrorCorrection) {
  const std::string text(60, 'A');
  EXPECT_LT(qrMatrix(text, QrLevel::low)->size(), qrMatrix(text, QrLevel::high)->size());
}

TEST(QrMatrix, RefusesWhatNoCodeCanHold) {
  EXPECT_EQ(qrMatrix("", QrLevel::low).fault().code, FaultCode::badInput);
  EXPECT_EQ(qrMatrix("\xff\xfe", QrLevel::low).fault().code, FaultCode::badInput);
  EXPECT_EQ(qrMatrix(std::string(2954, 'a'), QrLevel::low).fault().code, FaultCode::tooLarge);
  EXPECT_EQ(qrMatrix(std::string(2900, 'a'), QrLevel::high).fault().code, FaultCode::tooLarge);
}

}  // namespace
}  // namespace pillarbox::badge
