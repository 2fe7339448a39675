/* A key is near when the scorer could pair it (name_keys_near): it sounds nearly the same, or both belong to one group
 * of words. The first are found by the signatures they share (names/retrieval.h), and then asked themselves; the others
 * come from CLASS_KEY. Names share tokens, so a batch finds most lists here. */
#include "match/near_parts.h"

#include "base/memory.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

enum {
	TOKEN_LISTS_MAX = 1 << 16, /* lists kept before starting over */
	TOKEN_ITEMS_MAX = 1 << 21, /* items in all of them, 10 MiB */
	OTHER_LISTS_MAX = 1 << 15,
	OTHER_ITEMS_MAX = 1 << 18
};

bool near_cache_init(struct near_cache *c, const ties_book *b)
{
	const uint32_t items = BOOK_SOUND_ITEMS(BAND_SOUNDS_MAX);

	c->b = b;
	c->safe = b->SOUND.count < items ? 0 : b->SOUND.count - items + 1;
	c->asked = calloc((size_t)b->SOUND.count / 64 + 1, sizeof *c->asked);
	return c->asked != NULL;
}

static void finish_store(struct near_store *s)
{
	table_finish(&s->table);
	arena_finish(&s->texts);
	vec_finish(&s->lists);
	vec_finish(&s->items);
	vec_finish(&s->agree);
}

void near_cache_finish(struct near_cache *c)
{
	free(c->asked);
	finish_store(&c->tokens);
	finish_store(&c->others);
	vec_finish(&c->noted);
	vec_finish(&c->lettered);
	vec_finish(&c->walked);
	vec_finish(&c->forms);
}

/* Starting over is all the eviction there is: it costs one scan for each key that comes again. */
static void forget(struct near_store *s)
{
	table_finish(&s->table);
	arena_clear(&s->texts);
	s->lists.len = 0;
	s->items.len = s->agree.len = 0;
}

void near_begin(struct near_cache *c)
{
	if (c->tokens.lists.len >= TOKEN_LISTS_MAX || c->tokens.items.len >= TOKEN_ITEMS_MAX)
		forget(&c->tokens);
	if (c->others.lists.len >= OTHER_LISTS_MAX || c->others.items.len >= OTHER_ITEMS_MAX)
		forget(&c->others);
}

bool near_push(struct near_cache *c, uint32_t key, struct near_agree agree)
{
	return vec_push(&c->store->items, key) && vec_push(&c->store->agree, agree);
}

bool near_push_found(struct near_cache *c, uint32_t key, struct near_agree agree)
{
	const struct book_key *k = BOOK_AT(c->b, KEY, key);

	if (c->seeker.key->class && k->class) {
		str text = book_string(c->b, k->text);
		agree.abjad = name_seeker_by_class(&c->seeker, k->class, text, agree.abjad);
		agree.other = name_seeker_by_class(&c->seeker, k->class, text, agree.other);
	}
	return !(agree.abjad | agree.other) || near_push(c, key, agree);
}

/* ---- by signature ------------------------------------------------------------------------------------------ */

/* Which signatures are looked up? */
static void choose_signatures(struct near_cache *c)
{
	struct near_asked *asking = &c->asking;
	const struct name_key *key = c->seeker.key;
	bool token = key->kind == KEY_TOKEN;
	enum signature_use use = token ? SIGNATURE_ASKED : key->abjad ? SIGNATURE_CLOSE_ABJAD : SIGNATURE_CLOSE;
	size_t of_kinds;

	asking->keys = name_seeker_signatures(&c->seeker, use, asking->of, &asking->kinds);
	asking->listed = name_seeker_whole(&c->seeker, 0, true) ? 0 : asking->kinds;
	asking->all = asking->keys;
	if (!token)
		return;
	asking->of[asking->all++] = name_signature_of_letters(key->text);
	asking->of[asking->all++] = name_signature_of_initials(key->text);
	if (key->text.len < NAME_JOINED_MIN)
		return;
	asking->joined =
	    name_seeker_signatures(&c->seeker, SIGNATURE_ASKED_JOINED, asking->of + asking->all, &of_kinds);
	asking->all += asking->joined;
}

