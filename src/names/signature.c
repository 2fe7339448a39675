/* Signatures of sounds. What they rest on, checked by the generator of the tables (tools/gen_knowledge.c):
 *
 *   A sound is of one of seven kinds of consonants or is slight (vowels, h, digits); some can pass for another kind:
 *   g, ch and w may be slight, kh and j a guttural, j a sibilant, "?" anything.
 *   An edit that changes the sequence of kinds, whatever the sounds in it pass for, or leaves out a consonant, costs at
 *   least 80; an exchange in which one passes for the kind of the other at least 45, and it is known of which others
 *   (sound_stood_for); an exchange of neighbours 60; any other 25, but v for w, s for z and sh for x, which the second
 *   alphabet does not tell apart.
 *
 * Near words are at most 100 apart. So there are either (1) at most two sounds that pass for another kind, none of them
 * the first one if there are two, and no edit of 80; or (2) one edit of 80, and nothing else that the second alphabet
 * can tell; or (3) one exchange of two consonants, and no sound that passes for another kind. What passes in a listed
 * word is told by its signature, so that only words are found that have something which the asking one has a sound for.
 * j for s costs 70: words are found by all sounds but the one of which there is an edit besides. */
#include "names/retrieval.h"

#include "names/knowledge.h"
#include "names/score.h"

enum { PASSING_MAX = 2, PASSING_CLOSE = 1 }; /* sounds that pass for another kind between near and close words */
enum { SEEN_BITS = 512 };                    /* a power of two */

struct signatures {
	uint64_t *out;
	size_t count;
	uint64_t seen[SEEN_BITS / 64]; /* bit by the highest bits of those in `out` */
	uint64_t kinds;                /* hash of the sequence of kinds in which nothing passes */
	bool full;
};

/** One word under way. */
struct spelling {
	const uint8_t *sounds;
	size_t len;
	uint8_t kind[KEY_SOUNDS_MAX];
};

/* ---- hashes: polynomials over 2^64 of what follows one another ------------------------------------------ */

#define BASE UINT64_C(0x9E3779B97F4A7C15)

static uint64_t append(uint64_t hash, unsigned symbol)
{
	return (hash + symbol + 1) * BASE;
}

static uint64_t mix(uint64_t hash, unsigned family)
{
	hash += family * UINT64_C(0xD1B54A32D192ED03);
	hash = (hash ^ hash >> 32) * UINT64_C(0xD6E8FEB86659FD93);
	hash = (hash ^ hash >> 32) * UINT64_C(0xD6E8FEB86659FD93);
	return hash ^ hash >> 32;
}

enum family {
	KIND_FAMILY = 1,
	SOUND_FAMILY,
	LETTER_FAMILY,
	OUTLINE_FAMILY,
	JOINED_FAMILY,
	JOINED_ABJAD_FAMILY,
	INITIALS_FAMILY,
	ANY_FAMILY,
	ANY_JOINED_FAMILY
};

static void add_signature(struct signatures *s, uint64_t signature)
{
	uint64_t place = signature / (UINT64_MAX / SEEN_BITS + 1);
	uint64_t *seen = &s->seen[place / 64], bit = UINT64_C(1) << place % 64;

	for (size_t i = 0; i < s->count && *seen & bit; i++)
		if (s->out[i] == signature)
			return;
	*seen |= bit;
	s->full |= s->count == SIGNATURES_MAX;
	if (!s->full)
		s->out[s->count++] = signature;
}

static void add(struct signatures *s, uint64_t hash, unsigned family)
{
	add_signature(s, mix(hash, family));
}

/* ---- the sequence of kinds ------------------------------------------------------------------------------ */

static uint64_t hash_kinds(const uint8_t *kind, size_t from, size_t len, uint64_t hash)
{
	for (size_t i = from; i < len; i++)
		if (kind[i] != KIND_SLIGHT)
			hash = append(hash, kind[i]);
	return hash;
}

/* A sequence under way. */
struct sequence {
	uint64_t hash;
	unsigned len;
};

static struct sequence with_kind(struct sequence before, unsigned kind)
{
	return kind == KIND_SLIGHT ? before : (struct sequence){append(before.hash, kind), before.len + 1};
}

