/* What have people decided about who is the same? The door of src/decisions: the decisions file.
 *
 *   left,right,decision,who,when,reason,score
 *   un_sc_sanctions:QDi.430,us_ofac_sdn:15582,same,anna,2026-11-02T09:14:07Z,same passport,0.93
 *
 * A CSV file that people may edit. Both ends are refs ("dataset:record id"), which outlive every build. Of several
 * decisions on one pair the last counts: by when, then by line. docs/dedupe.md is the normative text. */
#ifndef DECISIONS_DECISIONS_H
#define DECISIONS_DECISIONS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"
#include "ties/dedupe.h"

enum {
	DECISIONS_MAX = 1 << 20, /* rows of one file */
	DECISION_REF_MAX = 1024  /* bytes of a ref */
};

struct decision {
	str left, right; /* refs; left sorts before right */
	ties_verdict verdict;
	str who, when, reason, score; /* as written; `when` is a day or a time in UTC, or empty */
	const char *path;
	uint64_t line;
};

/** Decisions of any number of files. Zero-initialise; texts are in the arena. */
struct decisions {
	struct arena arena;
	VEC(struct decision) list;
};

/** Called for each row that cannot be used: where, why, how it begins. May be NULL. */
typedef void decision_reject_fn(void *context, const char *path, uint64_t line, const char *reason, str row);

/** Is this the head of a decisions file? Its first line names left, right and decision. */
bool decisions_detect(str head);
/** Adds the decisions of `path`. TIES_ERR_FORMAT when it is no decisions file, TIES_ERR_LIMIT past DECISIONS_MAX
 *  rows. O(bytes). */
ties_code decisions_read(struct decisions *d, const char *path, decision_reject_fn *reject, void *context,
                         ties_error *err);
/** The same from memory; `name` stands for the path. */
ties_code decisions_read_memory(struct decisions *d, const char *name, str bytes, decision_reject_fn *reject,
                                void *context, ties_error *err);
/** Orders them by when, then as read, and keeps of each pair the last. O(n log n). */
void decisions_settle(struct decisions *d);
void decisions_finish(struct decisions *d);

#endif
