/* One query against the name index.
 *
 * The query is parsed under the rules of each kind that an admitted entity's names can have. Every key of every
 * form leads to near keys of the index, these to forms; each form counts once. A form is compared with the query's
 * forms of its own kind. What is kept does not depend on the order in which forms come: of equal scores the first name
 * and form win. */
#include "base/memory.h"
#include "match/candidates.h"
#include "match/filter.h"
#include "match/loader.h"
#include "match/rarity.h"
#include "match/written.h"
#include "text/text.h"

#include <stdlib.h>

/** What a name in the script of the query may score less and is shown instead of that which scored best. */
static const double shown_within = 0.02;

enum { SERVES_SCREENING = 1, TWINS = 256, PASSED_AT_ONCE = 64 };

/** A form that was scored in this query. Names are often written alike, and each of them has its form. */
struct twin {
	uint32_t form;
	uint32_t query; /* its number; of another query nothing holds */
	double score;
};

/** A form that scores enough. */
struct passed {
	uint32_t form;
	double score;
};

/** The query under the rules of one kind, read as a name of that kind and as one of unknown kind. */
struct query {
	size_t count; /* forms */
	struct name_form forms[2 * NAME_FORMS_MAX];
	bool is_prepared; /* once it is compared with a form: most queries of most kinds are with none */
	struct name_prepared prepared[2 * NAME_FORMS_MAX];
};

/** What is known of an entity during one query. */
enum {
	NOT_JUDGED, /* nothing */
	NOT_ADMITTED,
	NO_CANDIDATE,   /* it can have one */
	FIRST_CANDIDATE /* + index into `found`: it has one */
};

struct match_search {
	const ties_book *b;
	struct rarity_index rarities;
	struct name_rarity rarity; /* by these */
	struct candidates candidates;
	struct filter filter;
	double threshold;     /* lowest name score kept */
	uint64_t *reached;    /* bit by FORM item: it was scored in this query */
	VEC(uint32_t) marked; /* FORM items with the bit */
	uint32_t *verdicts;   /* by ENTITY item: of the query being run */
	VEC(uint32_t) judged; /* ENTITY items with a verdict */
	VEC(struct match_candidate) found;
	struct passed passed[PASSED_AT_ONCE]; /* to be kept, … */
	size_t passed_count;                  /* … so many */
	struct twin *twins;                   /* TWINS, by hash of the form's tokens */
	uint32_t query;                       /* number of the query being run */
	struct name_memo *memo;               /* of the query's forms */
	struct match_counters counters;
	bool failed; /* sticky for one query: memory ran out */
	struct query queries[NAME_KINDS];
	struct form_loader loader;               /* of the index */
	struct name_form parsed[NAME_FORMS_MAX]; /* a name of the index parsed anew */
};

ties_code match_search_new(struct match_search **out, const ties_book *b, ties_error *err)
{
	struct match_search *s = calloc(1, sizeof *s);

	*out = NULL;
	if (!s)
		return error_nomem(err);
	s->b = b;
	bool well = rarity_init(&s->rarities, b);
	s->rarity = rarity_of(&s->rarities);
	s->reached = calloc((size_t)b->FORM.count / 64 + 1, sizeof *s->reached);
	s->verdicts = calloc((size_t)b->ENTITY.count + 1, sizeof *s->verdicts);
	memory_scattered(s->verdicts, (size_t)b->ENTITY.count * sizeof *s->verdicts);
	s->twins = calloc(TWINS, sizeof *s->twins);
	s->memo = calloc(1, sizeof *s->memo);
	well = form_loader_init(&s->loader, b) && well;
	if (!candidates_init(&s->candidates, b) || !well || !s->reached || !s->verdicts || !s->twins || !s->memo) {
		match_search_free(s);
		return error_nomem(err);
	}
	*out = s;
	return TIES_OK;
}

void match_search_free(struct match_search *s)
{
	if (!s)
		return;
	candidates_finish(&s->candidates);
	rarity_finish(&s->rarities);
	form_loader_finish(&s->loader);
	free(s->reached);
	vec_finish(&s->marked);
	free(s->verdicts);
	free(s->twins);
	free(s->memo);
	vec_finish(&s->judged);
	vec_finish(&s->found);
	free(s);
}

