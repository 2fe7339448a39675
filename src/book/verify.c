/* Verifying a database: every byte by checksum, then every invariant that readers rely on.
 *
 * One function per section; each names the section, the item and the rule that is broken. Entities and what is said
 * of them: verify_said.c. */
#include "book/verify.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

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

/* One behind the other, from the beginning of the text to its end. */
static void check_strings(struct verifier *v)
{
	const ties_book *b = v->b;
	const char *at = b->TEXT.items;

	REQUIRE(v, b->STRING.items[0].length[0] == 0, "STRING", 0, "string 0 is not empty");
	for (uint64_t i = 0; i < (uint64_t)b->STRING.count * BOOK_STRINGS && v->rc == TIES_OK; i++) {
		const struct book_strings *group = &b->STRING.items[i / BOOK_STRINGS];
		bool is_long = group->length[i % BOOK_STRINGS] == BOOK_LONG_STRING;
		str s = book_string(b, (uint32_t)i);
		REQUIRE(v, s.ptr == at + (is_long ? sizeof(uint32_t) : 0) && (s.len >= BOOK_LONG_STRING) == is_long,
		        "STRING", i / BOOK_STRINGS, "a string does not lie behind the one before");
		at = s.ptr + s.len;
	}
	REQUIRE(v, at == b->TEXT.items + b->TEXT.count, "STRING", b->STRING.count - 1,
	        "the last string does not end where the text ends");
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
		REQUIRE(v, i == 0 || str_compare(book_string(b, d[-1].name), book_string(b, d->name)) < 0, "DATASET", i,
		        "names are not in order or not unique");
		REQUIRE(v, d->version_count > 0 && range_ok(d->first_version, d->version_count, b->VERSION.count),
		        "DATASET", i, "versions are out of range");
		REQUIRE(v,
		        BOOK_AT(b, VERSION, d->first_version)->dataset == i &&
		            BOOK_AT(b, VERSION, d->first_version + d->version_count - 1)->dataset == i,
		        "DATASET", i, "versions are of another one");
	}
	for (uint32_t i = 0; i < b->VERSION.count; i++) {
		const struct book_version *x = &b->VERSION.items[i];
		REQUIRE(v,
		        x->dataset < b->DATASET.count && string_ok(b, x->path) && x->flags <= BOOK_NAMES_CHANGES &&
		            x->day < TIES_DAY_MAX && x->reserved == 0,
		        "VERSION", i, "dataset, path, day or flags are out of range");
		REQUIRE(v, i == 0 || x[-1].dataset < x->dataset || (x[-1].dataset == x->dataset && x[-1].day <= x->day),
		        "VERSION", i, "out of order");
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
		REQUIRE(v, l->known_from < l->known_until, "LISTING", i, "it was known on no day");
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
		REQUIRE(v, o->known_from < o->known_until, "OFFICE", i, "it was known on no day");
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

static void check_names(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->NAME.count; i++) {
		const struct book_name *n = &b->NAME.items[i];
		REQUIRE(v,
		        n->entity < b->ENTITY.count && n->statement < b->STATEMENT.count &&
		            book_name_property(b, i) <= PROP_LAST_NAME_KIND,
		        "NAME", i, "a reference is out of range");
		REQUIRE(v, (i && n[-1].entity == n->entity) || BOOK_AT(b, ENTITY, n->entity)->first_name == i, "NAME",
		        i, "its entity does not begin here");
	}
	for (uint32_t i = 0; i < b->FORM.count; i++) {
		const struct book_form *f = &b->FORM.items[i];
		REQUIRE(v,
		        f->name < b->NAME.count && (i == 0 || f[-1].name <= f->name) &&
		            range_ok(f->first_token, f->token_count, b->FORM_TOKEN.count),
		        "FORM", i, "name or tokens are out of range or out of order");
	}
	for (uint32_t i = 0; i < b->FORM_TOKEN.count; i++)
		REQUIRE(v, b->FORM_TOKEN.items[i] < b->TOKEN.count, "FORM_TOKEN", i, "token is out of range");
	for (uint32_t i = 0; i < b->TOKEN.count; i++)
		REQUIRE(v,
		        b->TOKEN.items[i].key < b->KEY.count &&
		            (i == 0 || b->TOKEN.items[i - 1].key <= b->TOKEN.items[i].key),
		        "TOKEN", i, "key is out of range or out of order");
}

/* Lists, a power of two, one behind the other. */
static void check_starts(struct verifier *v, const uint32_t *start, uint32_t start_count, uint32_t total,
                         const char *section)
{
	uint32_t lists = start_count - 1;

	REQUIRE(v, start_count > 1 && (lists & (lists - 1)) == 0 && start[0] == 0, section, 0,
	        "the number of lists is no power of two");
	for (uint32_t i = 0; i < lists && v->rc == TIES_OK; i++)
		REQUIRE(v, start[i] <= start[i + 1] && start[i + 1] <= total, section, i,
		        "lists are out of range or order");
	REQUIRE(v, start[lists] == total, section, lists, "does not end the last list");
}

