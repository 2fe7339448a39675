/* Does an index find one key by another? Listing and asking of names/retrieval.h, for one key each. */
#ifndef TESTS_PROP_KEYS_MEET_H
#define TESTS_PROP_KEYS_MEET_H

#include "names/retrieval.h"

/* Signatures of a key for a use; with the one that stands for too many. */
static inline size_t signatures_of(const struct name_key *key, enum signature_use use, uint64_t out[SIGNATURES_MAX])
{
	size_t count = name_signatures(key->text, use, out);

	if (count == 0 && use != SIGNATURE_ASKED && use != SIGNATURE_CLOSE && use != SIGNATURE_CLOSE_ABJAD &&
	    use != SIGNATURE_ASKED_JOINED)
		out[count++] = name_signature_of_any(use);
	return count;
}

static inline bool is_among(uint64_t signature, const uint64_t *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == signature)
			return true;
	return false;
}

/* Is something listed for two joined that the token asks for? Who has too many asks for everything. */
static inline bool joined_meet(const struct name_key *asking, const struct name_key *listed)
{
	static uint64_t x[SIGNATURES_MAX], y[SIGNATURES_MAX];
	size_t n = signatures_of(asking, SIGNATURE_ASKED_JOINED, x),
	       m = signatures_of(listed, listed->abjad ? SIGNATURE_JOINED_ABJAD : SIGNATURE_JOINED, y);

	if (n == 0 || y[0] == name_signature_of_any(SIGNATURE_JOINED))
		return true;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (x[i] >> 16 == y[k] >> 16 && name_signatures_meet((uint16_t)x[i], (uint16_t)y[k]))
				return true;
	return false;
}

/* The same for a token listed, which stands under its sequence of kinds elsewhere (section SOUND). */
static inline bool token_is_listed(const struct name_seeker *asking, const struct name_key *listed,
                                   const struct name_sounds *sounds)
{
	static uint64_t x[SIGNATURES_MAX], y[SIGNATURES_MAX];
	enum signature_use use = asking->key->kind == KEY_TOKEN ? SIGNATURE_ASKED
	                         : asking->key->abjad           ? SIGNATURE_CLOSE_ABJAD
	                                                        : SIGNATURE_CLOSE;
	size_t kinds, n = name_seeker_signatures(asking, use, x, &kinds),
	              m = signatures_of(listed, SIGNATURE_LISTED, y);

	if (n == 0 || y[0] == name_signature_of_any(SIGNATURE_LISTED) ||
	    is_among(name_signature_of_kinds(sounds), x, kinds))
		return true;
	for (size_t i = name_seeker_whole(asking, 0, true) ? 0 : kinds; i < n; i++)
		if (is_among(x[i], y, m))
			return true;
	return false;
}

/* Would an index that holds `listed` be asked for it by `asking`, the classes apart? How much such a pair counts at
 * most, in 255ths; 0: no. */
static inline uint8_t key_is_found(const struct name_key *asking, const struct name_key *listed)
{
	static struct name_seeker seeker;
	uint8_t sound[KEY_SOUNDS_MAX];

	if (asking->kind == KEY_INITIALS || listed->kind == KEY_INITIALS)
		return name_signature_of_initials(asking->text) == name_signature_of_initials(listed->text) ? AGREE_FULL
		                                                                                            : 0;
	if (listed->kind == KEY_JOINED)
		return joined_meet(asking, listed) ? AGREE_FULL : 0;
	const struct name_listed key = {
	    .text = listed->text,
	    .affix = name_key_affix(listed->text),
	    .sounds = {sound, (uint8_t)name_key_sounds(listed->text, sound)},
	    .digits = name_is_digits(listed->text),
	    .abjad = listed->abjad,
	    .other = !listed->abjad,
	};
	name_seek(&seeker, asking);
	uint8_t by_letters = 0, by_sound = 0;
	if (asking->kind == KEY_TOKEN &&
	    name_signature_of_letters(asking->text) == name_signature_of_letters(listed->text))
		by_letters = name_seeker_by_letters(&seeker, listed->text);
	if (token_is_listed(&seeker, listed, &key.sounds))
		by_sound = name_seeker_near(&seeker, &key);
	return name_agree_by_class(seeker.key, listed->class, listed->text,
	                           by_letters > by_sound ? by_letters : by_sound);
}

#endif
