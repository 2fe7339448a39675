/* Screens the names of a file one after the other, through the public interface, as a program would that embeds ties:
 *
 *     bench_screen [OPTIONS] DB QUERIES
 *
 * A line of QUERIES is "name TAB label TAB group"; bench_treated gives the id of the entity meant and the treatment,
 * bench_ordinary the country. Prints lines "measure TAB value":
 *
 *   queries, seconds, per_second, p50_us, p99_us, max_us    time of one core, without opening and reading
 *   wall_per_second         the same by the clock on the wall, which other programs slow down
 *   open_ms, memory_kib     opening the database; memory beyond the mapped file
 *   alerts, alert_percent   queries with a hit
 *   exact_percent           queries that are listed word for word
 *   answers                 a hash of all hits, so that two runs can be compared
 *   at5_percent             with --expect: queries that have the entity meant among the first five hits
 *   as5_percent             … or behind them with the score of the fifth, as the others of nine that share all names
 *   above_percent           … that have it with at least the threshold
 *
 *   --schema S        only entities of this schema
 *   --threshold T     default 0.7
 *   --first N         only the first N lines
 *   --exhaustive      score every name
 *   --expect          labels are ids: measure recall, with hits from 0.5 up and many of them
 *   --groups          the same by group (the last column)
 *   --list            each alert, or with --expect each name missed: query, name found or id meant, score */
#include "ties.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIRST_HITS = 5, DEEP_HITS = 200, GROUPS_MAX = 64 };
#define DEEP_THRESHOLD 0.5

struct query {
	const char *name, *label, *group;
};

/** What came of some queries. */
struct tally {
	const char *group;
	unsigned long queries, alerts, exact, at5, as5, above;
};

struct bench {
	const char *schema; /* or NULL */
	double threshold;
	bool exhaustive, expect, groups, list;
	char *text;          /* of the file, cut up; owned */
	struct query *query; /* owned */
	double *took;        /* seconds, for each query; owned */
	double wall;         /* seconds of all */
	long memory;         /* KiB beside the database, once all are answered */
	size_t count, first;
	uint64_t answers;
	size_t group_count;
	struct tally group[GROUPS_MAX], all;
};

static double now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Seconds of this thread that reading its clock takes, which each query would be charged with. */
static double clock_cost(void)
{
	double least = 1;

	for (int i = 0; i < 1000; i++) {
		double begin = now(CLOCK_THREAD_CPUTIME_ID), took = now(CLOCK_THREAD_CPUTIME_ID) - begin;
		least = took < least ? took : least;
	}
	return least;
}

static ties_str slice(const char *s)
{
	return (ties_str){s, strlen(s)};
}

/* ---- queries ---------------------------------------------------------------------------------------- */

static char *read_all(const char *path, size_t *len)
{
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t cap = 0;

	*len = 0;
	if (!f)
		return NULL;
	/* getdelim with a byte that no text has reads the whole file. */
	ssize_t got = getdelim(&text, &cap, '\0', f);
	fclose(f);
	*len = got > 0 ? (size_t)got : 0;
	return text;
}

static struct query parse(char *line)
{
	const char *name = strsep(&line, "\t"), *label = strsep(&line, "\t"), *group = strsep(&line, "\t");

	label = label ? label : "";
	return (struct query){name, label, group ? group : label};
}

static bool read_queries(struct bench *b, const char *path)
{
	size_t len, lines = 1;
	char *rest = b->text = read_all(path, &len), *line;

	for (size_t i = 0; i < len; i++)
		lines += b->text[i] == '\n';
	b->query = calloc(lines, sizeof *b->query);
	b->took = calloc(lines, sizeof *b->took);
	if (!b->text || !b->query || !b->took)
		return false;
	while ((line = strsep(&rest, "\n")) && b->count < b->first)
		if (*line)
			b->query[b->count++] = parse(line);
	return b->count > 0;
}

/* ---- what came of it -------------------------------------------------------------------------------- */

/* The last group takes what comes after GROUPS_MAX of them. */
static struct tally *group_named(struct bench *b, const char *name)
{
	size_t i = 0;

