// Rubbish given to every command and every address: one clear sentence and the right exit code or status, and nothing
// written.
#include <sys/stat.h>

#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

std::string joined(const Words& words) {
  std::string all;
  for (const std::string& word : words) all += word.substr(0, 60) + " ";
  return all;
}

std::set<std::string> filesIn(const std::string& folder) {
  std::set<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().string();
    if (!name.ends_with("-wal") && !name.ends_with("-shm") && !name.ends_with(".lock")) files.insert(name);
  }
  return files;
}

class BadInput : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    dir = school->folder();
    empty = temp / "empty";
    writeText(empty, "");
    noise = temp / "noise";
    writeText(noise, "\xff\xfe\x00\x80 rubbish \x01\x02" + std::string(2000, '\xc3'));
    folder = temp / "folder";
    fs::create_directories(folder);
    huge = temp / "huge";
    writeText(huge, "");
    fs::resize_file(huge, 100u << 20);  // 100 MB of nothing, which costs no disk
    out = temp / "out";
    card = school->cardFile();
    pass = school->passphraseFile();
    gone = temp / "gone";
  }

  void expectRefused(int code, const Words& words, const std::string& input = {}) {
    SCOPED_TRACE(joined(words));
    std::size_t longest = 0;
    for (const std::string& word : words) longest = std::max(longest, word.size());
    const Ran ran = DemoSchool::pillarbox(words, input);
    EXPECT_EQ(ran.exit, code) << ran.out << ran.err;
    EXPECT_EQ(ran.out, "");
    expectOneSentence(ran.err);
    EXPECT_LT(ran.err.size(), 600U + longest) << "not the whole of a file that was wrong";
    EXPECT_FALSE(fs::exists(out));
  }

  std::string dir, empty, noise, folder, huge, out, card, pass, gone;
};

TEST_F(BadInput, WrongUsageIsExitTwo) {
  const std::vector<Words> wrong{
      {"frobnicate"},
      {"--frobnicate"},
      {"school"},
      {"school", "old"},
      {"school", "new"},
      {"school", "new", out},
      {"school", "new", out, "--demo", "--demo=yes"},
      {"school", "new", out, "--name"},
      {"keygen", "one", "-o", out},
      {"seal", "--nonsense"},
      {"seal"},
      {"unseal"},
      {"roster"},
      {"roster", "import", dir},
      {"connect", dir},
      {"invite", dir},
      {"join", out},
      {"approve", dir},
      {"post"},
      {"post", dir},
      {"post", dir, "--entry"},
      {"post", dir, "--entry", "-", "--colour", "red"},
      {"sync"},
      {"sync", dir},
      {"sync", dir, "--once", "--patience", "-1"},
      {"sync", dir, "--once", "--patience", "soon"},
      {"inbox"},
      {"inbox", dir},
      {"inbox", dir, "peek", "--card-file", card, "--passphrase-file", pass},
      {"inbox", dir, "show", "--card-file", card, "--passphrase-file", pass},
      {"inbox", dir, "list", "extra", "--card-file", card, "--passphrase-file", pass},
      {"inbox", dir, "list"},
      {"verify"},
      {"verify", dir, dir},
      {"passphrase"},
  };
  for (const Words& words : wrong) expectRefused(2, words);
}

TEST_F(BadInput, FoldersThatAreNoneOfOursAreExitOne) {
  for (const std::string& where : {gone, folder, empty, std::string("/dev/null"), std::string("/")}) {
    expectRefused(1, {"post", where, "--entry", "-"}, R"({"author":{"name":"A"},"account":"b"})");
    expectRefused(1, {"sync", where, "--once"});
    expectRefused(1, {"verify", where});
    expectRefused(1, {"inbox", where, "list", "--card-file", card, "--passphrase-file", pass});
    expectRefused(1, {"connect", where, "--server", "https://127.0.0.1:1"});
    expectRefused(1, {"roster", "import", where, noise});
    expectRefused(1, {"invite", where, "-o", out, "--card-file", card, "--passphrase-file", pass});
    expectRefused(1, {"approve", where, "device-x", "--card-file", card, "--passphrase-file", pass});
  }
  EXPECT_TRUE(fs::is_empty(folder)) << "looking at a folder must not make it one of ours";
}

