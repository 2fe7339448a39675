/* Shares as sources write them, and the rules that add them up. */
#include "graph/ownership.h"

#include <math.h>

/* ---- reading -------------------------------------------------------------------------------------------------- */

static void skip_space(str *s)
{
	while (s->len && (s->ptr[0] == ' ' || s->ptr[0] == '\t'))
		*s = str_slice(*s, 1, s->len);
	if (s->len >= 2 && memcmp(s->ptr, "\xC2\xA0", 2) == 0)
		*s = str_slice(*s, 2, s->len);
}

static bool cut_word(str *s, const char *word)
{
	size_t n = strlen(word);

	skip_space(s);
	if (s->len < n || !str_equal_nocase(str_slice(*s, 0, n), (str){word, n}))
		return false;
	*s = str_slice(*s, n, s->len);
	return true;
}

static bool is_digit(str s)
{
	return s.len && s.ptr[0] >= '0' && s.ptr[0] <= '9';
}

/* "62", "62.5", "33,33", with "%" or "per cent" behind it or not; more than 100 is no share. */
static bool cut_number(str *s, uint32_t *out)
{
	uint64_t value = 0, unit = SHARE_WHOLE / 100;

	skip_space(s);
	if (!is_digit(*s))
		return false;
	for (; is_digit(*s); *s = str_slice(*s, 1, s->len))
		if ((value = value * 10 + (uint64_t)(s->ptr[0] - '0')) > 100)
			return false;
	value *= unit;
	if (s->len > 1 && (s->ptr[0] == '.' || s->ptr[0] == ',') && is_digit(str_slice(*s, 1, s->len)))
		for (*s = str_slice(*s, 1, s->len); is_digit(*s); *s = str_slice(*s, 1, s->len)) {
			unit /= 10;
			value += unit * (uint64_t)(s->ptr[0] - '0');
		}
	if (!cut_word(s, "%") && !cut_word(s, "percent"))
		cut_word(s, "per cent");
	*out = (uint32_t)value;
	return value <= SHARE_WHOLE;
}

