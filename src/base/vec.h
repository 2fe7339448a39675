/* Typed growing arrays. `VEC(struct thing) things = {0};` has .ptr, .len, .cap; push returns false when
 * memory ran out, and the array stays as it was. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/str.h"

#define VEC(type) \
	struct { \
		type *ptr; \
		size_t len; \
		size_t cap; \
	}

/** Room for one more item; used by the macros. */
bool vec_grow(void **ptr, size_t *cap, size_t want, size_t item);
void vec_free(void *ptr);

#define vec_reserve(v, want) ((want) <= (v)->cap || vec_grow((void **)&(v)->ptr, &(v)->cap, (want), sizeof *(v)->ptr))
#define vec_push(v, item) (vec_reserve((v), (v)->len + 1) ? ((v)->ptr[(v)->len++] = (item), true) : false)
#define vec_finish(v) (vec_free((v)->ptr), (v)->ptr = NULL, (v)->len = (v)->cap = 0)

#endif
