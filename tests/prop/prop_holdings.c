/* Owners out of a database are those that its sources report: `prop_holdings [WORLDS [SEED]]`, default 60 worlds.
 *
 * A world is a list in several versions, whose reports of ownership come, go, and say other owners and shares, beside
 * curated reports that are alleged, proposed or denied, and a vessel that names its owner itself. The oracle knows
 * nothing of the database: it keeps what was written, and goes through all reports for each two. docs/owned.md says
 * what it counts. */
#include "dates/dates.h"
#include "graph/ownership.h"
#include "histories.h"

enum {
	ENTITIES = 6,
	VESSEL = ENTITIES - 1,
	RELATIONS = 7,
	CURATED = 5,
	LISTED = RELATIONS + 1,
	REPORTS = LISTED + CURATED
};
enum { NOBODY = ENTITIES, ASKED_TIMES = 12 };

/* ---- what is written -------------------------------------------------------------------------------------------- */

/** As it is written, and what it means in millionths. */
struct figure {
	const char *text;
	struct share share;
	bool stated;
};
static const struct figure figures[] = {{"", {0, SHARE_WHOLE}, false},        {"25", {250000, 250000}, true},
                                        {"62.5%", {625000, 625000}, true},    {"25-50", {250000, 500000}, true},
                                        {">50", {500001, SHARE_WHOLE}, true}, {"all of it", {0, SHARE_WHOLE}, false}};
static const struct figure roles[] = {{"", {0, SHARE_WHOLE}, false},
                                      {"", {0, SHARE_WHOLE}, false},
                                      {"majority", {500001, SHARE_WHOLE}, true},
                                      {"founder", {0, SHARE_WHOLE}, false}};
static const char *const begins[] = {"", "", "2020", "2021-02-15", "2021-03"};
static const char *const ends[] = {"", "", "2021-02-20", "2021-04", "2022"};
static const char *const modalities[] = {"asserted", "asserted", "alleged", "presumed", "proposed", "denied"};

/** What one version of a list says in one record. */
struct saying {
	bool there;
	unsigned owner; /* NOBODY: a vessel without */
	const struct figure *figure, *role;
	const char *begin, *end;
};

/** A record. Those of the curated file have one version, of no day. */
struct record {
	unsigned asset;
	const char *modality;
	struct saying said[VERSIONS_MAX];
};

struct world {
	struct history h;
	struct record records[REPORTS]; /* relations of the list, the vessel, curated ones */
	int32_t day[VERSIONS_MAX];
};

static void make_saying(struct world *w, struct record *record, unsigned version)
{
	struct random *r = &w->h.random;
	struct saying *said = &record->said[version];
	bool same = version > 0 && record->said[version - 1].there && below(r, 2);

	if (same) {
		*said = record->said[version - 1];
		return;
	}
	*said = (struct saying){.there = below(r, 4) != 0,
	                        .owner = (record->asset + 1 + below(r, ENTITIES - 1)) % ENTITIES,
	                        .figure = &PICK(r, figures),
	                        .role = &PICK(r, roles),
	                        .begin = PICK(r, begins),
	                        .end = PICK(r, ends)};
	if (version && below(r, 3))
		said->owner = record->said[0].owner;
}

static void make(struct world *w)
{
	struct random *r = &w->h.random;

	w->h.versions = 1 + below(r, 4);
	for (unsigned v = 0; v < w->h.versions; v++)
		w->day[v] = date_from_civil(2021, (int)v + 1, 10);
	for (unsigned i = 0; i < REPORTS; i++) {
		struct record *record = &w->records[i];
		*record =
		    (struct record){.asset = i == RELATIONS ? VESSEL : below(r, ENTITIES), .modality = "asserted"};
		for (unsigned v = 0; v < w->h.versions; v++)
			make_saying(w, record, v);
		for (unsigned v = 0; v < w->h.versions && i == RELATIONS; v++)
			record->said[v] = (struct saying){
			    true, below(r, 3) ? record->said[v].owner : NOBODY, &figures[0], &roles[0], "", ""};
		if (i >= LISTED) {
			record->modality = PICK(r, modalities);
			record->said[0].there = true;
			record->said[0].figure = &figures[0];
		}
	}
}

