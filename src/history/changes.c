#include "history/changes.h"

#include <stdlib.h>

struct changes_block {
	ties_changes changes; /* first: the public pointer is the block */
	struct arena arena;
};

/* ---- what changes have in common ------------------------------------------------------------------------ */

bool change_wanted(const struct change_list *l, const char *change)
{
	return l->kind.len == 0 || str_is(l->kind, change);
}

void change_push(struct change_list *l, const ties_change *change)
{
	if (change_wanted(l, change->change))
		l->failed |= !vec_push(&l->list, *change);
}

ties_change change_of(const struct change_list *l, const char *change, uint32_t entry)
{
	const ties_book *b = l->b;
	const struct book_entity *e = BOOK_AT(b, ENTITY, book_ref_entity(b, entry));
	const struct book_dataset *d = BOOK_AT(b, DATASET, book_ref_dataset(b, entry));

	return (ties_change){
	    .change = change,
	    .within = TIES_YES,
	    .dataset = book_string(b, d->name),
	    .ref = book_ref_text(b, entry, l->arena),
	    .id = book_string(b, e->id),
	    .caption = book_string(b, e->caption),
	    .schema = str_from(model_schema_name(e->schema < SCHEMA_COUNT ? e->schema : SCHEMA_THING)),
	    .jurisdiction = book_string(b, d->jurisdiction),
	};
}

ties_when change_day(const struct change_list *l, int32_t day)
{
	const struct date date = {.first = day, .last = day, .kind = DATE_KNOWN};
	char text[DATE_TEXT_MAX];

	return (ties_when){arena_copy(l->arena, (str){text, date_print(date, text)}), day, day};
}

/* The record of the same dataset that a listing, office or document says it is of. */
static uint32_t bearer_of(const ties_book *b, uint32_t ref)
{
	struct book_statement s;
	str dataset = book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, ref))->name);

	for (struct book_cursor c = book_statements_of_ref(b, ref); book_next_statement(&c, &s);)
		if (s.manner->property == PROP_ENTITY || s.manner->property == PROP_HOLDER) {
			uint32_t bearer = book_find_ref(b, dataset, book_string(b, s.value));
			if (bearer != BOOK_NONE)
				return bearer;
		}
	return ref;
}

uint32_t change_entry(const ties_book *b, uint32_t ref)
{
	str record = book_string(b, BOOK_AT(b, REF, ref)->record);
	str dataset = book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, ref))->name);
	size_t cut = str_find_char(record, '#', 0);
	uint32_t owner = cut == SIZE_MAX ? BOOK_NONE : book_find_ref(b, dataset, str_slice(record, 0, cut));
	uint16_t schema = BOOK_AT(b, ENTITY, book_ref_entity(b, ref))->schema;

	if (owner != BOOK_NONE)
		return owner;
	return schema < SCHEMA_COUNT && model_schema_is_a(schema, SCHEMA_INTERVAL) ? bearer_of(b, ref) : ref;
}

/* ---- the answer -------------------------------------------------------------------------------------------- */

static int by_date(const void *left, const void *right)
{
	const ties_change *a = left, *b = right;

	if (a->when.first != b->when.first)
		return a->when.first < b->when.first ? -1 : 1;
	if (a->when.last != b->when.last)
		return a->when.last < b->when.last ? -1 : 1;
	int order = str_compare(a->dataset, b->dataset);
	if (!order)
		order = str_compare(a->ref, b->ref);
	if (!order)
		order = strcmp(a->change, b->change);
	if (!order)
		order = str_compare(a->property, b->property);
	if (!order)
		order = str_compare(a->record_schema, b->record_schema);
	return order ? order
	             : str_compare(a->regime_count ? a->regimes[0] : a->id, b->regime_count ? b->regimes[0] : b->id);
}

/* What an answer of `known` rests on: without versions in between, nothing can have changed. */
static void list_versions(struct change_list *l, ties_changes *out)
{
	const ties_book *b = l->b;
	ties_compared_version *list = arena_array(l->arena, b->VERSION.count, sizeof *list);

	out->versions = list;
	for (uint32_t d = 0; list && d < b->DATASET.count; d++) {
		const struct book_dataset *dataset = &b->DATASET.items[d];
		struct book_range r = BOOK_RANGE(b, VERSION, dataset->first_version, dataset->version_count);
		if (l->dataset != BOOK_NONE && l->dataset != d)
			continue;
		for (uint32_t v = r.begin; v < r.end; v++) {
			int32_t day = b->VERSION.items[v].day;
			if (day > l->after && day <= l->until)
				list[out->version_count++] = (ties_compared_version){
				    .dataset = book_string(b, dataset->name),
				    .title = book_string(b, dataset->title),
				    .day = day,
				    .before = v > r.begin ? b->VERSION.items[v - 1].day : TIES_DAY_MIN,
				};
		}
	}
}

static ties_code read_date(str text, const char *option, struct date *date, ties_when *when, struct arena *arena,
                           ties_error *err)
{
	char printed[DATE_TEXT_MAX];

	if (text.len == 0) {
		int32_t today = date_today();
		*date = (struct date){.first = today, .last = today, .kind = DATE_KNOWN};
	} else if (date_parse(text, date, err) != TIES_OK) {
		if (err)
			err->code = TIES_ERR_USAGE;
		return TIES_ERR_USAGE;
	} else if (date->kind != DATE_KNOWN || date->last == TIES_DAY_MAX) {
		return error_set(err, TIES_ERR_USAGE, "%s \"%.*s\" has no last day; give a day, a month or a year",
		                 option, STR_ARG(text));
	}
	*when = (ties_when){arena_copy(arena, (str){printed, date_print(*date, printed)}), date->first, date->last};
	return TIES_OK;
}