/* What stands alone or before a number, and what it makes of the number: above, from, below, up to. */
static bool cut_bound(str *s, char *out)
{
	static const struct {
		const char *word;
		char bound;
	} words[] = {{">=", 'f'},        {"≥", 'f'},         {"at least", 'f'}, {"from", 'f'},    {"minimum", 'f'},
	             {">", 'a'},         {"more than", 'a'}, {"over", 'a'},     {"above", 'a'},   {"<=", 'u'},
	             {"≤", 'u'},         {"up to", 'u'},     {"at most", 'u'},  {"maximum", 'u'}, {"<", 'b'},
	             {"less than", 'b'}, {"under", 'b'},     {"below", 'b'}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (cut_word(s, words[i].word)) {
			*out = words[i].bound;
			return true;
		}
	return false;
}

static bool parse_words(str s, struct share *out)
{
	static const struct {
		const char *word;
		struct share share;
	} words[] = {{"majority", {SHARE_WHOLE / 2 + 1, SHARE_WHOLE}},
	             {"minority", {0, SHARE_WHOLE / 2 - 1}},
	             {"wholly owned", {SHARE_WHOLE, SHARE_WHOLE}},
	             {"sole owner", {SHARE_WHOLE, SHARE_WHOLE}},
	             {"half", {SHARE_WHOLE / 2, SHARE_WHOLE / 2}}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal_nocase(str_trim(s), str_from(words[i].word))) {
			*out = words[i].share;
			return true;
		}
	return false;
}

static bool is_end(str s)
{
	skip_space(&s);
	return s.len == 0;
}

bool share_parse(str text, struct share *out)
{
	str s = text;
	uint32_t low, high;
	char bound = 0;

	if (parse_words(s, out))
		return true;
	cut_bound(&s, &bound);
	if (!cut_number(&s, &low))
		return false;
	high = low;
	if (!bound && (cut_word(&s, "-") || cut_word(&s, "–") || cut_word(&s, "to"))) {
		if (!cut_number(&s, &high) || high < low)
			return false;
	} else if (!bound && cut_word(&s, "+")) {
		high = SHARE_WHOLE;
	} else if (bound == 'f' || bound == 'a') {
		high = SHARE_WHOLE;
		low += bound == 'a' && low < SHARE_WHOLE;
	} else if (bound) {
		low = 0;
		high -= bound == 'b' && high > 0;
	}
	*out = (struct share){low, high};
	return is_end(s);
}

bool share_said(str percentage, str role, struct share *out)
{
	return share_parse(percentage, out) || share_parse(role, out);
}

/* ---- reaching --------------------------------------------------------------------------------------------------- */

void share_bound(struct share_holding *holdings, size_t count, uint64_t *sums, uint32_t nodes)
{
	memset(sums, 0, nodes * sizeof *sums);
	for (size_t i = 0; i < count; i++)
		sums[holdings[i].asset] += holdings[i].share.low;
	for (size_t i = 0; i < count; i++) {
		uint64_t others = sums[holdings[i].asset] - holdings[i].share.low;
		uint32_t left = others < SHARE_WHOLE ? (uint32_t)(SHARE_WHOLE - others) : 0;
		struct share *s = &holdings[i].share;
		if (s->high > left)
			s->high = left > s->low ? left : s->low;
	}
}

static uint32_t value_of(const struct share_holding *h, bool most)
{
	return most ? h->share.high : h->share.low;
}

static bool is_enough(uint64_t held, const ties_ownership_rule *rule)
{
	uint64_t threshold = (uint64_t)lround(rule->threshold * (SHARE_WHOLE / 100));

	return rule->more_than ? held > threshold : held >= threshold;
}

/* Until nothing more is reached; `sums`: what those reached hold of each. */
static void spread(const struct share_holding *holdings, size_t count, const ties_ownership_rule *rule, bool most,
                   bool *reached, uint64_t *sums, uint32_t nodes)
{
	for (bool more = true; more;) {
		more = false;
		memset(sums, 0, nodes * sizeof *sums);
		for (size_t i = 0; i < count; i++)
			if (reached[holdings[i].owner])
				sums[holdings[i].asset] += value_of(&holdings[i], most);
		for (uint32_t n = 0; n < nodes; n++)
			if (!reached[n] && is_enough(sums[n], rule))
				more = reached[n] = true;
	}
}

/* What one listed owner (UINT32_MAX: none) reaches with those who may be anybody's. */
static void spread_alone(const struct share_holding *holdings, size_t count, const ties_ownership_rule *rule, bool most,
                         const struct share_reach *r, uint32_t owner)
{
	for (uint32_t n = 0; n < r->nodes; n++)
		r->alone[n] = n == owner || (r->open && r->open[n]);
	spread(holdings, count, rule, most, r->alone, r->sums, r->nodes);
	for (uint32_t n = 0; n < r->nodes; n++) {
		r->reached[n] |= r->alone[n];
		r->held[n] = r->sums[n] > r->held[n] ? r->sums[n] : r->held[n];
	}
}

void share_reach(const struct share_holding *holdings, size_t count, const ties_ownership_rule *rule, bool most,
                 const struct share_reach *r)
{
	memset(r->held, 0, r->nodes * sizeof *r->held);
	for (uint32_t n = 0; n < r->nodes; n++)
		r->reached[n] = r->listed[n] || (r->open && r->open[n]);
	if (rule->adds_up) {
		spread(holdings, count, rule, most, r->reached, r->held, r->nodes);
		return;
	}
	spread_alone(holdings, count, rule, most, r, UINT32_MAX);
	for (uint32_t n = 0; n < r->nodes; n++)
		if (r->listed[n])
			spread_alone(holdings, count, rule, most, r, n);
}

void share_economic(const struct share_holding *holdings, size_t count, bool most, const bool *listed, double *part,
                    double *next, uint32_t nodes)
{
	enum { ROUNDS_MAX = 1000 };
	double moved = 1;

	for (uint32_t n = 0; n < nodes; n++)
		part[n] = listed[n];
	for (int round = 0; round < ROUNDS_MAX && moved > 1e-12; round++) {
		for (uint32_t n = 0; n < nodes; n++)
			next[n] = listed[n];
		for (size_t i = 0; i < count; i++)
			if (!listed[holdings[i].asset])
				next[holdings[i].asset] +=
				    part[holdings[i].owner] * value_of(&holdings[i], most) / SHARE_WHOLE;
		moved = 0;
		for (uint32_t n = 0; n < nodes; n++) {
			if (next[n] > 1)
				next[n] = 1;
			moved = fmax(moved, next[n] - part[n]);
			part[n] = next[n];
		}
	}
}
