/* Screening as OFAC's search does equals brute force: for random queries a screener that retrieves, one that scores
 * every name and the naive oracle of ofac_oracle.h give the same entities, scores and order. `prop_ofac [QUERIES
 * [SEED]]`, default 300 queries. */
#include "tests/prop/ofac_oracle.h"
#include "tests/prop/small_book.h"

#include "random.h"
#include "ties/match.h"

enum { ENTITIES = 600, WORDS_MAX = 7, SHOWN = 5 };

static const double rounding = 1e-12; /* the oracle adds in another order */

/* ---- names ------------------------------------------------------------------------------------------- */

static const char *const words[] = {
    "Mohammed", "Muhammad",      "Mohamed",  "Usama",   "Osama",   "bin",      "Ladin",    "Laden",
    "Ali",      "al-Harbi",      "José",     "Müller",  "Muller",  "Smith",    "Smyth",    "John",
    "Jon",      "Robert",        "Rupert",   "O'Neil",  "Trading", "Company",  "Co.",      "Ltd",
    "Petro",    "Oil",           "7",        "21",      "Bank",    "of",       "Nguyen",   "Путин",
    "محمد",     "Łucja",         "Anna-Mar", "Tymczak", "Pfister", "Honeyman", "Ashcraft", "Wołek",
    "Öz",       "Straße",        "Çelik",    "Zhukov",  "Shukov",  "Qadhafi",  "Gaddafi",  "A.",
    "B.",       "Establishment",
};

static str make_name(struct random *r, struct arena *arena)
{
	str name = STR("");

	/* now and then one that is longer than a machine word */
	for (uint32_t n = 1 + below(r, below(r, 12) ? 4 : 3 * WORDS_MAX); n > 0; n--)
		name = arena_print(arena, "%.*s%s%s", STR_ARG(name),
		                   name.len == 0 ? ""
		                   : below(r, 6) ? " "
		                                 : ", ",
		                   PICK(r, words));
	return name;
}

/* One ASCII letter exchanged, left out or doubled. */
static str edit(struct random *r, str name, struct arena *arena)
{
	size_t at = name.len ? below(r, (uint32_t)name.len) : 0;

	if (name.len == 0 || (name.ptr[at] & 0x80))
		return name;
	str before = str_slice(name, 0, at), behind = str_slice(name, at + 1, name.len);
	char letter = name.ptr[at];
	switch (below(r, 3)) {
	case 0:
		return arena_print(arena, "%.*s%.*s", STR_ARG(before), STR_ARG(behind));
	case 1:
		return arena_print(arena, "%.*s%c%c%.*s", STR_ARG(before), letter, letter, STR_ARG(behind));
	default:
		return arena_print(arena, "%.*s%c%.*s", STR_ARG(before), 'a' + (int)below(r, 26), STR_ARG(behind));
	}
}

/** A name as the book was told it. */
struct said {
	uint32_t entity;
	enum model_property property;
	bool later; /* since 2011; else nobody knows since when */
	str name;
};

struct world {
	enum model_schema schema[ENTITIES];
	VEC(struct said) said;
	struct arena arena;
};

static void say(struct random *r, struct world *w, struct small_book *sb, uint32_t entity, enum model_property property)
{
	struct said s = {entity, property, below(r, 3) == 0, make_name(r, &w->arena)};

	small_book_say(sb, property, s.name)->first_seen = s.later ? 15000 : TIES_DAY_MIN;
	small_book_need(vec_push(&w->said, s), "memory");
}

