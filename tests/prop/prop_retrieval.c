/* Retrieval loses nothing: for random queries a screener that retrieves and one that scores every name give the same
 * hits, scores, evidence and order. `prop_retrieval [QUERIES [SEED]]`, default 500 queries.
 *
 * Queries are names of the index after random edits: what typists, clerks and systems do to names, then against names
 * that are made to refute what retrieval rests on (hostile_names.h). The naive oracle is the exhaustive screener;
 * tests/prop/retrieval.sh does the same over a real database. */
#include "hostile_names.h"
#include "ties/match.h"

enum { SHOWN = 8 };

/* ---- comparison ------------------------------------------------------------------------------------------ */

static bool same_evidence(const ties_hit *a, const ties_hit *b)
{
	if (a->evidence_count != b->evidence_count)
		return false;
	for (size_t i = 0; i < a->evidence_count; i++) {
		const ties_evidence *x = &a->evidence[i], *y = &b->evidence[i];
		if (x->known != y->known || x->value != y->value || !str_equal(x->right, y->right))
			return false;
	}
	return true;
}

static bool same_hits(const ties_hits *a, const ties_hits *b)
{
	if (a->total != b->total || a->hit_count != b->hit_count)
		return false;
	for (size_t i = 0; i < a->hit_count; i++) {
		const ties_hit *x = &a->hits[i], *y = &b->hits[i];
		if (!str_equal(x->entity.id, y->entity.id) || x->score != y->score || x->name_score != y->name_score ||
		    x->match != y->match || !str_equal(x->name, y->name) || !same_evidence(x, y))
			return false;
	}
	return true;
}

static void show(const char *how, const ties_hits *hits)
{
	printf("# %s: %llu hits\n", how, (unsigned long long)hits->total);
	for (size_t i = 0; i < hits->hit_count && i < 5; i++)
		printf("#   %.17g (%.17g) %.*s %.*s\n", hits->hits[i].score, hits->hits[i].name_score,
		       STR_ARG(hits->hits[i].entity.id), STR_ARG(hits->hits[i].name));
}

struct trial {
	const ties_book *b;
	const struct roots *roots; /* of hostile names; or NULL */
	struct random random;
	struct arena arena;
	unsigned queries, differing;
	unsigned whole, whole_found; /* queries without edits, and those of them answered by score 1 */
	uint64_t hits, scored, scored_by_all;
};

static void make_query(struct trial *t, ties_query *q, bool *whole)
{
	static const char *const dates[] = {"", "", "", "1960", "1975-03-04", "1950-06"};
	static const char *const countries[] = {"", "", "", "Iran", "ru"};
	static const char *const ids[] = {"", "", "", "ab 10007", "AB10042", "none"};
	struct random *r = &t->random;
	uint32_t name = below(r, t->b->NAME.count);
	uint32_t edits = below(r, 4);
	enum model_schema schema = BOOK_AT(t->b, ENTITY, BOOK_AT(t->b, NAME, name)->entity)->schema;
	bool other = t->roots && below(r, 3) == 0;

	*whole = edits == 0 && !t->roots;
	*q = (ties_query){.name = other ? hostile_name(r, t->roots, &t->arena)
	                                : edited(r, book_name_text(t->b, name), edits, &t->arena)};
	if (below(r, 2))
		q->schema = str_from(model_schema_name(schema));
	if (below(r, 3) > 0)
		return;
	*whole = false;
	q->birth_date = str_from(PICK(r, dates));
	q->country = str_from(PICK(r, countries));
	q->gender = below(r, 2) ? STR("m") : STR("");
	q->id = str_from(PICK(r, ids));
}

static ties_screener *screener(const ties_book *b, double threshold, bool exhaustive)
{
	const ties_screen_options options = {
	    .size = sizeof options, .threshold = threshold, .limit = SIZE_MAX, .exhaustive = exhaustive};
	ties_screener *out;
	ties_error err;

	if (ties_screener_new(&out, b, &options, &err) == TIES_OK)
		return out;
	printf("Bail out! %s\n", err.message);
	exit(1);
}

