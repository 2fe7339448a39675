/* Verifying a database: every byte by checksum, then every invariant that readers rely on.
 *
 * One function per section; each names the section, the item and the rule that is broken. */
#include "book/book.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

struct verifier {
	const ties_book *b;
	ties_error *err;
	ties_code rc; /* sticky: the first finding */
};

#define REQUIRE(v, condition, section, item, rule) \
	do { \
		if ((v)->rc == TIES_OK && !(condition)) \
			(v)->rc = error_set((v)->err, TIES_ERR_CORRUPT, "%s: damaged: section %s, item %llu: %s", \
			                    (v)->b->path, (section), (unsigned long long)(item), (rule)); \
	} while (0)

static void check_sums(struct verifier *v)
{
	const struct book_header *header = v->b->header;
	const struct book_section_entry *table = (const void *)(header + 1);

	for (uint32_t i = 0; i < header->section_count && v->rc == TIES_OK; i++) {
		const void *at = v->b->map.bytes.ptr + table[i].offset;
		if (XXH3_64bits(at, table[i].count * table[i].item_size) != table[i].checksum)
			v->rc = error_set(v->err, TIES_ERR_CORRUPT,
			                  "%s: damaged: the checksum of section %u (at byte %llu) does not match",
			                  v->b->path, table[i].id, (unsigned long long)table[i].offset);
	}
}

/* What lies between sections and behind the table is zero, so that no byte of the file is unaccounted for. */
static void check_gaps(struct verifier *v)
{
	const struct book_header *header = v->b->header;
	const struct book_section_entry *table = (const void *)(header + 1);
	uint64_t at = sizeof *header + header->section_count * sizeof *table;

	for (uint32_t i = 0; i <= header->section_count; i++) {
		uint64_t next = i < header->section_count ? table[i].offset : header->file_size;
		REQUIRE(v, at <= next, "TABLE", i, "sections overlap or are out of order");
		for (; at < next && v->rc == TIES_OK; at++)
			REQUIRE(v, v->b->map.bytes.ptr[at] == 0, "TABLE", i, "bytes between sections are not zero");
		if (i < header->section_count)
			at = next + table[i].count * table[i].item_size;
	}
}

static void check_strings(struct verifier *v)
{
	const ties_book *b = v->b;

	REQUIRE(v, b->STRING.items[0] == 0, "STRING", 0, "the first string does not begin at 0");
	for (uint32_t i = 1; i < b->STRING.count; i++)
		REQUIRE(v, b->STRING.items[i - 1] <= b->STRING.items[i], "STRING", i, "offsets go backwards");
	REQUIRE(v, b->STRING.items[b->STRING.count - 1] == b->TEXT.count, "STRING", b->STRING.count - 1,
	        "the last string does not end where the text ends");
	REQUIRE(v, b->STRING.count < 2 || b->STRING.items[1] == 0, "STRING", 0, "string 0 is not empty");
}

static bool string_ok(const ties_book *b, uint32_t string)
{
	return string < b->STRING.count - 1; /* there is at least one item: its end */
}

static bool range_ok(uint32_t first, uint32_t count, uint32_t total)
{
	return first <= total && count <= total - first;
}

static bool date_ok(const ties_book *b, struct book_date d)
{
	return d.first <= d.last && d.kind <= DATE_KNOWN && d.flags <= 3 && d.confidence <= CONFIDENCE_RECALLED &&
	       string_ok(b, d.edtf);
}

static void check_datasets(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->DATASET.count; i++) {
		const struct book_dataset *d = &b->DATASET.items[i];
		REQUIRE(v,
		        string_ok(b, d->name) && string_ok(b, d->title) && string_ok(b, d->publisher) &&
		            string_ok(b, d->url) && string_ok(b, d->jurisdiction),
		        "DATASET", i, "a string is out of range");
		REQUIRE(v, range_ok(d->first_version, d->version_count, b->VERSION.count), "DATASET", i,
		        "versions are out of range");
	}
	for (uint32_t i = 0; i < b->VERSION.count; i++)
		REQUIRE(v, b->VERSION.items[i].dataset < b->DATASET.count && string_ok(b, b->VERSION.items[i].path),
		        "VERSION", i, "dataset or path is out of range");
}

