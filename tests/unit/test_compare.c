/* Whatever makes comparing cheaper changes no score: forms prepared, with a memory of words compared before, and
 * comparisons that only have to tell whether a score is reached. name_compare is what they are held to. */
#include "name_makers.h"
#include "names/retrieval.h"
#include "names/score.h"

#include <stdlib.h>

enum { QUERIES = 400, OTHERS = 40, NUMBERS = 1 << 12 };

/** Numbers of tokens, as a book gives them. */
struct numbers {
	size_t count;
	struct name_token token[NUMBERS];
	char text[NUMBERS][64];
};

static bool are_same(const struct name_token *a, const struct name_token *b)
{
	return a->class == b->class && a->part == b->part && a->script == b->script && a->flags == b->flags &&
	       a->weight == b->weight && str_equal(a->text, b->text);
}

/* 0 when there is no room for another one. */
static uint32_t number_of(struct numbers *n, const struct name_token *t)
{
	for (size_t i = 0; i < n->count; i++)
		if (are_same(&n->token[i], t))
			return (uint32_t)i + 1;
	if (n->count == NUMBERS)
		return 0;
	n->token[n->count] = *t;
	memcpy(n->text[n->count], t->text.ptr, t->text.len);
	n->token[n->count].text.ptr = n->text[n->count];
	return (uint32_t)++n->count;
}

static void give_numbers(struct numbers *n, struct name_form *form)
{
	for (size_t i = 0; i < form->count; i++)
		form->token[i].number = number_of(n, &form->token[i]);
}

static uint32_t some_frequency(const void *context, str text)
{
	uint64_t hash = str_hash(text);

	(void)context;
	return (uint32_t)(hash % 20000 >> (hash >> 32) % 15);
}

static const struct name_rarity corpus = {.df = some_frequency, .total = 20000};

/** What came of the comparisons. */
struct outcome {
	unsigned reached, below;
};

static void check_pair(const struct name_prepared *a, const struct name_prepared *b, double least, struct outcome *out)
{
	struct name_alignment there = {0}, again = {0};
	double score = name_compare(a->form, b->form, &there);
	double now = name_compare_reaching(a, b, least);

	if (score >= least && now != score)
		fail_msg("%.17g instead of %.17g, to reach %.17g", now, score, least);
	if (score < least && now >= least)
		fail_msg("%.17g, that does not reach %.17g, is said to be %.17g", score, least, now);
	assert_true(name_compare_prepared(a, b, &again) == score);
	assert_int_equal(there.count, again.count);
	for (size_t i = 0; i < there.count; i++)
		assert_memory_equal(&there.pair[i], &again.pair[i], sizeof there.pair[i]);
	out->reached += score >= least && least > 0;
	out->below += score < least;
}

static const char *any_of(struct maker *m, const char *const *words, size_t count)
{
	return words[below(m, (uint32_t)count)];
}

/* Names of which words are like each other by rules of their own: syllables, beside a family name of China or Korea or
 * not; registrations; initials; words of several parts, twice. */
static void make_special(struct maker *m)
{
	static const char *const syllables[] = {"Kim",   "Jong",   "Yong",    "Chong", "Il",   "Un",
	                                        "Kimil", "Yongil", "Jong-il", "Hui",   "Hu-i", "Wang"};
	static const char *const marks[] = {"RA-7A182", "RA-A7182", "EP-MNN", "EP-MMN", "EP-MN", "RA-71A82"};
	static const char *const bodies[] = {"Bank of",  "Trading", "the Marine", "Nile",    "MTN",
	                                     "BTM Iran", "BMN",     "BOT",        "Nile Ltd"};

	m->len = 0;
	for (uint32_t n = 1 + below(m, 4), which = below(m, 3); n > 0; n--)
		put(m, which == 0 ? any_of(m, syllables, 12) : which == 1 ? any_of(m, marks, 6) : any_of(m, bodies, 9));
}

static void make(struct maker *m)
{
	if (below(m, 3))
		make_name(m);
	else
		make_special(m);
}

/* Of every kind that `other` can be found as, against a query of that kind or of none, as a search does. */
static void compare_all(const struct name_prepared *query, size_t queries, struct name_form *other, size_t others,
                        struct outcome *out)
{
	static struct name_prepared prepared;

