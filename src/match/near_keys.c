/* Keys of the index that are near a key by their sounds. All that share a signature with it are sifted (names/sieve.h),
 * and what passes is compared, side by side with others of about one length. Those of affixes and very long ones are
 * compared alone. */
#include "match/near_parts.h"

#include <stddef.h>

enum { KEY_FINDS = KEY_ABJAD | KEY_OTHER }; /* forms can be found by it */

/* ---- which can be near ------------------------------------------------------------------------------------- */

/* Of these KEY_… flags: can the scripts of the two differ? */
static bool may_differ_in_script(const struct near_cache *c, unsigned flags)
{
	return flags & c->script;
}

/* Where is a key compared? */
static enum near_route route_of(const struct near_cache *c, const struct book_sound *s)
{
	const struct name_seeker *at = &c->seeker;
	const bool affix = s->flags & KEY_AFFIX, differ = may_differ_in_script(c, s->flags);

	if (!(s->flags & KEY_DIGITS) == at->digits || !(s->flags & KEY_FINDS))
		return NEAR_NOWHERE;
	if (!name_lengths_near(at->sounds.len, s->count, at->key->kind == KEY_JOINED, differ) &&
	    !((affix || at->affix) && name_seeker_whole(at, s->count, affix)))
		return NEAR_NOWHERE;
	enum band_lengths block = name_seeker_block(at, s->count, false);
	if (block < BAND_LENGTHS && !(affix && at->affix))
		return (enum near_route)((unsigned)NEAR_BLOCK + block);
	return !affix && !at->affix && name_seeker_block(at, s->count, true) < BAND_LENGTHS ? NEAR_ABJAD : NEAR_ALONE;
}