static void check_entities(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->ENTITY.count; i++) {
		const struct book_entity *e = &b->ENTITY.items[i];
		REQUIRE(v, string_ok(b, e->id) && string_ok(b, e->caption) && e->schema < SCHEMA_COUNT, "ENTITY", i,
		        "id, caption or schema is out of range");
		REQUIRE(v,
		        range_ok(e->first_ref, e->ref_count, b->REF.count) &&
		            range_ok(e->first_statement, e->statement_count, b->STATEMENT.count) &&
		            range_ok(e->first_name, e->name_count, b->NAME.count) &&
		            range_ok(e->first_listing, e->listing_count, b->LISTING.count) &&
		            range_ok(e->first_office, e->office_count, b->OFFICE.count) &&
		            range_ok(e->first_absence, e->absence_count, b->ABSENCE.count) &&
		            range_ok(e->first_link, e->link_count, b->LINK.count),
		        "ENTITY", i, "a range goes past its section");
	}
	for (uint32_t i = 0; i < b->REF.count; i++) {
		const struct book_ref *r = &b->REF.items[i];
		REQUIRE(v, r->dataset < b->DATASET.count && r->entity < b->ENTITY.count && string_ok(b, r->record),
		        "REF", i, "dataset, entity or record is out of range");
	}
}

static void check_statements(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->STATEMENT.count; i++) {
		const struct book_statement *s = &b->STATEMENT.items[i];
		REQUIRE(v,
		        string_ok(b, s->value) && string_ok(b, s->original) && string_ok(b, s->lang) &&
		            string_ok(b, s->valid_from) && string_ok(b, s->valid_to) && string_ok(b, s->source) &&
		            string_ok(b, s->attribution),
		        "STATEMENT", i, "a string is out of range");
		REQUIRE(v, s->ref < b->REF.count && (s->target == BOOK_NONE || s->target < b->ENTITY.count),
		        "STATEMENT", i, "record or target is out of range");
		REQUIRE(v,
		        s->property < PROP_COUNT && s->modality <= MODALITY_PROPOSED &&
		            s->confidence <= CONFIDENCE_RECALLED && s->first_seen <= s->last_seen,
		        "STATEMENT", i, "property, modality, confidence or the seen interval is impossible");
	}
	for (uint32_t i = 0; i < b->LINK.count; i++) {
		const struct book_link *l = &b->LINK.items[i];
		REQUIRE(v,
		        l->entity < b->ENTITY.count && l->other < b->ENTITY.count && l->relation < b->ENTITY.count &&
		            l->property < PROP_COUNT && l->reserved == 0,
		        "LINK", i, "an end is out of range");
	}
}

static void check_listings(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->LISTING.count; i++) {
		const struct book_listing *l = &b->LISTING.items[i];
		REQUIRE(v,
		        string_ok(b, l->jurisdiction) && string_ok(b, l->regime) && string_ok(b, l->label) &&
		            string_ok(b, l->authority) && string_ok(b, l->status) && string_ok(b, l->reason) &&
		            string_ok(b, l->end_reason) && string_ok(b, l->instrument) && string_ok(b, l->source) &&
		            string_ok(b, l->notes),
		        "LISTING", i, "a string is out of range");
		REQUIRE(v, l->entity < b->ENTITY.count && l->ref < b->REF.count && l->dataset < b->DATASET.count,
		        "LISTING", i, "entity, record or dataset is out of range");
		REQUIRE(v, date_ok(b, l->from) && date_ok(b, l->to) && l->confidence <= CONFIDENCE_RECALLED, "LISTING",
		        i, "a date is impossible");
	}
	for (uint32_t i = 0; i < b->OFFICE.count; i++) {
		const struct book_office *o = &b->OFFICE.items[i];
		REQUIRE(v,
		        string_ok(b, o->position) && string_ok(b, o->jurisdiction) && string_ok(b, o->party) &&
		            string_ok(b, o->area) && string_ok(b, o->source) && string_ok(b, o->notes) &&
		            o->entity < b->ENTITY.count && o->ref < b->REF.count && o->dataset < b->DATASET.count,
		        "OFFICE", i, "a reference is out of range");
		REQUIRE(v, date_ok(b, o->from) && date_ok(b, o->to) && o->confidence <= CONFIDENCE_RECALLED, "OFFICE",
		        i, "a date is impossible");
	}
	for (uint32_t i = 0; i < b->ABSENCE.count; i++) {
		const struct book_absence *a = &b->ABSENCE.items[i];
		REQUIRE(v,
		        a->entity < b->ENTITY.count && a->ref < b->REF.count && string_ok(b, a->jurisdiction) &&
		            string_ok(b, a->regime) && string_ok(b, a->note) && string_ok(b, a->source) &&
		            date_ok(b, a->on),
		        "ABSENCE", i, "a reference is out of range");
	}
}

