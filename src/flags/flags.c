/* Flags of entities, or of all: rules are asked, rows about the same thing become one flag, and those that are kept are
 * told in full. */
#include "flags/flags.h"
#include "base/error.h"

#include <stdlib.h>

enum { LIMIT_DEFAULT = 1000, SECONDS_DEFAULT = 60 };

struct flags_block {
	ties_flags flags; /* first: the public pointer is the block */
	struct arena arena;
	struct flag_rows rows;
	ties_flags_session *own; /* of this question alone */
	ties_status **subjects;
	uint32_t *subject_entity; /* ENTITY items; BOOK_NONE: not clear who */
};

/** A question about flags. */
struct asking {
	struct flags_block *block;
	const ties_book *book;
	const ties_rules *rules;
	ties_flags_options options;
	struct ties_flags_session *session;
	str on; /* the day of rules that ask about one */
	ties_error *err;
};

/* ---- the question --------------------------------------------------------------------------------------------- */

static ties_code read_options(struct asking *a, const ties_flags_options *options)
{
	if (options)
		memcpy(&a->options, options, options->size < sizeof a->options ? options->size : sizeof a->options);
	a->session = a->options.session;
	if (!a->session) {
		ties_code rc = ties_flags_open(&a->block->own, a->book, a->options.rules, a->err);
		if (rc != TIES_OK)
			return rc;
		a->session = a->block->own;
	}
	a->rules = a->session->rules;
	for (size_t i = 0; a->options.rule.len && i < a->rules->count; i++)
		if (str_equal(a->rules->list[i].name, a->options.rule))
			return TIES_OK;
	return a->options.rule.len
	           ? error_set(a->err, TIES_ERR_USAGE, "there is no rule \"%.*s\"; those there are: ties flags --list",
	                       STR_ARG(a->options.rule))
	           : TIES_OK;
}

static ties_code read_day(struct asking *a, str on)
{
	struct flags_block *block = a->block;
	struct history_time time;
	ties_code rc = history_time_read(&time, &(ties_time){.on = on}, &block->arena, a->err);

	if (rc != TIES_OK)
		return rc;
	a->on = time.on_text;
	block->flags.on = (ties_when){a->on, time.on.first, time.on.last};
	return TIES_OK;
}

static bool is_asked(const struct asking *a, const ties_rule *rule)
{
	return rule->severity >= a->options.least && (!a->options.rule.len || str_equal(rule->name, a->options.rule));
}

/* Every rule. */
static ties_code ask(struct asking *a, const struct flag_subjects *subjects)
{
	ties_code rc = TIES_OK;

	sql_allow(a->session->sql, a->options.seconds ? a->options.seconds : SECONDS_DEFAULT);
	for (uint32_t i = 0; i < a->rules->count && rc == TIES_OK; i++)
		if (is_asked(a, &a->rules->list[i])) {
			rc = flags_ask(&a->block->rows, a->session, i, subjects, a->on, a->err);
			a->block->flags.asked++;
		}
	return rc;
}

static ties_code ask_about(struct asking *a, const ties_str *entities, size_t count)
{
	struct flags_block *block = a->block;
	uint32_t *clear = arena_array(&block->arena, count, sizeof *clear);
	size_t clear_count = 0;

	block->subjects = calloc(count + 1, sizeof *block->subjects);
	block->flags.subjects = block->subjects;
	block->subject_entity = arena_array(&block->arena, count, sizeof *block->subject_entity);
	if (!clear || !block->subjects || !block->subject_entity)
		return error_nomem(a->err);
	for (size_t i = 0; i < count; i++) {
		const ties_time time = {.on = a->options.on};
		ties_code rc = ties_status_of(a->book, entities[i], &time, false, &block->subjects[i], a->err);
		if (rc != TIES_OK)
			return rc;
		block->flags.subject_count++;
		block->subject_entity[i] = block->subjects[i]->candidate_count == 1
		                               ? book_entity_by_id(a->book, block->subjects[i]->candidates[0].entity.id)
		                               : BOOK_NONE;
		if (block->subject_entity[i] != BOOK_NONE)
			clear[clear_count++] = block->subject_entity[i];
	}
	return ask(a, &(struct flag_subjects){.list = count ? clear : NULL, .count = clear_count});
}

/* ---- those named in a document -------------------------------------------------------------------------------- */

