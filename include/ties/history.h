/* History: what happened to an entity, in order; how jurisdictions compare; what changed on the lists. */
#ifndef TIES_HISTORY_H
#define TIES_HISTORY_H

#include "ties/entity.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- spells ------------------------------------------------------------------------------------- */

/** One act that began or ended a spell: by whom, by which instrument, for which reason. */
typedef struct ties_decision {
	ties_when when;
	ties_str authority;
	ties_str instrument;
	ties_str reason; /**< as published; "none given" is a fact, empty is unknown */
	ties_str source;
	ties_confidence confidence;
	const ties_office
	    *deciders; /**< who held the deciding office on that date, with what `on` says: yes or possibly */
	const ties_str *decider_names; /**< captions of those holders, one for each office */
	size_t decider_count;
} ties_decision;

/** One spell of being listed by one jurisdiction under one regime, joined from all sources that tell of it.
 *  It holds from `from` up to, not including, `to`; where sources differ the better founded one counts here and the
 *  others stand in the entity's disagreements. */
typedef struct ties_spell {
	ties_str jurisdiction, regime, label;
	ties_when from, to;
	ties_truth on;                       /**< on the date asked for */
	ties_decision begin, end;            /**< `end` is empty while it lasts or when nothing is known of it */
	const ties_listing *const *listings; /**< what was joined, best founded first; they belong to the entity */
	size_t listing_count;
	ties_confidence confidence; /**< of `from` and `to` as shown, the weaker */
} ties_spell;

/* ---- timeline ----------------------------------------------------------------------------------- */

/** Something dated about an entity. */
typedef struct ties_event {
	ties_when when;
	ties_when until;  /**< last day of a tie that began then; empty for what has an event of its own when it ends */
	const char *kind; /**< "listing", "delisting", "office", "office_end", "absence", "birth", "death", "founding",
	                     "end", "name", "tie", "tie_end", "event"; more to come */
	ties_str text;    /**< one plain sentence without the date */
	ties_str jurisdiction; /**< or empty */
	ties_str reason;       /**< of a listing or delisting */
	ties_str modality;     /**< asserted, alleged, presumed, denied, proposed */
	ties_str attribution;
	ties_str source; /**< citation, else dataset */
	ties_str ref;    /**< "dataset:record id" */
	ties_confidence confidence;
	uint32_t spell; /**< index into spells for listings and delistings, else UINT32_MAX */
} ties_event;

/** Everything dated about one entity. */
typedef struct ties_timeline {
	ties_str query;
	ties_when on, known_on;
	const ties_candidate *candidates; /**< as in ties_status: 0 nobody, 1 clear, more: ambiguous, then no events */
	size_t candidate_count;
	const ties_spell *spells; /**< by the first beginning of the jurisdiction, then of the regime, then beginning */
	size_t spell_count;
	const ties_event *events; /**< by earliest day; those without a date at the end */
	size_t event_count;
} ties_timeline;

/** Resolves `entity` (id, ref or name) and puts all that is dated in order. O(statements of the entity + offices of the
 *  book). TIES_ERR_USAGE for a bad date. Free with ties_timeline_free. */
TIES_API TIES_NODISCARD ties_code ties_timeline_of(const ties_book *book, ties_str entity, const ties_time *time,
                                                   ties_timeline **out, ties_error *err);
TIES_API void ties_timeline_free(ties_timeline *timeline);

/* ---- compare ------------------------------------------------------------------------------------ */

/** One jurisdiction's step in the order of listing or of delisting. */
typedef struct ties_step {
	ties_str jurisdiction;
	uint32_t spell; /**< index into the entity's spells */
	ties_when when;
	/** Days behind the first jurisdiction, and behind the one before, at least and at most; below 0: it may have
	 * come before it. TIES_DAY_MIN and TIES_DAY_MAX where the dates set no bound. */
	int32_t lag_first, lag_last;
	int32_t gap_first, gap_last;
} ties_step;

typedef struct ties_compared {
	ties_timeline *timeline; /**< of this entity: spells, events */
	const ties_step *listed; /**< first listing of each jurisdiction, by the latest day that it can mean */
	size_t listed_count;
	/** Last end of each that no longer lists it on the date asked for, likewise. */
	const ties_step *delisted;
	size_t delisted_count;
	const ties_str *still; /**< jurisdictions that list it on the date asked for, or possibly do */
	size_t still_count;
} ties_compared;

/** On one day a jurisdiction took one off and another (or the same) jurisdiction put one on. */
typedef struct ties_opposite {
	int32_t day;
	uint32_t off_entity, off_spell; /**< index into entities, then into its spells */
	uint32_t on_entity, on_spell;
} ties_opposite;

enum { TIES_OPPOSITES_MAX = 4096 };

typedef struct ties_comparison {
	ties_when on, known_on;
	const ties_compared *entities; /**< in the order asked for */
	size_t entity_count;
	const ties_opposite *opposites; /**< among the entities compared, by day; at most TIES_OPPOSITES_MAX */
	size_t opposite_count;
} ties_comparison;

