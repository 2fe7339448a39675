/* Preloaded: makes the allocation number $FAIL_ALLOC_AT (and all after it) fail. */
#include <dlfcn.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

static atomic_long calls;

static int fails(void)
{
	static atomic_long at;
	long limit = atomic_load(&at);

	if (!limit) {
		const char *text = getenv("FAIL_ALLOC_AT");
		limit = text ? strtol(text, NULL, 10) : -1;
		atomic_store(&at, limit ? limit : -1);
	}
	return limit > 0 && atomic_fetch_add(&calls, 1) + 1 >= limit;
}

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

__attribute__((visibility("default"))) void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

__attribute__((visibility("default"))) void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

__attribute__((visibility("default"))) void *realloc(void *p, size_t size)
{
	return fails() ? NULL : __libc_realloc(p, size);
}
