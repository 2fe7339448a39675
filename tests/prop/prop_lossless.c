/* Retrieval loses nothing, at size: `prop_lossless [DB [QUERIES [WHOLE [SECONDS [SEED]]]]]`.
 *
 * For random queries, answers found with the index are compared, bit by bit, with answers found without: every name of
 * the database is looked at, and scored unless none of its keys is near one of the query's, which lemma 1 of
 * docs/scoring.md, section 6, says is less than any threshold. Near keys are found by comparing with every key, by the
 * scorer's own comparison. So this holds signatures, bounds and sketches to account and needs none of them, at a
 * fraction of the cost of scoring everything. Thresholds are some fixed ones, and scores that there are: a bound that
 * is too low by a hair loses the name there.
 *
 * Lemma 1 itself is tried on every WHOLE-th query: it scores every name, and those that have nothing near must stay
 * under NAME_RETRIEVAL_FLOOR. 1 scores everything for all queries.
 *
 * Queries are names of the database after 0 to 3 edits (random_names.h). DB can be of any size (`make lossless
 * DB=FILE`), and WHOLE is 50 then. Without DB, or with "-", there are small ones whose names are made to refute the
 * lemmas (hostile_names.h), one after another; others of their kind are asked for as well, everything is scored, and
 * every third one is searched as on a machine without wide registers. Ends after QUERIES (default 500) or SECONDS of
 * the processor. */
#include "hostile_names.h"
#include "machine.h"

#include "match/match.h"
#include "names/score.h"

#include <limits.h>
#include <time.h>

enum { SHOWN = 8, WHOLE = 50, QUERIES = 500, AT_SCORES = 3, FORMS_MAX = 2 * NAME_FORMS_MAX, ASKED_MAX = 1024 };
enum {
	MADE_QUERIES = 25 /* of a database that is made */,
	MADE_MOST = 400,
	MADE_LARGE = NAME_CORPUS_MIN /* entities */
};
static const double thresholds[] = {NAME_RETRIEVAL_FLOOR, 0.6, 0.7, 0.85};
enum { THRESHOLDS = sizeof thresholds / sizeof *thresholds };

/** A key of the query. */
struct asked {
	struct ready ready;
	uint8_t kind;      /* enum name_key_kind */
	bool abjad;        /* of a script that leaves vowels out */
	uint64_t initials; /* a token, packed, that may be initials; 0: it is too long */
};

/** The initials of an organisation's form of each kind, packed; 0 none. */
struct spelt_initials {
	uint64_t of[INITIALS_KINDS];
};

/** A token of a form. */
struct place {
	uint32_t key; /* KEY item */
	uint8_t part; /* enum name_part */
};

/** In which scripts the tokens of a key are: those that leave vowels out, others. */
struct scripts {
	bool abjad, other;
};

/** The query under the rules of one kind. */
struct query {
	size_t count;
	struct name_form form[FORMS_MAX];
	struct name_prepared prepared[FORMS_MAX];
};

struct trial {
	const ties_book *b;
	const struct roots *roots; /* of its names; NULL: it was not made */
	struct name_rarity rarity;
	struct match_search *search;
	struct random random;
	struct arena arena;
	struct ready *keys;      /* by KEY item */
	char *letters;           /* by KEY item: its first */
	struct scripts *scripts; /* by KEY item */
	bool *near;              /* by KEY item: near a key of the query */
	uint32_t *first;         /* by FORM item: its tokens in `places`; one more at the end */
	struct place *places;
	struct spelt_initials *initials; /* by FORM item */
	struct query query[NAME_KINDS];
	struct name_form any[NAME_FORMS_MAX];
	struct asked asked[ASKED_MAX];
	size_t asked_count;
	bool begins[UCHAR_MAX + 1];         /* a token of the query begins with this letter */
	VEC(struct match_candidate) scored; /* forms of NAME_RETRIEVAL_FLOOR and more */
	VEC(struct match_candidate) best;   /* of each entity, from a threshold on, in order */
	uint64_t forms, queries, whole, pairs, compared, answers[THRESHOLDS], at_scores, differing, above;
};

static void need(bool well, const char *what)
{
	if (well)
		return;
	printf("Bail out! %s\n", what);
	exit(1);
}

/* ---- the query ---------------------------------------------------------------------------------------------- */

