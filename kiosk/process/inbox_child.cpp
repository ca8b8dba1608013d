#include "kiosk/process/inbox_child.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "shared/base/files.h"
#include "shared/base/installed.h"

namespace pillarbox::process {

namespace {

std::string setting(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it meanwhile
  return value == nullptr ? std::string() : std::string(value);
}

// As libwayland finds the compositor's socket; none where there is no compositor.
Result<Fd> connectToDisplay() {
  const std::string name = setting("WAYLAND_DISPLAY");
  if (name.empty()) return Fd();
  const std::filesystem::path path = std::filesystem::path(setting("XDG_RUNTIME_DIR")) / name;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.native().size() >= sizeof address.sun_path)
    return Fault{FaultCode::tooLarge, "the display's name is too long"};
  std::memcpy(address.sun_path, path.c_str(), path.native().size());
  Fd display(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!display) return faultFromErrno(errno, "make a socket");
  if (::connect(display.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return faultFromErrno(errno, "reach the display " + path.string());
  }
  return display;
}

}  // namespace

Result<ChildOptions> inboxChild() {
  ChildOptions child;
  child.socket = setting("PILLARBOX_INBOX_SOCKET");
  if (child.socket.empty()) {
    child.program = programBeside("pillarbox-inbox");
  } else {
    PB_TRY_VALUE(child.display, connectToDisplay());
  }
  return child;
}

}  // namespace pillarbox::process
