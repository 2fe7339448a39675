/* Is the graph of ties as docs/format.md says? */
#include "book/verify.h"

static void check_nodes(struct verifier *v)
{
	const ties_book *b = v->b;

	REQUIRE(v, b->NODE.count || !b->TIE.count, "TIE", 0, "there is no node that it belongs to");
	REQUIRE(v, b->TIE.count == b->TIE_IN.count, "TIE_IN", 0, "not as long as TIE");
	for (uint32_t i = 0; i < b->NODE.count; i++) {
		const struct book_node *n = &b->NODE.items[i], *p = i ? n - 1 : NULL;
		REQUIRE(v, !p || p->entity < n->entity, "NODE", i, "an entity is there twice");
		REQUIRE(v,
		        from_ok(n->first_out, p ? p->first_out : 0, !p, b->TIE.count) &&
		            from_ok(n->first_in, p ? p->first_in : 0, !p, b->TIE_IN.count),
		        "NODE", i, "ties are out of range or out of order");
	}
}

static uint8_t degree_of(const ties_book *b, uint32_t node)
{
	struct book_range out = book_ties_from(b, node), in = book_ties_to(b, node);

	return degree_class((uint64_t)(out.end - out.begin) + (in.end - in.begin));
}

static bool packed_ok(const ties_book *b, uint32_t packed)
{
	uint32_t code = packed & 0xff;

	return code == PACKED_SPAN ? packed >> 8 < b->SPAN.count : code > PACKED_OPEN || packed == code;
}

static int tie_order(const struct book_tie *a, const struct book_tie *b)
{
	const uint32_t left[] = {a->from, a->to, a->kind, a->begin, a->end, a->record},
	               right[] = {b->from, b->to, b->kind, b->begin, b->end, b->record};

	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}

static void check_ties(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->TIE.count && v->rc == TIES_OK; i++) {
		const struct book_tie *t = &b->TIE.items[i];
		struct book_range r = book_ties_from(b, t->from);
		REQUIRE(v,
		        t->from < b->NODE.count && t->to < b->NODE.count && t->kind < b->TIE_KIND.count &&
		            (t->record < b->ENTITY.count || t->record == BOOK_NONE),
		        "TIE", i, "an end, the record or the kind is out of range");
		REQUIRE(v, i >= r.begin && i < r.end, "TIE", i, "it is not among those of its subject");
		REQUIRE(v, packed_ok(b, t->begin) && packed_ok(b, t->end), "TIE", i, "a date is impossible");
		REQUIRE(v, t->to_degree == degree_of(b, t->to), "TIE", i, "the degree of its object is wrong");
		REQUIRE(v, i == 0 || tie_order(t - 1, t) < 0, "TIE", i, "out of order or not unique");
	}
}

static void check_ties_in(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t node = 0; node < b->NODE.count && v->rc == TIES_OK; node++) {
		struct book_range r = book_ties_to(b, node);
		for (uint32_t i = r.begin; i < r.end; i++) {
			const struct book_tie_in *in = &b->TIE_IN.items[i];
			const struct book_tie *t = BOOK_AT(b, TIE, in->tie);
			REQUIRE(v, in->tie < b->TIE.count && t->to == node && t->from == in->from, "TIE_IN", i,
			        "its tie has other ends");
			REQUIRE(v, in->kind == t->kind && in->from_degree == degree_of(b, in->from), "TIE_IN", i,
			        "the kind of its tie or the degree of its subject is wrong");
			REQUIRE(v, i == r.begin || in[-1].tie < in->tie, "TIE_IN", i, "out of order");
		}
	}
}

void verify_ties(struct verifier *v)
{
	const ties_book *b = v->b;

	check_nodes(v);
	check_ties(v);
	check_ties_in(v);
	for (uint32_t i = 0; i < b->TIE_KIND.count; i++) {
		const struct book_tie_kind *k = &b->TIE_KIND.items[i];
		REQUIRE(v,
		        string_ok(b, k->relation) && k->modality <= MODALITY_PROPOSED &&
		            k->confidence <= CONFIDENCE_RECALLED && k->flags <= (TIE_DERIVED | TIE_FORMER) &&
		            k->reserved == 0 && k->known_from < k->known_until,
		        "TIE_KIND", i, "relation, modality, confidence, flags or when it was known are out of range");
	}
	for (uint32_t i = 0; i < b->SPAN.count; i++)
		REQUIRE(v, b->SPAN.items[i].first <= b->SPAN.items[i].last, "SPAN", i, "it ends before it begins");
}