static bool same_tokens(const struct name_form *a, const struct name_form *b)
{
	bool same = a->count == b->count;

	for (size_t i = 0; same && i < a->count; i++)
		same = str_equal(a->token[i].text, b->token[i].text) && a->token[i].class == b->token[i].class &&
		       a->token[i].part == b->token[i].part && a->token[i].flags == b->token[i].flags;
	return same;
}

static void add_reading(struct query *q, const struct name_form *form)
{
	for (size_t i = 0; i < q->count; i++)
		if (same_tokens(&q->form[i], form))
			return;
	if (q->count < FORMS_MAX)
		match_copy_form(&q->form[q->count++], form);
}

/* As a name of each kind, and as one of unknown kind, as the book may have read it. */
static void parse(struct trial *t, str name)
{
	struct name_form *forms[NAME_KINDS] = {[NAME_ANY] = t->any};
	size_t counts[NAME_KINDS];

	for (unsigned kind = 1; kind < NAME_KINDS; kind++)
		forms[kind] = t->query[kind].form;
	name_parse_kinds(name, (1u << NAME_KINDS) - 1, STR(""), &t->rarity, forms, counts);
	for (unsigned kind = 1; kind < NAME_KINDS; kind++)
		t->query[kind].count = counts[kind];
	for (size_t i = 0; i < counts[NAME_ANY]; i++)
		add_reading(&t->query[t->any[i].kind == NAME_ANY ? NAME_PERSON : t->any[i].kind], &t->any[i]);
	for (unsigned kind = 1; kind < NAME_KINDS; kind++)
		for (size_t i = 0; i < t->query[kind].count; i++)
			name_prepare(&t->query[kind].prepared[i], &t->query[kind].form[i], false);
}

/* Up to eight letters as a number. */
static uint64_t pack(str letters)
{
	uint64_t packed = 0;

	if (letters.len <= sizeof packed)
		memcpy(&packed, letters.ptr, letters.len);
	return packed;
}

static void ask(struct trial *t, const struct name_key *key)
{
	for (size_t i = 0; i < t->asked_count; i++) {
		const struct asked *a = &t->asked[i];
		if (a->kind == key->kind && a->abjad == key->abjad && a->ready.class == key->class &&
		    str_equal(a->ready.text, key->text))
			return;
	}
	need(t->asked_count < ASKED_MAX, "a query has too many keys");
	struct asked *new = &t->asked[t->asked_count++];
	new->kind = key->kind;
	new->abjad = key->abjad;
	new->initials = key->kind == KEY_TOKEN ? pack(key->text) : 0;
	t->begins[(unsigned char)*key->text.ptr] |= key->kind == KEY_TOKEN;
	ready_make(arena_copy(&t->arena, key->text), key->class, &new->ready);
}

static void ask_all(struct trial *t)
{
	static struct name_key keys[NAME_KEYS_MAX];
	static char text[NAME_KEY_TEXT_MAX];

	t->asked_count = 0;
	memset(t->begins, 0, sizeof t->begins);
	for (unsigned kind = 1; kind < NAME_KINDS; kind++)
		for (size_t i = 0; i < t->query[kind].count; i++) {
			size_t count = name_keys(&t->query[kind].form[i], keys, text);
			for (size_t k = 0; k < count; k++)
				ask(t, &keys[k]);
		}
}

/* ---- what is near ------------------------------------------------------------------------------------------- */

/* Where one of them may be of a script that leaves vowels out and the other not they are compared so, which makes more
 * near and nothing less. */
static bool is_near(const struct asked *a, const struct ready *key, const struct scripts *scripts)
{
	if (a->kind == KEY_INITIALS)
		return str_equal(a->ready.text, key->text);
	struct likeness found = ready_compare(&a->ready, key, a->abjad ? scripts->other : scripts->abjad);
	return a->kind == KEY_TOKEN ? found.near : found.close;
}

static void mark_near(struct trial *t)
{
	for (uint32_t k = 0; k < t->b->KEY.count; k++) {
		t->near[k] = false;
		for (size_t i = 0; i < t->asked_count && !t->near[k]; i++)
			t->near[k] = is_near(&t->asked[i], &t->keys[k], &t->scripts[k]);
	}
}

