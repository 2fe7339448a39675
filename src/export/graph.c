/* Walks the nodes, then the ties, and hands on what a format makes of them. */
#include "graph/graph.h"
#include "book/book.h"
#include "export/format.h"
#include "export/select.h"

#include <stdlib.h>

enum { CHUNK = 64 * 1024 };

struct walk {
	const ties_book *b;
	const struct export_format *format;
	const struct export_sink *sink;
	uint8_t *near; /* of each NODE item: steps to the nearest centre and one, 0 not within; NULL: all are */
	struct buf out;
	ties_error *err;
};

/* A day behind TIES_DAY_MIN or before TIES_DAY_MAX is one that somebody said. */
static str day_text(int32_t day, char out[static 40])
{
	if (day == TIES_DAY_MIN || day == TIES_DAY_MAX)
		return STR("");
	struct date date = {.first = day, .last = day, .kind = DATE_KNOWN};
	return (str){out, date_print(date, out)};
}

/* An end before the beginning, as sources have it at times, is no stretch of days. */
static bool has_days(const ties_tie *tie)
{
	return tie->begin.first <= tie->end.last;
}

str export_first_day(const ties_tie *tie, char out[static 40])
{
	return has_days(tie) ? day_text(tie->begin.first, out) : STR("");
}

str export_last_day(const ties_tie *tie, char out[static 40])
{
	return has_days(tie) ? day_text(tie->end.last, out) : STR("");
}

static ties_code flush(struct walk *w, size_t from)
{
	if (w->out.failed)
		return error_nomem(w->err);
	if (w->out.len < from || w->out.len == 0)
		return TIES_OK;
	bool written = w->sink->write(w->sink->context, buf_str(&w->out));
	buf_clear(&w->out);
	return written ? TIES_OK : error_set(w->err, TIES_ERR_IO, "the export could not be written");
}

static bool is_within(const struct walk *w, uint32_t node)
{
	return node < w->b->NODE.count && (!w->near || w->near[node]);
}

static ties_code write_nodes(struct walk *w)
{
	ties_code rc = TIES_OK;

	for (uint32_t i = 0; rc == TIES_OK && w->format->node && i < w->b->NODE.count; i++) {
		if (!is_within(w, i))
			continue;
		const struct book_entity *e = BOOK_AT(w->b, ENTITY, BOOK_AT(w->b, NODE, i)->entity);
		enum model_schema schema =
		    e->schema < SCHEMA_COUNT ? (enum model_schema)e->schema : (enum model_schema)0;
		const struct export_node node = {.number = i,
		                                 .id = book_string(w->b, e->id),
		                                 .caption = book_string(w->b, e->caption),
		                                 .schema = str_from(model_schema_name(schema))};
		w->format->node(&w->out, &node);
		rc = flush(w, CHUNK);
	}
	return rc;
}

static ties_code write_edges(struct walk *w)
{
	static const struct date any = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	struct arena arena = {0};
	ties_code rc = TIES_OK;

	for (uint32_t i = 0; rc == TIES_OK && w->format->edge && i < w->b->TIE.count; i++) {
		const struct book_tie *t = BOOK_AT(w->b, TIE, i);
		struct export_edge edge = {.number = i, .from = t->from, .to = t->to};
		if (!is_within(w, t->from) || !is_within(w, t->to) || !book_tie_known(w->b, i, TIES_DAY_MAX))
			continue;
		arena_clear(&arena);
		graph_tie(&edge.tie, w->b, i, any, &arena);
		w->format->edge(&w->out, &edge);
		rc = arena.failed ? error_nomem(w->err) : flush(w, CHUNK);
	}
	arena_finish(&arena);
	return rc;
}

static void add_text(struct buf *out, const char *text)
{
	if (text)
		buf_add(out, str_from(text));
}

ties_code export_graph(const ties_book *book, const struct export_format *format, const struct export_options *options,
                       const struct export_sink *sink, ties_error *err)
{
	struct walk w = {.b = book, .format = format, .sink = sink, .err = err};
	ties_code rc = TIES_OK;

	if (options->centre_count && !(w.near = select_near(book, options)))
		rc = error_nomem(err);
	if (rc == TIES_OK) {
		add_text(&w.out, format->head);
		rc = write_nodes(&w);
	}
	if (rc == TIES_OK) {
		add_text(&w.out, format->between);
		rc = write_edges(&w);
	}
	if (rc == TIES_OK) {
		add_text(&w.out, format->tail);
		rc = flush(&w, 0);
	}
	free(w.near);
	buf_finish(&w.out);
	return rc;
}
