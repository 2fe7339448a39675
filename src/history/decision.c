/* Spells as answers: what was decided, by which instrument and for which reason, according to whom. */
#include "history/spells.h"

#include <stdlib.h>

/* ---- the listings of a spell ---------------------------------------------------------------------------------- */

/* Best founded first, then as the entity has them: by beginning. */
static int compare_foundation(const void *left, const void *right)
{
	const ties_listing *a = *(const ties_listing *const *)left, *b = *(const ties_listing *const *)right;

	if (a->confidence != b->confidence)
		return a->confidence < b->confidence ? -1 : 1;
	return (a > b) - (a < b);
}

static const ties_listing *const *listings_of(const struct spell_draft *d, struct arena *arena)
{
	const ties_listing **list = arena_array(arena, d->listing_count, sizeof(const ties_listing *));
	size_t n = 0;

	for (const struct spell_run *r = d->first; list && r; r = r->next)
		for (size_t i = 0; i < r->count; i++)
			list[n++] = r->listings[i];
	if (list)
		qsort(list, n, sizeof(const ties_listing *), compare_foundation);
	return list;
}

/* ---- decisions ------------------------------------------------------------------------------------------------- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool has_word(str text, str word)
{
	for (size_t at = 0; (at = str_find(text, word, at)) != SIZE_MAX; at++)
		if ((at == 0 || !is_letter(text.ptr[at - 1])) &&
		    (at + word.len == text.len || !is_letter(text.ptr[at + word.len])))
			return true;
	return false;
}

/* data/README.md: these words tell the instrument of a removal from that of a listing. */
static bool is_of_removal(str piece)
{
	static const str words[] = {STR("removed"),   STR("revoked"), STR("revocation"),  STR("ended"),
	                            STR("suspended"), STR("lapsed"),  STR("redesignated")};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (has_word(piece, words[i]))
			return true;
	return false;
}

/* Of "Criminal Code s.83.05; SOR/2005-159 (added); SOR/2012-299 (removed)" the pieces that began it, or that ended it.
 */
static str instrument_of(str all, bool removal, struct arena *arena)
{
	str rest = all, piece, out = {NULL, 0};
	size_t kept = 0, pieces = 0;

	for (; str_split(&rest, ';', &piece); pieces++) {
		piece = str_trim(piece);
		if (!piece.len || is_of_removal(piece) != removal)
			continue;
		out = kept++ ? arena_print(arena, "%.*s; %.*s", STR_ARG(out), STR_ARG(piece)) : piece;
	}
	return kept == pieces ? all : out;
}

static str text_of(const ties_listing *l, size_t field, bool end, struct arena *arena)
{
	switch (field) {
	case 0:
		return l->authority;
	case 1:
		return instrument_of(l->instrument, end, arena);
	default:
		return end ? l->end_reason : l->reason;
	}
}

static str source_of(const ties_listing *l)
{
	return l->source.len ? l->source : l->ref;
}

static str add_source(str sources, str source, struct arena *arena)
{
	if (!source.len || str_find(sources, source, 0) != SIZE_MAX)
		return sources;
	return sources.len ? arena_print(arena, "%.*s; %.*s", STR_ARG(sources), STR_ARG(source)) : source;
}

/* What who gives the date does not say, another listing of the spell may; then its source is named, too. */
static ties_decision decision_of(const ties_spell *spell, const struct spell_end *at, bool end, struct arena *arena)
{
	ties_decision d = {.when = at->when, .confidence = at->confidence, .source = source_of(at->by)};
	str *const fields[] = {&d.authority, &d.instrument, &d.reason};

	for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
		*fields[f] = text_of(at->by, f, end, arena);
		for (size_t i = 0; i < spell->listing_count && !fields[f]->len; i++) {
			const ties_listing *l = spell->listings[i];
			*fields[f] = text_of(l, f, end, arena);
			if (fields[f]->len)
				d.source = add_source(d.source, source_of(l), arena);
		}
	}
	return d;
}

/* It ended, or is said to have ended on an unknown day. */
static bool has_ended(const struct spell_end *to)
{
	if (to->when.first == TIES_DAY_MAX)
		return false;
	return to->when.edtf.len || str_is(to->by->status, "removed") || str_is(to->by->status, "superseded") ||
	       str_is(to->by->status, "merged");
}

