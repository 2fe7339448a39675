/* Which entity has this identifier? Section IDENTIFIER of the book.
 *
 * A passport, a registration or a listing is a record of its own: its numbers identify whoever it belongs to. */
#include "book/identifier.h"
#include "compile/index.h"

#include <stdlib.h>

/* Whom the identifiers of a record that stands for something else identify. */
static size_t find_bearers(const struct laid_said *said, uint32_t out[BOOK_BEARERS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < said->count && n < BOOK_BEARERS_MAX; i++)
		if (book_identifier_names_bearer(said->ptr[i].property) && said->ptr[i].target != BOOK_NONE)
			out[n++] = said->ptr[i].target;
	return n;
}

bool index_identify(struct index_sections *out, uint32_t entity, uint16_t schema, const struct laid_said *said,
                    str text(void *context, uint32_t string), void *context)
{
	bool own = schema >= SCHEMA_COUNT || !model_schema_is_a(schema, SCHEMA_INTERVAL), well = true;
	uint32_t bearers[BOOK_BEARERS_MAX] = {entity};
	size_t count = own ? 1 : find_bearers(said, bearers);

	for (size_t i = 0; i < said->count && well; i++) {
		const struct laid_statement *s = &said->ptr[i];
		if (s->modality == MODALITY_DENIED || model_property_type(s->property) != TYPE_IDENTIFIER)
			continue;
		uint64_t hash = book_identifier_hash(text(context, s->value));
		for (size_t k = 0; hash && k < count && well; k++)
			well = vec_push(&out->identifiers,
			                ((struct book_identifier){hash, said->first + (uint32_t)i, bearers[k]}));
	}
	return well;
}

static int compare_identifiers(const void *left, const void *right)
{
	const struct book_identifier *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->statement != b->statement)
		return a->statement < b->statement ? -1 : 1;
	return a->entity < b->entity ? -1 : a->entity > b->entity;
}

/* The same holder told twice makes the same item. */
static void remove_repeats(struct index_sections *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->identifiers.len; i++)
		if (kept == 0 || compare_identifiers(&out->identifiers.ptr[kept - 1], &out->identifiers.ptr[i]) != 0)
			out->identifiers.ptr[kept++] = out->identifiers.ptr[i];
	out->identifiers.len = kept;
}

void index_identifiers(struct index_sections *out)
{
	if (out->identifiers.len)
		qsort(out->identifiers.ptr, out->identifiers.len, sizeof *out->identifiers.ptr, compare_identifiers);
	remove_repeats(out);
}
