/* What do the publishers offer today? The door of src/fetch.
 *
 * A list goes through five stations, each with a file of its own; what fails at one of them leaves the archive as it
 * was:
 *
 *   address   which list, from where
 *   transfer  the bytes, into a file beside the versions (http: what header fields say)
 *   inspect   is it that list, and all of it?
 *   archive   it becomes the version of a day, in one step
 *   manifest  what the server said of it, so that next time it need not come again
 *
 * Programs use include/ties/fetch.h, which src/fetch/fetch.c implements. Nothing else of this folder is for others. */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include "ties/fetch.h"

#endif