static int compare_items(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

static bool is_named(const struct named *named, uint32_t entity)
{
	return named->count && bsearch(&entity, named->list, named->count, sizeof entity, compare_items);
}

/* The first tie that it rests on, or BOOK_NONE. */
static uint32_t first_tie(const struct flag_row *row)
{
	for (size_t i = 0; i < row->fact_count; i++)
		if (row->fact[i].kind == TIES_FACT_TIE)
			return row->fact[i].item;
	return BOOK_NONE;
}

/* Does it rest on a tie, and is whom it has to do with named, too? */
static bool concerns(const struct asking *a, const struct named *named, const struct flag_row *row)
{
	uint32_t item = first_tie(row);

	if (item == BOOK_NONE)
		return false;
	if (row->other != BOOK_NONE)
		return is_named(named, row->other);
	const struct book_tie *tie = BOOK_AT(a->book, TIE, item);
	return is_named(named, BOOK_AT(a->book, NODE, tie->from)->entity) &&
	       is_named(named, BOOK_AT(a->book, NODE, tie->to)->entity);
}

/* Does somebody say of the two ends that they are tied? What is derived says nothing that rules ask about. */
static bool is_said(const ties_book *b, uint32_t tie)
{
	return !(BOOK_AT(b, TIE_KIND, BOOK_AT(b, TIE, tie)->kind)->flags & TIE_DERIVED);
}

/* Can a rule find something? It takes a tie; and between bodies, one to another that is named. */
static bool is_worth_asking(const struct asking *a, const struct named *named, uint32_t entity)
{
	const ties_book *b = a->book;
	uint32_t node = entity == BOOK_NONE ? BOOK_NONE : book_node_of(b, entity);

	if (node == BOOK_NONE)
		return false;
	bool person = BOOK_AT(b, ENTITY, entity)->schema == SCHEMA_PERSON, worth = false;
	struct book_range from = book_ties_from(b, node), to = book_ties_to(b, node);
	for (uint32_t i = from.begin; i < from.end && !worth; i++)
		worth = is_said(b, i) && (person || is_named(named, BOOK_AT(b, NODE, BOOK_AT(b, TIE, i)->to)->entity));
	for (uint32_t i = to.begin; i < to.end && !worth; i++)
		worth = is_said(b, BOOK_AT(b, TIE_IN, i)->tie) &&
		        (person || is_named(named, BOOK_AT(b, NODE, BOOK_AT(b, TIE_IN, i)->from)->entity));
	return worth;
}

/* Those that are worth asking about, in the order of the document; how many. */
static size_t choose(struct asking *a, const struct named *named, const uint32_t *all, uint32_t *asked)
{
	size_t count = 0;

	for (size_t i = 0; i < named->count; i++)
		if (is_worth_asking(a, named, all[i])) {
			if (count < FLAGS_NAMED_MAX)
				asked[count++] = all[i];
			else
				a->block->flags.not_asked++;
		}
	return count;
}

static ties_code ask_named(struct asking *a, const ties_scan *scan)
{
	size_t n = scan->entity_count, kept = 0;
	struct flag_rows *rows = &a->block->rows;
	uint32_t *all = arena_array(&a->block->arena, n, sizeof *all);
	uint32_t *sorted = arena_array(&a->block->arena, n, sizeof *sorted);
	uint32_t *asked = arena_array(&a->block->arena, n, sizeof *asked);
	const struct named named = {sorted, n};

	if (!asked || !all || !sorted)
		return error_nomem(a->err);
	for (size_t i = 0; i < n; i++)
		all[i] = sorted[i] = book_entity_by_id(a->book, scan->entities[i].entity.id);
	if (n)
		qsort(sorted, n, sizeof *sorted, compare_items);
	size_t count = choose(a, &named, all, asked);
	a->session->named = named;
	ties_code rc =
	    count ? ask(a, &(struct flag_subjects){.list = asked, .count = count, .among_named = true}) : TIES_OK;
	a->session->named = (struct named){0};
	for (size_t i = 0; i < rows->list.len; i++)
		if (concerns(a, &named, &rows->list.ptr[i]))
			rows->list.ptr[kept++] = rows->list.ptr[i];
	rows->list.len = kept;
	return rc;
}

/* ---- rows about the same thing --------------------------------------------------------------------------------- */

#define BY(field) \
	if (a->field != b->field) \
	return a->field < b->field ? -1 : 1

/* One rule says once of one entity, another one and a day what it finds. Rows that differ in their other facts only are
 * facts of one flag. */
static int compare_subject(const struct flag_row *a, const struct flag_row *b)
{
	BY(entity);
	BY(rule);
	BY(day);
	BY(other);
	BY(tie);
	return 0;
}

static int compare_rows(const void *left, const void *right)
{
	const struct flag_row *a = left, *b = right;
	int order = compare_subject(a, b);

	if (order)
		return order;
	BY(order);
	return 0;
}

/** A flag before it is told: rows `begin`..`end`. */
struct group {
	size_t begin, end;
	int severity;
	uint32_t entity, rule;
	int32_t day;
	size_t of_entity; /* groups about the same entity */
};

/* Of one entity the severest first. */
static int compare_groups(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	BY(entity);
	BY(severity);
	BY(rule);
	BY(day);
	BY(begin);
	return 0;
}

/* Of all the severest first. */
static int compare_severity(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	BY(severity);
	BY(rule);
	BY(day);
	BY(begin);
	return 0;
}

/* One group for rows about the same thing. */
static size_t make_groups(const struct asking *a, struct group *list)
{
	const struct flag_row *rows = a->block->rows.list.ptr;
	size_t n = a->block->rows.list.len, groups = 0;

	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && compare_subject(&rows[i], &rows[end]) == 0;)
			end++;
		list[groups++] = (struct group){.begin = i,
		                                .end = end,
		                                .severity = -(int)a->rules->list[rows[i].rule].severity,
		                                .entity = rows[i].entity,
		                                .rule = rows[i].rule,
		                                .day = rows[i].day};
	}
	return groups;
}

