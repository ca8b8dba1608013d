// A text cut into the words that names are made of, and what is known of such words. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pillarbox::writing {

// Letters of any script with the apostrophes inside; digits, hyphens and everything else are between words, so that the
// name in "bola.okafor2012@" is found. A possessive 's is not part of the word.
struct NameWord {
  std::size_t begin = 0, end = 0;  // bytes of the text
  std::string folded;              // as foldName() has it
  std::string ref;                 // it is the reference "@{ref}"
};
std::vector<NameWord> nameWordsOf(std::string_view text);

// Before a surname of an adult.
inline constexpr std::string_view titleWords[] = {"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam", "rev", "prof"};

// Never a name by themselves.
inline constexpr std::string_view nameParticles[] = {
    "da",  "de", "del", "della", "di",  "do", "dos", "du",  "la",  "le", "van", "von", "der", "den", "ten",
    "ter", "al", "el",  "bin",   "ibn", "st", "mc",  "mac", "the", "of", "and", "ap",  "abu", "bint"};

inline constexpr std::string_view monthNames[] = {"april", "may", "june", "august"};

// First names and surnames that are English words: in small letters they are those. Collected from lists of common
// British names; not complete, so whatever is found at the beginning of a sentence is shown to be decided again.
inline constexpr std::string_view ordinaryNames[] = {
    "abbot",    "amber",     "angel",  "april",    "archer",  "art",     "ash",      "august",  "autumn",   "baker",
    "ball",     "banks",     "barber", "bell",     "berry",   "best",    "bill",     "bird",    "bishop",   "black",
    "blessing", "bond",      "book",   "bright",   "brook",   "brooks",  "brown",    "bull",    "bush",     "butcher",
    "butler",   "carpenter", "carter", "cash",     "chance",  "chase",   "church",   "clay",    "cook",     "cooper",
    "crane",    "cross",     "daisy",  "dale",     "dawn",    "day",     "dean",     "dream",   "drew",     "duke",
    "earl",     "east",      "ebony",  "ever",     "eve",     "faith",   "farmer",   "field",   "fields",   "finch",
    "fisher",   "fish",      "flint",  "flower",   "flowers", "ford",    "forest",   "foster",  "fox",      "frank",
    "french",   "frost",     "gale",   "gardener", "gold",    "good",    "grace",    "grant",   "grave",    "graves",
    "gray",     "green",     "grey",   "guy",      "hall",    "hardy",   "harmony",  "harper",  "hawk",     "hazel",
    "head",     "heath",     "heaven", "hill",     "hills",   "holly",   "honey",    "hood",    "hook",     "hope",
    "house",    "hunt",      "hunter", "iris",     "ivory",   "ivy",     "jack",     "jade",    "jasmine",  "jay",
    "jean",     "jewel",     "joy",    "june",     "justice", "king",    "kit",      "knight",  "lake",     "lamb",
    "lane",     "lark",      "law",    "lawn",     "lee",     "liberty", "light",    "lily",    "little",   "long",
    "lord",     "love",      "low",    "major",    "mark",    "marks",   "marsh",    "mason",   "may",      "mead",
    "melody",   "mercy",     "merry",  "miles",    "mill",    "mills",   "miller",   "moon",    "moss",     "mount",
    "myrtle",   "nice",      "nick",   "noble",    "north",   "olive",   "page",     "park",    "parker",   "pat",
    "patience", "peace",     "pearl",  "pepper",   "piper",   "pike",    "pond",     "poppy",   "porter",   "potter",
    "power",    "precious",  "price",  "pride",    "priest",  "prince",  "princess", "reed",    "rain",     "ray",
    "read",     "rich",      "river",  "rivers",   "rob",     "robin",   "rose",     "rowan",   "royal",    "ruby",
    "rue",      "rush",      "rusty",  "sage",     "sandy",   "sawyer",  "scarlet",  "sharp",   "shepherd", "short",
    "silver",   "singer",    "sky",    "small",    "smart",   "smith",   "song",     "sparrow", "star",     "steel",
    "stone",    "storm",     "street", "strong",   "summer",  "sunny",   "swan",     "swift",   "taylor",   "temple",
    "terry",    "thorn",     "tiger",  "town",     "trinity", "trust",   "turner",   "victor",  "violet",   "walker",
    "wall",     "walls",     "ward",   "waters",   "way",     "weaver",  "webb",     "well",    "wells",    "west",
    "white",    "wild",      "will",   "willow",   "winter",  "wise",    "wolf",     "wood",    "woods",    "worth",
    "wren",     "young",     "early",  "child",    "staff",   "said",    "so",       "an",      "man",      "more",
    "see",      "she",       "he",     "do",       "son",     "sun",     "song",     "sang",    "sing",     "you",
    "yes",      "no",        "my",     "an",       "on",      "in",      "it",       "is",      "as",       "at",
    "to",       "me",        "be",     "hang",     "long",    "pass"};

// Words that people type where a name is asked for: "a girl in Year 4", "his brother". Folded.
bool isNoName(std::string_view folded);

}  // namespace pillarbox::writing
