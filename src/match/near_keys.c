/* Keys of the index that are near a key by their sounds. All that share a signature with it are compared: side by side
 * with others of about one length where they can be, else alone. */
#include "match/near_parts.h"

#include <stddef.h>

/* ---- which can be near ------------------------------------------------------------------------------------- */

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
	       near_push(c, key, agree);
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

	if (r.begin >= r.end)
		return true;
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

void near_keys_forget(struct near_cache *c)
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

bool near_add_keys(struct near_cache *c)
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
