#include "kiosk/command/args.h"

#include <gtest/gtest.h>

namespace pillarbox::command {
namespace {

const Syntax syntax{"roast",
                    "Roast a dish",
                    {{"DISH", true}, {"SIDE", false}},
                    {{"oven", 'o', "FILE", "which oven"},
                     {"herb", 'H', "NAME", "a herb", true},
                     {"dry-run", '\0', "", "only say what would happen"}},
                    {}};

Result<Args> parse(std::vector<std::string> words) {
  return parseArgs(syntax, words);
}
std::string complaint(std::vector<std::string> words) {
  const auto parsed = parse(std::move(words));
  if (parsed.ok()) return {};
  EXPECT_EQ(parsed.fault().code, FaultCode::wrongUsage);
  return parsed.fault().detail;
}

TEST(Args, TakesOptionsInEveryFormAndAnyOrder) {
  const auto args = parse({"-o", "big", "fish", "--herb=dill", "--dry-run", "-Hmint", "--herb", "sage", "chips"});
  ASSERT_TRUE(args.ok()) << args.fault().detail;
  EXPECT_EQ(args->value("oven"), "big");
  EXPECT_EQ(args->values("herb"), (std::vector<std::string>{"dill", "mint", "sage"}));
  EXPECT_TRUE(args->has("dry-run"));
  EXPECT_EQ(args->required("DISH"), "fish");
  EXPECT_EQ(args->positional("SIDE"), "chips");
}

TEST(Args, TakesADashAsStandardInputAndEverythingAfterTwoDashesAsItIs) {
  const auto args = parse({"-o", "-", "--", "-", "--dry-run"});
  ASSERT_TRUE(args.ok()) << args.fault().detail;
  EXPECT_EQ(args->value("oven"), "-");
  EXPECT_EQ(args->required("DISH"), "-");
  EXPECT_EQ(args->positional("SIDE"), "--dry-run");
  EXPECT_FALSE(args->has("dry-run"));
}

TEST(Args, ALastWordThatRepeatsTakesAllTheRestInOrder) {
  const Syntax many{"fry", "Fry", {{"PAN", true}, {"EGG", true, true}}, {{"salt", '\0', "", "salt"}}, {}};
  const std::vector<std::string> words{"pan", "one", "--salt", "two", "three"};
  const auto args = parseArgs(many, words);
  ASSERT_TRUE(args.ok()) << args.fault().detail;
  EXPECT_EQ(args->required("PAN"), "pan");
  EXPECT_EQ(args->rest(), (std::vector<std::string>{"one", "two", "three"}));
  EXPECT_FALSE(parseArgs(many, std::vector<std::string>{"pan"}).ok());
  EXPECT_FALSE(parseArgs(many, std::vector<std::string>{"pan", "one", ""}).ok());
  EXPECT_NE(usageLine(many).find("EGG..."), std::string::npos);
}

TEST(Args, NamesTheWordAtFault) {
  EXPECT_EQ(complaint({"fish", "--grill"}), "roast: there is no option --grill; see pillarbox roast --help");
  EXPECT_EQ(complaint({"fish", "-x"}), "roast: there is no option -x; see pillarbox roast --help");
  EXPECT_NE(complaint({"fish", "--oven"}).find("--oven needs a value (FILE)"), std::string::npos);
  EXPECT_NE(complaint({"fish", "--oven="}).find("--oven was given an empty value"), std::string::npos);
  EXPECT_NE(complaint({"fish", "-o", "a", "-o", "b"}).find("--oven was given twice"), std::string::npos);
  EXPECT_NE(complaint({"fish", "--dry-run=yes"}).find("--dry-run takes no value"), std::string::npos);
  EXPECT_NE(complaint({}).find("DISH is missing"), std::string::npos);
  EXPECT_NE(complaint({"a", "b", "c"}).find("'c' is one argument too many"), std::string::npos);
}

TEST(Args, GivesHelpHoweverWrongTheRestIs) {
  const auto args = parse({"--grill", "--help"});
  ASSERT_TRUE(args.ok());
  EXPECT_TRUE(args->wantsHelp());
}

TEST(Args, SaysItsUsageInOneLineAndItsHelpInColumns) {
  EXPECT_EQ(usageLine(syntax), "pillarbox roast DISH [SIDE] [-o FILE] [-H NAME]... [--dry-run]");
  const std::string help = helpText(syntax);
  EXPECT_NE(help.find("Roast a dish.\n"), std::string::npos);
  EXPECT_NE(help.find("  -o, --oven FILE             which oven\n"), std::string::npos);
}

}  // namespace
}  // namespace pillarbox::command
