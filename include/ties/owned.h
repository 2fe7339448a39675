/* Who owns it, and would the owners' listings reach it? (docs/owned.md) */
#ifndef TIES_OWNED_H
#define TIES_OWNED_H

#include "ties/entity.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A share in per cent: it lies between the two. */
typedef struct ties_share {
	double low, high;
	bool stated; /**< a source gives a figure; false: it may be anything that the others leave */
} ties_share;

/** What one owner holds of one asset, by all reports of it. */
typedef struct ties_holding {
	unsigned depth;    /**< steps from the entity asked about, from 1 */
	ties_entity owner; /**< as it was on the date */
	ties_entity asset; /**< likewise */
	ties_share share;  /**< from the least to the most that is reported and can be */
	ties_truth on;     /**< does it hold on the date? TIES_POSSIBLY also for what is only alleged or presumed */
	const ties_tie *reports; /**< who says so, in order of time; denials among them */
	size_t report_count;
	bool again; /**< what lies behind it is told at an earlier holding */
} ties_holding;

/** How a jurisdiction extends a listing to what the listed own. */
typedef struct ties_ownership_rule {
	const char *jurisdiction; /**< "US" */
	const char *words;        /**< "50 % or more, owners together" */
	const char *source;       /**< where the rule stands */
	double threshold;         /**< per cent */
	bool more_than;           /**< the share must be above the threshold; false: at least it */
	bool adds_up;             /**< shares of several listed owners count together */
} ties_ownership_rule;

/** What a rule gives on the reported shares. It is not what an authority has decided. */
typedef struct ties_reach {
	const ties_ownership_rule *rule;
	ties_truth reached;
	ties_share share; /**< that count: of owners whom the list or the rule reaches */
} ties_reach;

typedef struct ties_owned_options {
	size_t size; /**< sizeof(ties_owned_options) */
	ties_time time;
	bool assets;    /**< the other way: what the entity owns, as if it were the only one listed */
	unsigned depth; /**< steps; 0: 8, at most 16 */
	size_t limit;   /**< holdings; 0: 1,000, at most 100,000 */
} ties_owned_options;

typedef struct ties_owned {
	ties_status *entity;          /**< who was meant; the rest only when that is clear */
	bool assets;                  /**< holdings go from the entity to what it owns */
	const ties_holding *holdings; /**< from the entity outwards, each owner's before the next one */
	size_t holding_count;
	bool cut; /**< there are more, or deeper ones; owners who were not looked at count as possibly listed */
	/** Of the entity, one for each rule that lists an owner; with `assets` one for each holding, by the rule at
	 * `rule`. */
	const ties_reach *reaches;
	size_t reach_count;
	ties_share economic; /**< of listed owners: multiplied along chains, added over them */
} ties_owned;

/** Rules that are known, ending with one whose jurisdiction is NULL. */
TIES_API const ties_ownership_rule *ties_ownership_rules(void);

/** Owners of an entity (id, ref or name), of these and so on, on a date. TIES_ERR_USAGE for a bad date. Free with
 *  ties_owned_free. O(holdings within the depth, times the rounds until nothing more is reached). */
TIES_API TIES_NODISCARD ties_code ties_owned_of(const ties_book *book, ties_str entity,
                                                const ties_owned_options *options, ties_owned **out, ties_error *err);
TIES_API void ties_owned_free(ties_owned *owned);

#ifdef __cplusplus
}
#endif
#endif
