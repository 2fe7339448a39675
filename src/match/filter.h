/* Which entities and names may be found at all? A match_filter looked up in a book. */
#ifndef MATCH_FILTER_H
#define MATCH_FILTER_H

#include "match/match.h"

struct filter {
	const ties_book *b;
	bool by_schema, by_dataset;
	enum model_schema schema;
	uint32_t dataset;     /* DATASET item */
	str topic;            /* empty: any; borrowed */
	struct date known_on; /* DATE_UNKNOWN: any */
	uint8_t kinds;        /* bit for each enum name_kind that an admitted entity's names can have, never NAME_ANY */
};

ties_code filter_init(struct filter *out, const ties_book *b, const struct match_filter *wanted, ties_error *err);
/** Does it ask for anything that entities or names may lack? */
static inline bool filter_is_narrow(const struct filter *f)
{
	return f->by_schema || f->by_dataset || f->topic.len || f->known_on.kind == DATE_KNOWN;
}
/** By schema, dataset and topic. O(statements of the entity) with a topic, else O(records of it). */
bool filter_admits_entity(const struct filter *f, uint32_t entity);
/** Was the name on a list by the day asked for? */
bool filter_admits_name(const struct filter *f, const struct book_name *name);
/** Was it said by then? */
bool filter_admits_statement(const struct filter *f, const struct book_statement *s);

#endif
