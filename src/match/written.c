/* Levenshtein distance over code points, all rows of a column at once in the bits of a word (Myers 1999, as Hyyrö has
 * it for whole strings): of the differences between neighbours in the table, which are 1, 0 or -1, those that are 1 and
 * those that are -1 are kept. */
#include "match/written.h"

#include "text/text.h"

enum { UTF8_BYTES_MAX = 4 };

/* The next character; most are ASCII. */
static uint32_t next(str *s)
{
	unsigned char first = (unsigned char)s->ptr[0];

	if (first >= 128)
		return utf8_next(s);
	*s = (str){s->ptr + 1, s->len - 1};
	return first;
}

void written_read(struct written *out, str name)
{
	memset(out->places, 0, sizeof out->places);
	out->script = (uint8_t)text_script_main(name);
	out->others = 0;
	for (out->count = 0; name.len && out->count < WRITTEN_MAX; out->count++) {
		uint32_t c = next(&name);
		out->at[out->count] = c;
		*(c < 128 ? &out->places[c] : &out->others) |= UINT64_C(1) << out->count;
	}
}

static uint64_t places_of(const struct written *name, uint32_t c)
{
	uint64_t places = 0;

	if (c < 128)
		return name->places[c];
	for (uint64_t others = name->others; others; others &= others - 1) {
		unsigned i = (unsigned)__builtin_ctzll(others);
		places |= (uint64_t)(name->at[i] == c) << i;
	}
	return places;
}

/* Every character that is still to come takes one off the distance at most. */
unsigned written_apart_below(const struct written *name, str other, unsigned limit)
{
	uint64_t more = UINT64_MAX, less = 0; /* bit i: row i + 1 is one more, one less than row i */
	uint64_t last = name->count ? UINT64_C(1) << (name->count - 1) : 0;
	unsigned distance = (unsigned)name->count;

	for (size_t read = 0; other.len && read < WRITTEN_MAX; read++) {
		uint64_t same = places_of(name, next(&other));
		uint64_t across = (((same & more) + more) ^ more) | same, down = same | less;
		uint64_t grows = less | ~(across | more), falls = more & across;
		distance += name->count == 0 || (grows & last) != 0;
		distance -= (falls & last) != 0;
		grows = grows << 1 | 1;
		more = falls << 1 | ~(down | grows);
		less = grows & down;
		if (distance >= limit + other.len)
			return distance;
	}
	return distance;
}

unsigned written_apart(const struct written *name, str other)
{
	return written_apart_below(name, other, WRITTEN_MAX + 1);
}

unsigned written_apart_least(const struct written *name, str other)
{
	size_t most = other.len < WRITTEN_MAX ? other.len : WRITTEN_MAX;
	size_t least = text_is_ascii(other) ? most : most / UTF8_BYTES_MAX;

	return (unsigned)(most < name->count ? name->count - most : least > name->count ? least - name->count : 0);
}
