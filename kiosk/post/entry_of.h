// The words of a draft as the entry and the check screen say them. Pure.
#pragma once

#include <string>
#include <vector>

#include "kiosk/post/post.h"

namespace pillarbox::post {

// "Saturday 21 November 2026, at lunch": the day as a date, since "today" means nothing in twenty years. Empty if not
// said.
std::string happenedAt(const Draft& draft);
std::string happenedWhere(const Draft& draft);
std::string toldWhoOf(const Draft& draft);
// "Room 4, extension 204"; empty if neither is known.
std::string whereToFind(const Person& person);
// "Mrs Hartley and Mr Osei".
std::string joined(const std::vector<std::string>& names);
// "Mrs Hartley: Room 4, extension 204" for each.
std::string namesOf(const std::vector<const Person*>& people);
// Whom a writer is asked to tell, in a few words: "Mrs Hartley or Mr Osei", "the DSL".
std::string tellWhom(const Directory* directory, const Draft& draft);

}  // namespace pillarbox::post
