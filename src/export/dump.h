/* What the formats are made of that keep everything: a walk over versions, records, statements and decisions, as a
 * build takes them back (docs/exporting.md). */
#ifndef EXPORT_DUMP_H
#define EXPORT_DUMP_H

#include "export/format.h"
#include "export/ftm_words.h"

enum { DUMP_LAYOUT = 1 };

struct dump {
	const ties_book *b;
	const struct export_sink *sink;
	const uint8_t *chosen;   /* by ENTITY item; NULL: all */
	const uint8_t *datasets; /* by DATASET item: one of its records is chosen; NULL: all */
	struct ftm_words words;
	struct buf out;
	uint32_t join; /* JOIN item, the first that may be of the REF item at hand */
	ties_error *err;
};

struct dump_counts {
	uint32_t versions, records, statements, decisions;
};

/** A source record. Slices lie in the book. */
struct dump_record {
	uint32_t ref; /* REF item */
	str dataset, id;
	enum model_schema schema;
	uint32_t line;
	bool main;
};

/** A statement, and how FtM says it. */
struct dump_said {
	const struct book_manner *manner;
	enum model_property property;
	str value, original, lang, valid_from, valid_to, source, attribution;
	enum model_property ftm_property;
	str ftm_value;            /* in FtM's words; empty when it has none */
	char text[DATE_TEXT_MAX]; /* where that may lie */
};

/** What somebody decided about two records, or what joined them. */
struct dump_decision {
	const char *verdict; /* same, different, unsure; joined: by evidence */
	uint16_t evidence;   /* ties_join_kind; 0 when somebody decided */
	struct dump_record other;
	str who, when, reason;
};

/** Is it exported? */
bool dump_has(const struct dump *d, uint32_t entity);
struct dump_counts dump_count(struct dump *d);
struct dump_record dump_record(const struct dump *d, uint32_t ref);
void dump_said(struct dump_said *out, const struct dump *d, const struct dump_record *record,
               const struct book_statement *s);
/** Evidence is told only of a part, where what speaks against it may be left out. The next decision that has `ref` as
 * its left end; REF items come in ascending order. False when there is no more. */
bool dump_next_decision(struct dump_decision *out, struct dump *d, uint32_t ref);
/** Hands on what was written once it is more than `from` bytes. */
ties_code dump_flush(struct dump *d, size_t from);

/** "YYYY-MM-DD"; empty for a day without bound. */
str dump_day(int32_t day, char out[DATE_TEXT_MAX]);
/** Does a text hold what its format cannot: NUL or what is not UTF-8, and with `carriage_return` a CR? */
bool dump_needs_escape(str text, bool carriage_return);
/** Appends it with \\ and \xNN for these and for the backslash itself. */
void dump_escape(struct buf *out, str text);

ties_code dump_ftm(struct dump *d);
ties_code dump_statements(struct dump *d);

#endif
