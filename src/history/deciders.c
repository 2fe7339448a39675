/* Who held the deciding office? The PROGRAM records of the curated data name the positions whose holders decide on
 * listings under a regime. They are few; the offices of the book are gone through once. */
#include "history/history.h"

#include "base/vec.h"

/** Somebody whose decision a regime is, or may be. */
struct holder {
	str jurisdiction, label; /* of the regime */
	ties_office office;
	uint32_t entity;
};

/** A position whose holders decide under a regime. */
struct post {
	str jurisdiction, label; /* of the regime */
	str position;
};

struct search {
	const ties_book *b;
	const struct history_time *time;
	struct arena *arena;
	VEC(struct post) posts;
	VEC(struct holder) holders;
	bool failed; /* sticky: memory ran out */
};

/* ---- posts ------------------------------------------------------------------------------------------------------ */

static const ties_spell *spell_under(const ties_spell *spells, size_t count, str jurisdiction, str label)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(spells[i].jurisdiction, jurisdiction) && str_equal(spells[i].label, label))
			return &spells[i];
	return NULL;
}

/* The posts of one regime, when a spell is under it. */
static void find_posts(struct search *s, uint32_t program, const ties_spell *spells, size_t count)
{
	struct book_statement said;
	str jurisdiction = {NULL, 0}, label = {NULL, 0};

	for (struct book_cursor c = book_statements_of(s->b, program); book_next_statement(&c, &said);) {
		if (said.manner->property == PROP_JURISDICTION)
			jurisdiction = book_string(s->b, said.value);
		else if (said.manner->property == PROP_SUMMARY)
			label = book_string(s->b, said.value);
	}
	const ties_spell *spell = spell_under(spells, count, jurisdiction, label);
	if (!spell)
		return;
	for (struct book_cursor c = book_statements_of(s->b, program); book_next_statement(&c, &said);) {
		if (said.manner->property != PROP_POST)
			continue;
		uint32_t position = book_statement_target(s->b, &said);
		struct post post = {spell->jurisdiction, spell->label,
		                    book_string(s->b, BOOK_AT(s->b, ENTITY, position)->caption)};
		if (position != BOOK_NONE && !vec_push(&s->posts, post))
			s->failed = true;
	}
}

/* ---- holders ---------------------------------------------------------------------------------------------------- */

static void add_holder(struct search *s, const struct post *post, uint32_t office)
{
	struct holder h = {post->jurisdiction, post->label, .entity = BOOK_AT(s->b, OFFICE, office)->entity};

	if (history_office(&h.office, s->b, office, s->time, s->arena) && !vec_push(&s->holders, h))
		s->failed = true;
}

static void find_holders(struct search *s)
{
	for (uint32_t i = 0; s->posts.len && i < s->b->OFFICE.count; i++) {
		const struct book_office *o = &s->b->OFFICE.items[i];
		str position = book_string(s->b, o->position), jurisdiction = book_string(s->b, o->jurisdiction);
		for (size_t p = 0; p < s->posts.len; p++)
			if (str_equal(position, s->posts.ptr[p].position) &&
			    str_equal(jurisdiction, s->posts.ptr[p].jurisdiction))
				add_holder(s, &s->posts.ptr[p], i);
	}
}

/* ---- decisions -------------------------------------------------------------------------------------------------- */

static bool is_named(const ties_decision *d, str name)
{
	for (size_t i = 0; i < d->decider_count; i++)
		if (str_equal(d->decider_names[i], name))
			return true;
	return false;
}

/* Nobody is named for a date that can be any day of more than a year. */
static void fill(struct search *s, const ties_spell *spell, ties_decision *d)
{
	enum { WIDEST = 366 };
	struct date on = {d->when.first, d->when.last, DATE_KNOWN, false, false};

	if (!d->when.edtf.len || on.first == TIES_DAY_MIN || on.last == TIES_DAY_MAX ||
	    (int64_t)on.last - on.first > WIDEST)
		return;
	ties_office *offices = arena_array(s->arena, s->holders.len, sizeof *offices);
	ties_str *names = arena_array(s->arena, s->holders.len, sizeof *names);
	d->deciders = offices;
	d->decider_names = names;
	for (size_t i = 0; offices && names && i < s->holders.len; i++) {
		const struct holder *h = &s->holders.ptr[i];
		str name = book_string(s->b, BOOK_AT(s->b, ENTITY, h->entity)->caption);
		if (!str_equal(h->jurisdiction, spell->jurisdiction) || !str_equal(h->label, spell->label) ||
		    is_named(d, name))
			continue;
		offices[d->decider_count] = h->office;
		offices[d->decider_count].on = history_holds(h->office.from, h->office.to, on);
		names[d->decider_count] = name;
		d->decider_count += offices[d->decider_count].on != TIES_NO;
	}
}

ties_code history_deciders(ties_spell *spells, size_t count, const ties_book *b, const struct history_time *time,
                           struct arena *arena, ties_error *err)
{
	struct search s = {.b = b, .time = time, .arena = arena};
	struct book_range programs = book_refs_under(b, STR("ties_reference"), STR("program#"));

	for (uint32_t i = programs.begin; count && i < programs.end; i++) {
		uint32_t program = book_ref_entity(b, *BOOK_AT(b, REF_ORDER, i));
		if (program != BOOK_NONE)
			find_posts(&s, program, spells, count);
	}
	find_holders(&s);
	for (size_t i = 0; s.holders.len && i < count; i++) {
		fill(&s, &spells[i], &spells[i].begin);
		fill(&s, &spells[i], &spells[i].end);
	}
	vec_finish(&s.posts);
	vec_finish(&s.holders);
	return s.failed || arena->failed ? error_nomem(err) : TIES_OK;
}
