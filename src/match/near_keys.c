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

/* Where is a key of so many sounds compared? `affix`: it has one; `differ`: the scripts may. */
static enum near_route choose_route(const struct near_cache *c, unsigned sounds, bool affix, bool differ)
{
	const struct name_seeker *at = &c->seeker;
	unsigned block = (unsigned)name_seeker_block(at, sounds, false);

	if (!name_lengths_near(at->sounds.len, sounds, at->key->kind == KEY_JOINED, differ) &&
	    !((affix || at->affix) && name_seeker_whole(at, sounds, affix)))
		return NEAR_NOWHERE;
	if (block < BAND_LENGTHS && !(affix && at->affix))
		return (enum near_route)(NEAR_BLOCK + block);
	return !affix && !at->affix && name_seeker_block(at, sounds, true) < BAND_LENGTHS ? NEAR_ABJAD : NEAR_ALONE;
}

/* By number of sounds. */
static void choose_line(const struct near_cache *c, bool affix, bool differ, uint8_t route[UINT8_MAX + 1])
{
	const struct name_seeker *at = &c->seeker;
	unsigned len = at->sounds.len, most = (at->affix ? at->whole.len : len) + KEY_MORE_MAX;

	memset(route, affix && name_seeker_whole(at, 0, true) ? NEAR_ALONE : NEAR_NOWHERE, KEY_SOUNDS_MAX + 1);
	for (unsigned n = len < KEY_MORE_MAX ? 0 : len - KEY_MORE_MAX; n <= most && n <= KEY_SOUNDS_MAX; n++)
		route[n] = (uint8_t)choose_route(c, n, affix, differ);
}

/* Where are keys compared, and how far are near ones at most? */
static void choose_routes(struct near_cache *c)
{
	const struct name_seeker *at = &c->seeker;
	unsigned len = at->sounds.len, digits = at->digits ? KEY_DIGITS : 0;
	const unsigned differ = at->key->abjad ? KEY_OTHER : KEY_ABJAD, same = differ ^ (KEY_OTHER | KEY_ABJAD);

	c->differ = (uint8_t)(at->affix ? KEY_ABJAD | KEY_OTHER : KEY_AFFIX | differ);
	memset(c->route, NEAR_NOWHERE, sizeof c->route);
	for (unsigned affix = 0; affix <= KEY_AFFIX; affix += KEY_AFFIX) {
		uint8_t(*route)[UINT8_MAX + 1] = &c->route[affix | digits];
		choose_line(c, affix, false, route[same]);
		choose_line(c, affix, true, route[differ]);
		memcpy(route[same | differ], route[differ], sizeof route[differ]);
	}
	for (unsigned n = len < KEY_MORE_MAX ? 0 : len - KEY_MORE_MAX; n <= len + KEY_MORE_MAX && n < BAND_SOUNDS; n++)
		for (unsigned abjad = 0; abjad < 2; abjad++)
			c->limit[abjad][n] = name_seeker_limit(at, n, abjad);
}

static enum near_route route_of(const struct near_cache *c, const struct book_sound *s)
{
	return (enum near_route)c->route[s->flags % (2 * KEY_AFFIX)][s->count];
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
	return !agree || near_push_found(c, c->b->SOUND.items[sound].key, (struct near_agree){agree, agree});
}

/* `same`: where the script is that of the key that looks, or lacks vowels as little; `differ`: where one of both does.
 */
