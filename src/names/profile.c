/* Distances from a profile. With a[1..n] the word and b the other one, a row is
 *
 *     row[j] = min(above[j - 1] + exchange(a[j], b[i]), above[j] + gone(b[i]), before[j - 2] + COST_SWAP if both
 *                  are exchanged, row[j - 1] + leave(a[j]))
 *
 * That a cell also depends on the one to its left is no hindrance: up to three sounds in a row can be left out by steps
 * of one and two, and four cost more than any limit; seven by another of four, where vowels cost half. */
#include "names/profile.h"

#include <assert.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- sixteen bytes at once ------------------------------------------------------------------------------- */

#ifdef __SSE2__
static profile_lanes plus(profile_lanes a, profile_lanes b)
{
	return (profile_lanes)_mm_adds_epu8((__m128i)a, (__m128i)b);
}

static profile_lanes least(profile_lanes a, profile_lanes b)
{
	return (profile_lanes)_mm_min_epu8((__m128i)a, (__m128i)b);
}

#define MOVED_UP(v, n) ((profile_lanes)_mm_slli_si128((__m128i)(v), (n)))

static bool any_within(profile_lanes v, profile_lanes limit)
{
	return _mm_movemask_epi8(_mm_cmpeq_epi8((__m128i)least(v, limit), (__m128i)v)) != 0;
}
#else
static profile_lanes plus(profile_lanes a, profile_lanes b)
{
	profile_lanes sum = a + b;

	return sum | (profile_lanes)(sum < a);
}

static profile_lanes least(profile_lanes a, profile_lanes b)
{
	profile_lanes smaller = (profile_lanes)(a < b);

	return (a & smaller) | (b & ~smaller);
}

static profile_lanes moved_up(profile_lanes v, size_t n)
{
	profile_lanes moved = {0};

	for (size_t j = n; j < PROFILE_LANES; j++)
		moved[j] = v[j - n];
	return moved;
}
#define MOVED_UP(v, n) moved_up((v), (n))

static bool any_within(profile_lanes v, profile_lanes limit)
{
	for (size_t j = 0; j < PROFILE_LANES; j++)
		if (v[j] <= limit[j])
			return true;
	return false;
}
#endif

/* ---- the profile ----------------------------------------------------------------------------------------- */

static uint8_t at_most_far(unsigned cost)
{
	return cost < PROFILE_FAR ? (uint8_t)cost : PROFILE_FAR;
}

/* What it costs to leave sounds out: 1, 2, 4 before each cell, all before it. */
static void fill_left_out(struct sound_profile *p, const uint8_t *sound)
{
	const profile_lanes first = {PROFILE_FAR}, two = {PROFILE_FAR, PROFILE_FAR},
	                    four = {PROFILE_FAR, PROFILE_FAR, PROFILE_FAR, PROFILE_FAR};
	uint8_t cost[PROFILE_LANES];
	profile_lanes one, top;

	memset(cost, PROFILE_FAR, sizeof cost);
	cost[0] = 0;
	for (size_t j = 1; j <= p->len; j++)
		cost[j] = (uint8_t)sound_cost_leave(sound[j - 1], p->abjad, j == 1);
	memcpy(&one, cost, sizeof one);
	top = plus(one, MOVED_UP(one, 1));
	p->leave[0] = one | first;
	p->leave[1] = top | two;
	top = plus(top, MOVED_UP(top, 2));
	p->leave[2] = top | four;
	top = plus(top, MOVED_UP(top, 4));
	p->top = plus(top, MOVED_UP(top, 8));
}

/* What it costs to have `other` in place of the sound before each cell, and to leave it out. */
static void fill_other(struct sound_profile *p, const uint8_t *sound, uint8_t other)
{
	const uint8_t *cost = knowledge_cost[other]; /* which is symmetric, and nothing for the sound itself */
	uint8_t *exchange = (uint8_t *)&p->exchange[other] + 1;

	p->exchange[other] = (profile_lanes){} + PROFILE_FAR;
	for (size_t j = 0; j < p->len; j++)
		exchange[j] = cost[sound[j]];
	if (p->abjad && other <= SOUND_U)
		for (size_t j = 0; j < p->len; j++)
			exchange[j] = (uint8_t)sound_cost_exchange(other, sound[j], true, false);
	p->gone[other] = (profile_lanes){} + (uint8_t)sound_cost_leave(other, p->abjad, false);
}

