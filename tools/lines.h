/* Lists of data/ line by line, and complaints about them. For generators: a build-time program has one list open at a
 * time and goes on behind an error, so that all of them are seen at once. */
#ifndef TOOLS_LINES_H
#define TOOLS_LINES_H

#include "base/str.h"

/** Calls `on_line` with each line of the file that is not empty, without its comment and white space at its ends. Ends
 *  the program when there is no such file. */
void lines_each(const char *path, void (*on_line)(str line));
/** Prints what is wrong with the line, with file and number. */
__attribute__((format(printf, 1, 2))) void lines_complain(const char *format, ...);
/** How often that happened. */
unsigned lines_complaints(void);

#endif