/* Their lists are asked for before they are needed, all at once. */
static void ask_for_lists(const struct near_cache *c)
{
	const struct near_asked *asking = &c->asking;
	const ties_book *b = c->b;

	for (size_t i = 0; i < asking->kinds; i++)
		memory_ask(BOOK_AT(b, SOUND, book_sounds(b, asking->of[i]).begin));
	for (size_t i = asking->listed; i < asking->all; i++) {
		struct book_range r = book_signature_list(b, asking->of[i]);
		memory_ask(BOOK_AT(b, SIGNATURE, r.begin));
		memory_ask(BOOK_AT(b, SIGNATURE, r.end - 1));
	}
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

static const struct near_agree agree_fully = {AGREE_FULL, AGREE_FULL};

static bool add_by_class(struct near_cache *c, const struct name_key *key)
{
	const ties_book *b = c->b;

	if (key->class == 0)
		return true;
	for (uint32_t i = find_class(b, key->class); i < b->CLASS_KEY.count; i++) {
		const struct book_key *k = BOOK_AT(b, KEY, b->CLASS_KEY.items[i]);
		if (k->class != key->class)
			break;
		if (!near_push(c, b->CLASS_KEY.items[i], agree_fully))
			return false;
	}
	return true;
}

static bool add_by_text(struct near_cache *c, str text)
{
	struct book_range r = book_keys(c->b, text);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (!near_push(c, i, agree_fully))
			return false;
	return true;
}

/* ---- lists ------------------------------------------------------------------------------------------------- */

static bool add_near(struct near_cache *c, const struct name_key *key)
{
	if (key->kind == KEY_INITIALS)
		return add_by_text(c, key->text);
	name_seek(&c->seeker, key);
	choose_signatures(c);
	ask_for_lists(c);
	if (key->kind == KEY_JOINED)
		return near_add_keys(c);
	return near_list_letters(c, c->asking.of[c->asking.keys]) && near_add_keys(c) && near_add_letters(c) &&
	       add_by_class(c, key) && (key->text.len < NAME_JOINED_MIN || near_add_joined(c)) &&
	       near_add_initials(c, c->asking.of[c->asking.keys + 1]);
}

/* Makes the list of a key behind those kept. */
static bool make_list(struct near_cache *c, const struct name_key *key, struct near_list *list)
{
	struct near_store *s = c->store;

	*list = (struct near_list){.first = (uint32_t)s->items.len};
	c->forms.len = c->joined = 0;
	c->scans++;
	bool well = add_near(c, key) && vec_reserve(&s->items, s->items.len + c->forms.len) &&
	            vec_reserve(&s->agree, s->items.len + c->forms.len);
	near_keys_forget(c);
	if (!well) {
		s->items.len = s->agree.len = list->first;
		return false;
	}
	list->keys = (uint32_t)s->items.len - list->first;
	list->joined = (uint32_t)c->joined;
	list->initials = (uint32_t)(c->forms.len - c->joined);
	if (c->forms.len)
		memcpy(s->items.ptr + s->items.len, c->forms.ptr, c->forms.len * sizeof *c->forms.ptr);
	s->items.len += c->forms.len;
	s->agree.len = s->items.len;
	return true;
}

struct near near_again(const struct near_cache *c, const struct name_key *key, uint32_t number)
{
	const struct near_store *s = key->kind == KEY_TOKEN ? &c->tokens : &c->others;
	const struct near_list *list = &s->lists.ptr[number];
	const uint32_t *first = s->items.ptr ? s->items.ptr + list->first : NULL;

	return (struct near){
	    .keys = first,
	    .agree = s->agree.ptr ? s->agree.ptr + list->first : NULL,
	    .key_count = list->keys,
	    .joined = first ? first + list->keys : NULL,
	    .joined_count = list->joined,
	    .initials = first ? first + list->keys + list->joined : NULL,
	    .initials_count = list->initials,
	    .number = number,
	};
}

/* Makes the list that has this name and keeps it; its number in *number. */
static bool keep_list(struct near_cache *c, const struct name_key *key, str name, uint32_t *number)
{
	struct near_store *s = c->store;
	struct near_list list;
	bool fresh;

	if (!make_list(c, key, &list) || !vec_push(&s->lists, list))
		return false;
	*number = (uint32_t)s->lists.len - 1;
	str kept = arena_copy(&s->texts, name);
	return kept.ptr && table_put(&s->table, kept, *number, &fresh);
}

bool near_find(struct near_cache *c, const struct name_key *key, struct near *out)
{
	struct {
		uint32_t class;
		uint16_t kind, abjad;
		char text[NAME_KEY_TEXT_MAX];
	} bytes;

	assert(key->text.len <= sizeof bytes.text);
	bytes.class = key->class;
	bytes.kind = key->kind;
	bytes.abjad = key->abjad;
	memcpy(bytes.text, key->text.ptr, key->text.len);
	str name = {(const char *)&bytes, offsetof(__typeof__(bytes), text) + key->text.len};
	c->store = key->kind == KEY_TOKEN ? &c->tokens : &c->others;
	uint32_t number = table_get(&c->store->table, name);
	if (number == TABLE_NONE && !keep_list(c, key, name, &number))
		return false;
	*out = near_again(c, key, number);
	return true;
}
