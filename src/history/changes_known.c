/* What did versions of lists say otherwise than the ones before? The seen intervals tell: a statement that a version
 * was the first to make, or the first to make no longer, changed there.
 *
 * Most records say everything in manners that no version in between touched; shapes tell that without a look at the
 * statements. What is left is put together by list entry, "36" with its "36#sanction", and gone through day by day. */
#include "history/changes.h"

#include <stdlib.h>

enum { VALUES_MAX = 1024 }; /* of one property before or after; more are cut */

/** A record in which something changed, and the entry that it belongs to. */
struct touched {
	uint32_t entry, ref; /* REF items */
};

/** A statement of one of its records. */
struct said {
	struct book_statement statement;
	uint16_t schema, property; /* of the record; of the statement */
};

struct touched_list {
	VEC(struct touched) list; /* by entry */
};

struct finder {
	struct change_list *out;
	const ties_book *b;
	bool *shapes;                     /* by SHAPE item: some manner was touched */
	struct touched_list own;          /* unless they are given */
	const struct touched *next, *end; /* those not yet gone through */
	VEC(int32_t) days;                /* of the entry: when something changed */
	VEC(struct said) said;            /* of the records of the entry that changed: by schema, then property */
};

/** Statements of one property of one kind of record: places in `said`. */
struct group {
	size_t begin, end;
};

static bool in_between(const struct finder *f, int32_t day)
{
	return day > f->out->after && day <= f->out->until;
}

/* The first version of a list says nothing about when its entries were added. */
static int32_t first_day(const ties_book *b, uint32_t dataset)
{
	return BOOK_AT(b, VERSION, BOOK_AT(b, DATASET, dataset)->first_version)->day;
}

/* The days of a manner on which something changed. */
enum { FIRST_SEEN = 1, GONE = 2 };

static uint8_t touches(const struct finder *f, const struct book_manner *m)
{
	return (uint8_t)((in_between(f, m->first_seen) ? FIRST_SEEN : 0) | (in_between(f, m->gone) ? GONE : 0));
}

static bool said_before(const struct book_manner *m, int32_t day)
{
	return m->first_seen < day && m->gone >= day;
}

static bool said_on(const struct book_manner *m, int32_t day)
{
	return m->first_seen <= day && m->gone > day;
}

/* ---- which records? ------------------------------------------------------------------------------------- */

/* Of a shape some manner changed on a day behind the first version. */
static bool is_touched(const struct finder *f, const struct book_shape *shape, uint32_t end, const uint8_t *manners)
{
	const ties_book *b = f->b;
	int32_t first = first_day(b, shape->dataset);

	for (uint32_t i = shape->first_manner; i < end && i < b->SHAPE_MANNER.count; i++) {
		uint32_t m = b->SHAPE_MANNER.items[i];
		if (m >= b->MANNER.count || !manners[m])
			continue;
		const struct book_manner *manner = &b->MANNER.items[m];
		if (((manners[m] & FIRST_SEEN) && manner->first_seen != first) ||
		    ((manners[m] & GONE) && manner->gone != first))
			return true;
	}
	return false;
}

static bool find_shapes(struct finder *f)
{
	const ties_book *b = f->b;
	uint8_t *manners = arena_array(f->out->arena, (size_t)b->MANNER.count + 1, sizeof *manners);

	f->shapes = arena_array(f->out->arena, (size_t)b->SHAPE.count + 1, sizeof *f->shapes);
	if (!manners || !f->shapes)
		return false;
	for (uint32_t m = 0; m < b->MANNER.count; m++)
		manners[m] = touches(f, &b->MANNER.items[m]);
	for (uint32_t s = 0; s < b->SHAPE.count; s++) {
		const struct book_shape *shape = &b->SHAPE.items[s];
		uint32_t end = s + 1 < b->SHAPE.count ? shape[1].first_manner : b->SHAPE_MANNER.count;
		if (f->out->dataset == BOOK_NONE || shape->dataset == f->out->dataset)
			f->shapes[s] = is_touched(f, shape, end, manners);
	}
	return true;
}

static int by_entry(const void *left, const void *right)
{
	const struct touched *a = left, *b = right;

	if (a->entry != b->entry)
		return a->entry < b->entry ? -1 : 1;
	return a->ref < b->ref ? -1 : a->ref > b->ref;
}

