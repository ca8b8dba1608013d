// The words of a draft as the entry and the check screen say them. Pure.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/post/post.h"

namespace pillarbox::post {

// "Saturday 21 November 2026, at lunch": the day as a date, since "today" means nothing in twenty years. Empty if not
// said.
std::string happenedAt(const Draft& draft);
// The same for chronologies, as Entry::happenedFrom.
std::string happenedFrom(const Draft& draft);
std::string happenedWhere(const Draft& draft);
std::string toldWhoOf(const Draft& draft);
// The tag of a mention in the account, and back.
std::string mentionTag(MentionKind kind, std::string_view ref);
std::optional<std::pair<MentionKind, std::string>> mentionOf(std::string_view tag);
// The account with its mentions as references, and whom they mean.
void fillAccount(const Directory* directory, const Draft& draft, Entry& entry);
// The account as its readers will see it: names or initials, as the school has it.
std::string accountAsRead(const Directory* directory, const Draft& draft);
// "Room 4, extension 204"; empty if neither is known.
std::string whereToFind(const Person& person);
// "Mrs Hartley and Mr Osei".
std::string joined(const std::vector<std::string>& names);
// "Mrs Hartley: Room 4, extension 204" for each.
std::string namesOf(const std::vector<const Person*>& people);
// Whom a writer is asked to tell, in a few words: "Mrs Hartley or Mr Osei", "the DSL".
std::string tellWhom(const Directory* directory, const Draft& draft, WallTime now);

}  // namespace pillarbox::post
