/* What is exported and built again is what it was: for random histories, both forms of export give the bytes of the
 * database that they are of, but for the time of building; and a part of it, built and exported again, is the same
 * part. `prop_export [HISTORIES [SEED]]`, default 25 histories.
 *
 * Beside the histories of histories.h there are texts that are hard to write down, dates of all kinds, values that were
 * published otherwise, in languages, proposed only; numbers that join records of two lists, one that joins none since
 * three have it, ids that read alike, and decisions of people. */
#include "book/book.h"
#include "export/export.h"
#include "histories.h"

enum { SHOWN = 5, PARTS = 4 };

static const char *const forms[] = {"ftm", "statements"};

/* ---- more to lose --------------------------------------------------------------------------------------- */

/* As JSON writes them. */
static const char *const texts[] = {
    "plain",      "\\\"quoted\\\"",   "back\\\\slash",  "two\\nlines", "\\r\\nreturn\\r",
    "a,b;c",      "\\\\x00 no NUL",   "\\u0001\\u001f", "مجاهدین خلق", "王偉 \\ud83d\\ude00",
    "\\u00a0 nb", "'; DROP TABLE x;", "\\ttab",         "\\uffff",     "=1+1"};
static const char *const dates[] = {"1951", "1951-04",   "1951-04-30", "1951~", "1951?",
                                    "195X", "1951/1953", "..",         "-0044", "1951-13-99"};

static void write_texts(struct random *r, FILE *file, const char *property)
{
	fprintf(file, ",\"%s\":[", property);
	for (unsigned n = 1 + below(r, 3); n > 0; n--)
		fprintf(file, "\"%s%s\"%s", PICK(r, texts), PICK(r, texts), n > 1 ? "," : "]");
}

/* Persons of a dataset, who share names and numbers with those of others. */
static void write_odd(struct history *h, const char *dataset)
{
	struct random *r = &h->random;
	str name = arena_print(&h->arena, "%s.json", dataset);
	FILE *file = create(h, name.ptr);

	for (unsigned i = 0; i < PEOPLE; i++) {
		fprintf(file, "{\"id\":\"%s%u\",\"schema\":\"Person\",\"properties\":{\"name\":[\"%s Walker\"]",
		        below(r, 2) ? "N/" : "N-", i / 2, names[i % 8]);
		fprintf(file, ",\"birthDate\":[\"%s\"],\"passportNumber\":[\"P123%02u\"]", PICK(r, dates),
		        below(r, 5) ? i : 0);
		write_texts(r, file, "alias");
		write_texts(r, file, "notes");
		write_texts(r, file, "position");
		fprintf(file,
		        "}}\n{\"id\":\"O%u\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"N/%u\"],"
		        "\"asset\":[\"N-%u\"],\"startDate\":[\"%s\"],\"percentage\":[\"12.5\"]",
		        i, below(r, PEOPLE), below(r, PEOPLE), PICK(r, dates));
		write_texts(r, file, "role");
		fprintf(file, "}}\n");
	}
	fclose(file);
	add_source(h, 0, arena_print(&h->arena, "%s@2021-01-05=", dataset).ptr, name.ptr);
}

static void write_qualified(struct history *h)
{
	struct random *r = &h->random;
	FILE *file = create(h, "qualified.csv");

	fputs("canonical_id,prop,schema,value,dataset,lang,original_value,external,first_seen,last_seen\n", file);
	for (unsigned i = 0; i < PEOPLE; i++)
		fprintf(file,
		        "X%u,name,Person,%s,a,%s,\" as %s,\n\"\"published\"\" \",%s,2019-0%u-01,2021-01-0%u\n"
		        "X%u,birthDate,Person,%s,b,,,,,\n",
		        i, PICK(r, names), below(r, 2) ? "fa" : "", PICK(r, programs), below(r, 2) ? "t" : "f",
		        1 + below(r, 9), 1 + below(r, 2), i, PICK(r, dates));
	fclose(file);
	add_source(h, 0, "qualified=", "qualified.csv");
}

static void write_decisions(struct history *h)
{
	struct random *r = &h->random;
	FILE *file = create(h, "decisions.csv");
	static const char *const verdicts[] = {"same", "different", "unsure"};

	fputs("left,right,decision,who,when,reason\n", file);
	for (unsigned i = 0; i < PEOPLE; i++)
		fprintf(file, "ftm:P%u,curated:%u,%s,\"ann, of \"\"x\"\"\",2026-01-%02u,\"because\nof %s\"\n",
		        below(r, PEOPLE), below(r, 5), PICK(r, verdicts), 1 + below(r, 28), PICK(r, names));
	fclose(file);
	add_source(h, 0, "", "decisions.csv");
}

/* What a case must not be without, as it stands in statements. */
static const char *const needed[] = {
    "still=1",  "own_first=1",   "own_last=1", "first_of_day=", "last_of_day=", "part=1", "escaped=",    "evidence=8",
    "\"same\"", "\"different\"", "\"unsure\"", "changes=1",     "partial=",     "n-3-2",  "\"proposed\""};
