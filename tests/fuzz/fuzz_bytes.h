/* Numbers, texts and dates out of the bytes of a fuzzer. */
#ifndef TESTS_FUZZ_BYTES_H
#define TESTS_FUZZ_BYTES_H

#include "base/str.h"

/** Bytes still to be used. */
struct source {
	const uint8_t *data;
	size_t size;
};

static inline unsigned byte(struct source *s)
{
	return s->size ? (s->size--, *s->data++) : 0;
}

static inline str text(struct source *s)
{
	size_t len = byte(s) % 48;

	if (len > s->size)
		len = s->size;
	str out = {(const char *)s->data, len};
	s->data += len;
	s->size -= len;
	return out;
}

static inline ties_when when(struct source *s)
{
	unsigned kind = byte(s);
	int32_t first = (int32_t)(byte(s) << 8 | byte(s)) - 20000, last = first + (int32_t)byte(s);

	if (kind % 4 == 0)
		return (ties_when){{NULL, 0}, TIES_DAY_MAX, TIES_DAY_MAX};
	if (kind % 4 == 1)
		return (ties_when){{NULL, 0}, TIES_DAY_MIN, TIES_DAY_MAX};
	return (ties_when){text(s), kind % 4 == 2 ? first : TIES_DAY_MIN, kind % 8 == 3 ? TIES_DAY_MAX : last};
}

#endif
