/* Questions that SQL has no words for: about days, and what the listed own. */
#include "sql/rows.h"
#include "ties/owned.h"

static str argument(sqlite3_value *v)
{
	const unsigned char *text = sqlite3_value_text(v);

	return (str){(const char *)text, text ? (size_t)sqlite3_value_bytes(v) : 0};
}

static const char *const words[] = {[TIES_NO] = "no", [TIES_YES] = "yes", [TIES_POSSIBLY] = "possibly"};

/* Four columns as an interval; the bounds of the calendar stand for what has none. */
static bool read_span(sqlite3_value **args, struct date_interval *out)
{
	int32_t day[4];

	for (size_t i = 0; i < 4; i++)
		if (!sql_day_parse(argument(args[i]), &day[i]))
			return false;
	bool no_from = day[0] == TIES_DAY_MIN && day[1] == TIES_DAY_MAX, open_from = day[1] == TIES_DAY_MIN;
	bool no_to = day[2] == TIES_DAY_MIN && day[3] == TIES_DAY_MAX, open_to = day[2] == TIES_DAY_MAX;
	out->from = (struct date){.first = day[0],
	                          .last = day[1],
	                          .kind = no_from     ? DATE_UNKNOWN
	                                  : open_from ? DATE_OPEN
	                                              : DATE_KNOWN};
	out->to = (struct date){.first = day[2],
	                        .last = day[3],
	                        .kind = no_to     ? DATE_UNKNOWN
	                                : open_to ? DATE_OPEN
	                                          : DATE_KNOWN};
	return true;
}

/* A date that is the same for all rows is read once. */
static void keep_date(sqlite3_context *context, struct date on)
{
	struct date *kept = sqlite3_malloc(sizeof *kept);

	if (!kept)
		return;
	*kept = on;
	sqlite3_set_auxdata(context, 4, kept, sqlite3_free);
}

/* holds_on(from_first, from_last, to_first, to_last, date) */
static void holds_on(sqlite3_context *context, int count, sqlite3_value **args)
{
	struct date_interval span;
	struct date on;
	ties_error err = {0};

	(void)count;
	for (int i = 0; i < 5; i++)
		if (sqlite3_value_type(args[i]) == SQLITE_NULL)
			return;
	if (!read_span(args, &span)) {
		sqlite3_result_error(context,
		                     "holds_on takes from_first, from_last, to_first, to_last of a row and a date", -1);
		return;
	}
	const struct date *known = sqlite3_get_auxdata(context, 4);
	if (known) {
		on = *known;
	} else if (date_span_parse(argument(args[4]), &on, &err) != TIES_OK) {
		sqlite3_result_error(context, err.message, -1);
		return;
	}
	sqlite3_result_text(context, words[date_holds(span, on)], -1, SQLITE_STATIC);
	if (!known)
		keep_date(context, on);
}

/* Of an EDTF date the first or the last day, as ISO text. */
static void end_of(sqlite3_context *context, sqlite3_value *arg, bool last)
{
	char text[SQL_DAY_TEXT];
	struct date d;
	ties_error err = {0};

	if (sqlite3_value_type(arg) == SQLITE_NULL)
		return;
	if (date_parse(argument(arg), &d, &err) != TIES_OK) {
		sqlite3_result_error(context, err.message, -1);
		return;
	}
	sql_day_print(last ? d.last : d.first, text);
	sqlite3_result_text(context, text, SQL_DAY_TEXT - 1, SQLITE_TRANSIENT);
}

static void first_day(sqlite3_context *context, int count, sqlite3_value **args)
{
	(void)count;
	end_of(context, args[0], false);
}

static void last_day(sqlite3_context *context, int count, sqlite3_value **args)
{
	(void)count;
	end_of(context, args[0], true);
}

/* owned_by_listed(ID, DATE): do the listed own it by some jurisdiction's rule, on the reported shares? */
static void owned_by_listed(sqlite3_context *context, int count, sqlite3_value **args)
{
	const struct sql_source *source = sqlite3_user_data(context);
	ties_owned_options options = {.size = sizeof options, .time.on = argument(args[1])};
	ties_truth reached = TIES_NO;
	ties_owned *owned;
	ties_error err = {0};

	(void)count;
	if (!source->book || book_entity_by_id(source->book, argument(args[0])) == BOOK_NONE)
		return;
	if (ties_owned_of(source->book, argument(args[0]), &options, &owned, &err) != TIES_OK) {
		sqlite3_result_error(context, err.message, -1);
		return;
	}
	for (size_t i = 0; i < owned->reach_count; i++)
		if (reached != TIES_YES && owned->reaches[i].reached != TIES_NO)
			reached = owned->reaches[i].reached;
	ties_owned_free(owned);
	sqlite3_result_text(context, words[reached], -1, SQLITE_STATIC);
}

int sql_register_functions(sqlite3 *connection, struct sql_source *source)
{
	static const struct {
		const char *name;
		int arguments;
		void (*run)(sqlite3_context *, int, sqlite3_value **);
	} functions[] = {{"holds_on", 5, holds_on},
	                 {"first_day", 1, first_day},
	                 {"last_day", 1, last_day},
	                 {"owned_by_listed", 2, owned_by_listed}};
	int rc = SQLITE_OK;

	/* the connection keeps the source as long as it has tables */
	for (size_t i = 0; rc == SQLITE_OK && i < sizeof functions / sizeof *functions; i++)
		rc = sqlite3_create_function_v2(connection, functions[i].name, functions[i].arguments,
		                                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, source,
		                                functions[i].run, NULL, NULL, NULL);
	return rc;
}
