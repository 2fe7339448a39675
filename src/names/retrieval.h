/* Which of many keys are near one key, without comparing them all? What an index lists and a search asks.
 *
 * A token is listed in an index under each of its signatures, and a query looks up those of its own. Within the
 * distance of near words (score.h) at most one edit can change the sequence of kinds of consonants, so that near
 * words have in common either that sequence, or the sequence but for two neighbours, or all sounds but one:
 *     name_keys_near(a, b), the classes not equal
 *     implies that a signature listed for one is a signature asked for the other.
 * Proof in docs/scoring.md, section 6. The method is FastSS (Bocek, Hunt, Stiller 2007) over two alphabets. */
#ifndef NAMES_RETRIEVAL_H
#define NAMES_RETRIEVAL_H

#include "names/names.h"
#include "names/profile.h"

enum {
	KEY_SOUNDS_MAX = 63,
	KEY_SOUND_KINDS = 37, /* what a sound is below */
	SIGNATURES_MAX = 512,
	KEY_SOUNDS_MORE = 4,   /* sounds that the longer of two near tokens has more, at most */
	JOINED_SOUNDS_MORE = 3 /* of a token and two joined that are near */
};

/** How a key sounds; what is in a book of it. */
struct name_sounds {
	const uint8_t *sound; /* each below KEY_SOUND_KINDS */
	uint8_t len;          /* 0..KEY_SOUNDS_MAX */
};

/** The sounds that a key is compared by; returns how many. */
size_t name_key_sounds(str text, uint8_t out[KEY_SOUNDS_MAX]);

/** What signatures are for. */
enum signature_use {
	SIGNATURE_LISTED, /* of a token in an index */
	SIGNATURE_ASKED,  /* of a token that asks for listed ones */
	SIGNATURE_CLOSE,  /* of two tokens joined that ask for a listed one */
	SIGNATURE_JOINED  /* of two tokens joined in an index, and of the token that asks for them */
};

/** Signatures of these sounds, each once: hashes well spread over 64 bits. Returns how many, at least 1; 0 when there
 *  are more than SIGNATURES_MAX, as for words of little else than "?": then any key may be near. O(len³) at worst,
 *  2 · len signatures for most words; allocates nothing. */
size_t name_signatures(struct name_sounds sounds, enum signature_use use, uint64_t out[SIGNATURES_MAX]);
/** The signature under which keys that have too many are listed (SIGNATURE_LISTED, SIGNATURE_JOINED), to be asked for
 *  besides all others. */
uint64_t name_signature_of_any(enum signature_use use);
/** The signature of initials, in an index and of the token that asks for them. */
uint64_t name_signature_of_initials(str text);

/** A key that looks for near ones, prepared. */
struct name_seeker {
	const struct name_key *key;
	struct sounds sounds;
	bool digits;
	struct sound_profile plain; /* when it has few enough sounds for one */
	struct sound_profile abjad; /* vowels count half */
};

/** A key of an index. */
struct name_listed {
	struct name_sounds sounds;
	uint32_t class;
	bool digits;       /* nothing but digits */
	bool abjad, other; /* in the index it is a token of a script without vowels, of another script; maybe both */
};

/** Prepares `at` for a key of kind KEY_TOKEN or KEY_JOINED, borrowed. O(len). */
void name_seek(struct name_seeker *at, const struct name_key *key);
/** Is it near the key? Says yes to all keys for which name_keys_near does, those of its class apart, and to
 *  hardly any other. O(len); allocates nothing. */
bool name_seeker_near(const struct name_seeker *at, const struct name_listed *key);

#endif
