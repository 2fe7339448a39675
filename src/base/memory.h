/* Advice to the system on how memory is used. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/** The `size` bytes at `ptr`, fresh from the allocator, will be looked at here and there, as a hash table is: asks for
 *  large pages, without which finding the page takes longer than fetching what is on it. Small memory is left alone;
 *  where the system has no large pages, nothing happens. NULL is accepted. */
void memory_scattered(void *ptr, size_t size);

/** Begins to fetch what is at `ptr`, which can be read, for soon: a load that nothing waits for. Where each is on a
 * page of its own in a large file, and asked for shortly before it is needed, prefetches were seen to do nothing. */
static inline void memory_ask(const void *ptr)
{
	(void)*(const volatile char *)ptr;
}

/** The same as a hint, which not even takes a place among what is being done: where a loop asks for many things and
 * does little else, it was seen to take a third less. Which of both pays is to be measured at each place. `ptr` need
 * not be readable. */
static inline void memory_prefetch(const void *ptr)
{
	__builtin_prefetch(ptr);
}

#endif
