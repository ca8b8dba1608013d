// Words of scanning paper.
#pragma once

#include "kiosk/post/phrases.h"

namespace pillarbox::post::words {

// Scanning.
inline constexpr W scanTitle{"Show your form"};
inline constexpr W scanAll{"That's all the pages"};
inline constexpr W scanTake{"Take the picture now"};
inline constexpr W scanCannot{"I can't get it to work"};
inline constexpr W scanWrite{"Write it instead"};
inline constexpr W scanItself{"The picture is taken by itself when the page lies still."};
inline constexpr W scanSteady{"Hold still…"};
inline constexpr W scanPages{"Pages so far: {}"};
inline constexpr W scanPage{"Page {}"};
inline constexpr W scanSide{"Form, side {}"};
inline constexpr W scanAgain{"Take it again"};
inline constexpr W scanRemove{"Take this page out"};
inline constexpr W scanClose{"Close"};
inline constexpr W scanNeeded{"Show a page first. If it does not work, you can write it instead."};
inline constexpr W scanSideMissing{
    "We have only one side of a form. Please show the other side too. If it is empty, touch “That's all the pages” "
    "again."};
inline constexpr W scanNoCamera{"There is no camera here. You can write it instead."};
inline constexpr W scanLost{"The camera has come loose. Plug it in again, or write it instead."};
inline constexpr W scanRestarting{"The camera is starting again. One moment."};
inline constexpr W scanGot{"Got it. Another page?"};
inline constexpr W scanTurn{"Got it. Now turn it over."};
inline constexpr W scanGotAgain{"Got it again. Another page?"};
inline constexpr W scanDuplicate{"You have this page already."};
inline constexpr W scanNotPaper{"Only pages of paper are kept. Show just the page."};
inline constexpr W scanFull{"That is as many pages as one concern can hold. Post these, then start another."};
inline constexpr W scanShowAgain{"Show that page again"};
inline constexpr W scanPut{"Put the form under the camera"};
inline constexpr W scanNext{"Put the next page under the camera"};
inline constexpr W scanGood{"Good. Hold still…"};
inline constexpr W scanWhole{"Show the whole page"};
inline constexpr W scanLeft{"Move the paper to the left"};
inline constexpr W scanRight{"Move the paper to the right"};
inline constexpr W scanUp{"Move the paper up"};
inline constexpr W scanDown{"Move the paper down"};
inline constexpr W scanCloser{"Move the paper closer to the camera"};
inline constexpr W scanBack{"Move the paper further away"};
inline constexpr W scanStill{"Hold still…"};
inline constexpr W scanOne{"Show one page at a time"};
inline constexpr W scanLamp{"Move the lamp: the light shines on it"};
inline constexpr W scanDark{"It is too dark. Turn on a light."};
inline constexpr W scanFlat{"Press the paper flat"};
inline constexpr W scanUncover{"Something covers the page. Move it away."};
inline constexpr W scanNoPage{"That is not a page. Show only the paper."};

// Check what I read.
inline constexpr W paperTitle{"Check what I read"};
inline constexpr W paperUnsure{"I am not sure about these. Is the box ticked?"};
inline constexpr W paperYes{"Yes"};
inline constexpr W paperNo{"No"};
inline constexpr W paperCannotTell{"I can't tell"};
inline constexpr W paperNoOrCannotTell{"No, or I can't tell"};
inline constexpr W paperRight{"I read {}. Is that right?"};
inline constexpr W paperRead{"I read these as ticked"};
inline constexpr W paperEmpty{"I read these as not ticked"};
inline constexpr W paperChange{"Touch one to change it."};
inline constexpr W paperKept{"Handwriting kept as a picture: {}."};
inline constexpr W paperNotForm{"This is not one of the school's own forms. It is kept as a picture, just as it is."};
inline constexpr W paperNothing{"No form was read. The pages are kept as pictures, just as they are."};
inline constexpr W paperMark{"A mark on the body map: {}"};
inline constexpr W paperMarks{"{} marks on the body map: {}"};
inline constexpr W paperCrop{"Picture: {}"};
inline constexpr W paperReadByMachine{" (read by machine from the form)"};
inline constexpr W figureFront{"the front"};
inline constexpr W figureBack{"the back"};
inline constexpr W figureFace{"the face"};
inline constexpr W figureHandRight{"the right hand"};
inline constexpr W figureHandLeft{"the left hand"};
inline constexpr Kept entryOnPaper = "It was written on paper. What was written is in the pictures of its pages.";

}  // namespace pillarbox::post::words
