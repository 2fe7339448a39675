/* What deserves a look? Internal to src/flags; its door is ties/flags.h.
 *
 *   rules (SQL) --session of src/sql--> rows: numbers of ties, listings, offices
 *        --group--> one flag for rows about the same thing --facts--> what the sources say, and what speaks against it
 */
#ifndef FLAGS_FLAGS_H
#define FLAGS_FLAGS_H

#include "base/arena.h"
#include "base/vec.h"
#include "book/book.h"
#include "history/history.h"
#include "sql/sql.h"
#include "ties/flags.h"

enum {
	FLAGS_RULES_MAX = 1000,
	FLAGS_ROWS_MAX = 1 << 20, /* of all rules */
	FLAGS_COLUMNS_MAX = 16,
	FLAGS_FACTS_MAX = 64,  /* of one flag */
	FLAGS_NAMED_MAX = 100, /* of those named in one document rules are asked about so many */
	FLAGS_BATCH = 64,      /* entities that a rule is asked about at once */
	FLAGS_PARAMS_MAX = 8   /* of one rule */
};

struct rules {
	ties_rules rules; /* first: the public pointer is the block */
	struct arena arena;
	VEC(ties_rule) list;
};

/** The shipped rules, one behind the other, and the views that rules can use. */
extern const char *const flags_rules_text, *const flags_views_text;

/** Reads "days 366 how many days after it"; what it points to stays that of `text`. NULL, or what is wrong with it. */
const char *rules_read_param(ties_rule_param *out, str text);
/** Reads the rules of one text and adds them. TIES_ERR_FORMAT with the place. */
ties_code rules_add(struct rules *rules, str path, str text, ties_error *err);

/** What a column of a rule's answer is. */
enum flag_column { COLUMN_ENTITY, COLUMN_OTHER, COLUMN_DATE, COLUMN_TIE, COLUMN_LISTING, COLUMN_OFFICE };

/** A fact as rules give it: the number of an item. */
struct fact_item {
	uint8_t kind; /* ties_fact_kind */
	uint32_t item;
};

/** One row of a rule's answer. */
struct flag_row {
	uint32_t rule;          /* of the rules */
	uint32_t entity, other; /* ENTITY items; other: or BOOK_NONE */
	uint32_t tie;           /* TIE item of the column "tie", which tells flags apart; BOOK_NONE: none */
	uint32_t order;         /* in which rows came */
	int32_t day;            /* first of the date */
	str date;               /* in the arena; empty: unknown */
	uint8_t fact_count;
	struct fact_item fact[FLAGS_COLUMNS_MAX];
};

/** The rows of all rules; memory of theirs in `arena`. */
struct flag_rows {
	VEC(struct flag_row) list;
	struct arena arena;
};

/** ENTITY items, each once, in ascending order. */
struct named {
	const uint32_t *list;
	size_t count;
};

/** Whom a rule is asked about. */
struct flag_subjects {
	const uint32_t *list; /* ENTITY items; NULL: everybody */
	size_t count;
	bool among_named; /* only what has to do with somebody of the session's `named` */
};

/** How a rule is asked: about everybody, one, several at once, or several about whom a document names others. */
enum flag_shape { ASK_ALL, ASK_ONE, ASK_SEVERAL, ASK_NAMED, FLAG_SHAPES };

/** A rule made ready. */
struct prepared_rule {
	sqlite3_stmt *statement; /* NULL: not yet */
	enum flag_column kind[FLAGS_COLUMNS_MAX];
	int columns;
	int tie; /* the column "tie", -1: there is none */
};

struct ties_flags_session {
	const ties_book *book;
	const ties_rules *rules;
	ties_rules *own; /* rules that nobody gave */
	struct sql_session *sql;
	struct prepared_rule *prepared; /* FLAG_SHAPES of each rule */
	struct named named;             /* in the document that is asked about */
};

/** Asks one rule, and adds what it answers. TIES_ERR_USAGE with the place for one whose SQL is wrong. */
ties_code flags_ask(struct flag_rows *out, struct ties_flags_session *session, uint32_t rule,
                    const struct flag_subjects *subjects, str on, ties_error *err);

/** Tells a flag out of rows `begin`..`end` about the same thing. What it points to lives in the arena or the book. */
ties_code flags_tell(ties_flag *out, const ties_book *book, const struct flag_rows *rows, size_t begin, size_t end,
                     const ties_rule *rule, str today, struct arena *arena, ties_error *err);

#endif
