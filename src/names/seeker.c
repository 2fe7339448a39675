/* Which listed keys are near one key: by its profile, made once. */
#include "names/retrieval.h"

#include "names/arabic.h"
#include "names/score.h"

#include <assert.h>

static_assert((int)KEY_SOUND_KINDS == (int)SOUND_COUNT, "signatures know all sounds");
static_assert((int)BAND_LIMIT_MAX >= (int)NEAR_MOST && (int)BAND_LIMIT_ABJAD >= (int)ABJAD_MOST &&
                  (int)BAND_LIMIT_ABJAD >= (int)CLOSE_MOST,
              "distances of near words are exact");
static_assert((int)KEY_SOUNDS_MAX == (int)SOUNDS_MAX - 1, "a key has no more sounds than a token");

size_t name_key_sounds(str text, uint8_t out[KEY_SOUNDS_MAX])
{
	struct sounds sounds;

	ready_fold(text, &sounds);
	memcpy(out, sounds.sound, sounds.len);
	return sounds.len;
}

uint8_t name_key_affix(str text)
{
	return arabic_behind_servant(text).len ? AFFIX_SERVANT : arabic_before_faith(text).len ? AFFIX_FAITH : 0;
}

/* What a sound costs at least, in an other word: it is left out, or there is another for it. */
static unsigned least_cost(const struct sounds *s, uint8_t sound)
{
	unsigned least = sound_cost_leave(sound, false, false);

	for (size_t i = 0; i < s->len; i++)
		if (knowledge_cost[sound][s->sound[i]] < least)
			least = knowledge_cost[sound][s->sound[i]];
	return least;
}

/* Words with an affix have all of its consonants, abdul or uddin, and what these cost together no word can save that is
 * near. */
static uint8_t affixes_like(const struct sounds *s)
{
	unsigned d = least_cost(s, SOUND_D);
	unsigned servant = least_cost(s, SOUND_B) + d + least_cost(s, SOUND_L), faith = d + least_cost(s, SOUND_N);

	return (servant <= NEAR_MOST ? AFFIX_SERVANT : 0) | (faith <= NEAR_MOST ? AFFIX_FAITH : 0);
}

void name_seek(struct name_seeker *at, const struct name_key *key)
{
	struct ready r;

	ready_make(key->text, key->class, &r);
	at->key = key;
	at->sounds = r.sounds;
	at->sketch = at->whole_sketch = r.sketch;
	at->outline = name_outline(&r.sounds);
	at->digits = r.digits;
	at->affix = r.affix;
	at->whole = r.sounds;
	if (r.affix) {
		sound_fold(key->text, &at->whole);
		at->whole_sketch = sound_sketch(&at->whole);
	}
	at->like = r.affix ? 0 : affixes_like(&r.sounds);
	at->wide = r.sounds.len <= BAND_SOUNDS_MAX && !r.digits && sound_band_works();
	for (unsigned k = 0; k < BAND_LENGTHS; k++)
		at->sieve[false][k].most = at->sieve[true][k].most = 0;
	at->plain.len = at->abjad.len = at->band[0].len = at->band[1].len =
	    PROFILE_NOT_MADE; /* many words have no key to be compared with */
}

/* False when a sound is none, out of a damaged file. */
static bool copy_sounds(struct sounds *out, const struct name_sounds *from)
{
	out->len = from->len;
	for (size_t i = 0; i < from->len; i++)
		if (from->sound[i] >= SOUND_COUNT)
			return false;
		else
			out->sound[i] = from->sound[i];
	return true;
}

static unsigned distance(struct name_seeker *at, const struct name_sounds *b, bool abjad, unsigned limit)
{
	struct sound_profile *profile = abjad ? &at->abjad : &at->plain;

	if (at->sounds.len <= PROFILE_SOUNDS_MAX) {
		if (profile->len == PROFILE_NOT_MADE)
			sound_profile_make(profile, at->sounds.sound, at->sounds.len, abjad);
		return sound_profile_distance(profile, b->sound, b->len, limit);
	}
	struct sounds other;
	if (!copy_sounds(&other, b) ||
	    sketches_are_far(at->sketch, sound_sketch(&other), sound_measure(at->sounds.len, other.len)))
		return PROFILE_FAR;
	return sound_distance(&at->sounds, &other, abjad, limit);
}

