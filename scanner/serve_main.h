// The scanner at work: hears commands, looks, answers, until nobody is there any more.
#pragma once

namespace pillarbox::scan {

[[noreturn]] void serve(int channel);

}  // namespace pillarbox::scan