/* All but what depends on the sounds of other words. */
static void begin(struct sound_profile *p, const uint8_t *sound, size_t len, bool abjad)
{
	uint8_t lanes[PROFILE_LANES];

	assert(len <= PROFILE_SOUNDS_MAX);
	p->len = (uint8_t)len;
	p->abjad = abjad;
	memset(lanes, SOUND_COUNT, sizeof lanes);
	if (len)
		memcpy(lanes + 1, sound, len);
	memcpy(&p->sound, lanes, sizeof lanes);
	fill_left_out(p, sound);
	memset(p->followed, 0, sizeof p->followed);
	for (size_t j = 0; j + 1 < len; j++)
		p->followed[sound[j]] |= UINT64_C(1) << sound[j + 1];
}

void sound_profile_make(struct sound_profile *p, const uint8_t *sound, size_t len, bool abjad)
{
	begin(p, sound, len, abjad);
	for (uint8_t other = 0; other < SOUND_COUNT; other++)
		fill_other(p, sound, other);
}

void sound_profile_make_for(struct sound_profile *p, const uint8_t *sound, size_t len, bool abjad,
                            const struct sounds *other)
{
	begin(p, sound, len, abjad);
	for (size_t i = 0; i < other->len; i++)
		if (other->sound[i] < SOUND_COUNT)
			fill_other(p, sound, other->sound[i]);
}

/* ---- distances ------------------------------------------------------------------------------------------- */

static profile_lanes leave_out(const struct sound_profile *p, profile_lanes row)
{
	row = least(row, plus(MOVED_UP(row, 1), p->leave[0]));
	row = least(row, plus(MOVED_UP(row, 2), p->leave[1]));
	/* Four cost more than 100, unless vowels cost half. */
	return p->abjad ? least(row, plus(MOVED_UP(row, 4), p->leave[2])) : row;
}

/* The first row below the top: edits of a first sound cost more. */
static profile_lanes first_row(const struct sound_profile *p, uint8_t b)
{
	uint8_t gone = (uint8_t)sound_cost_leave(b, p->abjad, true);
	profile_lanes exchange = p->exchange[b];

	if (p->len && p->sound[1] != b)
		exchange[1] = (uint8_t)sound_cost_exchange(p->sound[1], b, p->abjad, true);
	return leave_out(p, least(plus(MOVED_UP(p->top, 1), exchange), plus(p->top, (profile_lanes){} + gone)));
}

/* Cells behind an exchange of neighbours: where the word has `b` and the sound before it in the other order. */
static profile_lanes exchanged(const struct sound_profile *p, profile_lanes before, uint8_t last, uint8_t b)
{
	profile_lanes is_last = (profile_lanes)(p->sound == (profile_lanes){} + last);
	profile_lanes is_b = (profile_lanes)(p->sound == (profile_lanes){} + b);

	return plus(MOVED_UP(before, 2), (profile_lanes){} + (uint8_t)COST_SWAP) | ~(is_last & MOVED_UP(is_b, 1));
}

unsigned sound_profile_distance(const struct sound_profile *p, const uint8_t *sound, size_t len, unsigned limit)
{
	const profile_lanes within = (profile_lanes){} + at_most_far(limit);
	profile_lanes before = p->top, above = p->top, row = p->top;
	bool may = true, might = true;

	assert(limit <= PROFILE_LIMIT_MAX);
	for (size_t i = 0; i < len; i++) {
		uint8_t b = sound[i];
		if (b >= SOUND_COUNT) /* out of a damaged file */
			return PROFILE_FAR;
		before = above;
		above = row;
		if (i == 0) {
			row = first_row(p, b);
			continue;
		}
		row = least(plus(MOVED_UP(above, 1), p->exchange[b]), plus(above, p->gone[b]));
		if (p->followed[b] >> sound[i - 1] & 1)
			row = least(row, exchanged(p, before, sound[i - 1], b));
		row = leave_out(p, row);
		/* An exchange of neighbours reaches over one row, so two rows must be above the limit. */
		might = may;
		may = any_within(row, within);
		if (!may && !might)
			return PROFILE_FAR;
	}
	uint8_t cell[PROFILE_LANES];
	memcpy(cell, &row, sizeof cell);
	return cell[p->len];
}
