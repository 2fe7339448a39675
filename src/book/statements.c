/* What belongs to what, and statements put together again. Ranges are cut to what is there, and a damaged file gives
 * no more statements than it has. */
#include "book/book.h"

/* Items `i` of a section have those from `first` to where those of the next item begin. */
#define FROM(b, section, i, first, target) \
	((i) >= (b)->section.count \
	     ? (struct book_range){0, 0} \
	     : between((b)->section.items[i].first, \
	               (i) + 1 < (b)->section.count ? (b)->section.items[(i) + 1].first : (b)->target.count, \
	               (b)->target.count))

static struct book_range between(uint32_t begin, uint32_t end, uint32_t count)
{
	if (end > count)
		end = count;
	return begin < end ? (struct book_range){begin, end} : (struct book_range){end, end};
}

struct book_range book_refs_of(const ties_book *b, uint32_t entity)
{
	return FROM(b, ENTITY, entity, first_ref, REF);
}

/* The items of a section from `begin` on, as far as they have this number in `field`: they are few, and read anyway. */
#define SAME_FROM(b, section, field, begin, number) \
	({ \
		uint32_t begin_ = (begin), end_ = begin_; \
		while (end_ < (b)->section.count && (b)->section.items[end_].field == (number)) \
			end_++; \
		(struct book_range){begin_, end_}; \
	})

struct book_range book_names_of(const ties_book *b, uint32_t entity)
{
	return SAME_FROM(b, NAME, entity, entity < b->ENTITY.count ? b->ENTITY.items[entity].first_name : BOOK_NONE,
	                 entity);
}

#define ALL(b, section) ((struct book_range){0, (b)->section.count})

/* The first item of a range of a section, which is in order of `field`, that has at least `least`. */
#define LOWER_BOUND(b, section, field, range, least) \
	({ \
		uint32_t low_ = (range).begin, high_ = (range).end; \
		while (low_ < high_) { \
			uint32_t mid_ = low_ + (high_ - low_) / 2; \
			if ((b)->section.items[mid_].field < (least)) \
				low_ = mid_ + 1; \
			else \
				high_ = mid_; \
		} \
		low_; \
	})

/* The items of a section, which is in order of `field`, that have this number there. */
#define EQUAL_RANGE(b, section, field, number) \
	SAME_FROM(b, section, field, LOWER_BOUND(b, section, field, ALL(b, section), number), number)

/* The items of an entity in a section that is in order of entities. */
#define SEARCH(b, section, number, flag) \
	((number) >= (b)->ENTITY.count || !((b)->ENTITY.items[number].flags & (flag)) \
	     ? (struct book_range){0, 0} \
	     : EQUAL_RANGE(b, section, entity, number))

struct book_range book_forms_of(const ties_book *b, uint32_t name)
{
	return name == BOOK_NONE ? (struct book_range){0, 0} : EQUAL_RANGE(b, FORM, name, name);
}

struct book_range book_listings_of(const ties_book *b, uint32_t entity)
{
	return SEARCH(b, LISTING, entity, BOOK_HAS_LISTINGS);
}

struct book_range book_offices_of(const ties_book *b, uint32_t entity)
{
	return SEARCH(b, OFFICE, entity, BOOK_HAS_OFFICES);
}

struct book_range book_absences_of(const ties_book *b, uint32_t entity)
{
	return SEARCH(b, ABSENCE, entity, BOOK_HAS_ABSENCES);
}

uint32_t book_node_of(const ties_book *b, uint32_t entity)
{
	struct book_range r = SEARCH(b, NODE, entity, BOOK_HAS_TIES);

	return r.begin < r.end ? r.begin : BOOK_NONE;
}

struct book_range book_ties_from(const ties_book *b, uint32_t node)
{
	return FROM(b, NODE, node, first_out, TIE);
}

bool book_tie_known(const ties_book *b, uint32_t tie, int32_t day)
{
	const struct book_tie_kind *kind = BOOK_AT(b, TIE_KIND, BOOK_AT(b, TIE, tie)->kind);

	return book_known_on(kind->known_from, kind->known_until, day);
}

struct book_range book_ties_to(const ties_book *b, uint32_t node)
{
	return FROM(b, NODE, node, first_in, TIE_IN);
}

struct date book_packed_date(const ties_book *b, uint32_t packed)
{
	if ((packed & 0xff) != PACKED_SPAN)
		return packed_days(packed);
	if (packed >> 8 >= b->SPAN.count)
		return packed_days(PACKED_UNKNOWN);
	const struct book_span *s = &b->SPAN.items[packed >> 8];
	return (struct date){.first = s->first, .last = s->last, .kind = DATE_KNOWN};
}

uint32_t book_ref_dataset(const ties_book *b, uint32_t ref)
{
	uint32_t shape = ref < b->REF.count ? b->REF.items[ref].shape : BOOK_NONE;

	return shape < b->SHAPE.count ? b->SHAPE.items[shape].dataset : BOOK_NONE;
}

uint32_t book_ref_entity(const ties_book *b, uint32_t ref)
{
	if (ref >= b->REF.count)
		return BOOK_NONE;
	uint32_t behind = LOWER_BOUND(b, ENTITY, first_ref, ALL(b, ENTITY), ref + 1);
	return behind ? behind - 1 : BOOK_NONE;
}

/* ---- statements --------------------------------------------------------------------------------------- */

