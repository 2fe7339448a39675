/* The nearest paths through random graphs in time are those that trying all of them finds, and who is near is who can
 * be reached in so many steps. `prop_paths [GRAPHS [SEED]]`, default 60 graphs; each is asked about every pair in every
 * reading, and some groups of people about the ties among them.
 *
 * The oracle knows nothing of the database: it keeps the ties as they were written into the curated files, walks every
 * path that visits nobody twice, and adds up what docs/ties.md says a step costs. */
#include "base/arena.h"
#include "dates/dates.h"
#include "graph/paths.h"
#include "model/model.h"
#include "random.h"
#include "ties.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PEOPLE_MAX = 9, TIES_MAX = 40, PATHS = 4, HOPS = 5, FOUND_MAX = 4096, READINGS = 5 };

static void need(bool condition, const char *what)
{
	if (condition)
		return;
	printf("Bail out! %s\n", what);
	exit(1);
}

static unsigned tests, failures;

static void report(bool good, const char *what, unsigned graph)
{
	tests++;
	failures += !good;
	printf("%s %u - %s, graph %u\n", good ? "ok" : "not ok", tests, what, graph);
}

/* ---- a random graph -------------------------------------------------------------------------------------- */

struct link {
	unsigned from, to;
	const char *relation, *modality, *confidence;
	const char *begin, *end; /* EDTF, or empty */
};

struct world {
	unsigned people, ties;
	struct link link[TIES_MAX];
};

/* With what a step along each costs, in thousandths. */
static const struct {
	const char *name;
	unsigned cost;
} relations[] = {{"leads", 800}, {"member_of", 1000}, {"family_of", 1000}, {"meets", 1400}, {"accuses", 1800}};
static const char *const modalities[] = {"asserted", "asserted", "asserted", "alleged", "denied"};
static const char *const confidences[] = {"verified", "verified", "recalled"};
static const char *const spans[][2] = {
    {"", ""},     {"2010", "2010"}, {"2011-05-07", "2011-05-07"}, {"2009", "2012-06"}, {"2012", ".."},
    {"", "2008"}, {"2007-03", ""},  {"2013-01-01", "2013-12-31"}, {"2010~", "2011"},   {"[2008..2010]", "2014"}};

static void make_world(struct world *w, struct random *r)
{
	w->people = 3 + below(r, PEOPLE_MAX - 2);
	w->ties = w->people + below(r, TIES_MAX - PEOPLE_MAX);
	for (unsigned i = 0; i < w->ties; i++) {
		const char *const *span = PICK(r, spans);
		struct link *l = &w->link[i];
		*l = (struct link){.from = below(r, w->people),
		                   .relation = relations[below(r, sizeof relations / sizeof *relations)].name,
		                   .modality = PICK(r, modalities),
		                   .confidence = PICK(r, confidences),
		                   .begin = span[0],
		                   .end = span[1]};
		l->to = (l->from + 1 + below(r, w->people - 1)) % w->people;
	}
}

static void write_world(const struct world *w, const char *folder)
{
	char path[128];
	snprintf(path, sizeof path, "%s/actors.csv", folder);
	FILE *actors = fopen(path, "w");
	snprintf(path, sizeof path, "%s/ties.csv", folder);
	FILE *ties = fopen(path, "w");

	need(actors && ties, "cannot write");
	fputs("id,name,schema,country,from,to,description,refs,source,confidence,notes\n", actors);
	for (unsigned i = 0; i < w->people; i++)
		fprintf(actors, "p%u,Person %c,Organization,,,,,,S,verified,\n", i, 'A' + (int)i);
	fputs(
	    "subject,subject_text,relation,object,object_text,role,from,to,event,place,amount_min,amount_max,currency,"
	    "amount_note,modality,attribution,source,confidence,notes\n",
	    ties);
	for (unsigned i = 0; i < w->ties; i++) {
		const struct link *l = &w->link[i];
		fprintf(ties, "p%u,,%s,p%u,,,%s,%s,,,,,,,%s,X,S,%s,\n", l->from, l->relation, l->to, l->begin, l->end,
		        l->modality, l->confidence);
	}
	need(fclose(actors) == 0 && fclose(ties) == 0, "cannot write");
}

