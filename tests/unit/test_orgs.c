/* Names of organisations over the languages and countries of data/orgs, and titles of persons over those of
 * data/names/titles.txt: tables of pairs, each with what the scorer must decide and why. */
#include "cases.h"
#include "names/names.h"

static const double threshold = 0.7;

enum { TAGS_MAX = 256 };

/** What a table must hold. */
struct demand {
	const char *table;
	enum name_kind kind;
	double least;  /* score of a pair that is the same: what is left over must weigh hardly anything */
	unsigned tags; /* different countries or languages, at least */
	unsigned pairs;
};

static bool has_reason(const struct name_alignment *out, str reason)
{
	for (size_t k = 0; k < out->count; k++)
		if (str_is(reason, name_reason_text(out->pair[k].reason)))
			return true;
	return false;
}

/* The alignment of the best pair of readings. */
static struct name_alignment best_alignment(str a, str b, enum name_kind kind)
{
	static struct name_form left[NAME_FORMS_MAX], right[NAME_FORMS_MAX];
	size_t left_count = name_parse(a, kind, STR(""), NULL, left);
	size_t right_count = name_parse(b, kind, STR(""), NULL, right);
	struct name_alignment best = {.score = -1};

	assert_true(left_count > 0 && right_count > 0);
	for (size_t i = 0; i < left_count; i++) {
		for (size_t j = 0; j < right_count; j++) {
			struct name_alignment one;
			if (name_compare(&left[i], &right[j], &one) > best.score)
				best = one;
		}
	}
	return best;
}

static bool is_right(const struct cases *c, const struct demand *demand)
{
	bool same = str_is(c->cell[3], "same");
	struct name_alignment out = best_alignment(c->cell[1], c->cell[2], demand->kind);

	if ((same ? out.score >= demand->least : out.score < threshold) && has_reason(&out, c->cell[4]))
		return true;
	print_error("line %u: \"%.*s\" and \"%.*s\" are %.*s by \"%.*s\": got %.3f\n", c->number, STR_ARG(c->cell[1]),
	            STR_ARG(c->cell[2]), STR_ARG(c->cell[3]), STR_ARG(c->cell[4]), out.score);
	return false;
}

/* How many different tags there are with this one. */
static unsigned count_tag(char seen[TAGS_MAX][8], unsigned count, str tag)
{
	for (unsigned i = 0; i < count; i++)
		if (str_is(tag, seen[i]))
			return count;
	assert_true(count < TAGS_MAX && tag.len < sizeof *seen);
	memcpy(seen[count], tag.ptr, tag.len);
	seen[count][tag.len] = 0;
	return count + 1;
}

static void pairs_are_decided_right(void **state)
{
	const struct demand *demand = *state;
	static char seen[TAGS_MAX][8];
	unsigned tags = 0, pairs = 0, wrong = 0;
	struct cases c;

	cases_open(&c, demand->table);
	while (cases_next(&c)) {
		cases_check(&c, str_is(c.cell[3], "same") || str_is(c.cell[3], "different"), c.cell[3]);
		tags = count_tag(seen, tags, c.cell[0]);
		pairs++;
		wrong += !is_right(&c, demand);
	}
	assert_int_equal(wrong, 0);
	assert_true(tags >= demand->tags);
	assert_true(pairs >= demand->pairs);
}

static struct demand demands[] = {
    {"orgs-legal", NAME_ORGANIZATION, 0.9, 60, 120},
    {"orgs-generic", NAME_ORGANIZATION, 0.9, 18, 60},
    {"orgs-titles", NAME_PERSON, 0.96, 25, 55},
    {"orgs-particles", NAME_PERSON, 0.92, 12, 25},
};
enum { DEMANDS = sizeof demands / sizeof *demands };

int main(void)
{
	struct CMUnitTest tests[DEMANDS];

	for (size_t i = 0; i < DEMANDS; i++)
		tests[i] = (struct CMUnitTest){demands[i].table, pairs_are_decided_right, NULL, NULL, &demands[i]};
	return run_tap("orgs", tests);
}