static struct book_range statements_of_ref(const ties_book *b, uint32_t ref)
{
	return FROM(b, REF, ref, first_statement, STATEMENT);
}

/* Where the manners of a record's statements lie. */
static struct book_range manners_of_ref(const ties_book *b, uint32_t ref)
{
	return FROM(b, SHAPE, b->REF.items[ref].shape, first_manner, SHAPE_MANNER);
}

/* Statements are read in their order, so that however the ranges of a damaged file overlap, each is read once. */
static void enter_ref(struct book_cursor *c)
{
	struct book_range said = statements_of_ref(c->b, c->ref), manners = manners_of_ref(c->b, c->ref);

	if (said.end - said.begin > manners.end - manners.begin)
		said.end = said.begin + (manners.end - manners.begin);
	c->next = c->end;
	c->manner = manners.begin;
	if (said.begin < c->end || said.begin == said.end)
		return;
	c->next = said.begin;
	c->end = said.end;
}

struct book_cursor book_statements_of(const ties_book *b, uint32_t entity)
{
	struct book_range refs = book_refs_of(b, entity);
	struct book_cursor c = {.b = b, .ref = refs.begin, .last_ref = refs.end};

	if (c.ref < c.last_ref)
		enter_ref(&c);
	return c;
}

struct book_cursor book_statements_of_ref(const ties_book *b, uint32_t ref)
{
	struct book_cursor c = {.b = b, .ref = ref, .last_ref = ref < b->REF.count ? ref + 1 : ref};

	if (c.ref < c.last_ref)
		enter_ref(&c);
	return c;
}

bool book_next_statement(struct book_cursor *c, struct book_statement *out)
{
	while (c->next >= c->end) {
		if (c->last_ref - c->ref <= 1)
			return false;
		c->ref++;
		enter_ref(c);
	}
	*out = (struct book_statement){
	    .number = c->next,
	    .ref = c->ref,
	    .value = c->b->STATEMENT.items[c->next],
	    .manner = BOOK_AT(c->b, MANNER, c->b->SHAPE_MANNER.items[c->manner]),
	};
	c->next++;
	c->manner++;
	return true;
}

uint32_t book_count_statements(const ties_book *b, uint32_t entity)
{
	struct book_range refs = book_refs_of(b, entity);
	uint32_t count = 0;

	for (uint32_t i = refs.begin; i < refs.end; i++) {
		struct book_range said = statements_of_ref(b, i);
		count += said.end - said.begin;
		if (count > b->STATEMENT.count)
			return b->STATEMENT.count;
	}
	return count;
}

/* The statement, which is one of these records. */
static struct book_statement statement_in(const ties_book *b, struct book_range refs, uint32_t number)
{
	struct book_statement none = {.manner = BOOK_AT(b, MANNER, BOOK_NONE)};
	uint32_t behind = LOWER_BOUND(b, REF, first_statement, refs, number + 1);

	if (number == BOOK_NONE || behind == refs.begin)
		return none;
	uint32_t ref = behind - 1;
	struct book_range said = statements_of_ref(b, ref), manners = manners_of_ref(b, ref);
	if (number < said.begin || number >= said.end || number - said.begin >= manners.end - manners.begin)
		return none;
	return (struct book_statement){
	    .number = number,
	    .ref = ref,
	    .value = b->STATEMENT.items[number],
	    .manner = BOOK_AT(b, MANNER, b->SHAPE_MANNER.items[manners.begin + (number - said.begin)]),
	};
}

struct book_statement book_statement_at(const ties_book *b, uint32_t number)
{
	return statement_in(b, ALL(b, REF), number);
}

str book_statement_original(const ties_book *b, const struct book_statement *s)
{
	if (!(s->manner->flags & BOOK_HAS_ORIGINAL))
		return (str){NULL, 0};
	uint32_t i = LOWER_BOUND(b, ORIGINAL, statement, ALL(b, ORIGINAL), s->number);
	const struct book_original *o = BOOK_AT(b, ORIGINAL, i);
	return i < b->ORIGINAL.count && o->statement == s->number ? book_string(b, o->text) : (str){NULL, 0};
}

uint32_t book_statement_target(const ties_book *b, const struct book_statement *s)
{
	if (!(s->manner->flags & BOOK_HAS_TARGET))
		return BOOK_NONE;
	uint32_t i = LOWER_BOUND(b, TARGET, statement, ALL(b, TARGET), s->number);
	const struct book_target *t = BOOK_AT(b, TARGET, i);
	return i < b->TARGET.count && t->statement == s->number && t->entity < b->ENTITY.count ? t->entity : BOOK_NONE;
}

/* ---- names ------------------------------------------------------------------------------------------------ */

str book_name_text(const ties_book *b, uint32_t name)
{
	return book_string(b, *BOOK_AT(b, STATEMENT, BOOK_AT(b, NAME, name)->statement));
}

static const struct book_manner *manner_of_name(const ties_book *b, uint32_t name)
{
	const struct book_name *n = BOOK_AT(b, NAME, name);

	return statement_in(b, book_refs_of(b, n->entity), n->statement).manner;
}

str book_name_lang(const ties_book *b, uint32_t name)
{
	return book_string(b, manner_of_name(b, name)->lang);
}

uint16_t book_name_property(const ties_book *b, uint32_t name)
{
	return manner_of_name(b, name)->property;
}
