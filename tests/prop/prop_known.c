/* What is answered of ties as known on a day is what a database of the versions up to that day answers:
 * `prop_known [HISTORIES [SEED]]`, default 40 histories.
 *
 * A history is several versions of a list in FollowTheMoney, in which relations come, go and come again, and say other
 * dates, roles, shares, ends, addresses and numbers. The oracle is a database of the versions up to each. Beside it
 * stands the one of all versions, asked with known_on. Ties, neighbourhoods and costs of paths have to be equal for
 * everybody. */
#include "histories.h"

#include <stdarg.h>

enum { ENTITIES = 14, RELATIONS = 14, SHOWN = 3 };

static const char *const addresses[] = {"1 High Street, Newtown, Wales", "1 HIGH STREET - Newtown, Wales",
                                        "2 High Street, Newtown, Wales", "Newtown, Wales"};
static const char *const dates[] = {"1999", "2004-05", "2004-05-06", "2010-01-01", "2015~"};

/** What was ever said to be whose, for the naive count of what they have in common. */
struct wealth {
	bool address[ENTITIES][2], number[ENTITIES][4];
};

/* ---- files -------------------------------------------------------------------------------------------------- */

/* `"name":["value"]` behind a comma, sometimes. */
static void maybe(struct random *r, FILE *file, const char *name, const char *value)
{
	if (below(r, 2))
		fprintf(file, ",\"%s\":[\"%s\"]", name, value);
}

static void write_relation(struct random *r, FILE *file, unsigned i)
{
	static const char *const roles[] = {"director", "chair", "agent"};
	static const char *const shares[] = {"25", "50", "75"};
	static const struct {
		const char *schema, *subject, *object;
	} kinds[] = {{"Directorship", "director", "organization"},
	             {"Ownership", "owner", "asset"},
	             {"UnknownLink", "subject", "object"},
	             {"Membership", "member", "organization"}};
	unsigned kind = i % 4, from = below(r, 8) ? i % ENTITIES : below(r, ENTITIES),
	         to = (from + 1 + i / 2) % ENTITIES;

	fprintf(file, "{\"id\":\"R%u\",\"schema\":\"%s\",\"properties\":{\"%s\":[\"E%u\"],\"%s\":[\"E%u\"", i,
	        kinds[kind].schema, kinds[kind].subject, from, kinds[kind].object, to);
	if (below(r, 4) == 0)
		fprintf(file, ",\"E%u\"", below(r, ENTITIES));
	fprintf(file, "]");
	maybe(r, file, "startDate", PICK(r, dates));
	maybe(r, file, "endDate", PICK(r, dates));
	maybe(r, file, "role", PICK(r, roles));
	maybe(r, file, "status", below(r, 3) ? "current" : "former");
	if (kind == 1)
		maybe(r, file, "percentage", PICK(r, shares));
	fprintf(file, "}}\n");
}

static bool is_vessel(unsigned i)
{
	return i % 4 == 0;
}

static void write_wealth(struct random *r, FILE *file, unsigned i, struct wealth *w)
{
	unsigned address = below(r, 8), number = below(r, 12);

	if (address < 4)
		fprintf(file, ",\"address\":[\"%s\"]", addresses[address]);
	if (address < 3)
		w->address[i][address / 2] |= !is_vessel(i);
	if (number < 4) {
		fprintf(file, ",\"taxNumber\":[\"%u\"]", 770012 + number);
		w->number[i][number] = true;
	}
}

/* A vessel names its owner itself. */
static void write_entity_of(struct random *r, FILE *file, unsigned i, struct wealth *w)
{
	fprintf(file, "{\"id\":\"E%u\",\"schema\":\"%s\",\"properties\":{\"name\":[\"Name %u\"]", i,
	        is_vessel(i) ? "Vessel"
	        : i % 4 == 1 ? "Person"
	                     : "Company",
	        i);
	write_wealth(r, file, i, w);
	if (is_vessel(i) && below(r, 2))
		fprintf(file, ",\"owner\":[\"E%u\"]", (i + 1 + below(r, 3)) % ENTITIES);
	fprintf(file, "}}\n");
}

static void write_versions(struct history *h, struct wealth *w)
{
	struct random *r = &h->random;

	h->versions = 2 + below(r, VERSIONS_MAX - 2);
	for (unsigned v = 0; v < h->versions; v++) {
		str name = arena_print(&h->arena, "v%u.json", v);
		FILE *file = create(h, name.ptr);
		for (unsigned i = 0; i < ENTITIES; i++)
			write_entity_of(r, file, i, w);
		for (unsigned i = 0; i < RELATIONS; i++)
			if (below(r, 4))
				write_relation(r, file, i);
		fclose(file);
		add_source(h, v, arena_print(&h->arena, "own@2021-0%u-10=", v + 1).ptr, name.ptr);
	}
}

