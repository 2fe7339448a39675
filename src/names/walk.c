/* The distance is that of distance.c, row by row; only its bound differs.
 *
 * A step is the innermost work of retrieval, so a row is filled eight cells at a time (vector types of the compiler).
 * That a cell also depends on the one to its left is no hindrance: with S[j] the cost of leaving out the first j
 * sounds, which is row 0, row[j] = S[j] + min over k <= j of (t[k] - S[k]), t what comes from above; and the least so
 * far is found in three steps for eight cells (Hillis & Steele 1986).
 *
 * Cells behind the last are FAR at first, in the costs, too. They stay above 5000, since S is below 8000 up to the last
 * cell and a row adds at most 125, and below INT16_MAX, since there are 64 rows. */
#include "names/walk.h"

#include "names/score.h"

#include <assert.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { NEAR_PER_SOUND = 10 }; /* hundredths per sound of both: similar.c says what is near */

static_assert((int)WALK_SOUND_KINDS == (int)SOUND_COUNT, "walk.h knows all sounds");

enum { FAR = 12288 };

typedef int16_t lanes __attribute__((vector_size(WALK_LANES * sizeof(int16_t))));

size_t name_key_sounds(str text, uint8_t out[WALK_SOUNDS_MAX])
{
	struct ready r;

	ready_make(text, 0, &r);
	memcpy(out, r.sounds.sound, r.sounds.len);
	return r.sounds.len;
}

static int16_t at_first(unsigned cost, bool first)
{
	return (int16_t)(first ? cost * COST_FIRST / 4 : cost);
}

static int16_t left_out(uint8_t sound, bool first)
{
	return at_first(knowledge_cost[sound][SOUND_COUNT], first);
}

static unsigned exchanged(unsigned a, uint8_t b)
{
	return a == b ? 0 : knowledge_cost[a][b];
}

static int16_t least(int16_t a, int16_t b)
{
	return a < b ? a : b;
}

/* MOVED_UP: v with its lanes n places further up, and the last n of `before` below them. The compiler alone takes both
 * apart lane by lane. */
#ifdef __SSE2__
static lanes least_of_each(lanes a, lanes b)
{
	return (lanes)_mm_min_epi16((__m128i)a, (__m128i)b);
}
#define MOVED_UP(before, v, n) \
	((lanes)(_mm_slli_si128((__m128i)(v), 2 * (n)) | _mm_srli_si128((__m128i)(before), 16 - 2 * (n))))
#else
static lanes least_of_each(lanes a, lanes b)
{
	lanes smaller = a < b;

	return (a & smaller) | (b & ~smaller);
}
#define MOVED_UP(before, v, n) \
	__builtin_shufflevector((before), (v), 8 - (n), 9 - (n), 10 - (n), 11 - (n), 12 - (n), 13 - (n), 14 - (n), \
	                        15 - (n))
#endif

static lanes load(const int16_t *from)
{
	lanes v;

	memcpy(&v, from, sizeof v);
	return v;
}

static void store(int16_t *to, lanes v)
{
	memcpy(to, &v, sizeof v);
}

static bool any(lanes v)
{
	uint64_t half[2];

	memcpy(half, &v, sizeof half);
	return (half[0] | half[1]) != 0;
}

/* In each lane the least of it and those before, and of `carry`. */
static lanes least_so_far(lanes v, int16_t carry)
{
	const lanes far = {FAR, FAR, FAR, FAR, FAR, FAR, FAR, FAR};

	v = least_of_each(v, MOVED_UP(far, v, 1));
	v = least_of_each(v, MOVED_UP(far, v, 2));
	v = least_of_each(v, MOVED_UP(far, v, 4));
	return least_of_each(v, (lanes){} + carry);
}

static unsigned least_left_out(void)
{
	unsigned cost = UINT8_MAX;

	for (unsigned sound = 0; sound < SOUND_COUNT; sound++)
		cost = knowledge_cost[sound][SOUND_COUNT] < cost ? knowledge_cost[sound][SOUND_COUNT] : cost;
	return cost;
}

void name_walk_for(struct name_walk *w, const uint8_t *sounds, size_t len)
{
	w->len = (uint8_t)len;
	memset(w->at, 0, sizeof w->at);
	for (size_t j = 0; j < len; j++)
		w->at[sounds[j]] |= UINT64_C(1) << j;
	w->row[0][0] = 0;
	for (size_t j = 1; j < len + WALK_LANES; j++)
		w->row[0][j] = j <= len ? (int16_t)(w->row[0][j - 1] + left_out(sounds[j - 1], j == 1)) : FAR;
	for (unsigned sound = 0; sound < SOUND_COUNT; sound++) {
		w->exchanged[sound][0] = FAR;
		for (size_t j = 1; j < len + WALK_LANES; j++)
			w->exchanged[sound][j] = j <= len ? (int16_t)exchanged(sound, sounds[j - 1]) : FAR;
	}
}

