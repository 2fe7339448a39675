#include "match/propose.h"

#include "base/pool.h"
#include "book/identifier.h"

#include <stdlib.h>

enum {
	BEARERS_MAX = 16, /* entities with one number that are paired with each other; more share it by mistake */
	PER_NAME_MAX =
	    256,     /* entities that are paired by one name: a list of one name over and over would be a square */
	CHUNK = 4096 /* entities between two reports of progress */
};

/** What one thread works with. */
struct worker {
	struct match_search *search;
	VEC(struct same_pair) found;
	bool failed; /* sticky: memory ran out */
	ties_error error;
};

struct proposer {
	const ties_book *b;
	const struct propose_options *options;
	double name_threshold;
	VEC(uint32_t) asked;         /* ENTITY items whose names are looked for */
	uint8_t *side;               /* by ENTITY item: SIDE_… */
	struct worker *workers;      /* one for each thread */
	VEC(struct same_pair) pairs; /* each once */
	double *scores;              /* by pair */
	size_t first;                /* of the chunk that is worked on */
	bool failed;
};

enum { SIDE_LEFT = 1, SIDE_RIGHT = 2 };

/* ---- who is looked at --------------------------------------------------------------------------------------- */

static bool can_be_one(uint16_t schema)
{
	return schema < SCHEMA_COUNT &&
	       (model_schema_is_a(schema, SCHEMA_LEGAL_ENTITY) || model_schema_is_a(schema, SCHEMA_VEHICLE));
}

static bool has_dataset(const ties_book *b, uint32_t entity, uint32_t dataset)
{
	struct book_range r = book_refs_of(b, entity);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (book_ref_dataset(b, i) == dataset)
			return true;
	return false;
}

/* Without datasets everybody is on both sides; with one, the first side has those in it and the second all others. */
static uint8_t side_of(const struct proposer *p, uint32_t entity)
{
	const struct propose_options *o = p->options;
	uint8_t side = o->dataset_count < 2 ? SIDE_RIGHT : 0;

	if (o->dataset_count == 0 || has_dataset(p->b, entity, o->datasets[0]))
		side |= SIDE_LEFT;
	for (size_t i = 1; i < o->dataset_count; i++)
		if (has_dataset(p->b, entity, o->datasets[i]))
			side |= SIDE_RIGHT;
	return side;
}

static bool choose_entities(struct proposer *p)
{
	p->side = calloc((size_t)p->b->ENTITY.count + 1, 1);
	if (!p->side)
		return false;
	for (uint32_t i = 0; i < p->b->ENTITY.count; i++) {
		if (!can_be_one(p->b->ENTITY.items[i].schema))
			continue;
		p->side[i] = side_of(p, i);
		if ((p->side[i] & SIDE_LEFT) && !vec_push(&p->asked, i))
			return false;
	}
	return true;
}

static bool may_pair(const struct proposer *p, uint32_t a, uint32_t b)
{
	uint8_t x = p->side[a], y = p->side[b];
	bool sides = ((x & SIDE_LEFT) && (y & SIDE_RIGHT)) || ((x & SIDE_RIGHT) && (y & SIDE_LEFT));

	return a != b && sides && model_schema_matches(p->b->ENTITY.items[a].schema, p->b->ENTITY.items[b].schema) &&
	       !same_dataset(p->b, a, b);
}

/* ---- pairs by name -------------------------------------------------------------------------------------------- */

static void add_pair(struct worker *w, uint32_t entity, uint32_t name, const struct match_candidate *c)
{
	bool first = entity < c->entity;
	struct same_pair pair = {
	    .left = first ? entity : c->entity,
	    .right = first ? c->entity : entity,
	    .left_name = first ? name : c->name,
	    .right_name = first ? c->name : name,
	    .name_score = c->score,
	};
	w->failed |= !vec_push(&w->found, pair);
}

static void ask_name(struct proposer *p, struct worker *w, uint32_t entity, uint32_t name)
{
	const struct match_candidate *found;
	size_t count;
	const struct match_filter filter = {
	    .schema = str_from(model_schema_name(p->b->ENTITY.items[entity].schema)),
	    .threshold = p->name_threshold,
	};

	if (match_search_run(w->search, book_name_text(p->b, name), &filter, &found, &count, &w->error) != TIES_OK) {
		w->failed = true;
		return;
	}
	for (size_t i = 0, paired = 0; i < count && paired < PER_NAME_MAX && !w->failed; i++)
		if (found[i].form != BOOK_NONE && may_pair(p, entity, found[i].entity)) {
			add_pair(w, entity, name, &found[i]);
			paired++;
		}
}

static void ask_entity(void *context, unsigned thread, size_t item)
{
	struct proposer *p = context;
	struct worker *w = &p->workers[thread];
	uint32_t entity = p->asked.ptr[p->first + item];
	struct book_range names = book_names_of(p->b, entity);

	for (uint32_t i = names.begin; i < names.end && !w->failed; i++)
		if (book_name_property(p->b, i) <= PROP_LAST_SCREENED_NAME)
			ask_name(p, w, entity, i);
}

static void in_chunks(struct proposer *p, const char *stage, size_t count, pool_worker *work)
{
	const struct propose_options *o = p->options;

	for (p->first = 0; p->first < count; p->first += CHUNK) {
		size_t n = count - p->first < CHUNK ? count - p->first : CHUNK;
		if (o->progress)
			o->progress(o->context, stage, p->first, count);
		pool_run(o->threads, n, work, p);
	}
}

/* ---- pairs by number ------------------------------------------------------------------------------------------ */

