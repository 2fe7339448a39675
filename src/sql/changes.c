/* The table of changes: asked of src/history batch by batch, narrowed by what the query says of days, dataset and kind.
 */
#include "sql/rows.h"

/* Not known before they are looked for: as many as what can change at the least. */
uint64_t sql_count_changes(const ties_book *b)
{
	return (uint64_t)b->LISTING.count + b->OFFICE.count + b->REF.count;
}

static uint32_t dataset_of_name(const ties_book *b, str name)
{
	for (uint32_t i = 0; i < b->DATASET.count; i++)
		if (str_equal(book_string(b, b->DATASET.items[i].name), name))
			return i;
	return BOOK_NONE;
}

/* What a condition on a day leaves of the days asked about; whatever is in doubt stays. */
static void narrow_days(struct history_change_question *q, int op, str text)
{
	int32_t first, last;

	if (!sql_day_span(text, &first, &last))
		return;
	bool below = op == SQLITE_INDEX_CONSTRAINT_LT || op == SQLITE_INDEX_CONSTRAINT_LE;
	bool above = op == SQLITE_INDEX_CONSTRAINT_GT || op == SQLITE_INDEX_CONSTRAINT_GE;
	if (!below && first > TIES_DAY_MIN && first - 1 > q->after)
		q->after = first - 1;
	if (!above && last < q->until)
		q->until = last;
}

/* What the conditions of the query say of where changes have to be looked for. SQLite checks all of them again. */
static bool read_question(const struct sql_cursor *c, struct history_change_question *q)
{
	for (int i = 0; i < c->filter_count; i++) {
		int column = c->filter[i].column, op = c->filter[i].op;
		str text = c->filter[i].text[0];
		if (column == CHANGE_FIRST || column == CHANGE_LAST)
			narrow_days(q, op, text);
		if (op != SQLITE_INDEX_CONSTRAINT_EQ)
			continue;
		if (column == CHANGE_TIME) {
			q->valid &= str_is(text, "valid");
			q->known &= str_is(text, "known");
		} else if (column == CHANGE_KIND) {
			q->change = text;
		} else if (column == CHANGE_DATASET && (q->dataset = dataset_of_name(c->b, text)) == BOOK_NONE) {
			return false;
		}
	}
	return q->after < q->until;
}

static bool touched_records(const struct sql_cursor *c)
{
	struct sql_source *source = c->source;

	if (!source->touched)
		source->touched = history_touched(c->b);
	return source->touched != NULL;
}

void sql_begin_changes(struct sql_cursor *c, str key)
{
	struct history_change_question q = {.after = TIES_DAY_MIN,
	                                    .until = TIES_DAY_MAX,
	                                    .valid = true,
	                                    .known = true,
	                                    .entity = c->plan == SQL_ALL ? BOOK_NONE : sql_entity_of(c, key),
	                                    .dataset = BOOK_NONE};

	history_changes_close(c->changes);
	c->changes = NULL;
	c->item = c->change_count = 0;
	c->end = UINT32_MAX;
	c->change_first = 0;
	if (!read_question(c, &q) || (c->plan != SQL_ALL && q.entity == BOOK_NONE))
		return;
	if (c->plan != SQL_ALL && q.known && !touched_records(c)) {
		c->failed = true;
		return;
	}
	q.touched = c->source->touched;
	c->changes = history_changes_open(c->b, &q);
	c->failed |= !c->changes;
}

/* `item` counts the changes of the scan; those of the batch begin at `change_first`. */
bool sql_settle_change(struct sql_cursor *c)
{
	size_t count;

	while (c->changes && !c->failed && c->item - c->change_first >= c->change_count) {
		c->change_first = c->item;
		if (!history_changes_next(c->changes, &c->change, &count))
			c->failed = true;
		c->change_count = (uint32_t)count;
		if (!count)
			return false;
	}
	return c->changes && !c->failed;
}

static struct sql_value texts_value(struct sql_cursor *c, const ties_str *texts, size_t count)
{
	struct buf joined = {0};

	if (count < 2)
		return count ? sql_passing(texts[0]) : sql_null();
	for (size_t i = 0; i < count; i++) {
		buf_add(&joined, i ? STR("; ") : STR(""));
		buf_add(&joined, texts[i]);
	}
	struct sql_value v = sql_passing(arena_copy(&c->arena, buf_str(&joined)));
	c->arena.failed |= joined.failed;
	buf_finish(&joined);
	return v;
}

struct sql_value sql_changes_value(struct sql_cursor *c, int column)
{
	const ties_change *x = &c->change[c->item - c->change_first];
	const ties_str texts[] = {[CHANGE_ENTITY] = x->id,
	                          [CHANGE_DATE] = x->when.edtf,
	                          [CHANGE_DATASET] = x->dataset,
	                          [7] = x->ref,
	                          [8] = x->record_schema,
	                          [9] = x->property,
	                          [12] = x->jurisdiction,
	                          [14] = x->reason,
	                          [15] = x->source};

	switch (column) {
	case CHANGE_TIME:
		return sql_word(history_changes_known(c->changes) ? "known" : "valid");
	case CHANGE_KIND:
		return sql_word(x->change);
	case CHANGE_FIRST:
		return sql_day(c, x->when.first);
	case CHANGE_LAST:
		return sql_day(c, x->when.last);
	case 10:
		return texts_value(c, x->before, x->before_count);
	case 11:
		return texts_value(c, x->after, x->after_count);
	case 13:
		return texts_value(c, x->regimes, x->regime_count);
	case 16:
		return sql_confidence((uint32_t)x->confidence);
	default:
		return sql_passing(texts[column]);
	}
}