static ties_book *build_world(const char *folder)
{
	char actors[128], ties[128], out[128];
	const char *sources[] = {actors, ties};
	ties_book *book = NULL;
	ties_error err = {0};

	snprintf(actors, sizeof actors, "%s/actors.csv", folder);
	snprintf(ties, sizeof ties, "%s/ties.csv", folder);
	snprintf(out, sizeof out, "%s/world.ties", folder);
	const ties_build_options options = {
	    .size = sizeof options, .output = out, .sources = sources, .source_count = 2, .now = 1};
	ties_build_report built;
	ties_code rc = ties_build(&options, &built, &err);
	need(rc == TIES_OK && built.rejects == 0, err.message);
	need(ties_book_open(&book, out, &err) == TIES_OK, err.message);
	need(ties_book_check(book, &err) == TIES_OK, err.message);
	return book;
}

/* ---- the oracle ------------------------------------------------------------------------------------------- */

struct reading {
	ties_reading reading;
	const char *from, *to;
};

static const struct reading readings[READINGS] = {{TIES_ANY_TIME, "", ""},
                                                  {TIES_ON_DATE, "2011-05-07", ""},
                                                  {TIES_BETWEEN, "2009", "2010-06"},
                                                  {TIES_IN_ORDER, "", ""},
                                                  {TIES_IN_ORDER, "2008", "2012"}};

struct oracle {
	const struct world *w;
	const struct reading *reading;
	unsigned goal;
	unsigned cost[TIES_MAX]; /* 0: not admitted */
	struct date_interval span[TIES_MAX];
	unsigned hub[PEOPLE_MAX];
	int32_t last; /* in order: the last day */
	unsigned path[HOPS + 1], hops;
	unsigned best[FOUND_MAX]; /* cost of each sequence of people */
	unsigned long sequence[FOUND_MAX];
	size_t found;
};

static struct date parse(const char *text)
{
	struct date d = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};

	if (*text)
		need(date_parse((str){text, strlen(text)}, &d, NULL) == TIES_OK, "a date of the test is none");
	return d;
}

/* It holds up to the last day that the end can mean. */
static struct date_interval span_of(const struct link *l)
{
	struct date_interval i = {parse(l->begin), parse(l->end)};

	if (i.to.kind == DATE_KNOWN) {
		i.to.first++;
		i.to.last++;
	}
	return i;
}

static ties_truth truth_of(const struct link *l, const struct reading *reading)
{
	struct date from = parse(reading->from), to = parse(reading->to);

	if (reading->reading == TIES_ANY_TIME || !*reading->from)
		return TIES_YES;
	if (reading->reading == TIES_ON_DATE)
		return date_holds(span_of(l), from);
	const struct date_interval window = {{.first = from.first, .last = from.first, .kind = DATE_KNOWN},
	                                     {.first = to.last + 1, .last = to.last + 1, .kind = DATE_KNOWN}};
	return date_overlap(span_of(l), window);
}

/* 0: not admitted. */
static unsigned cost_of(const struct link *l, const struct reading *reading)
{
	ties_truth truth = truth_of(l, reading);
	unsigned cost = 0;

	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
		if (strcmp(relations[i].name, l->relation) == 0)
			cost = relations[i].cost;
	if (strcmp(l->modality, "denied") == 0)
		cost += 5000;
	else if (strcmp(l->modality, "asserted") != 0)
		cost = cost * 150 / 100;
	if (strcmp(l->confidence, "recalled") == 0)
		cost = cost * 125 / 100;
	if (truth == TIES_POSSIBLY)
		cost = cost * 125 / 100;
	return truth == TIES_NO ? 0 : cost;
}

/* A tenth for every doubling of the ties, in quarters of a doubling. */
static unsigned hub_cost(const struct world *w, unsigned person)
{
	unsigned degree = 0, doublings = 0, quarter = 0;

	for (unsigned i = 0; i < w->ties; i++)
		degree += w->link[i].from == person || w->link[i].to == person;
	while (degree >> (doublings + 1))
		doublings++;
	if (doublings >= 2)
		quarter = (degree - (1u << doublings)) * 4 >> doublings;
	return 100 * (4 * doublings + quarter) / 4;
}

