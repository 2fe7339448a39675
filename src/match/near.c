/* A key is near when the scorer could pair it (name_keys_near): it sounds nearly the same, or both belong to one group
 * of words. The first are found by the signatures they share (names/retrieval.h), and then asked themselves; the others
 * come from CLASS_KEY. Names share tokens, so a batch finds most lists here. */
#include "match/near.h"

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

/* Numbers of sounds of keys that may be near as a whole; `affix`: they have one. */
static uint64_t whole_lengths(const struct near_cache *c, bool affix)
{
	uint64_t lengths = 0;

	for (unsigned n = 0; n <= KEY_SOUNDS_MAX && (affix || c->seeker.affix); n++)
		lengths |= (uint64_t)name_seeker_whole(&c->seeker, n, affix) << n;
	return lengths;
}

/* Which keys can be near, by flags and number of sounds? */
static void choose_keys(struct near_cache *c)
{
	const uint64_t plain = near_lengths(c, false), abjad = near_lengths(c, true);
	const uint64_t whole[2] = {whole_lengths(c, false), whole_lengths(c, true)};

	c->differ =
	    c->seeker.affix ? KEY_ABJAD | KEY_OTHER : KEY_AFFIX | (c->seeker.key->abjad ? KEY_OTHER : KEY_ABJAD);
	c->alone = c->seeker.affix ? KEY_AFFIX : 0;
	for (unsigned flags = 0; flags < 2 * KEY_AFFIX; flags++) {
		bool digits = flags & KEY_DIGITS;
		if (!(flags & (KEY_ABJAD | KEY_OTHER)) || digits != c->seeker.digits)
			c->fits[flags] = 0;
		else
			c->fits[flags] =
			    (may_differ_in_script(c, flags) ? abjad : plain) | whole[(flags & KEY_AFFIX) != 0];
	}
}

