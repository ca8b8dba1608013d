// What became of alert e-mails (GET /v1/alerts), and asking for a test of the way (POST /v1/test-alert).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::wire {

struct AlertLine {
  std::string posting;  // empty for what is for a head or a chair, and for a test
  std::string person;   // of the directory
  std::string reason;   // alert::reasonName
  std::string state;    // "waiting", "sent", "refused", "needless"
  std::string problem;  // one plain sentence, or empty
  std::string test;     // the id of a test
  int attempts = 0;
  WallTime since{};
  bool operator==(const AlertLine&) const = default;
};
struct AlertAnswer {
  bool configured = false;       // the server has a mail server to hand e-mails to
  std::vector<AlertLine> lines;  // newest first
};
std::string encodeAlerts(const AlertAnswer& answer);
Result<AlertAnswer> decodeAlerts(std::string_view json);

// An e-mail with `number` to `person`: typed in where it was asked for, it proves the whole way. The number is made
// where it will be typed, so that the server keeps nothing to compare.
struct TestAlert {
  std::string id;      // UUIDv7; the same id again is the same test
  std::string person;  // of the directory
  std::string number;  // six digits
};
std::string encodeTestAlert(const TestAlert& test);
Result<TestAlert> decodeTestAlert(std::string_view json);

}  // namespace pillarbox::wire
