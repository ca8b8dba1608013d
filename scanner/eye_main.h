// The thread that holds the camera: takes frames, shows previews, hands the newest frame on.
#pragma once

#include <memory>
#include <optional>

#include "scanner/frame/source.h"
#include "scanner/intake_main.h"
#include "scanner/protocol/shared_memory.h"
#include "scanner/sender_main.h"
#include "shared/base/clock.h"
#include "shared/base/mailbox.h"

namespace pillarbox::scan {

class Eye {
 public:
  Eye(Sender& sender, Intake& intake, const Clock& clock) : m_sender(sender), m_intake(intake), m_clock(clock) {}
  void push(Command command) { m_commands.push(std::move(command)); }  // any thread
  [[noreturn]] void run();                                             // its thread

 private:
  void handle(Command command);
  void use(std::unique_ptr<frame::FrameSource> source);
  void close(CameraState state, const std::string& why);
  void look();
  void preview(const frame::Frame& frame);

  Sender& m_sender;
  Intake& m_intake;
  const Clock& m_clock;
  Mailbox<Command> m_commands;
  std::unique_ptr<frame::FrameSource> m_source;
  frame::PictureSource* m_pictures = nullptr;  // m_source, if it is one
  Look m_look;
  int m_broken = 0;  // frames one after another

  SharedMemory m_memory;
  Fd m_memoryFd;
  Preview m_shown;
  bool m_told = false;  // the other end has m_memoryFd
};

}  // namespace pillarbox::scan