/* Is a token of the query close to these two, joined? */
static bool is_near_joined(const struct trial *t, str first, str second)
{
	char text[2 * TOKEN_MAX];
	size_t len = first.len + second.len;

	for (size_t i = 0; i < t->asked_count; i++) {
		const struct asked *a = &t->asked[i];
		struct ready joined;
		if (a->kind != KEY_TOKEN || *a->ready.text.ptr != *first.ptr ||
		    len > a->ready.text.len + JOINED_LETTERS_MORE || a->ready.text.len > len + JOINED_LETTERS_MORE)
			continue;
		memcpy(text, first.ptr, first.len);
		memcpy(text + first.len, second.ptr, second.len);
		ready_make((str){text, len}, 0, &joined);
		if (len <= TOKEN_MAX && ready_compare(&joined, &a->ready, true).close)
			return true;
	}
	return false;
}

/* Are the initials of an organisation's form a token of the query? */
static bool has_initials(const struct trial *t, uint32_t i)
{
	const uint64_t *of = t->initials[i].of;

	for (size_t k = 0; k < t->asked_count; k++)
		for (enum initials kind = 0; kind < INITIALS_KINDS; kind++)
			if (t->asked[k].initials && t->asked[k].initials == of[kind])
				return true;
	return false;
}

/* Has the form a key that is near one of the query's? */
static bool is_reached(struct trial *t, uint32_t i)
{
	const struct place *end = t->places + t->first[i + 1], *begin = t->places + t->first[i];

	for (const struct place *p = begin; p < end; p++) {
		if (t->near[p->key])
			return true;
		if (p > begin && t->begins[(unsigned char)t->letters[p[-1].key]] &&
		    score_are_halves(p[-1].part, p->part) &&
		    is_near_joined(t, t->keys[p[-1].key].text, t->keys[p->key].text))
			return true;
	}
	return has_initials(t, i);
}

/* ---- answers ------------------------------------------------------------------------------------------------ */

/* The best score of form `i` against the query's; below 0 when there is none. */
static double score(struct trial *t, uint32_t i)
{
	static struct name_form form;
	static struct name_prepared other;
	uint8_t kind = t->b->FORM.items[i].kind;
	const struct query *q = &t->query[kind == NAME_ANY ? NAME_PERSON : kind];
	double best = -1;

	if (!match_load_form(t->b, i, &form))
		return -1;
	name_prepare(&other, &form, false);
	for (size_t k = 0; k < q->count; k++) {
		double now = name_compare_prepared(&q->prepared[k], &other, NULL);
		best = now > best ? now : best;
	}
	t->compared++;
	return best;
}

/* Every form, in order; `whole`: those with nothing near are scored, too. */
static void score_forms(struct trial *t, bool whole)
{
	const ties_book *b = t->b;

	t->scored.len = 0;
	for (uint32_t i = 0; i < b->FORM.count; i++) {
		const struct book_form *f = &b->FORM.items[i];
		if (!(f->flags & 1))
			continue;
		bool reached = is_reached(t, i);
		t->pairs++;
		if (!reached && !whole)
			continue;
		struct match_candidate c = {
		    .entity = b->NAME.items[f->name].entity, .name = f->name, .form = i, .score = score(t, i)};
		if (c.score < NAME_RETRIEVAL_FLOOR)
			continue;
		if (!reached && t->above++ < SHOWN)
			printf("# %.17g with nothing near: \"%.*s\"\n", c.score, STR_ARG(book_name_text(b, f->name)));
		need(vec_push(&t->scored, c), "out of memory");
	}
}

static int by_entity(const void *left, const void *right)
{
	const struct match_candidate *a = left, *b = right;

	if (a->entity != b->entity)
		return a->entity < b->entity ? -1 : 1;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->name != b->name ? (a->name < b->name ? -1 : 1) : (a->form > b->form) - (a->form < b->form);
}

/* What the answer has to be: the best form of each entity, the best entity first. */
static void answer(struct trial *t, double threshold)
{
	t->best.len = 0;
	for (size_t i = 0; i < t->scored.len; i++) {
		const struct match_candidate *c = &t->scored.ptr[i];
		bool first = i == 0 || c[-1].entity != c->entity;
		if (first && c->score >= threshold)
			need(vec_push(&t->best, *c), "out of memory");
	}
	match_sort_candidates(t->best.ptr, t->best.len);
}

static bool same_answer(const struct trial *t, const struct match_candidate *found, size_t count)
{
	bool same = count == t->best.len;

	for (size_t i = 0; same && i < count; i++) {
		const struct match_candidate *a = &found[i], *b = &t->best.ptr[i];
		same = a->entity == b->entity && a->name == b->name && a->form == b->form && a->score == b->score;
	}
	return same;
}