static void compare(struct trial *t, ties_screener *retrieving, ties_screener *exhaustive)
{
	const ties_hits *some, *all;
	ties_query q;
	ties_error err;
	bool whole;

	arena_clear(&t->arena);
	make_query(t, &q, &whole);
	if (ties_screen(retrieving, &q, &some, &err) != TIES_OK || ties_screen(exhaustive, &q, &all, &err) != TIES_OK) {
		printf("Bail out! %s\n", err.message);
		exit(1);
	}
	t->queries++;
	t->hits += all->total;
	t->scored += some->scored;
	t->scored_by_all += all->scored;
	if (whole) {
		bool found = all->hit_count > 0 && all->hits[0].score == 1;
		t->whole++;
		t->whole_found += found;
		if (!found) {
			printf("# on the list, but not of score 1: \"%.*s\" schema \"%.*s\"\n", STR_ARG(q.name),
			       STR_ARG(q.schema));
			show("all", all);
		}
	}
	if (same_hits(some, all))
		return;
	if (t->differing++ >= SHOWN)
		return;
	printf("# differing: \"%.*s\" schema \"%.*s\" birth \"%.*s\" id \"%.*s\"\n", STR_ARG(q.name), STR_ARG(q.schema),
	       STR_ARG(q.birth_date), STR_ARG(q.id));
	show("retrieved", some);
	show("all", all);
}

static void run(struct trial *t, unsigned queries, double threshold)
{
	ties_screener *retrieving = screener(t->b, threshold, false), *exhaustive = screener(t->b, threshold, true);

	for (unsigned i = 0; i < queries; i++)
		compare(t, retrieving, exhaustive);
	ties_screener_free(retrieving);
	ties_screener_free(exhaustive);
}

static ties_book *open_book(const char *path)
{
	ties_book *b;
	ties_error err;

	if (book_open(&b, path, &err) == TIES_OK && book_verify(b, &err) == TIES_OK)
		return b;
	printf("Bail out! %s\n", err.message);
	exit(1);
}

static void run_usual(struct trial *t, unsigned queries, const char *path)
{
	static const double thresholds[] = {0.5, 0.6, 0.7, 0.85};
	ties_book *b;

	make_book(&t->random, path);
	t->b = b = open_book(path);
	for (size_t i = 0; i < 4; i++)
		run(t, queries / 4, thresholds[i]);
	book_close(b);
}

static void run_hostile(struct trial *t, unsigned queries, const char *path)
{
	enum { OF_A_BOOK = 25, MOST = 400 };
	struct arena arena = {0};
	struct roots roots;
	ties_book *b;

	t->roots = &roots;
	for (unsigned i = 0; i < queries; i += OF_A_BOOK) {
		arena_clear(&arena);
		make_roots(&t->random, &roots, &arena);
		make_hostile_book(&t->random, &roots, 50 + below(&t->random, MOST), path);
		t->b = b = open_book(path);
		run(t, OF_A_BOOK, 0.5 + 0.01 * below(&t->random, 46));
		book_close(b);
	}
	arena_finish(&arena);
}

int main(int argc, char **argv)
{
	unsigned queries = argc > 1 ? (unsigned)atoi(argv[1]) : 500;
	struct trial t = {.random = {argc > 2 ? (uint64_t)atoll(argv[2]) * 2 + 1 : 88172645463325252u}};
	char path[] = "/tmp/prop-retrieval-XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	close(fd);
	run_usual(&t, queries, path);
	run_hostile(&t, queries, path);
	remove(path);
	printf("# %u queries, %llu hits; scored %llu forms, exhaustively %llu\n", t.queries, (unsigned long long)t.hits,
	       (unsigned long long)t.scored, (unsigned long long)t.scored_by_all);
	printf("1..3\n%s 1 - retrieval gives what scoring every name gives\n", t.differing ? "not ok" : "ok");
	printf("%s 2 - a name that is on the list scores 1 (%u of %u)\n", t.whole_found == t.whole ? "ok" : "not ok",
	       t.whole_found, t.whole);
	printf("%s 3 - the queries have hits, and retrieval scores fewer names\n",
	       t.hits >= t.queries / 2 && t.scored < t.scored_by_all ? "ok" : "not ok");
	bool well = !t.differing && t.whole_found == t.whole && t.hits >= t.queries / 2;
	arena_finish(&t.arena);
	return well ? 0 : 1;
}
