/* Rules are made ready once, however often they are asked. */
#include "base/error.h"
#include "flags/flags.h"

#include <stdlib.h>

/* ENTITY items are in the order of their ids. */
static bool is_id_named(const ties_book *b, const struct named *named, str id)
{
	size_t begin = 0, end = named->count;

	while (begin < end) {
		size_t middle = begin + (end - begin) / 2;
		int order = str_compare(id, book_string(b, BOOK_AT(b, ENTITY, named->list[middle])->id));
		if (order == 0)
			return true;
		if (order < 0)
			end = middle;
		else
			begin = middle + 1;
	}
	return false;
}

/* is_named(ID): is it nobody, or somebody whom the document names? */
static void is_named(sqlite3_context *context, int count, sqlite3_value **args)
{
	const struct ties_flags_session *s = sqlite3_user_data(context);
	const char *id = (const char *)sqlite3_value_text(args[0]);

	(void)count;
	sqlite3_result_int(context,
	                   !id || is_id_named(s->book, &s->named, (str){id, (size_t)sqlite3_value_bytes(args[0])}));
}

ties_code ties_flags_open(ties_flags_session **out, const ties_book *book, const ties_rules *rules, ties_error *err)
{
	struct ties_flags_session *s = calloc(1, sizeof *s);
	ties_code rc = TIES_OK;

	*out = NULL;
	if (!s)
		return error_nomem(err);
	s->book = book;
	if (!rules)
		rc = ties_rules_read(NULL, 0, &s->own, err);
	s->rules = rules ? rules : s->own;
	if (rc == TIES_OK) {
		s->prepared = calloc(s->rules->count * FLAG_SHAPES + 1, sizeof *s->prepared);
		rc = s->prepared ? sql_open(&s->sql, book, flags_views_text, 0, err) : error_nomem(err);
	}
	if (rc == TIES_OK)
		rc = sql_add_function(s->sql, "is_named", is_named, s, err);
	if (rc == TIES_OK)
		*out = s;
	else
		ties_flags_close(s);
	return rc;
}

void ties_flags_close(ties_flags_session *s)
{
	if (!s)
		return;
	for (size_t i = 0; s->prepared && i < s->rules->count * FLAG_SHAPES; i++)
		sqlite3_finalize(s->prepared[i].statement);
	sql_close(s->sql);
	free(s->prepared);
	ties_rules_free(s->own);
	free(s);
}