/* What passes in a sequence and behind how many kinds, in bits of their own; or others; or it is not told. */
enum {
	PASSED_BITS = 9,
	PASSED_OTHER = 1 << PASSED_BITS * PASSING_MAX,
	PASSED_UNTOLD = PASSED_OTHER + 1,
	PASSED_SHIFT = 4 /* of it beside a family */
};
static_assert((PASSINGS + 1) * (KEY_SOUNDS_MAX + 1) <= 1 << PASSED_BITS);
static_assert((int)ANY_JOINED_FAMILY < 1 << PASSED_SHIFT);

static unsigned pass(unsigned passed, enum passing passing, unsigned place)
{
	if (passed == PASSED_UNTOLD)
		return passed;
	return passing == PASSINGS || passed == PASSED_OTHER
	           ? PASSED_OTHER
	           : passed << PASSED_BITS | (place * (PASSINGS + 1) + passing + 1);
}

/* The family of sequences of kinds in which that passes. */
static unsigned passed_family(unsigned passed)
{
	return KIND_FAMILY + (passed << PASSED_SHIFT);
}

/* The kinds that a sound passes for in such sequences. */
static unsigned kinds_passed_for(enum sound sound, enum family family, unsigned passed)
{
	return family == KIND_FAMILY && passed == PASSED_UNTOLD ? sound_asked_for(sound) : sound_passes_for(sound);
}

/* The sequence of kinds, and those with up to `more` sounds from `from` on that pass for another, or the first one
 * alone; `before` and `passed` are of what is before. */
static void add_kinds(struct signatures *s, const struct spelling *w, size_t from, struct sequence before,
                      unsigned more, enum family family, unsigned passed)
{
	uint64_t whole = hash_kinds(w->kind, from, w->len, before.hash);

	if (passed == PASSED_UNTOLD)
		add(s, whole, family);
	else if (passed == 0 || whole != s->kinds) /* what passes to no effect is found as it is */
		add(s, whole, passed_family(passed));
	for (size_t i = from; i < w->len && more > 0 && !s->full; i++) {
		enum sound sound = (enum sound)w->sounds[i];
		unsigned others = kinds_passed_for(sound, family, passed);
		unsigned now = pass(passed, sound_passing(sound), before.len);
		for (unsigned kind = KIND_SLIGHT; others >> kind; kind++)
			if (others >> kind & 1)
				add_kinds(s, w, i + 1, with_kind(before, kind), i ? more - 1 : 0, family, now);
		before = with_kind(before, w->kind[i]);
	}
}

/* Sounds of a word that others stand for by passing for their kinds. */
struct stood_for {
	size_t count;
	struct {
		uint8_t passing, cheap, place; /* bits by enum passing; of those that a second one may be beside; kinds
		                                  before */
	} of[KEY_SOUNDS_MAX];
};

/* Those of the passing that leave enough for a second one. */
static unsigned cheap_ones(uint8_t sound, unsigned passing)
{
	static const uint8_t sounds[][2] = {[PASSING_W] = {SOUND_W, SOUND_W},
	                                    [PASSING_G] = {SOUND_G, SOUND_CH},
	                                    [PASSING_KH] = {SOUND_KH, SOUND_KH},
	                                    [PASSING_J] = {SOUND_J, SOUND_J}};
	unsigned cheap = 0;

	for (unsigned i = 0; i < PASSINGS; i++)
		if (passing >> i & 1 && (knowledge_cost[sound][sounds[i][0]] <= NEAR_MOST - LEAST_PASSING ||
		                         knowledge_cost[sound][sounds[i][1]] <= NEAR_MOST - LEAST_PASSING))
			cheap |= 1u << i;
	return cheap;
}

/* Of a word of which sound `at` passes for `kind`, none if that is beyond its end; the sequence in *whole. */
static void find_stood_for(const struct spelling *w, size_t at, unsigned kind, struct stood_for *out,
                           struct sequence *whole)
{
	out->count = 0;
	*whole = (struct sequence){0};
	for (size_t i = 0; i < w->len; i++) {
		unsigned passing = sound_stood_for((enum sound)w->sounds[i]);
		if (passing && i != at) {
			out->of[out->count].passing = (uint8_t)passing;
			out->of[out->count].cheap = i ? (uint8_t)cheap_ones(w->sounds[i], passing) : 0;
			out->of[out->count++].place = (uint8_t)whole->len;
		}
		*whole = with_kind(*whole, i == at ? kind : w->kind[i]);
	}
}

