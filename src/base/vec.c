#include "base/vec.h"

#include <stdlib.h>

bool vec_grow(void **ptr, size_t *cap, size_t want, size_t item)
{
	size_t next = *cap ? *cap : 8;

	while (next < want) {
		if (next > SIZE_MAX / 2)
			return false;
		next *= 2;
	}
	size_t bytes;
	if (__builtin_mul_overflow(next, item, &bytes))
		return false;
	void *p = realloc(*ptr, bytes);
	if (!p)
		return false;
	*ptr = p;
	*cap = next;
	return true;
}

void vec_free(void *ptr)
{
	free(ptr);
}