enum { NEEDED = sizeof needed / sizeof *needed };

static void note_needed(const char *path, bool seen[NEEDED])
{
	struct file_map map;

	need(file_map(&map, path, NULL) == TIES_OK, "cannot map");
	for (size_t i = 0; i < NEEDED; i++)
		seen[i] |= str_find(map.bytes, str_from(needed[i]), 0) != SIZE_MAX;
	file_unmap(&map);
}

/* ---- out and in ------------------------------------------------------------------------------------------ */

static bool to_file(void *context, str bytes)
{
	return fwrite(bytes.ptr, 1, bytes.len, context) == bytes.len;
}

/* `centre` is the id of an entity, or NULL. */
static void export(const char *database, const char *form, const char *centre, const char *path)
{
	const struct export_options options = {.centres = &centre, .centre_count = centre != NULL, .depth = 1};
	FILE *file = fopen(path, "w");
	const struct export_sink sink = {.write = to_file, .context = file};
	ties_book *book = NULL;
	ties_error err;

	need(file && ties_book_open(&book, database, &err) == TIES_OK, "cannot open");
	need(export_write(book, export_format_find(form), &options, &sink, &err) == TIES_OK, err.message);
	ties_book_close(book);
	need(fclose(file) == 0, "cannot write");
}

static bool are_equal(const char *left, const char *right)
{
	struct file_map a, b;

	need(file_map(&a, left, NULL) == TIES_OK && file_map(&b, right, NULL) == TIES_OK, "cannot map");
	bool same = str_equal(a.bytes, b.bytes);
	file_unmap(&a);
	file_unmap(&b);
	return same;
}

static bool whole_comes_back(struct history *h, const char *all, const char *form, bool *seen)
{
	const char *out = path_of(h, form), *again = path_of(h, "again.ties");

	export(all, form, NULL, out);
	note_needed(out, seen);
	build(again, NULL, &out, 1);
	return same_bytes(all, again);
}

/* The id of somebody in the database. */
static const char *somebody(struct history *h, const char *all)
{
	ties_book *book;
	ties_error err;

	need(ties_book_open(&book, all, &err) == TIES_OK, err.message);
	str id = book_string(book, BOOK_AT(book, ENTITY, below(&h->random, book->ENTITY.count))->id);
	const char *copy = arena_copy(&h->arena, id).ptr;
	ties_book_close(book);
	return copy;
}

static bool part_comes_back(struct history *h, const char *all, const char *form, bool *seen)
{
	const char *out = path_of(h, "part"), *again = path_of(h, "part.ties"), *second = path_of(h, "second");
	const char *centre = somebody(h, all);

	export(all, form, centre, out);
	note_needed(out, seen);
	build(again, NULL, &out, 1);
	export(again, form, centre, second);
	return are_equal(out, second);
}

static bool comes_back(struct history *h, bool *seen)
{
	const char *list[VERSIONS_MAX * SOURCES_MAX];
	const char *all = path_of(h, "all.ties");
	bool same = true;

	build(all, NULL, list, sources_of(h, 0, h->versions - 1, list));
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		same &= whole_comes_back(h, all, forms[i], seen);
		for (unsigned n = 0; n < PARTS; n++)
			same &= part_comes_back(h, all, forms[i], seen);
	}
	return same;
}

static bool try(struct random *random, bool *seen)
{
	struct history h = {.random = *random};
	char folder[] = "/tmp/prop-export-XXXXXX";

	need(mkdtemp(folder), "no folder");
	h.folder = arena_copy(&h.arena, str_from(folder));
	write_history(&h);
	write_odd(&h, "odd");
	write_odd(&h, "even");
	write_odd(&h, "third");
	write_qualified(&h);
	write_decisions(&h);
	bool same = comes_back(&h, seen);
	need(system(arena_print(&h.arena, "rm -rf '%s'", folder).ptr) == 0, "cannot clean up");
	*random = h.random;
	arena_finish(&h.arena);
	return same;
}

int main(int argc, char **argv)
{
	bool seen[NEEDED] = {0};
	unsigned histories = argc > 1 ? (unsigned)atoi(argv[1]) : 25, differing = 0;
	struct random random = {argc > 2 ? (uint64_t)atoll(argv[2]) * 2 + 1 : 88172645463325252u};

	for (unsigned i = 0; i < histories; i++) {
		struct random before = random;
		if (!try(&random, seen) && differing++ < SHOWN)
			printf("# history %u differs (state %llu)\n", i, (unsigned long long)before.state);
	}
	for (size_t i = 0; i < NEEDED; i++)
		if (!seen[i]) {
			printf("# no history has %s\n", needed[i]);
			differing++;
		}
	printf("1..1\n%s 1 - %u histories: what is exported and built again has the bytes that it had\n",
	       differing ? "not ok" : "ok", histories);
	return differing != 0;
}
