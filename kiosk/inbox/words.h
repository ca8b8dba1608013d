// The inbox's plain words for what programs store in short names. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/inbox/state.h"
#include "shared/base/fault.h"
#include "shared/record/entry.h"

namespace pillarbox::inbox {

std::string authorWords(const Entry& entry);           // "Pat Lee, lunchtime supervisor. Signed in with a badge."
std::string_view identifiedWords(VerifiedBy how);      // "Signed in with a badge"
std::string partWords(std::string_view part);          // of a pupil: "worried about"
std::string recordKindWords(std::string_view kind);    // "A child told me"
std::string shortKindWords(std::string_view kind);     // "A child told them", for a row of a list
std::string shortTime(WallTime time, WallTime now);    // "20:48" of today, "21 Nov, 20:48" of this year
std::string doneWords(const Done& done);               // "Told the DSL in person: Ms Bell, just now"
std::string sizeWords(std::uint64_t bytes);            // "120 KB"
std::string audienceWords(std::string_view audience);  // "the safeguarding leads"
std::string clockDoubt(const WrittenAt& written);   // a sentence if the terminal's clock was more than ten minutes out
std::string actionOwner(const ActionView& action);  // "Tom Reed, by 30 Nov 2026"; empty if nobody is named
std::string comingWords(const std::vector<Coming>& coming);  // what is not here yet, and that it is being fetched
std::string_view pileWords(Pile pile);                       // "Mine to do"
std::string_view setAsideWords(SetAside::Why why);           // what it is
std::string_view setAsideAdvice(SetAside::Why why);          // what to do
std::string faultSentence(const Fault& fault);               // what happened and what to do, for a person

}  // namespace pillarbox::inbox
