#include "shared/record/mentions.h"

#include <algorithm>

#include "shared/base/bytes.h"
#include "shared/base/secret_bytes.h"
#include "shared/record/ids.h"

namespace pillarbox {

namespace {

constexpr std::string_view opening = "@{";
constexpr std::string_view neutral = "@{}";

void appendNeutral(std::string& out, std::string_view plain) {
  for (std::size_t at = plain.find(opening); at != std::string_view::npos; at = plain.find(opening)) {
    out.append(plain.substr(0, at)).append(neutral);
    plain.remove_prefix(at + opening.size());
  }
  out.append(plain);
}

// Whether the names of children are kept in full whatever the policy: those somebody is worried about, and where nobody
// said which child that is, the first one.
bool isTheChild(const Entry& entry, std::string_view ref) {
  constexpr std::string_view worried = "worried-about";
  bool anyWorried = false;
  for (const PupilPart& pupil : entry.pupils) {
    anyWorried = anyWorried || pupil.part == worried;
    if (pupil.ref == ref && pupil.part == worried) return true;
  }
  return !anyWorried && !entry.pupils.empty() && entry.pupils.front().ref == ref;
}

std::size_t letterBytes(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0xC0 ? 2 : 1;
}

}  // namespace

std::string withTokens(std::string_view plain, std::span<const MentionAt> mentions) {
  std::string out;
  out.reserve(plain.size() + mentions.size() * 8 + 16);
  std::size_t done = 0;
  for (const MentionAt& mention : mentions) {
    if (mention.begin < done || mention.begin >= mention.end || mention.end > plain.size()) continue;
    if (!isLocalId(mention.ref)) continue;
    appendNeutral(out, plain.substr(done, mention.begin - done));
    out.append(opening).append(mention.ref).append("}");
    done = mention.end;
  }
  appendNeutral(out, plain.substr(done));
  return out;
}

std::string withoutTokens(std::string_view text,
                          const std::function<std::optional<std::string>(std::string_view ref)>& name) {
  std::string out;
  out.reserve(text.size() + 64);
  for (std::size_t at = text.find(opening); at != std::string_view::npos; at = text.find(opening)) {
    out.append(text.substr(0, at));
    text.remove_prefix(at);
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) break;
    const std::string_view ref = text.substr(opening.size(), close - opening.size());
    if (ref.empty()) {
      out.append(opening);
      text.remove_prefix(neutral.size());
      continue;
    }
    std::optional<std::string> known = isLocalId(ref) ? name(ref) : std::nullopt;
    if (!known) {  // only its opening, so that a token inside is still found
      out.append(opening);
      text.remove_prefix(opening.size());
      continue;
    }
    out.append(*known);
    wipe(*known);
    text.remove_prefix(close + 1);
  }
  out.append(text);
  return out;
}

std::string initialsOf(std::string_view name) {
  std::string out;
  bool start = true;
  int brackets = 0;
  for (std::size_t at = 0; at < name.size();) {
    const char c = name[at];
    const std::size_t bytes = std::min(letterBytes(static_cast<unsigned char>(c)), name.size() - at);
    if (c == '(') ++brackets;
    if (c == ')') brackets = std::max(0, brackets - 1);
    if (c == ' ' || c == '-' || c == '(' || c == ')') {
      start = true;
    } else if (start && brackets == 0) {
      if (!out.empty()) out += ' ';
      out.append(name.substr(at, bytes)).append(".");
      start = false;
    }
    at += bytes;
  }
  return out;
}

std::optional<std::string> nameIn(const Entry& entry, std::string_view ref, LinkedNames linked) {
  const auto mentioned = std::find_if(entry.mentions.begin(), entry.mentions.end(),
                                      [&](const EntryMention& one) { return one.ref == ref && !one.name.empty(); });
  const auto child = std::find_if(entry.pupils.begin(), entry.pupils.end(),
                                  [&](const PupilPart& one) { return one.ref == ref && !one.name.empty(); });
  if (mentioned == entry.mentions.end() && child == entry.pupils.end()) return std::nullopt;
  const bool named = mentioned != entry.mentions.end();
  const std::string& name = named ? mentioned->name : child->name;
  const bool aChild = child != entry.pupils.end() || (named && mentioned->kind == MentionKind::pupil);
  if (linked == LinkedNames::initials && aChild && !isTheChild(entry, ref)) {
    std::string initials = initialsOf(name);
    if (!initials.empty()) return initials;
  }
  return name;
}

std::string shownText(std::string_view text, const Entry& entry, LinkedNames linked) {
  return withoutTokens(text, [&](std::string_view ref) { return nameIn(entry, ref, linked); });
}

}  // namespace pillarbox
