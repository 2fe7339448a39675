/* The same bytes come out of any number of threads: `prop_threads [SEED [FOLDER]]`, which leaves the lists in FOLDER.
 *
 * Two versions of a random graph, so large that threads share it: ties with all kinds of dates, of which some change or
 * go, records that more than one line tells, records without statements. Oracle: what one thread builds. */
#include "base/file.h"
#include "random.h"
#include "ties/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENTITIES = 40 * 1000, TIES = 60 * 1000 };

static void need(bool condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "prop_threads: %s\n", what);
	abort();
}

/* A day, a month, a year, or any day of a span. */
static void write_date(struct random *r, FILE *file, const char *property)
{
	unsigned form = below(r, 4), year = 1980 + below(r, 40), month = 1 + below(r, 12), day = 1 + below(r, 28);

	fprintf(file, ",\"%s\":[\"%s%u", property, form == 3 ? "[" : "", year);
	if (form != 2)
		fprintf(file, "-%02u", month);
	if (form == 0 || form == 3)
		fprintf(file, "-%02u", day);
	if (form == 3)
		fprintf(file, "..2023-01-%02u]", day);
	fputs("\"]", file);
}

static void write_tie(struct random *r, FILE *file, unsigned number)
{
	static const struct {
		const char *schema, *from, *to;
	} kinds[] = {{"Ownership", "owner", "asset"},
	             {"Directorship", "director", "organization"},
	             {"Family", "person", "relative"},
	             {"UnknownLink", "subject", "object"}};
	unsigned kind = below(r, sizeof kinds / sizeof *kinds);

	fprintf(file, "{\"id\":\"t%u\",\"schema\":\"%s\",\"properties\":{\"%s\":[\"e%u\",\"e%u\"],\"%s\":[\"e%u\"]",
	        number, kinds[kind].schema, kinds[kind].from, below(r, ENTITIES), below(r, ENTITIES), kinds[kind].to,
	        below(r, ENTITIES));
	if (below(r, 3))
		write_date(r, file, "startDate");
	if (below(r, 2))
		write_date(r, file, "endDate");
	fprintf(file, "},\"last_change\":\"2019-0%u-01\"}\n", 1 + below(r, 9));
}

/* A few in a hundred are not in the second version, or are other ties there. */
static void write_list(const char *path, uint64_t seed, bool second)
{
	FILE *file = fopen(path, "w");

	need(file != NULL, "cannot write the list");
	for (unsigned i = 0; i < ENTITIES; i++) {
		struct random r = {seed + i};
		fprintf(file, "{\"id\":\"e%u\",\"schema\":\"Organization\",\"properties\":{", i);
		if (below(&r, 8))
			fprintf(file, "\"name\":[\"Body %u\"],\"country\":[\"fr\"]", below(&r, 5000));
		fputs("}}\n", file);
		if (below(&r, 50) == 0)
			fprintf(file, "{\"id\":\"e%u\",\"schema\":\"Company\",\"properties\":{\"country\":[\"fr\"]}}\n",
			        i);
	}
	for (unsigned i = 0; i < TIES; i++) {
		struct random r = {seed * 3 + i};
		unsigned fate = below(&r, 50);
		if (second && fate == 0)
			continue;
		r.state += second && fate == 1;
		write_tie(&r, file, i);
	}
	need(fclose(file) == 0, "cannot write the list");
}

static struct file_map build(const char *folder, const char *first, const char *second, unsigned threads)
{
	char path[256];
	const char *const sources[] = {first, second};
	struct file_map map;
	ties_error err = {0};

	snprintf(path, sizeof path, "%s/%u.ties", folder, threads);
	const ties_build_options options = {.size = sizeof options,
	                                    .output = path,
	                                    .sources = sources,
	                                    .source_count = 2,
	                                    .now = 1,
	                                    .threads = threads};
	need(ties_build(&options, NULL, &err) == TIES_OK, err.message);
	need(file_map(&map, path, NULL) == TIES_OK, "cannot map the database");
	need(remove(path) == 0, "cannot clean up");
	return map;
}

int main(int argc, char **argv)
{
	static const unsigned threads[] = {0, 2, 3, 8};
	uint64_t seed = argc > 1 ? (uint64_t)atoll(argv[1]) * 2 + 1 : 88172645463325252u;
	char made[] = "/tmp/prop-threads-XXXXXX", first[256], second[256];
	const char *folder = argc > 2 ? argv[2] : mkdtemp(made);
	bool same = true;

	need(folder != NULL, "no folder");
	snprintf(first, sizeof first, "graph@2020-01-01=%s/1.ftm.json", folder);
	snprintf(second, sizeof second, "graph@2021-01-01=%s/2.ftm.json", folder);
	write_list(strchr(first, '=') + 1, seed, false);
	write_list(strchr(second, '=') + 1, seed, true);
	struct file_map one = build(folder, first, second, 1);
	for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
		struct file_map many = build(folder, first, second, threads[i]);
		same = same && str_equal(one.bytes, many.bytes);
		file_unmap(&many);
	}
	file_unmap(&one);
	if (argc <= 2)
		need(remove(strchr(first, '=') + 1) == 0 && remove(strchr(second, '=') + 1) == 0 && remove(folder) == 0,
		     "cannot clean up");
	printf("1..1\n%s 1 - the same bytes out of 1, 2, 3 and 8 threads\n", same ? "ok" : "not ok");
	return !same;
}