/* Asks for words in which one passes, beside what does so already. */
static void ask_for_one(struct signatures *s, uint64_t hash, unsigned passed, unsigned passing, unsigned place)
{
	for (; passing; passing &= passing - 1)
		add(s, hash, passed_family(pass(passed, (enum passing)__builtin_ctz(passing), place)));
}

static void ask_for_two(struct signatures *s, uint64_t hash, const struct stood_for *stood)
{
	for (size_t i = 0; i < stood->count && !s->full; i++)
		for (unsigned left = stood->of[i].cheap; left; left &= left - 1) {
			unsigned one = pass(0, (enum passing)__builtin_ctz(left), stood->of[i].place);
			for (size_t k = i + 1; k < stood->count; k++)
				ask_for_one(s, hash, one, stood->of[k].cheap, stood->of[k].place);
		}
}

/* Asks for words in which something passes for the kind of what it stands for here; of `two` sounds that pass, one may
 * be in this word. */
static void add_passed(struct signatures *s, const struct spelling *w, bool two)
{
	struct stood_for stood;
	struct sequence whole;

	find_stood_for(w, w->len, KIND_SLIGHT, &stood, &whole);
	add(s, whole.hash, passed_family(PASSED_OTHER));
	for (size_t i = 0; i < stood.count; i++)
		ask_for_one(s, whole.hash, 0, stood.of[i].passing, stood.of[i].place);
	if (!two)
		return;
	ask_for_two(s, whole.hash, &stood);
	for (size_t i = 1; i < w->len && !s->full; i++) {
		unsigned others = sound_asked_for((enum sound)w->sounds[i]);
		for (unsigned kind = KIND_SLIGHT; others >> kind; kind++) {
			if (!(others >> kind & 1))
				continue;
			find_stood_for(w, i, kind, &stood, &whole);
			add(s, whole.hash, passed_family(PASSED_OTHER));
			for (size_t k = 0; k < stood.count; k++)
				ask_for_one(s, whole.hash, 0, stood.of[k].cheap, stood.of[k].place);
		}
	}
}

/* The sequences of kinds with two neighbours exchanged, where they are neighbours as sounds, too. */
static void add_exchanges(struct signatures *s, const struct spelling *w)
{
	uint64_t before = 0;

	for (size_t i = 0; i + 1 < w->len; i++) {
		uint8_t a = w->kind[i], b = w->kind[i + 1];
		if (a == KIND_SLIGHT)
			continue;
		if (b != KIND_SLIGHT && a != b)
			add(s, hash_kinds(w->kind, i + 2, w->len, append(append(before, b), a)), KIND_FAMILY);
		before = append(before, a);
	}
}

/* ---- all sounds but one ---------------------------------------------------------------------------------- */

/* An edit that changes the sequence of kinds, or j for s, leaves words of eight sounds together near. */
enum { LONG_ENOUGH = 4 };

static uint64_t hash_sounds(const struct spelling *w, size_t from, uint64_t hash)
{
	for (size_t i = from; i < w->len; i++)
		hash = append(hash, (unsigned)sound_plain((enum sound)w->sounds[i]));
	return hash;
}

/* May an edit of 80 of sound `i` leave the word near one that has what is left of it? */
static bool may_change(const struct spelling *w, size_t i)
{
	unsigned len = (unsigned)w->len, gone = sound_cost_leave(w->sounds[i], false, i == 0);
	unsigned change = sound_cost_first(knowledge_least[w->sounds[i]].change, i == 0);

	return (gone >= LEAST_OTHER_KIND && gone <= near_limit(sound_measure(len, len - 1), NEAR_MOST)) ||
	       change <= near_limit(sound_measure(len, len), NEAR_MOST);
}

static void add_omissions(struct signatures *s, const struct spelling *w, bool asked)
{
	uint64_t before = 0;

	if (w->len < LONG_ENOUGH)
		return;
	add(s, hash_sounds(w, 0, 0), SOUND_FAMILY);
	for (size_t i = 0; i < w->len; i++) {
		if (!asked || may_change(w, i))
			add(s, hash_sounds(w, i + 1, before), SOUND_FAMILY);
		before = append(before, (unsigned)sound_plain((enum sound)w->sounds[i]));
	}
}