	while (i < b->group_count && strcmp(b->group[i].group, name) != 0)
		i++;
	if (i == b->group_count && b->group_count < GROUPS_MAX)
		b->group[b->group_count++].group = name;
	return &b->group[i < GROUPS_MAX ? i : GROUPS_MAX - 1];
}

static void mix(uint64_t *hash, const void *bytes, size_t len)
{
	for (const unsigned char *p = bytes; len > 0; len--)
		*hash = (*hash ^ *p++) * 0x100000001b3u;
}

/** What came of one query; of an entity meant that is not found, nothing is true. */
struct outcome {
	bool alert;
	bool at5, as5, above;
};

static void count(struct tally *t, struct outcome o)
{
	t->queries++;
	t->alerts += o.alert;
	t->at5 += o.at5;
	t->as5 += o.as5;
	t->above += o.above;
}

static bool is_meant(const struct query *q, const ties_hit *hit)
{
	return hit->entity.id.len == strlen(q->label) && !memcmp(hit->entity.id.ptr, q->label, hit->entity.id.len);
}

static void note(struct bench *b, const struct query *q, const ties_hits *found)
{
	struct outcome o = {.alert = found->hit_count && found->hits[0].score >= b->threshold};
	double score = 0;

	for (size_t i = 0; i < found->hit_count; i++) {
		const ties_hit *hit = &found->hits[i];
		mix(&b->answers, hit->entity.id.ptr, hit->entity.id.len);
		mix(&b->answers, &hit->score, sizeof hit->score);
		if (is_meant(q, hit)) {
			score = hit->score;
			o.at5 = i < FIRST_HITS;
			o.as5 = o.at5 || score >= found->hits[FIRST_HITS - 1].score;
			o.above = score >= b->threshold;
		}
	}
	count(&b->all, o);
	b->all.exact += found->hit_count && found->hits[0].score >= 1;
	count(group_named(b, q->group), o);
	if (b->list && b->expect && !(o.at5 && o.above))
		printf("missed\t%s\t%s\t%.3f\t%s\n", q->name, q->label, score, q->group);
	if (b->list && !b->expect && o.alert)
		printf("alert\t%s\t%.*s\t%.3f\t%s\n", q->name, (int)found->hits[0].name.len, found->hits[0].name.ptr,
		       found->hits[0].score, q->group);
}

/* Anonymous memory of this process, which the mapped database is no part of. */
static long memory_kib(void)
{
	FILE *f = fopen("/proc/self/status", "r");
	char line[256];
	long kib = 0;

	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "RssAnon: %ld", &kib) == 1)
			break;
	if (f)
		fclose(f);
	return kib;
}

static ties_code screen_all(struct bench *b, const ties_book *book, ties_error *err)
{
	const ties_screen_options options = {.size = sizeof options,
	                                     .threshold = b->expect ? DEEP_THRESHOLD : b->threshold,
	                                     .limit = b->expect ? DEEP_HITS : FIRST_HITS,
	                                     .exhaustive = b->exhaustive};
	ties_query query = {.schema = slice(b->schema ? b->schema : "")};
	ties_screener *screener = NULL;
	const ties_hits *found;
	ties_code rc = ties_screener_new(&screener, book, &options, err);
	double cost = clock_cost(), start = now(CLOCK_MONOTONIC);

	for (size_t i = 0; rc == TIES_OK && i < b->count; i++) {
		query.name = slice(b->query[i].name);
		double begin = now(CLOCK_THREAD_CPUTIME_ID);
		rc = ties_screen(screener, &query, &found, err);
		b->took[i] = now(CLOCK_THREAD_CPUTIME_ID) - begin - cost;
		if (rc == TIES_OK)
			note(b, &b->query[i], found);
	}
	b->wall = now(CLOCK_MONOTONIC) - start;
	b->memory = memory_kib();
	ties_screener_free(screener);
	return rc;
}