static void keep(struct oracle *o, unsigned cost)
{
	unsigned long sequence = 1;

	for (unsigned i = 0; i <= o->hops; i++)
		sequence = sequence * 16 + o->path[i];
	for (size_t i = 0; i < o->found; i++) {
		if (o->sequence[i] != sequence)
			continue;
		if (cost < o->best[i])
			o->best[i] = cost;
		return;
	}
	need(o->found < FOUND_MAX, "more paths than the oracle holds");
	o->sequence[o->found] = sequence;
	o->best[o->found++] = cost;
}

static bool visited(const struct oracle *o, unsigned person)
{
	for (unsigned i = 0; i <= o->hops; i++)
		if (o->path[i] == person)
			return true;
	return false;
}

/* Can the next tie come about on `day` or later? Moves `day` to when. */
static bool follows(const struct oracle *o, unsigned tie, int32_t *day)
{
	const struct date_interval *span = &o->span[tie];

	if (span->from.kind == DATE_KNOWN && span->from.first > *day)
		*day = span->from.first;
	return *day <= o->last && (span->to.kind != DATE_KNOWN || *day < span->to.last);
}

static void prepare(struct oracle *o)
{
	for (unsigned i = 0; i < o->w->ties; i++) {
		o->cost[i] = cost_of(&o->w->link[i], o->reading);
		o->span[i] = span_of(&o->w->link[i]);
	}
	for (unsigned i = 0; i < o->w->people; i++)
		o->hub[i] = hub_cost(o->w, i);
	o->last = *o->reading->to ? parse(o->reading->to).last : TIES_DAY_MAX;
}

static void try_all(struct oracle *o, unsigned cost, int32_t day)
{
	unsigned here = o->path[o->hops];

	if (here == o->goal) {
		keep(o, cost);
		return;
	}
	if (o->hops == HOPS)
		return;
	for (unsigned i = 0; i < o->w->ties; i++) {
		const struct link *l = &o->w->link[i];
		unsigned step = o->cost[i];
		unsigned other = l->from == here ? l->to : l->from;
		int32_t when = day;
		if (!step || (l->from != here && l->to != here) || visited(o, other))
			continue;
		if (o->reading->reading == TIES_IN_ORDER && !follows(o, i, &when))
			continue;
		unsigned hub = o->hops ? o->hub[here] : 0;
		o->path[++o->hops] = other;
		try_all(o, cost + hub + step, when);
		o->hops--;
	}
}

static int compare(const void *left, const void *right)
{
	unsigned a = *(const unsigned *)left, b = *(const unsigned *)right;

	return a < b ? -1 : a > b;
}

/* ---- both --------------------------------------------------------------------------------------------------- */

static bool steps_join(const ties_path *path, const char *from, const char *to)
{
	str here = {from, strlen(from)};

	for (size_t i = 0; i < path->step_count; i++) {
		const ties_trace_step *s = &path->steps[i];
		if (!str_equal(here, s->forward ? s->tie.from : s->tie.to))
			return false;
		here = s->forward ? s->tie.to : s->tie.from;
	}
	return str_is(here, to);
}

/* The same without regard to time, where hops are counted from the first step on. */
static bool agrees_counting(const ties_book *book, const struct oracle *o, const char *from, const char *to)
{
	struct arena arena = {0};
	struct graph_rules rules;
	struct graph_answer answer = {0};
	const struct graph_question question = {
	    .from = book_node_of(book, book_entity_by_id(book, (str){from, strlen(from)})),
	    .to = book_node_of(book, book_entity_by_id(book, (str){to, strlen(to)})),
	    .paths = PATHS,
	    .max_hops = HOPS,
	    .visits_max = UINT64_MAX};
	size_t want = o->found < PATHS ? o->found : PATHS;

	if (question.from == BOOK_NONE || question.to == BOOK_NONE)
		return want == 0;
	need(graph_rules_init(&rules, book, NULL, false, &arena, NULL) == TIES_OK &&
	         graph_paths(&answer, &rules, &question, &arena, NULL) == TIES_OK,
	     "memory");
	bool good = answer.count == want;
	for (size_t i = 0; good && i < want; i++)
		good = answer.paths[i].cost == o->best[i];
	arena_finish(&arena);
	return good;
}

