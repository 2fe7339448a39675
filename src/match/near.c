/* A key is near when the scorer could pair it (name_keys_near): it sounds nearly the same, or both belong to one group
 * of words. The first are found by the signatures they share (names/retrieval.h), and then asked themselves; the others
 * come from CLASS_KEY. Names share tokens, so a batch finds most lists here. */
#include "match/near.h"

#include <stddef.h>
#include <stdlib.h>

enum {
	LISTS_MAX = 1 << 15, /* lists kept before starting over */
	ITEMS_MAX = 1 << 20  /* items in all of them, 4 MiB */
};

bool near_cache_init(struct near_cache *c, const ties_book *b)
{
	c->b = b;
	c->asked = calloc((size_t)b->KEY.count + 1, sizeof *c->asked);
	return c->asked != NULL;
}

void near_cache_finish(struct near_cache *c)
{
	free(c->asked);
	table_finish(&c->table);
	arena_finish(&c->texts);
	vec_finish(&c->lists);
	vec_finish(&c->items);
	vec_finish(&c->forms);
	arena_finish(&c->recent_texts);
	vec_finish(&c->recent_items);
}

/* Starting over is all the eviction there is: it costs one scan for each key that comes again. */
static void forget(struct near_cache *c)
{
	table_finish(&c->table);
	arena_clear(&c->texts);
	c->lists.len = 0;
	c->items.len = 0;
}

void near_begin(struct near_cache *c)
{
	c->recent_items.len = 0;
	c->recent_count = 0;
	arena_clear(&c->recent_texts);
	if (c->lists.len >= LISTS_MAX || c->items.len >= ITEMS_MAX)
		forget(c);
}

/* ---- by signature ------------------------------------------------------------------------------------------ */

static bool lengths_fit(const struct near_cache *c, const struct book_signature *s, bool joined)
{
	bool abjad = s->flags & (c->seeker.key->abjad ? SIGNATURE_OTHER : SIGNATURE_ABJAD);

	return s->sounds == SIGNATURE_ANY_LENGTH || c->seeker.affix ||
	       name_lengths_near(c->seeker.sounds.len, s->sounds, joined, abjad);
}

static bool is_near(struct near_cache *c, const struct book_key *k)
{
	const ties_book *b = c->b;
	struct name_listed listed = {
	    .class = k->class,
	    .digits = k->flags & KEY_DIGITS,
	    .abjad = k->flags & KEY_ABJAD,
	    .other = k->flags & KEY_OTHER,
	};

	if (k->sound_count > KEY_SOUNDS_MAX || (uint64_t)k->first_sound + k->sound_count > b->SOUND.count)
		return false;
	listed.sounds = (struct name_sounds){b->SOUND.items + k->first_sound, k->sound_count};
	if (k->flags & KEY_AFFIX || c->seeker.affix)
		listed.text = book_string(b, k->text);
	if (k->flags & KEY_AFFIX)
		listed.affix = name_key_affix(listed.text);
	return name_seeker_near(&c->seeker, &listed);
}

/* A key comes by several signatures; it is asked once. */
static bool add_key_if_near(struct near_cache *c, uint32_t i)
{
	if (i >= c->b->KEY.count || c->asked[i] == c->round)
		return true;
	c->asked[i] = c->round;
	return !is_near(c, &c->b->KEY.items[i]) || vec_push(&c->items, i);
}

/* Keys listed under a signature. */
static bool add_keys(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well; i++) {
		const struct book_signature *s = &c->b->SIGNATURE.items[i];
		if (!(s->flags & SIGNATURE_OF_FORM) && lengths_fit(c, s, c->seeker.key->kind == KEY_JOINED))
			well = add_key_if_near(c, s->item);
	}
	return well;
}

/* Has the form two neighbours that are near when joined? */
static bool is_joined(struct near_cache *c, uint32_t form)
{
	const ties_book *b = c->b;
	const struct book_form *f = BOOK_AT(b, FORM, form);
	struct book_range r = BOOK_RANGE(b, FORM_TOKEN, f->first_token, f->token_count);

	for (uint32_t t = r.begin; t + 1 < r.end; t++) {
		const struct book_token *first = book_form_token(b, t), *second = book_form_token(b, t + 1);
		const struct book_key *key = BOOK_AT(b, KEY, first->key);
		if (key->letter == c->seeker.key->text.ptr[0] &&
		    name_seeker_joined(&c->seeker, book_string(b, key->text),
		                       book_string(b, BOOK_AT(b, KEY, second->key)->text),
		                       name_script_is_abjad(first->script) || name_script_is_abjad(second->script)))
			return true;
	}
	return false;
}