/* ---- answers as text ---------------------------------------------------------------------------------------- */

__attribute__((format(printf, 2, 3))) static void tell(struct buf *out, const char *format, ...)
{
	char line[512];
	va_list args;

	va_start(args, format);
	int n = vsnprintf(line, sizeof line, format, args);
	va_end(args);
	need(n >= 0 && (size_t)n < sizeof line, "a line is too long");
	buf_add(out, (str){line, (size_t)n});
}

static void tell_ties(struct buf *out, const ties_tie *ties, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const ties_tie *t = &ties[i];
		tell(out, "  %.*s %.*s %.*s, %.*s [%d %d] to [%d %d], %.*s %d %d %d, %.*s\n", STR_ARG(t->from),
		     STR_ARG(t->relation), STR_ARG(t->to), STR_ARG(t->role), t->begin.first, t->begin.last,
		     t->end.first, t->end.last, STR_ARG(t->modality), t->derived, t->former, t->on, STR_ARG(t->ref));
	}
}

static void tell_status(struct buf *out, const ties_book *book, str id, str known_on)
{
	const ties_time time = {.on = STR("2010-06-01"), .known_on = known_on};
	ties_status *status;

	need(ties_status_of(book, id, &time, true, &status, NULL) == TIES_OK, "no status");
	tell_ties(out, status->ties, status->tie_count);
	ties_status_free(status);
}

static void tell_around(struct buf *out, const ties_book *book, str id, str known_on, ties_reading reading)
{
	const ties_around_options options = {.size = sizeof options,
	                                     .reading = reading,
	                                     .from = reading ? STR("2010-06-01") : STR(""),
	                                     .known_on = known_on,
	                                     .depth = 2};
	ties_around *around;

	need(ties_around_of(book, id, &options, &around, NULL) == TIES_OK, "nothing around");
	for (size_t i = 0; i < around->neighbour_count; i++)
		tell(out, " %.*s at %u costs %.3f\n", STR_ARG(around->neighbours[i].id), around->neighbours[i].depth,
		     around->neighbours[i].cost);
	tell_ties(out, around->ties, around->tie_count);
	ties_around_free(around);
}

static void tell_paths(struct buf *out, const ties_book *book, str from, str to, str known_on)
{
	const ties_trace_options options = {.size = sizeof options, .known_on = known_on, .paths = 5};
	ties_trace *trace;

	need(ties_trace_between(book, from, to, &options, &trace, NULL) == TIES_OK, "no trace");
	for (size_t i = 0; i < trace->path_count; i++)
		tell(out, " path of %zu steps costs %.3f\n", trace->paths[i].step_count, trace->paths[i].cost);
	ties_trace_free(trace);
}

static str id_of(struct history *h, unsigned i)
{
	return arena_print(&h->arena, "own-e%u", i);
}

static void tell_all(struct buf *out, struct history *h, const char *path, str known_on)
{
	ties_book *book;

	need(ties_book_open(&book, path, NULL) == TIES_OK, "cannot open");
	for (unsigned i = 0; i < ENTITIES; i++) {
		tell(out, "E%u\n", i);
		tell_status(out, book, id_of(h, i), known_on);
		tell_around(out, book, id_of(h, i), known_on, TIES_ANY_TIME);
		tell_around(out, book, id_of(h, i), known_on, TIES_ON_DATE);
		tell_paths(out, book, id_of(h, i), id_of(h, (i + 1) % ENTITIES), known_on);
		tell_paths(out, book, id_of(h, i), id_of(h, (i + 4) % ENTITIES), known_on);
	}
	ties_book_close(book);
}

/* ---- what is in common, counted ------------------------------------------------------------------------------- */

enum { MOST = 8 };

/* Two have a value in common that no more than MOST have. */
static bool have_common(const bool *has, size_t values, unsigned a, unsigned b)
{
	for (size_t v = 0; v < values; v++) {
		unsigned holders = 0;
		for (size_t i = 0; i < ENTITIES; i++)
			holders += has[i * values + v];
		if (has[a * values + v] && has[b * values + v] && holders <= MOST)
			return true;
	}
	return false;
}