static void put(FILE *file, const char *property, const char *value)
{
	if (*value)
		fprintf(file, ",\"%s\":[\"%s\"]", property, value);
}

static void write_version(struct world *w, unsigned v)
{
	const char *name = arena_print(&w->h.arena, "v%u.json", v).ptr;
	FILE *file = create(&w->h, name);

	for (unsigned i = 0; i < ENTITIES; i++) {
		unsigned owner = w->records[RELATIONS].said[v].owner;
		fprintf(file, "{\"id\":\"E%u\",\"schema\":\"%s\",\"properties\":{\"name\":[\"Works %c\"]", i,
		        i == VESSEL ? "Vessel" : "Company", 'A' + (int)i);
		if (i == VESSEL && owner != NOBODY)
			put(file, "owner", arena_print(&w->h.arena, "E%u", owner).ptr);
		fprintf(file, "}}\n");
	}
	for (unsigned i = 0; i < RELATIONS; i++) {
		const struct saying *said = &w->records[i].said[v];
		if (!said->there)
			continue;
		fprintf(file, "{\"id\":\"R%u\",\"schema\":\"Ownership\",\"properties\":{\"asset\":[\"E%u\"]", i,
		        w->records[i].asset);
		put(file, "owner", arena_print(&w->h.arena, "E%u", said->owner).ptr);
		put(file, "percentage", said->figure->text);
		put(file, "role", said->role->text);
		put(file, "startDate", said->begin);
		put(file, "endDate", said->end);
		fprintf(file, "}}\n");
	}
	need(fclose(file) == 0, "cannot write");
	add_source(&w->h, 0, arena_print(&w->h.arena, "own@2021-0%u-10=", v + 1).ptr, name);
}

/* The curated actors are those of the list. */
static void write_files(struct world *w)
{
	FILE *actors = create(&w->h, "actors.csv"), *ties = create(&w->h, "ties.csv");

	fputs("id,name,schema,country,from,to,description,refs,source,confidence,notes\n", actors);
	for (unsigned i = 0; i < ENTITIES; i++)
		fprintf(actors, "p%u,Works %c,%s,,,,,own:E%u,S,verified,\n", i, 'A' + (int)i,
		        i == VESSEL ? "Vessel" : "Company", i);
	fputs(
	    "subject,subject_text,relation,object,object_text,role,from,to,event,place,amount_min,amount_max,currency,"
	    "amount_note,modality,attribution,source,confidence,notes\n",
	    ties);
	for (unsigned i = LISTED; i < REPORTS; i++) {
		const struct saying *said = &w->records[i].said[0];
		fprintf(ties, "p%u,,owns,p%u,,%s,%s,%s,,,,,,,%s,X,S,verified,\n", said->owner, w->records[i].asset,
		        said->role->text, said->begin, said->end, w->records[i].modality);
	}
	need(fclose(actors) == 0 && fclose(ties) == 0, "cannot write");
	add_source(&w->h, 0, "", "actors.csv");
	add_source(&w->h, 0, "", "ties.csv");
	for (unsigned v = 0; v < w->h.versions; v++)
		write_version(w, v);
}

/* ---- the oracle ---------------------------------------------------------------------------------------------------
 */

/** A question: the day asked about, the newest version known, and the one of that day (-1: none yet). */
struct question {
	int32_t on, known_day;
	int newest, then;
};

static bool owned_by(const struct saying *said, unsigned owner)
{
	return said->there && said->owner == owner;
}

/* The text of the last version that has one. */
static struct date last_date(const struct record *record, int newest, bool end)
{
	struct date d = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};

	for (int v = newest; v >= 0; v--) {
		const char *text = end ? record->said[v].end : record->said[v].begin;
		if (record->said[v].there && *text) {
			need(date_parse(str_from(text), &d, NULL) == TIES_OK, "a date of the test is none");
			break;
		}
	}
	return d;
}

/* Surely from the latest day on which it can have begun to the earliest on which it can have ended, the one not behind
 * the other. While it is said, what has no date has begun and goes on. */