/* What is denied between the two is told, as a step or beside the paths. */
static bool denials_are_told(const ties_trace *trace, const struct world *w, const struct reading *reading, unsigned a,
                             unsigned b)
{
	size_t denied = 0, told = trace->denial_count;

	for (unsigned i = 0; i < w->ties; i++) {
		const struct link *l = &w->link[i];
		bool between = (l->from == a && l->to == b) || (l->from == b && l->to == a);
		denied += between && strcmp(l->modality, "denied") == 0 && cost_of(l, reading) > 0;
	}
	for (size_t i = 0; i < trace->path_count; i++)
		told += trace->paths[i].step_count == 1 && str_is(trace->paths[i].steps[0].tie.modality, "denied");
	return told == denied;
}

static bool agree(const ties_book *book, const struct world *w, const struct reading *reading, unsigned a, unsigned b)
{
	static struct oracle o; /* too large for the stack */
	char from[16], to[16];
	ties_trace *trace;
	ties_error err = {0};
	const ties_trace_options options = {.size = sizeof options,
	                                    .reading = reading->reading,
	                                    .from = {reading->from, strlen(reading->from)},
	                                    .to = {reading->to, strlen(reading->to)},
	                                    .paths = PATHS,
	                                    .max_hops = HOPS};

	snprintf(from, sizeof from, "p%u", a);
	snprintf(to, sizeof to, "p%u", b);
	o = (struct oracle){.w = w, .reading = reading, .goal = b, .path = {a}};
	int32_t first = *reading->from ? parse(reading->from).first : TIES_DAY_MIN;
	prepare(&o);
	try_all(&o, 0, first);
	qsort(o.best, o.found, sizeof *o.best, compare);
	need(ties_trace_between(book, (str){from, strlen(from)}, (str){to, strlen(to)}, &options, &trace, &err) ==
	         TIES_OK,
	     err.message);
	size_t want = o.found < PATHS ? o.found : PATHS;
	bool good = trace->complete && trace->path_count == want;
	for (size_t i = 0; good && i < want; i++)
		good = (unsigned)(trace->paths[i].cost * 1000 + 0.5) == o.best[i] &&
		       steps_join(&trace->paths[i], from, to);
	good = good && denials_are_told(trace, w, reading, a, b);
	if (good && reading->reading == TIES_ANY_TIME)
		good = agrees_counting(book, &o, from, to);
	if (!good)
		printf("# %s to %s, reading %d: %zu paths, %zu wanted\n", from, to, (int)reading->reading,
		       trace->path_count, want);
	ties_trace_free(trace);
	return good;
}

/* ---- neighbourhoods ------------------------------------------------------------------------------------------ */

enum { UNREACHED = 99 };

/* Steps from `centre` to each, by going round until nothing changes. */
static void count_steps(const struct world *w, const struct reading *reading, unsigned centre, unsigned *steps)
{
	bool changed = true;

	for (unsigned i = 0; i < w->people; i++)
		steps[i] = i == centre ? 0 : UNREACHED;
	while (changed) {
		changed = false;
		for (unsigned i = 0; i < w->ties; i++) {
			unsigned a = w->link[i].from, b = w->link[i].to;
			if (!cost_of(&w->link[i], reading))
				continue;
			unsigned most = (steps[a] < steps[b] ? steps[a] : steps[b]) + 1;
			changed |= steps[a] > most || steps[b] > most;
			steps[a] = steps[a] > most ? most : steps[a];
			steps[b] = steps[b] > most ? most : steps[b];
		}
	}
}

/* Ties among those within the depth. */
static size_t count_ties(const struct world *w, const struct reading *reading, const unsigned *steps, unsigned depth)
{
	size_t count = 0;

	for (unsigned i = 0; i < w->ties; i++)
		count +=
		    cost_of(&w->link[i], reading) && steps[w->link[i].from] <= depth && steps[w->link[i].to] <= depth;
	return count;
}