static int64_t count_ties(struct history *h, ties_sql_session *session, unsigned a, unsigned b, const char *relation)
{
	static const char query[] =
	    "SELECT count(*) FROM ties WHERE relation = :relation AND derived AND ((subject = :a AND "
	    "object = :b) OR (subject = :b AND object = :a))";
	const ties_sql_parameter given[] = {{STR("a"), {.type = TIES_SQL_TEXT, .text = id_of(h, a)}},
	                                    {STR("b"), {.type = TIES_SQL_TEXT, .text = id_of(h, b)}},
	                                    {STR("relation"), {.type = TIES_SQL_TEXT, .text = str_from(relation)}}};
	ties_sql_rows *rows;

	need(ties_sql_ask(session, str_from(query), given, 3, NULL, &rows, NULL) == TIES_OK, "cannot count");
	int64_t n = rows->rows[0][0].integer;
	ties_sql_free(rows);
	return n;
}

/* Of how many pairs the ties of the database of all versions are not those counted; `common` counts pairs that have
 * one.
 */
static unsigned compare_common(struct history *h, const struct wealth *w, size_t *common)
{
	ties_sql_session *session;
	ties_book *book;
	unsigned differing = 0;

	need(ties_book_open(&book, path_of(h, "all.ties"), NULL) == TIES_OK, "cannot open");
	need(ties_sql_open(&session, book, NULL) == TIES_OK, "no session");
	for (unsigned a = 0; a < ENTITIES; a++)
		for (unsigned b = a + 1; b < ENTITIES; b++) {
			bool address = have_common(&w->address[0][0], 2, a, b),
			     number = have_common(&w->number[0][0], 4, a, b);
			differing += count_ties(h, session, a, b, "shares_address_with") != address;
			differing += count_ties(h, session, a, b, "shares_number_with") != number;
			*common += address + number;
		}
	ties_sql_close(session);
	ties_book_close(book);
	return differing;
}

/* ---- the property ------------------------------------------------------------------------------------------- */

static void show_difference(const struct buf *a, const struct buf *b)
{
	str left = buf_str(a), right = buf_str(b), x, y;

	while (str_split(&left, '\n', &x) && str_split(&right, '\n', &y))
		if (!str_equal(x, y)) {
			printf("# up to then: %.*s\n# known then: %.*s\n", STR_ARG(x), STR_ARG(y));
			return;
		}
}

/* How many of its versions differ; `bytes` counts what was compared. */
static unsigned compare(struct history *h, size_t *bytes)
{
	const char *list[VERSIONS_MAX * SOURCES_MAX];
	const char *all = path_of(h, "all.ties"), *part = path_of(h, "part.ties");
	unsigned last = h->versions - 1, differing = 0;
	size_t n = 0;

	for (unsigned v = 0; v <= last; v++)
		list[n++] = h->sources[v][0];
	build(all, NULL, list, n);
	for (unsigned v = 0; v <= last; v++) {
		struct buf then = {0}, known = {0};
		build(part, NULL, list, v + 1);
		tell_all(&then, h, part, STR(""));
		tell_all(&known, h, all, arena_print(&h->arena, "2021-0%u-%u", v + 1, 10 + v));
		need(!then.failed && !known.failed, "no memory");
		*bytes += then.len;
		if (!str_equal(buf_str(&then), buf_str(&known)) && differing++ == 0)
			show_difference(&then, &known);
		buf_finish(&then);
		buf_finish(&known);
	}
	return differing;
}

int main(int argc, char **argv)
{
	unsigned histories = argc > 1 ? (unsigned)atoi(argv[1]) : 40, differing = 0;
	struct random random = {argc > 2 ? (uint64_t)atoll(argv[2]) * 2 + 1 : 88172645463325252u};
	size_t bytes = 0, common = 0;
	unsigned miscounted = 0;

	for (unsigned i = 0; i < histories && differing < SHOWN; i++) {
		struct history h = {.random = random};
		struct wealth w = {0};
		char folder[] = "/tmp/prop-known-XXXXXX";
		need(mkdtemp(folder), "no folder");
		h.folder = arena_copy(&h.arena, str_from(folder));
		write_versions(&h, &w);
		if (compare(&h, &bytes)) {
			printf("# history %u differs (state %llu)\n", i, (unsigned long long)random.state);
			differing++;
		}
		miscounted += compare_common(&h, &w, &common);
		need(system(arena_print(&h.arena, "rm -rf '%s'", folder).ptr) == 0, "cannot clean up");
		random = h.random;
		arena_finish(&h.arena);
	}
	need(bytes > (size_t)histories * 1000, "there is too little to compare");
	printf("1..2\n%s 1 - %u histories: ties known on a day are those of a database of the versions up to it\n",
	       differing ? "not ok" : "ok", histories);
	need(common > histories, "too few have something in common");
	printf("%s 2 - addresses and numbers in common are those counted: %zu\n", miscounted ? "not ok" : "ok", common);
	return differing || miscounted;
}