static bool find_touched(struct finder *f)
{
	const ties_book *b = f->b;

	for (uint32_t i = 0; i < b->REF.count; i++) {
		uint32_t shape = b->REF.items[i].shape;
		if (shape >= b->SHAPE.count || !f->shapes[shape])
			continue;
		if (!vec_push(&f->own.list, ((struct touched){change_entry(b, i), i})))
			return false;
	}
	if (f->own.list.len)
		qsort(f->own.list.ptr, f->own.list.len, sizeof *f->own.list.ptr, by_entry);
	f->next = f->end = f->own.list.ptr;
	if (f->own.list.len)
		f->end += f->own.list.len;
	return true;
}

/* ---- one entry --------------------------------------------------------------------------------------------- */

static void add_day(struct finder *f, int32_t day)
{
	if (in_between(f, day))
		f->out->failed |= !vec_push(&f->days, day);
}

static int by_day(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;

	return a < b ? -1 : a > b;
}

static int by_property(const void *left, const void *right)
{
	const struct said *a = left, *b = right;

	if (a->schema != b->schema)
		return a->schema < b->schema ? -1 : 1;
	if (a->property != b->property)
		return a->property < b->property ? -1 : 1;
	return a->statement.number < b->statement.number ? -1 : a->statement.number > b->statement.number;
}

static void read_record(struct finder *f, uint32_t ref, uint32_t own)
{
	uint16_t schema = BOOK_AT(f->b, ENTITY, book_ref_entity(f->b, ref))->schema;
	struct book_statement s;

	for (struct book_cursor c = book_statements_of_ref(f->b, ref); book_next_statement(&c, &s);) {
		if (s.manner->property >= PROP_COUNT)
			continue;
		add_day(f, s.manner->first_seen);
		add_day(f, s.manner->gone);
		/* what ties a record to its entry is no news */
		if (book_statement_target(f->b, &s) != own)
			f->out->failed |= !vec_push(&f->said, ((struct said){s, schema, s.manner->property}));
	}
}

/* Reads the statements of the records that changed, and on which days. */
static void read_entry(struct finder *f, const struct touched *touched, size_t count)
{
	size_t kept = 0;

	uint32_t own = book_ref_entity(f->b, touched->entry);

	f->said.len = f->days.len = 0;
	for (size_t i = 0; i < count; i++)
		read_record(f, touched[i].ref, own);
	if (f->said.len)
		qsort(f->said.ptr, f->said.len, sizeof *f->said.ptr, by_property);
	if (f->days.len)
		qsort(f->days.ptr, f->days.len, sizeof *f->days.ptr, by_day);
	for (size_t i = 0; i < f->days.len; i++)
		if (kept == 0 || f->days.ptr[kept - 1] != f->days.ptr[i])
			f->days.ptr[kept++] = f->days.ptr[i];
	f->days.len = kept;
}

/* Was the entry in its list? The main part of a version tells, where it speaks of the entry at all: aliases in a file
 * of their own, which no later version has, keep nobody on the list. */
static void presence(const struct finder *f, uint32_t entry, int32_t day, bool *before, bool *after)
{
	struct book_statement s;
	bool main = false;

	*before = *after = false;
	for (struct book_cursor c = book_statements_of_ref(f->b, entry); book_next_statement(&c, &s);) {
		bool is_main = s.manner->part == 0;
		if (is_main && !main)
			*before = *after = false;
		main |= is_main;
		if (is_main || !main) {
			*before |= said_before(s.manner, day);
			*after |= said_on(s.manner, day);
		}
	}
}

static int by_text(const void *left, const void *right)
{
	return str_compare(*(const str *)left, *(const str *)right);
}

/* Of an entity its name stands for its record id. */
static str value_text(const struct finder *f, const struct book_statement *s)
{
	uint32_t target = book_statement_target(f->b, s);

	return book_string(f->b, target == BOOK_NONE ? s->value : BOOK_AT(f->b, ENTITY, target)->caption);
}

/** What stands for a statement. */
typedef str text_of(const struct finder *f, const struct book_statement *s);

static str published_text(const struct finder *f, const struct book_statement *s)
{
	str original = book_statement_original(f->b, s);

	return original.len ? original : value_text(f, s);
}

