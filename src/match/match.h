/* Who is this? The door of src/match: retrieval over the name index, scoring, evidence, ranking.
 *
 *   query name --parse--> forms --keys--> near keys of the index --postings--> candidate forms
 *              --name_compare--> names --best per entity--> evidence --> hits
 *
 * Retrieval returns every form that shares a near key (names.h states why that loses nothing), so a screener
 * that retrieves and one that scores everything give the same bytes. Below NAME_RETRIEVAL_FLOOR it scores
 * everything. The public half of this door is ties/match.h. */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "book/book.h"
#include "names/names.h"
#include "ties/match.h"

/** Rarity of tokens in a book, for name_parse. The context is the book. */
struct name_rarity match_rarity(const ties_book *b);
/** Form `i` of the book as the scorer wants it, weighed. Texts point into the book; start and end of tokens are 0.
 * False when the book is damaged there. */
bool match_load_form(const ties_book *b, uint32_t i, struct name_form *out);
/** Its parts: all but the tokens, and a token, FORM_TOKEN item `i`. */
bool match_begin_form(const ties_book *b, const struct book_form *f, struct name_form *out);
bool match_load_token(const ties_book *b, uint32_t i, struct name_token *out);
/** … and the name as published, where a token is Han. */
void match_keep_han(const ties_book *b, const struct book_form *f, struct name_form *out);
/** Copies a form; texts that lay in `from` lie in `to`. */
void match_copy_form(struct name_form *to, const struct name_form *from);

/** A scored entity, before evidence. */
struct match_candidate {
	uint32_t entity; /* ENTITY item */
	uint32_t name;   /* NAME item that scored best; of equal ones the first */
	uint32_t form;   /* its FORM item; BOOK_NONE when no name of the entity is legible */
	double score;    /* of the name */
};

/** Best first; of equal scores by canonical id. */
void match_sort_candidates(struct match_candidate *list, size_t count);

/** A book whose index leads to the names of some entities only; all else, and every number, is that of the whole book.
 */
struct match_narrowed {
	ties_book book; /* sections that are not its own lie in the whole book */
	void *own[8];   /* its own */
};

/** Narrows `b` to the ENTITY items whose bits are set. What is found in it, and with which scores, is what would be
 * found of them in the whole, and searching costs what they cost. O(index). False when memory ran out. */
bool match_narrow(struct match_narrowed *out, const ties_book *b, const uint64_t *entities);
void match_narrowed_finish(struct match_narrowed *n);

struct match_search;

/** What may be found. Zero means anything. */
struct match_filter {
	str schema;           /* FtM schema; empty: any */
	str dataset;          /* empty: any */
	str topic;            /* empty: any */
	struct date known_on; /* only names that a list had by then; DATE_UNKNOWN: any */
	double threshold;     /* lowest name score; 0: 0.7 */
	bool exhaustive;
};

ties_code match_search_new(struct match_search **out, const ties_book *b, ties_error *err);
void match_search_free(struct match_search *s);
/** Candidates for `name` with at least the threshold, best first, then by canonical id; the array is borrowed
 *  until the next call. Deterministic. Used by screening, by status (to resolve names) and by scanning.
 *  TIES_ERR_USAGE for an unknown schema, TIES_ERR_NOT_FOUND for an unknown dataset. */
ties_code match_search_run(struct match_search *s, str name, const struct match_filter *filter,
                           const struct match_candidate **out, size_t *count, ties_error *err);

/** Candidates by name or identifier of the query screened last, before any evidence was weighed. */
size_t match_screener_found(const ties_screener *screener);

/* ---- about the query run last --------------------------------------------------------------------- */

/** Is the entity among its candidates? */
bool match_search_has(const struct match_search *s, uint32_t entity);
/** Scores one entity whatever the threshold; false when the filter does not admit it. */
bool match_search_entity(struct match_search *s, uint32_t entity, struct match_candidate *out);
struct written;
/** Chooses which of the entity's names that score as well as the candidate's is shown: one in the script of the query,
 * which is the one run last, where there is one, even if it scores a little less; of several the one that is written
 * most like the query. The score stays. O(names of the entity). */
void match_search_show(struct match_search *s, const struct written *query, struct match_candidate *candidate);
/** How the query and the candidate's name align: `*left` is the query's form, `*right` the name's, both with places
 *  in the text as written, borrowed until the next call. False when the candidate has no form. */
bool match_search_align(struct match_search *s, const struct match_candidate *candidate, const struct name_form **left,
                        const struct name_form **right, struct name_alignment *out);

/** What was done since match_search_new, for measuring. */
struct match_counters {
	uint64_t keys;       /* keys of queries */
	uint64_t scans;      /* of them not found in the cache of near keys */
	uint64_t near;       /* near keys of the index */
	uint64_t postings;   /* of these */
	uint64_t candidates; /* forms retrieved */
	uint64_t scored;     /* forms compared in full */
};
const struct match_counters *match_search_counters(const struct match_search *s);

#endif
