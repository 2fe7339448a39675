/* Screening: candidates by name, candidates by identifier, evidence, order, and the answer filled in.
 *
 * Names are searched with the lowest score from which evidence can lift over the threshold, so that evidence is
 * weighed for everyone it can matter to, whether candidates were retrieved or all names scored. */
#include "match/evidence.h"
#include "match/scorer.h"
#include "match/written.h"

#include "base/options.h"
#include "history/history.h"

#include <stdlib.h>

enum { LIMIT = 5 }; /* hits per query unless asked otherwise */

/** A candidate over the threshold. */
struct scored {
	struct match_candidate candidate;
	double score;   /* with evidence */
	bool shown;     /* the name to show has been chosen */
	unsigned apart; /* characters in which it is written otherwise than the query; 0: not asked yet */
};

struct ties_screener {
	const ties_book *b;
	ties_screen_options options; /* strings in `own` */
	struct history_time time;
	struct filter filter; /* of the options; the schema comes with each query */
	const struct scorer *scorer;
	void *search; /* of the scorer */
	struct evidence_query evidence;
	size_t found; /* candidates of the last query, before evidence */
	VEC(struct scored) scored;
	struct written written; /* the last query that has hits */
	struct arena own;       /* lives as long as the screener */
	struct arena scratch;   /* lives until the next query */
	ties_hits hits;
};

/* ---- setting up --------------------------------------------------------------------------------------- */

static ties_code copy_options(ties_screener *s, const ties_screen_options *options, ties_error *err)
{
	ties_screen_options *o = &s->options;

	OPTIONS_TAKE(o, options);
	if (!(o->threshold >= 0 && o->threshold <= 1))
		return error_set(err, TIES_ERR_USAGE, "the threshold is %g; it is a score between 0 and 1",
		                 o->threshold);
	if (o->threshold == 0)
		o->threshold = 0.7;
	if (o->limit == 0)
		o->limit = LIMIT;
	o->time.on = arena_copy(&s->own, o->time.on);
	o->time.known_on = arena_copy(&s->own, o->time.known_on);
	o->dataset = arena_copy(&s->own, o->dataset);
	o->topic = arena_copy(&s->own, o->topic);
	s->scorer = scorer_find(o->scorer, err);
	if (!s->scorer)
		return TIES_ERR_USAGE;
	o->scorer = str_from(s->scorer->name);
	return s->own.failed ? error_nomem(err) : TIES_OK;
}

static struct match_filter filter_of(const ties_screener *s)
{
	return (struct match_filter){
	    .dataset = s->options.dataset,
	    .topic = s->options.topic,
	    .known_on = s->time.known_on,
	    .exhaustive = s->options.exhaustive,
	};
}

/* A topic that nobody has would answer "nobody" to everything; it is more likely misspelt. */
static ties_code check_topic(const ties_screener *s, ties_error *err)
{
	const ties_book *b = s->b;

	if (s->options.topic.len == 0)
		return TIES_OK;
	for (uint32_t i = 0; i < b->ENTITY.count; i++) {
		struct book_statement said;
		for (struct book_cursor c = book_statements_of(b, i); book_next_statement(&c, &said);)
			if (said.manner->property == PROP_TOPICS &&
			    str_equal(book_string(b, said.value), s->options.topic))
				return TIES_OK;
	}
	return error_set(
	    err, TIES_ERR_NOT_FOUND,
	    "%s: nobody in this database has the topic \"%.*s\"; topics are written like sanction, role.pep or "
	    "crime.terror",
	    b->path, STR_ARG(s->options.topic));
}

static ties_code set_up(ties_screener *s, const ties_screen_options *options, ties_error *err)
{
	ties_code rc = copy_options(s, options, err);

	if (rc == TIES_OK)
		rc = check_topic(s, err);
	if (rc == TIES_OK)
		rc = history_time_read(&s->time, &s->options.time, &s->own, err);
	if (rc != TIES_OK)
		return rc;
	struct match_filter wanted = filter_of(s);
	rc = filter_init(&s->filter, s->b, &wanted, err);
	return rc == TIES_OK ? s->scorer->open(&s->search, s->b, err) : rc;
}

ties_code ties_screener_new(ties_screener **out, const ties_book *book, const ties_screen_options *options,
                            ties_error *err)
{
	ties_screener *s = calloc(1, sizeof *s);

	*out = NULL;
	if (!s)
		return error_nomem(err);
	s->b = book;
	ties_code rc = set_up(s, options, err);
	if (rc != TIES_OK) {
		ties_screener_free(s);
		return rc;
	}
	*out = s;
	return TIES_OK;
}

void ties_screener_free(ties_screener *screener)
{
	if (!screener)
		return;
	if (screener->search)
		screener->scorer->close(screener->search);
	vec_finish(&screener->evidence.bearers);
	vec_finish(&screener->scored);
	arena_finish(&screener->own);
	arena_finish(&screener->scratch);
	free(screener);
}

/* ---- one query ---------------------------------------------------------------------------------------- */

/* The query with its strings in the scratch arena: hits point at them. */
static ties_query copy_query(ties_screener *s, const ties_query *query)
{
	return (ties_query){
	    .name = arena_copy(&s->scratch, query->name),
	    .schema = arena_copy(&s->scratch, query->schema),
	    .birth_date = arena_copy(&s->scratch, query->birth_date),
	    .country = arena_copy(&s->scratch, query->country),
	    .gender = arena_copy(&s->scratch, query->gender),
	    .id = arena_copy(&s->scratch, query->id),
	};
}

