/* Who owns what: holdings out of the graph, and how far listings reach through them. The second door of src/graph.
 *
 *   TIE items "owns" --collect--> nodes and holdings (shares by all reports) --bound, reach--> what the listed own
 *
 * Shares are whole numbers, SHARE_WHOLE for all of it, so that 33.33 + 33.33 + 33.34 is what it should be and sums do
 * not depend on their order. */
#ifndef GRAPH_OWNERSHIP_H
#define GRAPH_OWNERSHIP_H

#include "base/vec.h"
#include "graph/graph.h"
#include "ties/owned.h"

enum { SHARE_WHOLE = 1000000 };

/** A share lies between the two, in millionths. */
struct share {
	uint32_t low, high;
};

/** What an owner holds of an asset; both are numbers of nodes. */
struct share_holding {
	uint32_t owner, asset;
	struct share share;
};

/** The words of a report on the day asked about; they lie in the book. Empty: none. */
struct ownership_words {
	str percentage, role;
};

/** Who reports a holding: TIE items `begin`..`end` of the list of reports. */
struct ownership_reports {
	uint32_t begin, end;
};

/** The owners of an entity, of these and so on; or what it owns. Node 0 is the entity. */
struct ownership {
	VEC(uint32_t) nodes;                   /* ENTITY items */
	VEC(uint8_t) depth;                    /* of each node: steps from the first */
	VEC(bool) open;                        /* of each node: holdings of it count, and were not followed */
	VEC(struct share_holding) holdings;    /* in the order of the nodes whose owners, or assets, they tell */
	VEC(uint8_t) on;                       /* ties_truth of each holding */
	VEC(uint8_t) stated;                   /* does somebody say a figure? */
	VEC(struct ownership_reports) reports; /* of each holding */
	VEC(uint32_t) ties;                    /* TIE items: the reports */
	VEC(struct ownership_words) words;     /* of each report */
	bool cut;                              /* reports hold on the date, and were not followed */
};

/** What is asked. */
struct ownership_question {
	bool assets;       /* what the entity owns; else who owns it */
	struct date on;    /* a known date */
	int32_t known_day; /* only what versions had said by then; TIES_DAY_MAX: everything */
	unsigned depth;
	size_t limit; /* holdings */
};

/** Fills `out`, which ownership_finish frees. O(ties within the depth). TIES_ERR_NOMEM only.
 *
 *  Several reports of one owner and asset are one holding: its share goes from the least to the most that they say; a
 *  report without a figure says nothing beside a sure one with a figure. What is alleged or presumed, or only possibly
 * holds, may be nothing: it has no least. What is denied or proposed is a report, and counts for nothing. A report
 * without an end, or without any date, holds while the list says so. Of several figures of one report that counts which
 * the version of the day asked about says; else the first that a later one says; else, where the report itself is gone
 * by then, the last one. */
ties_code ownership_collect(struct ownership *out, const ties_book *b, uint32_t entity,
                            const struct ownership_question *question, ties_error *err);
void ownership_finish(struct ownership *o);

/** Reads a share as sources write it: "62", "62.5 %", "25-50", "25–50%", "> 50", ">=50", "<10", "more than 50",
 *  "at least 50", "up to 20", "majority", "minority", "wholly owned". False for what says no share. */
bool share_parse(str text, struct share *out);
/** The share that a report of an owner tells: its percentage, else its role. False where it tells none. */
bool share_said(str percentage, str role, struct share *out);
/** Takes from the most of each what the least of the others leaves: shares of one asset make no more than the whole.
 *  `sums` has room for a number per node. */
void share_bound(struct share_holding *holdings, size_t count, uint64_t *sums, uint32_t nodes);
/** How far listings reach. All arrays have an item per node. */
struct share_reach {
	const bool *listed;
	const bool *open; /* who may be anybody's, as its owners were not looked at; NULL: nobody */
	bool *reached;    /* filled: the listed, those who are open, and all that they reach */
	uint64_t *held;   /* filled: what of it those reached hold; where owners count alone, the one with the most */
	bool *alone;      /* room */
	uint64_t *sums;   /* room */
	uint32_t nodes;
};
/** Fills `reached` and `held` by a rule: an asset of which reached owners hold enough is reached, and then counts with
 *  all that it owns. Where the rule does not add owners up, that is reckoned for each of the listed alone, with what it
 *  holds through those that it reaches. `most`: by the upper bounds. The least set that is closed under the rule
 *  (Knaster and Tarski): the order of holdings does not matter, and cycles end. O(rounds * holdings), likewise for each
 *  of the listed where they count alone. */
void share_reach(const struct share_holding *holdings, size_t count, const ties_ownership_rule *rule, bool most,
                 const struct share_reach *r);
/** Of each node the part that listed ones own in the end: 1 for the listed; for the others shares times the parts of
 *  their owners. The least solution, by iteration from 0 (Jacobi), to 1e-12 or 1,000 rounds. */
void share_economic(const struct share_holding *holdings, size_t count, bool most, const bool *listed, double *part,
                    double *next, uint32_t nodes);

#endif
