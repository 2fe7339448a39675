/* The weighted distance of two sequences of sounds. */
#include "names/sound.h"

enum { FAR = 0xFFFF };

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* One row of the table: row[j] is the cost of a[0..i] against b[0..j]. Returns the least value of the row. */
static unsigned fill(const struct sounds *a, const struct sounds *b, size_t i, bool abjad, const uint16_t *before,
                     const uint16_t *above, uint16_t *row)
{
	uint8_t x = a->sound[i - 1];
	unsigned gone = sound_cost_leave(x, abjad, i == 1);
	unsigned low = above[0] + gone;

	row[0] = (uint16_t)low;
	for (size_t j = 1; j <= b->len; j++) {
		uint8_t y = b->sound[j - 1];
		unsigned cost = above[j - 1] + (x == y ? 0 : sound_cost_exchange(x, y, abjad, i == 1 && j == 1));
		cost = least(cost, above[j] + gone);
		cost = least(cost, row[j - 1] + sound_cost_leave(y, abjad, j == 1));
		if (i > 1 && j > 1 && x == b->sound[j - 2] && a->sound[i - 2] == y)
			cost = least(cost, before[j - 2] + COST_SWAP + 0u);
		row[j] = (uint16_t)cost;
		low = least(low, cost);
	}
	return low;
}

unsigned sound_distance(const struct sounds *a, const struct sounds *b, bool abjad, unsigned limit)
{
	uint16_t rows[3][SOUNDS_MAX + 1];
	unsigned last = 0;

	rows[0][0] = 0;
	for (size_t j = 1; j <= b->len; j++)
		rows[0][j] = (uint16_t)(rows[0][j - 1] + sound_cost_leave(b->sound[j - 1], abjad, j == 1));
	for (size_t i = 1; i <= a->len; i++) {
		unsigned low = fill(a, b, i, abjad, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
		/* An exchange of neighbours may reach over one row, so two rows must lie above the limit. */
		if (low > limit && last > limit)
			return FAR;
		last = low;
	}
	return rows[a->len % 3][b->len];
}
