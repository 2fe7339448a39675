/* A key is near when the scorer could pair it (name_keys_near): it sounds nearly the same, or both belong to one group
 * of words. The first are found by the signatures they share (names/retrieval.h), and then asked themselves; the others
 * come from CLASS_KEY. Names share tokens, so a batch finds most lists here. */
#include "match/near.h"

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

/* ---- by signature: keys ------------------------------------------------------------------------------------ */

/* A pair with the key counts so many 255ths at most. */
static bool push(struct near_cache *c, uint32_t key, uint8_t agree)
{
	return vec_push(&c->items, key) && vec_push(&c->agree, agree);
}

/* Of these KEY_… flags: can the scripts of the two differ? */
static bool may_differ_in_script(const struct near_cache *c, unsigned flags)
{
	return flags & (c->seeker.key->abjad ? KEY_OTHER : KEY_ABJAD);
}

/* Which numbers of sounds can near keys have? */
static uint64_t near_lengths(const struct near_cache *c, bool abjad)
{
	unsigned len = c->seeker.sounds.len;
	uint64_t lengths = 0;

	for (unsigned n = len < KEY_MORE_MAX ? 0 : len - KEY_MORE_MAX; n <= len + KEY_MORE_MAX && n <= KEY_SOUNDS_MAX;
	     n++)
		lengths |= (uint64_t)name_lengths_near(len, n, c->seeker.key->kind == KEY_JOINED, abjad) << n;
	return lengths;
}

/* Which keys can be near, by flags and number of sounds? */
static void choose_keys(struct near_cache *c)
{
	const uint64_t plain = near_lengths(c, false), abjad = near_lengths(c, true);

	c->differ = KEY_AFFIX | (c->seeker.key->abjad ? KEY_OTHER : KEY_ABJAD);
	for (unsigned flags = 0; flags < 2 * KEY_AFFIX; flags++) {
		bool digits = flags & KEY_DIGITS;
		if (!(flags & (KEY_ABJAD | KEY_OTHER)) || digits != c->seeker.digits)
			c->fits[flags] = 0;
		else if (flags & KEY_AFFIX || c->seeker.affix)
			c->fits[flags] = UINT64_MAX;
		else
			c->fits[flags] = may_differ_in_script(c, flags) ? abjad : plain;
	}
}

/* In which block are keys compared, by number of sounds, and how far are near ones at most? */
static void choose_blocks(struct near_cache *c)
{
	unsigned len = c->seeker.sounds.len;

	memset(c->block_of, BAND_LENGTHS, sizeof c->block_of);
	for (unsigned n = len < BAND_MORE_MAX ? 0 : len - BAND_MORE_MAX;
	     n <= len + BAND_MORE_MAX && n <= KEY_SOUNDS_MAX && !c->seeker.affix; n++) {
		c->block_of[n] = (uint8_t)name_seeker_block(&c->seeker, n);
		c->limit[0][n] = name_seeker_limit(&c->seeker, n, false);
		c->limit[1][n] = name_seeker_limit(&c->seeker, n, true);
	}
}

static bool fits(const struct near_cache *c, const struct book_sound *s)
{
	return c->fits[s->flags % (2 * KEY_AFFIX)] >> s->count % (KEY_SOUNDS_MAX + 1) & 1;
}

/* What is compared with the key that looks; false when the book is damaged there. */
static bool describe(const struct near_cache *c, uint32_t sound, struct name_listed *out)
{
	const struct book_sound *s = &c->b->SOUND.items[sound];

	*out = (struct name_listed){
	    .digits = s->flags & KEY_DIGITS,
	    .abjad = s->flags & KEY_ABJAD,
	    .other = s->flags & KEY_OTHER,
	};
	out->sounds.sound = book_sound_at(c->b, sound, &out->sounds.len);
	if (out->sounds.len != s->count || s->count > KEY_SOUNDS_MAX || s->key >= c->b->KEY.count)
		return false;
	if (s->flags & KEY_AFFIX || c->seeker.affix)
		out->text = book_string(c->b, c->b->KEY.items[s->key].text);
	if (s->flags & KEY_AFFIX)
		out->affix = name_key_affix(out->text);
	return true;
}

static bool add_if_near(struct near_cache *c, uint32_t sound, uint8_t agree)
{
	uint32_t key = c->b->SOUND.items[sound].key;

	return !agree || (c->seeker.key->class && name_seeker_excludes(&c->seeker, BOOK_AT(c->b, KEY, key)->class)) ||
	       push(c, key, agree);
}

