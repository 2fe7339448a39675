/* A key is near when the scorer could pair it (name_keys_near): it sounds nearly the same, or both belong to one group
 * of words. The first are found by the signatures they share (names/retrieval.h), and then asked themselves; the others
 * come from CLASS_KEY. Names share tokens, so a batch finds most lists here. */
#include "match/near_parts.h"

#include "base/memory.h"

#include <stddef.h>
#include <stdlib.h>

enum {
	LISTS_MAX = 1 << 15, /* lists kept before starting over */
	ITEMS_MAX = 1 << 18  /* items in all of them, 1.25 MiB */
};

bool near_cache_init(struct near_cache *c, const ties_book *b)
{
	c->b = b;
	c->asked = calloc((size_t)b->SOUND.count / 64 + 1, sizeof *c->asked);
	return c->asked != NULL;
}

void near_cache_finish(struct near_cache *c)
{
	free(c->asked);
	table_finish(&c->table);
	arena_finish(&c->texts);
	vec_finish(&c->lists);
	vec_finish(&c->items);
	vec_finish(&c->agree);
	vec_finish(&c->recent_agree);
	vec_finish(&c->noted);
	vec_finish(&c->lettered);
	vec_finish(&c->walked);
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
	c->items.len = c->agree.len = 0;
}

void near_begin(struct near_cache *c)
{
	c->recent_items.len = c->recent_agree.len = 0;
	c->recent_count = 0;
	arena_clear(&c->recent_texts);
	if (c->lists.len >= LISTS_MAX || c->items.len >= ITEMS_MAX)
		forget(c);
}

bool near_push(struct near_cache *c, uint32_t key, uint8_t agree)
{
	return vec_push(&c->items, key) && vec_push(&c->agree, agree);
}

/* ---- by signature ------------------------------------------------------------------------------------------ */

/* Which signatures are looked up? */
static void choose_signatures(struct near_cache *c)
{
	struct near_asked *asking = &c->asking;
	const struct name_key *key = c->seeker.key;
	bool token = key->kind == KEY_TOKEN;
	enum signature_use use = token ? SIGNATURE_ASKED : key->abjad ? SIGNATURE_CLOSE_ABJAD : SIGNATURE_CLOSE;

	asking->keys = name_signatures_by_kind(key->text, use, asking->of, &asking->kinds);
	asking->all = asking->keys;
	if (!token)
		return;
	asking->of[asking->all++] = name_signature_of_letters(key->text);
	asking->of[asking->all++] = name_signature_of_initials(key->text);
	if (key->text.len < NAME_JOINED_MIN)
		return;
	asking->joined = name_signatures(key->text, SIGNATURE_ASKED_JOINED, asking->of + asking->all);
	asking->all += asking->joined;
}

/* Their lists are asked for before they are needed, all at once. */
static void ask_for_lists(const struct near_cache *c)
{
	const struct near_asked *asking = &c->asking;
	const ties_book *b = c->b;

	for (size_t i = 0; i < asking->kinds; i++)
		memory_ask(BOOK_AT(b, SOUND, book_sounds(b, asking->of[i]).begin));
	for (size_t i = 0; i < asking->all; i++) {
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

static bool add_by_class(struct near_cache *c, const struct name_key *key)
{
	const ties_book *b = c->b;

	if (key->class == 0)
		return true;
	for (uint32_t i = find_class(b, key->class); i < b->CLASS_KEY.count; i++) {
		const struct book_key *k = BOOK_AT(b, KEY, b->CLASS_KEY.items[i]);
		if (k->class != key->class)
			break;
		if (!near_push(c, b->CLASS_KEY.items[i], AGREE_FULL))
			return false;
	}
	return true;
}

static bool add_by_text(struct near_cache *c, str text)
{
	struct book_range r = book_keys(c->b, text);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (!near_push(c, i, AGREE_FULL))
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
	*list = (struct near_list){.first = (uint32_t)c->items.len};
	c->forms.len = 0;
	c->scans++;
	bool well = add_near(c, key) && vec_reserve(&c->items, c->items.len + c->forms.len) &&
	            vec_reserve(&c->agree, c->items.len + c->forms.len);
	near_keys_forget(c);
	if (!well) {
		c->items.len = c->agree.len = list->first;
		return false;
	}
	list->keys = (uint32_t)c->items.len - list->first;
	list->forms = (uint32_t)c->forms.len;
	if (list->forms)
		memcpy(c->items.ptr + c->items.len, c->forms.ptr, list->forms * sizeof *c->forms.ptr);
	c->items.len += list->forms;
	c->agree.len = c->items.len;
	return true;
}

static struct near view(const uint32_t *items, const uint8_t *agree, const struct near_list *list)
{
	const uint32_t *first = items ? items + list->first : NULL;

	return (struct near){
	    .keys = first,
	    .agree = agree ? agree + list->first : NULL,
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
	*out = view(c->items.ptr, c->agree.ptr, &c->lists.ptr[number]);
	return true;
}

/* Moves the list that was made last. */
static bool move_to_recent(struct near_cache *c, struct near_list *list)
{
	size_t count = (size_t)list->keys + list->forms;

	if (!vec_reserve(&c->recent_items, c->recent_items.len + count) ||
	    !vec_reserve(&c->recent_agree, c->recent_items.len + count))
		return false;
	if (count) {
		memcpy(c->recent_items.ptr + c->recent_items.len, c->items.ptr + list->first, count * sizeof(uint32_t));
		memcpy(c->recent_agree.ptr + c->recent_items.len, c->agree.ptr + list->first, count);
	}
	c->items.len = c->agree.len = list->first;
	list->first = (uint32_t)c->recent_items.len;
	c->recent_items.len += count;
	c->recent_agree.len = c->recent_items.len;
	return true;
}

/* What is joined hardly comes again, but for the kinds of names that the query is read as. */
static bool find_recent(struct near_cache *c, const struct name_key *key, struct near *out)
{
	struct near_recent fresh = {.kind = key->kind, .abjad = key->abjad};

	for (size_t i = 0; i < c->recent_count; i++) {
		const struct near_recent *r = &c->recent[i];
		if (r->kind == key->kind && r->abjad == key->abjad && str_equal(r->text, key->text)) {
			*out = view(c->recent_items.ptr, c->recent_agree.ptr, &r->list);
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
	*out = view(c->recent_items.ptr, c->recent_agree.ptr, &fresh.list);
	return true;
}

bool near_find(struct near_cache *c, const struct name_key *key, struct near *out)
{
	return key->kind == KEY_TOKEN && key->text.len <= NAME_TEXT_MAX ? find_token(c, key, out)
	                                                                : find_recent(c, key, out);
}
