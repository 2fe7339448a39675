/* Advice to the system on how memory is used. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/** The `size` bytes at `ptr`, fresh from the allocator, will be looked at here and there, as a hash table is: asks for
 *  large pages, without which finding the page takes longer than fetching what is on it. Small memory is left alone;
 *  where the system has no large pages, nothing happens. NULL is accepted. */
void memory_scattered(void *ptr, size_t size);

/** Reads the byte at `p`, so that it will be in the cache. Such loads in a row overlap, also where their pages have to
 * be looked up, for which processors drop prefetches. */
static inline void memory_touch(const void *p)
{
	(void)*(const volatile char *)p;
}

#endif
