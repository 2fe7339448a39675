/* The walk of names/walk.h from one key to one other. */
#ifndef TESTS_PROP_WALK_REACHES_H
#define TESTS_PROP_WALK_REACHES_H

#include "names/walk.h"

/* Does the walk for `a` reach the end of `b`? */
static inline bool walk_reaches(str a, str b)
{
	static struct name_walk w;
	uint8_t x[WALK_SOUNDS_MAX], y[WALK_SOUNDS_MAX];
	size_t n = name_key_sounds(a, x), m = name_key_sounds(b, y);

	name_walk_for(&w, x, n);
	if (!name_walk_begin(&w, m))
		return false;
	for (size_t depth = 1; depth <= m; depth++)
		if (!name_walk_step(&w, depth, depth > 1 ? y[depth - 2] : 0, y[depth - 1]))
			return false;
	return name_walk_ends_near(&w);
}

#endif