/* Nothing is known of any entity nor form. */
static void begin(struct match_search *s)
{
	if (++s->query == 0) {
		memset(s->twins, 0, TWINS * sizeof *s->twins);
		s->query = 1;
	}
	for (size_t i = 0; i < s->marked.len; i++)
		s->reached[s->marked.ptr[i] / 64] = 0;
	for (size_t i = 0; i < s->judged.len; i++)
		s->verdicts[s->judged.ptr[i]] = NOT_JUDGED;
	s->marked.len = s->judged.len = 0;
}

/* ---- scoring ---------------------------------------------------------------------------------------- */

static uint32_t judge(struct match_search *s, uint32_t entity)
{
	uint32_t *v = &s->verdicts[entity];

	if (*v != NOT_JUDGED)
		return *v;
	if (!vec_push(&s->judged, entity)) {
		s->failed = true;
		return NOT_ADMITTED;
	}
	*v = filter_admits_entity(&s->filter, entity) ? NO_CANDIDATE : NOT_ADMITTED;
	return *v;
}

/* The query under the rules that form `i` was parsed under; NULL when the book is damaged there. */
static struct query *query_for(struct match_search *s, uint32_t i)
{
	uint8_t kind = BOOK_AT(s->b, FORM, i)->kind;

	return kind >= NAME_KINDS ? NULL : &s->queries[kind == NAME_ANY ? NAME_PERSON : kind];
}

static void prepare(struct match_search *s, struct query *q)
{
	for (size_t i = 0; i < q->count; i++) {
		name_prepare(&q->prepared[i], &q->forms[i], true);
		name_remember(&q->prepared[i], s->memo);
	}
	q->is_prepared = true;
}

/* Best score of the query against form `i` if it is `least` or more, else anything below; below 0 when the two cannot
 * be compared. */
static double compare(struct match_search *s, uint32_t i, double least)
{
	struct query *q = query_for(s, i);
	double best = -1;

	if (!q || q->count == 0 || !form_loader_load(&s->loader, i))
		return -1;
	if (!q->is_prepared)
		prepare(s, q);
	s->counters.scored++;
	for (size_t f = 0; f < q->count; f++) {
		double score = name_compare_reaching(&q->prepared[f], &s->loader.prepared, best > least ? best : least);
		if (score > best)
			best = score;
	}
	return best;
}

static struct book_range tokens_of(const struct match_search *s, uint32_t form)
{
	const struct book_form *f = BOOK_AT(s->b, FORM, form);

	return BOOK_RANGE(s->b, FORM_TOKEN, f->first_token, f->token_count);
}

static bool has_han(const struct match_search *s, struct book_range tokens)
{
	const uint32_t *token = s->b->FORM_TOKEN.items;

	for (uint32_t t = tokens.begin; t < tokens.end; t++)
		if (BOOK_AT(s->b, TOKEN, token[t])->script == SCRIPT_HAN)
			return true;
	return false;
}

/* Are they of one kind and of the same tokens in the same order? What is compared is the same then, but of Han, where
 * the characters count as well. */
static bool are_twins(const struct match_search *s, uint32_t a, uint32_t b)
{
	struct book_range x = tokens_of(s, a), y = tokens_of(s, b);
	const uint32_t *token = s->b->FORM_TOKEN.items;

	return x.end - x.begin == y.end - y.begin && s->b->FORM.items[a].kind == s->b->FORM.items[b].kind &&
	       memcmp(token + x.begin, token + y.begin, (x.end - x.begin) * sizeof *token) == 0 && !has_han(s, x);
}

/* The score of form `i` if it is the threshold or more, else anything below; that of a twin is remembered. */
static double score_of(struct match_search *s, uint32_t i)
{
	struct book_range tokens = tokens_of(s, i);
	uint32_t hash = s->b->FORM.items[i].kind;

	for (uint32_t t = tokens.begin; t < tokens.end; t++)
		hash = (hash ^ s->b->FORM_TOKEN.items[t]) * UINT32_C(0x9E3779B1);
	struct twin *twin = &s->twins[hash >> 24];
	static_assert(TWINS == 1 << 8);
	if (twin->query == s->query && are_twins(s, twin->form, i)) {
		s->counters.scored += twin->score >= 0;
		return twin->score;
	}
	*twin = (struct twin){i, s->query, compare(s, i, s->threshold)};
	return twin->score;
}

static bool is_better(const struct match_candidate *a, const struct match_candidate *b)
{
	return a->score != b->score ? a->score > b->score : a->name != b->name ? a->name < b->name : a->form < b->form;
}

