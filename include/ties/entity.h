/* Entities as answers: what something was on a date, who lists it, which offices it held. */
#ifndef TIES_ENTITY_H
#define TIES_ENTITY_H

#include "ties/book.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How far a value can be trusted. */
typedef enum ties_confidence {
	TIES_PUBLISHED = 0, /**< as the official list published it */
	TIES_VERIFIED = 1,  /**< curated, read in the source named */
	TIES_RECALLED = 2   /**< curated from memory: to be checked before use */
} ties_confidence;

/** One spell of being listed. A listing holds from `from` up to, not including, `to`. */
typedef struct ties_listing {
	ties_str jurisdiction; /**< "CA", "UN", "EU" */
	ties_str regime;       /**< as the source names it */
	ties_str label;        /**< the same for a narrow column */
	ties_str authority;
	ties_str dataset;
	ties_str ref; /**< "dataset:record id" of the listing */
	ties_when from, to;
	ties_truth on;       /**< on the date asked for */
	ties_str status;     /**< listed, removed, superseded, merged, unknown; empty when not curated */
	ties_str reason;     /**< of the listing, as published; "none given" is a fact, empty is unknown */
	ties_str end_reason; /**< of the removal, likewise */
	ties_str instrument;
	ties_str source;
	ties_str notes;
	ties_confidence confidence; /**< the weakest of what follows */
	ties_confidence from_confidence, to_confidence;
	int32_t first_seen, last_seen; /**< days of the list versions that say so; TIES_DAY_MAX: the newest does */
} ties_listing;

typedef struct ties_office {
	ties_str position;
	ties_str jurisdiction;
	ties_str party;
	ties_str area; /**< constituency or state */
	ties_str dataset;
	ties_str ref;
	ties_when from, to;
	ties_truth on;
	ties_str source;
	ties_str notes;
	ties_confidence confidence;
} ties_office;

/** A negative fact: not on that list on that day. */
typedef struct ties_absence {
	ties_str jurisdiction, regime;
	ties_when on;
	ties_str note, source;
	ties_confidence confidence;
} ties_absence;

/** Two sources that contradict each other about one listing. */
typedef struct ties_disagreement {
	ties_str about; /**< "end of the listing by CA (Criminal Code)" */
	ties_str left, left_source;
	ties_str right, right_source;
} ties_disagreement;

/** Why two records are one entity, or that somebody decided that they are not. */
typedef struct ties_join {
	ties_join_kind kind;
	ties_str left, right; /**< refs; of a decision that joined nothing, `left` is of this entity */
	ties_str value;       /**< the number that both have, or the reason of a decision */
	ties_str who, when;   /**< of a decision */
} ties_join;

typedef struct ties_entity {
	ties_str id;          /**< canonical id */
	ties_str caption;     /**< the name to show */
	ties_str schema;      /**< FollowTheMoney schema */
	ties_str description; /**< one line, or empty */
	const ties_str *refs; /**< "dataset:record id", all source records */
	size_t ref_count;
	const ties_str *datasets;
	size_t dataset_count;
	const ties_str *topics;
	size_t topic_count;
	const ties_listing *listings; /**< by beginning */
	size_t listing_count;
	const ties_office *offices; /**< by beginning */
	size_t office_count;
	const ties_absence *absences;
	size_t absence_count;
	const ties_disagreement *disagreements;
	size_t disagreement_count;
	const ties_join *joins; /**< why the records are one; fewer than records, as each joins two sets */
	size_t join_count;
} ties_entity;

/** One statement, for `show`. */
typedef struct ties_statement {
	ties_str property; /**< FollowTheMoney name */
	ties_str value;
	ties_str original, lang;
	ties_str dataset, record; /**< who says so */
	ties_str schema;          /**< of the record: Person, Sanction, Occupancy … */
	ties_str source, attribution;
	ties_str modality; /**< asserted, alleged, presumed, denied, proposed */
	ties_confidence confidence;
	ties_str valid_from, valid_to;
	int32_t first_seen, last_seen;
	ties_str target; /**< canonical id of the entity that the value names, or empty */
	ties_str target_caption;
} ties_statement;

/** That one is tied to another, and who says so. */
typedef struct ties_tie {
	ties_str from, to; /**< canonical ids: subject and object */
	ties_str from_caption, to_caption;
	ties_str relation;             /**< a word of data/relations.csv: "speaks_at" */
	ties_str inverse;              /**< how it reads from the object: "has as speaker" */
	ties_str role;                 /**< part played, as the source says, or empty */
	ties_when begin;               /**< first day */
	ties_when end;                 /**< last day, as said: for what happened at one time the same as `begin` */
	ties_truth on;                 /**< on the date asked for */
	ties_str event, event_caption; /**< id and name of the event where it came about, or empty */
	ties_str place;
	ties_str amount; /**< "20000–50000 USD per speech", or empty */
	ties_str share;  /**< of an ownership, as the source says it: "25%", "25-50%", "majority"; or empty */
	ties_str notes;
	ties_str modality; /**< asserted, alleged, presumed, denied, proposed */
	ties_str attribution, source, dataset;
	ties_str
	    ref; /**< "dataset:record id" of the relation, or of the thing that names the other; empty: of neither */
	ties_confidence confidence;
	bool symmetric; /**< it means the same both ways */
	bool derived;   /**< it follows from what is said; nobody says it in these words */
	bool former;    /**< the source says that it is over, not since when */
} ties_tie;

/** The two kinds of time that a question can be asked in. Empty strings mean default. */
typedef struct ties_time {
	ties_str on;       /**< EDTF: what was true then; default today */
	ties_str known_on; /**< EDTF: using only what list versions said by then; default everything */
} ties_time;

/** One answer to "which entity is meant?". */
typedef struct ties_candidate {
	ties_entity entity;
	double score;  /**< 1 for an id or ref */
	ties_str name; /**< the name that matched; empty for an id or ref */
	bool exact;    /**< what was asked for is its id, a ref or a name of it; case, accents and order aside */
	/** Of several: the id of the first one before it that is probably the same, as both have one name and one full
	 * date of birth, nothing speaks against it, and nobody decided about them. Else empty. */
	ties_str probably;
} ties_candidate;

/** Everything about what a word means: 0 candidates: nobody; 1: clear; more: ambiguous, best first. */
typedef struct ties_status {
	ties_str query;
	ties_when on, known_on;
	const ties_candidate *candidates;
	size_t candidate_count;
	const ties_statement *statements; /**< of the only candidate, when asked for; else none */
	size_t statement_count;
	const ties_tie *ties; /**< likewise, in order of time */
	size_t tie_count;
} ties_status;

/** Resolves `entity` (id, ref or name) and says what it was. With `statements` the whole entity, as `show` prints.
 *  TIES_ERR_USAGE for a bad date. Free with ties_status_free. */
TIES_API TIES_NODISCARD ties_code ties_status_of(const ties_book *book, ties_str entity, const ties_time *time,
                                                 bool statements, ties_status **out, ties_error *err);
TIES_API void ties_status_free(ties_status *status);

#ifdef __cplusplus
}
#endif
#endif
