/* An index of few entities out of the index of all.
 *
 * Keys keep their numbers, texts and counts, so that names weigh what they weigh in the whole; their postings, the
 * signatures that lead to them and the identifiers are those of the entities wanted. A search goes through a few lists
 * instead of all. */
#include "match/match.h"

#include <stddef.h>
#include <stdlib.h>

struct narrower {
	const ties_book *b;
	struct match_narrowed *out;
	const uint64_t *entities;
	uint64_t *forms, *keys; /* bits of those wanted */
	size_t owned;
};

static bool has(const uint64_t *bits, uint32_t i)
{
	return bits[i / 64] >> i % 64 & 1;
}

static void add(uint64_t *bits, uint32_t i)
{
	bits[i / 64] |= UINT64_C(1) << i % 64;
}

/* Memory that goes with the narrowed book. */
static void *own(struct narrower *n, size_t count, size_t size)
{
	void *p = calloc(count + 1, size);

	if (p)
		n->out->own[n->owned++] = p;
	return p;
}

static void choose_forms(struct narrower *n)
{
	const ties_book *b = n->b;

	for (uint32_t i = 0; i < b->FORM.count; i++) {
		const struct book_form *f = &b->FORM.items[i];
		uint32_t entity = BOOK_AT(b, NAME, f->name)->entity;
		if (entity >= b->ENTITY.count || !has(n->entities, entity))
			continue;
		add(n->forms, i);
		struct book_range tokens = BOOK_RANGE(b, FORM_TOKEN, f->first_token, f->token_count);
		for (uint32_t t = tokens.begin; t < tokens.end; t++) {
			uint32_t key = book_form_token(b, t)->key;
			if (key < b->KEY.count)
				add(n->keys, key);
		}
	}
}

/* The postings of each run that lead to a form wanted. */
static bool narrow_keys(struct narrower *n)
{
	const ties_book *b = n->b;
	struct book_key *keys = own(n, b->KEY.count, sizeof *keys);
	uint32_t *postings = own(n, b->POSTING.count, sizeof *postings), next = 0;

	if (!keys || !postings)
		return false;
	for (uint32_t k = 0; k < b->KEY.count; k++) {
		keys[k] = b->KEY.items[k];
		keys[k].first_posting = next;
		for (unsigned run = 0; run < KEY_RUNS; run++) {
			struct book_range r = book_postings_of(b, &b->KEY.items[k], run);
			uint32_t first = next;
			for (uint32_t p = r.begin; p < r.end && next < b->POSTING.count && has(n->keys, k); p++) {
				uint32_t form = book_posting_form(b->POSTING.items[p]);
				if (form < b->FORM.count && has(n->forms, form))
					postings[next++] = b->POSTING.items[p];
			}
			keys[k].posting_count[run] = next - first;
		}
	}
	n->out->book.KEY.items = keys;
	n->out->book.POSTING.items = postings;
	n->out->book.POSTING.count = next;
	return true;
}

/* Keys that are not wanted stay where they are, and are passed over. */
static bool narrow_sounds(struct narrower *n)
{
	const ties_book *b = n->b;
	struct book_sound *sounds = own(n, b->SOUND.count, sizeof *sounds);

	if (!sounds)
		return false;
	if (b->SOUND.count)
		memcpy(sounds, b->SOUND.items, b->SOUND.count * sizeof *sounds);
	for (uint32_t i = 0; i < b->SOUND.count; i += (uint32_t)BOOK_SOUND_ITEMS(b->SOUND.items[i].count)) {
		uint32_t key = sounds[i].key;
		if (key >= b->KEY.count || !has(n->keys, key))
			sounds[i].flags &= (uint8_t) ~(KEY_ABJAD | KEY_OTHER);
	}
	n->out->book.SOUND.items = sounds;
	return true;
}

static bool wants(const struct narrower *n, const struct book_signature *s)
{
	uint32_t item = book_signature_item(s);

	if (item & SIGNATURE_OF_FORM)
		return (item & ~SIGNATURE_OF_FORM) < n->b->FORM.count && has(n->forms, item & ~SIGNATURE_OF_FORM);
	uint32_t key = BOOK_AT(n->b, SOUND, item)->key;
	return item < n->b->SOUND.count && key < n->b->KEY.count && has(n->keys, key);
}

static bool narrow_signatures(struct narrower *n)
{
	const ties_book *b = n->b;
	struct book_signature *signatures = own(n, b->SIGNATURE.count, sizeof *signatures);
	uint32_t *starts = own(n, b->SIGNATURE_START.count, sizeof *starts), next = 0;

	if (!signatures || !starts)
		return false;
	for (uint32_t i = 0; i + 1 < b->SIGNATURE_START.count; i++) {
		starts[i] = next;
		for (uint32_t s = b->SIGNATURE_START.items[i];
		     s < b->SIGNATURE_START.items[i + 1] && s < b->SIGNATURE.count && next < b->SIGNATURE.count; s++)
			if (wants(n, &b->SIGNATURE.items[s]))
				signatures[next++] = b->SIGNATURE.items[s];
	}
	if (b->SIGNATURE_START.count)
		starts[b->SIGNATURE_START.count - 1] = next;
	n->out->book.SIGNATURE.items = signatures;
	n->out->book.SIGNATURE.count = next;
	n->out->book.SIGNATURE_START.items = starts;
	return true;
}

static bool narrow_identifiers(struct narrower *n)
{
	const ties_book *b = n->b;
	struct book_identifier *identifiers = own(n, b->IDENTIFIER.count, sizeof *identifiers);
	uint32_t next = 0;

	for (uint32_t i = 0; identifiers && i < b->IDENTIFIER.count; i++) {
		uint32_t entity = b->IDENTIFIER.items[i].entity;
		if (entity < b->ENTITY.count && has(n->entities, entity))
			identifiers[next++] = b->IDENTIFIER.items[i];
	}
	n->out->book.IDENTIFIER.items = identifiers;
	n->out->book.IDENTIFIER.count = next;
	return identifiers != NULL;
}

bool match_narrow(struct match_narrowed *out, const ties_book *b, const uint64_t *entities)
{
	struct narrower n = {.b = b, .out = out, .entities = entities};

	*out = (struct match_narrowed){.book = *b};
	n.forms = own(&n, (size_t)b->FORM.count / 64 + 1, sizeof *n.forms);
	n.keys = own(&n, (size_t)b->KEY.count / 64 + 1, sizeof *n.keys);
	if (!n.forms || !n.keys)
		return false;
	choose_forms(&n);
	return narrow_keys(&n) && narrow_sounds(&n) && narrow_signatures(&n) && narrow_identifiers(&n);
}

void match_narrowed_finish(struct match_narrowed *n)
{
	for (size_t i = 0; i < sizeof n->own / sizeof *n->own; i++)
		free(n->own[i]);
	*n = (struct match_narrowed){0};
}
