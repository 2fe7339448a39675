/* Ties that nobody states: two have an address or a number in common, or held one office at one time.
 *
 *   statements --collect--> holdings "entity has hash" --sort--> who has the same --pair--> two of at most SHARED_MAX
 *
 * What more than SHARED_MAX have makes no tie: it tells little of any two of them (the address of an agent who
 * registers companies, a seat in parliament), and pairs would be its square. So there are at most (SHARED_MAX - 1) / 2
 * ties for each holding. How many have it is counted by what was known: two who were tied before the ninth came were
 * known to be. A number that two records have may mean that they are one: `ties dedupe` proposes that. */
#include "compile/shared.h"

#include "book/shared.h"

#include <stdlib.h>

enum {
	HOLDINGS_MAX = 16 * SHARED_MAX, /* of one value; more are no tie */
	SPELLS_MAX = 4                  /* of one entity and value that are compared */
};

/** An entity has an address, number or office. */
struct holding {
	uint64_t hash;           /* of what, and of which kind it is */
	uint32_t entity, record; /* as in struct shared_pair */
	int32_t since, until;    /* known in these days */
	struct date_interval span;
	uint8_t modality, confidence;
};

/** What it means to have something in common. */
struct sharing {
	const char *relation;
	size_t most;  /* more who have it are no tie between any two of them */
	bool certain; /* only when they certainly had it at one time; else also when nothing is said against it */
};

struct sharer {
	const struct corpus *c;
	VEC(struct holding) list;
	bool failed; /* sticky: memory ran out */
};

static const struct date unknown = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};

/* ---- who has what ------------------------------------------------------------------------------------------- */

static struct date date_of(const struct sharer *s, uint32_t string)
{
	struct date date;

	return date_parse(fold_text(s->c->fold, string), &date, NULL) == TIES_OK ? date : unknown;
}

static void hold(struct sharer *s, uint64_t hash, uint32_t entity, uint32_t record, const struct fold_statement *said)
{
	if (!hash || entity == FOLD_NONE || said->modality == MODALITY_DENIED)
		return;
	const struct fold_manner *manner = fold_manner(s->c->fold, said);
	struct holding h = {.hash = hash,
	                    .entity = entity,
	                    .record = record,
	                    .since = corpus_first_seen(s->c, said),
	                    .until = TIES_DAY_MAX,
	                    .span = {date_of(s, manner->valid_from), date_of(s, manner->valid_to)},
	                    .modality = said->modality,
	                    .confidence = said->confidence};
	s->failed |= !vec_push(&s->list, h);
}

/* The numbers of a passport are its bearer's. */
static void collect_paper(struct sharer *s, uint32_t record)
{
	const struct corpus *c = s->c;
	bool passport = c->fold->records.ptr[record].schema == SCHEMA_PASSPORT;
	uint32_t bearer = FOLD_NONE;

	for (uint32_t i = c->first[record]; i < c->first[record + 1]; i++)
		if (c->fold->statements.ptr[i].property == PROP_HOLDER && c->target[i] != FOLD_NONE)
			bearer = c->target[i];
	for (uint32_t i = c->first[record]; i < c->first[record + 1]; i++) {
		const struct fold_statement *said = &c->fold->statements.ptr[i];
		if (said->property == PROP_NUMBER)
			hold(s,
			     book_number_hash(passport ? PROP_PASSPORT_NUMBER : PROP_NUMBER,
			                      corpus_text(c, record, PROP_TYPE), fold_text(c->fold, said->value)),
			     bearer, c->entities->entity[record], said);
	}
}

static void collect_numbers(struct sharer *s)
{
	const struct corpus *c = s->c;

	for (uint32_t r = 0; r < c->fold->records.len && !s->failed; r++) {
		uint16_t schema = c->fold->records.ptr[r].schema;
		if (c->entities->entity[r] == FOLD_NONE)
			continue;
		if (model_schema_is_a(schema, SCHEMA_IDENTIFICATION))
			collect_paper(s, r);
		else if (model_schema_is_named(schema))
			for (uint32_t i = c->first[r]; i < c->first[r + 1]; i++) {
				const struct fold_statement *said = &c->fold->statements.ptr[i];
				if (book_number_tells(said->property))
					hold(s,
					     book_number_hash(said->property, STR(""), fold_text(c->fold, said->value)),
					     c->entities->entity[r], BOOK_NONE, said);
			}
	}
}

static void collect_addresses(struct sharer *s)
{
	const struct corpus *c = s->c;

	for (uint32_t r = 0; r < c->fold->records.len && !s->failed; r++) {
		if (c->entities->entity[r] == FOLD_NONE ||
		    !model_schema_is_a(c->fold->records.ptr[r].schema, SCHEMA_LEGAL_ENTITY))
			continue;
		for (uint32_t i = c->first[r]; i < c->first[r + 1]; i++) {
			const struct fold_statement *said = &c->fold->statements.ptr[i];
			if (said->property == PROP_ADDRESS)
				hold(s, book_address_hash(fold_text(c->fold, said->value)), c->entities->entity[r],
				     BOOK_NONE, said);
		}
	}
}

