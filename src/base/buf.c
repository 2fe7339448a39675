#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_finish(struct buf *b)
{
	free(b->ptr);
	*b = (struct buf){0};
}

bool buf_reserve(struct buf *b, size_t more)
{
	if (b->failed)
		return false;
	if (more <= b->cap - b->len)
		return true;
	size_t want = b->cap ? b->cap : 64;
	while (want - b->len < more) {
		if (want > SIZE_MAX / 2) {
			b->failed = true;
			return false;
		}
		want *= 2;
	}
	char *p = realloc(b->ptr, want);
	if (!p) {
		b->failed = true;
		return false;
	}
	b->ptr = p;
	b->cap = want;
	return true;
}

void buf_print(struct buf *b, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	b->failed = b->failed || n < 0;
	if (n > 0 && buf_reserve(b, (size_t)n + 1)) {
		vsnprintf(b->ptr + b->len, (size_t)n + 1, format, again);
		b->len += (size_t)n;
	}
	va_end(again);
	va_end(args);
}

const char *buf_cstr(struct buf *b)
{
	if (!buf_reserve(b, 1) || !b->ptr)
		return "";
	b->ptr[b->len] = '\0';
	return b->ptr;
}