static bool agrees_around(const ties_book *book, const struct world *w, const struct reading *reading, unsigned centre,
                          unsigned depth)
{
	unsigned steps[PEOPLE_MAX];
	char id[16];
	ties_around *around;
	ties_error err = {0};
	const ties_around_options options = {.size = sizeof options,
	                                     .reading = reading->reading,
	                                     .from = {reading->from, strlen(reading->from)},
	                                     .to = {reading->to, strlen(reading->to)},
	                                     .depth = depth};
	size_t near = 0;

	snprintf(id, sizeof id, "p%u", centre);
	need(ties_around_of(book, (str){id, strlen(id)}, &options, &around, &err) == TIES_OK, err.message);
	count_steps(w, reading, centre, steps);
	for (unsigned i = 0; i < w->people; i++)
		near += steps[i] >= 1 && steps[i] <= depth;
	bool good = around->neighbour_count == near && around->left_out == 0 &&
	            around->tie_count == count_ties(w, reading, steps, depth);
	for (size_t i = 0; good && i < near; i++) {
		const ties_neighbour *n = &around->neighbours[i];
		good = n->depth == steps[n->id.ptr[1] - '0'] &&
		       (i == 0 || n[-1].depth < n->depth || (n[-1].depth == n->depth && n[-1].cost <= n->cost));
	}
	ties_around_free(around);
	return good;
}

static bool check_around(const ties_book *book, const struct world *w)
{
	for (size_t i = 0; i < 3; i++) /* those without an order */
		for (unsigned centre = 0; centre < w->people; centre++)
			for (unsigned depth = 1; depth <= 4; depth++)
				if (!agrees_around(book, w, &readings[i], centre, depth))
					return false;
	return true;
}

/* ---- ties among several ----------------------------------------------------------------------------------- */

static const struct reading whenever = {TIES_ANY_TIME, "", ""};

/* 0: it holds on the day, 1: it did before, 2: it will. */
static unsigned standing_of(const struct link *l, struct date on)
{
	struct date_interval span = span_of(l);

	if (date_holds(span, on) != TIES_NO)
		return 0;
	return span.from.kind == DATE_KNOWN && span.from.first > on.last ? 2 : 1;
}

static bool same_group(const struct link *a, const struct link *b)
{
	bool same = a->from == b->from && a->to == b->to, turned = a->from == b->to && a->to == b->from;

	return (same || turned) && strcmp(a->relation, b->relation) == 0;
}

/* Where the group of a link stands: the best standing in it, then the least cost. */
static unsigned rank_of(const struct world *w, const struct link *l, struct date on)
{
	enum { MORE_THAN_ANY = 100000 };
	unsigned standing = 2, cost = MORE_THAN_ANY - 1;

	for (unsigned i = 0; i < w->ties; i++) {
		const struct link *other = &w->link[i];
		if (!same_group(l, other))
			continue;
		unsigned s = standing_of(other, on), c = cost_of(other, &whenever);
		standing = s < standing ? s : standing;
		cost = c < cost ? c : cost;
	}
	return standing * MORE_THAN_ANY + cost;
}

static bool is_link(const struct link *l, const ties_tie *tie)
{
	char from[16], to[16];

	snprintf(from, sizeof from, "p%u", l->from);
	snprintf(to, sizeof to, "p%u", l->to);
	return str_is(tie->from, from) && str_is(tie->to, to) && str_is(tie->relation, l->relation) &&
	       str_is(tie->modality, l->modality) && str_is(tie->begin.edtf, l->begin) &&
	       str_is(tie->end.edtf, l->end) && (tie->confidence == TIES_RECALLED) == (*l->confidence == 'r');
}

