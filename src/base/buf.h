/* A growing run of bytes with sticky failure: encoders write straight on and check once. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
	char *ptr; /* owned; NULL while empty */
	size_t len;
	size_t cap;
	bool failed; /* sticky: memory ran out, content is incomplete */
};

/** Zero-initialise with `struct buf b = {0}`. */
void buf_finish(struct buf *b);
static inline void buf_clear(struct buf *b)
{
	b->len = 0;
	b->failed = false;
}
/** Room for `more` bytes behind the end; false (and sticky failure) when memory ran out. */
bool buf_reserve(struct buf *b, size_t more);
/** Where `more` bytes, 1 or more, can be written behind the end: the caller adds to `len` what it has written. NULL
 * (and sticky failure) when memory ran out. */
static inline char *buf_room(struct buf *b, size_t more)
{
	bool there = more <= b->cap - b->len && !b->failed;

	return there || buf_reserve(b, more) ? b->ptr + b->len : NULL;
}
/** `s` does not lie in the buffer itself. */
static inline void buf_add(struct buf *b, str s)
{
	char *at = s.len ? buf_room(b, s.len) : NULL;

	if (at) {
		memcpy(at, s.ptr, s.len);
		b->len += s.len;
	}
}
static inline void buf_add_char(struct buf *b, char c)
{
	buf_add(b, (str){&c, 1});
}
__attribute__((format(printf, 2, 3))) void buf_print(struct buf *b, const char *format, ...);
static inline str buf_str(const struct buf *b)
{
	return (str){b->ptr, b->len};
}
/** The content with a NUL behind it, or "" when empty or failed. */
const char *buf_cstr(struct buf *b);

#endif