/** Jurisdictions side by side for one or more entities, each resolved as by ties_timeline_of; one that is unknown or
 *  ambiguous has no spells. TIES_ERR_USAGE for a bad date. Free with ties_comparison_free. */
TIES_API TIES_NODISCARD ties_code ties_compare(const ties_book *book, const ties_str *entities, size_t count,
                                               const ties_time *time, ties_comparison **out, ties_error *err);
TIES_API void ties_comparison_free(ties_comparison *comparison);

/* ---- offices ------------------------------------------------------------------------------------ */

/** One term of one person in an office. */
typedef struct ties_holder {
	ties_str id, caption; /**< of the person */
	ties_office office;
} ties_holder;

typedef struct ties_holders {
	ties_str position, country; /**< as asked */
	ties_when on, known_on;     /**< `on` is empty when all terms were asked for */
	const ties_holder *holders; /**< by jurisdiction, position, beginning */
	size_t holder_count;
} ties_holders;

/** Who held an office, and when? Of the offices in whose name each word of `position` begins some word ("foreign
 *  minister" finds Minister of Foreign Affairs; empty: all) and whose jurisdiction is `country` (code or name; empty:
 *  any). With `time->on` those that were, or possibly were, in office then; without, all terms. O(offices of the book).
 *  TIES_ERR_USAGE for a bad date. Free with ties_holders_free. */
TIES_API TIES_NODISCARD ties_code ties_holders_of(const ties_book *book, ties_str position, ties_str country,
                                                  const ties_time *time, ties_holders **out, ties_error *err);
TIES_API void ties_holders_free(ties_holders *holders);

/* ---- changes ------------------------------------------------------------------------------------ */

/** One change of one entry of a list, or of one office. */
typedef struct ties_change {
	const char *change; /**< "added", "removed", "renamed", "changed"; of offices "began", "ended" */
	ties_when when;     /**< when it was true; with `known` the version that first said so */
	ties_truth within;  /**< TIES_POSSIBLY: the date is imprecise and may lie outside of the days asked about */
	ties_str dataset;
	ties_str ref;                 /**< "dataset:record id" of the list entry, or of the office */
	ties_str id, caption, schema; /**< of the entity that it is, as of today */
	ties_str property;            /**< FollowTheMoney name; empty for added and removed */
	ties_str record_schema; /**< of the record that has the property: Person, Sanction, Address, Occupancy … */
	const ties_str *before,
	    *after; /**< all values of the property before and afterwards; of offices the position */
	size_t before_count, after_count;
	ties_str jurisdiction;
	ties_str label;          /**< the regime for a narrow column; empty with `known` */
	const ties_str *regimes; /**< under which it was added or removed, as the source names them */
	size_t regime_count;
	ties_str status; /**< of a curated listing that ended: removed, merged, superseded; else empty */
	ties_str reason; /**< of this act, as published */
	ties_str source;
	ties_confidence confidence;
	ties_when follows;           /**< with options.after: the date of the change that this one followed */
	int32_t lag_first, lag_last; /**< days behind that, as narrow as the dates allow */
} ties_change;

typedef struct ties_changes_options {
	size_t size;      /**< sizeof(ties_changes_options) */
	ties_str from;    /**< EDTF: changes after it; needed */
	ties_str to;      /**< EDTF: changes up to and including it; empty: today */
	bool known;       /**< by when the lists said so, instead of by when it was true */
	ties_str dataset; /**< only of this one; empty: all */
	ties_str change;  /**< only "added", "removed", "renamed", "changed", "began" or "ended"; empty: all */
	ties_str after;   /**< only removals (additions) by other jurisdictions after this one removed (added) the same
	                     entity */
	int32_t within;   /**< … at most so many days after; 0: any number */
} ties_changes_options;

/** A version that was compared with the one before it. */
typedef struct ties_compared_version {
	ties_str dataset, title;
	int32_t day;
	int32_t before; /**< day of the version before; TIES_DAY_MIN: it is the first one, and nothing in it is called a
	                   change */
} ties_compared_version;

typedef struct ties_changes {
	ties_when from, to;
	bool known;
	const ties_change *changes; /**< by date, then dataset, ref, property */
	size_t change_count;
	const ties_compared_version *versions; /**< with `known`: those between the two dates, by dataset, then day */
	size_t version_count;
	size_t
	    unbounded; /**< listings left out that began or ended on some day up to the first version of their list */
} ties_changes;

/** What changed between two dates: after `from`, up to and including `to`. TIES_ERR_USAGE for dates that are none or
 *  in the wrong order, TIES_ERR_NOT_FOUND for an unknown dataset. O(records + changes). Free with ties_changes_free. */
TIES_API TIES_NODISCARD ties_code ties_changes_between(const ties_book *book, const ties_changes_options *options,
                                                       ties_changes **out, ties_error *err);
/** Accepts NULL. */
TIES_API void ties_changes_free(ties_changes *changes);

#ifdef __cplusplus
}
#endif
#endif
