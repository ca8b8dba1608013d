// Slow, silent, greedy and broken clients lose their connection; nobody else notices.
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

// Deadlines short enough for a test.
class Limits : public ServerTest {
 protected:
  void SetUp() override {
    options.handshake = options.header = options.idle = options.bodyPause = Milliseconds{300};
    options.body = Milliseconds{900};
    options.connections = 20;
    ServerTest::SetUp();
  }
  void expectStillServing() { EXPECT_EQ(ask("GET", "/healthz").status, 200); }
};

TEST_F(Limits, SilentConnectionIsDropped) {
  Client client(http->port());
  ASSERT_TRUE(client.connected());
  EXPECT_TRUE(client.ended());
  expectStillServing();
}

TEST_F(Limits, ConnectionSilentAfterTheHandshakeIsDropped) {
  Client client(http->port());
  ASSERT_TRUE(client.handshake(Certificate::shared().cert));
  EXPECT_TRUE(client.ended());
}

TEST_F(Limits, PlainHttpIsDropped) {
  Client client(http->port());
  ASSERT_TRUE(client.sendPlain("GET / HTTP/1.1\r\n\r\n"));
  EXPECT_TRUE(client.ended());
  expectStillServing();
}

TEST_F(Limits, HeaderSentByteByByteIsCutOffThoughEachByteCameInTime) {
  Client client(http->port());
  ASSERT_TRUE(client.handshake(Certificate::shared().cert));
  const auto start = std::chrono::steady_clock::now();
  const std::string text = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaa\r\n\r\n";
  bool sent = true;
  for (std::size_t i = 0; i < text.size() && sent; ++i) {
    sent = client.send(text.substr(i, 1));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // the slow client itself
    if (std::chrono::steady_clock::now() - start > std::chrono::seconds(2)) break;
  }
  EXPECT_EQ(client.receive().status, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
}

TEST_F(Limits, BodyThatStopsIsCutOffAndNothingIsKept) {
  const TestPosting posting = school.posting();
  Headers headers = posting.headers();
  headers.emplace_back("Content-Length", std::to_string(posting.sealed.size()));
  Client client(http->port());
  ASSERT_TRUE(client.handshake(Certificate::shared().cert));
  ASSERT_TRUE(client.send(Client::requestText("PUT", wire::entryPath(posting.id), headers, {})));
  ASSERT_TRUE(client.send(posting.sealed.substr(0, 100)));
  EXPECT_EQ(client.receive().status, 0);
  EXPECT_EQ(put(posting).status, 201) << "not 200: the half of it was not kept";
}

TEST_F(Limits, HeadersOverTheLimitAreRefused) {
  Headers headers;
  for (int i = 0; i < 40; ++i) headers.emplace_back("X-" + std::to_string(i), std::string(1000, 'a'));
  const Got got = ask("GET", "/healthz", headers);
  EXPECT_EQ(got.status, 431);
  EXPECT_EQ(problemName(got), "headers-too-large");
}

TEST_F(Limits, BrokenRequestsAreRefused) {
  for (const std::string text :
       {"\r\nGARBAGE\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nBad Header\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"}) {
    Client client(http->port());
    ASSERT_TRUE(client.handshake(Certificate::shared().cert));
    ASSERT_TRUE(client.send(text));
    EXPECT_EQ(client.receive().status, 400) << text;
  }
  const Got chunked = ask("PUT", "/v1/directory", {{"Transfer-Encoding", "chunked"}});
  EXPECT_EQ(chunked.status, 411);
  EXPECT_EQ(ask("GET", "/v1/server", {}, "body").status, 400);
  expectStillServing();
}

TEST_F(Limits, OneConnectionServesManyRequests) {
  Client client(http->port());
  ASSERT_TRUE(client.handshake(Certificate::shared().cert));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(client.ask("GET", "/v1/server").status, 200);
  ASSERT_TRUE(client.send("GET /healthz HTTP/1.1\r\n\r\nGET /v1/server HTTP/1.1\r\n\r\n"));
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(client.receive().status, 200);
  const Got head = client.ask("HEAD", "/v1/server");
  EXPECT_EQ(head.status, 405);
  EXPECT_EQ(client.ask("GET", "/v1/server", {{"Connection", "close"}}).headers.at("connection"), "close");
  EXPECT_TRUE(client.ended());
}

TEST_F(Limits, ConnectionsOverTheCapAreTurnedAwayAndRoomComesBack) {
  {
    std::vector<std::unique_ptr<Client>> many;
    for (std::size_t i = 0; i < options.connections + 5; ++i) many.push_back(std::make_unique<Client>(http->port()));
    EXPECT_TRUE(many.back()->ended());
    EXPECT_LE(http->connections(), options.connections);
  }
  Got got;
  for (int i = 0; i < 50 && got.status != 200; ++i) {
    got = ask("GET", "/healthz");
    if (got.status != 200) std::this_thread::yield();
  }
  EXPECT_EQ(got.status, 200);
}

TEST_F(Limits, TlsOlderThan12IsRefused) {
  Client old(http->port());
  EXPECT_FALSE(old.handshake(Certificate::shared().cert, TLS1_1_VERSION));
  Client still(http->port());
  EXPECT_TRUE(still.handshake(Certificate::shared().cert, TLS1_2_VERSION));
}

}  // namespace
}  // namespace pillarbox::server
