#include "kiosk/office/upload.h"

#include "shared/wire/api.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::office {

class Upload : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    School school = create();
    posting = postConcern(school);
    expected = {
        posting.slip.id, *slipHashOf(posting.envelope), posting.slip.school, serverKeys.signing.verifyKey(), {}};
  }
  Outcome judge(int status, const std::string& type, const std::string& body, const std::string& retryAfter = "") {
    return classify(wire::Answer{status, type, body, retryAfter}, expected, clock.now());
  }
  static std::string problem(int status) {
    return wire::encodeProblem({status, "some-problem", "Some problem", "One sentence.", std::nullopt});
  }

  store::Posting posting;
  Expected expected;
};

using Verdict = Outcome::Verdict;

TEST_F(Upload, OnlyAReceiptIsDelivery) {
  const std::string receipt = receiptFor(posting, 1, std::string(zeroHead));
  for (const int status : {200, 201}) {
    const Outcome outcome = judge(status, std::string(receiptType), receipt);
    EXPECT_EQ(outcome.verdict, Verdict::delivered);
    EXPECT_EQ(outcome.receipt, receipt);
    EXPECT_EQ(outcome.checked->head.index, 1);
  }
  for (const int status : {202, 204, 206, 301, 302, 304, 100, 500}) {
    EXPECT_EQ(judge(status, std::string(receiptType), receipt).verdict, Verdict::retry) << status;
  }
}

TEST_F(Upload, CaptivePortalIsNotDelivery) {
  for (const char* body : {"<html>Welcome to FreeWifi</html>", "", "{}", "{\"ok\":true}", "[]"}) {
    const Outcome outcome = judge(200, "text/html", body);
    EXPECT_EQ(outcome.verdict, Verdict::retry) << body;
    EXPECT_EQ(outcome.problem.code, FaultCode::notOurServer) << body;
    EXPECT_TRUE(outcome.wholeServer);
  }
  for (const int status : {403, 404, 407, 451, 400}) {
    EXPECT_EQ(judge(status, "text/html", "<html>blocked</html>").verdict, Verdict::retry) << status;
  }
}

TEST_F(Upload, ReceiptThatIsForgedOrForAnotherIsNotDelivery) {
  School school = open();
  const store::Posting other = postConcern(school);
  EXPECT_EQ(judge(200, "", receiptFor(other, 1, std::string(zeroHead))).verdict, Verdict::retry);
  serverKeys = seal::DeviceKeys::generate(random);
  const Outcome forged = judge(200, "", receiptFor(posting, 1, std::string(zeroHead)));
  EXPECT_EQ(forged.verdict, Verdict::retry);
  EXPECT_EQ(forged.problem.code, FaultCode::notTrusted);
}

TEST_F(Upload, ReceiptThatContradictsTheKnownHeadIsNotDelivery) {
  expected.known = {1, 1, std::string(64, 'a')};
  EXPECT_EQ(judge(200, "", receiptFor(posting, 1, std::string(zeroHead))).verdict, Verdict::retry);
  EXPECT_EQ(judge(200, "", receiptFor(posting, 2, std::string(zeroHead))).verdict, Verdict::retry);
  EXPECT_EQ(judge(200, "", receiptFor(posting, 2, std::string(64, 'a'))).verdict, Verdict::delivered);
}

TEST_F(Upload, EveryStatusIsSortedOnce) {
  for (int status = 300; status < 600; ++status) {
    const Verdict ours = judge(status, std::string(wire::problemType), problem(status)).verdict;
    const bool again = status < 400 || status == 401 || status == 404 || status == 408 || status == 409 ||
                       status == 412 || status == 425 || status == 429 || status >= 500;
    EXPECT_EQ(ours, again ? Verdict::retry : Verdict::refused) << status;
    EXPECT_EQ(judge(status, "text/html", "no").verdict, Verdict::retry) << status << " from a stranger";
  }
}

TEST_F(Upload, DeviceOrSchoolNotYetKnownThereIsTriedAgain) {
  for (const auto name : {wire::unknownDevice, wire::unknownSchool}) {
    const std::string body = wire::encodeProblem({403, std::string(name), "Not known", "One sentence.", std::nullopt});
    EXPECT_EQ(judge(403, std::string(wire::problemType), body).verdict, Verdict::retry);
  }
}

TEST_F(Upload, NoAnswerIsTriedAgain) {
  for (const FaultCode code :
       {FaultCode::network, FaultCode::timedOut, FaultCode::notTrusted, FaultCode::notOurServer}) {
    const Outcome outcome = classify(Fault{code, ""}, expected, clock.now());
    EXPECT_EQ(outcome.verdict, Verdict::retry);
    EXPECT_TRUE(outcome.wholeServer);
    EXPECT_EQ(outcome.problem.code, code);
  }
}

TEST_F(Upload, RetryAfterIsHonouredUpToAnHour) {
  EXPECT_EQ(judge(503, "", "", "120").notBefore, std::chrono::seconds(120));
  EXPECT_EQ(judge(503, "", "", "999999999999999999999").notBefore, std::chrono::hours(1));
  EXPECT_EQ(judge(429, "", "", "Sat, 21 Nov 2026 12:05:00 GMT").notBefore, std::chrono::minutes(5));
  EXPECT_EQ(judge(503, "", "", "Sat, 21 Nov 2020 12:05:00 GMT").notBefore.value_or(Milliseconds(0)), Milliseconds(0));
  for (const char* bad : {"", "soon", "-5", "1 2", "12x"}) {
    EXPECT_FALSE(judge(503, "", "", bad).notBefore.has_value()) << bad;
  }
}

TEST_F(Upload, WaitsGrowToTenMinutesAndDiffer) {
  EXPECT_GE(backoff(1, random), Milliseconds(500));
  EXPECT_LE(backoff(1, random), Milliseconds(1000));
  Milliseconds least{1'000'000}, most{0};
  for (int attempts = 0; attempts < 200; ++attempts) {
    const Milliseconds wait = backoff(attempts, random);
    EXPECT_GE(wait, Milliseconds(500));
    EXPECT_LE(wait, std::chrono::minutes(10));
    if (attempts > 20) {
      least = std::min(least, wait);
      most = std::max(most, wait);
    }
  }
  EXPECT_GE(least, std::chrono::minutes(5));
  EXPECT_GT(most - least, std::chrono::minutes(1));
  EXPECT_GE(backoff(2'000'000'000, random), std::chrono::minutes(5));
}

TEST_F(Upload, RequestCarriesSlipAndBody) {
  store::Store::ToSend what{posting, bytesOf("sealed"), bytesOf("routing")};
  const HttpRequest request = uploadRequest(what);
  EXPECT_EQ(request.method, "PUT");
  EXPECT_EQ(request.target, "/v1/entries/" + posting.slip.id);
  EXPECT_EQ(request.body, bytesOf("sealed"));
  std::map<std::string, std::string> headers(request.headers.begin(), request.headers.end());
  EXPECT_EQ(*fromBase64(headers[std::string(wire::slipHeader)], Base64::urlUnpadded), bytesOf(posting.envelope));
  EXPECT_EQ(headers.count(std::string(wire::routingHeader)), 1U);
  what.routing.clear();
  EXPECT_EQ(uploadRequest(what).headers.size(), 2U);
}

}  // namespace pillarbox::office