static ties_code find_dataset(const ties_book *b, str name, uint32_t *out, ties_error *err)
{
	*out = BOOK_NONE;
	for (uint32_t i = 0; i < b->DATASET.count && name.len; i++)
		if (str_equal(book_string(b, b->DATASET.items[i].name), name))
			*out = i;
	if (name.len == 0 || *out != BOOK_NONE)
		return TIES_OK;
	return error_set(err, TIES_ERR_NOT_FOUND,
	                 "%s: there is no dataset \"%.*s\" in this database; `ties info` lists those it has", b->path,
	                 STR_ARG(name));
}

ties_code history_days_between(str from, str to, struct history_days *out, struct arena *arena, ties_error *err)
{
	struct date first, last;

	if (from.len == 0)
		return error_set(err, TIES_ERR_USAGE, "changes since when? Give the day before the first that counts");
	ties_code rc = read_date(from, "--from", &first, &out->from, arena, err);
	if (rc == TIES_OK)
		rc = read_date(to, "--to", &last, &out->to, arena, err);
	if (rc != TIES_OK)
		return rc;
	out->after = first.last;
	out->until = last.last;
	if (out->until > out->after)
		return TIES_OK;
	if (last.last < first.first || first.first == TIES_DAY_MIN)
		return error_set(err, TIES_ERR_USAGE, "--from %.*s is not before --to %.*s", STR_ARG(out->from.edtf),
		                 STR_ARG(out->to.edtf));
	char eve[DATE_TEXT_MAX];
	int32_t day = first.first - 1;
	int length = (int)date_print((struct date){.first = day, .last = day, .kind = DATE_KNOWN}, eve);
	return error_set(err, TIES_ERR_USAGE, "what counts comes after --from; for %.*s itself: --from %.*s --to %.*s",
	                 STR_ARG(out->from.edtf), length, eve, STR_ARG(out->to.edtf));
}

static ties_code check_kind(str kind, ties_error *err)
{
	static const char *const kinds[] = {"added", "removed", "renamed", "changed", "began", "ended"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kind.len == 0 || str_is(kind, kinds[i]))
			return TIES_OK;
	return error_set(err, TIES_ERR_USAGE,
	                 "\"%.*s\" is no kind of change; use added, removed, renamed, changed, began or ended",
	                 STR_ARG(kind));
}

/* Does somebody of that name list anybody? A slip of the pen is no answer "nothing changed". */
static ties_code check_jurisdiction(const ties_book *b, str name, ties_error *err)
{
	for (uint32_t i = 0; name.len && i < b->LISTING.count; i++)
		if (str_equal_nocase(book_string(b, b->LISTING.items[i].jurisdiction), name))
			return TIES_OK;
	return name.len
	           ? error_set(err, TIES_ERR_NOT_FOUND,
	                       "%s: no listing in this database is by \"%.*s\"; jurisdictions are written like US, EU "
	                       "or UN",
	                       b->path, STR_ARG(name))
	           : TIES_OK;
}

static ties_code fill(struct changes_block *block, const ties_book *b, const ties_changes_options *o, ties_error *err)
{
	struct change_list l = {.b = b, .arena = &block->arena, .kind = o->change};
	ties_changes *out = &block->changes;
	struct history_days days;
	ties_code rc = history_days_between(o->from, o->to, &days, l.arena, err);

	if (rc == TIES_OK)
		rc = find_dataset(b, o->dataset, &l.dataset, err);
	if (rc == TIES_OK)
		rc = check_kind(o->change, err);
	if (rc == TIES_OK)
		rc = check_jurisdiction(b, o->after, err);
	if (rc != TIES_OK)
		return rc;
	if (o->known && o->after.len)
		return error_set(err, TIES_ERR_USAGE,
		                 "who followed whom goes by when it was true, not by when the lists said so");
	l.after = days.after;
	l.until = days.until;
	*out = (ties_changes){.from = days.from, .to = days.to, .known = o->known};
	if (o->known) {
		list_versions(&l, out);
		changes_known(&l);
	} else {
		changes_valid(&l);
	}
	if (l.list.len)
		qsort(l.list.ptr, l.list.len, sizeof *l.list.ptr, by_date);
	if (o->after.len)
		changes_keep_following(&l, o->after, o->within);
	ties_change *kept = arena_array(l.arena, l.list.len, sizeof *kept);
	if (kept && l.list.len)
		memcpy(kept, l.list.ptr, l.list.len * sizeof *kept);
	out->changes = kept;
	out->change_count = l.list.len;
	out->unbounded = l.unbounded;
	vec_finish(&l.list);
	return l.failed || l.arena->failed ? error_nomem(err) : TIES_OK;
}

ties_code ties_changes_between(const ties_book *book, const ties_changes_options *options, ties_changes **out,
                               ties_error *err)
{
	struct changes_block *block = calloc(1, sizeof *block);
	ties_changes_options o = {0};

	*out = NULL;
	if (!block)
		return error_nomem(err);
	memcpy(&o, options, options->size && options->size < sizeof o ? options->size : sizeof o);
	ties_code rc = fill(block, book, &o, err);
	if (rc != TIES_OK) {
		ties_changes_free(&block->changes);
		return rc;
	}
	*out = &block->changes;
	return TIES_OK;
}

void ties_changes_free(ties_changes *changes)
{
	struct changes_block *block = (struct changes_block *)changes;

	if (!block)
		return;
	arena_finish(&block->arena);
	free(block);
}
