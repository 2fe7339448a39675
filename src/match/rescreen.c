/* Which queries are answered otherwise on one day than on another? Only entities that changed in between can make a
 * difference (history_changed says why), so both days are screened against these, in an index narrowed to them. */
#include "history/history.h"
#include "match/match.h"

#include <stdlib.h>

enum { HITS_MAX = 1000 }; /* per query and day; a name has no more bearers that change at once */

struct ties_rescreener {
	const ties_book *b;
	struct match_narrowed narrowed;
	uint64_t *changed; /* bits of ENTITY items */
	ties_screener *before, *after;
	ties_affected affected[2 * HITS_MAX];
	ties_rescreening answer;
	struct arena arena;
};

static ties_code open_screener(ties_screener **out, const ties_rescreener *r, const ties_rescreen_options *o,
                               int32_t day, ties_error *err)
{
	const struct date date = {.first = day, .last = day, .kind = DATE_KNOWN};
	char text[DATE_TEXT_MAX];
	const str on = {text, date_print(date, text)};
	const ties_screen_options options = {
	    .size = sizeof options,
	    .threshold = o->threshold,
	    .limit = HITS_MAX,
	    .time = {.on = on, .known_on = o->known ? on : STR("")},
	    .dataset = o->dataset,
	    .topic = o->topic,
	};

	return ties_screener_new(out, &r->narrowed.book, &options, err);
}

static ties_code set_up(ties_rescreener *r, const ties_rescreen_options *o, ties_error *err)
{
	struct history_days days;
	ties_code rc = history_days_between(o->from, o->to, &days, &r->arena, err);

	if (rc != TIES_OK)
		return rc;
	r->changed = history_changed(r->b, &days, o->known, &r->arena);
	if (!r->changed || !match_narrow(&r->narrowed, r->b, r->changed))
		return error_nomem(err);
	rc = open_screener(&r->before, r, o, days.after, err);
	return rc == TIES_OK ? open_screener(&r->after, r, o, days.until, err) : rc;
}

ties_code ties_rescreener_new(ties_rescreener **out, const ties_book *book, const ties_rescreen_options *options,
                              ties_error *err)
{
	ties_rescreener *r = calloc(1, sizeof *r);
	ties_rescreen_options o = {0};

	*out = NULL;
	if (!r)
		return error_nomem(err);
	memcpy(&o, options, options->size && options->size < sizeof o ? options->size : sizeof o);
	r->b = book;
	ties_code rc = set_up(r, &o, err);
	if (rc != TIES_OK) {
		ties_rescreener_free(r);
		return rc;
	}
	*out = r;
	return TIES_OK;
}

void ties_rescreener_free(ties_rescreener *rescreener)
{
	if (!rescreener)
		return;
	ties_screener_free(rescreener->before);
	ties_screener_free(rescreener->after);
	match_narrowed_finish(&rescreener->narrowed);
	arena_finish(&rescreener->arena);
	free(rescreener);
}

size_t ties_rescreener_entities(const ties_rescreener *rescreener)
{
	size_t n = 0;

	for (uint32_t i = 0; i < rescreener->b->ENTITY.count; i++) {
		uint16_t schema = rescreener->b->ENTITY.items[i].schema;
		n +=
		    rescreener->changed[i / 64] >> i % 64 & 1 && schema < SCHEMA_COUNT && model_schema_is_named(schema);
	}
	return n;
}

/* ---- what differs -------------------------------------------------------------------------------------------- */

static bool is_listed(const ties_entity *e)
{
	for (size_t i = 0; i < e->listing_count; i++)
		if (e->listings[i].on == TIES_YES)
			return true;
	return false;
}

static size_t count_holding(const ties_entity *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->listing_count; i++)
		n += e->listings[i].on != TIES_NO;
	for (size_t i = 0; i < e->office_count; i++)
		n += e->offices[i].on != TIES_NO;
	return n;
}

static bool has_listing(const ties_entity *e, const ties_listing *l)
{
	for (size_t i = 0; i < e->listing_count; i++)
		if (e->listings[i].on == l->on && str_equal(e->listings[i].ref, l->ref) &&
		    str_equal(e->listings[i].jurisdiction, l->jurisdiction) &&
		    str_equal(e->listings[i].regime, l->regime))
			return true;
	return false;
}

static bool has_office(const ties_entity *e, const ties_office *o)
{
	for (size_t i = 0; i < e->office_count; i++)
		if (e->offices[i].on == o->on && str_equal(e->offices[i].ref, o->ref) &&
		    str_equal(e->offices[i].position, o->position))
			return true;
	return false;
}

/* Is everything that holds of `a`, or possibly does, likewise so of `b`, and nothing else? */
static bool same_status(const ties_entity *a, const ties_entity *b)
{
	if (count_holding(a) != count_holding(b))
		return false;
	for (size_t i = 0; i < a->listing_count; i++)
		if (a->listings[i].on != TIES_NO && !has_listing(b, &a->listings[i]))
			return false;
	for (size_t i = 0; i < a->office_count; i++)
		if (a->offices[i].on != TIES_NO && !has_office(b, &a->offices[i]))
			return false;
	return true;
}

/* NULL: nothing differs. */
static const char *change_of(const ties_hit *before, const ties_hit *after)
{
	if (!before || !after)
		return before ? "disappeared" : "appeared";
	bool was = is_listed(&before->entity), is = is_listed(&after->entity);
	if (was != is)
		return is ? "listed" : "delisted";
	return same_status(&before->entity, &after->entity) && before->score == after->score &&
	               str_equal(before->name, after->name)
	           ? NULL
	           : "changed";
}

static const ties_hit *find(const ties_hits *hits, str id)
{
	for (size_t i = 0; i < hits->hit_count; i++)
		if (str_equal(hits->hits[i].entity.id, id))
			return &hits->hits[i];
	return NULL;
}

static void consider(ties_rescreener *r, const ties_hit *before, const ties_hit *after)
{
	const char *change = change_of(before, after);
	uint32_t entity = book_entity_by_id(r->b, (after ? after : before)->entity.id);

	/* below the floor of retrieval everyone is scored, also who did not change */
	if (change && entity != BOOK_NONE && r->changed[entity / 64] >> entity % 64 & 1)
		r->affected[r->answer.count++] = (ties_affected){change, before, after};
}

ties_code ties_rescreen(ties_rescreener *rescreener, const ties_query *query, const ties_rescreening **out,
                        ties_error *err)
{
	ties_rescreener *r = rescreener;
	static const ties_hits none;
	const ties_hits *before = &none, *after;
	ties_code rc = ties_screen(r->after, query, &after, err);

	*out = NULL;
	/* names and numbers known on the first day are known on the second: without candidates there, there were none
	 */
	if (rc == TIES_OK && match_screener_found(r->after))
		rc = ties_screen(r->before, query, &before, err);
	if (rc != TIES_OK)
		return rc;
	r->answer = (ties_rescreening){.affected = r->affected};
	for (size_t i = 0; i < after->hit_count; i++)
		consider(r, find(before, after->hits[i].entity.id), &after->hits[i]);
	for (size_t i = 0; i < before->hit_count; i++)
		if (!find(after, before->hits[i].entity.id))
			consider(r, &before->hits[i], NULL);
	*out = &r->answer;
	return TIES_OK;
}
