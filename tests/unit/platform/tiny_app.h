// A screen program with one button, a field and a long column: the smallest thing the robot can drive.
#pragma once

int runTinyApp(int robotFd);
