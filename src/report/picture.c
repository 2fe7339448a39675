/* What stands in a picture of history: rows and their spans.
 *
 * Of each entity the jurisdictions in the order in which they first listed it; of each jurisdiction first the
 * offices of those who decided, then a row for each regime with all its spells. The offices that an entity held itself
 * come last. */
#include "report/picture.h"

#include <stdlib.h>

/* ---- rows ------------------------------------------------------------------------------------------ */

static struct picture_row *add_row(struct picture *p, enum picture_row_kind kind, size_t subject, size_t room)
{
	struct picture_row *row = &p->rows[p->row_count++];

	*row = (struct picture_row){.kind = kind, .subject = (uint32_t)subject};
	row->spans = arena_array(&p->arena, room ? room : 1, sizeof *row->spans);
	return row->spans ? row : NULL;
}

static void add_span(struct picture *p, struct picture_row *row, struct picture_span span)
{
	axis_add(&p->axis, span.from, span.to);
	row->spans[row->span_count++] = span;
}

static str regime_of(const ties_spell *spell)
{
	return spell->label.len ? spell->label : spell->regime;
}

static bool same_row(const ties_spell *a, const ties_spell *b)
{
	return str_equal(a->jurisdiction, b->jurisdiction) && str_equal(a->regime, b->regime) &&
	       str_equal(a->label, b->label);
}

/** The regimes of the spells from `begin` to `end`, all of one jurisdiction. */
static bool add_listings(struct picture *p, size_t subject, size_t begin, size_t end)
{
	const ties_spell *spells = p->subjects[subject]->spells;

	for (size_t i = begin; i < end; i++) {
		size_t before = begin;
		while (before < i && !same_row(&spells[before], &spells[i]))
			before++;
		if (before < i)
			continue; /* it stands in the row of an earlier spell */
		struct picture_row *row = add_row(p, ROW_LISTING, subject, end - i);
		if (!row)
			return false;
		row->jurisdiction = spells[i].jurisdiction;
		row->label = regime_of(&spells[i]);
		for (size_t k = i; k < end; k++)
			if (same_row(&spells[k], &spells[i]))
				add_span(p, row,
				         (struct picture_span){.from = spells[k].from,
				                               .to = spells[k].to,
				                               .state = hold_state(spells[k].on, spells[k].from, p->on),
				                               .spell = &spells[k],
				                               .number = (uint32_t)k});
	}
	return true;
}

/* ---- those who decided ------------------------------------------------------------------------------- */

static bool same_holding(const struct picture_span *a, const struct picture_span *b)
{
	return str_equal(a->name, b->name) && str_equal(a->office->position, b->office->position) &&
	       a->from.first == b->from.first && a->to.first == b->to.first;
}

static void collect_deciders(struct picture_span *into, size_t *count, const ties_decision *decision)
{
	for (size_t i = 0; i < decision->decider_count; i++) {
		const ties_office *office = &decision->deciders[i];
		struct picture_span span = {.from = office->from,
		                            .to = office->to,
		                            .state = HOLD_YES,
		                            .office = office,
		                            .name = decision->decider_names[i],
		                            .unsure = office->on != TIES_YES};
		size_t k = 0;
		while (k < *count && !same_holding(&into[k], &span))
			k++;
		if (k < *count)
			into[k].unsure = into[k].unsure && span.unsure;
		else
			into[(*count)++] = span;
	}
}

static int by_beginning(const void *a, const void *b)
{
	const struct picture_span *x = a, *y = b;

	if (x->from.first != y->from.first)
		return x->from.first < y->from.first ? -1 : 1;
	return str_compare(x->name, y->name);
}

/** A row for each office in which someone decided about the spells from `begin` to `end`. */
static bool add_deciders(struct picture *p, size_t subject, size_t begin, size_t end)
{
	const ties_spell *spells = p->subjects[subject]->spells;
	size_t most = 0, count = 0;

	for (size_t i = begin; i < end; i++)
		most += spells[i].begin.decider_count + spells[i].end.decider_count;
	struct picture_span *all = arena_array(&p->arena, most ? most : 1, sizeof *all);
	if (!all)
		return false;
	for (size_t i = begin; i < end; i++) {
		collect_deciders(all, &count, &spells[i].begin);
		collect_deciders(all, &count, &spells[i].end);
	}
	for (size_t i = 0; i < count; i++) {
		size_t before = 0;
		while (before < i && !str_equal(all[before].office->position, all[i].office->position))
			before++;
		if (before < i)
			continue;
		struct picture_row *row = add_row(p, ROW_DECIDER, subject, count - i);
		if (!row)
			return false;
		row->jurisdiction = spells[begin].jurisdiction;
		row->label = all[i].office->position;
		for (size_t k = i; k < count; k++)
			if (str_equal(all[k].office->position, all[i].office->position))
				row->spans[row->span_count++] = all[k];
		qsort(row->spans, row->span_count, sizeof *row->spans, by_beginning);
	}
	return true;
}

/* ---- offices held ------------------------------------------------------------------------------------ */