static void keep(struct match_search *s, const struct match_candidate *c)
{
	uint32_t *v = &s->verdicts[c->entity];

	if (*v >= FIRST_CANDIDATE) {
		struct match_candidate *best = &s->found.ptr[*v - FIRST_CANDIDATE];
		if (is_better(c, best))
			*best = *c;
	} else if (vec_push(&s->found, *c)) {
		*v = FIRST_CANDIDATE + (uint32_t)s->found.len - 1;
	} else {
		s->failed = true;
	}
}

static bool admits(struct match_search *s, uint32_t form)
{
	const struct book_name *n = BOOK_AT(s->b, NAME, BOOK_AT(s->b, FORM, form)->name);

	return n->entity < s->b->ENTITY.count && judge(s, n->entity) != NOT_ADMITTED &&
	       filter_admits_name(&s->filter, n);
}

/* What keep_passed reads of each, in steps each of which needs the one before. */
static void ask_for_names(const struct match_search *s)
{
	const ties_book *b = s->b;

	for (size_t i = 0; i < s->passed_count; i++)
		memory_ask(BOOK_AT(b, NAME, BOOK_AT(b, FORM, s->passed[i].form)->name));
	for (size_t i = 0; i < s->passed_count; i++) {
		uint32_t entity = BOOK_AT(b, NAME, BOOK_AT(b, FORM, s->passed[i].form)->name)->entity;
		memory_ask(BOOK_AT(b, ENTITY, entity));
		memory_ask(s->verdicts + (entity < b->ENTITY.count ? entity : 0));
	}
}

/* Whose names they are lies on pages far apart, so that it is looked up for several together. */
static void keep_passed(struct match_search *s)
{
	ask_for_names(s);
	for (size_t i = 0; i < s->passed_count; i++) {
		uint32_t form = s->passed[i].form, name = BOOK_AT(s->b, FORM, form)->name;
		if (!admits(s, form))
			continue;
		const struct match_candidate c = {.entity = BOOK_AT(s->b, NAME, name)->entity,
		                                  .name = name,
		                                  .form = form,
		                                  .score = s->passed[i].score};
		keep(s, &c);
	}
	s->passed_count = 0;
}

/* Few forms score enough, so that whose they are is not asked before, unless most are of no use. */
static void score_form(struct match_search *s, uint32_t i)
{
	if (!(BOOK_AT(s->b, FORM, i)->flags & SERVES_SCREENING) || (filter_is_narrow(&s->filter) && !admits(s, i)))
		return;
	double score = score_of(s, i);
	if (score < s->threshold)
		return;
	s->passed[s->passed_count++] = (struct passed){i, score};
	if (s->passed_count == PASSED_AT_ONCE)
		keep_passed(s);
}

/* ---- retrieval ---------------------------------------------------------------------------------------- */

static void reach(struct match_search *s, uint32_t form)
{
	uint64_t bit = UINT64_C(1) << form % 64;

	if (form >= s->b->FORM.count || s->reached[form / 64] & bit)
		return;
	if (!vec_push(&s->marked, form)) {
		s->failed = true;
		return;
	}
	s->reached[form / 64] |= bit;
	s->counters.candidates++;
	score_form(s, form);
}

/* Begins to fetch what reach reads of some of the forms; of how many. */
static size_t ask_for(const struct match_search *s, const uint32_t *form, size_t count)
{
	size_t asked = form_loader_ask(&s->loader, form, count);

	for (size_t i = 0; i < asked; i++)
		memory_prefetch(s->reached + (form[i] < s->b->FORM.count ? form[i] / 64 : 0));
	return asked;
}

static void retrieve(struct match_search *s, const struct name_form *form, unsigned run)
{
	struct candidates *c = &s->candidates;

	if (!candidates_find(c, form, run, s->threshold)) {
		s->failed = true;
		return;
	}
	for (size_t i = 0, asked = 0; i < c->forms.len; i++) {
		if (i == asked)
			asked += ask_for(s, c->forms.ptr + i, c->forms.len - i);
		reach(s, c->forms.ptr[i]);
	}
}

static void retrieve_all(struct match_search *s)
{
	struct candidates *c = &s->candidates;

	near_begin(&c->near);
	for (unsigned kind = 1; kind < NAME_KINDS; kind++)
		for (size_t f = 0; f < s->queries[kind].count; f++)
			retrieve(s, &s->queries[kind].forms[f], kind - 1);
	s->counters.keys = c->keys;
	s->counters.scans = c->near.scans;
	s->counters.near = c->near_keys;
	s->counters.postings = c->postings;
}

