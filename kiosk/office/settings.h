// The keys of the store's settings, in one place.
#pragma once

#include <string_view>

namespace pillarbox::office {

inline constexpr std::string_view settingRoster = "roster.box";               // base64 of the box
inline constexpr std::string_view settingRosterFromServer = "roster.server";  // SHA-256 of the last box, hex
inline constexpr std::string_view settingBadgesHere = "badges.here";          // base64 of a box; see badges_here.h
inline constexpr std::string_view settingOneTimePin = "badge.one-time-pin";   // "SLOWHASH EXPIRES-MS GUESSES-LEFT"
inline constexpr std::string_view settingOneTimePinPrefix =
    "badge.one-time-pin:";                                                   // and a staff id: the same, for them
inline constexpr std::string_view settingPinGuessesPrefix = "pin.guesses:";  // + staff id: when, in ms
inline constexpr std::string_view settingServerUrl = "server.url";
inline constexpr std::string_view settingServerCa = "server.ca";      // path, or empty
inline constexpr std::string_view settingServerCard = "server.card";  // signed by the server: its pinned keys
inline constexpr std::string_view settingLanguage = "language";       // of this terminal: "cy"
inline constexpr std::string_view settingProxy = "proxy";
inline constexpr std::string_view settingNewestHead = "newest_head";      // wire::formatKnownHead
inline constexpr std::string_view settingServerTime = "server.time";      // formatTime, from the newest receipt
inline constexpr std::string_view settingFetchedAfter = "fetched.after";  // index in the server's chain
inline constexpr std::string_view settingFetchedHead = "fetched.head";    // the chain's head there: ChainWatch::text()
inline constexpr std::string_view settingChainDoubt = "chain.doubt";      // "TIME SENTENCE": what last did not fit
inline constexpr std::string_view settingChainDoubtLooked = "chain.doubt.looked";  // the last that was looked into
inline constexpr std::string_view settingServerEpoch = "server.epoch";        // that of its receipts, caught up with
inline constexpr std::string_view settingServerRestored = "server.restored";  // "TIME COUNT": last noticed, sent again
inline constexpr std::string_view settingFetchPending = "fetch.pending";      // what is on its way (fetch_pending.h)
inline constexpr std::string_view settingFetchRight = "fetch.right";          // audiences, or "*": Device::fetches
inline constexpr std::string_view settingBegunAgain = "begun.again";  // when the database was found missing or empty
inline constexpr std::string_view settingAlertTrouble = "alert.trouble";  // why this device could send no e-mails
inline constexpr std::string_view settingAlertAsked = "alert.asked";      // the newest test that was asked for here
inline constexpr std::string_view settingNotifiedUpTo = "notify.up-to";   // the last place told on the desktop
inline constexpr std::string_view settingInboxLookedPrefix =
    "inbox.looked:";  // + person id: formatTime of when they last had the inbox open here
inline constexpr std::string_view settingInboxViewsPrefix =
    "inbox.views:";  // + person id: base64 of an age file to their own key (kiosk/inbox/saved_views.h)
inline constexpr std::string_view settingInboxUnfinishedPrefix =
    "inbox.unfinished:";  // + person id: base64 of an age file to their own key (kiosk/inbox/unfinished.h)
inline constexpr std::string_view settingStarterPrefix =
    "starter:";  // + person id: "1" until the passphrase is their own
inline constexpr std::string_view settingPassphraseChangedPrefix =
    "passphrase.changed:";  // + person id: formatTime of when they last chose it on this device

}  // namespace pillarbox::office