static bool same_office(const ties_office *a, const ties_office *b)
{
	return str_equal(a->position, b->position) && str_equal(a->jurisdiction, b->jurisdiction);
}

static bool add_offices(struct picture *p, size_t subject, const ties_entity *entity)
{
	for (size_t i = 0; i < entity->office_count; i++) {
		const ties_office *office = &entity->offices[i];
		size_t before = 0;
		while (before < i && !same_office(&entity->offices[before], office))
			before++;
		if (before < i)
			continue;
		struct picture_row *row = add_row(p, ROW_OFFICE, subject, entity->office_count - i);
		if (!row)
			return false;
		row->jurisdiction = office->jurisdiction;
		row->label = office->position;
		for (size_t k = i; k < entity->office_count; k++) {
			const ties_office *other = &entity->offices[k];
			if (same_office(other, office))
				add_span(p, row,
				         (struct picture_span){.from = other->from,
				                               .to = other->to,
				                               .state = hold_state(other->on, other->from, p->on),
				                               .office = other,
				                               .number = (uint32_t)k});
		}
	}
	return true;
}

/* ---- the whole --------------------------------------------------------------------------------------- */

/** The only entity that is meant, or NULL. */
static const ties_entity *entity_of(const ties_timeline *timeline)
{
	return timeline->candidate_count == 1 ? &timeline->candidates[0].entity : NULL;
}

static bool add_subject(struct picture *p, size_t subject)
{
	const ties_timeline *t = p->subjects[subject];
	const ties_entity *entity = entity_of(t);

	if (p->comparison) {
		struct picture_row *row = add_row(p, ROW_SUBJECT, subject, 0);
		if (!row)
			return false;
		row->label = picture_caption(t);
	}
	for (size_t begin = 0, end; begin < t->spell_count; begin = end) {
		for (end = begin + 1; end < t->spell_count; end++)
			if (!str_equal(t->spells[end].jurisdiction, t->spells[begin].jurisdiction))
				break;
		if (!add_deciders(p, subject, begin, end) || !add_listings(p, subject, begin, end))
			return false;
	}
	return !entity || add_offices(p, subject, entity);
}

static size_t most_rows(const struct picture *p)
{
	size_t most = p->subject_count;

	for (size_t i = 0; i < p->subject_count; i++) {
		const ties_timeline *t = p->subjects[i];
		const ties_entity *entity = entity_of(t);
		most += t->spell_count + (entity ? entity->office_count : 0);
		for (size_t k = 0; k < t->spell_count; k++)
			most += t->spells[k].begin.decider_count + t->spells[k].end.decider_count;
	}
	return most;
}

static void mark_heads(struct picture *p)
{
	for (size_t i = 0; i < p->row_count; i++) {
		struct picture_row *row = &p->rows[i], *before = i ? &p->rows[i - 1] : NULL;
		row->heads = row->kind != ROW_SUBJECT && (!before || before->kind == ROW_SUBJECT ||
		                                          !str_equal(before->jurisdiction, row->jurisdiction) ||
		                                          (before->kind == ROW_OFFICE) != (row->kind == ROW_OFFICE));
	}
}

static bool collect(struct picture *p)
{
	p->axis = axis_empty();
	p->rows = arena_array(&p->arena, most_rows(p) + 1, sizeof *p->rows);
	if (!p->rows)
		return false;
	for (size_t i = 0; i < p->subject_count; i++)
		if (!add_subject(p, i))
			return false;
	mark_heads(p);
	axis_set_mark(&p->axis, p->on);
	axis_round(&p->axis);
	return true;
}

bool picture_of_timeline(struct picture *p, const ties_timeline *const *timeline)
{
	*p = (struct picture){
	    .subjects = timeline, .subject_count = 1, .on = timeline[0]->on, .known_on = timeline[0]->known_on};
	return collect(p);
}

bool picture_of_comparison(struct picture *p, const ties_comparison *comparison)
{
	*p = (struct picture){.comparison = comparison, .on = comparison->on, .known_on = comparison->known_on};
	const ties_timeline **subjects = arena_array(&p->arena, comparison->entity_count + 1, sizeof *subjects);
	if (!subjects)
		return false;
	for (size_t i = 0; i < comparison->entity_count; i++)
		subjects[i] = comparison->entities[i].timeline;
	p->subjects = subjects;
	p->subject_count = comparison->entity_count;
	return collect(p);
}

void picture_finish(struct picture *p)
{
	arena_finish(&p->arena);
}

bool picture_is_drawable(const struct picture *p)
{
	size_t spans = 0;

	for (size_t i = 0; i < p->row_count; i++)
		spans += p->rows[i].span_count;
	return spans > 0 && axis_is_drawable(&p->axis);
}

str picture_caption(const ties_timeline *timeline)
{
	return timeline->candidate_count == 1 ? timeline->candidates[0].entity.caption : timeline->query;
}

str picture_jurisdiction(str code)
{
	const ties_listing listing = {.jurisdiction = code};

	return listing_by(&listing);
}