static void score_everything(struct match_search *s)
{
	for (uint32_t i = 0; i < s->b->FORM.count; i++)
		score_form(s, i);
}

static bool same_tokens(const struct name_form *a, const struct name_form *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const struct name_token *x = &a->token[i], *y = &b->token[i];
		if (!str_equal(x->text, y->text) || x->class != y->class || x->part != y->part || x->flags != y->flags)
			return false;
	}
	return true;
}

static bool contains(const struct query *q, const struct name_form *form)
{
	for (size_t i = 0; i < q->count; i++)
		if (same_tokens(&q->forms[i], form))
			return true;
	return false;
}

static void add_reading(struct query *q, const struct name_form *form)
{
	if (q->count < sizeof q->forms / sizeof *q->forms && !contains(q, form))
		match_copy_form(&q->forms[q->count++], form);
}

/* Parses under the rules of every kind that can be found. Names of entities whose schema does not say which were read
 * as of unknown kind and may be cut otherwise than either, so the query is read that way, too. */
static void parse(struct match_search *s, str name)
{
	struct name_form *forms[NAME_KINDS] = {[NAME_ANY] = s->parsed};
	size_t counts[NAME_KINDS];

	for (unsigned kind = 1; kind < NAME_KINDS; kind++)
		forms[kind] = s->queries[kind].forms;
	name_parse_kinds(name, s->filter.kinds | 1u << NAME_ANY, STR(""), &s->rarity, forms, counts);
	for (unsigned kind = 1; kind < NAME_KINDS; kind++)
		s->queries[kind].count = counts[kind];
	for (size_t i = 0; i < counts[NAME_ANY]; i++) {
		uint8_t kind = s->parsed[i].kind == NAME_ANY ? NAME_PERSON : s->parsed[i].kind;
		if (s->filter.kinds & 1u << kind)
			add_reading(&s->queries[kind], &s->parsed[i]);
	}
	for (unsigned kind = 1; kind < NAME_KINDS; kind++)
		s->queries[kind].is_prepared = false;
}

static int compare_candidates(const void *left, const void *right)
{
	const struct match_candidate *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->entity < b->entity ? -1 : a->entity > b->entity; /* ENTITY is sorted by id */
}

void match_sort_candidates(struct match_candidate *list, size_t count)
{
	if (count > 0)
		qsort(list, count, sizeof *list, compare_candidates);
}

ties_code match_search_run(struct match_search *s, str name, const struct match_filter *filter,
                           const struct match_candidate **out, size_t *count, ties_error *err)
{
	ties_code rc = filter_init(&s->filter, s->b, filter, err);

	*out = NULL;
	*count = 0;
	if (rc != TIES_OK)
		return rc;
	s->threshold = filter->threshold > 0 ? filter->threshold : 0.7;
	s->found.len = 0;
	s->passed_count = 0;
	s->failed = false;
	begin(s);
	parse(s, name);
	if (filter->exhaustive || s->threshold < NAME_RETRIEVAL_FLOOR)
		score_everything(s);
	else
		retrieve_all(s);
	keep_passed(s);
	if (s->failed)
		return error_nomem(err);
	match_sort_candidates(s->found.ptr, s->found.len);
	*out = s->found.ptr;
	*count = s->found.len;
	return TIES_OK;
}

/* ---- about the query run last --------------------------------------------------------------------- */

bool match_search_has(const struct match_search *s, uint32_t entity)
{
	return entity < s->b->ENTITY.count && s->verdicts[entity] >= FIRST_CANDIDATE;
}

/* The form of name `n` that scores best, if it is `least` or more; else what has a score below. */
static struct match_candidate best_form(struct match_search *s, uint32_t n, double least)
{
	const struct book_name *name = &s->b->NAME.items[n];
	struct book_range forms = book_forms_of(s->b, n);
	struct match_candidate best = {.entity = name->entity, .name = n, .form = BOOK_NONE, .score = -1};

	if (!filter_admits_name(&s->filter, name))
		return best;
	for (uint32_t i = forms.begin; i < forms.end; i++) {
		if (!(s->b->FORM.items[i].flags & SERVES_SCREENING))
			continue;
		struct match_candidate c = {
		    .entity = name->entity, .name = n, .form = i, .score = compare(s, i, least)};
		if (c.score >= 0 && is_better(&c, &best))
			best = c;
	}
	return best;
}

