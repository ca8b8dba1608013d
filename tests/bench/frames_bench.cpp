// How long a whole frame takes on every screen in every state of the staff side, drawn in software: the time to lay it
// out and to paint all of it, as after a change of screen. Touches between two states paint less (screen_bench).
#include <gtest/gtest.h>

#include <map>

#include "kiosk/platform/renderer.h"
#include "tests/bench/bench.h"
#include "tests/unit/post/states.h"

namespace pillarbox::bench {
namespace {

using namespace post::test;

struct Size {
  int width, height;
};

// The frame before it is of an empty screen, so that everything has to be painted.
double frameMs(Robot& robot, platform::OffscreenRenderer& renderer) {
  robot.frame(true);
  renderer.draw(robot.engine->drawData());
  const Watch watch;
  robot.frame();
  renderer.draw(robot.engine->drawData());
  return watch.ms();
}

Status measure(const Options& options) {
  for (const Size size : {Size{1280, 800}, Size{1920, 1200}}) {
    PB_TRY_VALUE(const auto renderer, platform::OffscreenRenderer::make(size.width, size.height));
    std::map<std::string, std::vector<double>> times;
    std::vector<double> all;
    for (const Walk& walk : walks()) {
      Robot robot(static_cast<float>(size.width), static_cast<float>(size.height));
      walk.go(robot, [&](Robot& there) {
        for (int i = 0; i < (options.quick ? 2 : 10); ++i) {
          const double ms = frameMs(there, *renderer);
          times[post::drawnScreen(there.state)].push_back(ms);
          all.push_back(ms);
        }
        there.settle();
      });
    }
    const std::string named = std::to_string(size.width) + "x" + std::to_string(size.height);
    std::string worst;
    for (const auto& [screen, each] : times) {
      if (worst.empty() || percentile(each, 99) > percentile(times.at(worst), 99)) worst = screen;
      if (!options.quick) {
        figure("whole frame, p99", percentile(each, 99), "ms",
               {{"size", named}, {"screen", screen}, {"p50", median(each)}, {"frames", each.size()}});
      }
    }
    figure("whole frame of any screen, p50", median(all), "ms", {{"size", named}, {"screens", times.size()}});
    figure("whole frame of any screen, p99", percentile(all, 99), "ms", {{"size", named}, {"frames", all.size()}});
    figure("whole frame of the slowest screen, p99", percentile(times.at(worst), 99), "ms",
           {{"size", named}, {"screen", worst}});
  }
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  return pillarbox::bench::runBench("frames", argc, argv, pillarbox::bench::measure);
}