static bool compare_alone(struct near_cache *c, uint32_t sound)
{
	struct name_listed listed;

	return !describe(c, sound, &listed) || add_if_near(c, sound, name_seeker_near(&c->seeker, &listed));
}

static bool compare_block(struct near_cache *c, struct near_block *block, bool abjad);

/* Puts the key side by side with others of about one length. */
static inline bool put(struct near_cache *c, struct near_block *blocks, bool abjad, uint32_t sound)
{
	const struct book_sound *s = &c->b->SOUND.items[sound];
	struct near_block *block = &blocks[c->block_of[s->count]];
	unsigned at = block->count++;

	memcpy(block->words.sound[at], (const char *)s + offsetof(struct book_sound, sound), BAND_SOUNDS);
	block->words.len[at] = s->count;
	block->limit[at] = c->limit[abjad][s->count];
	block->sound[at] = sound;
	block->differ |= (uint32_t)((s->flags & c->differ) != 0) << at;
	return block->count < BAND_WORDS || compare_block(c, block, abjad);
}

/* One that is not near by the sounds in the block may be with vowels at half cost, or with its affix. */
static bool compare_further(struct near_cache *c, uint32_t sound, uint8_t distance)
{
	uint8_t flags = c->b->SOUND.items[sound].flags;
	struct name_listed listed;

	if (flags & KEY_AFFIX)
		return !describe(c, sound, &listed) ||
		       add_if_near(c, sound, name_seeker_near_by(&c->seeker, &listed, distance));
	return !may_differ_in_script(c, flags) || put(c, c->block_abjad, true, sound);
}

/* Compares what stands side by side. */
static bool compare_block(struct near_cache *c, struct near_block *block, bool abjad)
{
	enum band_lengths lengths = (enum band_lengths)(block - (abjad ? c->block_abjad : c->block));
	uint8_t distance[BAND_WORDS];
	bool well = true;

	name_seeker_distances(&c->seeker, &block->words, lengths, abjad, distance);
	uint32_t near = sound_band_within(distance, block->limit), differ = block->differ;
	uint32_t left = (abjad ? near : near | differ) & (UINT32_MAX >> (BAND_WORDS - block->count));
	for (; left && well; left &= left - 1) {
		unsigned i = (unsigned)__builtin_ctz(left);
		if (near >> i & 1)
			well = add_if_near(
			    c, block->sound[i],
			    name_seeker_agreement(&c->seeker, block->words.len[i], distance[i], differ >> i & 1));
		else
			well = compare_further(c, block->sound[i], distance[i]);
	}
	block->count = block->differ = 0;
	return well;
}

/* Compares the key that begins at an item with the one that looks, now or later. */
static inline bool compare(struct near_cache *c, uint32_t sound)
{
	const struct book_sound *s = &c->b->SOUND.items[sound];

	if (s->count > KEY_SOUNDS_MAX || c->block_of[s->count] == BAND_LENGTHS ||
	    c->b->SOUND.count - sound < BOOK_SOUND_ITEMS(BAND_SOUNDS_MAX))
		return compare_alone(c, sound);
	return put(c, c->block, false, sound);
}

/* Sets the bits of a range that is not empty. */
static void mark_all(uint64_t *bits, struct book_range r)
{
	uint64_t first = UINT64_MAX << r.begin % 64, last = UINT64_MAX >> (63 - (r.end - 1) % 64);
	uint32_t from = r.begin / 64, to = (r.end - 1) / 64;

	bits[from] |= from == to ? first & last : first;
	for (uint32_t i = from + 1; i < to; i++)
		bits[i] = UINT64_MAX;
	bits[to] |= from == to ? 0 : last;
}

/* Compares the keys of a list, all of which are looked at. */
static bool compare_sounds(struct near_cache *c, struct book_range r)
{
	if (r.begin >= r.end || c->asked[r.begin / 64] >> r.begin % 64 & 1)
		return true;
	if (!vec_push(&c->walked, r))
		return false;
	mark_all(c->asked, r);
	for (uint32_t i = r.begin; i < r.end;) {
		const struct book_sound *s = &c->b->SOUND.items[i];
		if (fits(c, s) && !compare(c, i))
			return false;
		i += (uint32_t)BOOK_SOUND_ITEMS(s->count);
	}
	return true;
}

