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
	ties_rules *own; /* rules that nobody gave */
	ties_status **subjects;
};

/** A question about flags. */
struct asking {
	struct flags_block *block;
	const ties_book *book;
	const ties_rules *rules;
	ties_flags_options options;
	struct sql_session *session;
	str on; /* the day of rules that ask about one */
	ties_error *err;
};

/* ---- the question --------------------------------------------------------------------------------------------- */

static ties_code read_options(struct asking *a, const ties_flags_options *options)
{
	if (options)
		memcpy(&a->options, options, options->size < sizeof a->options ? options->size : sizeof a->options);
	a->rules = a->options.rules;
	if (!a->rules) {
		ties_code rc = ties_rules_read(NULL, 0, &a->block->own, a->err);
		if (rc != TIES_OK)
			return rc;
		a->rules = a->block->own;
	}
	for (size_t i = 0; a->options.rule.len && i < a->rules->count; i++)
		if (str_equal(a->rules->list[i].name, a->options.rule))
			return TIES_OK;
	return a->options.rule.len
	           ? error_set(a->err, TIES_ERR_USAGE, "there is no rule \"%.*s\"", STR_ARG(a->options.rule))
	           : TIES_OK;
}

static ties_code read_day(struct asking *a)
{
	struct flags_block *block = a->block;
	int32_t day = date_today();
	struct history_time time;
	ties_code rc =
	    history_time_parse(&time, &(ties_time){.on = a->options.on},
	                       (struct date){.first = day, .last = day, .kind = DATE_KNOWN}, &block->arena, a->err);

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

static ties_code ask_all(struct asking *a, uint32_t entity)
{
	ties_code rc = TIES_OK;

	for (uint32_t i = 0; i < a->rules->count && rc == TIES_OK; i++)
		if (is_asked(a, &a->rules->list[i]))
			rc = flags_ask(&a->block->rows, a->session, a->book, &a->rules->list[i], i, entity, a->on,
			               a->err);
	return rc;
}

static ties_code ask_about(struct asking *a, const ties_str *entities, size_t count)
{
	struct flags_block *block = a->block;
	ties_code rc = TIES_OK;

	for (size_t i = 0; i < count && rc == TIES_OK; i++) {
		const ties_time time = {.on = a->options.on};
		rc = ties_status_of(a->book, entities[i], &time, false, &block->subjects[i], a->err);
		if (rc != TIES_OK)
			break;
		block->flags.subject_count++;
		if (block->subjects[i]->candidate_count == 1)
			rc = ask_all(a, book_entity_by_id(a->book, block->subjects[i]->candidates[0].entity.id));
	}
	return count ? rc : ask_all(a, BOOK_NONE);
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
};

static int compare_groups(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	BY(entity);
	BY(severity); /* turned round: the severest first */
	BY(rule);
	BY(day);
	BY(begin);
	return 0;
}

static ties_code tell_all(struct asking *a)
{
	struct flags_block *block = a->block;
	size_t n = block->rows.list.len, groups = 0, limit = a->options.limit ? a->options.limit : LIMIT_DEFAULT;
	struct group *list = arena_array(&block->arena, n, sizeof *list);

	if (!list)
		return error_nomem(a->err);
	if (n)
		qsort(block->rows.list.ptr, n, sizeof *block->rows.list.ptr, compare_rows);
	for (size_t i = 0, end; i < n; i = end) {
		const struct flag_row *row = &block->rows.list.ptr[i];
		for (end = i + 1; end < n && compare_subject(row, &block->rows.list.ptr[end]) == 0;)
			end++;
		list[groups++] =
		    (struct group){i, end, -(int)a->rules->list[row->rule].severity, row->entity, row->rule, row->day};
	}
	if (groups)
		qsort(list, groups, sizeof *list, compare_groups);
	size_t kept = groups < limit ? groups : limit;
	ties_flag *flags = arena_array(&block->arena, kept, sizeof *flags);
	ties_code rc = flags ? TIES_OK : error_nomem(a->err);
	for (size_t i = 0; i < kept && rc == TIES_OK; i++)
		rc =
		    flags_tell(&flags[i], a->book, &block->rows, list[i].begin, list[i].end,
		               &a->rules->list[block->rows.list.ptr[list[i].begin].rule], a->on, &block->arena, a->err);
	block->flags.list = flags;
	block->flags.count = kept;
	block->flags.left_out = groups - kept;
	return rc;
}

/* ---- the answer ------------------------------------------------------------------------------------------------ */

static ties_code answer(struct asking *a, const ties_str *entities, size_t count)
{
	unsigned seconds = a->options.seconds ? a->options.seconds : SECONDS_DEFAULT;
	ties_code rc = sql_open(&a->session, a->book, flags_views_text, seconds, a->err);

	if (rc == TIES_OK)
		rc = ask_about(a, entities, count);
	sql_close(a->session);
	for (size_t i = 0; i < a->rules->count; i++)
		a->block->flags.asked += is_asked(a, &a->rules->list[i]);
	return rc == TIES_OK ? tell_all(a) : rc;
}

ties_code ties_flags_of(const ties_book *book, const ties_str *entities, size_t count,
                        const ties_flags_options *options, ties_flags **out, ties_error *err)
{
	struct flags_block *block = calloc(1, sizeof *block);
	struct asking a = {.block = block, .book = book, .err = err};

	*out = NULL;
	if (!block || !(block->subjects = calloc(count + 1, sizeof *block->subjects))) {
		free(block);
		return error_nomem(err);
	}
	block->flags.subjects = block->subjects;
	ties_code rc = read_options(&a, options);
	if (rc == TIES_OK)
		rc = read_day(&a);
	if (rc == TIES_OK)
		rc = answer(&a, entities, count);
	if (rc == TIES_OK)
		*out = &block->flags;
	else
		ties_flags_free(&block->flags);
	return rc;
}

void ties_flags_free(ties_flags *flags)
{
	struct flags_block *block = (struct flags_block *)flags;

	if (!block)
		return;
	for (size_t i = 0; i < block->flags.subject_count; i++)
		ties_status_free(block->subjects[i]);
	free(block->subjects);
	ties_rules_free(block->own);
	vec_finish(&block->rows.list);
	arena_finish(&block->rows.arena);
	arena_finish(&block->arena);
	free(block);
}