static bool changed_on(const struct finder *f, struct group g, int32_t day)
{
	for (size_t i = g.begin; i < g.end; i++) {
		const struct book_manner *m = f->said.ptr[i].statement.manner;
		if (m->first_seen == day || m->gone == day)
			return true;
	}
	return false;
}

/* Those of one record from `begin` on. */
static struct group of_record(const struct finder *f, struct group g, size_t begin)
{
	struct group record = {begin, begin + 1};

	while (record.end < g.end && f->said.ptr[record.end].statement.ref == f->said.ptr[begin].statement.ref)
		record.end++;
	return record;
}

/* Texts of a group said before `day`, or on it, by records in which it changed then: each once, sorted. */
static const ties_str *texts_of(struct finder *f, struct group g, text_of *text, int32_t day, bool on, size_t *count)
{
	size_t most = g.end - g.begin < VALUES_MAX ? g.end - g.begin : VALUES_MAX, n = 0, kept = 0;
	ties_str *list = arena_array(f->out->arena, most, sizeof *list);
	struct group record;

	for (size_t at = g.begin; list && at < g.end; at = record.end) {
		record = of_record(f, g, at);
		if (!changed_on(f, record, day))
			continue;
		for (size_t i = record.begin; i < record.end && n < most; i++) {
			const struct book_statement *s = &f->said.ptr[i].statement;
			if (on ? said_on(s->manner, day) : said_before(s->manner, day))
				list[n++] = text(f, s);
		}
	}
	if (n)
		qsort(list, n, sizeof *list, by_text);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || !str_equal(list[kept - 1], list[i]))
			list[kept++] = list[i];
	*count = kept;
	return list;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Another line break or a space more is no news. */
static bool same_words(str a, str b)
{
	size_t i = 0, j = 0;

	a = str_trim(a);
	b = str_trim(b);
	while (i < a.len && j < b.len) {
		if (is_space(a.ptr[i]) != is_space(b.ptr[j]))
			return false;
		if (!is_space(a.ptr[i]) && a.ptr[i] != b.ptr[j])
			return false;
		bool space = is_space(a.ptr[i]);
		do
			i++;
		while (space && i < a.len && is_space(a.ptr[i]));
		do
			j++;
		while (space && j < b.len && is_space(b.ptr[j]));
	}
	return i == a.len && j == b.len;
}

static bool same_texts(const ties_change *c)
{
	if (c->before_count != c->after_count)
		return false;
	for (size_t i = 0; i < c->before_count; i++)
		if (!same_words(c->before[i], c->after[i]))
			return false;
	return true;
}

static struct group group_at(const struct finder *f, size_t begin)
{
	struct group g = {begin, begin + 1};

	while (g.end < f->said.len && f->said.ptr[g.end].schema == f->said.ptr[begin].schema &&
	       f->said.ptr[g.end].property == f->said.ptr[begin].property)
		g.end++;
	return g;
}

static void compare_texts(struct finder *f, struct group g, text_of *text, int32_t day, ties_change *c)
{
	c->before = texts_of(f, g, text, day, false, &c->before_count);
	c->after = texts_of(f, g, text, day, true, &c->after_count);
}

static void compare_group(struct finder *f, struct group g, uint32_t entry, int32_t day)
{
	const struct said *s = &f->said.ptr[g.begin];
	bool renamed = s->property == PROP_NAME && s->statement.ref == entry;
	ties_change c = change_of(f->out, renamed ? "renamed" : "changed", entry);

	c.when = change_day(f->out, day);
	c.property = str_from(model_property_name(s->property));
	c.record_schema = str_from(model_schema_name(s->schema < SCHEMA_COUNT ? s->schema : SCHEMA_THING));
	compare_texts(f, g, value_text, day, &c);
	if (same_texts(&c)) /* the same in other words: "Macedonia", "North Macedonia" */
		compare_texts(f, g, published_text, day, &c);
	if (!same_texts(&c))
		change_push(f->out, &c);
}

static void compare_entry(struct finder *f, uint32_t entry, int32_t day)
{
	struct group g;

	for (size_t i = 0; i < f->said.len && !f->out->failed; i = g.end) {
		g = group_at(f, i);
		if (changed_on(f, g, day))
			compare_group(f, g, entry, day);
	}
}

