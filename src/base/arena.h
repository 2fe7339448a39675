/* A bump allocator: one arena per lifetime (a build, a query, a document, a result).
 *
 * Memory comes zeroed from a chain of blocks and goes back all at once. The first failure is sticky:
 * later calls return NULL too, so a run of allocations can be checked once at the end. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *block; /* newest; NULL before the first allocation */
	size_t used;               /* bytes used of the newest block */
	size_t growth;             /* bytes that it grows by at most; 0: 1 MiB */
	bool failed;               /* sticky: an allocation failed */
};

/** Zero-initialise an arena with `struct arena a = {0}`; `arena_finish` frees all of it. */
void arena_finish(struct arena *arena);
/** Makes it empty; keeps its largest block for reuse. */
void arena_clear(struct arena *arena);
/** `size` zeroed bytes aligned for any type, NULL when memory ran out. */
void *arena_alloc(struct arena *arena, size_t size);
/** `count` zeroed items of `size` bytes, checked for overflow. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/** A copy of `s`, NUL-terminated behind its end; {NULL, 0} when memory ran out. */
str arena_copy(struct arena *arena, str s);
/** `left`, `between` and `right` in one, NUL-terminated behind its end; {NULL, 0} when memory ran out. */
str arena_join(struct arena *arena, str left, str between, str right);
/** printf into the arena; {NULL, 0} when memory ran out. */
__attribute__((format(printf, 2, 3))) str arena_print(struct arena *arena, const char *format, ...);

#endif
