#include "graph/ahead.h"

#include "base/memory.h"

static void expect_string(const ties_book *b, uint32_t string)
{
	memory_prefetch(BOOK_AT(b, STRING, string / BOOK_STRINGS));
}

void ahead_node(const ties_book *b, uint32_t number, unsigned stage)
{
	const struct book_node *node = BOOK_AT(b, NODE, number);

	if (stage == 0) {
		memory_prefetch(node);
		return;
	}
	const struct book_entity *entity = BOOK_AT(b, ENTITY, node->entity);
	if (stage == 1) {
		memory_prefetch(entity);
		memory_prefetch(BOOK_AT(b, TIE, node->first_out));
		memory_prefetch(BOOK_AT(b, TIE_IN, node->first_in));
		return;
	}
	expect_string(b, entity->id);
	expect_string(b, entity->caption);
}

/* What a record says, and what it is called. */
static void expect_strings(const ties_book *b, const struct book_ref *ref)
{
	enum { MOST = 8 }; /* statements of a record that are fetched */

	expect_string(b, ref->record);
	for (uint32_t i = 0; i < MOST; i++)
		expect_string(b, *BOOK_AT(b, STATEMENT, ref->first_statement + i));
}

void ahead_tie(const ties_book *b, uint32_t number, unsigned stage)
{
	const struct book_tie *tie = BOOK_AT(b, TIE, number);

	if (stage == 0) {
		memory_prefetch(BOOK_AT(b, ENTITY, tie->record));
		return;
	}
	const struct book_ref *ref = BOOK_AT(b, REF, BOOK_AT(b, ENTITY, tie->record)->first_ref);
	switch (stage) {
	case 1:
		memory_prefetch(ref);
		break;
	case 2:
		memory_prefetch(BOOK_AT(b, STATEMENT, ref->first_statement));
		break;
	case 3:
		expect_strings(b, ref);
		break;
	default:
		memory_prefetch(book_string(b, ref->record).ptr);
		break;
	}
}