bool match_search_entity(struct match_search *s, uint32_t entity, struct match_candidate *out)
{
	struct book_range names = book_names_of(s->b, entity);

	*out = (struct match_candidate){.entity = entity, .name = names.begin, .form = BOOK_NONE};
	if (entity >= s->b->ENTITY.count || judge(s, entity) == NOT_ADMITTED)
		return false;
	for (uint32_t n = names.begin; n < names.end; n++) {
		struct match_candidate c = best_form(s, n, 0);
		if (c.score >= 0 && is_better(&c, out))
			*out = c;
	}
	return true;
}

/** A name of an entity as one that may be shown. */
struct shown {
	struct match_candidate candidate;
	str name;
	bool in_script; /* of the query */
	bool best;      /* none scores better */
	unsigned apart; /* characters that are written otherwise */
};

static bool is_shown_before(const struct shown *a, const struct shown *b)
{
	if (a->in_script != b->in_script)
		return a->in_script;
	return a->best != b->best ? a->best : a->apart < b->apart;
}

/* May the name be shown instead of the one so far, if it scores as well as the best? Tells how it is written. Texts of
 * a database that are equal are one. */
static bool may_be_shown(const struct written *query, const struct shown *so_far, struct shown *other)
{
	if (so_far->best && (other->name.ptr == so_far->name.ptr ||
	                     (so_far->in_script && written_apart_least(query, other->name) >= so_far->apart)))
		return false;
	other->in_script = text_script_main(other->name) == query->script;
	if (so_far->in_script && !other->in_script)
		return false;
	bool alike = so_far->best && other->in_script == so_far->in_script;
	other->apart = written_apart_below(query, other->name, alike ? so_far->apart : WRITTEN_MAX + 1);
	return is_shown_before(other, so_far);
}

/* None scores better than the candidate, so that most names need not be scored. */
void match_search_show(struct match_search *s, const struct written *query, struct match_candidate *candidate)
{
	struct book_range names = book_names_of(s->b, candidate->entity);
	str first = book_name_text(s->b, candidate->name);
	struct shown so_far = {*candidate, first, text_script_main(first) == query->script, true,
	                       written_apart(query, first)};

	for (uint32_t n = names.begin; n < names.end && candidate->form != BOOK_NONE; n++) {
		struct shown other = {{.name = n}, .name = book_name_text(s->b, n), .best = true};
		if (!may_be_shown(query, &so_far, &other))
			continue;
		double least = so_far.in_script && so_far.best ? candidate->score : candidate->score - shown_within;
		other.candidate = best_form(s, n, least);
		other.best = other.candidate.score == candidate->score;
		if (other.candidate.score >= least && is_shown_before(&other, &so_far))
			so_far = other;
	}
	candidate->name = so_far.candidate.name;
	candidate->form = so_far.candidate.form;
}

/* The name parsed anew, as the form in hand was: forms in a book do not say where their tokens stand. */
static const struct name_form *parse_again(struct match_search *s, const struct match_candidate *c)
{
	str text = book_name_text(s->b, c->name), lang = book_name_lang(s->b, c->name);
	const unsigned kinds[] = {s->loader.form.kind, NAME_ANY};

	for (size_t k = 0; k < 2; k++) {
		size_t count = name_parse(text, kinds[k], lang, &s->rarity, s->parsed);
		for (size_t i = 0; i < count; i++)
			if (same_tokens(&s->parsed[i], &s->loader.form))
				return &s->parsed[i];
	}
	return NULL;
}

bool match_search_align(struct match_search *s, const struct match_candidate *candidate, const struct name_form **left,
                        const struct name_form **right, struct name_alignment *out)
{
	const struct query *q = query_for(s, candidate->form);
	double best = -1;

	*left = *right = NULL;
	if (!q || q->count == 0 || !form_loader_load(&s->loader, candidate->form))
		return false;
	*right = parse_again(s, candidate);
	if (!*right)
		return false;
	for (size_t f = 0; f < q->count; f++) {
		double score = name_compare(&q->forms[f], &s->loader.form, NULL);
		if (score > best) {
			best = score;
			*left = &q->forms[f];
		}
	}
	name_compare(*left, *right, out);
	return true;
}

const struct match_counters *match_search_counters(const struct match_search *s)
{
	return &s->counters;
}
