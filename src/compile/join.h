/* Which records are one entity? Sets of records, what keeps them apart, and why they were joined.
 *
 * Three sources of joins, in this order: curated identity (sameAs), decisions of people, strong evidence (strong.c).
 * What two records were decided to be different by holds them apart, however long the chain between them.
 * docs/dedupe.md is the normative text. */
#ifndef COMPILE_JOIN_H
#define COMPILE_JOIN_H

#include "book/book.h"
#include "compile/fold.h"
#include "decisions/decisions.h"

/** Records of one entity, at most. More are no entity but an error of some list. */
enum { JOIN_RECORDS_MAX = 256 };

enum join_result {
	JOIN_DONE,
	JOIN_ALREADY,      /* they were one */
	JOIN_NOT_CURATED,  /* both are curated entities */
	JOIN_NOT_ONE_LIST, /* one list has them as two */
	JOIN_NOT_ONE_KIND, /* a person is no vessel */
	JOIN_NOT_DECIDED,  /* somebody decided that they are different */
	JOIN_NOT_SO_MANY,
	JOIN_NOT_AGREED /* what else is said of them speaks against it */
};

/** Two records that were joined, or that somebody decided about. */
struct join_edge {
	uint32_t left, right;            /* records */
	uint32_t value, who, when;       /* strings, as in book_join; of a decision only after joins_name */
	const struct decision *decision; /* borrowed; NULL: nobody decided it */
	uint16_t kind;                   /* ties_join_kind */
};

struct joins {
	struct fold *f;
	uint32_t curated;    /* dataset, FOLD_NONE when it is not there */
	uint32_t *parent;    /* union-find with path halving; the root of a set is its lead */
	uint32_t *next;      /* ring of the members of a set */
	uint32_t *size;      /* of the set, at its root */
	VEC(uint64_t) apart; /* pairs decided different, lower record in the upper half; ascending once settled */
	VEC(struct join_edge) edges;
	ties_join_report report;
};

bool joins_init(struct joins *j, struct fold *f);
void joins_finish(struct joins *j);
uint32_t joins_root(struct joins *j, uint32_t record);
/** Which of two records names the entity: curated before others, then by rank of the dataset, then by record id with
 *  its numbers as numbers. */
int joins_compare_lead(const struct joins *j, uint32_t a, uint32_t b);
/** Joins the sets of both records unless something is against it; `edge->kind` decides what may be: curated identity
 *  and decisions join records of one list, strong evidence does not. Keeps the edge. O(product of the set sizes). */
enum join_result joins_add(struct joins *j, const struct join_edge *edge);
/** When all is joined: puts the edges in order of their records and takes over what decisions say, so that the strings
 * of a book do not depend on the order in which decisions were read, nor on those that led to nothing. */
void joins_name(struct joins *j);
/** A full ref "dataset:record id" to a record; FOLD_NONE when that list or record is not loaded. */
uint32_t joins_find_ref(const struct joins *j, str ref);

/** Adds the decisions that a database was built with, so that a build that goes on from it follows them, too. False
 * when memory ran out. O(joins). */
bool join_restore_decisions(struct decisions *d, const ties_book *b);
/** Takes note of what was decided to be different, before anything is joined. False when memory ran out. */
bool join_hold_apart(struct joins *j, const struct decisions *d);
/** Joins by sameAs of curated records. */
void join_curated(struct joins *j);
/** Follows "same", oldest first. What cannot be followed goes to `reject` with its line. False when memory ran out. */
bool join_decided(struct joins *j, const struct decisions *d, decision_reject_fn *reject, void *context);
/** Joins what evidence has joined in the database that it comes from. */
void join_settled(struct joins *j);
/** Joins by strong evidence what is not settled. TIES_ERR_NOMEM. */
ties_code join_strong(struct joins *j, ties_error *err);

#endif