static bool add(ties_screener *s, const struct match_candidate *c)
{
	struct evidence e;

	evidence_weigh(&e, &s->evidence, &s->filter, c->entity, c->score);
	return e.score < s->options.threshold ||
	       vec_push(&s->scored, ((struct scored){.candidate = *c, .score = e.score}));
}

static ties_code collect(ties_screener *s, const ties_query *query, ties_error *err)
{
	const struct match_candidate *found;
	size_t count;
	struct match_filter filter = filter_of(s);
	bool well = true;

	filter.schema = query->schema;
	filter.threshold = evidence_name_threshold(&s->evidence, s->options.threshold);
	ties_code rc = s->scorer->run(s->search, query->name, &filter, &found, &count, err);
	if (rc == TIES_OK)
		rc = evidence_find_bearers(&s->evidence, s->b, s->options.exhaustive, &s->filter, err);
	if (rc != TIES_OK)
		return rc;
	s->found = count + s->evidence.bearers.len;
	for (size_t i = 0; i < count && well; i++)
		well = add(s, &found[i]);
	for (size_t i = 0; i < s->evidence.bearers.len && well && s->evidence.strong_id; i++) {
		struct match_candidate c;
		uint32_t entity = s->evidence.bearers.ptr[i].entity;
		if (!s->scorer->has(s->search, entity) && s->scorer->entity(s->search, entity, &c))
			well = add(s, &c);
	}
	return well ? TIES_OK : error_nomem(err);
}

static int compare_scored(const void *left, const void *right)
{
	const struct scored *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->apart != b->apart)
		return a->apart < b->apart ? -1 : 1;
	return a->candidate.entity < b->candidate.entity ? -1 : a->candidate.entity > b->candidate.entity;
}

static void show(ties_screener *s, struct scored *scored)
{
	if (s->scorer->show && !scored->shown)
		s->scorer->show(s->search, &s->written, &scored->candidate);
	scored->shown = true;
}

static str shown_name(const ties_screener *s, const struct match_candidate *c)
{
	return c->form == BOOK_NONE ? STR("") : book_name_text(s->b, c->name);
}

/* Of hits that score the same the one whose name is written most like the query comes first. Only those are looked at
 * that the answer has, or may have. */
static void order(ties_screener *s, str query_name)
{
	struct scored *list = s->scored.ptr;

	if (s->scored.len == 0)
		return;
	qsort(list, s->scored.len, sizeof *list, compare_scored);
	written_read(&s->written, query_name);
	for (size_t i = 0, end; i < s->scored.len && i < s->options.limit; i = end) {
		for (end = i + 1; end < s->scored.len && list[end].score == list[i].score;)
			end++;
		for (size_t k = i; k < end && end > i + 1; k++) {
			show(s, &list[k]);
			list[k].apart = written_apart(&s->written, shown_name(s, &list[k].candidate));
		}
		if (end > i + 1)
			qsort(list + i, end - i, sizeof *list, compare_scored);
	}
}

/* ---- the answer ------------------------------------------------------------------------------------------ */

static ties_code fill_hit(ties_screener *s, ties_hit *hit, struct scored *scored, str query_name, ties_error *err)
{
	const struct match_candidate *c = &scored->candidate;
	struct evidence e;

	show(s, scored);
	evidence_weigh(&e, &s->evidence, &s->filter, c->entity, c->score);
	ties_evidence *axes = arena_array(&s->scratch, e.count, sizeof *axes);
	if (axes)
		memcpy(axes, e.axis, e.count * sizeof *axes);
	*hit = (ties_hit){
	    .score = scored->score,
	    .name_score = c->score,
	    .match = scored->score >= s->options.threshold && !e.contradicts,
	    .name = shown_name(s, c),
	    .evidence = axes,
	    .evidence_count = axes ? e.count : 0,
	};
	if (s->options.explain)
		hit->reasons = s->scorer->reasons(s->search, c, query_name, hit->name, &s->scratch, &hit->reason_count);
	return history_entity(&hit->entity, s->b, c->entity, &s->time, &s->scratch, err);
}

static ties_code fill(ties_screener *s, const ties_query *query, uint64_t scored, ties_error *err)
{
	size_t count = s->scored.len < s->options.limit ? s->scored.len : s->options.limit;
	ties_hit *hits = arena_array(&s->scratch, count, sizeof *hits);
	ties_code rc = TIES_OK;

	for (size_t i = 0; hits && i < count && rc == TIES_OK; i++)
		rc = fill_hit(s, &hits[i], &s->scored.ptr[i], query->name, err);
	if (rc != TIES_OK || s->scratch.failed)
		return rc != TIES_OK ? rc : error_nomem(err);
	s->hits = (ties_hits){
	    .scorer = s->scorer->version(),
	    .hits = hits,
	    .hit_count = count,
	    .total = s->scored.len,
	    .scored = scored,
	};
	return TIES_OK;
}

ties_code ties_screen(ties_screener *screener, const ties_query *query, const ties_hits **out, ties_error *err)
{
	ties_screener *s = screener;
	uint64_t before = s->scorer->scored(s->search);

	*out = NULL;
	arena_clear(&s->scratch);
	s->scored.len = 0;
	ties_query own = copy_query(s, query);
	ties_code rc = s->scratch.failed ? error_nomem(err) : evidence_query_read(&s->evidence, &own, err);
	if (rc == TIES_OK)
		rc = collect(s, &own, err);
	if (rc != TIES_OK)
		return rc;
	order(s, own.name);
	rc = fill(s, &own, s->scorer->scored(s->search) - before, err);
	if (rc == TIES_OK)
		*out = &s->hits;
	return rc;
}

size_t match_screener_found(const ties_screener *screener)
{
	return screener->found;
}
