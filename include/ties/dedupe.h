/* Which entities of different lists are one? Proposals with reasons, and what people decide about them. */
#ifndef TIES_DEDUPE_H
#define TIES_DEDUPE_H

#include "ties/match.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What somebody decided about a pair of records. */
typedef enum ties_verdict { TIES_SAME, TIES_DIFFERENT, TIES_UNSURE } ties_verdict;
/** "same", "different", "unsure"; static. */
TIES_API const char *ties_verdict_name(ties_verdict verdict);

/** One row of a decisions file. */
typedef struct ties_decided {
	ties_str left, right; /**< refs, "dataset:record id" */
	ties_verdict verdict;
	ties_str who;    /**< not empty */
	ties_str when;   /**< "2026-11-02T09:14:07Z"; empty: now */
	ties_str reason; /**< or empty */
	double score;    /**< of the proposal; below 0: there was none */
} ties_decided;

/** Appends a decision to `path`, which is made when it is not there. Whole or not at all; several may do so at once.
 *  TIES_ERR_USAGE for a ref that is none, TIES_ERR_FORMAT when the file is no decisions file. */
TIES_API TIES_NODISCARD ties_code ties_decide(const char *path, const ties_decided *decided, ties_error *err);

/** Two entities that may be one, the one whose id sorts first on the left. */
typedef struct ties_proposal {
	ties_entity left, right;
	ties_str left_ref, right_ref;   /**< the records that say these names; a decision names them */
	double score;                   /**< 0..1 */
	double name_score;              /**< of the names alone */
	ties_str left_name, right_name; /**< the names that agree best */
	const ties_evidence *evidence;  /**< only axes on which both say something */
	size_t evidence_count;
	const ties_reason *reasons; /**< how the two names align */
	size_t reason_count;
	const ties_str *shared; /**< what both say: "passportNumber A123456", "address …" */
	size_t shared_count;
} ties_proposal;

typedef struct ties_dedupe_options {
	size_t size;              /**< sizeof(ties_dedupe_options) */
	double threshold;         /**< 0 means 0.8; a proposal needs at least this score */
	size_t limit;             /**< proposals; 0 means all */
	const ties_str *datasets; /**< only pairs with one end in the first of them and the other in another of them
	                             (one dataset: in any other); none: all */
	size_t dataset_count;
	const char
	    *decisions;   /**< pairs decided there are not proposed; NULL: none. A file that is not there is empty */
	unsigned threads; /**< 0 means 1 */
	void (*progress)(void *context, const char *stage, uint64_t done, uint64_t total); /**< or NULL */
	void *context;
} ties_dedupe_options;

typedef struct ties_proposals {
	const ties_proposal *proposals; /**< best first; of equal scores by ids */
	size_t proposal_count;
	uint64_t total;    /**< before the limit */
	uint64_t decided;  /**< pairs over the threshold that were decided already */
	uint64_t entities; /**< that were looked at */
} ties_proposals;

/** Pairs of entities of different datasets that may be one. Free with ties_proposals_free. Deterministic whatever the
 *  threads. */
TIES_API TIES_NODISCARD ties_code ties_dedupe(const ties_book *book, const ties_dedupe_options *options,
                                              ties_proposals **out, ties_error *err);
TIES_API void ties_proposals_free(ties_proposals *proposals);

#ifdef __cplusplus
}
#endif
#endif
