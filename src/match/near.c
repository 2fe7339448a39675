/* A key is near when the scorer could pair it (name_keys_near): it sounds nearly the same, or both belong to one group
 * of words. The first are found by the signatures they share (names/retrieval.h), and then asked themselves; the others
 * come from CLASS_KEY. A word is looked for by its text once, whatever it is of a person and of an organisation: what
 * is near it for one of its class is made of that. */
#include "match/near_parts.h"

#include "base/memory.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

/* Of each generation. */
enum { TOKEN_LISTS_MAX = 1 << 15, TOKEN_BYTES_MAX = 6 << 20, OTHER_LISTS_MAX = 1 << 14, OTHER_BYTES_MAX = 3 << 19 };

bool near_cache_init(struct near_cache *c, const ties_book *b)
{
	const uint32_t items = BOOK_SOUND_ITEMS(BAND_SOUNDS_MAX);

	c->b = b;
	c->safe = b->SOUND.count < items ? 0 : b->SOUND.count - items + 1;
	c->asked = calloc((size_t)b->SOUND.count / 64 + 1, sizeof *c->asked);
	return c->asked && near_store_init(&c->tokens) && near_store_init(&c->others);
}

void near_cache_finish(struct near_cache *c)
{
	free(c->asked);
	near_store_finish(&c->tokens);
	near_store_finish(&c->others);
	vec_finish(&c->noted);
	vec_finish(&c->lettered);
	vec_finish(&c->walked);
	vec_finish(&c->forms);
}

void near_begin(struct near_cache *c)
{
	near_store_age(&c->tokens, TOKEN_LISTS_MAX, TOKEN_BYTES_MAX);
	near_store_age(&c->others, OTHER_LISTS_MAX, OTHER_BYTES_MAX);
}

bool near_push(struct near_cache *c, uint32_t key, struct near_agree agree)
{
	const struct near_key near = {.key = key, .agree = agree};

	return vec_push(&c->made->keys, near);
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
	asking->joined = 0;
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
	for (size_t i = asking->listed; i < asking->all - asking->joined; i++)
		memory_ask(BOOK_AT(b, SIGNATURE, book_signature_near(b, asking->of[i])));
	/* Of joined tokens the whole list is looked at. */
	for (size_t i = asking->all - asking->joined; i < asking->all; i++) {
		struct book_range r = book_signature_list(b, asking->of[i]);
		memory_ask(BOOK_AT(b, SIGNATURE, r.begin));
		memory_ask(BOOK_AT(b, SIGNATURE, r.end - 1));
	}
}

/* ---- by text ----------------------------------------------------------------------------------------------- */

static const struct near_agree agree_fully = {AGREE_FULL, AGREE_FULL};

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
	       (key->text.len < NAME_JOINED_MIN || near_add_joined(c)) &&
	       near_add_initials(c, c->asking.of[c->asking.keys + 1]);
}

static void ask_for_keys(const struct near_cache *c, const struct near_key *keys, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct book_key *k = BOOK_AT(c->b, KEY, keys[i].key);
		memory_ask(k);
		memory_ask(&k->forms); /* which may lie in the next line of the cache */
	}
}

static uint8_t says_of(const ties_book *b, const struct name_key *key, const struct book_key *near, unsigned run)
{
	unsigned says = near->forms & KEY_INITIAL ? NEAR_INITIALS : 0;

	says |= near->forms & KEY_LESSER_TELLING << run ? NEAR_TELLING : 0;
	if (near->forms & KEY_LESSER << run)
		says |= str_equal(book_string(b, near->text), key->text) ? NEAR_LESSER | NEAR_EQUAL : NEAR_LESSER;
	return (uint8_t)(says | (near->flags & KEY_DIGITS ? NEAR_DIGITS : 0));
}

/* Have forms of that kind the key? Most are names of persons, or words of organisations. */
static bool has_run(const struct book_key *key, unsigned run)
{
	return key->posting_count[run] || key->forms & (KEY_LESSER_TELLING | KEY_LESSER) << run;
}

/* What a search reads of the keys of the list, so that it need not look at KEY. */
static bool read_keys(struct near_cache *c, const struct name_key *key, struct near_list *list)
{
	struct near_lists *s = c->made;
	struct near_key *keys = s->keys.ptr + list->first_key;

	if (!vec_reserve(&s->runs, s->runs.len + list->keys * KEY_RUNS))
		return false;
	ask_for_keys(c, keys, list->keys);
	for (unsigned run = 0; run < KEY_RUNS; run++) {
		list->run[run] = (uint32_t)s->runs.len;
		for (size_t i = 0; i < list->keys; i++) {
			const struct book_key *k = BOOK_AT(c->b, KEY, keys[i].key);
			keys[i].letter = k->letter;
			if (!has_run(k, run))
				continue;
			const struct near_run r = {book_postings_of(c->b, k, run), keys[i].agree,
			                           says_of(c->b, key, k, run)};
			keys[i].kinds |= (uint8_t)(1u << run);
			s->runs.ptr[s->runs.len++] = r;
		}
	}
	list->run[KEY_RUNS] = (uint32_t)s->runs.len;
	return true;
}

