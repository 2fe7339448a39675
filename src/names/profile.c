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
	unsigned sum[PROFILE_LANES] = {0};
	uint8_t leave[3][PROFILE_LANES], top[PROFILE_LANES];

	memset(leave, PROFILE_FAR, sizeof leave);
	memset(top, PROFILE_FAR, sizeof top);
	top[0] = 0;
	for (size_t j = 1; j <= p->len; j++) {
		sum[j] = sum[j - 1] + sound_cost_leave(sound[j - 1], p->abjad, j == 1);
		top[j] = at_most_far(sum[j]);
		for (size_t k = 0; k < 3 && j >= (size_t)1 << k; k++)
			leave[k][j] = at_most_far(sum[j] - sum[j - ((size_t)1 << k)]);
	}
	memcpy(&p->top, top, sizeof top);
	memcpy(p->leave, leave, sizeof leave);
}

/* Vowels for vowels, at half cost. */
static void halve_vowels(struct sound_profile *p, const uint8_t *sound, uint8_t cost[][PROFILE_LANES])
{
	for (size_t j = 1; j <= p->len; j++)
		for (unsigned other = SOUND_A; other <= SOUND_U && sound[j - 1] <= SOUND_U; other++)
			cost[other][j] = (uint8_t)sound_cost_exchange(sound[j - 1], (uint8_t)other, true, false);
}

static void fill_exchanged(struct sound_profile *p, const uint8_t *sound)
{
	uint8_t cost[SOUND_COUNT][PROFILE_LANES];

	memset(cost, PROFILE_FAR, sizeof cost);
	for (size_t j = 1; j <= p->len; j++) {
		const uint8_t *of = knowledge_cost[sound[j - 1]];
		for (size_t other = 0; other < SOUND_COUNT; other++)
			cost[other][j] = of[other];
		cost[sound[j - 1]][j] = 0;
	}
	if (p->abjad)
		halve_vowels(p, sound, cost);
	memcpy(p->exchange, cost, sizeof cost);
}

static void fill_gone(struct sound_profile *p)
{
	for (unsigned other = 0; other < SOUND_COUNT; other++)
		p->gone[other] = (profile_lanes){} + (uint8_t)sound_cost_leave((uint8_t)other, p->abjad, false);
}

void sound_profile_make(struct sound_profile *p, const uint8_t *sound, size_t len, bool abjad)
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
	fill_exchanged(p, sound);
	fill_gone(p);
	memset(p->followed, 0, sizeof p->followed);
	for (size_t j = 0; j + 1 < len; j++)
		p->followed[sound[j]] |= UINT64_C(1) << sound[j + 1];
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
