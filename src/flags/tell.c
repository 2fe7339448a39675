/* A flag in full: the facts as the sources report them, who denies them, and what those in it were on the day. */
#include "base/error.h"
#include "flags/flags.h"
#include "graph/graph.h"

/** A flag that is being told. */
struct teller {
	const ties_book *book;
	struct arena *arena;
	ties_error *err;
	ties_flag *flag;
	struct history_time time; /* the date of the flag */
	struct fact_item item[FLAGS_FACTS_MAX];
	size_t item_count;
};

static str id_of(const ties_book *b, uint32_t entity)
{
	return entity == BOOK_NONE ? STR("") : book_string(b, BOOK_AT(b, ENTITY, entity)->id);
}

static str caption_of(const ties_book *b, uint32_t entity)
{
	return entity == BOOK_NONE ? STR("") : book_string(b, BOOK_AT(b, ENTITY, entity)->caption);
}

/* The facts of all rows, each once, in the order in which they come: ties first, then offices, then listings. */
static void gather(struct teller *t, const struct flag_rows *rows, size_t begin, size_t end)
{
	static const uint8_t order[] = {TIES_FACT_TIE, TIES_FACT_OFFICE, TIES_FACT_LISTING};

	for (size_t k = 0; k < sizeof order; k++)
		for (size_t i = begin; i < end; i++)
			for (size_t f = 0; f < rows->list.ptr[i].fact_count; f++) {
				struct fact_item item = rows->list.ptr[i].fact[f];
				bool known = item.kind != order[k] || t->item_count == FLAGS_FACTS_MAX;
				for (size_t j = 0; j < t->item_count && !known; j++)
					known = t->item[j].kind == item.kind && t->item[j].item == item.item;
				if (!known)
					t->item[t->item_count++] = item;
			}
}

/* ---- facts -------------------------------------------------------------------------------------------------- */

static uint32_t bearer_of(const ties_book *b, struct fact_item item)
{
	return item.kind == TIES_FACT_LISTING ? BOOK_AT(b, LISTING, item.item)->entity
	                                      : BOOK_AT(b, OFFICE, item.item)->entity;
}

/* False for what was not known. */
static bool fill_fact(struct teller *t, struct fact_item item, ties_fact *out)
{
	*out = (ties_fact){.kind = (ties_fact_kind)item.kind};
	if (item.kind == TIES_FACT_TIE) {
		graph_tie(&out->tie, t->book, item.item, t->time.on, t->arena);
		out->entity = out->tie.from;
		out->caption = out->tie.from_caption;
		return true;
	}
	out->entity = id_of(t->book, bearer_of(t->book, item));
	out->caption = caption_of(t->book, bearer_of(t->book, item));
	return item.kind == TIES_FACT_LISTING ? history_listing(&out->listing, t->book, item.item, &t->time, t->arena)
	                                      : history_office(&out->office, t->book, item.item, &t->time, t->arena);
}

/* How little a tie of that modality says. */
static int weakness(str modality)
{
	static const char *const words[] = {"asserted", "presumed", "alleged", "proposed", "denied"};

	for (int i = 0; i < 5; i++)
		if (str_is(modality, words[i]))
			return i;
	return 0;
}

static ties_code fill_facts(struct teller *t)
{
	ties_fact *facts = arena_array(t->arena, t->item_count, sizeof *facts);

	if (!facts)
		return error_nomem(t->err);
	t->flag->facts = facts;
	t->flag->modality = STR("asserted");
	t->flag->certain = t->flag->date.edtf.len ? TIES_YES : TIES_POSSIBLY;
	for (size_t i = 0; i < t->item_count; i++) {
		ties_fact *fact = &facts[t->flag->fact_count];
		if (!fill_fact(t, t->item[i], fact))
			continue;
		t->flag->fact_count++;
		if (fact->kind == TIES_FACT_TIE && weakness(fact->tie.modality) > weakness(t->flag->modality))
			t->flag->modality = fact->tie.modality;
	}
	return TIES_OK;
}

/* Of several listings, or offices, one that surely held is enough; where there is none the flag is only possible. */
static void weigh(ties_flag *flag)
{
	static const ties_fact_kind kinds[] = {TIES_FACT_LISTING, TIES_FACT_OFFICE};

	for (size_t k = 0; k < 2; k++) {
		bool sure = false, possible = false;
		for (size_t i = 0; i < flag->fact_count; i++) {
			const ties_fact *f = &flag->facts[i];
			ties_truth on = f->kind == TIES_FACT_LISTING ? f->listing.on : f->office.on;
			if (f->kind != kinds[k])
				continue;
			possible |= on == TIES_POSSIBLY;
			sure |= on != TIES_POSSIBLY;
		}
		if (possible && !sure)
			flag->certain = TIES_POSSIBLY;
	}
}

/* ---- what speaks against it --------------------------------------------------------------------------------- */