	for (size_t y = 0; y < others; y++) {
		name_prepare(&prepared, &other[y], false);
		for (size_t x = 0; x < queries; x++) {
			double score = name_compare(query[x].form, &other[y], NULL);
			const double least[] = {0, 0.5, 0.7, score, score + 1e-9, 0.95};
			for (size_t k = 0; k < sizeof least / sizeof *least; k++)
				check_pair(&query[x], &prepared, least[k], out);
		}
	}
}

static size_t parse(str name, unsigned kind, bool weighed, struct name_form forms[NAME_FORMS_MAX])
{
	return name_parse(name, kind, STR(""), weighed ? &corpus : NULL, forms);
}

static void what_is_remembered_changes_no_score(void **state)
{
	static struct name_form query[NAME_FORMS_MAX], other[NAME_FORMS_MAX];
	static struct name_prepared prepared[NAME_FORMS_MAX];
	struct numbers *numbers = calloc(1, sizeof *numbers);
	struct name_memo *memo = calloc(1, sizeof *memo);
	struct maker m = {.state = 77};
	struct outcome outcome = {0};

	(void)state;
	assert_non_null(numbers);
	assert_non_null(memo);
	for (unsigned i = 0; i < QUERIES; i++) {
		unsigned kind = i % NAME_KINDS;
		char name[MADE_MAX];
		make(&m);
		size_t len = m.len, queries = parse(made(&m), kind, i % 2, query);
		memcpy(name, m.text, len);
		for (size_t x = 0; x < queries; x++) {
			name_prepare(&prepared[x], &query[x], i % 3);
			name_remember(&prepared[x], memo);
		}
		for (unsigned k = 0; k < OTHERS; k++) {
			if (k % 3 == 0)
				make(&m);
			else if (k % 3 == 1)
				memcpy(m.text, name, m.len = len);
			for (uint32_t n = below(&m, 4); n > 0; n--)
				edit_name(&m);
			size_t others = parse(made(&m), k % 2 ? kind : k / 2 % NAME_KINDS, i % 2, other);
			for (size_t y = 0; y < others; y++)
				give_numbers(numbers, &other[y]);
			compare_all(prepared, queries, other, others, &outcome);
		}
	}
	assert_true(outcome.reached > 10000 && outcome.below > 10000);
	assert_int_equal(numbers->count, NUMBERS);
	free(numbers);
	free(memo);
}

/* By definition, token by token. */
static void check_traits(const struct name_form *f)
{
	struct name_traits traits;
	bool joins = score_joins_anchor(f);

	name_know_traits(&traits, f);
	assert_int_equal(traits.eastern, score_is_eastern(f));
	for (size_t i = 0; i < f->count; i++) {
		const struct name_token *t = &f->token[i];
		size_t len = i + 1 < f->count ? t->text.len + t[1].text.len : 0;
		bool key = score_is_key_part(f, t->part), twin = false;
		bool joined = joins && i + 1 < f->count && score_are_halves(t->part, t[1].part) && len < 64;
		bool whole =
		    key && t->text.len >= NAME_JOINED_MIN && (name_part_is_key(t->part) || t->part == PART_GENERIC);
		for (size_t j = 0; j < f->count; j++)
			twin |= j != i && str_equal(t->text, f->token[j].text);
		assert_int_equal(traits.keys >> i & 1, key);
		assert_int_equal(traits.twins >> i & 1, twin);
		assert_int_equal(traits.joined[i], joined ? len : 0);
		assert_int_equal(traits.whole[i], whole ? t->text.len : 0);
		assert_true(!joined || traits.joined_letters >> (t->text.ptr[0] & 31) & 1);
		assert_true(!whole || traits.whole_letters >> (t->text.ptr[0] & 31) & 1);
	}
}

static void traits_are_those_of_the_tokens(void **state)
{
	static struct name_form form[NAME_FORMS_MAX];
	struct maker m = {.state = 5};

	(void)state;
	for (unsigned i = 0; i < 10 * QUERIES; i++) {
		make(&m);
		for (size_t count = parse(made(&m), i % NAME_KINDS, false, form), k = 0; k < count; k++)
			check_traits(&form[k]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_remembered_changes_no_score),
	    cmocka_unit_test(traits_are_those_of_the_tokens),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