static bool keep_forms(struct near_cache *c, struct near_list *list)
{
	struct near_lists *s = c->made;

	if (!vec_reserve(&s->forms, s->forms.len + c->forms.len))
		return false;
	list->first_form = (uint32_t)s->forms.len;
	list->joined = (uint32_t)c->joined;
	list->initials = (uint32_t)(c->forms.len - c->joined);
	if (c->forms.len)
		memcpy(s->forms.ptr + s->forms.len, c->forms.ptr, c->forms.len * sizeof *c->forms.ptr);
	s->forms.len += c->forms.len;
	return true;
}

/* Looks for what is near the text of a key. */
static bool look_for(struct near_cache *c, const struct name_key *key, struct near_list *list)
{
	c->forms.len = c->joined = 0;
	c->scans++;
	bool well = add_near(c, key);
	near_keys_forget(c);
	return well && keep_forms(c, list);
}

/* ---- of a class -------------------------------------------------------------------------------------------- */

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

static bool add_by_class(struct near_cache *c, uint32_t class)
{
	const ties_book *b = c->b;

	for (uint32_t i = find_class(b, class); i < b->CLASS_KEY.count; i++) {
		if (BOOK_AT(b, KEY, b->CLASS_KEY.items[i])->class != class)
			break;
		if (!near_push(c, b->CLASS_KEY.items[i], agree_fully))
			return false;
	}
	return true;
}

/* One that is near the text of the key, if it is for its class; not those of the same class, which come by it. */
static bool add_of_class(struct near_cache *c, const struct name_key *key, struct near_key near)
{
	const struct book_key *k = BOOK_AT(c->b, KEY, near.key);
	struct near_agree agree = near.agree;

	if (k->class == key->class)
		return true;
	if (k->class) {
		str text = book_string(c->b, k->text);
		agree.abjad = name_agree_by_class(key, k->class, text, agree.abjad);
		agree.other = name_agree_by_class(key, k->class, text, agree.other);
	}
	return !(agree.abjad | agree.other) || near_push(c, near.key, agree);
}

/* Makes what is near a key of what is near its text, with which it has the forms in common. */
static bool choose(struct near_cache *c, const struct name_key *key, uint32_t plain, struct near_list *list)
{
	const struct near_list from = c->made->lists.ptr[plain];
	bool well = true;

	ask_for_keys(c, c->made->keys.ptr + from.first_key, from.keys);
	for (uint32_t i = from.first_key; i < from.first_key + from.keys && well; i++)
		well = add_of_class(c, key, c->made->keys.ptr[i]);
	list->first_form = from.first_form;
	list->joined = from.joined;
	list->initials = from.initials;
	return well && add_by_class(c, key->class);
}

/* ---- lists ------------------------------------------------------------------------------------------------- */

/* Makes the list of a key behind those kept; `plain`: the number of that of its text, if it has a class. */
static bool make_list(struct near_cache *c, const struct name_key *key, uint32_t plain, struct near_list *list)
{
	struct near_lists *s = c->made;
	size_t keys = s->keys.len, runs = s->runs.len;

	*list = (struct near_list){.first_key = (uint32_t)keys};
	bool well = key->class ? choose(c, key, plain, list) : look_for(c, key, list);
	list->keys = (uint32_t)(s->keys.len - keys);
	if (well && read_keys(c, key, list))
		return true;
	s->keys.len = keys;
	s->runs.len = runs;
	return false;
}

/* Makes the list that has this name and keeps it; its number in *number. */
static bool keep_list(struct near_cache *c, struct near_store *store, const struct name_key *key, str name,
                      uint32_t *number)
{
	struct name_key of_text = *key;
	struct near_list list;
	uint32_t plain = TABLE_NONE;

	of_text.class = 0;
	if (key->class && !near_find(c, &of_text, &plain))
		return false;
	c->made = &store->young;
	return make_list(c, key, plain, &list) && near_store_put(store, name, &list, number);
}

bool near_find(struct near_cache *c, const struct name_key *key, uint32_t *number)
{
	struct near_store *store = key->kind == KEY_TOKEN ? &c->tokens : &c->others;
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
	if (!near_store_get(store, name, number) || (*number == TABLE_NONE && !keep_list(c, store, key, name, number)))
		return false;
	memory_ask(store->young.lists.ptr + *number);
	return true;
}

void near_ask(const struct near_cache *c, const struct name_key *key, uint32_t number, unsigned run)
{
	const struct near near = near_of(c, key, number, run);

	for (const struct near_run *r = near.runs; r < near.runs_end; r += 64 / sizeof *r)
		memory_ask(r);
}