/* The texts of a property of its Sanction records, on the day of an addition or before that of a removal. */
static const ties_str *of_listing(struct finder *f, enum model_property property, int32_t day, bool on, size_t *count)
{
	struct group g;

	*count = 0;
	for (size_t i = 0; i < f->said.len; i = g.end) {
		g = group_at(f, i);
		if (f->said.ptr[i].schema == SCHEMA_SANCTION && f->said.ptr[i].property == property)
			return texts_of(f, g, value_text, day, on, count);
	}
	return NULL;
}

static void appear(struct finder *f, uint32_t entry, int32_t day, bool added)
{
	ties_change c = change_of(f->out, added ? "added" : "removed", entry);
	size_t reasons;

	c.when = change_day(f->out, day);
	c.record_schema = c.schema;
	c.regimes = of_listing(f, PROP_PROGRAM, day, added, &c.regime_count);
	const ties_str *reason = of_listing(f, added ? PROP_REASON : PROP_END_REASON, day, added, &reasons);
	c.reason = reasons ? reason[0] : STR("");
	change_push(f->out, &c);
}

static void find_changes(struct finder *f, const struct touched *touched, size_t count)
{
	uint32_t entry = touched->entry;
	int32_t first = first_day(f->b, book_ref_dataset(f->b, entry));
	bool before, after;

	read_entry(f, touched, count);
	for (size_t i = 0; i < f->days.len && !f->out->failed; i++) {
		int32_t day = f->days.ptr[i];
		presence(f, entry, day, &before, &after);
		if (day == first)
			continue;
		if (before && after)
			compare_entry(f, entry, day);
		else if (before || after)
			appear(f, entry, day, after);
	}
}

/* Of all, those whose entry is a record of the entity. */
static void narrow(struct finder *f, const struct touched_list *all, uint32_t entity)
{
	struct book_range refs = book_refs_of(f->b, entity);
	size_t low = 0, high = all->list.len;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (all->list.ptr[mid].entry < refs.begin)
			low = mid + 1;
		else
			high = mid;
	}
	f->next = f->end = all->list.ptr;
	if (!all->list.len)
		return;
	for (f->next = f->end += low; f->end < all->list.ptr + all->list.len && f->end->entry < refs.end;)
		f->end++;
}

struct finder *changes_known_open(struct change_list *l, const struct touched_list *all, uint32_t entity)
{
	struct finder *f = calloc(1, sizeof *f);

	if (!f) {
		l->failed = true;
		return NULL;
	}
	f->out = l;
	f->b = l->b;
	if (all)
		narrow(f, all, entity);
	else if (!find_shapes(f) || !find_touched(f))
		l->failed = true;
	return f;
}

bool changes_known_next(struct finder *f)
{
	const struct touched *first = f->next;

	if (first == f->end || f->out->failed)
		return false;
	while (f->next < f->end && f->next->entry == first->entry)
		f->next++;
	find_changes(f, first, (size_t)(f->next - first));
	return true;
}

void changes_known_close(struct finder *f)
{
	if (!f)
		return;
	vec_finish(&f->own.list);
	vec_finish(&f->days);
	vec_finish(&f->said);
	free(f);
}

void changes_known(struct change_list *l)
{
	struct finder *f = changes_known_open(l, NULL, BOOK_NONE);

	while (f && changes_known_next(f)) {
	}
	changes_known_close(f);
}

struct touched_list *history_touched(const ties_book *b)
{
	struct arena arena = {0};
	struct change_list l = {
	    .b = b, .arena = &arena, .after = TIES_DAY_MIN, .until = TIES_DAY_MAX - 1, .dataset = BOOK_NONE};
	struct touched_list *list = calloc(1, sizeof *list);
	struct finder *f = list ? changes_known_open(&l, NULL, BOOK_NONE) : NULL;

	if (f && !l.failed) {
		*list = f->own;
		f->own = (struct touched_list){0};
	} else {
		free(list);
		list = NULL;
	}
	changes_known_close(f);
	arena_finish(&arena);
	return list;
}

void history_touched_free(struct touched_list *list)
{
	if (!list)
		return;
	vec_finish(&list->list);
	free(list);
}
