/* Names across scripts: for each family of scripts (the smaller ones in one) a table of pairs, every one of which is
 * told apart at the default threshold as users meet it: of unknown kind, in no known language. */
#include "cases.h"
#include "names/names.h"

enum { PAIRS_MIN = 60, SAME_PER_DIFFERENT = 2 };
static const double threshold = 0.7;

/* The best of all pairs of readings. */
static double score_names(str a, str b)
{
	static struct name_form left[NAME_FORMS_MAX], right[NAME_FORMS_MAX];
	size_t left_count = name_parse(a, NAME_ANY, STR(""), NULL, left);
	size_t right_count = name_parse(b, NAME_ANY, STR(""), NULL, right);
	double best = -1;

	assert_true(left_count > 0 && right_count > 0);
	for (size_t i = 0; i < left_count; i++) {
		for (size_t j = 0; j < right_count; j++) {
			double score = name_compare(&left[i], &right[j], NULL);
			best = score > best ? score : best;
		}
	}
	return best;
}

/* Decides one pair; shows it when the decision is wrong. */
static bool is_right(const struct cases *c)
{
	bool same = str_is(c->cell[3], "same");
	double score = score_names(c->cell[1], c->cell[2]);
	double back = score_names(c->cell[2], c->cell[1]);

	if ((score >= threshold) == same && score == back)
		return true;
	print_error("%.*s, line %u: \"%.*s\" and \"%.*s\" are %.*s: got %.3f, and %.3f the other way round\n",
	            STR_ARG(c->cell[0]), c->number, STR_ARG(c->cell[1]), STR_ARG(c->cell[2]), STR_ARG(c->cell[3]),
	            score, back);
	return false;
}

/* `state` names the family. */
static void pairs_are_decided_right(void **state)
{
	const char *family = *state;
	unsigned pairs = 0, different = 0, wrong = 0;
	char table[64];
	struct cases c;

	snprintf(table, sizeof table, "names-%s", family);
	cases_open(&c, table);
	while (cases_next(&c)) {
		cases_check(&c, str_is(c.cell[0], family), c.cell[0]);
		cases_check(&c, str_is(c.cell[3], "same") || str_is(c.cell[3], "different"), c.cell[3]);
		pairs++;
		different += str_is(c.cell[3], "different");
		wrong += !is_right(&c);
	}
	assert_true(pairs >= PAIRS_MIN);
	assert_true(different * SAME_PER_DIFFERENT >= pairs - different);
	assert_int_equal(wrong, 0);
}

static char families[][12] = {"arabic", "hebrew",   "cyrillic", "greek", "armenian", "georgian", "indic",   "thai",
                              "han",    "japanese", "korean",   "khmer", "burmese",  "ethiopic", "smaller", "unseen"};
enum { FAMILIES = sizeof families / sizeof *families };

int main(void)
{
	struct CMUnitTest tests[FAMILIES];

	for (size_t i = 0; i < FAMILIES; i++)
		tests[i] = (struct CMUnitTest){families[i], pairs_are_decided_right, NULL, NULL, families[i]};
	return run_tap("scripts", tests);
}