static bool add_by_script(struct near_cache *c, uint32_t sound, uint8_t same, uint8_t differ)
{
	const struct near_agree agree =
	    c->seeker.key->abjad ? (struct near_agree){same, differ} : (struct near_agree){differ, same};

	return near_push_found(c, c->b->SOUND.items[sound].key, agree);
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

static void put_at(struct near_block *block, unsigned at, const struct book_sound *s)
{
	block->words.sound[at] = (const uint8_t *)s + offsetof(struct book_sound, sound);
	block->words.len[at] = s->count;
	block->flags[at] = s->flags;
}

/* SOUND item of a word of the block. */
static uint32_t sound_of(const struct near_cache *c, const struct near_block *block, unsigned i)
{
	return (uint32_t)((size_t)(block->words.sound[i] - (const uint8_t *)c->b->SOUND.items) /
	                  sizeof(struct book_sound));
}

/* One that is near whatever its script; where that differs it may be nearer still. */
static bool add_near_one(struct near_cache *c, uint32_t sound, uint8_t flags, uint8_t agree)
{
	if (!(flags & KEY_AFFIX) != !c->seeker.affix)
		return add_if_near(c, sound, AGREE_FULL);
	return add_by_script(c, sound, agree, may_differ_in_script(c, flags) ? AGREE_FULL : agree);
}

/* Adds the keys of a block that are near; those that are not, and may be with vowels at half cost or as a whole, in
 * *further. */
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
	uint32_t differ = sound_band_which(block->flags, c->differ) & some;
	*further = differ & ~near;
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
	put_at(&c->block_abjad, c->block_abjad.count++, &c->b->SOUND.items[sound]);
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

static bool compare_elsewhere(struct near_cache *c, enum near_route route, uint32_t sound)
{
	return route == NEAR_ABJAD && sound < c->safe ? put_abjad(c, sound) : compare_alone(c, sound);
}

/* Compares the key that begins at an item with the one that looks, now or later. */
static inline bool compare(struct near_cache *c, const struct book_sound *s, uint32_t sound)
{
	enum near_route route = route_of(c, s);

	if (route == NEAR_NOWHERE)
		return true;
	if (route < NEAR_BLOCK || sound >= c->safe)
		return compare_elsewhere(c, route, sound);
	struct near_block *block = &c->block[route - NEAR_BLOCK];
	put_at(block, block->count++, s);
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

/* Puts keys that lie one behind another into their block, as many as there is room for; the item behind them. */
static uint32_t put_row(struct near_cache *c, enum near_route route, uint32_t i, uint32_t end)
{
	const struct book_sound *sounds = c->b->SOUND.items;
	struct near_block *block = &c->block[route - NEAR_BLOCK];
	unsigned at = block->count;

	do {
		put_at(block, at++, &sounds[i]);
		i += (uint32_t)BOOK_SOUND_ITEMS(sounds[i].count);
	} while (at < BAND_WORDS && i < end && route_of(c, &sounds[i]) == route);
	block->count = at;
	return i;
}

static bool compare_sounds(struct near_cache *c, struct book_range r)
{
	const struct book_sound *sounds = c->b->SOUND.items;
	bool well = true;

	for (uint32_t i = r.begin; i < r.end && well;) {
		enum near_route route = route_of(c, &sounds[i]);
		if (route >= NEAR_BLOCK && r.end <= c->safe) {
			i = put_row(c, route, i, r.end);
			if (c->block[route - NEAR_BLOCK].count == BAND_WORDS)
				well = compare_block(c, (unsigned)(route - NEAR_BLOCK));
		} else {
			well = compare(c, &sounds[i], i);
			i += (uint32_t)BOOK_SOUND_ITEMS(sounds[i].count);
		}
	}
	return well;
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
		uint32_t sound = c->noted.ptr[i];
		well = compare(c, &c->b->SOUND.items[sound], sound);
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
		c->block[k].count = 0;
	c->block_abjad.count = 0;
}

/* Marks or notes all keys that share a signature with the one that looks. */
static bool note_keys(struct near_cache *c)
{
	const struct near_asked *asking = &c->asking;
	bool well = true;

	if (asking->keys == 0)
		return mark_sounds(c, (struct book_range){0, c->b->SOUND.count});
	for (size_t i = 0; i < asking->kinds && well; i++)
		well = mark_sounds(c, book_sounds(c->b, asking->of[i]));
	for (size_t i = asking->listed; i < asking->keys && well; i++)
		well = note_listed(c, asking->of[i]);
	return well && note_listed(c, name_signature_of_any(SIGNATURE_LISTED));
}

bool near_add_keys(struct near_cache *c)
{
	if (!note_keys(c))
		return false;
	if (c->walked.len == 0 && c->noted.len == 0)
		return true;
	choose_routes(c);
	return compare_all(c);
}
