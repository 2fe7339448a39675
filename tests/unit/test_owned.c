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

enum { LETTERS = 26, HOLDINGS_MAX = 16 };

static uint32_t letter(str s)
{
	assert_true(s.len && s.ptr[0] >= 'A' && s.ptr[0] <= 'Z');
	return (uint32_t)(s.ptr[0] - 'A');
}

/* "X>A 50; A>B 25-30" */
static size_t read_holdings(str text, struct share_holding list[HOLDINGS_MAX])
{
	size_t count = 0;
	str part;

	while (str_split(&text, ';', &part)) {
		part = str_trim(part);
		assert_true(count < HOLDINGS_MAX && part.len > 4 && part.ptr[1] == '>');
		struct share_holding *h = &list[count++];
		*h = (struct share_holding){.owner = letter(part), .asset = letter(str_slice(part, 2, part.len))};
		assert_true(share_parse(str_slice(part, 4, part.len), &h->share));
	}
	return count;
}

/* Is `asset` reached when those of `who` are listed, by the least and by the most of the shares? */
static const char *ask(const struct share_holding *list, size_t count, const ties_ownership_rule *rule, str who,
                       uint32_t asset)
{
	bool listed[LETTERS] = {false}, reached[2][LETTERS], alone[LETTERS];
	uint64_t held[LETTERS], sums[LETTERS];

	for (size_t i = 0; i < who.len; i++)
		listed[letter(str_slice(who, i, who.len))] = true;
	for (int most = 0; most < 2; most++)
		share_reach(list, count, rule, most != 0,
		            &(struct share_reach){listed, NULL, reached[most], held, alone, sums, LETTERS});
	return reached[0][asset] ? "yes" : reached[1][asset] ? "possibly" : "no";
}

static void rules_reach_what_the_examples_say(void **state)
{
	struct cases c;

	(void)state;
	for (cases_open(&c, "ownership-rules"); cases_next(&c);) {
		struct share_holding list[HOLDINGS_MAX];
		uint64_t sums[LETTERS];
		size_t count = read_holdings(c.cell[0], list);
		const ties_ownership_rule *rules = ties_ownership_rules();
		share_bound(list, count, sums, LETTERS);
		for (size_t i = 0; rules[i].jurisdiction; i++) {
			const char *answer = ask(list, count, &rules[i], c.cell[1], letter(c.cell[2]));
			cases_check(&c, str_is(c.cell[3 + i], answer), str_from(answer));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shares_are_read_as_sources_write_them),
	    cmocka_unit_test(any_bytes_are_a_share_or_none),
	    cmocka_unit_test(rules_reach_what_the_examples_say),
	};
	return run_tap("owned", tests);
}
