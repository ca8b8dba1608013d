// A PDF as its readers see it: its words by poppler, its properties, its boxes on the page.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "shared/base/files.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::report {

inline std::string outputOf(const std::string& command) {
  std::string text;
  if (FILE* pipe = popen(command.c_str(), "r")) {
    std::array<char, 4096> buffer{};
    std::size_t count = 0;
    while ((count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0) text.append(buffer.data(), count);
    pclose(pipe);
  }
  return text;
}

inline std::vector<std::string> wordsOf(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// Over the ends of lines.
inline std::string joinedWords(const std::string& text) {
  std::string out;
  for (const std::string& word : wordsOf(text)) out += (out.empty() ? "" : " ") + word;
  return out;
}

class Paper : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "pillarbox-report-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(m_folder); }

  std::string write(const Result<SecretBytes>& pdf) {
    EXPECT_TRUE(pdf.ok()) << (pdf.ok() ? "" : pdf.fault().detail);
    const auto path = m_folder / "out.pdf";
    if (!pdf.ok()) return {};
    EXPECT_TRUE(writeFileDurable(path, pdf->view()).ok());
    // For looking at them: PILLARBOX_KEEP_REPORTS=folder
    if (const char* keep = getenv("PILLARBOX_KEEP_REPORTS")) {
      const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
      std::filesystem::copy_file(path, std::filesystem::path(keep) / (name + ".pdf"),
                                 std::filesystem::copy_options::overwrite_existing);
    }
    return path.string();
  }
  static std::string textOf(const std::string& pdf, const std::string& how = "") {
    return outputOf("pdftotext " + how + " " + pdf + " -");
  }
  static std::string infoOf(const std::string& pdf, const std::string& how = "") {
    return outputOf("pdfinfo " + how + " " + pdf);
  }

  std::filesystem::path m_folder;
};

}  // namespace pillarbox::report