static void make_book(struct random *r, struct world *w, const char *path)
{
	static const enum model_schema schemata[] = {SCHEMA_PERSON, SCHEMA_COMPANY, SCHEMA_VESSEL};
	static const enum model_property properties[] = {PROP_ALIAS, PROP_WEAK_ALIAS, PROP_ADJECTIVE};
	struct small_book sb = {0};

	small_book_begin(&sb);
	for (unsigned i = 0; i < ENTITIES; i++) {
		char id[32];
		if (i == ENTITIES / 2)
			small_book_dataset(&sb, "third");
		snprintf(id, sizeof id, "e-%05u", i);
		w->schema[i] = PICK(r, schemata);
		small_book_entity(&sb, id, w->schema[i]);
		say(r, w, &sb, i, PROP_NAME);
		for (uint32_t n = below(r, 3); n > 0; n--)
			say(r, w, &sb, i, PICK(r, properties));
	}
	small_book_write(&sb, path);
}

/* ---- brute force --------------------------------------------------------------------------------------- */

/** What is asked. */
struct question {
	ties_query query;
	double threshold;
	bool other;   /* only of the dataset "third" */
	bool earlier; /* only what was known in 2000: names without a first day */
};

static bool is_asked_for(const struct world *w, const struct question *q, uint32_t entity)
{
	if (q->other && entity < ENTITIES / 2)
		return false;
	return q->query.schema.len == 0 || str_is(q->query.schema, model_schema_name(w->schema[entity]));
}

/* Was the name itself, or the same one as another kind of name, said by then? */
static bool is_known(const struct world *w, const struct question *q, const struct said *said)
{
	for (size_t i = 0; i < w->said.len; i++) {
		const struct said *s = &w->said.ptr[i];
		if (s->entity == said->entity && s->property != PROP_ADJECTIVE && str_equal(s->name, said->name) &&
		    !(q->earlier && s->later))
			return true;
	}
	return false;
}

/* Best score by entity, -1 without one; how many reach the threshold. */
static size_t brute_force(const struct world *w, const struct question *q, double best[ENTITIES])
{
	size_t count = 0;

	for (size_t i = 0; i < ENTITIES; i++)
		best[i] = -1;
	for (size_t i = 0; i < w->said.len; i++) {
		const struct said *s = &w->said.ptr[i];
		if (s->property == PROP_ADJECTIVE || !is_asked_for(w, q, s->entity) || !is_known(w, q, s))
			continue;
		double score = oracle_score(q->query.name, s->name);
		best[s->entity] = score > best[s->entity] ? score : best[s->entity];
	}
	for (size_t i = 0; i < ENTITIES; i++)
		count += best[i] >= q->threshold;
	return count;
}

/* ---- comparison ---------------------------------------------------------------------------------------- */

struct trial {
	const ties_book *b;
	struct world world;
	struct random random;
	struct arena arena; /* of the question */
	unsigned queries, differing;
	uint64_t hits, scored, scored_by_all;
};

static void screen(struct trial *t, const struct question *q, bool exhaustive, ties_screener **screener,
                   const ties_hits **hits)
{
	const ties_screen_options options = {
	    .size = sizeof options,
	    .threshold = q->threshold,
	    .limit = SIZE_MAX,
	    .dataset = q->other ? STR("third") : STR(""),
	    .time = {.known_on = q->earlier ? STR("2000-01-01") : STR("")},
	    .exhaustive = exhaustive,
	    .scorer = STR("ofac"),
	};
	ties_error err;

	if (ties_screener_new(screener, t->b, &options, &err) == TIES_OK &&
	    ties_screen(*screener, &q->query, hits, &err) == TIES_OK)
		return;
	printf("Bail out! %s\n", err.message);
	exit(1);
}

static bool same_hits(const ties_hits *a, const ties_hits *b)
{
	bool same = a->total == b->total && a->hit_count == b->hit_count;

	for (size_t i = 0; same && i < a->hit_count; i++)
		same = str_equal(a->hits[i].entity.id, b->hits[i].entity.id) && a->hits[i].score == b->hits[i].score &&
		       str_equal(a->hits[i].name, b->hits[i].name);
	return same;
}

