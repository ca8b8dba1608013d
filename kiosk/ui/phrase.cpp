#include "kiosk/ui/phrase.h"

namespace pillarbox::ui {

std::string_view translated(const char* english) {
  return english;
}

}  // namespace pillarbox::ui