/* The first name that should be found and is not, or not so. */
static str lost_name(const struct trial *t, const struct match_candidate *found, size_t count)
{
	size_t i = 0;

	while (i < count && i < t->best.len && found[i].entity == t->best.ptr[i].entity &&
	       found[i].score == t->best.ptr[i].score)
		i++;
	return i < t->best.len ? book_name_text(t->b, t->best.ptr[i].name) : STR("none");
}

/* Returns how many there are. */
static size_t check(struct trial *t, str name, double threshold)
{
	const struct match_filter filter = {.threshold = threshold};
	const struct match_candidate *found;
	size_t count;
	ties_error err;

	if (match_search_run(t->search, name, &filter, &found, &count, &err) != TIES_OK)
		need(false, err.message);
	answer(t, threshold);
	if (!same_answer(t, found, count) && t->differing++ < SHOWN) {
		str lost = lost_name(t, found, count);
		printf("# at %.17g, %zu found, %zu there are: \"%.*s\" and \"%.*s\"\n", threshold, count, t->best.len,
		       STR_ARG(name), STR_ARG(lost));
	}
	return t->best.len;
}

static str make_query(struct trial *t)
{
	struct random *r = &t->random;

	if (t->roots && below(r, 3) == 0)
		return hostile_name(r, t->roots, &t->arena);
	uint32_t edits = below(r, 4), from = below(r, t->b->NAME.count);
	return edited(r, book_name_text(t->b, from), edits, &t->arena);
}

static void run_query(struct trial *t, bool whole)
{
	arena_clear(&t->arena);
	str name = make_query(t);
	parse(t, name);
	ask_all(t);
	mark_near(t);
	score_forms(t, whole);
	if (t->scored.len)
		qsort(t->scored.ptr, t->scored.len, sizeof *t->scored.ptr, by_entity);
	for (size_t i = 0; i < THRESHOLDS; i++)
		t->answers[i] += check(t, name, thresholds[i]);
	for (size_t i = 0; i < AT_SCORES && t->scored.len; i++, t->at_scores++)
		check(t, name, t->scored.ptr[below(&t->random, (uint32_t)t->scored.len)].score);
	t->queries++;
	t->whole += whole;
}

/* ---- the run ------------------------------------------------------------------------------------------------ */

static void spell_initials(struct trial *t, uint32_t i)
{
	static struct name_form form;
	char text[8];

	if (t->b->FORM.items[i].kind != NAME_ORGANIZATION || !match_load_form(t->b, i, &form))
		return;
	for (enum initials kind = 0; kind < INITIALS_KINDS; kind++)
		t->initials[i].of[kind] = pack((str){text, score_initials(&form, kind, text)});
}

static void take_keys(struct trial *t, const ties_book *b)
{
	size_t room = (size_t)b->KEY.count + 1;

	t->keys = calloc(room, sizeof *t->keys);
	t->letters = calloc(room, sizeof *t->letters);
	t->scripts = calloc(room, sizeof *t->scripts);
	t->near = calloc(room, sizeof *t->near);
	need(t->keys && t->letters && t->scripts && t->near, "out of memory");
	for (uint32_t k = 0; k < b->KEY.count; k++) { /* texts live in the book */
		ready_make(book_string(b, b->KEY.items[k].text), b->KEY.items[k].class, &t->keys[k]);
		t->letters[k] = *t->keys[k].text.ptr;
	}
}

static void take_forms(struct trial *t, const ties_book *b)
{
	t->initials = calloc((size_t)b->FORM.count + 1, sizeof *t->initials);
	t->first = calloc((size_t)b->FORM.count + 1, sizeof *t->first);
	t->places = calloc((size_t)b->FORM_TOKEN.count + 1, sizeof *t->places);
	need(t->initials && t->first && t->places, "out of memory");
	for (uint32_t i = 0, at = 0; i < b->FORM.count; i++) {
		const struct book_form *f = &b->FORM.items[i];
		for (uint32_t n = 0; n < f->token_count; n++) {
			const struct book_token *token = book_form_token(b, f->first_token + n);
			bool abjad = name_script_is_abjad(token->script);
			need(at < b->FORM_TOKEN.count, "forms share tokens");
			t->places[at++] = (struct place){token->key, token->part};
			t->scripts[token->key].abjad |= abjad;
			t->scripts[token->key].other |= !abjad;
		}
		t->first[i + 1] = at;
		spell_initials(t, i);
	}
}