/* How far are near keys at most, and which may be near though their sounds are further apart? */
static void choose_limits(struct near_cache *c)
{
	c->script = c->seeker.key->abjad ? KEY_OTHER : KEY_ABJAD;
	c->differ = (uint8_t)(c->seeker.affix ? KEY_ABJAD | KEY_OTHER : KEY_AFFIX | c->script);
	name_seeker_limits(&c->seeker, c->limit);
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

/* Both scripts alike. */
static bool add_if_near(struct near_cache *c, uint32_t sound, uint8_t agree)
{
	return !agree || near_push(c, c->b->SOUND.items[sound].key, (struct near_agree){agree, agree});
}

/* `same`: where the script is that of the key that looks, or lacks vowels as little; `differ`: where one of both does.
 */
static bool add_by_script(struct near_cache *c, uint32_t sound, uint8_t same, uint8_t differ)
{
	const struct near_agree agree =
	    c->seeker.key->abjad ? (struct near_agree){same, differ} : (struct near_agree){differ, same};

	return near_push(c, c->b->SOUND.items[sound].key, agree);
}

static bool compare_alone(struct near_cache *c, uint32_t sound)
{
	struct name_listed listed;

	return !describe(c, sound, &listed) || add_if_near(c, sound, name_seeker_near(&c->seeker, &listed));
}

/* One that is not near by the sounds in its block, and may be as a whole. */
static bool compare_whole(struct near_cache *c, uint32_t sound)
{
	struct name_listed listed;

	return !describe(c, sound, &listed) ||
	       add_if_near(c, sound, name_seeker_near_by(&c->seeker, &listed, BAND_LIMIT_MAX + 1));
}

/* `further`: it is compared once more if it is not near by its sounds. */
static void put(struct near_block *block, const struct book_sound *s, bool further)
{
	unsigned at = block->count++;

	block->words.sound[at] = s->sound;
	block->words.len[at] = s->count;
	block->flags[at] = (uint8_t)(s->flags % NEAR_FURTHER | further * NEAR_FURTHER);
}

/* SOUND item of a word of the block. */
static uint32_t sound_of(const struct near_cache *c, const struct near_block *block, unsigned i)
{
	return (uint32_t)((size_t)(block->words.sound[i] - c->b->SOUND.items[0].sound) / sizeof(struct book_sound));
}

/* One that is near whatever its script; where that differs it may be nearer still. */
static bool add_near_one(struct near_cache *c, uint32_t sound, uint8_t flags, uint8_t agree)
{
	if (!(flags & KEY_AFFIX) != !c->seeker.affix)
		return add_if_near(c, sound, AGREE_FULL);
	return add_by_script(c, sound, agree, may_differ_in_script(c, flags) ? AGREE_FULL : agree);
}

/* Adds the keys of a block that are near; those that are not and are compared once more, in *further. */
static bool add_near_ones(struct near_cache *c, struct near_block *block, bool abjad, enum band_lengths lengths,
                          uint32_t *further)
{
	const uint32_t some = UINT32_MAX >> (BAND_WORDS - block->count);
	uint8_t distance[BAND_WORDS];
	bool well = true;

	for (unsigned i = block->count; i < BAND_WORDS; i++)
		block->words.sound[i] = block->words.sound[0];
	name_seeker_distances(&c->seeker, &block->words, lengths, abjad, distance);
	uint32_t near = sound_band_within(&block->words, distance, c->limit[abjad]) & some;
	*further = sound_band_which(block->flags, NEAR_FURTHER) & some & ~near;
	for (; near && well; near &= near - 1) {
		unsigned i = (unsigned)__builtin_ctz(near);
		uint8_t agree = name_seeker_agreement(&c->seeker, block->words.len[i], distance[i]);
		well = abjad ? add_by_script(c, sound_of(c, block, i), 0, agree)
		             : add_near_one(c, sound_of(c, block, i), block->flags[i], agree);
	}
	block->count = 0;
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
	put(&c->block_abjad, &c->b->SOUND.items[sound], false);
	return c->block_abjad.count < BAND_WORDS || compare_abjad(c);
}

/* One that is not near by the sounds in the block. */
static bool compare_further(struct near_cache *c, uint32_t sound)
{
	const struct book_sound *s = &c->b->SOUND.items[sound];

	if (name_seeker_whole(&c->seeker, s->count, s->flags & KEY_AFFIX))
		return compare_whole(c, sound);
	return !may_differ_in_script(c, s->flags) || put_abjad(c, sound);
}

/* Compares what stands side by side. */
static bool compare_block(struct near_cache *c, unsigned lengths)
{
	struct near_block *block = &c->block[lengths];
	uint32_t further;
	bool well = add_near_ones(c, block, false, (enum band_lengths)lengths, &further);

	for (; further && well; further &= further - 1)
		well = compare_further(c, sound_of(c, block, (unsigned)__builtin_ctz(further)));
	return well;
}

/* Compares the key that begins at an item with the one that looks, now or later. */
static bool compare(struct near_cache *c, const struct book_sound *s)
{
	uint32_t sound = (uint32_t)(s - c->b->SOUND.items);
	enum near_route route = route_of(c, s);

	if (route == NEAR_NOWHERE)
		return true;
	if (route == NEAR_ALONE || sound >= c->safe)
		return compare_alone(c, sound);
	if (route == NEAR_ABJAD)
		return put_abjad(c, sound);
	struct near_block *block = &c->block[route - NEAR_BLOCK];
	put(block, s, s->flags & c->differ);
	return block->count < BAND_WORDS || compare_block(c, (unsigned)(route - NEAR_BLOCK));
}

/* Moves words to the block of mixed ones. */
static void mix(struct near_cache *c, struct near_block *from)
{
	struct near_block *to = &c->block[BAND_MIXED];

	memcpy(to->words.sound + to->count, from->words.sound, from->count * sizeof from->words.sound[0]);
	memcpy(to->words.len + to->count, from->words.len, from->count);
	memcpy(to->flags + to->count, from->flags, from->count);
	to->count += from->count;
	from->count = 0;
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

/* ---- sifting ----------------------------------------------------------------------------------------------- */

/** Keys that are sifted side by side. */
struct near_sieve {
	unsigned count;
	const uint8_t *word[BAND_WORDS]; /* SOUND items */
};
static_assert(sizeof(struct book_sound) == SIEVE_BYTES && sizeof((struct book_sound *)NULL)->sound == SIEVE_SOUNDS);

static const struct book_sound *key_of(const struct near_sieve *s, unsigned i)
{
	return (const struct book_sound *)(const void *)s->word[i];
}

/* Those that the sieve does not know enough of. */
static bool compare_odd(struct near_cache *c, const struct near_sieve *s, uint32_t which)
{
	bool well = true;

	for (; which && well; which &= which - 1)
		well = compare(c, key_of(s, (unsigned)__builtin_ctz(which)));
	return well;
}

/* Those that may be near by their sounds, and further ones if they are not. */
static bool compare_passed(struct near_cache *c, const struct near_sieve *s, unsigned lengths, uint32_t which,
                           uint32_t further)
{
	const struct book_sound *safe = c->b->SOUND.items + c->safe;
	struct near_block *block = &c->block[lengths];

	for (; which; which &= which - 1) {
		unsigned i = (unsigned)__builtin_ctz(which);
		const struct book_sound *key = key_of(s, i);
		if (key < safe)
			put(block, key, further >> i & 1);
		else if (!compare(c, key))
			return false;
		if (block->count == BAND_WORDS && !compare_block(c, lengths))
			return false;
	}
	return true;
}

/* Those that may be near with vowels at half cost. */
static bool compare_passed_abjad(struct near_cache *c, const struct near_sieve *s, uint32_t which)
{
	const struct book_sound *sounds = c->b->SOUND.items;
	bool well = true;

	for (; which && well; which &= which - 1) {
		uint32_t sound = (uint32_t)(key_of(s, (unsigned)__builtin_ctz(which)) - sounds);
		well = sound < c->safe ? put_abjad(c, sound) : compare_alone(c, sound);
	}
	return well;
}

/* Those with one of these KEY_… flags. */
static uint32_t with_flags(const struct sieve_block *block, unsigned flags)
{
	return sound_band_which(block->flags, (uint8_t)flags);
}

/* Compares those of the keys that the sieve lets pass. Of those with an affix it does not know what they are as a
 * whole. */
static bool sift(struct near_cache *c, struct near_sieve *s)
{
	uint32_t all = UINT32_MAX >> (BAND_WORDS - s->count), odd, affix = 0, abjad = 0;
	struct sieve_block block;
	bool well = true;

	for (unsigned i = s->count; i < BAND_WORDS; i++)
		s->word[i] = s->word[0];
	sound_sieve_turn(&block, s->word);
	all &= with_flags(&block, KEY_FINDS);
	if (with_flags(&block, KEY_DIGITS | KEY_AFFIX | c->script)) {
		all &= ~with_flags(&block, KEY_DIGITS);
		affix = with_flags(&block, KEY_AFFIX) & all;
		abjad = with_flags(&block, c->script) & all;
		abjad &= abjad ? name_seeker_sift_abjad(&c->seeker, &block) : 0;
	}
	odd = (sound_band_which(block.len, (uint8_t)~BAND_SOUNDS_MAX) & all) | (c->seeker.like ? affix : abjad & affix);
	for (unsigned k = 0; k < BAND_MIXED && well; k++) {
		uint32_t which = name_seeker_sift(&c->seeker, &block, (enum band_lengths)k) & all;
		odd |= which & affix;
		well = compare_passed(c, s, k, which & ~affix, abjad);
		abjad &= ~which;
	}
	well = well && compare_passed_abjad(c, s, abjad & ~affix) && compare_odd(c, s, odd);
	s->count = 0;
	return well;
}

/* Behind an item; few words have so many sounds that they take more than one. */
static uint32_t behind(uint32_t item, unsigned count)
{
	return __builtin_expect(count > SIEVE_SOUNDS, 0) ? item + (uint32_t)BOOK_SOUND_ITEMS(count) : item + 1;
}

/* Sifts keys that lie one behind another, as long as there are enough of them, each in one item. */
static bool sift_rows(struct near_cache *c, struct book_range *r)
{
	struct near_sieve s;
	bool well = true;

	for (; r->end - r->begin >= BAND_WORDS && well; r->begin += BAND_WORDS) {
		if (!sound_sieve_row((const uint8_t *)(c->b->SOUND.items + r->begin), s.word))
			break;
		s.count = BAND_WORDS;
		well = sift(c, &s);
	}
	return well;
}

static bool sift_sounds(struct near_cache *c, struct near_sieve *s, struct book_range r)
{
	const struct book_sound *sounds = c->b->SOUND.items;
	bool well = sift_rows(c, &r);

	for (uint32_t i = r.begin; i < r.end && well;) {
		unsigned n = s->count;
		for (; n < BAND_WORDS && i < r.end; i = behind(i, sounds[i].count))
			s->word[n++] = (const uint8_t *)&sounds[i];
		s->count = n;
		well = n < BAND_WORDS || sift(c, s);
	}
	return well;
}

static bool sift_noted(struct near_cache *c, struct near_sieve *s)
{
	const struct book_sound *sounds = c->b->SOUND.items;
	bool well = true;

	for (size_t i = 0; i < c->noted.len && well;) {
		unsigned n = s->count;
		for (; n < BAND_WORDS && i < c->noted.len; i++)
			s->word[n++] = (const uint8_t *)&sounds[c->noted.ptr[i]];
		s->count = n;
		well = n < BAND_WORDS || sift(c, s);
	}
	return well;
}

static bool sift_all(struct near_cache *c)
{
	struct near_sieve s = {0};
	bool well = true;

	name_seeker_sift_begin(&c->seeker, c->limit);
	for (size_t i = 0; i < c->walked.len && well; i++)
		well = sift_sounds(c, &s, c->walked.ptr[i]);
	return well && sift_noted(c, &s) && (s.count == 0 || sift(c, &s));
}

/* ---- all of them ------------------------------------------------------------------------------------------- */

static bool compare_sounds(struct near_cache *c, struct book_range r)
{
	const struct book_sound *sounds = c->b->SOUND.items;
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well; i = behind(i, sounds[i].count))
		well = compare(c, &sounds[i]);
	return well;
}

/* Compares the keys of the lists marked and those noted, which are in memory by then. */
static bool compare_all(struct near_cache *c)
{
	bool well = true;

	if (c->seeker.wide && !c->seeker.affix)
		return sift_all(c) && compare_rest(c);
	for (size_t i = 0; i < c->walked.len && well; i++)
		well = compare_sounds(c, c->walked.ptr[i]);
	for (size_t i = 0; i < c->noted.len && well; i++)
		well = compare(c, &c->b->SOUND.items[c->noted.ptr[i]]);
	return well && compare_rest(c);
}

bool near_add_keys(struct near_cache *c)
{
	if (!near_note_keys(c))
		return false;
	if (c->walked.len == 0 && c->noted.len == 0)
		return true;
	choose_limits(c);
	return compare_all(c);
}