static ties_truth holds(const struct record *record, const struct question *q, bool said)
{
	struct date begin = last_date(record, q->newest, false), end = last_date(record, q->newest, true);
	int32_t begun = said && begin.kind == DATE_UNKNOWN ? TIES_DAY_MIN : begin.last;
	int32_t ended = said && end.kind == DATE_UNKNOWN ? TIES_DAY_MAX : end.first;

	if (q->on < begin.first || q->on > end.last)
		return TIES_NO;
	bool surely = (q->on >= begun || q->on >= end.last) && (q->on <= ended || q->on <= begin.first);
	return surely ? TIES_YES : TIES_POSSIBLY;
}

/* What the version of that day says, else the next that says something, else the last before if the report is gone. */
static const struct figure *figure_of(const struct record *record, const struct question *q, bool said, bool role)
{
	for (int step = 0; step < 2; step++)
		for (int v = step          ? q->then - 1
		             : q->then < 0 ? 0
		                           : q->then;
		     step ? v >= 0 && !said : v <= q->newest; v += step ? -1 : 1) {
			const struct figure *f = role ? record->said[v].role : record->said[v].figure;
			if (record->said[v].there && *f->text)
				return f;
		}
	return &figures[0];
}

/** What is found between two. */
struct found {
	unsigned reports;
	struct share share;
	ties_truth on;
	bool stated;
};

struct report {
	struct share share;
	bool stated, counts, sure;
};

/* Does the record report that the one owns the other on that day? */
static bool reports(const struct record *record, struct question q, bool curated, unsigned owner, struct report *out)
{
	bool known = false;

	if (curated)
		q.newest = q.then = 0;
	for (int v = 0; v <= q.newest; v++)
		known |= owned_by(&record->said[v], owner);
	bool said = q.then >= 0 && owned_by(&record->said[q.then], owner);
	ties_truth on = holds(record, &q, said);
	if (!known || on == TIES_NO)
		return false;
	const struct figure *figure = figure_of(record, &q, said, false);
	if (!figure->stated)
		figure = figure_of(record, &q, said, true);
	*out = (struct report){.share = figure->stated ? figure->share : (struct share){0, SHARE_WHOLE},
	                       .stated = figure->stated,
	                       .counts = strcmp(record->modality, "denied") && strcmp(record->modality, "proposed"),
	                       .sure = !strcmp(record->modality, "asserted") && on == TIES_YES};
	return true;
}

static struct found find(const struct world *w, const struct question *q, unsigned owner, unsigned asset)
{
	struct report list[REPORTS];
	struct found f = {.share = {SHARE_WHOLE, 0}};
	bool figure = false, sure = false, any = false;

	for (unsigned i = 0; i < REPORTS; i++)
		if (owner != asset && w->records[i].asset == asset &&
		    reports(&w->records[i], *q, i >= LISTED, owner, &list[f.reports])) {
			figure |= list[f.reports].sure && list[f.reports].stated;
			f.reports++;
		}
	for (unsigned i = 0; i < f.reports; i++) {
		const struct report *r = &list[i];
		if (!r->counts || (figure && !r->stated))
			continue;
		any = true;
		sure |= r->sure;
		f.stated |= r->stated;
		f.share.high = r->share.high > f.share.high ? r->share.high : f.share.high;
		if (r->sure && r->share.low < f.share.low)
			f.share.low = r->share.low;
	}
	if (!sure)
		f.share.low = 0;
	f.on = sure ? TIES_YES : any ? TIES_POSSIBLY : TIES_NO;
	return f;
}

/* ---- both ---------------------------------------------------------------------------------------------------------
 */

static unsigned number_of(const ties_book *b, uint32_t entity)
{
	str id = book_string(b, BOOK_AT(b, ENTITY, entity)->id);

	return id.len == 2 && id.ptr[0] == 'p' ? (unsigned)(id.ptr[1] - '0') : NOBODY;
}