/* Keys listed under a signature. A key comes by several; it is compared once. */
static bool note_listed(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);

	if (!vec_reserve(&c->noted, c->noted.len + (r.end - r.begin)))
		return false;
	for (uint32_t i = r.begin; i < r.end; i++) {
		uint32_t item = book_signature_item(&c->b->SIGNATURE.items[i]);
		if (item >= c->b->SOUND.count || c->asked[item / 64] >> item % 64 & 1)
			continue;
		c->asked[item / 64] |= UINT64_C(1) << item % 64;
		__builtin_prefetch(&c->b->SOUND.items[item]);
		c->noted.ptr[c->noted.len++] = item;
	}
	return true;
}

/* Compares the keys noted, and what stands in blocks. */
static bool compare_noted(struct near_cache *c)
{
	bool well = true;

	for (size_t i = 0; i < c->noted.len && well; i++)
		if (fits(c, &c->b->SOUND.items[c->noted.ptr[i]]))
			well = compare(c, c->noted.ptr[i]);
	for (unsigned k = 0; k < BAND_LENGTHS && well; k++)
		well = c->block[k].count == 0 || compare_block(c, &c->block[k], false);
	for (unsigned k = 0; k < BAND_LENGTHS && well; k++)
		well = c->block_abjad[k].count == 0 || compare_block(c, &c->block_abjad[k], true);
	return well;
}

/* Nothing is asked any longer. */
static void forget_asked(struct near_cache *c)
{
	for (size_t i = 0; i < c->noted.len; i++)
		c->asked[c->noted.ptr[i] / 64] = 0;
	for (size_t i = 0; i < c->walked.len; i++)
		memset(&c->asked[c->walked.ptr[i].begin / 64], 0,
		       ((c->walked.ptr[i].end - 1) / 64 - c->walked.ptr[i].begin / 64 + 1) * sizeof *c->asked);
	c->noted.len = c->walked.len = 0;
	for (unsigned k = 0; k < BAND_LENGTHS; k++)
		c->block[k].count = c->block[k].differ = c->block_abjad[k].count = c->block_abjad[k].differ = 0;
}

/* ---- by signature: forms ----------------------------------------------------------------------------------- */

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

/* Forms listed under a signature of joined tokens, whether two are near or not. */
static bool list_forms(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);

	if (!vec_reserve(&c->forms, c->forms.len + (r.end - r.begin)))
		return false;
	for (uint32_t i = r.begin; i < r.end; i++) {
		uint32_t item = book_signature_item(&c->b->SIGNATURE.items[i]), form = item & ~SIGNATURE_OF_FORM;
		if (item & SIGNATURE_OF_FORM && form < c->b->FORM.count)
			c->forms.ptr[c->forms.len++] = form;
	}
	return true;
}

/* FORM_TOKEN items of form `i` of the list; none behind its end. */
static struct book_range tokens_of(const struct near_cache *c, size_t i)
{
	if (i >= c->forms.len)
		return (struct book_range){0};
	const struct book_form *f = BOOK_AT(c->b, FORM, c->forms.ptr[i]);
	return BOOK_RANGE(c->b, FORM_TOKEN, f->first_token, f->token_count);
}

/* What is_joined reads of a form is asked for in four steps, each of which needs the one before. */
static void ask_for_tokens(const struct near_cache *c, size_t i)
{
	const ties_book *b = c->b;
	const size_t ahead = 6;

	if (i + 4 * ahead < c->forms.len)
		__builtin_prefetch(&b->FORM.items[c->forms.ptr[i + 4 * ahead]]);
	if (i + 3 * ahead < c->forms.len)
		__builtin_prefetch(b->FORM_TOKEN.items + b->FORM.items[c->forms.ptr[i + 3 * ahead]].first_token);
	struct book_range r = tokens_of(c, i + 2 * ahead);
	for (uint32_t t = r.begin; t < r.end; t++)
		__builtin_prefetch(b->TOKEN.items + b->FORM_TOKEN.items[t]);
	r = tokens_of(c, i + ahead);
	for (uint32_t t = r.begin; t < r.end; t++)
		__builtin_prefetch(b->KEY.items + book_form_token(b, t)->key);
}

static void keep_joined(struct near_cache *c)
{
	size_t count = 0;

	for (size_t i = 0; i < c->forms.len; i++) {
		ask_for_tokens(c, i);
		if (is_joined(c, c->forms.ptr[i]))
			c->forms.ptr[count++] = c->forms.ptr[i];
	}
	c->forms.len = count;
}