/** Denied ties, each once. */
struct denials {
	uint32_t tie[16];
	size_t count;
};

static void deny(struct denials *d, const ties_book *b, uint32_t tie)
{
	const struct book_tie *item = BOOK_AT(b, TIE, tie);
	bool known =
	    BOOK_AT(b, TIE_KIND, item->kind)->modality != MODALITY_DENIED || !book_tie_known(b, tie, TIES_DAY_MAX);

	for (size_t i = 0; i < d->count && !known; i++)
		known = d->tie[i] == tie;
	if (!known && d->count < sizeof d->tie / sizeof *d->tie)
		d->tie[d->count++] = tie;
}

/* What somebody denies of two NODE items, whatever it is. */
static void deny_between(struct denials *d, const ties_book *b, uint32_t one, uint32_t other)
{
	struct book_range from = book_ties_from(b, one), to = book_ties_to(b, one);

	for (uint32_t i = from.begin; i < from.end; i++)
		if (BOOK_AT(b, TIE, i)->to == other)
			deny(d, b, i);
	for (uint32_t i = to.begin; i < to.end; i++)
		if (BOOK_AT(b, TIE_IN, i)->from == other)
			deny(d, b, BOOK_AT(b, TIE_IN, i)->tie);
}

/* Of the two whom it is about, and of the two ends of each tie that it rests on. */
static ties_code fill_against(struct teller *t, uint32_t entity, uint32_t other)
{
	struct denials d = {0};

	if (other != BOOK_NONE)
		deny_between(&d, t->book, book_node_of(t->book, entity), book_node_of(t->book, other));
	for (size_t i = 0; i < t->item_count; i++)
		if (t->item[i].kind == TIES_FACT_TIE) {
			const struct book_tie *tie = BOOK_AT(t->book, TIE, t->item[i].item);
			deny_between(&d, t->book, tie->from, tie->to);
		}
	ties_fact *list = arena_array(t->arena, d.count, sizeof *list);
	if (!list)
		return error_nomem(t->err);
	for (size_t i = 0; i < d.count; i++)
		fill_fact(t, (struct fact_item){TIES_FACT_TIE, d.tie[i]}, &list[i]);
	t->flag->against = list;
	t->flag->against_count = d.count;
	return TIES_OK;
}

/* ---- standings ---------------------------------------------------------------------------------------------- */

/* Everybody whose listing is a fact of it: with all their listings, so that a delisting stands where a listing does. */
static ties_code fill_standings(struct teller *t)
{
	ties_standing *list = arena_array(t->arena, t->item_count, sizeof *list);
	uint32_t seen[FLAGS_FACTS_MAX];
	size_t count = 0;

	if (!list)
		return error_nomem(t->err);
	for (size_t i = 0; i < t->item_count; i++) {
		uint32_t entity = t->item[i].kind == TIES_FACT_LISTING ? bearer_of(t->book, t->item[i]) : BOOK_NONE;
		bool known = entity == BOOK_NONE;
		for (size_t k = 0; k < count && !known; k++)
			known = seen[k] == entity;
		if (known)
			continue;
		seen[count] = entity;
		ties_code rc = history_entity(&list[count].entity, t->book, entity, &t->time, t->arena, t->err);
		if (rc != TIES_OK)
			return rc;
		list[count++].on = (ties_when){t->time.on_text, t->time.on.first, t->time.on.last};
	}
	t->flag->standings = list;
	t->flag->standing_count = count;
	return TIES_OK;
}

ties_code flags_tell(ties_flag *out, const ties_book *book, const struct flag_rows *rows, size_t begin, size_t end,
                     const ties_rule *rule, str today, struct arena *arena, ties_error *err)
{
	const struct flag_row *first = &rows->list.ptr[begin];
	struct teller t = {.book = book, .arena = arena, .err = err, .flag = out};
	struct date date = {0};

	*out = (ties_flag){.rule = rule,
	                   .entity = id_of(book, first->entity),
	                   .caption = caption_of(book, first->entity),
	                   .other = id_of(book, first->other),
	                   .other_caption = caption_of(book, first->other)};
	str on = first->date.len ? arena_copy(arena, first->date) : today;
	ties_code rc = date_parse(on, &date, err);
	if (rc == TIES_OK)
		rc = history_time_parse(&t.time, &(ties_time){.on = on}, date, arena, err);
	if (rc != TIES_OK)
		return rc;
	if (first->date.len)
		out->date = (ties_when){on, t.time.on.first, t.time.on.last};
	gather(&t, rows, begin, end);
	rc = fill_facts(&t);
	if (rc == TIES_OK)
		rc = fill_against(&t, first->entity, first->other);
	if (rc == TIES_OK)
		rc = fill_standings(&t);
	weigh(out);
	return rc == TIES_OK && arena->failed ? error_nomem(err) : rc;
}
