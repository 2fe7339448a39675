/* Accuracy of the name scorer on labelled pairs: `bench_accuracy [--wrong | --all] [--threshold T] PAIRS.csv`
 *
 * The file has the columns schema,name1,name2,is_match,quality,category,group. Each pair is scored under the kind
 * that its schema says, without a corpus; T (0.7) or more is a match. Prints precision, recall and F1 by group and
 * in total; before that, with --wrong, every pair that is decided otherwise than its label, with --all every pair. */
#include "names/names.h"
#include "sources/csv.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

enum { GROUPS_MAX = 16 };

/** How pairs were decided. */
struct tally {
	char name[64];
	unsigned found;  /* matches that score enough */
	unsigned missed; /* matches that do not */
	unsigned wrong;  /* others that score enough */
	unsigned other;  /* others that do not */
};

struct bench {
	double threshold;
	bool show_wrong, show_all;
	size_t group_count;
	struct tally group[GROUPS_MAX];
	struct tally all;
	struct name_form left[NAME_FORMS_MAX], right[NAME_FORMS_MAX];
};

static enum name_kind kind_of(str schema)
{
	if (str_is(schema, "Person"))
		return NAME_PERSON;
	if (str_is(schema, "Company") || str_is(schema, "Organization") || str_is(schema, "PublicBody"))
		return NAME_ORGANIZATION;
	return str_is(schema, "Vessel") ? NAME_VESSEL : NAME_ANY;
}

static double score_as(struct bench *b, str left, str right, enum name_kind kind)
{
	size_t n = name_parse(left, kind, STR(""), NULL, b->left), m = name_parse(right, kind, STR(""), NULL, b->right);
	double best = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < m; j++) {
			double s = name_compare(&b->left[i], &b->right[j], NULL);
			best = s > best ? s : best;
		}
	}
	return best;
}

/* Names of unknown kind are tried as each, as `ties match` does. */
static double score(struct bench *b, str left, str right, enum name_kind kind)
{
	double best = 0;

	if (kind != NAME_ANY)
		return score_as(b, left, right, kind);
	for (enum name_kind each = NAME_PERSON; each <= NAME_VESSEL; each++) {
		double s = score_as(b, left, right, each);
		best = s > best ? s : best;
	}
	return best;
}

/* The last group takes what comes after GROUPS_MAX of them. */
static struct tally *group_named(struct bench *b, str name)
{
	for (size_t i = 0; i < b->group_count; i++)
		if (str_is(name, b->group[i].name))
			return &b->group[i];
	if (b->group_count == GROUPS_MAX)
		return &b->group[GROUPS_MAX - 1];
	struct tally *g = &b->group[b->group_count++];
	snprintf(g->name, sizeof g->name, "%.*s", STR_ARG(name));
	return g;
}

static void count(struct tally *t, bool match, bool said)
{
	t->found += match && said;
	t->missed += match && !said;
	t->wrong += !match && said;
	t->other += !match && !said;
}

static void decide(struct bench *b, const struct csv_header *head, const struct csv_row *row)
{
	str schema = csv_header_cell(head, row, "schema"), quality = csv_header_cell(head, row, "quality");
	str left = csv_header_cell(head, row, "name1"), right = csv_header_cell(head, row, "name2");
	bool match = str_is(csv_header_cell(head, row, "is_match"), "true");
	double s = score(b, left, right, kind_of(schema));
	bool said = s >= b->threshold;

	count(group_named(b, csv_header_cell(head, row, "group")), match, said);
	count(&b->all, match, said);
	if (b->show_all || (b->show_wrong && match != said))
		printf("%-5s %.3f %-5s %-6.*s %-12.*s %.*s | %.*s\n", match == said ? "right" : "wrong", s,
		       match ? "match" : "other", STR_ARG(quality), STR_ARG(schema), STR_ARG(left), STR_ARG(right));
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
	while (rc == TIES_OK && (rc = csv_reader_next(reader, &row, &more, err)) == TIES_OK && more) {
		if (head.count)
			decide(b, &head, &row);
		else if (!csv_header_keep(&head, &row))
			rc = TIES_ERR_NOMEM;
	}
	csv_header_finish(&head);
	csv_reader_close(reader);
	input_close(in);
	return rc;
}

static double share(unsigned part, unsigned rest)
{
	return part ? (double)part / (part + rest) : 0;
}

static void print(const struct tally *t)
{
	double precision = share(t->found, t->wrong), recall = share(t->found, t->missed);
	double f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;

	printf("%-16s %5u pairs  F1 %.3f  precision %.3f  recall %.3f  missed %u  wrong %u\n", t->name,
	       t->found + t->missed + t->wrong + t->other, f1, precision, recall, t->missed, t->wrong);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {{.name = "wrong", .val = 'w'},
	                                        {.name = "all", .val = 'a'},
	                                        {.name = "threshold", .has_arg = required_argument, .val = 't'},
	                                        {0}};
	static struct bench b = {.threshold = 0.7, .all = {.name = "all"}};
	ties_error err = {0};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		b.show_wrong |= option == 'w';
		b.show_all |= option == 'a';
		if (option == 't')
			b.threshold = strtod(optarg, NULL);
	}
	if (optind != argc - 1) {
		fprintf(stderr, "usage: bench_accuracy [--wrong | --all] [--threshold T] PAIRS.csv\n");
		return 2;
	}
	if (read_pairs(&b, argv[optind], &err) != TIES_OK) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	for (size_t i = 0; i < b.group_count; i++)
		print(&b.group[i]);
	print(&b.all);
	printf("scorer %s, threshold %.2f\n", name_scorer(), b.threshold);
	return 0;
}
