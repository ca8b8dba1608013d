// The words of the body map's screen: those shown, and beside each choice what the entry keeps of it.
#pragma once

#include <array>

#include "kiosk/post/words.h"
#include "shared/record/body_map.h"

namespace pillarbox::post::words {

inline constexpr W bodyTitle{"Body map"};
inline constexpr W bodyTitleOf{"Body map: {}"};
inline constexpr W bodyOpen{"Body map"};
inline constexpr W bodyOpenCheck{"+ Show a mark on a body map"};
inline constexpr W bodyOpenSome{"Body map ({})"};
inline constexpr W bodyDone{"Done"};
inline constexpr W bodyRemind{
    "Only what you can already see. Never undress a child. Never take a photo. Do not ask how it happened: listen."};
inline constexpr W bodyHow{"Touch the drawing where the mark is. For a larger mark, draw round it."};
inline constexpr W bodyBeside{"That was beside the body, so no mark was made. Touch the body itself."};
inline constexpr W bodyFull{"That is as many marks as one body map can hold. Please write down the rest in words."};
inline constexpr W bodyPlaces{"Choose a place by name"};
inline constexpr W bodyPlacesTitle{"Where is the mark?"};
inline constexpr W bodyBackToDrawing{"Back to the drawing"};
inline constexpr W bodyNone{"No marks yet."};
inline constexpr W bodyMarks{"Marks so far"};
inline constexpr W bodyWhose{"Whose marks are these?"};
inline constexpr W bodyDrawing{"Which drawing?"};
inline constexpr W bodyYounger{"Younger child"};
inline constexpr W bodyOlder{"Older child"};
inline constexpr W bodyMarkTitle{"Mark {}: {}"};
inline constexpr W bodyTakenOut{"taken out"};
inline constexpr W bodyTakenOutAt{
    "Taken out by you at {}. It stays in the record, struck through, so that nothing is hidden."};
inline constexpr W bodyTakeOut{"Take this mark out"};
inline constexpr W bodyAllMarks{"All marks"};
inline constexpr W bodyKind{"What is it?"};
inline constexpr W bodySize{"About how big is it?"};
inline constexpr W bodySizeUnsaid{"Size not said"};
inline constexpr W bodyLonger{"Longer"};
inline constexpr W bodyShorter{"Shorter"};
inline constexpr W bodyWider{"Wider"};
inline constexpr W bodyNarrower{"Narrower"};
inline constexpr W bodyColour{"Which colours?"};
inline constexpr W bodyShape{"What shape?"};
inline constexpr W bodySkin{"Is the skin broken?"};
inline constexpr W bodySwelling{"Is it swollen?"};
inline constexpr W bodyYes{"Yes"};
inline constexpr W bodyNo{"No"};
inline constexpr W bodyNotSure{"Not sure"};
inline constexpr W bodySays{"What the child says happened"};
inline constexpr W bodySaysHow{
    "Only if the child told you. Their own words, as they said them. Do not ask how it happened."};
inline constexpr W bodySaysHint{"Their exact words"};
inline constexpr W bodyLooks{"Anything else you can see"};
inline constexpr W bodyLooksHow{"Facts only: what it looks like, not what may have caused it."};
inline constexpr W bodyLooksHint{"Such as: two small marks side by side"};
inline constexpr W bodyKept{"Keep these words"};
inline constexpr W bodyFigure{"Drawing of a child, {}. Marks: {}"};
inline constexpr W bodyNoMarksOn{"none"};
inline constexpr W bodySaid{"The child says: “{}”"};
inline constexpr W bodyCheck{"Marks seen on the body"};
inline constexpr W bodyCheckOf{"Marks seen on {}"};

struct FigureName {
  std::string_view id;
  W shown;
};
inline constexpr std::array<FigureName, 5> bodyFigures{
    {{"front", W{"Front"}}, {"back", W{"Back"}}, {"head", W{"Head"}}, {"hands", W{"Hands"}}, {"feet", W{"Feet"}}}};

struct KindName {
  MarkKind kind;
  W shown;
};
inline constexpr std::array<KindName, 9> bodyKinds{{{MarkKind::bruise, W{"Bruise"}},
                                                    {MarkKind::graze, W{"Graze"}},
                                                    {MarkKind::cut, W{"Cut"}},
                                                    {MarkKind::burn, W{"Burn or scald"}},
                                                    {MarkKind::bite, W{"Bite"}},
                                                    {MarkKind::scratch, W{"Scratch"}},
                                                    {MarkKind::swelling, W{"Swelling"}},
                                                    {MarkKind::redMark, W{"Red mark"}},
                                                    {MarkKind::other, W{"Something else"}}}};

struct Kept2 {
  std::string_view id;
  Kept kept;
  W shown;
};
inline constexpr std::array<Kept2, 8> bodyColours{{{"red", "red", W{"Red"}},
                                                   {"blue", "blue", W{"Blue"}},
                                                   {"purple", "purple", W{"Purple"}},
                                                   {"black", "black", W{"Black"}},
                                                   {"brown", "brown", W{"Brown"}},
                                                   {"green", "green", W{"Green"}},
                                                   {"yellow", "yellow", W{"Yellow"}},
                                                   {"pale", "pale or white", W{"Pale"}}}};
inline constexpr std::array<Kept2, 7> bodyShapes{
    {{"round", "round", W{"Round"}},
     {"oval", "oval", W{"Oval"}},
     {"line", "long and thin", W{"Long and thin"}},
     {"curve", "curved", W{"Curved"}},
     {"dots", "several small marks together", W{"Small marks together"}},
     {"object", "like the edge or shape of an object", W{"Like an object"}},
     {"unclear", "no clear shape", W{"No clear shape"}}}};

// British coins as the Royal Mint gives their widths: 5p 18.0 mm, 10p 24.5 mm, 50p 27.3 mm.
struct Coin {
  std::string_view id;
  Kept kept;
  std::string_view cm;
  W shown;
};
inline constexpr std::array<Coin, 3> bodyCoins{{{"5p", "a 5p coin", "1.8", W{"A 5p coin"}},
                                                {"10p", "a 10p coin", "2.5", W{"A 10p coin"}},
                                                {"50p", "a 50p coin", "2.7", W{"A 50p coin"}}}};

}  // namespace pillarbox::post::words