static void pair_bearers(struct proposer *p, const struct book_identifier *run, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++) {
			uint32_t a = run[i].entity < run[k].entity ? run[i].entity : run[k].entity;
			uint32_t b = run[i].entity ^ run[k].entity ^ a;
			if (b >= p->b->ENTITY.count || !may_pair(p, a, b))
				continue;
			struct same_pair pair = {
			    .left = a, .right = b, .left_name = BOOK_NONE, .right_name = BOOK_NONE};
			p->failed |= !vec_push(&p->workers[0].found, pair);
		}
}

static void ask_numbers(struct proposer *p)
{
	const ties_book *b = p->b;

	for (uint32_t from = 0, to; from < b->IDENTIFIER.count && !p->failed; from = to) {
		const struct book_identifier *first = &b->IDENTIFIER.items[from];
		struct book_statement s = book_statement_at(b, first->statement);
		for (to = from + 1; to < b->IDENTIFIER.count && b->IDENTIFIER.items[to].hash == first->hash;)
			to++;
		if (s.manner && same_identifies(s.manner->property, book_string(b, s.value)) &&
		    to - from <= BEARERS_MAX)
			pair_bearers(p, first, to - from);
	}
}

/* ---- each pair once, weighed ------------------------------------------------------------------------------------ */

/* Of one pair the best names first, and of equally good ones the first. */
static int compare_found(const void *left, const void *right)
{
	const struct same_pair *a = left, *b = right;

	if (a->left != b->left)
		return a->left < b->left ? -1 : 1;
	if (a->right != b->right)
		return a->right < b->right ? -1 : 1;
	if (a->name_score != b->name_score)
		return a->name_score > b->name_score ? -1 : 1;
	if (a->left_name != b->left_name)
		return a->left_name < b->left_name ? -1 : 1;
	return a->right_name < b->right_name ? -1 : a->right_name > b->right_name;
}

static bool gather(struct proposer *p)
{
	size_t kept = 0;

	for (unsigned t = 0; t < p->options->threads; t++) {
		struct worker *w = &p->workers[t];
		if (w->failed || !vec_reserve(&p->pairs, p->pairs.len + w->found.len + 1))
			return false;
		if (w->found.len)
			memcpy(p->pairs.ptr + p->pairs.len, w->found.ptr, w->found.len * sizeof *w->found.ptr);
		p->pairs.len += w->found.len;
		vec_finish(&w->found);
	}
	if (p->pairs.len)
		qsort(p->pairs.ptr, p->pairs.len, sizeof *p->pairs.ptr, compare_found);
	for (size_t i = 0; i < p->pairs.len; i++) {
		const struct same_pair *pair = &p->pairs.ptr[i], *last = kept ? &p->pairs.ptr[kept - 1] : NULL;
		if (!last || last->left != pair->left || last->right != pair->right)
			p->pairs.ptr[kept++] = *pair;
	}
	p->pairs.len = kept;
	p->scores = calloc(kept + 1, sizeof *p->scores);
	return p->scores != NULL;
}

static void weigh_pair(void *context, unsigned thread, size_t item)
{
	struct proposer *p = context;
	struct same_pair *pair = &p->pairs.ptr[p->first + item];
	struct same_evidence e;

	(void)thread;
	if (pair->left_name == BOOK_NONE)
		same_names(pair, p->b);
	same_weigh(&e, p->b, pair, NULL, NULL, NULL);
	p->scores[p->first + item] = e.score;
}

static int compare_proposals(const void *left, const void *right)
{
	const struct proposal *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->pair.left != b->pair.left)
		return a->pair.left < b->pair.left ? -1 : 1;
	return a->pair.right < b->pair.right ? -1 : a->pair.right > b->pair.right;
}

static bool keep(struct proposals *out, const struct proposer *p)
{
	for (size_t i = 0; i < p->pairs.len; i++)
		if (p->scores[i] >= p->options->threshold &&
		    !vec_push(&out->list, ((struct proposal){p->pairs.ptr[i], p->scores[i]})))
			return false;
	if (out->list.len)
		qsort(out->list.ptr, out->list.len, sizeof *out->list.ptr, compare_proposals);
	out->entities = p->asked.len;
	return true;
}

static ties_code open_workers(struct proposer *p, ties_error *err)
{
	ties_code rc = TIES_OK;

	p->workers = calloc(p->options->threads, sizeof *p->workers);
	if (!p->workers)
		return error_nomem(err);
	for (unsigned i = 0; i < p->options->threads && rc == TIES_OK; i++)
		rc = match_search_new(&p->workers[i].search, p->b, err);
	return rc;
}

static void finish(struct proposer *p)
{
	for (unsigned i = 0; p->workers && i < p->options->threads; i++) {
		match_search_free(p->workers[i].search);
		vec_finish(&p->workers[i].found);
	}
	free(p->workers);
	vec_finish(&p->asked);
	vec_finish(&p->pairs);
	free(p->side);
	free(p->scores);
}

ties_code propose_all(struct proposals *out, const ties_book *b, const struct propose_options *options, ties_error *err)
{
	struct proposer p = {.b = b, .options = options, .name_threshold = same_name_threshold(options->threshold)};
	ties_code rc = choose_entities(&p) ? open_workers(&p, err) : error_nomem(err);

	if (rc == TIES_OK) {
		in_chunks(&p, "comparing names", p.asked.len, ask_entity);
		ask_numbers(&p);
		if (p.failed || !gather(&p))
			rc = error_nomem(err);
	}
	if (rc == TIES_OK) {
		in_chunks(&p, "weighing", p.pairs.len, weigh_pair);
		if (!keep(out, &p))
			rc = error_nomem(err);
	}
	finish(&p);
	return rc;
}
