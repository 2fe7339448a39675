/* Sessions for programs: the last queries stay compiled. Which was asked longest ago goes first. */
#include "sql/kept.h"

#include "base/error.h"

#include <stdlib.h>

ties_code ties_sql_open(ties_sql_session **out, const ties_book *book, ties_error *err)
{
	struct ties_sql_session *s = calloc(1, sizeof *s);

	*out = NULL;
	if (!s)
		return error_nomem(err);
	ties_code rc = sql_open(&s->session, book, NULL, 0, err);
	if (rc == TIES_OK)
		*out = s;
	else
		ties_sql_close(s);
	return rc;
}

static void forget(struct kept *k)
{
	sqlite3_finalize(k->statement);
	free(k->query);
}

void ties_sql_close(ties_sql_session *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->count; i++)
		forget(&s->kept[i]);
	sql_close(s->session);
	free(s);
}

/* A free place, or that of the query that was asked longest ago. */
static struct kept *place(struct ties_sql_session *s)
{
	struct kept *oldest = s->kept;

	if (s->count < KEPT_MAX)
		return &s->kept[s->count++];
	for (size_t i = 1; i < KEPT_MAX; i++)
		if (s->kept[i].asked < oldest->asked)
			oldest = &s->kept[i];
	forget(oldest);
	return oldest;
}

static ties_code keep(struct ties_sql_session *s, str query, sqlite3_stmt **out, ties_error *err)
{
	ties_code rc = sql_prepare(s->session, query, out, err);

	if (rc != TIES_OK)
		return rc;
	char *text = malloc(query.len);
	if (!text) {
		sqlite3_finalize(*out);
		return error_nomem(err);
	}
	memcpy(text, query.ptr, query.len);
	*place(s) = (struct kept){text, query.len, *out, s->asked};
	return TIES_OK;
}

ties_code kept_statement(struct ties_sql_session *s, str query, sqlite3_stmt **out, ties_error *err)
{
	s->asked++;
	for (size_t i = 0; i < s->count; i++)
		if (str_equal((str){s->kept[i].query, s->kept[i].length}, query)) {
			s->kept[i].asked = s->asked;
			*out = s->kept[i].statement;
			return TIES_OK;
		}
	return keep(s, query, out, err);
}
