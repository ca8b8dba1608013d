// Reading the description's members. Only for the .cpp files of this room.
#pragma once

#include <map>
#include <string>

#include "scanner/form/description.h"
#include "shared/record/json_fields.h"

namespace pillarbox::form {

using Bodies = std::map<std::string, BodyOutline, std::less<>>;

inline constexpr double hugeMm = 10000;

// Every reader takes where the member stands, as in: concern.json: side 1, tick 4 ("kind.i-saw").
void readNumber(JsonFields& fields, const char* key, double& out, bool required, double least, double most);
void readBox(JsonFields& fields, const char* key, PaperBox& out);
void readPoint(JsonFields& fields, const char* key, PaperPoint& out);
void readWords(JsonFields& fields, const char* key, Words& out);
void readId(JsonFields& fields, std::string& out);
Result<PaperPoint> pointFrom(const nlohmann::json& value, const std::string& where);
Result<PaperBox> boxFrom(const nlohmann::json& value, const std::string& where);
Result<BodyOutline> bodyFrom(const nlohmann::json& value, const std::string& where);
Result<nlohmann::json> readDocument(std::string_view json, std::string_view fileName);

// "side 1, tick 4 ("kind.i-saw")", for a member that may be too broken to have an id.
std::string named(const std::string& where, std::string_view what, std::size_t index, const nlohmann::json& value);

// The rules about where things may stand, once everything could be read. `fileName` begins each sentence.
Status checkPlaces(const Description& description, std::string_view fileName);

std::string editionOf(const Description& description);

}  // namespace pillarbox::form
