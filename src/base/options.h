/* Options of callers, who may have been compiled with another version of the library. */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include <stddef.h>
#include <string.h>

/** Fills `own` from the struct of a caller, which says its size in its first member `size` (0: as ours). Members that
 * an older caller does not have are zero, and those of a newer one that we do not know are passed over. `given` may be
 *  NULL: all are zero. */
#define OPTIONS_TAKE(own, given) options_take((own), sizeof *(own), (given), (given) ? (given)->size : 0)

static inline void options_take(void *own, size_t own_size, const void *given, size_t given_size)
{
	memset(own, 0, own_size);
	if (given)
		memcpy(own, given, given_size && given_size < own_size ? given_size : own_size);
}

#endif
