// Lets every library load what it wants from files while there still are files.
#pragma once

namespace pillarbox::scan {

void warmUp();

}  // namespace pillarbox::scan