static bool differ_in_script(const struct name_seeker *at, const struct name_listed *key)
{
	return at->key->abjad ? key->other : key->abjad;
}

/* In 255ths, no less; for what never agrees in full. */
static uint8_t round_up(float similarity)
{
	return (uint8_t)((double)score_agreement(similarity) * AGREE_FULL + 1);
}

/* The most that words count which are so far apart by the sounds they are compared by. */
static uint8_t most_agreement(unsigned distance, unsigned measure)
{
	if (distance == 0)
		return AGREE_FULL; /* they may be of equal text */
	return round_up(score_similarity(distance, measure));
}

/* The greatest distance at which it may pair with a key of so many sounds. */
static uint8_t limit_of(const struct name_seeker *at, unsigned sounds, bool abjad)
{
	unsigned most = at->key->kind == KEY_JOINED ? CLOSE_MOST : abjad ? ABJAD_MOST : NEAR_MOST;

	return (uint8_t)near_limit(sound_measure(at->sounds.len, sounds), most);
}

void name_seeker_limits(const struct name_seeker *at, uint8_t limit[2][BAND_SOUNDS])
{
	unsigned len = at->sounds.len;

	memset(limit, 0, 2 * BAND_SOUNDS);
	for (unsigned n = len < KEY_MORE_MAX ? 0 : len - KEY_MORE_MAX; n <= len + KEY_MORE_MAX && n < BAND_SOUNDS;
	     n++) {
		limit[false][n] = limit_of(at, n, false);
		limit[true][n] = limit_of(at, n, true);
	}
}

uint8_t name_seeker_agreement(const struct name_seeker *at, unsigned sounds, unsigned distance)
{
	if (at->key->kind == KEY_JOINED)
		return AGREE_FULL;
	return most_agreement(distance, sound_measure(at->sounds.len, sounds));
}

/* By the distance of what they are compared by. */
static uint8_t stems_near(struct name_seeker *at, const struct name_listed *key, unsigned plain)
{
	bool abjad = differ_in_script(at, key);

	if (plain <= limit_of(at, key->sounds.len, false))
		return abjad || at->affix != key->affix ? AGREE_FULL
		                                        : name_seeker_agreement(at, key->sounds.len, plain);
	if (!abjad)
		return 0;
	unsigned limit = limit_of(at, key->sounds.len, true);
	return distance(at, &key->sounds, true, limit) <= limit ? AGREE_FULL : 0;
}

/* Where an affix may be misspelt. */
static bool wholes_near(struct name_seeker *at, const struct name_listed *key)
{
	bool differ = differ_in_script(at, key);
	struct sounds other;

	if (key->affix && !at->affix && !(at->like & key->affix))
		return false;
	if (key->affix)
		sound_fold(key->text, &other);
	else if (!copy_sounds(&other, &key->sounds))
		return false;
	unsigned measure = sound_measure(at->whole.len, other.len), limit = near_limit(measure, NEAR_MOST);
	if (!name_lengths_near(at->whole.len, other.len, false, differ) ||
	    sketches_are_far(at->whole_sketch, sound_sketch(&other), measure))
		return false;
	if (sound_distance_once(&at->whole, &other, false, limit) <= limit)
		return true;
	limit = near_limit(measure, ABJAD_MOST);
	return differ && sound_distance_once(&at->whole, &other, true, limit) <= limit;
}

bool name_seeker_whole(const struct name_seeker *at, unsigned sounds, bool affix)
{
	return affix ? at->affix || at->like : at->affix && name_lengths_near(at->whole.len, sounds, false, true);
}

