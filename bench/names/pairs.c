/* How long does a pair of names take? `bench_pairs PAIRS.csv [SECONDS]`
 *
 * The file is that of bench_accuracy. A pair is compared in every reading of both names, as screening does. Prints
 * lines "measure TAB value": pairs a second and nanoseconds a pair, each from strings (parsing both names) and
 * prepared (parsed before), for the labelled pairs, which are alike, and for names paired at random, which are not.
 * Time is that of the core. */
#include "names/retrieval.h"
#include "sources/csv.h"

#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct side {
	str text;
	size_t count;
	struct name_form *form; /* `count` of them */
	struct name_prepared *prepared;
};

struct pair {
	enum name_kind kind;
	struct side left, right;
};

struct bench {
	struct arena arena;
	VEC(struct pair) pairs;
	double seconds; /* to measure each */
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static enum name_kind kind_of(str schema)
{
	if (str_is(schema, "Person"))
		return NAME_PERSON;
	if (str_is(schema, "Company") || str_is(schema, "Organization") || str_is(schema, "PublicBody"))
		return NAME_ORGANIZATION;
	return str_is(schema, "Vessel") ? NAME_VESSEL : NAME_ANY;
}

/* ---- reading ---------------------------------------------------------------------------------------- */

static struct side prepare(struct arena *arena, str text, enum name_kind kind, bool many)
{
	struct name_form forms[NAME_FORMS_MAX];
	struct side s = {.text = arena_copy(arena, text)};

	s.count = name_parse(s.text, kind, STR(""), NULL, forms);
	s.form = arena_array(arena, s.count, sizeof *s.form);
	s.prepared = arena_array(arena, s.count, sizeof *s.prepared);
	for (size_t i = 0; s.form && s.prepared && i < s.count; i++) {
		s.form[i] = forms[i];
		for (size_t k = 0; k < forms[i].count; k++)
			s.form[i].token[k].text = arena_copy(arena, forms[i].token[k].text);
		name_prepare(&s.prepared[i], &s.form[i], many);
	}
	return s;
}

static bool add(struct bench *b, const struct csv_header *head, const struct csv_row *row)
{
	enum name_kind kind = kind_of(csv_header_cell(head, row, "schema"));
	struct pair p = {.kind = kind,
	                 .left = prepare(&b->arena, csv_header_cell(head, row, "name1"), kind, true),
	                 .right = prepare(&b->arena, csv_header_cell(head, row, "name2"), kind, false)};

	return !b->arena.failed && vec_push(&b->pairs, p);
}

static ties_code read_pairs(struct bench *b, const char *path, ties_error *err)
{
	struct csv_header head = {0};
	struct csv_reader *reader = NULL;
	struct csv_row row;
	struct input *in;
	bool more = true;
	ties_code rc = input_open(&in, path, err);

	if (rc != TIES_OK)
		return rc;
	rc = csv_reader_open(&reader, in, path, ',', NULL, err);
	while (rc == TIES_OK && (rc = csv_reader_next(reader, &row, &more, err)) == TIES_OK && more)
		if (!(head.count ? add(b, &head, &row) : csv_header_keep(&head, &row)))
			rc = error_nomem(err);
	csv_header_finish(&head);
	csv_reader_close(reader);
	input_close(in);
	return rc;
}

/* ---- measuring -------------------------------------------------------------------------------------- */

static double best(const struct name_prepared *left, size_t n, const struct name_prepared *right, size_t m)
{
	double top = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < m; k++) {
			double score = name_compare_prepared(&left[i], &right[k], NULL);
			top = score > top ? score : top;
		}
	}
	return top;
}

static double compare_prepared(const struct pair *p, const struct side *right)
{
	return best(p->left.prepared, p->left.count, right->prepared, right->count);
}

static size_t parse(str name, enum name_kind kind, struct name_form form[NAME_FORMS_MAX],
                    struct name_prepared prepared[NAME_FORMS_MAX])
{
	size_t count = name_parse(name, kind, STR(""), NULL, form);

	for (size_t i = 0; i < count; i++)
		name_prepare(&prepared[i], &form[i], false);
	return count;
}

static double compare_strings(const struct pair *p, const struct side *right)
{
	struct name_form a[NAME_FORMS_MAX], b[NAME_FORMS_MAX];
	struct name_prepared x[NAME_FORMS_MAX], y[NAME_FORMS_MAX];
	size_t n = parse(p->left.text, p->kind, a, x);
	size_t m = parse(right->text, p->kind, b, y);

	return best(x, n, y, m);
}

/* Pairs every name with the right one `step` pairs further on; 0: with its own. */
static void measure(const struct bench *b, const char *what, size_t step,
                    double (*compare)(const struct pair *, const struct side *))
{
	double begin = now(), took = 0, sum = 0;
	size_t done = 0;

	do {
		for (size_t i = 0; i < b->pairs.len; i++)
			sum += compare(&b->pairs.ptr[i], &b->pairs.ptr[(i + step) % b->pairs.len].right);
		done += b->pairs.len;
		took = now() - begin;
	} while (took < b->seconds);
	printf("%s_per_second\t%.0f\n%s_ns\t%.0f\n%s_mean_score\t%.3f\n", what, (double)done / took, what,
	       took / (double)done * 1e9, what, sum / (double)done);
}

int main(int argc, char **argv)
{
	struct bench b = {.seconds = argc > 2 ? strtod(argv[2], NULL) : 1};
	ties_error err = {TIES_ERR_USAGE, "usage: bench_pairs PAIRS.csv [SECONDS]"};

	if (argc < 2 || read_pairs(&b, argv[1], &err) != TIES_OK || !b.pairs.len) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	measure(&b, "alike_prepared", 0, compare_prepared);
	measure(&b, "alike_strings", 0, compare_strings);
	measure(&b, "random_prepared", 37, compare_prepared);
	measure(&b, "random_strings", 37, compare_strings);
	vec_finish(&b.pairs);
	arena_finish(&b.arena);
	return 0;
}
