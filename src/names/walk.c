/* The distance is that of distance.c, row by row; only its bound differs. */
#include "names/walk.h"

#include "names/score.h"

enum { NEAR_PER_SOUND = 10 }; /* hundredths per sound of both: similar.c says what is near */

size_t name_key_sounds(str text, uint8_t out[WALK_SOUNDS_MAX])
{
	struct ready r;

	ready_make(text, 0, &r);
	memcpy(out, r.sounds.sound, r.sounds.len);
	return r.sounds.len;
}

static unsigned left_out(uint8_t sound, bool first)
{
	unsigned cost = knowledge_cost[sound][SOUND_COUNT];

	return first ? cost * COST_FIRST / 4 : cost;
}

static unsigned exchanged(uint8_t a, uint8_t b, bool first)
{
	unsigned cost = a == b ? 0 : knowledge_cost[a][b];

	return first ? cost * COST_FIRST / 4 : cost;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned least_left_out(void)
{
	unsigned cost = UINT8_MAX;

	for (unsigned sound = 0; sound < SOUND_COUNT; sound++)
		cost = least(cost, knowledge_cost[sound][SOUND_COUNT]);
	return cost;
}

/* What is still to pay at least when `a` sounds remain of one side and `b` of the other. */
static unsigned rest(const struct name_walk *w, size_t a, size_t b)
{
	return (unsigned)(a < b ? b - a : a - b) * w->least;
}

bool name_walk_begin(struct name_walk *w, const uint8_t *sounds, size_t len, size_t other_len)
{
	size_t sum = len + other_len < 4 ? 4 : len + other_len;

	w->len = (uint8_t)len;
	w->other_len = (uint8_t)other_len;
	w->limit = (uint16_t)(sum * NEAR_PER_SOUND);
	w->least = (uint8_t)least_left_out();
	memcpy(w->sound, sounds, len);
	w->row[0][0] = 0;
	for (size_t j = 1; j <= len; j++)
		w->row[0][j] = (uint16_t)(w->row[0][j - 1] + left_out(sounds[j - 1], j == 1));
	return rest(w, len, other_len) <= w->limit;
}

static void fill(struct name_walk *w, size_t depth, uint8_t other, uint8_t last)
{
	const uint16_t *above = w->row[depth - 1];
	uint16_t *row = w->row[depth];
	unsigned gone = left_out(last, depth == 1);

	row[0] = (uint16_t)(above[0] + gone);
	for (size_t j = 1; j <= w->len; j++) {
		uint8_t sound = w->sound[j - 1];
		unsigned cost = above[j - 1] + exchanged(last, sound, depth == 1 && j == 1);
		cost = least(cost, above[j] + gone);
		cost = least(cost, row[j - 1] + left_out(sound, j == 1));
		if (depth > 1 && j > 1 && last == w->sound[j - 2] && other == sound)
			cost = least(cost, w->row[depth - 2][j - 2] + COST_SWAP + 0u);
		row[j] = (uint16_t)cost;
	}
}

/* Every way to the end of the table goes through row `depth`, or over it by an exchange of neighbours: from the row
 * above, of `last` and the sound behind it, which the one key then has in the other order. What such a way costs
 * so far and what lengths that differ still cost is a bound; where all bounds are above the limit, so is the
 * distance of every key with this beginning. */
static bool may_end_near(const struct name_walk *w, size_t depth, uint8_t last)
{
	for (size_t j = 0; j <= w->len; j++)
		if (w->row[depth][j] + rest(w, w->len - j, w->other_len - depth) <= w->limit)
			return true;
	for (size_t j = 0; j + 2 <= w->len && depth < w->other_len; j++)
		if (w->sound[j + 1] == last &&
		    w->row[depth - 1][j] + COST_SWAP + rest(w, w->len - j - 2, w->other_len - depth - 1) <= w->limit)
			return true;
	return false;
}

bool name_walk_step(struct name_walk *w, size_t depth, uint8_t other, uint8_t last)
{
	if (last >= SOUND_COUNT) /* no sound: out of a damaged file */
		return false;
	fill(w, depth, other, last);
	return may_end_near(w, depth, last);
}

bool name_walk_ends_near(const struct name_walk *w)
{
	return w->row[w->other_len][w->len] <= w->limit;
}