uint8_t name_seeker_near_by(struct name_seeker *at, const struct name_listed *key, unsigned distance)
{
	uint8_t agree = stems_near(at, key, distance);

	return !agree && at->affix != key->affix && wholes_near(at, key) ? AGREE_FULL : agree;
}

uint8_t name_seeker_near(struct name_seeker *at, const struct name_listed *key)
{
	if (at->digits || key->digits)
		return at->digits && key->digits && at->sounds.len == key->sounds.len &&
		               memcmp(at->sounds.sound, key->sounds.sound, key->sounds.len) == 0
		           ? AGREE_FULL
		           : 0;
	unsigned limit = near_limit(sound_measure(at->sounds.len, key->sounds.len), NEAR_MOST);
	return name_seeker_near_by(at, key, distance(at, &key->sounds, false, limit));
}

/* The similarity that counts so much. */
static float similarity_of(uint8_t agree)
{
	float agreement = (float)agree / AGREE_FULL;

	if (agreement < AGREE_MIDDLE)
		return SIMILAR_FLOOR + agreement * (SIMILAR_MIDDLE - SIMILAR_FLOOR) / AGREE_MIDDLE;
	return SIMILAR_MIDDLE + (agreement - AGREE_MIDDLE) * (1 - SIMILAR_MIDDLE) / (1 - AGREE_MIDDLE);
}

uint8_t name_agree_by_class(const struct name_key *key, uint32_t class, str text, uint8_t agree)
{
	if (!agree || !score_are_known_apart(key->class, class))
		return agree;
	if (agree == AGREE_FULL && str_equal(key->text, text))
		return agree;
	if (class_kind(class) != CLASS_GIVEN)
		return 0;
	return round_up(similarity_of(agree) * GIVEN_APART_ABJAD); /* the more of both */
}

uint8_t name_seeker_by_letters(const struct name_seeker *at, str text)
{
	float similarity = score_by_letters(at->key->text, text).similarity;

	return similarity > 0 ? round_up(similarity) : 0;
}

enum band_lengths name_seeker_block(const struct name_seeker *at, unsigned sounds, bool abjad)
{
	unsigned len = at->sounds.len, more = sounds > len ? sounds - len : len - sounds;

	if (!at->wide || sounds > BAND_SOUNDS_MAX || more > (abjad ? BAND_MORE_ABJAD : BAND_MORE_MAX + 0u))
		return BAND_LENGTHS;
	return abjad ? BAND_MIXED : more < 2 ? BAND_ALIKE : sounds < len ? BAND_FEWER : BAND_MORE;
}

/* Made when it is first needed. */
static const struct sound_band *band_of(struct name_seeker *at, bool abjad)
{
	struct sound_band *band = &at->band[abjad];

	if (band->len == PROFILE_NOT_MADE)
		sound_band_make(band, at->sounds.sound, at->sounds.len, abjad);
	return band;
}

void name_seeker_distances(struct name_seeker *at, const struct band_block *block, enum band_lengths lengths,
                           bool abjad, uint8_t out[BAND_WORDS])
{
	sound_band_distances(band_of(at, abjad), block, lengths, out);
}

/* What it costs at least to leave out one of its own sounds. */
static unsigned least_omission(const struct sounds *s, bool abjad)
{
	unsigned least = BAND_FAR;

	for (size_t i = 0; i < s->len; i++) {
		unsigned cost = sound_cost_leave(s->sound[i], abjad, false);
		least = cost < least ? cost : least;
	}
	return least;
}

/* Limits of words that may be near, of from so many sounds to so many. Of its own sounds those are left out, at `gone`
 * each at least, that they have fewer: the sieve knows of theirs alone. */
static void want(struct sound_sieve *sieve, const struct name_seeker *at, const uint8_t limit[BAND_SOUNDS],
                 unsigned gone, unsigned from, unsigned to)
{
	unsigned len = at->sounds.len;

	for (unsigned n = from; n <= to && n < BAND_SOUNDS; n++) {
		unsigned cost = n < len ? (len - n) * gone : 0;
		sieve->within[n] = cost > limit[n] ? 0 : (uint8_t)(limit[n] + 1 - cost);
	}
}

