#include "kiosk/desk/scan_reader.h"

namespace pillarbox::desk {

office::ReadScan scanReader(camera::FileReader& reader) {
  return [&reader](BytesView file) -> Result<std::vector<office::ScannedPage>> {
    PB_TRY_VALUE(camera::ReadFileResult read, reader.read(file, scan::Purpose::page, false));
    if (read.pages.empty()) {
      return Fault{FaultCode::badInput, read.problem.empty() ? "There is no page in this file." : read.problem};
    }
    std::vector<office::ScannedPage> pages;
    for (camera::FilePage& each : read.pages) {
      office::ScannedPage page;
      page.pageNo = each.pageNo;
      page.page = std::move(each.page.page);
      page.webp = std::move(each.page.webp);
      if (page.webp.empty() && page.page.problem.empty()) page.page.problem = "No page of paper was found.";
      pages.push_back(std::move(page));
    }
    // The rest of the file was not read: a page of its own that has no picture, so that the file is never removed.
    if (!read.problem.empty()) {
      office::ScannedPage rest;
      rest.pageNo = pages.back().pageNo + 1;
      rest.page.problem = read.problem;
      pages.push_back(std::move(rest));
    }
    return pages;
  };
}

}  // namespace pillarbox::desk
