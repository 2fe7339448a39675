#include "base/memory.h"

#include <stdint.h>
#include <sys/mman.h>

enum { LARGE_PAGE = 2 << 20 };

void memory_scattered(void *ptr, size_t size)
{
#ifdef MADV_HUGEPAGE
	uintptr_t begin = ((uintptr_t)ptr + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1);
	uintptr_t end = ((uintptr_t)ptr + size) & ~(uintptr_t)(LARGE_PAGE - 1);

	if (ptr && begin < end)
		(void)madvise((void *)begin, end - begin, MADV_HUGEPAGE); /* a hint: failure changes nothing */
#else
	(void)ptr;
	(void)size;
#endif
}