static ties_spell make_spell(const struct spell_draft *d, const struct history_time *time, struct arena *arena)
{
	ties_spell s = {
	    .from = d->from.when,
	    .to = d->to.when,
	    .on = history_holds(d->from.when, d->to.when, time->on),
	    .listings = listings_of(d, arena),
	    .listing_count = d->listing_count,
	    .confidence = d->from.confidence > d->to.confidence ? d->from.confidence : d->to.confidence,
	};
	if (!s.listings)
		return (ties_spell){0};
	s.jurisdiction = s.listings[0]->jurisdiction;
	s.regime = s.listings[0]->regime;
	s.label = s.listings[0]->label;
	s.begin = decision_of(&s, &d->from, false, arena);
	if (has_ended(&d->to))
		s.end = decision_of(&s, &d->to, true, arena);
	return s;
}

/* ---- order ------------------------------------------------------------------------------------------------------ */

static struct date date_of(ties_when w)
{
	bool open = w.first == w.last && (w.first == TIES_DAY_MAX || w.first == TIES_DAY_MIN);

	return (struct date){w.first, w.last, open ? DATE_OPEN : w.edtf.len ? DATE_KNOWN : DATE_UNKNOWN, false, false};
}

ties_truth history_holds(ties_when from, ties_when to, struct date on)
{
	return date_holds((struct date_interval){date_of(from), date_of(to)}, on);
}

int32_t history_place(ties_when w)
{
	if (!w.edtf.len || w.first == TIES_DAY_MAX)
		return TIES_DAY_MAX;
	return w.first == TIES_DAY_MIN ? w.last : w.first;
}

/** A spell with what it is sorted by. */
struct ranked {
	ties_spell spell;
	int32_t jurisdiction, regime; /* where the first of the jurisdiction and of the regime stand */
};

static int compare_ranked(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	int32_t x = history_place(a->spell.from), y = history_place(b->spell.from);
	int order;

	if (a->jurisdiction != b->jurisdiction)
		return a->jurisdiction < b->jurisdiction ? -1 : 1;
	if ((order = str_compare(a->spell.jurisdiction, b->spell.jurisdiction)))
		return order;
	if (a->regime != b->regime)
		return a->regime < b->regime ? -1 : 1;
	if ((order = str_compare(a->spell.label, b->spell.label)))
		return order;
	if (x != y)
		return x < y ? -1 : 1;
	return (a->spell.to.last > b->spell.to.last) - (a->spell.to.last < b->spell.to.last);
}

/* The drafts come by jurisdiction, then label: what is equal stands together. */
static void rank(struct ranked *list, size_t count)
{
	for (size_t i = 0, end; i < count; i = end) {
		int32_t first = TIES_DAY_MAX;
		for (end = i; end < count && str_equal(list[end].spell.jurisdiction, list[i].spell.jurisdiction); end++)
			if (history_place(list[end].spell.from) < first)
				first = history_place(list[end].spell.from);
		for (size_t j = i; j < end; j++) {
			bool same = j > i && str_equal(list[j].spell.label, list[j - 1].spell.label);
			list[j].jurisdiction = first;
			list[j].regime = same ? list[j - 1].regime : history_place(list[j].spell.from);
		}
	}
	if (count)
		qsort(list, count, sizeof *list, compare_ranked);
}

ties_code history_spells(const ties_spell **out, size_t *count, const ties_entity *entity, const ties_book *b,
                         const struct history_time *time, struct arena *arena, ties_error *err)
{
	struct spell_set set;
	ties_code rc = spells_join(&set, entity, b, time, arena, err);

	if (rc != TIES_OK)
		return rc;
	struct ranked *ranked = arena_array(arena, set.count, sizeof *ranked);
	ties_spell *list = arena_array(arena, set.count, sizeof *list);
	for (size_t i = 0; ranked && list && i < set.count; i++)
		ranked[i].spell = make_spell(&set.list[i], time, arena);
	if (arena->failed)
		return error_nomem(err);
	rank(ranked, set.count);
	for (size_t i = 0; i < set.count; i++)
		list[i] = ranked[i].spell;
	*out = list;
	*count = set.count;
	return history_deciders(list, set.count, b, time, arena, err);
}