static void check_orders(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 1; i < b->ENTITY.count; i++)
		REQUIRE(v,
		        str_compare(book_string(b, b->ENTITY.items[i - 1].id), book_string(b, b->ENTITY.items[i].id)) <
		            0,
		        "ENTITY", i, "ids are not in order or not unique");
	REQUIRE(v, b->REF_ORDER.count == b->REF.count, "REF_ORDER", 0, "not as long as REF");
	for (uint32_t i = 0; i < b->REF_ORDER.count && v->rc == TIES_OK; i++) {
		const struct book_ref *r = BOOK_AT(b, REF, b->REF_ORDER.items[i]);
		const struct book_ref *before = i ? BOOK_AT(b, REF, b->REF_ORDER.items[i - 1]) : NULL;
		REQUIRE(v, b->REF_ORDER.items[i] < b->REF.count, "REF_ORDER", i, "out of range");
		int order = !before ? -1
		                    : str_compare(book_string(b, BOOK_AT(b, DATASET, before->dataset)->name),
		                                  book_string(b, BOOK_AT(b, DATASET, r->dataset)->name));
		if (order == 0)
			order = str_compare(book_string(b, before->record), book_string(b, r->record));
		REQUIRE(v, order < 0, "REF_ORDER", i, "refs are not in order or not unique");
	}
}

static void check_names(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->NAME.count; i++) {
		const struct book_name *n = &b->NAME.items[i];
		REQUIRE(v,
		        n->entity < b->ENTITY.count && string_ok(b, n->text) && string_ok(b, n->lang) &&
		            n->statement < b->STATEMENT.count && n->property <= PROP_LAST_NAME_KIND &&
		            range_ok(n->first_form, n->form_count, b->FORM.count),
		        "NAME", i, "a reference is out of range");
	}
	for (uint32_t i = 0; i < b->FORM.count; i++) {
		const struct book_form *f = &b->FORM.items[i];
		REQUIRE(v, f->name < b->NAME.count && range_ok(f->first_token, f->token_count, b->FORM_TOKEN.count),
		        "FORM", i, "name or tokens are out of range");
	}
	for (uint32_t i = 0; i < b->FORM_TOKEN.count; i++)
		REQUIRE(v, b->FORM_TOKEN.items[i].key < b->KEY.count, "FORM_TOKEN", i, "key is out of range");
}

