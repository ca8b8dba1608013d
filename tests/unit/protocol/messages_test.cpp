#include "scanner/protocol/messages.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pillarbox::scan {
namespace {

PaperPage formPage() {
  PaperPage page;
  page.corners = {{{1, 2}, {300, 4}, {301, 402.5}, {2, 400}}};
  page.form = PaperForm{"concern", "3F2A91B0", 1, "7K2M9QXT"};
  page.quality = {0.9, 0.8, 1, 1, 150, PaperAdvice::none};
  page.width = 1240;
  page.height = 1754;
  page.dpi = 150;
  page.ticks.push_back({"kind.i-saw", "I saw it", TickState::yes, 0.97, ""});
  page.marks.push_back({"front", 84, 112.5, 6, 7, "cross", 0.9});
  page.fields.push_back({"pupil-name", "Pupil's name", {10, 20, 300, 40}, false, "", 0, ""});
  return page;
}

std::vector<ToScanner> everythingTo() {
  return {Begin{1, true, "cy"}, UseCamera{1280, 720, 270},         ShowPicture{},
          CloseCamera{},        Look{Purpose::page, true, 640},    TakeNow{},
          TakeAgain{},          ReadFile{7, Purpose::badge, true}, Decode{8, 100, 200}};
}

std::vector<FromScanner> everythingFrom() {
  const Code code{"Code128", "PB-0042 é \"quoted\"", {{{0.1, 0.2}, {0.3, 0.2}, {0.3, 0.4}, {0.1, 0.4}}}};
  PaperPage lost;
  lost.problem = "No page of paper was found.";
  return {Ready{1, "concern.json: side 1"},
          CameraIs{CameraState::lost, "unplugged"},
          Preview{true, 3, 2, 960, 540, 3840},
          BadgeSeen{code},
          SeveralBadges{},
          Guide{PaperAdvice::moveLeft, code.corners, 0.5},
          Guide{},
          PageTaken{formPage()},
          FilePage{7, 2, 3, formPage()},
          FilePage{7, 3, 3, lost},
          FileCodes{7, {code, code}},
          DebugPicture{7, 1, "1-found"},
          FileDone{7, "The file is damaged."},
          Decoded{8, 10, 20, ""},
          Decoded{8, 0, 0, "The file is damaged."}};
}

TEST(Messages, WhatIsSaidIsHeardAsItWas) {
  for (const ToScanner& message : everythingTo()) {
    const std::string text = encode(message);
    const auto heard = decodeToScanner(text);
    ASSERT_TRUE(heard) << text << heard.fault().detail;
    EXPECT_EQ(encode(*heard), text);
    EXPECT_EQ(descriptorsOf(*heard), descriptorsOf(message));
  }
  for (const FromScanner& message : everythingFrom()) {
    const std::string text = encode(message);
    const auto heard = decodeFromScanner(text);
    ASSERT_TRUE(heard) << text << heard.fault().detail;
    EXPECT_EQ(encode(*heard), text);
    EXPECT_EQ(descriptorsOf(*heard), descriptorsOf(message));
  }
}

TEST(Messages, OneDirectionIsNotTheOther) {
  for (const ToScanner& message : everythingTo()) EXPECT_FALSE(decodeFromScanner(encode(message)));
  for (const FromScanner& message : everythingFrom()) EXPECT_FALSE(decodeToScanner(encode(message)));
}

// Every member of every message: left out, another type, and one member too many.
TEST(Messages, AnythingMissingStrangeOrTooMuchIsRefused) {
  for (const FromScanner& message : everythingFrom()) {
    const auto whole = nlohmann::json::parse(encode(message));
    for (const auto& [key, value] : whole.items()) {
      auto without = whole;
      without.erase(key);
      EXPECT_FALSE(decodeFromScanner(without.dump())) << without.dump();
      auto strange = whole;
      strange[key] = nlohmann::json::array({nlohmann::json::array()});
      EXPECT_FALSE(decodeFromScanner(strange.dump())) << strange.dump();
    }
    auto more = whole;
    more["more"] = 1;
    EXPECT_FALSE(decodeFromScanner(more.dump()));
  }
  for (const ToScanner& message : everythingTo()) {
    auto more = nlohmann::json::parse(encode(message));
    more["more"] = 1;
    EXPECT_FALSE(decodeToScanner(more.dump()));
  }
}

TEST(Messages, ValuesThatCannotBeAreRefused) {
  const auto with = [](const FromScanner& message, const std::string& pointer, const nlohmann::json& value) {
    auto json = nlohmann::json::parse(encode(message));
    json[nlohmann::json::json_pointer(pointer)] = value;
    return decodeFromScanner(json.dump()).ok();
  };
  const Preview preview{true, 3, 2, 960, 540, 3840};
  EXPECT_TRUE(with(preview, "/slot", 0));
  EXPECT_FALSE(with(preview, "/slot", 3));
  EXPECT_FALSE(with(preview, "/slot", -1));
  EXPECT_FALSE(with(preview, "/stride", 3836));
  EXPECT_FALSE(with(preview, "/width", 100'000));
  EXPECT_FALSE(with(Guide{}, "/steady", 1.5));
  EXPECT_FALSE(with(Guide{}, "/advice", "smile"));
  EXPECT_FALSE(with(PageTaken{formPage()}, "/page/width", 1'000'000));
  EXPECT_FALSE(with(PageTaken{formPage()}, "/page/width", 0));
  EXPECT_FALSE(with(FilePage{7, 2, 3, formPage()}, "/page-no", 4));
  EXPECT_FALSE(with(Decoded{8, 10, 20, ""}, "/width", 16'001));
  EXPECT_FALSE(with(BadgeSeen{{"Code128", "1", {}}}, "/code/format", "Aztec"));
  EXPECT_FALSE(with(DebugPicture{7, 1, "1-found"}, "/name", "../../etc/passwd"));
  EXPECT_FALSE(with(DebugPicture{7, 1, "1-found"}, "/name", ""));
}

TEST(Messages, TheScannerCannotSayThatAPersonConfirmedIt) {
  PaperPage page = formPage();
  page.ticks[0].confirmedBy = "Somebody";
  EXPECT_FALSE(decodeFromScanner(encode(FromScanner(PageTaken{page}))));
  page = formPage();
  page.attachment = "page-1.webp";
  EXPECT_FALSE(decodeFromScanner(encode(FromScanner(PageTaken{page}))));
}

TEST(Messages, WhatIsNoJsonOrTooLongOrTooDeepIsRefused) {
  for (const std::string& text : {std::string(), std::string("{"), std::string("[]"), std::string("{\"kind\":7}"),
                                  std::string("{\"kind\":\"smile\"}"), std::string("\xff\xfe"), std::string(9, '['),
                                  std::string(mostMessageBytes + 1, ' ')}) {
    EXPECT_FALSE(decodeToScanner(text));
    EXPECT_FALSE(decodeFromScanner(text));
  }
}

}  // namespace
}  // namespace pillarbox::scan
