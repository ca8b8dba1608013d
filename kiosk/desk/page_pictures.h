// Pictures of paper out of opened entries, decoded by pillarbox-scanner, one after another: for reports. Belongs to the
// School's thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/camera/camera.h"
#include "kiosk/desk/inbox_entries.h"
#include "shared/base/mailbox.h"

namespace pillarbox::desk {

class PagePictures {
 public:
  PagePictures(office::School& school, const Unlocked& person);
  ~PagePictures();  // ends the scanner, and its memory with it

  // notFound, wrongSecret, damaged as EntryReader; device if the scanner cannot be started; badInput if it cannot show
  // the picture.
  Result<camera::PreviewPicture> picture(std::string_view entryId, std::string_view attachment);

 private:
  Result<camera::PreviewPicture> answer(std::int64_t request);

  EntryReader m_reader;
  Mailbox<camera::Event> m_events;
  std::int64_t m_request = 0;
  std::unique_ptr<camera::Camera> m_scanner;  // after m_events: it tells them until it has gone
};

}  // namespace pillarbox::desk
