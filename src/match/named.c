/* An id, a ref or a name becomes candidates. */
#include "match/named.h"

#include "match/match.h"
#include "match/same.h"
#include "match/written.h"
#include "text/text.h"

#include <stdlib.h>

enum { CANDIDATES_MAX = 10, WORDS_MAX = PHRASE_MAX / 2 };

/** A name that is written otherwise than any listed one must score this to be offered at all. */
static const double offered_from = 0.7;
/** From here a name counts as the same name, and candidates below are not offered beside it. */
static const double same_from = 0.999;

struct resolver {
	const ties_book *b;
	struct named *out;
	struct arena *arena;
	ties_candidate *candidates;
	uint32_t entities[CANDIDATES_MAX]; /* ENTITY items of the candidates */
};

/* ---- is it a name of the entity? ------------------------------------------------------------------------------ */

/** The words of a name, in order of the alphabet. */
struct words {
	char phrase[PHRASE_MAX];
	str word[WORDS_MAX];
	size_t count; /* 0: the name is illegible or too long */
};

static int compare_words(const void *left, const void *right)
{
	return str_compare(*(const str *)left, *(const str *)right);
}

static void read_words(struct words *out, str name)
{
	uint32_t tokens;
	str rest = {out->phrase, text_phrase(name, out->phrase, sizeof out->phrase, &tokens)};

	for (out->count = 0; rest.len && out->count < WORDS_MAX && str_split(&rest, ' ', &out->word[out->count]);)
		out->count++;
	qsort(out->word, out->count, sizeof *out->word, compare_words);
}

static bool same_words(const struct words *a, const struct words *b)
{
	bool same = a->count == b->count && a->count > 0;

	for (size_t i = 0; same && i < a->count; i++)
		same = str_equal(a->word[i], b->word[i]);
	return same;
}

/* But for case, accents and the order of words. */
static bool has_name(const ties_book *b, uint32_t entity, const struct words *asked)
{
	struct book_range names = book_names_of(b, entity);
	struct words own;
	bool has = false;

	for (uint32_t i = names.begin; i < names.end && !has; i++) {
		read_words(&own, book_name_text(b, i));
		has = same_words(&own, asked);
	}
	return has;
}

/* ---- candidates ----------------------------------------------------------------------------------------------- */

static ties_code add_candidate(struct resolver *r, uint32_t entity, double score, str name, bool exact, ties_error *err)
{
	ties_candidate *c = &r->candidates[r->out->count];

	if (r->out->count == 0)
		r->out->entity = entity;
	r->entities[r->out->count++] = entity;
	c->score = score;
	c->name = name;
	c->exact = exact;
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

static bool has_ref(const ties_entity *entity, str ref)
{
	for (size_t i = 0; i < entity->ref_count; i++)
		if (str_equal(entity->refs[i], ref))
			return true;
	return false;
}

/* Did somebody decide that the two are different, or that this cannot be said? */
static bool is_decided(const ties_entity *one, const ties_entity *other)
{
	for (size_t i = 0; i < one->join_count; i++)
		if (one->joins[i].kind >= TIES_DECIDED_DIFFERENT && has_ref(other, one->joins[i].right))
			return true;
	return false;
}

/* One person on several lists, whom no number joined, is several candidates. */
static void find_probably_same(struct resolver *r)
{
	for (size_t i = 1; i < r->out->count; i++)
		for (size_t k = 0; k < i && !r->candidates[i].probably.len; k++) {
			const ties_entity *one = &r->candidates[k].entity, *other = &r->candidates[i].entity;
			if (same_is_probable(r->b, r->entities[k], r->entities[i]) && !is_decided(one, other) &&
			    !is_decided(other, one))
				r->candidates[i].probably = one->id;
		}
}

static ties_code resolve_name(struct resolver *r, str name, ties_error *err)
{
	struct match_search *search;
	const struct match_candidate *list;
	struct match_candidate c;
	size_t count = 0;
	bool strong = false;
	struct words asked;
	struct written written;
	const struct match_filter filter = {.threshold = offered_from};
	ties_code rc = match_search_new(&search, r->b, err);

	if (rc == TIES_OK)
		rc = match_search_run(search, name, &filter, &list, &count, err);
	if (rc == TIES_OK)
		count = count_offered(r->b, list, count, &strong);
	read_words(&asked, name);
	written_read(&written, name);
	for (size_t i = 0; rc == TIES_OK && i < count && r->out->count < CANDIDATES_MAX; i++) {
		if (strong && is_weak(r->b, list[i].name))
			continue;
		c = list[i];
		match_search_show(search, &written, &c);
		rc = add_candidate(r, c.entity, c.score, book_name_text(r->b, c.name), has_name(r->b, c.entity, &asked),
		                   err);
	}
	match_search_free(search);
	if (rc == TIES_OK)
		find_probably_same(r);
	return rc;
}

static ties_code resolve(struct resolver *r, str query, ties_error *err)
{
	uint32_t entity = book_entity_by_id(r->b, query);

	if (entity == BOOK_NONE)
		entity = book_entity_by_ref(r->b, query);
	if (entity != BOOK_NONE)
		return add_candidate(r, entity, 1, STR(""), true, err);
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