void name_seeker_sift_begin(struct name_seeker *at, const uint8_t limit[2][BAND_SOUNDS])
{
	unsigned len = at->sounds.len, gone = least_omission(&at->sounds, false);
	unsigned gone_abjad = least_omission(&at->sounds, true);
	struct sound_sieve *plain = at->sieve[false], *abjad = at->sieve[true];

	for (unsigned k = 0; k < BAND_LENGTHS; k++) {
		memset(plain[k].within, 0, sizeof plain[k].within);
		memset(abjad[k].within, 0, sizeof abjad[k].within);
	}
	want(&plain[BAND_ALIKE], at, limit[false], gone, len ? len - 1 : 0, len + 1);
	want(&abjad[BAND_ALIKE], at, limit[true], gone_abjad, len ? len - 1 : 0, len + 1);
	want(&plain[BAND_MORE], at, limit[false], gone, len + BAND_MORE_MAX, len + BAND_MORE_MAX);
	want(&abjad[BAND_MIXED], at, limit[true], gone_abjad, len + 2, len + BAND_MORE_ABJAD);
	if (len < BAND_MORE_MAX)
		return;
	want(&plain[BAND_FEWER], at, limit[false], gone, len - BAND_MORE_MAX, len - BAND_MORE_MAX);
	want(&abjad[BAND_MIXED], at, limit[true], gone_abjad, len < BAND_MORE_ABJAD ? 0 : len - BAND_MORE_ABJAD,
	     len - 2);
}

static uint32_t sift(struct name_seeker *at, const struct sieve_block *block, enum band_lengths lengths, bool abjad)
{
	struct sound_sieve *sieve = &at->sieve[abjad][lengths];

	if (!sound_sieve_wanted(sieve, block))
		return 0;
	if (sieve->most == 0)
		sound_sieve_make(sieve, band_of(at, abjad), lengths);
	return sound_sieve_pass(sieve, block);
}

uint32_t name_seeker_sift(struct name_seeker *at, const struct sieve_block *block, enum band_lengths lengths)
{
	return sift(at, block, lengths, false);
}

uint32_t name_seeker_sift_abjad(struct name_seeker *at, const struct sieve_block *block)
{
	return sift(at, block, BAND_ALIKE, true) | sift(at, block, BAND_MIXED, true);
}

/* Is one of about as many sounds further away than the limit, by the sieve if there is one? */
static bool are_sifted_far(const struct name_seeker *at, const struct sounds *other, unsigned limit)
{
	return other->len + 1u - at->sounds.len < 3 &&
	       sound_sieve_least(&at->sieve[false][BAND_ALIKE], other->sound, other->len) > limit;
}

bool name_seeker_joined(struct name_seeker *at, str first, str second, bool abjad)
{
	str whole = at->key->text;
	size_t len = first.len + second.len;
	char text[2 * 64];
	struct sounds sounds;

	if (first.len == 0 || first.ptr[0] != whole.ptr[0] || len > KEY_SOUNDS_MAX ||
	    len > whole.len + JOINED_LETTERS_MORE || whole.len > len + JOINED_LETTERS_MORE ||
	    (at->key->abjad && !abjad))
		return false;
	memcpy(text, first.ptr, first.len);
	memcpy(text + first.len, second.ptr, second.len);
	if (ready_fold((str){text, len}, &sounds) != at->affix)
		return true; /* rare */
	unsigned limit = near_limit(sound_measure(sounds.len, at->sounds.len), CLOSE_MOST);
	if (!abjad && (are_sifted_far(at, &sounds, limit) || name_outline(&sounds) != at->outline))
		return false;
	const struct name_sounds both = {sounds.sound, sounds.len};
	return distance(at, &both, abjad != at->key->abjad, limit) <= limit;
}