/* Asks for words with j for one s of this one. What is left pays for an edit of one sound more, and for none left out.
 */
static void add_j(struct signatures *s, const struct spelling *w, size_t at)
{
	uint64_t before = 0;
	bool none = true;

	for (size_t i = 0; i < w->len; i++) {
		unsigned edit = sound_cost_first(knowledge_least[w->sounds[i]].edit, i == 0);
		if (edit <= NEAR_MOST - LEAST_J_FOR_S && i != at) {
			add(s, hash_sounds(w, i + 1, before), SOUND_FAMILY);
			none = false;
		}
		before = append(before, (unsigned)sound_plain((enum sound)w->sounds[i]));
	}
	if (none)
		add(s, before, SOUND_FAMILY);
}

static void add_j_for_s(struct signatures *s, const struct spelling *w)
{
	uint8_t sounds[KEY_SOUNDS_MAX];
	const struct spelling other = {.sounds = sounds, .len = w->len};

	for (size_t i = 0; i < w->len && w->len >= LONG_ENOUGH; i++) {
		if (w->sounds[i] != SOUND_S)
			continue;
		memcpy(sounds, w->sounds, w->len);
		sounds[i] = SOUND_J;
		add_j(s, &other, i);
	}
}

/* ---- the whole --------------------------------------------------------------------------------------------- */

static struct spelling spell(const struct sounds *sounds)
{
	struct spelling w = {.sounds = sounds->sound, .len = sounds->len};

	for (size_t i = 0; i < w.len; i++)
		w.kind[i] = (uint8_t)sound_kind((enum sound)w.sounds[i]);
	return w;
}

/* Two sounds that pass cost 90, and leave near only words of nine sounds together, equally many in both. */
static bool may_pass_twice(const struct spelling *w, enum signature_use use)
{
	return use == SIGNATURE_ASKED && w->len >= 5;
}

static void add_kinds_of(struct signatures *s, const struct sounds *sounds, enum signature_use use)
{
	struct spelling w = spell(sounds);

	s->kinds = hash_kinds(w.kind, 0, w.len, 0);
	if (use == SIGNATURE_LISTED)
		add_kinds(s, &w, 0, (struct sequence){0}, PASSING_MAX, KIND_FAMILY, 0);
	if (use == SIGNATURE_ASKED || use == SIGNATURE_CLOSE_ABJAD)
		add_kinds(s, &w, 0, (struct sequence){0}, may_pass_twice(&w, use) ? PASSING_MAX : PASSING_CLOSE,
		          KIND_FAMILY, PASSED_UNTOLD);
	if (use == SIGNATURE_ASKED)
		add_exchanges(s, &w);
}

uint64_t name_outline(const struct sounds *sounds)
{
	bool vowel = false;
	uint64_t hash = 0;

	for (size_t i = 0; i < sounds->len; i++) {
		enum sound sound = (enum sound)sounds->sound[i];
		if (sound_kind(sound) != KIND_SLIGHT) {
			hash = append(hash, sound_kind(sound));
			vowel = false;
		} else if (sound <= SOUND_U && !vowel) {
			hash = append(hash, KIND_SLIGHT);
			vowel = true;
		}
	}
	return hash;
}

/* The first letter with the outline; what two tokens joined and the word have in common. */
static void add_outline(struct signatures *s, const struct sounds *sounds, unsigned first)
{
	add(s, append(name_outline(sounds), first), OUTLINE_FAMILY);
}

enum { FINGERPRINT_PLACES = 13, PLACES_FURTHER = 6 /* behind each consonant */ };

/* A bit for each sound by what it is and how many consonants are before it, what stands twice in a place cancelled; and
 * how many sounds there are, in Gray code: one more or less is one other bit. */
static uint16_t fingerprint(const struct sounds *sounds)
{
	unsigned bits = 0, behind = 0, len = sounds->len % 8;

	for (size_t i = 0; i < sounds->len; i++) {
		enum sound sound = (enum sound)sounds->sound[i];
		unsigned place = sound_place(sound);
		bits ^= place < PLACES ? 1u << (place + behind) % FINGERPRINT_PLACES : 0;
		behind += sound_kind(sound) == KIND_SLIGHT ? 0 : PLACES_FURTHER;
	}
	return (uint16_t)(bits | (len ^ len >> 1) << FINGERPRINT_PLACES);
}
static_assert(SIGNATURE_BITS_APART == CLOSE_MOST / COST_OF_PLACE);

