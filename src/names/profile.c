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

/* Of vowels in place of a vowel. */
static profile_lanes halved(const struct sound_profile *p, profile_lanes costs)
{
	profile_lanes vowel = (profile_lanes)(p->sound <= (profile_lanes){} + SOUND_U);

	static_assert(COST_ABJAD_SHARE * 2 == 4);
	return (costs & ~vowel) | (costs >> 1 & vowel);
}

/* What it costs to have `other` in place of the sound before each cell. */
static profile_lanes exchange_of(const struct sound_profile *p, uint8_t other, profile_lanes costs)
{
	return p->abjad && other <= SOUND_U ? halved(p, costs) : costs;
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

static void fill(struct sound_profile *p, const uint8_t *sound, const uint8_t *others, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint8_t costs[PROFILE_LANES];
		profile_lanes lanes;
		if (others[i] >= SOUND_COUNT)
			continue;
		memset(costs, PROFILE_FAR, sizeof costs);
		for (size_t j = 0; j < p->len; j++)
			costs[j + 1] = knowledge_cost[others[i]][sound[j]]; /* symmetric, 0 for the sound itself */
		memcpy(&lanes, costs, sizeof lanes);
		p->exchange[others[i]] = exchange_of(p, others[i], lanes);
	}
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <tmmintrin.h>

#define BY_SHUFFLE __attribute__((target("ssse3")))

static bool shuffles(void)
{
	return __builtin_cpu_supports("ssse3");
}

/** Where the costs of the word's sounds stand in three parts of a row of knowledge_cost; a byte of 128 or more is of
 * another part. */
struct places {
	__m128i part[3];
	profile_lanes outside; /* cells without a sound */
};
enum { PART_LAST = SOUND_COUNT + 1 - PROFILE_LANES };
static const uint8_t part_begins[3] = {0, PROFILE_LANES, PART_LAST};
static_assert(PART_LAST <= 2 * PROFILE_LANES);

BY_SHUFFLE static inline struct places places_of(const struct sound_profile *p)
{
	struct places places = {.outside = (profile_lanes)(p->sound == (profile_lanes){} + SOUND_COUNT)};

	for (int k = 0; k < 3; k++)
		places.part[k] = _mm_adds_epu8(_mm_sub_epi8((__m128i)p->sound, _mm_set1_epi8((char)part_begins[k])),
		                               _mm_set1_epi8(0x70));
	return places;
}

BY_SHUFFLE static inline profile_lanes costs_of(const struct places *places, const uint8_t cost[SOUND_COUNT + 1])
{
	profile_lanes costs = places->outside;

	for (int k = 0; k < 3; k++) {
		__m128i part = _mm_loadu_si128((const __m128i *)(const void *)(cost + part_begins[k]));
		costs |= (profile_lanes)_mm_shuffle_epi8(part, places->part[k]);
	}
	return costs;
}

BY_SHUFFLE static void fill_by_shuffle(struct sound_profile *p, const uint8_t *others, size_t count)
{
	struct places places = places_of(p);

	for (size_t i = 0; i < count; i++)
		if (others[i] < SOUND_COUNT)
			p->exchange[others[i]] =
			    exchange_of(p, others[i], costs_of(&places, knowledge_cost[others[i]]));
}
#else
static bool shuffles(void)
{
	return false;
}

static void fill_by_shuffle(struct sound_profile *p, const uint8_t *others, size_t count)
{
	(void)p;
	(void)others;
	(void)count;
}
#endif

/* For words of these sounds. */
static void lay_out(struct sound_profile *p, const uint8_t *sound, size_t len, bool abjad, const uint8_t *others,
                    size_t count)
{
	begin(p, sound, len, abjad);
	if (shuffles())
		fill_by_shuffle(p, others, count);
	else
		fill(p, sound, others, count);
}

void sound_profile_make(struct sound_profile *p, const uint8_t *sound, size_t len, bool abjad)
{
	static const uint8_t all[] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18,
	                              19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36};

	static_assert(sizeof all == SOUND_COUNT);
	lay_out(p, sound, len, abjad, all, sizeof all);
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
		uint8_t gone = (uint8_t)sound_cost_leave(b, p->abjad, false);
		row = least(plus(MOVED_UP(above, 1), p->exchange[b]), plus(above, (profile_lanes){} + gone));
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

unsigned sound_profile_distance_once(const struct sounds *word, bool abjad, const struct sounds *other, unsigned limit)
{
	struct sound_profile once;

	lay_out(&once, word->sound, word->len, abjad, other->sound, other->len);
	return sound_profile_distance(&once, other->sound, other->len, limit);
}

unsigned sound_distance_once(const struct sounds *a, const struct sounds *b, bool abjad, unsigned limit)
{
	if (a->len > PROFILE_SOUNDS_MAX)
		return sound_distance(a, b, abjad, limit);
	return sound_profile_distance_once(a, abjad, b, limit);
}