/* Everyone over the threshold and nobody else, with that score, best first. Rounding may decide on the threshold. */
static bool same_as_brute(const struct question *q, const ties_hits *hits, const double best[ENTITIES])
{
	size_t sure = 0, seen = 0;

	for (size_t i = 0; i < ENTITIES; i++)
		sure += best[i] >= q->threshold + rounding;
	for (size_t k = 0; k < hits->hit_count; k++) {
		const ties_hit *hit = &hits->hits[k];
		uint64_t entity; /* of "e-00042" */
		if (!str_to_u64(str_slice(hit->entity.id, 2, SIZE_MAX), &entity))
			return false;
		double apart = hit->name_score - best[entity];
		if (apart > rounding || -apart > rounding || (k > 0 && hit->score > hits->hits[k - 1].score))
			return false;
		seen += best[entity] >= q->threshold + rounding;
	}
	return seen == sure && strcmp(hits->scorer, "ofac-1") == 0;
}

static struct question make_question(struct trial *t)
{
	static const double thresholds[] = {0.3, 0.5, 0.7, 0.7, 0.85, 0.95, 1};
	struct random *r = &t->random;
	const struct said *said = &t->world.said.ptr[below(r, (uint32_t)t->world.said.len)];
	struct question q = {.threshold = PICK(r, thresholds), .other = below(r, 5) == 0, .earlier = below(r, 5) == 0};

	q.query.name = below(r, 4) ? said->name : make_name(r, &t->arena);
	for (uint32_t edits = below(r, 4); edits > 0; edits--)
		q.query.name = edit(r, q.query.name, &t->arena);
	if (below(r, 4) == 0)
		q.query.schema = below(r, 2) ? STR("Person") : STR("Vessel");
	return q;
}

static void ask(struct trial *t)
{
	double best[ENTITIES];
	ties_screener *retrieving, *exhaustive;
	const ties_hits *some, *all;

	arena_clear(&t->arena);
	const struct question q = make_question(t);
	screen(t, &q, false, &retrieving, &some);
	screen(t, &q, true, &exhaustive, &all);
	size_t count = brute_force(&t->world, &q, best);
	t->queries++;
	t->hits += all->total;
	t->scored += some->scored;
	t->scored_by_all += all->scored;
	if ((!same_hits(some, all) || !same_as_brute(&q, some, best)) && t->differing++ < SHOWN)
		printf("# \"%.*s\" schema \"%.*s\" from %g: retrieved %llu, scoring all %llu, oracle %zu\n",
		       STR_ARG(q.query.name), STR_ARG(q.query.schema), q.threshold, (unsigned long long)some->total,
		       (unsigned long long)all->total, count);
	ties_screener_free(retrieving);
	ties_screener_free(exhaustive);
}

int main(int argc, char **argv)
{
	unsigned queries = argc > 1 ? (unsigned)atoi(argv[1]) : 300;
	struct trial t = {.random = {argc > 2 ? (uint64_t)atoll(argv[2]) * 2 + 1 : 88172645463325252u}};
	char path[] = "/tmp/prop-ofac-XXXXXX";
	int fd = mkstemp(path);
	ties_book *b;
	ties_error err;

	if (fd < 0)
		return 1;
	close(fd);
	make_book(&t.random, &t.world, path);
	if (book_open(&b, path, &err) != TIES_OK) {
		printf("Bail out! %s\n", err.message);
		return 1;
	}
	t.b = b;
	for (unsigned i = 0; i < queries; i++)
		ask(&t);
	bool telling = t.hits >= t.queries && t.scored < t.scored_by_all;
	printf("# %u queries, %llu hits; scored %llu texts, exhaustively %llu names\n", t.queries,
	       (unsigned long long)t.hits, (unsigned long long)t.scored, (unsigned long long)t.scored_by_all);
	printf("1..2\n%s 1 - retrieval, scoring every name and the oracle agree\n", t.differing ? "not ok" : "ok");
	printf("%s 2 - the queries have hits, and retrieval scores fewer names\n", telling ? "ok" : "not ok");
	book_close(b);
	vec_finish(&t.world.said);
	arena_finish(&t.world.arena);
	arena_finish(&t.arena);
	remove(path);
	return t.differing || !telling;
}
