/* What was probably meant: the nearest of a few words.
 *
 * Optimal string alignment (Damerau 1964, restricted): insertions, deletions, replacements and swaps of
 * neighbours count one each. Near means at most a third of the word's length, and at least one. */
#include "cli/cli.h"

#include <ctype.h>

enum { WORD_MAX = 32 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/** "SCREEN" means screen. */
static bool same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
	size_t d[WORD_MAX + 1][WORD_MAX + 1];

	for (size_t i = 0; i <= n; i++)
		d[i][0] = i;
	for (size_t j = 0; j <= m; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= n; i++)
		for (size_t j = 1; j <= m; j++) {
			d[i][j] =
			    least(least(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + !same(a[i - 1], b[j - 1]));
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[n][m];
}

const char *cli_nearest(const char *word, const char *const *candidates)
{
	const char *best = NULL;
	size_t len = strlen(word), best_distance = len / 3 > 1 ? len / 3 + 1 : 2;

	if (len > WORD_MAX)
		return NULL;
	for (; *candidates; candidates++) {
		size_t other = strlen(*candidates);
		size_t d = other > WORD_MAX ? WORD_MAX : distance(word, len, *candidates, other);
		if (d < best_distance) {
			best = *candidates;
			best_distance = d;
		}
	}
	return best;
}
