// The scanner's reading of a file as the pages that office::importScans sorts: for `scan --watch` and the inbox alike.
#pragma once

#include "kiosk/camera/file_reader.h"
#include "kiosk/office/scan_import.h"

namespace pillarbox::desk {

// `reader` must outlive it.
office::ReadScan scanReader(camera::FileReader& reader);

}  // namespace pillarbox::desk
