// Both ways against Debian's own `age` and `age-keygen`.
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "shared/base/files.h"
#include "shared/open/age_open.h"
#include "shared/open/key_file.h"
#include "shared/seal/age_seal.h"
#include "tests/support/seeded_random.h"

namespace pillarbox {
namespace {

using open::Identity;
using support::SeededRandom;

class AgeProgram : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v age >/dev/null && command -v age-keygen >/dev/null") != 0) {
      GTEST_SKIP() << "age is not installed";
    }
    std::string folder = (std::filesystem::temp_directory_path() / "pillarbox-age-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    m_folder = folder;
  }
  void TearDown() override {
    if (!m_folder.empty()) std::filesystem::remove_all(m_folder);
  }

  std::filesystem::path path(const std::string& name) const { return m_folder / name; }
  void write(const std::string& name, BytesView bytes) const { ASSERT_TRUE(writeFileDurable(path(name), bytes).ok()); }
  Bytes read(const std::string& name) const {
    auto bytes = readFile(path(name));
    EXPECT_TRUE(bytes.ok()) << name;
    return bytes.ok() ? *bytes : Bytes();
  }
  int run(const std::string& command) const {
    return std::system(("cd '" + m_folder.string() + "' && { " + command + "; } >>log 2>&1").c_str());
  }
  // `age` asks a terminal for passphrases: this is one, and answers each question with the same words.
  int runAnswering(std::vector<std::string> command, const std::string& passphrase) const {
    int terminal = -1;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) {
      std::vector<char*> arguments;
      for (std::string& word : command) arguments.push_back(word.data());
      arguments.push_back(nullptr);
      if (chdir(m_folder.c_str()) == 0) execvp(arguments[0], arguments.data());
      _exit(127);
    }
    if (child < 0) return 127;
    std::string shown;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (;;) {
      pollfd waiting{terminal, POLLIN, 0};
      if (poll(&waiting, 1, 1000) == 0) {
        if (std::chrono::steady_clock::now() < deadline) continue;
        kill(child, SIGKILL);
        break;
      }
      char piece[256];
      const ssize_t count = ::read(terminal, piece, sizeof piece);
      if (count <= 0) break;
      shown.append(piece, static_cast<std::size_t>(count));
      if (shown.find("passphrase") == std::string::npos || shown.find(": ") == std::string::npos) continue;
      shown.clear();
      const std::string answer = passphrase + "\n";
      if (::write(terminal, answer.data(), answer.size()) < 0) break;
    }
    close(terminal);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  }

  SeededRandom m_random;
  std::filesystem::path m_folder;
};

TEST_F(AgeProgram, OpensWhatWeSeal) {
  const Identity identity = Identity::generate(m_random);
  const Identity other = Identity::generate(m_random);
  SecretBytes text = identity.text();
  write("key", text.view());
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 65537U, 131072U, 1048577U}) {
    const Bytes plaintext = m_random.bytes(size);
    write("sealed", *seal::sealTo(plaintext, std::array{other.recipient(), identity.recipient()}, m_random));
    ASSERT_EQ(run("rm -f plain; age -d -i key -o plain sealed"), 0) << size;
    // age writes no file for an empty plaintext until something is written to it.
    if (size > 0) {
      EXPECT_EQ(read("plain"), plaintext) << size;
    }
  }
}

TEST_F(AgeProgram, WritesWhatWeOpen) {
  ASSERT_EQ(run("age-keygen -o key && age-keygen -o key2 && age-keygen -y key > public"), 0);
  const auto identities = open::readIdentities(read("key"), nullptr);
  ASSERT_TRUE(identities.ok());
  ASSERT_EQ(identities->size(), 1U);
  EXPECT_EQ(seal::formatRecipient(identities->front().recipient()) + "\n", std::string(textOf(read("public"))));
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 65537U, 131072U, 1048577U}) {
    const Bytes plaintext = m_random.bytes(size);
    write("plain", plaintext);
    for (const std::string armor : {"", "-a "}) {
      ASSERT_EQ(run("age " + armor + "-R public -r \"$(age-keygen -y key2)\" -o sealed plain"), 0);
      const auto opened = open::unseal(read("sealed"), *identities);
      ASSERT_TRUE(opened.ok()) << size << armor << opened.fault().detail;
      EXPECT_TRUE(equalConstantTime(opened->view(), plaintext)) << size << armor;
    }
  }
}

TEST_F(AgeProgram, AgreesOnTheRecipientOfOurIdentity) {
  const Identity identity = Identity::generate(m_random);
  write("key", identity.text().view());
  ASSERT_EQ(run("age-keygen -y key > public"), 0);
  EXPECT_EQ(std::string(textOf(read("public"))), seal::formatRecipient(identity.recipient()) + "\n");
}

TEST_F(AgeProgram, RefusesTheSameDamagedFiles) {
  const Identity identity = Identity::generate(m_random);
  write("key", identity.text().view());
  Bytes sealed = *seal::sealTo(viewOf("a concern"), std::array{identity.recipient()}, m_random);
  sealed.back() ^= 1;
  write("sealed", sealed);
  EXPECT_NE(run("age -d -i key -o plain sealed"), 0);
  EXPECT_EQ(open::unseal(sealed, identity).fault().code, FaultCode::damaged);
}

TEST_F(AgeProgram, PassphraseFilesBothWays) {
  const SecretBytes passphrase = SecretBytes::copyOf("five-small-words");
  write("sealed", *seal::sealToPassphrase(viewOf("a concern"), passphrase, 12, m_random));
  ASSERT_EQ(runAnswering({"age", "-d", "-o", "plain", "sealed"}, "five-small-words"), 0);
  EXPECT_EQ(read("plain"), bytesOf("a concern"));

  ASSERT_EQ(runAnswering({"age", "-p", "-a", "-o", "theirs", "plain"}, "five-small-words"), 0);
  const auto opened = open::unsealWithPassphrase(read("theirs"), passphrase);
  ASSERT_TRUE(opened.ok()) << opened.fault().detail;
  EXPECT_EQ(opened->text(), "a concern");
}

TEST_F(AgeProgram, OpensWithAPersonsKeyFileGivenCardAndPassphrase) {
  const open::PersonKeys keys = open::PersonKeys::generate("person-1", m_random);
  write("person.age",
        *open::sealKeyFile(keys, SecretBytes::copyOf("CARD"), SecretBytes::copyOf("words"), m_random, 10));
  write("sealed", *seal::sealTo(viewOf("a concern"), std::array{keys.identity.recipient()}, m_random));
  ASSERT_EQ(runAnswering({"age", "-d", "-i", "person.age", "-o", "plain", "sealed"}, "CARD-words"), 0);
  EXPECT_EQ(read("plain"), bytesOf("a concern"));
}

TEST_F(AgeProgram, ProtectedIdentityFileMadeByAgeIsRead) {
  ASSERT_EQ(run("age-keygen -o key"), 0);
  ASSERT_EQ(runAnswering({"age", "-p", "-o", "key.age", "key"}, "five-small-words"), 0);
  const SecretBytes passphrase = SecretBytes::copyOf("five-small-words");
  const auto identities = open::readIdentities(read("key.age"), &passphrase);
  ASSERT_TRUE(identities.ok());
  EXPECT_EQ(identities->front().text().text(), open::readIdentities(read("key"), nullptr)->front().text().text());
  EXPECT_EQ(open::readIdentities(read("key.age"), nullptr).fault().code, FaultCode::wrongSecret);
}

}  // namespace
}  // namespace pillarbox