/* Forms listed under a signature of joined tokens. */
static bool add_forms(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well; i++) {
		const struct book_signature *s = &c->b->SIGNATURE.items[i];
		if (s->flags & SIGNATURE_OF_FORM && lengths_fit(c, s, true) && is_joined(c, s->item))
			well = vec_push(&c->forms, s->item);
	}
	return well;
}

static bool add_by_initials(struct near_cache *c, str text)
{
	struct book_range r = book_signatures(c->b, name_signature_of_initials(text));
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well; i++)
		if (c->b->SIGNATURE.items[i].flags & SIGNATURE_OF_FORM)
			well = vec_push(&c->forms, c->b->SIGNATURE.items[i].item);
	return well;
}

static bool add_listed(struct near_cache *c, uint64_t signature, bool forms)
{
	return forms ? add_forms(c, signature) : add_keys(c, signature);
}

/* Keys of the same letters, two of them exchanged. */
static bool add_by_letters(struct near_cache *c, str text)
{
	struct book_range r = book_signatures(c->b, name_signature_of_letters(text));
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well; i++) {
		const struct book_signature *s = &c->b->SIGNATURE.items[i];
		if (!(s->flags & SIGNATURE_OF_FORM) &&
		    name_letters_near(text, book_string(c->b, BOOK_AT(c->b, KEY, s->item)->text)))
			well = vec_push(&c->items, s->item);
	}
	return well;
}

/* Everything there is, for a key with too many signatures. */
static bool add_all(struct near_cache *c, bool forms)
{
	const ties_book *b = c->b;
	bool well = true;

	for (uint32_t i = 0; i < b->KEY.count && !forms && well; i++)
		well = add_key_if_near(c, i);
	for (uint32_t i = 0; i < b->SIGNATURE.count && forms && well; i++)
		if (b->SIGNATURE.items[i].flags & SIGNATURE_OF_FORM)
			well = vec_push(&c->forms, b->SIGNATURE.items[i].item);
	return well;
}

static bool add_by_signature(struct near_cache *c, enum signature_use ask, enum signature_use listed)
{
	size_t count = name_signatures(c->seeker.key->text, ask, c->signatures);
	bool forms = listed == SIGNATURE_JOINED;
	bool well = count > 0 ? add_listed(c, name_signature_of_any(listed), forms) : add_all(c, forms);

	for (size_t i = 0; i < count && well; i++)
		well = add_listed(c, c->signatures[i], forms);
	return well;
}

/* ---- by class and text ------------------------------------------------------------------------------------- */

