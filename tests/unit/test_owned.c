/* Shares as they are written. */
#include "cases.h"
#include "graph/ownership.h"

#include <stdio.h>

static void shares_are_read_as_sources_write_them(void **state)
{
	struct cases c;

	(void)state;
	for (cases_open(&c, "shares"); cases_next(&c);) {
		char text[64] = "-";
		struct share s;
		if (share_parse(c.cell[0], &s))
			snprintf(text, sizeof text, "%u %u", s.low, s.high);
		cases_check(&c, str_is(c.cell[1], text), str_from(text));
	}
}

/* Whatever the bytes: no crash, and what is read is a share. */
static void any_bytes_are_a_share_or_none(void **state)
{
	static const char letters[] = "0123456789.,%-+<>= tomup";
	uint64_t x = 88172645463325252ull;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		char text[16];
		size_t n = 0;
		for (; n < sizeof text && (x ^= x << 13, x ^= x >> 7, x ^= x << 17, x % 11); n++)
			text[n] = letters[(x >> 8) % (sizeof letters - 1)];
		struct share s;
		if (share_parse((str){text, n}, &s))
			assert_true(s.low <= s.high && s.high <= SHARE_WHOLE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shares_are_read_as_sources_write_them),
	    cmocka_unit_test(any_bytes_are_a_share_or_none),
	};
	return run_tap("owned", tests);
}
