/* Is it the same name, and who on the lists is this? */
#ifndef TIES_MATCH_H
#define TIES_MATCH_H

#include "ties/entity.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One aligned pair of tokens, or one token left over (the other side is then empty). */
typedef struct ties_reason {
	ties_str left, right; /**< as written */
	double similarity;    /**< 0..1 */
	double weight;        /**< share of the whole, 0..1 */
	const char *why;      /**< same, spelling, transliteration, nickname, initial, left over, … */
} ties_reason;

typedef struct ties_pair_score {
	double score;       /**< 0..1 */
	const char *scorer; /**< name and version */
	const ties_reason *reasons;
	size_t reason_count;
} ties_pair_score;

/** Score of one pair of names. `schema` is a FollowTheMoney schema or empty (tried as each kind). `book` gives
 *  the rarity of tokens and may be NULL. Free with ties_pair_score_free. */
TIES_API TIES_NODISCARD ties_code ties_match(const ties_book *book, ties_str schema, ties_str name1, ties_str name2,
                                             ties_pair_score **out, ties_error *err);

typedef struct ties_match_options {
	size_t size;     /**< sizeof(ties_match_options) */
	ties_str schema; /**< as for ties_match */
	ties_str scorer; /**< "ties" (also when empty), or "ofac": what OFAC's search shows for `name1` on `name2` */
} ties_match_options;

/** ties_match with a choice of the scorer. TIES_ERR_USAGE for an unknown one. */
TIES_API TIES_NODISCARD ties_code ties_match_with(const ties_book *book, const ties_match_options *options,
                                                  ties_str name1, ties_str name2, ties_pair_score **out,
                                                  ties_error *err);
TIES_API void ties_pair_score_free(ties_pair_score *score);

typedef struct ties_query {
	ties_str name;
	ties_str schema;     /**< Person, Organization, Vessel, …; empty: any */
	ties_str birth_date; /**< EDTF; empty: not known */
	ties_str country;    /**< code or name; empty: not known */
	ties_str gender;     /**< male, female, m, f; empty: not known */
	ties_str id;         /**< an identifier (passport, IMO, registration), or empty */
} ties_query;

typedef struct ties_screen_options {
	size_t size;      /**< sizeof(ties_screen_options) */
	double threshold; /**< 0 means 0.7; a hit needs at least this score */
	size_t limit;     /**< hits per query; 0 means 5 */
	ties_time time;
	ties_str dataset; /**< only entities with a record in it; empty: all */
	ties_str topic;   /**< only entities with this topic; empty: all */
	bool explain;     /**< fill reasons */
	bool exhaustive;  /**< score every name instead of retrieving: the same answer, slowly */
	ties_str scorer;  /**< "ties" (also when empty), or "ofac": what OFAC's own search shows */
} ties_screen_options;

/** Evidence on one axis: +1 supports fully … -1 contradicts fully; `known` false: one side says nothing. */
typedef struct ties_evidence {
	const char *axis; /**< "birth_date", "country", "gender", "id" */
	bool known;
	double value;
	ties_str left, right; /**< query's and entity's value */
} ties_evidence;

typedef struct ties_hit {
	ties_entity entity;
	double score;      /**< final, 0..1 */
	double name_score; /**< of the name alone */
	bool match;        /**< score >= threshold and nothing contradicts strongly */
	ties_str name;     /**< the indexed name that matched */
	const ties_evidence *evidence;
	size_t evidence_count;
	const ties_reason *reasons;
	size_t reason_count;
} ties_hit;

typedef struct ties_hits {
	const char *scorer;   /**< name and version */
	const ties_hit *hits; /**< best first; ties by id */
	size_t hit_count;
	uint64_t total;  /**< hits over the threshold, before the limit */
	uint64_t scored; /**< names that were scored in full, for curiosity */
} ties_hits;

/** Screening state of one thread: all scratch memory. */
typedef struct ties_screener ties_screener;

/** The book must outlive the screener; the options are copied (their strings too). */
TIES_API TIES_NODISCARD ties_code ties_screener_new(ties_screener **out, const ties_book *book,
                                                    const ties_screen_options *options, ties_error *err);
TIES_API void ties_screener_free(ties_screener *screener);
/** Hits for one query; `*out` is borrowed and valid until the next call with this screener. */
TIES_API TIES_NODISCARD ties_code ties_screen(ties_screener *screener, const ties_query *query, const ties_hits **out,
                                              ties_error *err);

/* ---- screening again after a change -------------------------------------------------------------------- */

typedef struct ties_rescreen_options {
	size_t size;      /**< sizeof(ties_rescreen_options) */
	ties_str from;    /**< EDTF: the last day on which everyone was screened; needed */
	ties_str to;      /**< EDTF: the day to screen on; empty: today */
	bool known;       /**< with what the lists had said by each of the two days, instead of all that is loaded */
	double threshold; /**< as for screening */
	ties_str dataset; /**< only entities with a record in it; empty: all */
	ties_str topic;   /**< only entities with this topic; empty: all */
} ties_rescreen_options;

/** One entity that a query answers otherwise on the second day than on the first. */
typedef struct ties_affected {
	const char *change;     /**< "appeared" and "disappeared" as a hit, "listed", "delisted", "changed" */
	const ties_hit *before; /**< as it was on the first day; NULL: no hit */
	const ties_hit *after;  /**< on the second */
} ties_affected;

typedef struct ties_rescreening {
	const ties_affected *affected; /**< by score on the second day, best first; then those that disappeared */
	size_t count;
} ties_rescreening;

/** Screening state of one thread, narrowed to the entities that changed between two days. */
typedef struct ties_rescreener ties_rescreener;

/** O(index) in time; the book must outlive the rescreener. TIES_ERR_USAGE for dates that are none or in the wrong
 * order. */
TIES_API TIES_NODISCARD ties_code ties_rescreener_new(ties_rescreener **out, const ties_book *book,
                                                      const ties_rescreen_options *options, ties_error *err);
/** Accepts NULL. */
TIES_API void ties_rescreener_free(ties_rescreener *rescreener);
/** Entities with names that may answer otherwise, among which all queries are looked for. O(entities). */
TIES_API size_t ties_rescreener_entities(const ties_rescreener *rescreener);
/** What differs for one query: the difference of screening it against everyone on both days, at the price of screening
 * it against those that changed. `*out` is borrowed and valid until the next call with this rescreener. */
TIES_API TIES_NODISCARD ties_code ties_rescreen(ties_rescreener *rescreener, const ties_query *query,
                                                const ties_rescreening **out, ties_error *err);

#ifdef __cplusplus
}
#endif
#endif