/* First CLASS_KEY item whose class is not less. */
static uint32_t find_class(const ties_book *b, uint32_t class)
{
	uint32_t low = 0, high = b->CLASS_KEY.count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (BOOK_AT(b, KEY, b->CLASS_KEY.items[mid])->class < class)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool add_by_class(struct near_cache *c, const struct name_key *key)
{
	const ties_book *b = c->b;

	if (key->class == 0)
		return true;
	for (uint32_t i = find_class(b, key->class); i < b->CLASS_KEY.count; i++) {
		const struct book_key *k = BOOK_AT(b, KEY, b->CLASS_KEY.items[i]);
		if (k->class != key->class)
			break;
		if (!vec_push(&c->items, b->CLASS_KEY.items[i]))
			return false;
	}
	return true;
}

static bool add_by_text(struct near_cache *c, str text)
{
	struct book_range r = book_keys(c->b, text);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (!vec_push(&c->items, i))
			return false;
	return true;
}

/* ---- lists ------------------------------------------------------------------------------------------------- */

static bool add_near(struct near_cache *c, const struct name_key *key)
{
	if (key->kind == KEY_INITIALS)
		return add_by_text(c, key->text);
	name_seek(&c->seeker, key);
	if (key->kind == KEY_JOINED)
		return add_by_signature(c, key->abjad ? SIGNATURE_CLOSE_ABJAD : SIGNATURE_CLOSE, SIGNATURE_LISTED);
	return add_by_signature(c, SIGNATURE_ASKED, SIGNATURE_LISTED) && add_by_letters(c, key->text) &&
	       add_by_class(c, key) &&
	       (key->text.len < NAME_JOINED_MIN || add_by_signature(c, SIGNATURE_ASKED_JOINED, SIGNATURE_JOINED)) &&
	       add_by_initials(c, key->text);
}

/* After 2^32 - 1 rounds they begin anew. */
static void next_round(struct near_cache *c)
{
	if (++c->round != 0)
		return;
	memset(c->asked, 0, c->b->KEY.count * sizeof *c->asked);
	c->round = 1;
}

/* Makes the list of a key behind those kept. */
static bool make_list(struct near_cache *c, const struct name_key *key, struct near_list *list)
{
	*list = (struct near_list){.first = (uint32_t)c->items.len};
	c->forms.len = 0;
	c->scans++;
	next_round(c);
	if (!add_near(c, key) || !vec_reserve(&c->items, c->items.len + c->forms.len)) {
		c->items.len = list->first;
		return false;
	}
	list->keys = (uint32_t)c->items.len - list->first;
	list->forms = (uint32_t)c->forms.len;
	if (list->forms)
		memcpy(c->items.ptr + c->items.len, c->forms.ptr, list->forms * sizeof *c->forms.ptr);
	c->items.len += list->forms;
	return true;
}

static struct near view(const uint32_t *items, const struct near_list *list)
{
	const uint32_t *first = items ? items + list->first : NULL;

	return (struct near){
	    .keys = first,
	    .key_count = list->keys,
	    .forms = first ? first + list->keys : NULL,
	    .form_count = list->forms,
	};
}

/* The list of a token, made now if it was not before, and kept. */
static bool find_token(struct near_cache *c, const struct name_key *key, struct near *out)
{
	struct {
		uint32_t class, abjad;
		char text[NAME_TEXT_MAX];
	} bytes;
	bool fresh;

	bytes.class = key->class;
	bytes.abjad = key->abjad;
	memcpy(bytes.text, key->text.ptr, key->text.len);
	str name = {(const char *)&bytes, offsetof(__typeof__(bytes), text) + key->text.len};
	uint32_t number = table_get(&c->table, name);
	if (number == TABLE_NONE) {
		struct near_list list;
		if (!make_list(c, key, &list) || !vec_push(&c->lists, list))
			return false;
		number = (uint32_t)c->lists.len - 1;
		str kept = arena_copy(&c->texts, name);
		if (!kept.ptr || !table_put(&c->table, kept, number, &fresh))
			return false;
	}
	*out = view(c->items.ptr, &c->lists.ptr[number]);
	return true;
}

/* Moves the list that was made last. */
static bool move_to_recent(struct near_cache *c, struct near_list *list)
{
	size_t count = (size_t)list->keys + list->forms;

	if (!vec_reserve(&c->recent_items, c->recent_items.len + count))
		return false;
	if (count)
		memcpy(c->recent_items.ptr + c->recent_items.len, c->items.ptr + list->first, count * sizeof(uint32_t));
	c->items.len = list->first;
	list->first = (uint32_t)c->recent_items.len;
	c->recent_items.len += count;
	return true;
}

/* What is joined hardly comes again, but for the kinds of names that the query is read as. */
static bool find_recent(struct near_cache *c, const struct name_key *key, struct near *out)
{
	struct near_recent fresh = {.kind = key->kind, .abjad = key->abjad};

	for (size_t i = 0; i < c->recent_count; i++) {
		const struct near_recent *r = &c->recent[i];
		if (r->kind == key->kind && r->abjad == key->abjad && str_equal(r->text, key->text)) {
			*out = view(c->recent_items.ptr, &r->list);
			return true;
		}
	}
	if (!make_list(c, key, &fresh.list) || !move_to_recent(c, &fresh.list))
		return false;
	fresh.text = arena_copy(&c->recent_texts, key->text);
	if (!fresh.text.ptr)
		return false;
	if (c->recent_count < NEAR_RECENT_MAX)
		c->recent[c->recent_count++] = fresh;
	*out = view(c->recent_items.ptr, &fresh.list);
	return true;
}

bool near_find(struct near_cache *c, const struct name_key *key, struct near *out)
{
	return key->kind == KEY_TOKEN && key->text.len <= NAME_TEXT_MAX ? find_token(c, key, out)
	                                                                : find_recent(c, key, out);
}
