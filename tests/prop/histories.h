/* Random histories of lists as files, and the databases made of them.
 *
 * A history has several versions of a list in parts that are there or not (OFAC CSV), of one with changes in between
 * (FollowTheMoney, several a day), of one with days of its own (statements), and curated data that is given again each
 * time. */
#ifndef TESTS_HISTORIES_H
#define TESTS_HISTORIES_H

#include "base/arena.h"
#include "base/file.h"
#include "random.h"
#include "ties.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VERSIONS_MAX = 7, SOURCES_MAX = 64, PEOPLE = 14, BUILT_AT = 24, BEHIND_CHECKSUM = 40 };

static const char *const names[] = {"Ann", "Bob", "Cid", "Dot", "Eve", "Fay", "Gus", "Hal"};
static const char *const programs[] = {"SDGT", "IRAN", "CUBA"};

struct history {
	struct random random;
	struct arena arena;
	str folder;
	const char *sources[VERSIONS_MAX][SOURCES_MAX]; /* of each version */
	size_t count[VERSIONS_MAX];
	unsigned versions;
};

static inline void need(bool condition, const char *what)
{
	if (condition)
		return;
	printf("Bail out! %s\n", what);
	exit(1);
}

/* ---- files ---------------------------------------------------------------------------------------------- */

static inline FILE *create(struct history *h, const char *name)
{
	FILE *file = fopen(arena_print(&h->arena, "%s/%s", h->folder.ptr, name).ptr, "w");

	need(file, "cannot write");
	return file;
}

static inline void add_source(struct history *h, unsigned version, const char *prefix, const char *name)
{
	need(h->count[version] < SOURCES_MAX, "too many sources");
	h->sources[version][h->count[version]++] = arena_print(&h->arena, "%s%s/%s", prefix, h->folder.ptr, name).ptr;
}

/* Main file and aliases, one of which may know entries that the other does not. */
static inline void write_ofac(struct history *h, unsigned version)
{
	str name = arena_print(&h->arena, "ofac-2021-0%u-01", version + 1);
	struct random *r = &h->random;

	mkdir(arena_print(&h->arena, "%s/%s", h->folder.ptr, name.ptr).ptr, 0777);
	FILE *sdn = create(h, arena_print(&h->arena, "%s/sdn.csv", name.ptr).ptr);
	for (unsigned i = 1; i <= PEOPLE; i++)
		if (i <= 2 || below(r, 4))
			fprintf(
			    sdn,
			    "%u,\"%s, %s\",\"individual\",\"%s\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 196%u.\"\n",
			    i, PICK(r, names), PICK(r, names), PICK(r, programs), below(r, 3));
	fclose(sdn);
	if (below(r, 3)) {
		FILE *alt = create(h, arena_print(&h->arena, "%s/alt.csv", name.ptr).ptr);
		for (unsigned i = 1; i <= PEOPLE / 2; i++)
			if (i <= 2 || below(r, 4))
				fprintf(alt, "%u,%u,\"aka\",\"%s %s\",-0- \n", i, 100 + i, PICK(r, names),
				        PICK(r, names));
		fclose(alt);
	}
	add_source(h, version, "", name.ptr);
}

static inline void write_entity(struct random *r, FILE *file, unsigned i)
{
	fprintf(file,
	        "{\"id\":\"P%u\",\"schema\":\"%s\",\"properties\":{\"name\":[\"%s\",\"%s\"],\"country\":[\"%s\"]}", i,
	        below(r, 3) ? "Person" : "LegalEntity", PICK(r, names), PICK(r, names), below(r, 2) ? "ir" : "cu");
	if (below(r, 3) == 0)
		fprintf(file, ",\"last_change\":\"202%u-05-0%uT00:00:00\"", below(r, 2), 1 + below(r, 9));
	fprintf(file, "}");
}

static inline void write_sanction(struct random *r, FILE *file, unsigned i)
{
	fprintf(file,
	        "{\"id\":\"S%u\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"P%u\"],\"program\":[\"%s\"]}}",
	        i, i, PICK(r, programs));
}

static inline void write_whole(struct history *h, unsigned version)
{
	str name = arena_print(&h->arena, "ftm-%u.json", version);
	FILE *file = create(h, name.ptr);

	for (unsigned i = 0; i < PEOPLE; i++) {
		if (i >= 2 && below(&h->random, 4) == 0)
			continue;
		write_entity(&h->random, file, i);
		fputc('\n', file);
		write_sanction(&h->random, file, i);
		fputc('\n', file);
	}
	fclose(file);
	add_source(h, version, arena_print(&h->arena, "ftm@2021-0%u-10=", version + 1).ptr, name.ptr);
}

