/* Which entity has this identifier? Section IDENTIFIER of the book.
 *
 * A passport, a registration or a listing is a record of its own: its numbers identify whoever it belongs to. */
#include "book/identifier.h"
#include "compile/index.h"

#include <stdlib.h>

struct lister {
	const struct index_input *in;
	struct index_sections *out;
	bool failed; /* sticky: memory ran out */
};

static void add_identifier(struct lister *l, uint64_t hash, uint32_t statement, uint32_t entity)
{
	if (entity < l->in->entity_count)
		l->failed |= !vec_push(&l->out->identifiers, ((struct book_identifier){hash, statement, entity}));
}

/* Whom the identifiers of a record that stands for something else identify. */
static size_t find_bearers(const struct index_input *in, const struct laid_entity *e, uint32_t out[BOOK_BEARERS_MAX])
{
	size_t n = 0;

	for (uint32_t i = e->first_statement; i < e->first_statement + e->statement_count && n < BOOK_BEARERS_MAX; i++)
		if (book_identifier_names_bearer(in->statements[i].property) && in->statements[i].target != BOOK_NONE)
			out[n++] = in->statements[i].target;
	return n;
}

static void add_identifiers_of(struct lister *l, uint32_t entity)
{
	const struct index_input *in = l->in;
	const struct laid_entity *e = &in->entities[entity];
	bool own = e->schema >= SCHEMA_COUNT || !model_schema_is_a(e->schema, SCHEMA_INTERVAL);
	uint32_t end = e->first_statement + e->statement_count, bearers[BOOK_BEARERS_MAX] = {entity};
	size_t count = own ? 1 : find_bearers(in, e, bearers);

	for (uint32_t i = e->first_statement; i < end && i < in->statement_count && !l->failed; i++) {
		const struct laid_statement *s = &in->statements[i];
		if (s->modality == MODALITY_DENIED || model_property_type(s->property) != TYPE_IDENTIFIER)
			continue;
		uint64_t hash = book_identifier_hash(in->text(in->context, s->value));
		for (size_t k = 0; hash && k < count; k++)
			add_identifier(l, hash, i, bearers[k]);
	}
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

bool index_identifiers(struct index_sections *out, const struct index_input *in)
{
	struct lister l = {.in = in, .out = out};

	for (uint32_t i = 0; i < in->entity_count && !l.failed; i++)
		add_identifiers_of(&l, i);
	if (out->identifiers.len)
		qsort(out->identifiers.ptr, out->identifiers.len, sizeof *out->identifiers.ptr, compare_identifiers);
	remove_repeats(out);
	return !l.failed;
}