/* The same where joined tokens are listed, and the lower bits say more of the sounds. */
static void add_joined(struct signatures *s, const struct sounds *sounds, unsigned first)
{
	add_signature(s, mix(append(name_outline(sounds), first), JOINED_FAMILY) ^ fingerprint(sounds));
}

/* Of an abjad, the first letter with the sequence of kinds. */
static void add_joined_abjad(struct signatures *s, const struct sounds *sounds, unsigned first)
{
	struct spelling w = spell(sounds);

	add_kinds(s, &w, 0, (struct sequence){.hash = append(0, first)}, PASSING_CLOSE, JOINED_ABJAD_FAMILY,
	          PASSED_UNTOLD);
}

static void add_others(struct signatures *s, const struct sounds *sounds, unsigned first, enum signature_use use)
{
	struct spelling w = spell(sounds);

	if (use == SIGNATURE_LISTED || use == SIGNATURE_ASKED)
		add_omissions(s, &w, use == SIGNATURE_ASKED);
	if (use == SIGNATURE_ASKED)
		add_j_for_s(s, &w);
	if (use == SIGNATURE_ASKED || use == SIGNATURE_CLOSE_ABJAD)
		add_passed(s, &w, may_pass_twice(&w, use));
	if (use == SIGNATURE_LISTED || use == SIGNATURE_CLOSE)
		add_outline(s, sounds, first);
	if (use == SIGNATURE_JOINED || use == SIGNATURE_ASKED_JOINED)
		add_joined(s, sounds, first);
	if (use == SIGNATURE_JOINED_ABJAD || use == SIGNATURE_ASKED_JOINED)
		add_joined_abjad(s, sounds, first);
}

/* Of the sounds of the telling part, and of the whole if that is another. */
static size_t sign(const struct sounds *sounds, const struct sounds *whole, unsigned first, enum signature_use use,
                   uint64_t out[SIGNATURES_MAX], size_t *of_kinds)
{
	struct signatures s = {.out = out};

	add_kinds_of(&s, sounds, use);
	if (whole)
		add_kinds_of(&s, whole, use);
	*of_kinds = s.count;
	add_others(&s, sounds, first, use);
	if (whole)
		add_others(&s, whole, first, use);
	return s.full ? 0 : s.count;
}

size_t name_seeker_signatures(const struct name_seeker *at, enum signature_use use, uint64_t out[SIGNATURES_MAX],
                              size_t *of_kinds)
{
	return sign(&at->sounds, at->affix ? &at->whole : NULL, (unsigned char)at->key->text.ptr[0], use, out,
	            of_kinds);
}

size_t name_signatures(str text, enum signature_use use, uint64_t out[SIGNATURES_MAX])
{
	struct sounds sounds, whole;
	bool affix = ready_fold(text, &sounds);
	size_t of_kinds;

	if (affix)
		sound_fold(text, &whole);
	return sign(&sounds, affix ? &whole : NULL, (unsigned char)text.ptr[0], use, out, &of_kinds);
}

uint64_t name_signature_of_kinds(const struct name_sounds *sounds)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < sounds->len; i++) {
		unsigned kind = sound_kind((enum sound)sounds->sound[i]);
		if (kind != KIND_SLIGHT)
			hash = append(hash, kind);
	}
	return mix(hash, KIND_FAMILY);
}

uint64_t name_signature_of_any(enum signature_use use)
{
	return mix(0, use == SIGNATURE_LISTED ? ANY_FAMILY : ANY_JOINED_FAMILY);
}

/* The letters, whatever their order, vowels as one: of words that differ by an exchange of neighbours or a vowel. */
uint64_t name_signature_of_letters(str text)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < text.len; i++) {
		char letter = name_is_vowel(text.ptr[i]) ? 'a' : text.ptr[i];
		hash += mix((unsigned char)letter, LETTER_FAMILY); /* not linear in the letter */
	}
	return mix(hash, LETTER_FAMILY);
}

uint64_t name_signature_of_initials(str text)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < text.len; i++)
		hash = append(hash, (unsigned char)text.ptr[i]);
	return mix(hash, INITIALS_FAMILY);
}