/* Up to three of one day, named in their order. */
static inline void write_changes(struct history *h, unsigned version)
{
	struct random *r = &h->random;

	for (unsigned n = 0; n < 1 + below(r, 3); n++) {
		str name = arena_print(&h->arena, "2021%02u15%06u-x.json", version + 1, n);
		FILE *file = create(h, name.ptr);
		unsigned first = below(r, PEOPLE);
		for (unsigned i = first; i < first + 3; i++) {
			if (below(r, 3) == 0) {
				fprintf(file, "{\"op\":\"DEL\",\"entity\":{\"id\":\"P%u\"}}\n", i);
				continue;
			}
			fprintf(file, "{\"op\":\"MOD\",\"entity\":");
			write_entity(r, file, i);
			fprintf(file, "}\n{\"op\":\"MOD\",\"entity\":");
			write_sanction(r, file, i);
			fprintf(file, "}\n");
		}
		fclose(file);
		add_source(h, version, "ftm=", name.ptr);
	}
}

static inline void write_statements(struct history *h, unsigned version)
{
	str name = arena_print(&h->arena, "statements-%u.csv", version);
	struct random *r = &h->random;
	FILE *file = create(h, name.ptr);

	fputs("canonical_id,prop,schema,value,dataset,first_seen,last_seen\n", file);
	for (unsigned i = 0; i < PEOPLE; i++) {
		for (unsigned n = 1 + below(r, 3); n > 0; n--)
			fprintf(file, "Q%u,name,Person,%s,%s,20%02u-01-01,2021-0%u-0%u\n", i, PICK(r, names),
			        below(r, 2) ? "a" : "b", 15 + below(r, 7), version + 1, 1 + below(r, 2));
		fprintf(file, "T%u,entity,Sanction,Q%u,a,20%02u-01-01,2021-0%u-0%u\n", i, i, 15 + below(r, 7),
		        version + 1, 1 + below(r, 2));
	}
	fclose(file);
	add_source(h, version, arena_print(&h->arena, "said@2021-0%u-20=", version + 1).ptr, name.ptr);
}

/* It has no date: each replaces the one before, so that only the newest is among all files. */
static inline void write_curated(struct history *h, unsigned version)
{
	str name = arena_print(&h->arena, "curated-%u.csv", version);
	FILE *file = create(h, name.ptr);

	fputs("id,name\n", file);
	for (unsigned i = 0; i < 4; i++)
		fprintf(file, "%u,%s %s\n", i + below(&h->random, 2), PICK(&h->random, names), PICK(&h->random, names));
	fclose(file);
	add_source(h, version, "curated=", name.ptr);
}

static inline void write_history(struct history *h)
{
	h->versions = 2 + below(&h->random, VERSIONS_MAX - 1);
	for (unsigned v = 0; v < h->versions; v++) {
		write_curated(h, v); /* the first of each version: see all_sources */
		write_ofac(h, v);
		if (v == 0 || below(&h->random, 2))
			write_whole(h, v);
		if (below(&h->random, 2))
			write_changes(h, v);
		write_statements(h, v);
	}
}

/* ---- databases -------------------------------------------------------------------------------------------- */

static inline const char *path_of(struct history *h, const char *name)
{
	return arena_print(&h->arena, "%s/%s", h->folder.ptr, name).ptr;
}

static inline void build(const char *output, const char *base, const char *const *sources, size_t count)
{
	const ties_build_options options = {.size = sizeof options,
	                                    .output = output,
	                                    .sources = sources,
	                                    .source_count = count,
	                                    .now = 1,
	                                    .force = true,
	                                    .base = base};
	ties_error err;
	ties_book *book;

	need(ties_build(&options, NULL, &err) == TIES_OK, err.message);
	need(ties_book_open(&book, output, &err) == TIES_OK, err.message);
	need(ties_book_check(book, &err) == TIES_OK, err.message);
	ties_book_close(book);
}

/* The sources of versions `from` to `to`, and of the curated data only the newest. */
static inline size_t sources_of(const struct history *h, unsigned from, unsigned to, const char *all[])
{
	size_t count = 0;

	all[count++] = h->sources[to][0];
	for (unsigned v = from; v <= to; v++)
		for (size_t i = 1; i < h->count[v]; i++)
			all[count++] = h->sources[v][i];
	return count;
}

/* But for the time of building, and the checksum that it is in. */
static inline bool same_bytes(const char *left, const char *right)
{
	struct file_map a, b;

	need(file_map(&a, left, NULL) == TIES_OK && file_map(&b, right, NULL) == TIES_OK, "cannot map");
	bool same = str_equal(str_slice(a.bytes, 0, BUILT_AT), str_slice(b.bytes, 0, BUILT_AT)) &&
	            str_equal(str_slice(a.bytes, BEHIND_CHECKSUM, a.bytes.len),
	                      str_slice(b.bytes, BEHIND_CHECKSUM, b.bytes.len));
	file_unmap(&a);
	file_unmap(&b);
	return same;
}

#endif
