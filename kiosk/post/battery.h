// A tablet's battery, as far as staff have to know of it: that it needs charging. Plain data and its event.
#pragma once

#include <optional>

namespace pillarbox::post {

enum class Charge {
  fine,   // or there is no battery, or it is being charged
  low,    // the home screen asks for the charger
  ending  // the machine may go off at any moment: what is written is kept at once
};

// From the program, whenever it looked. No battery, or on mains: discharging is false.
struct BatteryTold {
  int percent = 100;
  bool discharging = false;
};

// At these and below. Tablets begin to warn at 15 %, and shut themselves down between 5 % and 3 %.
inline constexpr int lowPercent = 15;
inline constexpr int endingPercent = 5;

Charge chargeOf(const BatteryTold& battery);

}  // namespace pillarbox::post
