/* Objects that have the same members each time, as tables: one reads them for values of jansson (json.h), the other
 * for answers of which there are so many that they are written straight (json_straight.h). Internal to src/report. */
#ifndef REPORT_JSON_SHAPE_H
#define REPORT_JSON_SHAPE_H

#include "report/page.h"

#include <stddef.h>

/** What the member of a struct is, and what becomes of it. */
enum shape_kind {
	SHAPE_TEXT,         /* ties_str */
	SHAPE_TEXT_OR_NULL, /* null when empty */
	SHAPE_TEXT_IF_ANY,  /* left out when empty */
	SHAPE_TEXT_IF_NONE, /* "" when empty, else left out */
	SHAPE_TEXTS,        /* const ties_str *, and how many, a size_t: a list of texts */
	SHAPE_WORD,         /* const char *, NULL is empty */
	SHAPE_WHEN,         /* ties_when, an end of an interval: null when open, "" when unknown */
	SHAPE_DAY,          /* int32_t: null for the two bounds */
	SHAPE_TRUTH,        /* ties_truth */
	SHAPE_CONFIDENCE,   /* ties_confidence */
	SHAPE_SCORE,        /* double, four decimals */
	SHAPE_BOOL,
};

struct shape_member {
	str key; /* one of ours: it needs no escape, and ends in NUL */
	enum shape_kind kind;
	uint16_t at;       /* where it stands in the struct */
	uint16_t count_at; /* SHAPE_TEXTS: where their number stands */
};

struct shape {
	const struct shape_member *members;
	size_t count;
	size_t size; /* of the struct */
};

/** For tables: a member named as that of the struct, or otherwise. */
#define SHAPE_AS(name, type, field, what) \
	{ \
		.key = {name, sizeof(name) - 1}, .kind = (what), .at = offsetof(type, field) \
	}
#define SHAPE_OF(type, field, what) SHAPE_AS(#field, type, field, what)
#define SHAPE_LIST(name, type, field, number) \
	{ \
		.key = {name, sizeof(name) - 1}, .kind = SHAPE_TEXTS, .at = offsetof(type, field), \
		.count_at = offsetof(type, number) \
	}

/** The shape of a struct out of its table. */
#define SHAPE(table, type) \
	{ \
		.members = (table), .count = sizeof(table) / sizeof *(table), .size = sizeof(type) \
	}

extern const struct shape shape_entity;  /* of ties_entity: who it is */
extern const struct shape shape_listing; /* of ties_listing */
extern const struct shape shape_office;  /* of ties_office */
extern const struct shape shape_reason;  /* of ties_reason */

/** A query, with the caller's own id of its row. */
struct shape_asked {
	str row;
	ties_query query;
};
extern const struct shape shape_query; /* of struct shape_asked */

/** A member of one struct, ready to be written. */
struct shape_value {
	enum { VALUE_NONE, VALUE_NULL, VALUE_TEXT, VALUE_TEXTS, VALUE_SCORE, VALUE_BOOL } type;
	str text;
	const ties_str *texts;
	size_t count; /* of texts */
	double score;
	bool yes;
};

/** An end of an interval. */
struct shape_value shape_when(ties_when when);
/** A day, written into `text`. */
struct shape_value shape_day(int32_t day, char text[PAGE_DATE_MAX]);
/** A member of `item`; its text may lie in `text`. */
struct shape_value shape_read(const struct shape_member *member, const void *item, char text[PAGE_DATE_MAX]);

#endif
