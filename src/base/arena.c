#include "base/arena.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_BLOCK = 4096, LARGEST_GROWTH = 1 << 20 };

struct arena_block {
	struct arena_block *older;
	size_t size; /* bytes in data */
	_Alignas(max_align_t) char data[];
};

void arena_finish(struct arena *arena)
{
	for (struct arena_block *b = arena->block; b;) {
		struct arena_block *older = b->older;
		free(b);
		b = older;
	}
	*arena = (struct arena){.growth = arena->growth};
}

void arena_clear(struct arena *arena)
{
	struct arena_block *keep = NULL;

	for (struct arena_block *b = arena->block, *older; b; b = older) {
		struct arena_block *drop = keep;
		older = b->older;
		if (!keep || b->size > keep->size)
			keep = b;
		else
			drop = b;
		free(drop);
	}
	if (keep)
		keep->older = NULL;
	*arena = (struct arena){.block = keep, .growth = arena->growth};
}

static bool grow(struct arena *arena, size_t size)
{
	size_t want = arena->block ? arena->block->size * 2 : FIRST_BLOCK;
	size_t most = arena->growth ? arena->growth : LARGEST_GROWTH;

	if (want > most)
		want = most;
	if (want < size)
		want = size;
	struct arena_block *block = malloc(sizeof *block + want);
	if (!block)
		return false;
	memory_scattered(block, sizeof *block + want);
	block->older = arena->block;
	block->size = want;
	arena->block = block;
	arena->used = 0;
	return true;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t mask = _Alignof(max_align_t) - 1;

	if (arena->failed || size > SIZE_MAX / 2) {
		arena->failed = true;
		return NULL;
	}
	size = (size + mask) & ~mask;
	if (!arena->block || arena->block->size - arena->used < size) {
		if (!grow(arena, size)) {
			arena->failed = true;
			return NULL;
		}
	}
	void *p = arena->block->data + arena->used;
	arena->used += size;
	return memset(p, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes)) {
		arena->failed = true;
		return NULL;
	}
	return arena_alloc(arena, bytes);
}

str arena_copy(struct arena *arena, str s)
{
	char *p = arena_alloc(arena, s.len < SIZE_MAX ? s.len + 1 : SIZE_MAX);

	if (!p)
		return (str){NULL, 0};
	if (s.len)
		memcpy(p, s.ptr, s.len);
	return (str){p, s.len};
}

str arena_join(struct arena *arena, str left, str between, str right)
{
	size_t len = left.len + between.len + right.len;
	char *p = arena_alloc(arena, len < SIZE_MAX ? len + 1 : SIZE_MAX);

	if (!p)
		return (str){NULL, 0};
	if (left.len)
		memcpy(p, left.ptr, left.len);
	if (between.len)
		memcpy(p + left.len, between.ptr, between.len);
	if (right.len)
		memcpy(p + left.len + between.len, right.ptr, right.len);
	return (str){p, len};
}

str arena_print(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	char *p = arena_alloc(arena, n < 0 ? SIZE_MAX : (size_t)n + 1); /* what cannot be printed fails as well */
	if (p)
		vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	va_end(args);
	return p ? (str){p, (size_t)n} : (str){NULL, 0};
}