static void check_phrases(struct verifier *v)
{
	const ties_book *b = v->b;
	const uint32_t *start = b->PHRASE_START.items;

	check_starts(v, start, b->PHRASE_START.count, b->PHRASE.count, "PHRASE_START");
	for (uint32_t i = 0, list = 0; i < b->PHRASE.count && v->rc == TIES_OK; i++) {
		const struct book_phrase *p = &b->PHRASE.items[i];
		while (start[list + 1] <= i)
			list++;
		REQUIRE(v, p->form < b->FORM.count, "PHRASE", i, "form is out of range");
		REQUIRE(v, i == start[list] || p[-1].hash < p->hash || (p[-1].hash == p->hash && p[-1].form <= p->form),
		        "PHRASE", i, "phrases are not in order");
	}
}

static bool postings_ok(const ties_book *b, const struct book_key *k)
{
	uint64_t count = (uint64_t)k->posting_count[0] + k->posting_count[1] + k->posting_count[2];

	return count <= b->POSTING.count && range_ok(k->first_posting, (uint32_t)count, b->POSTING.count);
}

/* Returns their flags together. */
static uint32_t check_postings(struct verifier *v, struct book_range r)
{
	const ties_book *b = v->b;
	uint32_t flags = 0;

	for (uint32_t i = r.begin; i < r.end && v->rc == TIES_OK; i++) {
		uint32_t form = book_posting_form(b->POSTING.items[i]);
		flags |= b->POSTING.items[i];
		REQUIRE(v, form < b->FORM.count && (i == r.begin || book_posting_form(b->POSTING.items[i - 1]) < form),
		        "POSTING", i, "out of range or not ascending");
	}
	return flags;
}

/* A key that does not tell of an initial or a script would lose names. */
static void check_postings_of_key(struct verifier *v, uint32_t i)
{
	const struct book_key *k = &v->b->KEY.items[i];
	uint32_t flags = 0;

	for (unsigned run = 0; run < KEY_RUNS && v->rc == TIES_OK; run++)
		flags |= check_postings(v, book_postings_of(v->b, k, run));
	REQUIRE(v, !(flags & POSTING_INITIAL) == !(k->forms & KEY_INITIAL), "KEY", i, "postings say else of initials");
	REQUIRE(v, !(flags & POSTING_ABJAD) || k->flags & KEY_ABJAD, "KEY", i, "postings say else of scripts");
}