TEST_F(BadInput, FilesThatAreNot) {
  const std::set<std::string> before = filesIn(dir);
  for (const std::string& file : {gone, folder, empty, noise, huge}) {
    expectRefused(1, {"post", dir, "--entry", file});
    expectRefused(1, {"roster", "import", dir, file});
    expectRefused(1, {"join", out, "--invite", file});
    expectRefused(1, {"inbox", dir, "list", "--card-file", file, "--passphrase-file", pass});
    expectRefused(1, {"inbox", dir, "list", "--card-file", card, "--passphrase-file", file});
    expectRefused(1, {"unseal", "-i", file, "-o", out, noise});
    if (file != huge) expectRefused(1, {"unseal", "--passphrase-file", pass, "-o", out, file});
    expectRefused(1, {"seal", "-p", "--passphrase-file", file == noise ? gone : file, "-o", out, empty});
  }
  for (const std::string& file : {gone, folder}) {
    expectRefused(1, {"seal", "-r", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p", "-o", out, file});
  }
  const std::string entry = temp / "entry.json";
  writeText(entry, R"({"author":{"name":"A"},"account":"b"})");
  for (const std::string& file : {gone, folder, huge}) {
    expectRefused(1, {"post", dir, "--entry", entry, "--attach", file});
  }
  EXPECT_EQ(filesIn(dir), before);
  EXPECT_EQ(idsHere(), std::set<std::string>{});
  expectVerified();
}

TEST_F(BadInput, EntriesThatAreNot) {
  const std::string good = R"("author":{"name":"A"},"account":"b")";
  const Words wrong{"",
                    " ",
                    "null",
                    "[]",
                    "\"text\"",
                    "{",
                    "{}",
                    "{" + good,
                    "{" + good + "}}",
                    "{" + good + "} trailing",
                    "{" + good + ",\"unknown_field\":1}",
                    "{" + good + ",\"urgent\":\"yes\"}",
                    "{" + good + ",\"pupils\":{}}",
                    "{" + good + ",\"pupils\":[7]}",
                    "{" + good + ",\"kind\":\"gossip\"}",
                    "{" + good + ",\"kind\":\"read\"}",
                    "{" + good + ",\"kind\":7}",
                    R"({"author":"A","account":"b"})",
                    R"({"author":{"name":7},"account":"b"})",
                    R"({"author":{"name":"A"},"account":{}})",
                    "{\"author\":{\"name\":\"A\"},\"account\":\"\xff\xfe\"}",
                    R"({"author":{"name":"A"},"account":"\ud800"})",
                    std::string(300'000, '['),
                    "{\"author\":{\"name\":\"" + std::string(100'000, 'n') + "\"},\"account\":\"b\"}",
                    "{\"author\":{\"name\":\"A\"},\"account\":\"" + std::string(1'200'000, 'a') + "\"}"};
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    SCOPED_TRACE(i);
    expectRefused(1, {"post", dir, "--entry", "-", "--json"}, wrong[i]);
  }
  EXPECT_EQ(idsHere(), std::set<std::string>{});
  expectVerified();
}

TEST_F(BadInput, IdsServersAndSecretsThatAreNot) {
  const std::string card2 = temp / "card2", pass2 = temp / "pass2";
  writeText(card2, school->person("head").cardCode);
  writeText(pass2, "wrong horse battery staple");
  const auto inbox = [&](Words words, const std::string& cardFile, const std::string& passFile) {
    words.insert(words.begin(), {"inbox", dir});
    words.insert(words.end(), {"--card-file", cardFile, "--passphrase-file", passFile});
    return words;
  };
  expectRefused(1, inbox({"list"}, card2, pass));
  expectRefused(1, inbox({"list"}, card, pass2));
  for (const std::string& id :
       {std::string("nothing"), std::string("'; DROP TABLE postings; --"), std::string("../../x"),
        std::string("01a200b7-6ffe-76c0-9c8f-423f010296e2"), std::string(5000, 'a')}) {
    expectRefused(1, inbox({"show", id}, card, pass));
    expectRefused(1, inbox({"export", id, out}, card, pass));
  }
  for (const std::string url : {"http://127.0.0.1:1", "ftp://x", "https://", "https://a b", "rubbish", "https://u:p@h",
                                "file:///etc/passwd", "https://127.0.0.1:99999"}) {
    const Ran ran = DemoSchool::pillarbox({"connect", dir, "--server", url});
    EXPECT_TRUE(ran.exit == 1 || ran.exit == 2) << url;
    expectOneSentence(ran.err);
  }
  expectRefused(1, {"connect", dir, "--server", "https://127.0.0.1:1"});  // nobody there
  expectRefused(1, {"sync", dir, "--once"});                              // still not connected
  for (const std::string recipient : {"age1", "age1qqqq", "AGE-SECRET-KEY-1XYZ", "ssh-ed25519 AAAA"}) {
    const Ran ran = DemoSchool::pillarbox({"seal", "-r", recipient, "-o", out, empty});
    EXPECT_TRUE(ran.exit == 1 || ran.exit == 2) << recipient;
    expectOneSentence(ran.err);
    EXPECT_FALSE(fs::exists(out));
  }
}

TEST_F(BadInput, OutputThatCannotBeWritten) {
  const std::string id = school->post("Invented: cannot be exported there.");
  for (const std::string& where : {std::string("/proc/nowhere"), gone + "/deep/er", empty}) {
    expectRefused(1, {"inbox", dir, "export", id, where, "--card-file", card, "--passphrase-file", pass});
  }
  expectRefused(1, {"keygen", "-o", gone + "/deep/key"});
  expectRefused(1, {"school", "new", empty + "/under/a/file", "--demo"});
  EXPECT_FALSE(fs::exists(gone));
  // Standard output that is gone or full is a failure, and the posting is nevertheless there.
  const Ran full = run({"sh", "-c", R"("$0" post "$1" --entry - >/dev/full)", program("pillarbox"), dir},
                       R"({"author":{"name":"A"},"account":"b"})");
  EXPECT_EQ(full.exit, 1);
  expectOneSentence(full.err);
  EXPECT_EQ(idsHere().size(), 2U);
}

TEST_F(BadInput, ServerCommands) {
  serve();
  const std::string sdir = server->folder();
  const TestCertificates& own = server->certificates();
  const auto refused = [](int code, Words words) {
    SCOPED_TRACE(joined(words));
    words.insert(words.begin(), program("pillarbox-server"));
    const Ran ran = run(words, {}, std::chrono::seconds(20));
    EXPECT_EQ(ran.exit, code) << ran.out << ran.err;
    EXPECT_EQ(ran.out, "");
    expectOneSentence(ran.err, "pillarbox-server");
  };
  const std::string address = "127.0.0.1:0";
  refused(2, {});
  refused(2, {"frobnicate"});
  refused(2, {"init"});
  refused(2, {"init", out, "--colour", "red"});
  refused(2, {"init", out, "--name"});
  refused(2, {"school", "add", sdir});
  refused(2, {"school", "remove", sdir, "x"});
  refused(2, {"serve", sdir});
  refused(2, {"serve", sdir, "--listen", "everywhere", "--cert", own.cert, "--key", own.key});
  refused(2, {"serve", sdir, "--listen", "127.0.0.1:99999", "--cert", own.cert, "--key", own.key});
  refused(1, {"init", sdir});
  refused(1, {"init", empty});
  for (const std::string& file : {gone, folder, empty, noise, huge, dir + "/demo-keys.json"}) {
    refused(1, {"school", "add", sdir, file});
    refused(1, {"serve", sdir, "--listen", address, "--cert", file, "--key", own.key});
    refused(1, {"serve", sdir, "--listen", address, "--cert", own.cert, "--key", file});
  }
  for (const std::string& where : {gone, folder, empty}) {
    refused(1, {"school", "add", where, dir + "/directory.json"});
    refused(1, {"serve", where, "--listen", address, "--cert", own.cert, "--key", own.key});
    refused(1, {"restored", where});
  }
  refused(1, {"serve", sdir, "--listen", "127.0.0.1:" + std::to_string(server->port()), "--cert", own.cert, "--key",
              own.key});
  EXPECT_FALSE(fs::exists(out));
  EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(BadInput, EveryAddressOfTheServer) {
  serve();
  connect();
  const std::string id = "01a200b7-6ffe-76c0-9c8f-423f010296e2";
  const auto ask = [&](const std::string& line, const std::string& headers, const std::string& body) {
    const std::string answer =
        askOverTls(server->port(), line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers +
                                       (headers.find("Content-Length") == std::string::npos && !body.empty()
                                            ? "Content-Length: " + std::to_string(body.size()) + "\r\n"
                                            : "") +
                                       "\r\n" + body);
    SCOPED_TRACE(line + " | " + headers.substr(0, 80));
    const int status = answer.starts_with("HTTP/1.1 ") ? std::atoi(answer.c_str() + 9) : 0;
    if (status >= 400) {
      EXPECT_NE(answer.find("application/problem+json"), std::string::npos) << answer;
      const Json problem = parsed(answer.substr(answer.find("\r\n\r\n") + 4));
      EXPECT_EQ(problem["status"], status);
      EXPECT_NE(problem.value("detail", ""), "");
      EXPECT_NE(problem.value("title", ""), "");
    }
    return status;
  };

  const Words paths{"/healthz",
                    "/v1/server",
                    "/v1/entries",
                    "/v1/entries?after=x",
                    "/v1/entries/" + id,
                    "/v1/entries/" + id + "/sealed",
                    "/v1/entries/nonsense",
                    "/v1/entries/../../etc/passwd",
                    "/v1/head",
                    "/v1/status?ids=" + id,
                    "/v1/directory",
                    "/v1/directory?after=-5",
                    "/v1/roster",
                    "/v1/roster/device-1",
                    "/v1/join",
                    "/v1/joins"};
  for (const std::string& path : paths) {
    for (const std::string method : {"DELETE", "PATCH", "OPTIONS", "BREW"}) {
      EXPECT_EQ(ask(method + " " + path, "", ""), path.find("..") == std::string::npos ? 405 : 404) << method << path;
    }
    for (const std::string method : {"GET", "PUT", "POST"}) {
      const int status = ask(method + " " + path, "", method == "GET" ? "" : "rubbish");
      const bool open = method == "GET" && (path == "/healthz" || path == "/v1/server");
      EXPECT_EQ(status, open ? 200 : status);
      EXPECT_TRUE(open || (status >= 400 && status < 500)) << method << " " << path << " " << status;
      // Signed by nobody, with headers that are no signatures.
      const int garbage = ask(method + " " + path,
                              "Signature-Input: \x01\x02sig=((\r\nSignature: :::\r\nPillarbox-Slip: !!!\r\n"
                              "Pillarbox-Routing: \x7f\r\nContent-Digest: md5=1\r\nIf-Match: *\r\n",
                              method == "GET" ? "" : "{\"a\":");
      EXPECT_TRUE(open ? garbage == 200 || garbage == 400 : garbage >= 400 && garbage < 500)
          << method << " " << path << " " << garbage;
    }
  }
  EXPECT_EQ(ask("GET /nothing/here", "", ""), 404);
  EXPECT_EQ(ask("GET /" + std::string(5000, 'a'), "", ""), 404);
  EXPECT_EQ(ask("GET /v1/head", "X: " + std::string(40'000, 'x') + "\r\n", ""), 431);
  EXPECT_EQ(ask("PUT /v1/entries/" + id, "Content-Length: 99999999\r\n", ""), 413);
  EXPECT_EQ(ask("PUT /v1/directory", "Content-Length: 99999999\r\n", ""), 413);
  EXPECT_EQ(ask("POST /v1/join", "Content-Length: 99999999\r\n", ""), 413);
  EXPECT_EQ(ask("PUT /v1/entries/" + id, "Content-Length: many\r\n", ""), 400);
  EXPECT_EQ(ask("what is this", "", ""), 400);
  // After all that it serves as before.
  ASSERT_NE(school->post("Invented: after the rubbish."), "");
  expectAllDelivered();
  EXPECT_EQ(idsAtServer().size(), 1U);
}

}  // namespace
}  // namespace pillarbox::support
