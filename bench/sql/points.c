/* What a question about one entity takes, in C and in SQL, in one run: `bench_points DATABASE [ENTITY]`.
 *
 * The question is that of "status": the listings of one entity, each with whether it holds on a day. It is asked by
 * ties_status_of, by ties_sql_ask of a session that is kept, and by ties_sql. Prints "measure TAB microseconds", the
 * least of many rounds, and how often the native call each takes. */
#include "ties.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 200, CALLS = 100 };

static const char query[] =
    "SELECT ref, jurisdiction, regime, label, from_date, to_date, reason, source, "
    "holds_on(from_first, from_last, to_first, to_last, :on) AS held FROM listings WHERE entity = :entity";
static const char query_of_one[] =
    "SELECT ref, jurisdiction, regime, label, from_date, to_date, reason, source, holds_on(from_first, from_last, "
    "to_first, to_last, '2012-10-01') AS held FROM listings WHERE entity = '%s'";

struct asked {
	const ties_book *book;
	ties_sql_session *session;
	ties_str entity, on;
	char query[1024]; /* with the values in it */
	size_t listings;  /* of the answer */
	ties_error err;
};

static bool ask_native(struct asked *a)
{
	ties_time time = {.on = a->on};
	ties_status *status;

	if (ties_status_of(a->book, a->entity, &time, false, &status, &a->err) != TIES_OK)
		return false;
	a->listings = status->candidates[0].entity.listing_count;
	ties_status_free(status);
	return true;
}

static bool ask_session(struct asked *a)
{
	ties_sql_parameter parameters[] = {{{"on", 2}, {.type = TIES_SQL_TEXT, .text = a->on}},
	                                   {{"entity", 6}, {.type = TIES_SQL_TEXT, .text = a->entity}}};
	ties_sql_rows *rows;

	if (ties_sql_ask(a->session, (ties_str){query, sizeof query - 1}, parameters, 2, NULL, &rows, &a->err) !=
	    TIES_OK)
		return false;
	a->listings = rows->row_count;
	ties_sql_free(rows);
	return true;
}

static bool ask_once(struct asked *a)
{
	ties_sql_rows *rows;

	if (ties_sql(a->book, (ties_str){a->query, strlen(a->query)}, NULL, &rows, &a->err) != TIES_OK)
		return false;
	a->listings = rows->row_count;
	ties_sql_free(rows);
	return true;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* Microseconds of one call, the least of all rounds; below 0 when it failed. */
static double measure(struct asked *a, bool (*ask)(struct asked *))
{
	double least = 1e12;

	for (int round = 0; round < ROUNDS; round++) {
		double begin = now();
		for (int i = 0; i < CALLS; i++)
			if (!ask(a))
				return -1;
		double took = (now() - begin) / CALLS;
		if (took < least)
			least = took;
	}
	return least;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		bool (*ask)(struct asked *);
	} ways[] = {{"native", ask_native}, {"session", ask_session}, {"once", ask_once}};
	const char *entity = argc > 2 ? argv[2] : "mujahedin-e-khalq";
	struct asked a = {.entity = {entity, strlen(entity)}, .on = {"2012-10-01", 10}};
	ties_book *book;
	double native = 0;

	if (argc < 2 || ties_book_open(&book, argv[1], &a.err) != TIES_OK) {
		fprintf(stderr, "usage: bench_points DATABASE [ENTITY]\n%s\n", a.err.message);
		return 2;
	}
	a.book = book;
	snprintf(a.query, sizeof a.query, query_of_one, entity);
	if (ties_sql_open(&a.session, book, &a.err) != TIES_OK)
		return 1;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		double us = measure(&a, ways[i].ask);
		if (us < 0) {
			fprintf(stderr, "%s: %s\n", ways[i].name, a.err.message);
			return 1;
		}
		native = i ? native : us;
		printf("%s\t%.2f\n%s_ratio\t%.2f\n%s_listings\t%zu\n", ways[i].name, us, ways[i].name, us / native,
		       ways[i].name, a.listings);
	}
	ties_sql_close(a.session);
	ties_book_close(book);
	return 0;
}
