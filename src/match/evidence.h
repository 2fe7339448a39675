/* Does anything besides the name speak for or against a candidate? Evidence on four axes, and the final score.
 *
 * docs/evidence.md is the normative text. In short: support closes part of the gap between the name's score and
 * 1, contradiction multiplies the score down, silence changes nothing, and an equal strong identifier alone
 * makes a hit. */
#ifndef MATCH_EVIDENCE_H
#define MATCH_EVIDENCE_H

#include "match/filter.h"

enum evidence_axis { AXIS_BIRTH_DATE, AXIS_COUNTRY, AXIS_GENDER, AXIS_ID, AXIS_COUNT };

/** Sex or gender as lists say it. */
enum evidence_gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE };

/** An entity that has the identifier asked for. */
struct evidence_bearer {
	uint32_t entity;    /* ENTITY item */
	uint32_t statement; /* STATEMENT item that says so */
};

/** What the query says besides the name. Texts are borrowed from the query. */
struct evidence_query {
	bool has[AXIS_COUNT]; /* the query says something there */
	str text[AXIS_COUNT]; /* what, as written */
	struct date birth_date;
	str country; /* code; empty when the text is no known country */
	enum evidence_gender gender;
	bool strong_id;                      /* the identifier is long enough to be nobody else's */
	VEC(struct evidence_bearer) bearers; /* by entity, then statement; one per entity */
};

struct evidence {
	ties_evidence axis[AXIS_COUNT]; /* those the query says something on, `count` of them */
	size_t count;
	bool contradicts; /* strongly: another year of birth, and no identifier to outweigh it */
	double score;     /* final, 0..1 */
};

/** Reads the query; keeps the memory of `out->bearers` for reuse. TIES_ERR_USAGE for a date that is none. */
ties_code evidence_query_read(struct evidence_query *out, const ties_query *query, ties_error *err);
/** Finds who has the identifier: by the index, or by looking at every statement when `exhaustive`. */
ties_code evidence_find_bearers(struct evidence_query *q, const ties_book *b, bool exhaustive, const struct filter *f,
                                ties_error *err);
/** The lowest score of a name whose final score can reach `threshold`, identifiers aside. */
double evidence_name_threshold(const struct evidence_query *q, double threshold);
/** Weighs an entity whose best name scores `name_score`. O(statements of the entity). */
void evidence_weigh(struct evidence *out, const struct evidence_query *q, const struct filter *f, uint32_t entity,
                    double name_score);

/** The score that a name's score becomes by the values of the axes, an equal strong identifier aside. */
double evidence_score(const ties_evidence axis[AXIS_COUNT], double name_score);

/** The values of the single axes, -1..1. */
double evidence_birth_date(struct date query, struct date entity);

#endif
