// The technician's page: one document, no script, nothing fetched from anywhere. To be read on a telephone and printed.
#include <algorithm>

#include "server/status_facts.h"
#include "shared/base/bytes.h"
#include "shared/base/hash.h"

namespace pillarbox::server {

namespace {

constexpr std::string_view style = R"css(
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:56rem;font:1rem/1.45 "Atkinson Hyperlegible",Lato,Verdana,sans-serif;color:#1b2733;background:#f6f7f9}
h1{font-size:1.5rem;margin:.2rem 0}
h2{font-size:1.15rem;margin:1.8rem 0 .5rem}
.sum{font-size:1.15rem;margin:.2rem 0 1.2rem}
.list{list-style:none;margin:0;padding:0}
.list li{background:#fff;border:1px solid #d5dbe1;border-left:.5rem solid #2e7d4f;border-radius:.4rem;padding:.6rem .8rem;margin:.5rem 0}
.list li.soon{border-left-color:#c77700}
.list li.now{border-left-color:#b3261e}
.mark{float:right;font-weight:700;font-size:.85rem;color:#2e7d4f;padding-left:.6rem}
.soon .mark{color:#8a5200}
.now .mark{color:#b3261e}
.todo{margin:.3rem 0 0;font-weight:700}
p{margin:.2rem 0}
table{width:100%;border-collapse:collapse;background:#fff;border:1px solid #d5dbe1}
th,td{text-align:left;padding:.45rem .6rem;border-bottom:1px solid #e4e8ec;vertical-align:top}
th{font-size:.9rem;color:#45525e}
.quiet{color:#45525e;font-size:.9rem}
@media(max-width:34rem){thead{display:none}tr{display:block;padding:.4rem 0;border-bottom:1px solid #d5dbe1}td{display:block;border:0;padding:.1rem .6rem}td:first-child{font-weight:700}td[data-l]::before{content:attr(data-l) ": ";color:#45525e}}
@media print{body{background:#fff;max-width:none;padding:0;font-size:10pt}li,tr{break-inside:avoid}}
)css";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

std::string row(const Check& check) {
  const char* const css = check.health == Health::good ? "good" : check.health == Health::soon ? "soon" : "now";
  const char* const mark = check.health == Health::good ? "Good" : check.health == Health::soon ? "Soon" : "Now";
  std::string out = std::string("<li class=\"") + css + "\"><span class=\"mark\">" + mark + "</span><strong>" +
                    escaped(check.what) + "</strong><p>" + escaped(check.says) + "</p>";
  if (!check.todo.empty()) out += "<p class=\"todo\">" + escaped(check.todo) + "</p>";
  return out + "</li>\n";
}

std::string when(const std::optional<WallTime>& time, WallTime now) {
  return time ? agoInWords(*time, now) : "never";
}

std::string queue(const DeviceFacts& device, WallTime now) {
  if (device.waiting == 0 || !device.oldestAt) return "nothing";
  return std::to_string(device.waiting) + ", oldest " + lengthInWords(now - *device.oldestAt);
}

std::string schoolPart(const SchoolFacts& school, WallTime now) {
  std::string out = "<h2>" + escaped(school.name) + "</h2>\n<p class=\"quiet\">" + std::to_string(school.entries) +
                    (school.entries == 1 ? " record, " : " records, ") +
                    bytesInWords(static_cast<std::uintmax_t>(school.bytes)) +
                    ". What is in them cannot be read here.</p>\n";
  if (school.devices.empty()) return out + "<p>No devices yet.</p>\n";
  out +=
      "<table><thead><tr><th>Device</th><th>Last heard of</th><th>Last posted</th><th>Waiting there</th><th></th></tr>"
      "</thead><tbody>\n";
  for (const DeviceFacts& device : school.devices) {
    out += "<tr><td>" + escaped(device.name) + "</td><td data-l=\"Last heard of\">" + when(device.heardAt, now) +
           "</td><td data-l=\"Last posted\">" + when(device.postedAt, now) + "</td><td data-l=\"Waiting there\">" +
           queue(device, now) + "</td><td>" + escaped(device.standing) + "</td></tr>\n";
  }
  return out + "</tbody></table>\n";
}

}  // namespace

std::string statusPagePolicy() {
  static const std::string policy = "default-src 'none'; style-src 'sha256-" +
                                    toBase64(sha256(viewOf(style)), Base64::padded) +
                                    "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  return policy;
}

std::string statusPage(const StatusFacts& facts) {
  std::vector<Check> checks = checksOf(facts);
  std::stable_sort(checks.begin(), checks.end(), [](const Check& a, const Check& b) { return a.health > b.health; });
  const auto count = [&](Health health) {
    return std::count_if(checks.begin(), checks.end(), [&](const Check& check) { return check.health == health; });
  };
  const auto now = count(Health::now), soon = count(Health::soon);
  std::string sum = "All is well. Nothing to do.";
  if (now > 0) {
    sum = now == 1 ? "One thing to do now." : std::to_string(now) + " things to do now.";
  } else if (soon > 0) {
    sum = soon == 1 ? "One thing to look at soon." : std::to_string(soon) + " things to look at soon.";
  }
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><title>Pillarbox server</title><style>" +
      std::string(style) + "</style></head><body>\n<h1>" + escaped(facts.serverName) + "</h1>\n<p class=\"sum\">" +
      sum + "</p>\n<ul class=\"list\">\n";
  for (const Check& check : checks) out += row(check);
  out += "</ul>\n";
  for (const SchoolFacts& school : facts.schools) out += schoolPart(school, facts.now);
  out += "<h2>This server</h2>\n<p class=\"quiet\">Pillarbox " PILLARBOX_VERSION ", " + escaped(facts.database) +
         ". As of " + formatForPeople(facts.now) + ". Load the page again for newer figures.</p>\n</body></html>\n";
  return out;
}

}  // namespace pillarbox::server