/* Every holding is one of the oracle, and it has no more among those that can be reached. */
static bool agree(const struct world *w, const ties_book *b, const struct question *q, unsigned self, bool assets)
{
	const struct ownership_question question = {.assets = assets,
	                                            .on = {.first = q->on, .last = q->on, .kind = DATE_KNOWN},
	                                            .known_day = q->known_day,
	                                            .depth = 16,
	                                            .limit = 1000};
	struct ownership o;
	bool near[ENTITIES] = {false}, good;
	size_t expected = 0;
	char id[] = {'p', (char)('0' + self)};

	need(ownership_collect(&o, b, book_entity_by_id(b, (str){id, 2}), &question, NULL) == TIES_OK, "memory");
	good = !o.cut;
	near[self] = true;
	for (size_t i = 0; i < o.holdings.len; i++) {
		const struct share_holding *h = &o.holdings.ptr[i];
		struct found f = find(w, q, number_of(b, o.nodes.ptr[h->owner]), number_of(b, o.nodes.ptr[h->asset]));
		good &= f.reports == o.reports.ptr[i].end - o.reports.ptr[i].begin && f.on == o.on.ptr[i] &&
		        f.stated == o.stated.ptr[i] && f.share.low == h->share.low && f.share.high == h->share.high;
	}
	for (unsigned round = 0; round < ENTITIES; round++)
		for (unsigned x = 0; x < ENTITIES; x++)
			for (unsigned y = 0; y < ENTITIES && near[x]; y++)
				near[y] |= find(w, q, assets ? x : y, assets ? y : x).reports > 0;
	for (unsigned x = 0; x < ENTITIES; x++)
		for (unsigned y = 0; y < ENTITIES; y++)
			expected += near[x] && find(w, q, assets ? x : y, assets ? y : x).reports > 0;
	good &= o.holdings.len == expected;
	ownership_finish(&o);
	return good;
}

static struct question ask(struct world *w)
{
	struct random *r = &w->h.random;
	struct question q = {.known_day = TIES_DAY_MAX, .newest = (int)w->h.versions - 1, .then = -1};

	q.on = w->day[0] - 30 + (int32_t)below(r, 180);
	if (below(r, 3) == 0) {
		q.newest = (int)below(r, w->h.versions);
		q.known_day = w->day[q.newest] + (int32_t)below(r, 20);
	}
	for (int v = 0; v <= q.newest; v++)
		if (w->day[v] <= q.on)
			q.then = v;
	return q;
}

/* How many of the questions are answered otherwise than the oracle says. */
static unsigned try(struct world *w, size_t *asked)
{
	const char *database = path_of(&w->h, "world.ties");
	unsigned wrong = 0;
	ties_book *book;

	build(database, NULL, w->h.sources[0], w->h.count[0]);
	need(ties_book_open(&book, database, NULL) == TIES_OK, "cannot open");
	for (unsigned i = 0; i < ASKED_TIMES; i++) {
		struct question q = ask(w);
		for (unsigned self = 0; self < ENTITIES; self++)
			for (int assets = 0; assets < 2; assets++, ++*asked)
				if (!agree(w, book, &q, self, assets) && wrong++ == 0)
					printf("# p%u %s on day %d of version %d, known %d\n", self,
					       assets ? "owns" : "is owned", q.on - w->day[0], q.then, q.newest);
	}
	ties_book_close(book);
	return wrong;
}

int main(int argc, char **argv)
{
	unsigned worlds = argc > 1 ? (unsigned)atoi(argv[1]) : 60, wrong = 0;
	struct random random = {argc > 2 ? (uint64_t)atoll(argv[2]) * 2 + 1 : 0x686f6c64u};
	size_t asked = 0;

	for (unsigned i = 0; i < worlds && !wrong; i++) {
		static struct world w; /* too large for the stack */
		char folder[] = "/tmp/prop-holdings-XXXXXX";
		w = (struct world){.h = {.random = random}};
		need(mkdtemp(folder), "no folder");
		w.h.folder = arena_copy(&w.h.arena, str_from(folder));
		make(&w);
		write_files(&w);
		wrong += try(&w, &asked);
		need(system(arena_print(&w.h.arena, "rm -rf '%s'", folder).ptr) == 0, "cannot clean up");
		random = w.h.random;
		arena_finish(&w.h.arena);
		if (wrong)
			printf("# in world %u\n", i);
	}
	printf("1..1\n%s 1 - owners and what is owned are what was reported: %zu questions\n", wrong ? "not ok" : "ok",
	       asked);
	return wrong != 0;
}