/* How often a link was told, beside how often it is there. */
static bool is_told(const struct world *w, const struct link *l, const struct graph_among *told)
{
	size_t there = 0, said = 0;

	for (unsigned i = 0; i < w->ties; i++)
		there += w->link[i].from == l->from && w->link[i].to == l->to &&
		         strcmp(w->link[i].relation, l->relation) == 0 &&
		         strcmp(w->link[i].modality, l->modality) == 0 && strcmp(w->link[i].begin, l->begin) == 0 &&
		         strcmp(w->link[i].end, l->end) == 0 && strcmp(w->link[i].confidence, l->confidence) == 0;
	for (size_t i = 0; i < told->tie_count; i++)
		said += is_link(l, &told->ties[i]);
	return said == there;
}

/* All of a group is told or nothing; what is told ranks before what is not; both together are all there are. */
static bool agrees_among(const struct world *w, const struct graph_among *told, unsigned people, size_t limit,
                         struct date on)
{
	unsigned worst_told = 0, best_cut = UINT32_MAX, worst_size = 0;
	size_t all = 0, count = 0;

	for (unsigned i = 0; i < w->ties; i++) {
		const struct link *l = &w->link[i];
		if (!(people >> l->from & 1) || !(people >> l->to & 1))
			continue;
		unsigned rank = rank_of(w, l, on), size = 0;
		all++;
		for (unsigned j = 0; j < w->ties; j++)
			size += same_group(l, &w->link[j]);
		if (is_told(w, l, told)) {
			count++;
			if (rank >= worst_told) {
				worst_size = rank > worst_told || size > worst_size ? size : worst_size;
				worst_told = rank;
			}
		} else if (rank < best_cut) {
			best_cut = rank;
		}
	}
	size_t least = all < limit ? all : limit;
	return told->event_tie_count == 0 && told->tie_count == count && count + told->left_out == all &&
	       count >= least && (count == 0 || count - worst_size < limit) && worst_told <= best_cut;
}

static bool check_among(const ties_book *book, const struct world *w, struct random *r)
{
	struct date on = parse("2011-05-07"), never = parse("");

	for (unsigned tries = 0; tries < 40; tries++) {
		unsigned people = below(r, 1u << w->people), count = 0;
		size_t limit = tries % 4 ? 1 + below(r, 12) : 1000;
		uint32_t items[PEOPLE_MAX];
		struct arena arena = {0};
		struct graph_among told;
		for (unsigned i = w->people; i-- > 0;) {
			char id[16];
			snprintf(id, sizeof id, "p%u", i);
			if (people >> i & 1)
				items[count++] = book_entity_by_id(book, (str){id, strlen(id)});
		}
		need(graph_among(&told, book, items, count, on, never, limit, &arena, NULL) == TIES_OK, "memory");
		bool good = agrees_among(w, &told, people, limit, on);
		arena_finish(&arena);
		if (!good)
			return false;
	}
	return true;
}

static unsigned check_world(const char *folder, struct random *r, unsigned number)
{
	static struct world w;
	unsigned pairs = 0;
	bool good = true;

	make_world(&w, r);
	write_world(&w, folder);
	ties_book *book = build_world(folder);
	for (size_t i = 0; i < READINGS && good; i++)
		for (unsigned a = 0; a < w.people && good; a++)
			for (unsigned b = 0; b < w.people && good; b++)
				if (a != b) {
					good = agree(book, &w, &readings[i], a, b);
					pairs++;
				}
	report(check_around(book, &w), "who is near is who can be reached", number);
	report(check_among(book, &w, r), "ties among several are all there are, and the most telling when cut", number);
	ties_book_close(book);
	report(good, "paths are those that trying all finds", number);
	return pairs;
}

int main(int argc, char **argv)
{
	unsigned graphs = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 60, pairs = 0;
	struct random r = {argc > 2 ? strtoul(argv[2], NULL, 10) * UINT64_C(0x9e3779b97f4a7c15) + 1 : 20261126};
	char folder[] = "/tmp/prop-paths-XXXXXX", command[64];

	need(mkdtemp(folder), "no temporary folder");
	for (unsigned i = 1; i <= graphs; i++)
		pairs += check_world(folder, &r, i);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	need(system(command) == 0, "cannot clean up");
	printf("# %u pairs\n1..%u\n", pairs, tests);
	return failures > 0;
}