static void check_keys(struct verifier *v)
{
	const ties_book *b = v->b;

	for (uint32_t i = 0; i < b->KEY.count && v->rc == TIES_OK; i++) {
		const struct book_key *k = &b->KEY.items[i];
		REQUIRE(v, string_ok(b, k->text) && postings_ok(b, k), "KEY", i, "text or postings are out of range");
		if (i) {
			const struct book_key *p = &b->KEY.items[i - 1];
			int order = str_compare(book_string(b, p->text), book_string(b, k->text));
			REQUIRE(v, order < 0 || (order == 0 && p->class < k->class), "KEY", i, "keys are not in order");
		}
		check_postings_of_key(v, i);
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
}

/* A wrong sound would lose names without a word. `i` is where the key begins, within `list`. */
static void check_sound(struct verifier *v, uint32_t i, uint32_t end)
{
	enum { SOUNDS_MAX = 63, SOUND_KINDS = 37 };
	const ties_book *b = v->b;
	const struct book_sound *s = &b->SOUND.items[i];

	REQUIRE(v, s->key < b->KEY.count && s->count <= SOUNDS_MAX && BOOK_SOUND_ITEMS(s->count) <= end - i, "SOUND", i,
	        "key or sounds are out of range");
	const struct book_key *k = &b->KEY.items[s->key];
	REQUIRE(v, k->first_sound == i && k->sound_count == s->count && k->flags == s->flags, "SOUND", i,
	        "differs from its key");
	const uint8_t *sound = s->sound;
	for (uint8_t n = 0; n < s->count; n++)
		REQUIRE(v, sound[n] < SOUND_KINDS, "SOUND", i, "is no sound");
}

static void check_sounds(struct verifier *v)
{
	const ties_book *b = v->b;
	const uint32_t *start = b->SOUND_START.items;
	uint32_t keys = 0;

	check_starts(v, start, b->SOUND_START.count, b->SOUND.count, "SOUND_START");
	for (uint32_t list = 0; list + 1 < b->SOUND_START.count && v->rc == TIES_OK; list++) {
		const struct book_sound *before = NULL;
		for (uint32_t i = start[list]; i < start[list + 1] && v->rc == TIES_OK;) {
			const struct book_sound *s = &b->SOUND.items[i];
			check_sound(v, i, start[list + 1]);
			REQUIRE(v,
			        !before || before->count < s->count ||
			            (before->count == s->count && before->key < s->key),
			        "SOUND", i, "list is not in order");
			before = s;
			keys++;
			i += (uint32_t)BOOK_SOUND_ITEMS(s->count);
		}
	}
	REQUIRE(v, keys == b->KEY.count, "SOUND", 0, "keys are missing");
	for (uint32_t i = 0; i < b->KEY.count && v->rc == TIES_OK; i++) {
		const struct book_key *k = &b->KEY.items[i];
		REQUIRE(v,
		        BOOK_AT(b, SOUND, k->first_sound)->key == i && k->flags < 2 * KEY_AFFIX &&
		            k->forms < 2 * KEY_INITIAL,
		        "KEY", i, "sounds or flags are out of range");
	}
}

/* Is it where a key begins? */
static bool begins_key(const ties_book *b, uint32_t sound)
{
	return sound < b->SOUND.count && b->SOUND.items[sound].key < b->KEY.count &&
	       b->KEY.items[b->SOUND.items[sound].key].first_sound == sound;
}

static bool entries_in_order(const struct book_signature *a, const struct book_signature *b)
{
	return a->tag != b->tag ? a->tag < b->tag : book_signature_item(a) <= book_signature_item(b);
}

/* A sketch that says less than is true would lose names, and so would one that says more is left over. */
static bool sketch_of_tokens_ok(const ties_book *b, const struct book_form *f, const struct book_sketch *s)
{
	unsigned count = f->token_count;

	if ((s->fields & 7) != count)
		return false;
	for (unsigned t = 0; t < count; t++) {
		uint32_t key = book_form_token(b, f->first_token + t)->key;
		uint32_t place = book_sketch_field(s, count, t) / SKETCH_BRIEFS;
		char letter = (char)BOOK_AT(b, KEY, key)->letter;
		if (place != book_sketch_place(count, key, letter) &&
		    (place != book_sketch_initial(count, letter) || book_sketch_letter(letter) == SKETCH_NO_LETTER))
			return false;
	}
	return true;
}

/* No more is left over than all tokens weigh together, the less the more are in pairs, and none weighs more than the
 * heaviest; which of them contradict is not known here. */
static bool sketch_of_rest_ok(const ties_book *b, const struct book_form *f, const struct book_sketch *s)
{
	float all = 0, heaviest = 0;

	for (unsigned t = 0; t < f->token_count; t++) {
		float weight = book_form_token(b, f->first_token + t)->weight;
		all += weight;
		heaviest = weight > heaviest ? weight : heaviest;
	}
	bool well = (s->fields & 7) == SKETCH_OF_REST;
	for (unsigned pairs = 1; pairs <= SKETCH_PAIRS; pairs++) {
		unsigned contra = book_sketch_contra(s->fields, pairs), omitted = book_sketch_omitted(s->fields, pairs);
		unsigned before = pairs > 1 ? book_sketch_contra(s->fields, pairs - 1) : SKETCH_REST_MAX;
		well = well && contra <= before && (float)contra / SKETCH_CONTRA <= all &&
		       omitted / (SKETCH_OMITTED / SKETCH_CONTRA) <= contra + 1;
	}
	return well && (float)book_sketch_heaviest(s->fields) / SKETCH_HEAVIEST >= (heaviest < 1 ? heaviest : 1);
}

static bool sketch_ok(const ties_book *b, uint32_t form)
{
	const struct book_form *f = &b->FORM.items[form];
	const struct book_sketch *s = &b->SKETCH.items[form];

	return s->fields == 0 ||
	       (f->token_count <= SKETCH_TOKENS ? sketch_of_tokens_ok(b, f, s) : sketch_of_rest_ok(b, f, s));
}

static void check_sketches(struct verifier *v)
{
	const ties_book *b = v->b;

	REQUIRE(v, b->SKETCH.count == b->FORM.count, "SKETCH", 0, "there is not one for each form");
	for (uint32_t i = 0; i < b->SKETCH.count && v->rc == TIES_OK; i++)
		REQUIRE(v, sketch_ok(b, i), "SKETCH", i, "is not of its form");
}

static void check_signatures(struct verifier *v)
{
	const ties_book *b = v->b;
	const uint32_t *start = b->SIGNATURE_START.items;

	check_starts(v, start, b->SIGNATURE_START.count, b->SIGNATURE.count, "SIGNATURE_START");
	for (uint32_t i = 0, list = 0; i < b->SIGNATURE.count && v->rc == TIES_OK; i++) {
		const struct book_signature *s = &b->SIGNATURE.items[i];
		while (start[list + 1] <= i)
			list++;
		uint32_t item = book_signature_item(s);
		bool well =
		    item & SIGNATURE_OF_FORM ? (item & ~SIGNATURE_OF_FORM) < b->FORM.count : begins_key(b, item);
		REQUIRE(v, well, "SIGNATURE", i, "item is out of range");
		REQUIRE(v, i == start[list] || entries_in_order(s - 1, s), "SIGNATURE", i, "list is not in order");
	}
}

ties_code book_verify(const ties_book *b, ties_error *err)
{
	static void (*const checks[])(struct verifier *) = {
	    check_sums,  check_gaps, check_strings, check_datasets, verify_entities,  verify_statements, check_listings,
	    check_names, check_keys, check_phrases, check_sounds,   check_signatures, check_sketches,    verify_ties,
	};
	struct verifier v = {.b = b, .err = err};

	for (size_t i = 0; i < sizeof checks / sizeof *checks && v.rc == TIES_OK; i++)
		checks[i](&v);
	return v.rc;
}