/* In which block are keys compared, by number of sounds, and how far are near ones at most? */
static void choose_blocks(struct near_cache *c)
{
	const uint32_t items = BOOK_SOUND_ITEMS(BAND_SOUNDS_MAX);
	unsigned len = c->seeker.sounds.len;

	memset(c->block_of, BAND_LENGTHS, sizeof c->block_of);
	c->last = c->b->SOUND.count < items ? 0 : c->b->SOUND.count - items;
	for (unsigned n = len < KEY_MORE_MAX ? 0 : len - KEY_MORE_MAX; n <= len + KEY_MORE_MAX && n <= KEY_SOUNDS_MAX;
	     n++)
		for (unsigned abjad = 0; abjad < 2; abjad++) {
			c->block_of[abjad][n] = (uint8_t)name_seeker_block(&c->seeker, n, abjad);
			c->limit[abjad][n] = name_seeker_limit(&c->seeker, n, abjad);
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

static inline __attribute__((always_inline)) void put(const struct near_cache *c, struct near_block *block, bool abjad,
                                                      const struct book_sound *s, uint32_t sound)
{
	unsigned at = block->count++;

	memcpy(block->words.sound[at], (const char *)s + offsetof(struct book_sound, sound), BAND_SOUNDS);
	block->words.len[at] = s->count;
	block->limit[at] = c->limit[abjad][s->count];
	block->sound[at] = sound;
	block->differ |= (uint32_t)((s->flags & c->differ) != 0) << at;
}

/* Adds the keys of a block that are near; those that are not, and may be with vowels at half cost or as a whole, in
 * *further. */
static bool add_near_ones(struct near_cache *c, struct near_block *block, bool abjad, enum band_lengths lengths,
                          uint32_t *further)
{
	uint8_t distance[BAND_WORDS];
	bool well = true;

	name_seeker_distances(&c->seeker, &block->words, lengths, abjad, distance);
	uint32_t near = sound_band_within(distance, block->limit) & (UINT32_MAX >> (BAND_WORDS - block->count));
	*further = block->differ & ~near;
	for (; near && well; near &= near - 1) {
		unsigned i = (unsigned)__builtin_ctz(near);
		well = add_if_near(
		    c, block->sound[i],
		    name_seeker_agreement(&c->seeker, block->words.len[i], distance[i], block->differ >> i & 1));
	}
	block->count = block->differ = 0;
	return well;
}

static bool compare_abjad(struct near_cache *c)
{
	uint32_t further;

	return add_near_ones(c, &c->block_abjad, true, BAND_MIXED, &further);
}

/* With vowels at half cost. */
static bool put_abjad(struct near_cache *c, uint32_t sound)
{
	put(c, &c->block_abjad, true, &c->b->SOUND.items[sound], sound);
	return c->block_abjad.count < BAND_WORDS || compare_abjad(c);
}

/* One that is not near by the sounds in the block. */
static bool compare_further(struct near_cache *c, uint32_t sound)
{
	const struct book_sound *s = &c->b->SOUND.items[sound];

	if (name_seeker_whole(&c->seeker, s->count, s->flags & KEY_AFFIX))
		return compare_alone(c, sound);
	return !may_differ_in_script(c, s->flags) || put_abjad(c, sound);
}

/* Compares what stands side by side. */
static bool compare_block(struct near_cache *c, unsigned lengths)
{
	struct near_block *block = &c->block[lengths];
	uint32_t further;
	bool well = add_near_ones(c, block, false, (enum band_lengths)lengths, &further);

	for (; further && well; further &= further - 1)
		well = compare_further(c, block->sound[__builtin_ctz(further)]);
	return well;
}

static bool compare_elsewhere(struct near_cache *c, uint32_t sound)
{
	const struct book_sound *s = &c->b->SOUND.items[sound];

	if (c->block_of[1][s->count] < BAND_LENGTHS && !c->seeker.affix && !(s->flags & KEY_AFFIX) && sound <= c->last)
		return put_abjad(c, sound);
	return compare_alone(c, sound);
}

/* Compares the key that begins at an item with the one that looks, now or later. */
static inline bool compare(struct near_cache *c, const struct book_sound *s, uint32_t sound)
{
	unsigned lengths = c->block_of[0][s->count];

	if (lengths >= BAND_LENGTHS || sound > c->last || s->flags & c->alone)
		return compare_elsewhere(c, sound);
	put(c, &c->block[lengths], false, s, sound);
	return c->block[lengths].count < BAND_WORDS || compare_block(c, lengths);
}

/* Moves words to the block of mixed ones. */
static void mix(struct near_cache *c, struct near_block *from)
{
	struct near_block *to = &c->block[BAND_MIXED];

	memcpy(to->words.sound[to->count], from->words.sound, from->count * sizeof from->words.sound[0]);
	memcpy(to->words.len + to->count, from->words.len, from->count);
	memcpy(to->limit + to->count, from->limit, from->count);
	memcpy(to->sound + to->count, from->sound, from->count * sizeof from->sound[0]);
	to->differ |= from->count ? from->differ << to->count : 0;
	to->count += from->count;
	from->count = from->differ = 0;
}

/* Compares what is left in blocks; few words of several lengths together. */
static bool compare_rest(struct near_cache *c)
{
	bool well = true;

	if (c->block[BAND_FEWER].count + c->block[BAND_ALIKE].count + c->block[BAND_MORE].count <= BAND_WORDS &&
	    c->block[BAND_FEWER].count + c->block[BAND_MORE].count)
		for (unsigned k = 0; k < BAND_MIXED; k++)
			mix(c, &c->block[k]);
	for (unsigned k = 0; k < BAND_LENGTHS && well; k++)
		well = c->block[k].count == 0 || compare_block(c, k);
	return well && (c->block_abjad.count == 0 || compare_abjad(c));
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

/* Keys of a list are all compared, and noted no more. */
static bool mark_sounds(struct near_cache *c, struct book_range r)
{
	if (r.begin >= r.end || c->asked[r.begin / 64] >> r.begin % 64 & 1)
		return true;
	if (!vec_push(&c->walked, r))
		return false;
	mark_all(c->asked, r);
	return true;
}

static bool compare_sounds(struct near_cache *c, struct book_range r)
{
	for (uint32_t i = r.begin; i < r.end;) {
		const struct book_sound *s = &c->b->SOUND.items[i];
		if (fits(c, s) && !compare(c, s, i))
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
	const struct book_signature *signatures = c->b->SIGNATURE.items;
	const struct book_sound *sounds = c->b->SOUND.items;
	uint64_t *asked = c->asked;
	uint32_t *next = c->noted.ptr + c->noted.len, count = c->b->SOUND.count;
	for (uint32_t i = r.begin; i < r.end; i++) {
		uint32_t item = book_signature_item(&signatures[i]);
		uint64_t bit = UINT64_C(1) << item % 64;
		if (item >= count || asked[item / 64] & bit)
			continue;
		asked[item / 64] |= bit;
		__builtin_prefetch(&sounds[item]);
		*next++ = item;
	}
	c->noted.len = (size_t)(next - c->noted.ptr);
	return true;
}

/* Compares the keys of the lists marked and those noted, which are in memory by then. */
static bool compare_all(struct near_cache *c)
{
	bool well = true;

	for (size_t i = 0; i < c->walked.len && well; i++)
		well = compare_sounds(c, c->walked.ptr[i]);
	for (size_t i = 0; i < c->noted.len && well; i++) {
		const struct book_sound *s = &c->b->SOUND.items[c->noted.ptr[i]];
		well = !fits(c, s) || compare(c, s, c->noted.ptr[i]);
	}
	return well && compare_rest(c);
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
		c->block[k].count = c->block[k].differ = 0;
	c->block_abjad.count = c->block_abjad.differ = 0;
}

/* ---- by signature: forms ----------------------------------------------------------------------------------- */

/* Are two neighbours near when joined? */
static bool are_joined(struct near_cache *c, uint32_t first, uint32_t second, bool abjad)
{
	const ties_book *b = c->b;
	const struct book_key *key = BOOK_AT(b, KEY, first);

	return key->letter == c->seeker.key->text.ptr[0] &&
	       name_seeker_joined(&c->seeker, book_string(b, key->text), book_string(b, BOOK_AT(b, KEY, second)->text),
	                          abjad);
}

static bool pair_is_near(struct near_cache *c, uint32_t first, uint32_t second, bool abjad)
{
	uint64_t both = (uint64_t)first << 32 | second;
	struct near_pair *p = &c->pairs[both * UINT64_C(0x9E3779B97F4A7C15) >> 32 & (NEAR_PAIRS - 1)];

	if (p->scan != c->scans || p->first != first || p->second != second || p->abjad != abjad)
		*p = (struct near_pair){first, second, abjad, are_joined(c, first, second, abjad), c->scans};
	return p->near;
}

/* Has the form two neighbours that are near when joined? */
static bool is_joined(struct near_cache *c, uint32_t form)
{
	const ties_book *b = c->b;
	const struct book_form *f = BOOK_AT(b, FORM, form);
	struct book_range r = BOOK_RANGE(b, FORM_TOKEN, f->first_token, f->token_count);

	for (uint32_t t = r.begin; t + 1 < r.end; t++) {
		const struct book_token *first = book_form_token(b, t), *second = book_form_token(b, t + 1);
		if (pair_is_near(c, first->key, second->key,
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

/* What is_joined reads of form `i` of the list is asked for in steps, each of which needs the one before. */
static void ask_for_form(const struct near_cache *c, size_t i)
{
	if (i < c->forms.len)
		__builtin_prefetch(BOOK_AT(c->b, FORM, c->forms.ptr[i]));
}

static void ask_for_numbers(const struct near_cache *c, size_t i)
{
	if (i < c->forms.len)
		__builtin_prefetch(BOOK_AT(c->b, FORM_TOKEN, BOOK_AT(c->b, FORM, c->forms.ptr[i])->first_token));
}

static void ask_for_tokens(const struct near_cache *c, size_t i)
{
	struct book_range r = tokens_of(c, i);

	for (uint32_t t = r.begin; t < r.end; t++)
		__builtin_prefetch(book_form_token(c->b, t));
}

static void ask_for_keys(const struct near_cache *c, size_t i)
{
	struct book_range r = tokens_of(c, i);

	for (uint32_t t = r.begin; t < r.end; t++)
		__builtin_prefetch(BOOK_AT(c->b, KEY, book_form_token(c->b, t)->key));
}

static void keep_joined(struct near_cache *c)
{
	const size_t ahead = 8;
	size_t count = 0;

	for (size_t i = 0; i < c->forms.len + 4 * ahead; i++) {
		ask_for_form(c, i);
		ask_for_numbers(c, i - ahead); /* none before the first: there is no form of so great a number */
		ask_for_tokens(c, i - 2 * ahead);
		ask_for_keys(c, i - 3 * ahead);
		if (i >= 4 * ahead && is_joined(c, c->forms.ptr[i - 4 * ahead]))
			c->forms.ptr[count++] = c->forms.ptr[i - 4 * ahead];
	}
	c->forms.len = count;
}

/* If the SIGNATURE item is one. */
static bool push_form(struct near_cache *c, uint32_t i)
{
	uint32_t item = book_signature_item(&c->b->SIGNATURE.items[i]);

	return !(item & SIGNATURE_OF_FORM) || vec_push(&c->forms, item & ~SIGNATURE_OF_FORM);
}

static bool add_by_initials(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well; i++)
		well = push_form(c, i);
	return well;
}

/* ---- by letters -------------------------------------------------------------------------------------------- */

static const struct book_key *lettered_key(const struct near_cache *c, size_t i)
{
	return BOOK_AT(c->b, KEY, BOOK_AT(c->b, SOUND, c->lettered.ptr[i])->key);
}

/* What is read of key `i` is asked for in steps, each of which needs the one before. */
static void ask_for_key(const struct near_cache *c, size_t i)
{
	if (i < c->lettered.len)
		__builtin_prefetch(lettered_key(c, i));
}

static void ask_for_lengths(const struct near_cache *c, size_t i)
{
	if (i < c->lettered.len)
		__builtin_prefetch(BOOK_AT(c->b, STRING, lettered_key(c, i)->text / BOOK_STRINGS));
}

static void ask_for_text(const struct near_cache *c, size_t i)
{
	str text = i < c->lettered.len ? book_string(c->b, lettered_key(c, i)->text) : (str){0};

	if (text.len)
		__builtin_prefetch(text.ptr);
}

static bool list_letters(struct near_cache *c, uint64_t signature)
{
	struct book_range r = book_signatures(c->b, signature);

	c->lettered.len = 0;
	if (!vec_reserve(&c->lettered, r.end - r.begin))
		return false;
	for (uint32_t i = r.begin; i < r.end; i++) {
		uint32_t item = book_signature_item(&c->b->SIGNATURE.items[i]);
		if (item & SIGNATURE_OF_FORM)
			continue;
		__builtin_prefetch(BOOK_AT(c->b, SOUND, item));
		c->lettered.ptr[c->lettered.len++] = item;
	}
	return true;
}

/* Keys of the same letters, two of them exchanged. */
static bool add_by_letters(struct near_cache *c)
{
	const size_t ahead = 8;
	str text = c->seeker.key->text;
	bool well = true;

	for (size_t i = 0; i < c->lettered.len + 3 * ahead && well; i++) {
		ask_for_key(c, i);
		ask_for_lengths(c, i - ahead); /* none before the first: there is no key of so great a number */
		ask_for_text(c, i - 2 * ahead);
		if (i >= 3 * ahead && name_letters_near(text, book_string(c->b, lettered_key(c, i - 3 * ahead)->text)))
			well = push(c, BOOK_AT(c->b, SOUND, c->lettered.ptr[i - 3 * ahead])->key, AGREE_FULL);
	}
	return well;
}

/* ---- by signature ------------------------------------------------------------------------------------------ */

/* Which signatures are asked for? What is read of their lists is asked for in two steps, before it is needed. */
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

/* Keys near a token or two joined. A key with too many signatures is compared with all. */
static bool add_keys(struct near_cache *c)
{
	const struct near_asked *asking = &c->asking;
	bool well = true;

	choose_keys(c);
	choose_blocks(c);
	if (asking->keys == 0)
		return mark_sounds(c, (struct book_range){0, c->b->SOUND.count}) && compare_all(c);
	for (size_t i = 0; i < asking->kinds && well; i++)
		well = mark_sounds(c, book_sounds(c->b, asking->of[i]));
	for (size_t i = 0; i < asking->keys && well; i++)
		well = note_listed(c, asking->of[i]);
	return well && note_listed(c, name_signature_of_any(SIGNATURE_LISTED)) && compare_all(c);
}

/* Forms in which two tokens joined are near. */
static bool add_joined(struct near_cache *c)
{
	const struct near_asked *asking = &c->asking;
	bool well = true;

	for (uint32_t i = 0; i < c->b->SIGNATURE.count && asking->joined == 0 && well; i++)
		well = push_form(c, i);
	if (asking->joined == 0)
		return well;
	for (size_t i = asking->all - asking->joined; i < asking->all && well; i++)
		well = list_forms(c, asking->of[i]);
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
	choose_signatures(c);
	ask_for_lists(c);
	if (key->kind == KEY_JOINED)
		return add_keys(c);
	return list_letters(c, c->asking.of[c->asking.keys]) && add_keys(c) && add_by_letters(c) &&
	       add_by_class(c, key) && (key->text.len < NAME_JOINED_MIN || add_joined(c)) &&
	       add_by_initials(c, c->asking.of[c->asking.keys + 1]);
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
