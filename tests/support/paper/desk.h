// Where the paper lies: desks, cloths, things beside it, hands; and pictures in which there is no form at all.
#pragma once

#include <opencv2/core.hpp>
#include <string_view>
#include <vector>

#include "tests/support/paper/dice.h"

namespace pillarbox::support {

enum class Desk { wood, pale, dark, cloth, stone, plain };
std::string_view deskName(Desk desk);
Desk anyDesk(Dice& dice);
cv::Mat drawDesk(Desk desk, cv::Size size, Dice& dice);  // CV_8UC3
// Pens, cups, other papers, books, at the sides; nothing in `keepOut` (a polygon).
void clutter(cv::Mat& picture, int things, const std::vector<cv::Point2f>& keepOut, Dice& dice);

// A thumb or fingers from outside the picture's page to `tip`; `width` in pixels. Also marks `covered` (CV_8UC1).
void hand(cv::Mat& picture, cv::Mat& covered, cv::Point2d tip, cv::Point2d from, double width, Dice& dice);

enum class NotForm { desk, book, screen, keyboard, checkedCloth, blankTable, arm, magazine };
constexpr int notFormCount = 8;
std::string_view notFormName(NotForm kind);
cv::Mat drawNotForm(NotForm kind, cv::Size size, Dice& dice);

}  // namespace pillarbox::support
