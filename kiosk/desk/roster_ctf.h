// Pupils from a Common Transfer File of the DfE: the XML that English schools' systems exchange (CTF, versions 12 to 24
// and alike: CTfile / CTFpupilData / Pupil).
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/record/roster_import.h"

namespace pillarbox::desk {

// Whether the file is XML at all, and so to be read as a CTF rather than as CSV.
bool looksLikeXml(BytesView file);

// What a CTF says of its pupils: UPN, Surname, Forename, DOB and, where they are there, PreferredSurname,
// PreferredForename, NCyearActual, and the address of the pupil (never of a contact). Sex, Gender and everything else
// is passed over. Any namespace or none; UTF-8, UTF-16 or whatever its declaration says. A CTF has no classes: those
// that the roster knows stay. Remarks count the <Pupil> elements from 1.
//
// The file is untrusted: nothing is fetched, no DTD or entity of its own is read, depth, size and numbers are limited.
// badInput, in one sentence, if it is not well-formed, has a DTD, or is not a CTF. Nothing of libxml2 stays behind; one
// thread at a time.
Result<RosterRows> readRosterCtf(BytesView file);

// readRosterCtf or readRosterCsv, by what the file is.
Result<RosterRows> readRosterFile(BytesView file);

}  // namespace pillarbox::desk
