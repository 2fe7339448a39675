/* Accuracy of the name scorer on labelled pairs: `accuracy [-v] [-t THRESHOLD] PAIRS.csv`.
 *
 * The file has the columns schema,name1,name2,is_match,quality,category,group. Each pair is scored under the kind
 * that its schema says; a score of THRESHOLD (0.7) or more is a match. Prints precision, recall and F1 by group and
 * over all, then every pair that is decided otherwise than its label; with -v every pair. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "names/names.h"

enum { COLUMNS = 7, CELL_MAX = 1024, GROUPS_MAX = 16, PAIRS_MAX = 100000 };
enum { COLUMN_SCHEMA, COLUMN_LEFT, COLUMN_RIGHT, COLUMN_MATCH, COLUMN_QUALITY, COLUMN_CATEGORY, COLUMN_GROUP };

struct group {
	char name[64];
	unsigned right_match, wrong_match, missed, right_other;
};

struct bench {
	double threshold;
	bool verbose;
	unsigned row, column;
	char cell[COLUMNS][CELL_MAX];
	size_t len[COLUMNS];
	struct group group[GROUPS_MAX];
	size_t group_count;
	unsigned strong_wrong;
};

static str cell(const struct bench *b, int column)
{
	return (str){b->cell[column], b->len[column]};
}

static enum name_kind kind_of(str schema)
{
	if (str_is(schema, "Person"))
		return NAME_PERSON;
	if (str_is(schema, "Company") || str_is(schema, "Organization") || str_is(schema, "PublicBody"))
		return NAME_ORGANIZATION;
	return str_is(schema, "Vessel") ? NAME_VESSEL : NAME_ANY;
}

static double score(str left, str right, enum name_kind kind)
{
	static struct name_form a[NAME_FORMS_MAX], b[NAME_FORMS_MAX];
	size_t n = name_parse(left, kind, STR(""), NULL, a), m = name_parse(right, kind, STR(""), NULL, b);
	double best = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < m; j++) {
			double s = name_compare(&a[i], &b[j], NULL);
			best = s > best ? s : best;
		}
	}
	return best;
}

static struct group *group_named(struct bench *b, str name)
{
	for (size_t i = 0; i < b->group_count; i++)
		if (str_is(name, b->group[i].name))
			return &b->group[i];
	if (b->group_count == GROUPS_MAX)
		return &b->group[GROUPS_MAX - 1];
	struct group *g = &b->group[b->group_count++];
	snprintf(g->name, sizeof g->name, "%.*s", STR_ARG(name));
	return g;
}

static void on_row(int end, void *context)
{
	struct bench *b = context;

	(void)end;
	b->column = 0;
	if (b->row++ == 0 || b->len[COLUMN_LEFT] == 0)
		return;
	struct group *g = group_named(b, cell(b, COLUMN_GROUP));
	bool match = str_is(cell(b, COLUMN_MATCH), "true");
	double s = score(cell(b, COLUMN_LEFT), cell(b, COLUMN_RIGHT), kind_of(cell(b, COLUMN_SCHEMA)));
	bool said = s >= b->threshold;
	g->right_match += match && said;
	g->wrong_match += !match && said;
	g->missed += match && !said;
	g->right_other += !match && !said;
	b->strong_wrong += match != said && str_is(cell(b, COLUMN_QUALITY), "STRONG");
	if (match != said || b->verbose)
		printf("%s %.3f %-5s %-6s %-12.*s %.*s | %.*s\n", match == said ? "ok   " : "WRONG", s, match ? "match" : "other",
		       b->cell[COLUMN_QUALITY], STR_ARG(cell(b, COLUMN_SCHEMA)), STR_ARG(cell(b, COLUMN_LEFT)),
		       STR_ARG(cell(b, COLUMN_RIGHT)));
}

static void on_cell(void *text, size_t len, void *context)
{
	struct bench *b = context;

	if (b->column >= COLUMNS)
		return;
	len = len < CELL_MAX ? len : CELL_MAX - 1;
	memcpy(b->cell[b->column], text, len);
	b->cell[b->column][len] = '\0';
	b->len[b->column++] = len;
}

static void print_group(const struct group *g)
{
	double precision = g->right_match ? (double)g->right_match / (g->right_match + g->wrong_match) : 0;
	double recall = g->right_match ? (double)g->right_match / (g->right_match + g->missed) : 0;
	double f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
	unsigned all = g->right_match + g->wrong_match + g->missed + g->right_other;

	printf("%-16s %4u pairs  F1 %.3f  precision %.3f  recall %.3f  wrong %u\n", g->name, all, f1, precision, recall,
	       g->wrong_match + g->missed);
}

static int run(struct bench *b, const char *path)
{
	struct csv_parser parser;
	char buffer[65536];
	size_t n;
	FILE *in = fopen(path, "r");

	if (!in || csv_init(&parser, 0) != 0) {
		fprintf(stderr, "accuracy: cannot open %s\n", path);
		return 1;
	}
	while ((n = fread(buffer, 1, sizeof buffer, in)) > 0)
		csv_parse(&parser, buffer, n, on_cell, on_row, b);
	csv_fini(&parser, on_cell, on_row, b);
	csv_free(&parser);
	fclose(in);
	return 0;
}

int main(int argc, char **argv)
{
	static struct bench b = {.threshold = 0.7};
	struct group all = {.name = "all"};
	int option;

	while ((option = getopt(argc, argv, "vt:")) != -1) {
		if (option == 'v')
			b.verbose = true;
		else if (option == 't')
			b.threshold = atof(optarg);
	}
	if (optind != argc - 1) {
		fprintf(stderr, "usage: accuracy [-v] [-t THRESHOLD] PAIRS.csv\n");
		return 2;
	}
	if (run(&b, argv[optind]) != 0)
		return 1;
	for (size_t i = 0; i < b.group_count; i++) {
		print_group(&b.group[i]);
		all.right_match += b.group[i].right_match;
		all.wrong_match += b.group[i].wrong_match;
		all.missed += b.group[i].missed;
		all.right_other += b.group[i].right_other;
	}
	print_group(&all);
	printf("scorer %s, threshold %.2f, STRONG pairs decided wrong: %u\n", name_scorer(), b.threshold, b.strong_wrong);
	return 0;
}