/* The greatest distance that a cell may have when so many sounds of each key are still to come: lengths that differ
 * have to be paid for. By their difference, so that the cells of a row lie side by side. */
static const int16_t *allowed(const struct name_walk *w, size_t one, size_t other)
{
	return &w->allowed[WALK_SOUNDS_MAX + other - one];
}

bool name_walk_begin(struct name_walk *w, size_t other_len)
{
	size_t sum = w->len + other_len < 4 ? 4 : w->len + other_len;
	int cost = (int)least_left_out();

	w->other_len = (uint8_t)other_len;
	w->limit = (int16_t)(sum * NEAR_PER_SOUND);
	for (int d = -WALK_SOUNDS_MAX; d <= WALK_SOUNDS_MAX + WALK_LANES; d++)
		w->allowed[d + WALK_SOUNDS_MAX] = (int16_t)(w->limit - (d < 0 ? -d : d) * cost);
	return *allowed(w, w->len, other_len) >= 0;
}

/** Row `depth` while it is filled. */
struct filling {
	struct name_walk *w;
	size_t depth;
	uint8_t last;
	int16_t gone;   /* cost of leaving `last` out */
	uint64_t swaps; /* bit j: `last` and the sound before it are sounds j and j + 1 of the one key */
};

/* What eight cells from `from` on have from the rows above, besides `t`: by an exchange of neighbours, and with the
 * higher cost of the first sound. Rare. */
static lanes mend(const struct filling *f, size_t from, lanes t)
{
	int16_t cell[WALK_LANES];

	store(cell, t);
	if (f->depth == 1 && from == 0)
		cell[1] =
		    least((int16_t)(f->w->row[0][1] + f->gone), at_first((unsigned)f->w->exchanged[f->last][1], true));
	for (uint64_t swaps = f->swaps; swaps; swaps &= swaps - 1) {
		size_t j = (size_t)__builtin_ctzll(swaps);
		if (j + 2 >= from && j + 2 < from + WALK_LANES)
			cell[j + 2 - from] =
			    least(cell[j + 2 - from], (int16_t)(f->w->row[f->depth - 2][j] + COST_SWAP));
	}
	return load(cell);
}

/* Fills the row. Returns whether a cell of it may lie on a way to a near key. */
static bool fill(const struct filling *f)
{
	struct name_walk *w = f->w;
	const int16_t *above = w->row[f->depth - 1], *most = allowed(w, w->len, w->other_len - f->depth);
	int16_t carry = FAR;
	lanes may = {0}, before = {0};

	for (size_t j = 0; j <= w->len; j += WALK_LANES) {
		lanes over = load(above + j), sum = load(w->row[0] + j);
		lanes beside = MOVED_UP(before, over, 1);
		lanes t = least_of_each(beside + load(w->exchanged[f->last] + j), over + f->gone);
		if (f->swaps || f->depth == 1)
			t = mend(f, j, t);
		lanes from_left = least_so_far(t - sum, carry);
		lanes cells = from_left + sum;
		store(w->row[f->depth] + j, cells);
		may |= cells <= load(most + j);
		carry = from_left[WALK_LANES - 1];
		before = over;
	}
	return any(may);
}

/* May row `depth` be gone over by an exchange of `last` and the sound behind it? */
static bool may_swap_over(const struct name_walk *w, size_t depth, uint8_t last)
{
	if (depth >= w->other_len)
		return false;
	for (uint64_t ends = w->at[last] & ~UINT64_C(1); ends; ends &= ends - 1) {
		size_t j = (size_t)__builtin_ctzll(ends) + 1; /* sounds of the one key behind the exchange */
		if (w->row[depth - 1][j - 2] + COST_SWAP <= *allowed(w, w->len - j, w->other_len - depth - 1))
			return true;
	}
	return false;
}

/* Every way to the end of the table goes through row `depth`, or over it by an exchange of neighbours: from the row
 * above, of `last` and the sound behind it, which the one key then has in the other order. What such a way costs
 * so far and what lengths that differ still cost is a bound; where all bounds are above the limit, so is the
 * distance of every key with this beginning. */
bool name_walk_step(struct name_walk *w, size_t depth, uint8_t other, uint8_t last)
{
	if (last >= SOUND_COUNT || other >= SOUND_COUNT) /* no sound: out of a damaged file */
		return false;
	const struct filling f = {
	    .w = w,
	    .depth = depth,
	    .last = last,
	    .gone = left_out(last, depth == 1),
	    .swaps = depth > 1 ? w->at[last] & (w->at[other] >> 1) : 0,
	};
	return fill(&f) || may_swap_over(w, depth, last);
}

bool name_walk_ends_near(const struct name_walk *w)
{
	return w->row[w->other_len][w->len] <= w->limit;
}