static void collect_offices(struct sharer *s, const struct derived *d)
{
	for (size_t i = 0; i < d->offices.len && !s->failed; i++) {
		const struct book_office *o = &d->offices.ptr[i];
		const uint32_t what[] = {o->position, o->jurisdiction, o->area};
		struct holding h = {.hash = str_hash((str){(const char *)what, sizeof what}),
		                    .entity = o->entity,
		                    .record = BOOK_NONE,
		                    .since = o->known_from,
		                    .until = o->known_until,
		                    .span = {book_date_value(o->from), book_date_value(o->to)},
		                    .confidence = (uint8_t)o->confidence};
		s->failed |= o->position && !vec_push(&s->list, h);
	}
}

/* ---- two of them -------------------------------------------------------------------------------------------- */

static int compare_holdings(const void *left, const void *right)
{
	const struct holding *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->entity != b->entity)
		return a->entity < b->entity ? -1 : 1;
	if (a->since != b->since)
		return a->since < b->since ? -1 : 1;
	return a->record < b->record ? -1 : a->record > b->record;
}

/* From the later beginning to the earlier end. */
static struct date_interval overlap(struct date_interval a, struct date_interval b)
{
	bool from_a = b.from.kind != DATE_KNOWN || (a.from.kind == DATE_KNOWN && a.from.first >= b.from.first);
	bool to_a = b.to.kind != DATE_KNOWN || (a.to.kind == DATE_KNOWN && a.to.first <= b.to.first);

	return (struct date_interval){from_a ? a.from : b.from, to_a ? a.to : b.to};
}

static struct shared_pair pair_of(const struct holding *a, const struct holding *b, const char *relation)
{
	return (struct shared_pair){
	    .from = a->entity,
	    .to = b->entity,
	    .record = a->record != BOOK_NONE ? a->record : b->record,
	    .relation = relation,
	    .span = overlap(a->span, b->span),
	    .known_from = a->since > b->since ? a->since : b->since,
	    .known_until = a->until < b->until ? a->until : b->until,
	    .modality = a->modality != MODALITY_ASSERTED ? a->modality : b->modality,
	    .confidence = a->confidence > b->confidence ? a->confidence : b->confidence,
	};
}

static bool at_one_time(const struct holding *a, const struct holding *b, bool certain)
{
	ties_truth truth = date_overlap(a->span, b->span);

	return truth == TIES_YES || (!certain && truth == TIES_POSSIBLY);
}

static int compare_days(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;

	return a < b ? -1 : a > b;
}

/* The day since when more than `most` are known to have it; TIES_DAY_MAX: so many never were. Holdings are those of one
 * value, by entity. */
static int32_t full_since(const struct holding *list, size_t count, size_t most)
{
	int32_t since[HOLDINGS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (i == 0 || list[i].entity != list[i - 1].entity)
			since[n++] = list[i].since;
	if (n <= most)
		return TIES_DAY_MAX;
	qsort(since, n, sizeof *since, compare_days);
	return since[most];
}

/* The holdings of each that are compared: those since it has it, in the order of knowing. */
static size_t keep_first(const struct holding *list, size_t count, int32_t before, const struct holding **kept)
{
	size_t n = 0;

	for (size_t i = 0, of_entity = 0; i < count; i++) {
		of_entity = i && list[i].entity == list[i - 1].entity ? of_entity + 1 : 0;
		if (of_entity < SPELLS_MAX && list[i].since < before)
			kept[n++] = &list[i];
	}
	return n;
}

/* Any two who have one value, as long as not too many did. */
static void pair_holders(struct sharer *s, struct shared_pairs *out, const struct holding *list, size_t count,
                         const struct sharing *what)
{
	const struct holding *kept[HOLDINGS_MAX];
	int32_t full = full_since(list, count, what->most);
	size_t n = keep_first(list, count, full, kept);

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			if (kept[i]->entity == kept[j]->entity || !at_one_time(kept[i], kept[j], what->certain))
				continue;
			struct shared_pair p = pair_of(kept[i], kept[j], what->relation);
			if (p.known_until > full)
				p.known_until = full;
			s->failed |= !vec_push(&out->list, p);
		}
}

static void pair_all(struct sharer *s, struct shared_pairs *out, const struct sharing *what)
{
	if (s->list.len)
		qsort(s->list.ptr, s->list.len, sizeof *s->list.ptr, compare_holdings);
	for (size_t begin = 0, end; begin < s->list.len && !s->failed; begin = end) {
		const struct holding *list = s->list.ptr;
		for (end = begin + 1; end < s->list.len && list[end].hash == list[begin].hash;)
			end++;
		if (end - begin <= HOLDINGS_MAX)
			pair_holders(s, out, list + begin, end - begin, what);
	}
	s->list.len = 0;
}

bool derive_shared(struct shared_pairs *out, const struct corpus *c, const struct derived *d)
{
	static const struct sharing address = {"shares_address_with", SHARED_MAX, false},
	                            number = {"shares_number_with", SHARED_MAX, false},
	                            office = {"held_office_with", SHARED_OFFICE_MAX, true};
	struct sharer s = {.c = c};

	collect_addresses(&s);
	pair_all(&s, out, &address);
	collect_numbers(&s);
	pair_all(&s, out, &number);
	collect_offices(&s, d);
	pair_all(&s, out, &office);
	vec_finish(&s.list);
	return !s.failed;
}