/* ---- output ------------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double percent(unsigned long part, unsigned long whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void print_groups(const struct bench *b)
{
	for (size_t i = 0; i < b->group_count; i++) {
		const struct tally *t = &b->group[i];
		if (b->expect)
			printf("group\t%s\t%lu\t%.2f\t%.2f\n", t->group, t->queries, percent(t->at5, t->queries),
			       percent(t->above, t->queries));
		else
			printf("group\t%s\t%lu\t%lu\t%.3f\n", t->group, t->queries, t->alerts,
			       percent(t->alerts, t->queries));
	}
}

static void print(struct bench *b, double open_seconds)
{
	double seconds = 0;

	for (size_t i = 0; i < b->count; i++)
		seconds += b->took[i];
	qsort(b->took, b->count, sizeof *b->took, by_size);
	printf("queries\t%zu\nseconds\t%.3f\nper_second\t%.0f\n", b->count, seconds, (double)b->count / seconds);
	printf("wall_per_second\t%.0f\n", (double)b->count / b->wall);
	printf("p50_us\t%.1f\np99_us\t%.1f\nmax_us\t%.1f\n", b->took[b->count / 2] * 1e6,
	       b->took[b->count * 99 / 100] * 1e6, b->took[b->count - 1] * 1e6);
	printf("open_ms\t%.2f\nmemory_kib\t%ld\n", open_seconds * 1e3, b->memory);
	printf("alerts\t%lu\nalert_percent\t%.3f\n", b->all.alerts, percent(b->all.alerts, b->all.queries));
	printf("exact_percent\t%.3f\n", percent(b->all.exact, b->all.queries));
	printf("answers\t%016llx\n", (unsigned long long)b->answers);
	if (b->expect)
		printf("at5_percent\t%.2f\nas5_percent\t%.2f\nabove_percent\t%.2f\n",
		       percent(b->all.at5, b->all.queries), percent(b->all.as5, b->all.queries),
		       percent(b->all.above, b->all.queries));
}

static bool parse_options(struct bench *b, int argc, char **argv)
{
	static const struct option options[] = {
	    {"schema", required_argument, NULL, 's'}, {"threshold", required_argument, NULL, 't'},
	    {"first", required_argument, NULL, 'f'},  {"exhaustive", no_argument, NULL, 'x'},
	    {"expect", no_argument, NULL, 'e'},       {"groups", no_argument, NULL, 'g'},
	    {"list", no_argument, NULL, 'l'},         {0}};
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		b->exhaustive |= c == 'x';
		b->expect |= c == 'e';
		b->groups |= c == 'g';
		b->list |= c == 'l';
		if (c == 's')
			b->schema = optarg;
		if (c == 't')
			b->threshold = strtod(optarg, NULL);
		if (c == 'f')
			b->first = strtoul(optarg, NULL, 10);
		if (c == '?')
			return false;
	}
	return optind + 2 == argc;
}

int main(int argc, char **argv)
{
	static struct bench b = {.threshold = 0.7, .first = SIZE_MAX};
	ties_error err = {TIES_ERR_USAGE, "usage: bench_screen [OPTIONS] DB QUERIES"};
	ties_book *book = NULL;
	ties_code rc = parse_options(&b, argc, argv) ? TIES_OK : TIES_ERR_USAGE;
	double begin = now(CLOCK_MONOTONIC), opened = 0;

	if (rc == TIES_OK && (rc = ties_book_open(&book, argv[optind], &err)) == TIES_OK) {
		opened = now(CLOCK_MONOTONIC) - begin;
		if (!read_queries(&b, argv[optind + 1])) {
			snprintf(err.message, sizeof err.message, "%s: no queries", argv[optind + 1]);
			rc = TIES_ERR_IO;
		}
	}
	if (rc == TIES_OK)
		rc = screen_all(&b, book, &err);
	if (rc == TIES_OK) {
		print(&b, opened);
		if (b.groups)
			print_groups(&b);
	} else {
		fprintf(stderr, "%s\n", err.message);
	}
	ties_book_close(book);
	free(b.text);
	free(b.query);
	free(b.took);
	return rc == TIES_OK ? 0 : 1;
}
