// A device gets the sealed bytes that the school's directory gives it, and no others; the list stays whole for
// everybody.
#include "shared/wire/alerts.h"
#include "shared/wire/lists.h"
#include "tests/unit/server/server_fixture.h"

namespace pillarbox::server {
namespace {

class Audiences : public OnBoth<ServerTest> {
 protected:
  void SetUp() override {
    const auto add = [&](TestDevice& device, std::optional<std::vector<std::string>> fetches) {
      school.directory.devices.push_back(TestSchool::deviceEntry(device));
      school.directory.devices.back().fetches = std::move(fetches);
    };
    add(terminal, std::vector<std::string>{});
    add(leads, std::vector<std::string>{"safeguarding"});
    add(heads, std::vector<std::string>{"head"});
    OnBoth<ServerTest>::SetUp();
  }
  TestPosting posted(const TestDevice& by, const std::string& audience) {
    TestPosting posting = school.posting(by, 4096, [&](Slip& slip) { slip.audience = audience; });
    EXPECT_EQ(put(posting).status, 201);
    return posting;
  }
  Got sealed(const TestDevice& by, const TestPosting& posting, const std::string& method = "GET") {
    return signedAsk(by, method, wire::sealedPath(posting.id));
  }

  TestDevice terminal{"hall-1", seal::DeviceKeys::generate(random)};
  TestDevice leads{"laptop-1", seal::DeviceKeys::generate(random)};
  TestDevice heads{"laptop-2", seal::DeviceKeys::generate(random)};
};

TEST_P(Audiences, SealedBytesGoToTheDevicesOfTheirReadersAndToWhoeverPostedThem) {
  const TestPosting concern = posted(school.device, "safeguarding");
  const TestPosting adult = posted(terminal, "head");
  EXPECT_EQ(sealed(leads, concern).body, concern.sealed);
  EXPECT_EQ(sealed(heads, adult).body, adult.sealed);
  for (const auto& [device, posting] : {std::pair{&terminal, &concern}, {&heads, &concern}, {&leads, &adult}}) {
    const Got no = sealed(*device, *posting);
    EXPECT_EQ(no.status, 403) << device->id;
    EXPECT_EQ(problemName(no), "not-for-this-device");
    EXPECT_EQ(sealed(*device, *posting, "HEAD").status, 403);
  }
  EXPECT_EQ(sealed(terminal, adult).body, adult.sealed) << "its own posting";
  EXPECT_EQ(sealed(school.device, adult).body, adult.sealed) << "a directory of before says nothing: as it was";
}

TEST_P(Audiences, TheListIsWholeForEveryDeviceSoThatNoForkGoesUnseen) {
  posted(school.device, "safeguarding");
  posted(school.device, "head");
  const std::string all = get(wire::entriesAfter(0)).body;
  for (const TestDevice* device : {&terminal, &leads, &heads}) {
    EXPECT_EQ(signedAsk(*device, "GET", wire::entriesAfter(0)).body, all);
    EXPECT_EQ(signedAsk(*device, "GET", "/v1/head").status, 200);
    EXPECT_EQ(signedAsk(*device, "GET", "/v1/destructions?after=0").status, 200);
  }
}

TEST_P(Audiences, ATerminalThatOnlyPostsHearsOfItsPostingsAndNothingOfAlerts) {
  const TestPosting concern = posted(terminal, "safeguarding");
  const TestPosting read = school.posting(school.device, 4096, [&](Slip& slip) {
    slip.kind = Kind::read;
    slip.subject = concern.id;
  });
  ASSERT_EQ(put(read).status, 201);
  const auto status = wire::decodeStatusReply(signedAsk(terminal, "GET", "/v1/status?ids=" + concern.id).body);
  ASSERT_TRUE(status.ok());
  ASSERT_EQ(status->size(), 1U);
  EXPECT_EQ(status->front(), read.envelope);
  EXPECT_EQ(sealed(terminal, read).status, 403);
  EXPECT_EQ(problemName(signedAsk(terminal, "GET", "/v1/alerts")), "not-for-this-device");
  const std::string test = wire::encodeTestAlert({newId(clock, random), "dsl", "123456"});
  EXPECT_EQ(signedAsk(terminal, "POST", "/v1/test-alert", test).status, 403);
  EXPECT_EQ(signedAsk(leads, "GET", "/v1/alerts").status, 200);
}

TEST_P(Audiences, ANewDirectoryCountsAtOnce) {
  const TestPosting concern = posted(school.device, "safeguarding");
  ASSERT_EQ(sealed(terminal, concern).status, 403);
  Directory next = school.next();
  for (Device& device : next.devices) {
    if (device.id == terminal.id) device.fetches = std::vector<std::string>{"safeguarding"};
  }
  ASSERT_EQ(signedAsk(school.device, "PUT", "/v1/directory", TestSchool::signedBy(next, school.dsl),
                      {{"If-Match", "\"" + school.sha256() + "\""}})
                .status,
            201);
  EXPECT_EQ(sealed(terminal, concern).body, concern.sealed);
}

TEST_P(Audiences, HeadTellsHowLargeWithoutSendingIt) {
  const TestPosting concern = posted(school.device, "safeguarding");
  Client client(http->port());
  ASSERT_TRUE(client.handshake(Certificate::shared().cert));
  const auto made = wire::signRequest({"HEAD", wire::sealedPath(concern.id), std::nullopt},
                                      {school.id, leads.id, seal::keyIdOf(serverKey)}, leads.keys.signing, clock.now(),
                                      random.bytes(16));
  const Headers headers = {{"Signature-Input", made.signatureInput}, {"Signature", made.signature}};
  const Got got = client.ask("HEAD", wire::sealedPath(concern.id), headers);
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.headers.at("content-length"), std::to_string(concern.sealed.size()));
  EXPECT_EQ(client.ask("GET", "/v1/server").status, 200) << "no byte of a body was sent";
}

ON_BOTH_ENGINES(Audiences);

}  // namespace
}  // namespace pillarbox::server