static void check_keys(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->KEY.count && v->rc == TIES_OK; i++) {
		const struct book_key *k = &b->KEY.items[i];
		REQUIRE(v, string_ok(b, k->text) && range_ok(k->first_posting, k->posting_count, b->POSTING.count),
		        "KEY", i, "text or postings are out of range");
		if (i) {
			const struct book_key *p = &b->KEY.items[i - 1];
			int order = str_compare(book_string(b, p->text), book_string(b, k->text));
			REQUIRE(v, order < 0 || (order == 0 && p->class < k->class), "KEY", i, "keys are not in order");
		}
		for (uint32_t j = 0; j < k->posting_count && v->rc == TIES_OK; j++) {
			const uint32_t *p = b->POSTING.items + k->first_posting + j;
			REQUIRE(v, *p < b->FORM.count && (j == 0 || p[-1] < *p), "POSTING", k->first_posting + j,
			        "out of range or not ascending");
		}
	}
	for (uint32_t i = 0; i < b->CLASS_KEY.count && v->rc == TIES_OK; i++) {
		uint32_t key = b->CLASS_KEY.items[i], before = i ? b->CLASS_KEY.items[i - 1] : 0;
		uint32_t class = BOOK_AT(b, KEY, key)->class, class_before = i ? BOOK_AT(b, KEY, before)->class : 0;
		REQUIRE(v, key < b->KEY.count && class != 0, "CLASS_KEY", i, "out of range or of no class");
		REQUIRE(v, i == 0 || class_before < class || (class_before == class && before < key), "CLASS_KEY", i,
		        "not in order");
	}
	for (uint32_t i = 0; i < b->IDENTIFIER.count; i++) {
		const struct book_identifier *p = &b->IDENTIFIER.items[i];
		REQUIRE(v, p->statement < b->STATEMENT.count && p->entity < b->ENTITY.count, "IDENTIFIER", i,
		        "statement or entity is out of range");
		REQUIRE(v, i == 0 || p[-1].hash <= p->hash, "IDENTIFIER", i, "not in order");
	}
	for (uint32_t i = 0; i < b->PHRASE.count; i++) {
		const struct book_phrase *p = &b->PHRASE.items[i];
		REQUIRE(v, p->form < b->FORM.count, "PHRASE", i, "form is out of range");
		REQUIRE(v, i == 0 || p[-1].hash < p->hash || (p[-1].hash == p->hash && p[-1].form < p->form), "PHRASE",
		        i, "phrases are not in order");
	}
}

static size_t count_shared(const uint8_t *a, const uint8_t *b, size_t len)
{
	size_t n = 0;

	while (n < len && a[n] == b[n])
		n++;
	return n;
}

/* An item against the one before it. */
static void check_sound_order(struct verifier *v, uint32_t i)
{
	const ties_book *b = v->b;
	const struct book_sound_key *k = &b->SOUND_KEY.items[i], *p = i ? k - 1 : NULL;

	if (!p || p->sound_count != k->sound_count) {
		REQUIRE(v, k->shared == 0 && (!p || p->sound_count < k->sound_count), "SOUND_KEY", i,
		        "lengths are not in order");
		return;
	}
	const uint8_t *before = b->SOUND.items + p->first_sound, *sounds = b->SOUND.items + k->first_sound;
	size_t shared = count_shared(before, sounds, k->sound_count);
	REQUIRE(v, k->shared == shared, "SOUND_KEY", i, "another number of sounds is shared");
	REQUIRE(v, shared < k->sound_count ? before[shared] < sounds[shared] : p->key < k->key, "SOUND_KEY", i,
	        "sounds are not in order");
}

/* Retrieval leaves whole runs of these out: a wrong one would lose names without a word. */
static void check_sounds(struct verifier *v)
{
	enum { SOUNDS_MAX = 63 };
	const ties_book *b = v->b;
	const struct book_sound_key *items = b->SOUND_KEY.items;
	uint32_t count = b->SOUND_KEY.count;

	for (uint32_t i = 0; i < count && v->rc == TIES_OK; i++) {
		REQUIRE(v,
		        items[i].key < b->KEY.count && items[i].sound_count <= SOUNDS_MAX && items[i].reserved == 0 &&
		            range_ok(items[i].first_sound, items[i].sound_count, b->SOUND.count),
		        "SOUND_KEY", i, "key or sounds are out of range");
		if (v->rc == TIES_OK)
			check_sound_order(v, i);
	}
	for (uint32_t i = count; i-- > 0 && v->rc == TIES_OK;) {
		uint32_t next = i + 1;
		while (next < count && items[next].shared >= items[i].shared)
			next = items[next].next; /* found right before: it leads on */
		REQUIRE(v, items[i].next == next, "SOUND_KEY", i, "the next item is another one");
	}
}

ties_code book_verify(const ties_book *b, ties_error *err)
{
	static void (*const checks[])(struct verifier *) = {
	    check_sums,     check_gaps,   check_strings, check_datasets, check_entities, check_statements,
	    check_listings, check_orders, check_names,   check_keys,     check_sounds,
	};
	struct verifier v = {.b = b, .err = err};

	for (size_t i = 0; i < sizeof checks / sizeof *checks && v.rc == TIES_OK; i++)
		checks[i](&v);
	return v.rc;
}
