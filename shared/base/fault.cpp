#include "shared/base/fault.h"

namespace pillarbox {

FaultWords faultWords(FaultCode code) {
  constexpr std::string_view safeHere = "What you posted is safe here.";
  constexpr std::string_view notKept = "What you typed is still here. It is not posted yet.";
  switch (code) {
    case FaultCode::badInput:
      return {"Something in this could not be read.", notKept, "Go back and check it, or tell the DSL in person."};
    case FaultCode::wrongUsage:
      return {"That is not how this works.", safeHere, "Go back and try again."};
    case FaultCode::notFound:
      return {"That could not be found.", safeHere, "Go back and try again."};
    case FaultCode::alreadyExists:
      return {"That is already there.", safeHere, "Nothing needs doing."};
    case FaultCode::notPermitted:
      return {"This key is not allowed to do that.", safeHere, "Ask the DSL."};
    case FaultCode::wrongSecret:
      return {"That card and passphrase do not match.", safeHere, "Check both and try again."};
    case FaultCode::starterPassphrase:
      return {"This passphrase was chosen for you.", safeHere, "Choose your own before you go on."};
    case FaultCode::damaged:
      return {"Something stored here has been damaged.", "It has been set aside, not thrown away.",
              "Tell the DSL and the technician today."};
    case FaultCode::newerVersion:
      return {"This was written by a newer Pillarbox.", safeHere, "Ask the technician to update Pillarbox here."};
    case FaultCode::diskFull:
      return {"There is no room left here.", notKept, "Tell the DSL in person now, then tell the technician."};
    case FaultCode::diskError:
      return {"It could not be saved here.", notKept, "Tell the DSL in person now, then tell the technician."};
    case FaultCode::busy:
      return {"Pillarbox is busy here.", notKept, "Wait a moment and press again."};
    case FaultCode::network:
      return {"The school's server cannot be reached.", safeHere, "Nothing needs doing: it will be sent by itself."};
    case FaultCode::timedOut:
      return {"The school's server did not answer.", safeHere, "Nothing needs doing: it will be sent by itself."};
    case FaultCode::notTrusted:
      return {"Something did not prove that it is what it says.", safeHere, "Tell the technician."};
    case FaultCode::refused:
      return {"The school's server would not take this.", "It is safe here and has been set aside for the DSL.",
              "Tell the DSL in person."};
    case FaultCode::retryLater:
      return {"The school's server is busy.", safeHere, "Nothing needs doing: it will be sent by itself."};
    case FaultCode::notOurServer:
      return {"Something other than the school's server answered.", safeHere,
              "Tell the technician. It will be sent by itself."};
    case FaultCode::noEligibleReader:
      return {"Nobody else can open this one.", "It is locked so that only the sheet in the safe opens it.",
              "Ring the number shown."};
    case FaultCode::tooLarge:
      return {"That is too big to post in one go.", notKept, "Post it in two parts."};
    case FaultCode::device:
      return {"Part of Pillarbox is not working here.", notKept, "Tell the technician."};
    case FaultCode::internal:
      return {"Something went wrong here.", notKept, "Tell the DSL in person now."};
  }
  return {"Something went wrong here.", notKept, "Tell the DSL in person now."};
}

std::string_view faultName(FaultCode code) {
  switch (code) {
    case FaultCode::badInput:
      return "bad-input";
    case FaultCode::wrongUsage:
      return "wrong-usage";
    case FaultCode::notFound:
      return "not-found";
    case FaultCode::alreadyExists:
      return "already-exists";
    case FaultCode::notPermitted:
      return "not-permitted";
    case FaultCode::wrongSecret:
      return "wrong-secret";
    case FaultCode::starterPassphrase:
      return "starter-passphrase";
    case FaultCode::damaged:
      return "damaged";
    case FaultCode::newerVersion:
      return "newer-version";
    case FaultCode::diskFull:
      return "disk-full";
    case FaultCode::diskError:
      return "disk-error";
    case FaultCode::busy:
      return "busy";
    case FaultCode::network:
      return "network";
    case FaultCode::timedOut:
      return "timed-out";
    case FaultCode::notTrusted:
      return "not-trusted";
    case FaultCode::refused:
      return "refused";
    case FaultCode::retryLater:
      return "retry-later";
    case FaultCode::notOurServer:
      return "not-our-server";
    case FaultCode::noEligibleReader:
      return "no-eligible-reader";
    case FaultCode::tooLarge:
      return "too-large";
    case FaultCode::device:
      return "device";
    case FaultCode::internal:
      return "internal";
  }
  return "internal";
}

}  // namespace pillarbox
