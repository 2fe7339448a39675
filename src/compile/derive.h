/* What do the relation records say of the entities? Listings, offices, absences, ties.
 *
 * A Sanction record is one or more spells of listing: a curated row is one spell with its dates; a list entry is
 * one spell for each programme and each unbroken run of versions that had it. Where a list gives no date, the
 * versions bound it: it began after the last version without it and not after the first with it.
 *
 * Later versions may say otherwise: that it ended, since when it holds, why. What was known before is kept, so that
 * an answer of the day can be given again: a spell is derived as it stood after each version that changed its record,
 * and stored once for every run of versions after which it was the same. */
#ifndef COMPILE_DERIVE_H
#define COMPILE_DERIVE_H

#include "book/format.h"
#include "compile/resolve.h"

/** The fold, and what its records and statements refer to. */
struct corpus {
	struct fold *fold;
	const struct resolution *entities;
	const uint32_t *first;   /* of the fold, by record: its first statement; one more at the end */
	uint32_t *ref;           /* by record: REF item, BOOK_NONE when left out */
	uint32_t *record_of_ref; /* by REF item */
	uint32_t *first_ref;     /* by entity: its first REF item; one more at the end */
	uint32_t *target;        /* by statement: entity of the record that an entity-typed value names, or FOLD_NONE */
};

/** The graph of ties, as on disk. */
struct graph_sections {
	VEC(struct book_node) nodes;
	VEC(struct book_tie) ties;
	VEC(struct book_tie_in) in;
	VEC(struct book_tie_kind) kinds;
	VEC(struct book_span) spans;
};

struct derived {
	VEC(struct book_listing) listings; /* by entity, then beginning, jurisdiction, regime */
	VEC(struct book_office) offices;   /* by entity, then beginning */
	VEC(struct book_absence) absences; /* by entity, then date */
	struct graph_sections ties;
};

/** The record that an entity-typed value names: one of the same dataset by its id, or any by "dataset:record id";
 *  FOLD_NONE when there is none. */
uint32_t corpus_find_target(const struct fold *f, const struct fold_statement *s);
ties_code corpus_init(struct corpus *c, struct fold *f, const struct resolution *entities, ties_error *err);
void corpus_finish(struct corpus *c);
/** The statement that says `property` of `record` as far as is known on `day` (TIES_DAY_MAX: today): the one said last,
 * of several the first; else FOLD_NONE. */
uint32_t corpus_value_on(const struct corpus *c, uint32_t record, enum model_property property, int32_t day);
uint32_t corpus_value(const struct corpus *c, uint32_t record, enum model_property property);
/** Its text, empty when there is none. */
str corpus_text(const struct corpus *c, uint32_t record, enum model_property property);
/** first_seen and last_seen of a statement as days. */
int32_t corpus_first_seen(const struct corpus *c, const struct fold_statement *s);
int32_t corpus_last_seen(const struct corpus *c, const struct fold_statement *s);
/** The first day on which a version, or its source by the days that it gives, could have said so and did not; the day
 * after its last where there is none, and TIES_DAY_MAX while it is said. */
int32_t corpus_gone(const struct corpus *c, const struct fold_statement *s);

/** Which relation records tie whom to whom, when; and who has what in common, offices being derived. O(statements +
 * ties log degree). */
ties_code derive_ties(struct graph_sections *out, const struct corpus *c, const struct derived *d, ties_error *err);
void graph_sections_finish(struct graph_sections *g);

ties_code derive_all(struct derived *out, const struct corpus *c, ties_error *err);
void derived_finish(struct derived *d);

#endif