/* If the SIGNATURE item is one. */
static bool push_form(struct near_cache *c, uint32_t i)
{
	uint32_t item = book_signature_item(&c->b->SIGNATURE.items[i]);

	return !(item & SIGNATURE_OF_FORM) || vec_push(&c->forms, item & ~SIGNATURE_OF_FORM);
}

static bool add_by_initials(struct near_cache *c, str text)
{
	struct book_range r = book_signatures(c->b, name_signature_of_initials(text));
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well; i++)
		well = push_form(c, i);
	return well;
}

/* The text of the key that begins at a SOUND item. */
static str text_at(const ties_book *b, uint32_t sound)
{
	return book_string(b, BOOK_AT(b, KEY, BOOK_AT(b, SOUND, sound)->key)->text);
}

/* Keys of the same letters, two of them exchanged. */
static bool add_by_letters(struct near_cache *c, str text)
{
	struct book_range r = book_signatures(c->b, name_signature_of_letters(text));
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well; i++) {
		uint32_t item = book_signature_item(&c->b->SIGNATURE.items[i]);
		if (!(item & SIGNATURE_OF_FORM) && name_letters_near(text, text_at(c->b, item)))
			well = push(c, BOOK_AT(c->b, SOUND, item)->key, AGREE_FULL);
	}
	return well;
}

static void ask_for_lists(const struct near_cache *c, size_t count)
{
	const ties_book *b = c->b;

	for (size_t i = 0; i < count && b->SIGNATURE_START.count > 1; i++)
		__builtin_prefetch(b->SIGNATURE_START.items +
		                   book_list_of(c->signatures[i], b->SIGNATURE_START.count - 1));
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(b->SIGNATURE.items + book_signatures_near(b, c->signatures[i]));
}

/* Keys near a token or two joined. A key with too many signatures is compared with all. */
static bool add_keys(struct near_cache *c, enum signature_use ask)
{
	size_t of_kinds, count = name_signatures_by_kind(c->seeker.key->text, ask, c->signatures, &of_kinds);
	bool well = true;

	choose_keys(c);
	choose_blocks(c);
	if (count == 0)
		return compare_sounds(c, (struct book_range){0, c->b->SOUND.count}) && compare_noted(c);
	ask_for_lists(c, count);
	for (size_t i = 0; i < of_kinds && well; i++)
		well = compare_sounds(c, book_sounds(c->b, c->signatures[i]));
	for (size_t i = 0; i < count && well; i++)
		well = note_listed(c, c->signatures[i]);
	return well && note_listed(c, name_signature_of_any(SIGNATURE_LISTED)) && compare_noted(c);
}

/* Forms in which two tokens joined are near. */
static bool add_joined(struct near_cache *c)
{
	const ties_book *b = c->b;
	size_t count = name_signatures(c->seeker.key->text, SIGNATURE_ASKED_JOINED, c->signatures);
	bool well = true;

	for (uint32_t i = 0; i < b->SIGNATURE.count && count == 0 && well; i++)
		well = push_form(c, i);
	if (count == 0)
		return well;
	ask_for_lists(c, count);
	for (size_t i = 0; i < count && well; i++)
		well = list_forms(c, c->signatures[i]);
	well = well && list_forms(c, name_signature_of_any(SIGNATURE_JOINED));
	keep_joined(c);
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
		if (!push(c, b->CLASS_KEY.items[i], AGREE_FULL))
			return false;
	}
	return true;
}

static bool add_by_text(struct near_cache *c, str text)
{
	struct book_range r = book_keys(c->b, text);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (!push(c, i, AGREE_FULL))
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
		return add_keys(c, key->abjad ? SIGNATURE_CLOSE_ABJAD : SIGNATURE_CLOSE);
	return add_keys(c, SIGNATURE_ASKED) && add_by_letters(c, key->text) && add_by_class(c, key) &&
	       (key->text.len < NAME_JOINED_MIN || add_joined(c)) && add_by_initials(c, key->text);
}

/* Makes the list of a key behind those kept. */
static bool make_list(struct near_cache *c, const struct name_key *key, struct near_list *list)
{
	*list = (struct near_list){.first = (uint32_t)c->items.len};
	c->forms.len = 0;
	c->scans++;
	bool well = add_near(c, key) && vec_reserve(&c->items, c->items.len + c->forms.len) &&
	            vec_reserve(&c->agree, c->items.len + c->forms.len);
	forget_asked(c);
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