/* Another book. */
static void begin(struct trial *t, const ties_book *b)
{
	ties_error err;

	t->b = b;
	t->forms += b->FORM.count;
	t->rarity = match_rarity(b);
	take_keys(t, b);
	take_forms(t, b);
	need(match_search_new(&t->search, b, &err) == TIES_OK, "no search");
}

static void end(struct trial *t)
{
	match_search_free(t->search);
	free(t->keys);
	free(t->letters);
	free(t->scripts);
	free(t->first);
	free(t->places);
	free(t->near);
	free(t->initials);
}

static void finish(struct trial *t)
{
	vec_finish(&t->scored);
	vec_finish(&t->best);
	arena_finish(&t->arena);
}

static int tell(const struct trial *t)
{
	printf("# %llu queries against %llu forms: %llu pairs, %llu scored; %llu queries scored everything\n",
	       (unsigned long long)t->queries, (unsigned long long)t->forms, (unsigned long long)t->pairs,
	       (unsigned long long)t->compared, (unsigned long long)t->whole);
	for (size_t i = 0; i < THRESHOLDS; i++)
		printf("# at %g: %llu answers\n", thresholds[i], (unsigned long long)t->answers[i]);
	printf("# and at %llu scores that there are\n", (unsigned long long)t->at_scores);
	bool some = t->answers[0] >= t->queries / 2, less = t->whole == t->queries || t->compared < t->pairs;
	printf("1..3\n%s 1 - the index finds what looking at every name finds\n", t->differing ? "not ok" : "ok");
	printf("%s 2 - a name that has nothing near scores less than any threshold\n", t->above ? "not ok" : "ok");
	printf("%s 3 - the queries have answers, and most names have nothing near\n", some && less ? "ok" : "not ok");
	return !t->differing && !t->above && some && less ? 0 : 1;
}

static double cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static uint64_t number(int argc, char **argv, int i, uint64_t otherwise)
{
	return argc > i ? strtoull(argv[i], NULL, 10) : otherwise;
}

/** How long it goes on, and how many queries score everything. */
struct limits {
	uint64_t queries, whole;
	double seconds;
};

static bool goes_on(const struct trial *t, const struct limits *l, uint64_t queries)
{
	return t->queries < queries && t->queries < l->queries && cpu_seconds() < l->seconds;
}

/* Up to so many queries in all. */
static void run_book(struct trial *t, const char *path, const struct limits *l, uint64_t queries)
{
	ties_book *b;
	ties_error err;

	if (book_open(&b, path, &err) != TIES_OK || book_verify(b, &err) != TIES_OK)
		need(false, err.message);
	begin(t, b);
	while (goes_on(t, l, queries))
		run_query(t, l->whole && t->queries % l->whole == 0);
	end(t);
	book_close(b);
}

/* Some books are so large that it counts how rare their words are. */
static void run_made(struct trial *t, const struct limits *l)
{
	char path[] = "/tmp/prop-lossless-XXXXXX";
	struct arena arena = {0};
	struct roots roots;

	need(close(mkstemp(path)) == 0, "no temporary file");
	t->roots = &roots;
	for (unsigned i = 0; goes_on(t, l, UINT64_MAX); i++) {
		arena_clear(&arena);
		make_roots(&t->random, &roots, &arena);
		make_hostile_book(&t->random, &roots, i % 8 ? 50 + below(&t->random, MADE_MOST) : MADE_LARGE, path);
		machine_without(i % 3 == 0);
		run_book(t, path, l, t->queries + MADE_QUERIES);
	}
	remove(path);
	arena_finish(&arena);
}

int main(int argc, char **argv)
{
	static struct trial t;
	bool made = argc < 2 || strcmp(argv[1], "-") == 0;
	const struct limits limits = {
	    .queries = number(argc, argv, 2, QUERIES),
	    .whole = number(argc, argv, 3, made ? 1 : WHOLE),
	    .seconds = (double)number(argc, argv, 4, UINT32_MAX),
	};

	t.random.state = number(argc, argv, 5, 44101) * 2 + 1;
	if (made)
		run_made(&t, &limits);
	else
		run_book(&t, argv[1], &limits, UINT64_MAX);
	int rc = tell(&t);
	finish(&t);
	return rc;
}
