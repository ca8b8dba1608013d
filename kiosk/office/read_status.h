// What has become of a posting, by the signed word of somebody who may read it. Nothing else is believed.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/office/school_folder.h"

namespace pillarbox::office {

enum class Progress { none, read, acted, closed };

// Whose signature on a casework slip counts: the slip's own device (as the newest directory knows it, and not withdrawn
// before it) and a person who is active and belongs to the slip's audience in the newest directory or in the version
// that the slip names; so what somebody read before she left the school stays read.
struct Believed {
  Slip slip;
  std::string person;  // id; of a grant or a drill it may be that of the audience's recovery sheet
};
// notTrusted, with a sentence for the command line, if it is not to be believed. Also for concerns: then only the
// device counts and `person` is empty. A device that is still waiting for approval gives notTrusted.
Result<Believed> believeSlip(const std::vector<KnownDirectory>& directories, std::string_view envelope);
// The same where only one version is at hand.
Result<Believed> believeSlip(const Directory& directory, std::string_view envelope);
// As believeSlip; but a concern may have been passed on (Kind::move) to other readers by those before, who need not
// belong to the audience that this slip is for. `first` is the concern's own audience, for a device that has not got
// the concern itself.
Result<Believed> believePosting(School& school, std::string_view envelope, std::string_view first = {});
// Who has come to read a concern: the audience that it was posted to and those it was passed on to by a believed move.
Result<std::set<std::string>> audiencesOf(School& school, const std::string& subject, std::string_view first = {});

struct ProgressOf {
  Progress progress = Progress::none;
  WallTime at{};       // of the slip that brought it there, by its device's clock
  std::string person;  // who
};
// For each subject id that anything believable is known of. A later reopen takes "closed" back to "acted".
Result<std::map<std::string, ProgressOf>> progressOfAll(School& school);

// What was said to the writer of a posting, in one of the kinds of isMessage(): believed exactly as "read" is.
struct MessageTo {
  std::string id;
  Kind kind = Kind::thanks;
  WallTime at{};
  std::string person;  // who says it
};
// For each subject id, oldest first.
Result<std::map<std::string, std::vector<MessageTo>>> messagesToAll(School& school);

}  // namespace pillarbox::office
