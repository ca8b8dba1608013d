// What Linux tells of a battery, in folders made as /sys/class/power_supply is.
#include "kiosk/platform/battery.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace pillarbox::platform {
namespace {

class BatteryFolder : public testing::Test {
 protected:
  void supply(const std::string& name, const std::string& type, const std::string& capacity,
              const std::string& status) const {
    const std::filesystem::path folder = temp.path() / name;
    std::filesystem::create_directories(folder);
    support::writeText(folder / "type", type + "\n");
    if (!capacity.empty()) support::writeText(folder / "capacity", capacity + "\n");
    if (!status.empty()) support::writeText(folder / "status", status + "\n");
  }
  support::TempFolder temp;
};

TEST_F(BatteryFolder, OfATabletThatIsCarriedAbout) {
  supply("AC", "Mains", "", "");
  supply("BAT0", "Battery", "14", "Discharging");
  const auto battery = readBattery(temp.path());
  ASSERT_TRUE(battery);
  EXPECT_EQ(battery->percent, 14);
  EXPECT_TRUE(battery->discharging);
  supply("BAT0", "Battery", "14", "Charging");
  EXPECT_FALSE(readBattery(temp.path())->discharging);
}

TEST_F(BatteryFolder, TwoHoldWhatTheyHoldBetweenThem) {
  supply("BAT0", "Battery", "2", "Not charging");
  supply("BAT1", "Battery", "60", "Discharging");
  const auto battery = readBattery(temp.path());
  ASSERT_TRUE(battery);
  EXPECT_EQ(battery->percent, 31);
  EXPECT_TRUE(battery->discharging);
}

TEST_F(BatteryFolder, NoneOfTheMachinesOwn) {
  EXPECT_FALSE(readBattery(temp / "not-there"));
  EXPECT_FALSE(readBattery(temp.path()));
  supply("AC", "Mains", "", "");
  supply("hidpp_battery_0", "Battery", "3", "Discharging");
  support::writeText(temp.path() / "hidpp_battery_0" / "scope", "Device\n");
  EXPECT_FALSE(readBattery(temp.path())) << "a mouse's";
  supply("BAT0", "Battery", "", "Discharging");
  EXPECT_FALSE(readBattery(temp.path())) << "it does not say how full it is";
  supply("BAT0", "Battery", "many", "Discharging");
  EXPECT_FALSE(readBattery(temp.path()));
}

}  // namespace
}  // namespace pillarbox::platform