/* Leaves out what is later than a day; what has no date is not. */
static size_t drop_later(const struct asking *a, struct group *list, size_t count, int32_t last)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (list[i].day <= last || list[i].day == TIES_DAY_MAX)
			list[kept++] = list[i];
	a->block->flags.later = count - kept;
	return kept;
}

static int compare_entity(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	BY(entity);
	return 0;
}

/* How many flags each entity has before the limit cuts some. Groups of one entity stand side by side. */
static ties_code count_by_entity(struct asking *a, struct group *list, size_t count)
{
	struct flags_block *block = a->block;
	size_t n = block->flags.subject_count, *of_subject = arena_array(&block->arena, n, sizeof *of_subject);

	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && list[end].entity == list[i].entity;)
			end++;
		for (size_t k = i; k < end; k++)
			list[k].of_entity = end - i;
	}
	if (!of_subject)
		return error_nomem(a->err);
	for (size_t i = 0; i < n && count; i++) {
		const struct group key = {.entity = block->subject_entity[i]};
		const struct group *found = bsearch(&key, list, count, sizeof *list, compare_entity);
		of_subject[i] = found ? found->of_entity : 0;
	}
	block->flags.subject_flags = of_subject;
	return TIES_OK;
}

/* What the limit cuts is the least severe. `last`: no flag that is later. */
static ties_code tell_all(struct asking *a, bool by_entity, int32_t last)
{
	struct flags_block *block = a->block;
	size_t n = block->rows.list.len, limit = a->options.limit ? a->options.limit : LIMIT_DEFAULT;
	struct group *list = arena_array(&block->arena, n, sizeof *list);

	if (!list)
		return error_nomem(a->err);
	if (n)
		qsort(block->rows.list.ptr, n, sizeof *block->rows.list.ptr, compare_rows);
	size_t groups = make_groups(a, list);
	if (last < TIES_DAY_MAX)
		groups = drop_later(a, list, groups, last);
	ties_code rc = count_by_entity(a, list, groups);
	size_t kept = groups < limit ? groups : limit;
	if (groups)
		qsort(list, groups, sizeof *list, compare_severity);
	if (kept && by_entity)
		qsort(list, kept, sizeof *list, compare_groups);
	ties_flag *flags = arena_array(&block->arena, kept, sizeof *flags);
	if (!flags)
		rc = error_nomem(a->err);
	for (size_t i = 0; i < kept && rc == TIES_OK; i++) {
		rc = flags_tell(&flags[i], a->book, &block->rows, list[i].begin, list[i].end,
		                &a->rules->list[list[i].rule], a->on, &block->arena, a->err);
		flags[i].of_entity = list[i].of_entity;
	}
	block->flags.list = flags;
	block->flags.count = kept;
	block->flags.left_out = groups - kept;
	return rc;
}

/* ---- the answer ------------------------------------------------------------------------------------------------ */

/* About entities, or about those named in a document. */
static ties_code answer(const ties_book *book, const ties_str *entities, size_t count, const ties_scan *scan,
                        const ties_flags_options *options, ties_flags **out, ties_error *err)
{
	struct flags_block *block = calloc(1, sizeof *block);
	struct asking a = {.block = block, .book = book, .err = err};

	*out = NULL;
	if (!block)
		return error_nomem(err);
	ties_code rc = read_options(&a, options);
	if (rc == TIES_OK)
		rc = read_day(&a, scan ? scan->date.edtf : a.options.on);
	if (rc == TIES_OK)
		rc = scan ? ask_named(&a, scan) : ask_about(&a, entities, count);
	if (rc == TIES_OK)
		rc = tell_all(&a, !scan, scan ? scan->date.last : TIES_DAY_MAX);
	if (rc == TIES_OK)
		*out = &block->flags;
	else
		ties_flags_free(&block->flags);
	return rc;
}

ties_code ties_flags_of(const ties_book *book, const ties_str *entities, size_t count,
                        const ties_flags_options *options, ties_flags **out, ties_error *err)
{
	return answer(book, entities, count, NULL, options, out, err);
}

ties_code ties_flags_of_scan(const ties_book *book, const ties_scan *scan, const ties_flags_options *options,
                             ties_flags **out, ties_error *err)
{
	return answer(book, NULL, 0, scan, options, out, err);
}

void ties_flags_free(ties_flags *flags)
{
	struct flags_block *block = (struct flags_block *)flags;

	if (!block)
		return;
	for (size_t i = 0; i < block->flags.subject_count; i++)
		ties_status_free(block->subjects[i]);
	free(block->subjects);
	ties_flags_close(block->own);
	vec_finish(&block->rows.list);
	arena_finish(&block->rows.arena);
	arena_finish(&block->arena);
	free(block);
}
