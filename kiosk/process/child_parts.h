// The two ways of starting a child. Internal to this room.
#pragma once

#include "kiosk/process/child.h"

namespace pillarbox::process {

struct Child::Parts {
  Parts() = default;
  virtual ~Parts() = default;  // as Child's
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  virtual bool running() const = 0;
  virtual int pid() const = 0;
  virtual void askToEnd() = 0;
  virtual void kill() = 0;
};

Result<std::unique_ptr<Child::Parts>> spawn(ChildOptions options);
Result<std::unique_ptr<Child::Parts>> handOver(ChildOptions options);

// A pipe that holds the secret and then ends.
Result<Fd> pipeHolding(const SecretBytes& secret);

}  // namespace pillarbox::process
