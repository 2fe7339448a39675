/* An id, a ref or a name becomes candidates. */
#include "match/named.h"

#include "match/match.h"

enum { CANDIDATES_MAX = 10 };

/** A name that is written otherwise than any listed one must score this to be offered at all. */
static const double offered_from = 0.7;
/** From here a name counts as the same name, and candidates below are not offered beside it. */
static const double same_from = 0.999;

struct resolver {
	const ties_book *b;
	struct named *out;
	struct arena *arena;
	ties_candidate *candidates;
};

static ties_code add_candidate(struct resolver *r, uint32_t entity, double score, str name, ties_error *err)
{
	ties_candidate *c = &r->candidates[r->out->count];

	if (r->out->count++ == 0)
		r->out->entity = entity;
	c->score = score;
	c->name = name;
	return history_entity(&c->entity, r->b, entity, &r->out->time, r->arena, err);
}

/* How well a name stands for its entity when several have it: as a name or alias, or only as a nickname. */
static bool is_weak(const ties_book *b, uint32_t name)
{
	return book_name_property(b, name) >= PROP_WEAK_ALIAS;
}

/* Same names push out similar ones, and full names push out nicknames: how many of the list remain, and which kind. */
static size_t count_offered(const ties_book *b, const struct match_candidate *list, size_t count, bool *strong)
{
	size_t same = 0;

	*strong = false;
	for (; same < count && list[same].score >= same_from; same++)
		*strong |= !is_weak(b, list[same].name);
	return same ? same : count;
}

static ties_code resolve_name(struct resolver *r, str name, ties_error *err)
{
	struct match_search *search;
	const struct match_candidate *list;
	size_t count = 0;
	bool strong = false;
	const struct match_filter filter = {.threshold = offered_from};
	ties_code rc = match_search_new(&search, r->b, err);

	if (rc == TIES_OK)
		rc = match_search_run(search, name, &filter, &list, &count, err);
	if (rc == TIES_OK)
		count = count_offered(r->b, list, count, &strong);
	for (size_t i = 0; rc == TIES_OK && i < count && r->out->count < CANDIDATES_MAX; i++)
		if (!strong || !is_weak(r->b, list[i].name))
			rc = add_candidate(r, list[i].entity, list[i].score, book_name_text(r->b, list[i].name), err);
	match_search_free(search);
	return rc;
}

static ties_code resolve(struct resolver *r, str query, ties_error *err)
{
	uint32_t entity = book_entity_by_id(r->b, query);

	if (entity == BOOK_NONE)
		entity = book_entity_by_ref(r->b, query);
	if (entity != BOOK_NONE)
		return add_candidate(r, entity, 1, STR(""), err);
	return resolve_name(r, query, err);
}

ties_code named_resolve(struct named *out, const ties_book *b, str query, const ties_time *time, struct arena *arena,
                        ties_error *err)
{
	struct resolver r = {.b = b, .out = out, .arena = arena};
	char known[DATE_TEXT_MAX];

	*out = (struct named){.entity = BOOK_NONE};
	ties_code rc = history_time_read(&out->time, time, arena, err);
	if (rc != TIES_OK)
		return rc;
	out->query = arena_copy(arena, query);
	out->on = (ties_when){out->time.on_text, out->time.on.first, out->time.on.last};
	if (out->time.known_on.kind == DATE_KNOWN)
		out->known_on = (ties_when){arena_copy(arena, (str){known, date_print(out->time.known_on, known)}),
		                            out->time.known_on.first, out->time.known_on.last};
	r.candidates = arena_array(arena, CANDIDATES_MAX, sizeof *r.candidates);
	out->candidates = r.candidates;
	if (arena->failed)
		return error_nomem(err);
	return resolve(&r, query, err);
}
