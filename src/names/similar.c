/* How similar two words are, and whether two keys are near: decided from text and class alone.
 *
 *   same text                              1
 *   digits, or numbers of different value  0
 *   one class                              the class's similarity
 *   two given names, places, … of two classes  0: known to be different (Frank, Frederik; Chile, China)
 *   else                                   1 - distance of the sounds / their mean length
 *
 * "abdul" and "uddin" are left aside: Abd al-Rahim and Abd al-Karim differ as Rahim and Karim do. */
#include "names/arabic.h"
#include "names/score.h"

/* A sketch counts sounds of seven groups (labials, nasals, r, l, dentals, sibilants, gutturals), up to six each, in
 * unary: the number of bits that differ is at most the number of sounds by which two words differ. */
static uint64_t sketch_of(const struct sounds *s)
{
	uint64_t sketch = 0;

	for (size_t i = 0; i < s->len; i++) {
		int counter = (int)sound_kind((enum sound)s->sound[i]) - 1;
		if (counter < 0)
			continue;
		unsigned shift = (unsigned)counter * 6u;
		uint64_t ones = sketch >> shift & 0x3F;
		sketch |= ((ones << 1 | 1) & 0x3F) << shift;
	}
	return sketch;
}

static bool all_digits(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return true;
}

/* The part that tells names apart, and what it lost. */
static str telling_part(str text, uint8_t *affix)
{
	str rest = arabic_behind_servant(text), stem = arabic_before_faith(text);

	*affix = rest.len ? AFFIX_SERVANT : stem.len ? AFFIX_FAITH : 0;
	return rest.len ? rest : stem.len ? stem : text;
}

void ready_make(str text, uint32_t class, struct ready *out)
{
	out->text = text;
	out->class = class;
	out->digits = all_digits(text);
	sound_fold(telling_part(text, &out->affix), &out->sounds);
	out->sketch = sketch_of(&out->sounds);
}

/* Similarity by sound, without a reason. */
static struct likeness by_sound(const struct ready *a, const struct ready *b, bool abjad)
{
	unsigned measure = sound_measure(a->sounds.len, b->sounds.len);
	unsigned limit = (unsigned)((1 - SIMILAR_FLOOR) * 50.0f * (float)measure) + 1;
	float share = a->affix == b->affix ? 1 : AFFIX_SHARE;

	if (!abjad && (unsigned)__builtin_popcountll(a->sketch ^ b->sketch) * 40 > limit)
		return (struct likeness){0};
	unsigned plain = sound_distance(&a->sounds, &b->sounds, false, limit + limit);
	unsigned distance = abjad ? sound_distance(&a->sounds, &b->sounds, true, limit) : plain;
	float similarity = 1 - (float)distance / (50.0f * (float)measure);
	if (similarity > SIMILAR_SOUND)
		similarity = SIMILAR_SOUND;
	similarity *= share;
	if (similarity < SIMILAR_FLOOR)
		return (struct likeness){0};
	return (struct likeness){
	    .similarity = similarity,
	    .near = plain <= near_limit(measure, NEAR_MOST) || (abjad && distance <= near_limit(measure, ABJAD_MOST)),
	    .close = (abjad ? distance : plain) <= near_limit(measure, CLOSE_MOST),
	};
}

static struct likeness by_class(const struct ready *a, const struct ready *b, bool abjad)
{
	struct likeness found = {.similarity = SIMILAR_WORD, .near = true};

	switch (class_kind(a->class)) {
	case CLASS_LEGAL:
		found.reason = REASON_LEGAL_FORM;
		break;
	case CLASS_NUMBER:
		found.reason = REASON_NUMBER;
		break;
	case CLASS_GENERIC:
	case CLASS_PLACE:
		found.reason = REASON_TRANSLATION;
		break;
	default: {
		bool alike = by_sound(a, b, abjad).similarity >= SIMILAR_ALIKE;
		found.similarity = alike ? SIMILAR_VARIANT : SIMILAR_CLASS;
		found.reason = alike ? REASON_TRANSLITERATION : REASON_NICKNAME;
		break;
	}
	}
	return found;
}

static uint8_t reason_of(const struct ready *a, const struct ready *b, float similarity)
{
	if (memchr(a->text.ptr, '?', a->text.len) || memchr(b->text.ptr, '?', b->text.len))
		return REASON_BROKEN;
	return similarity >= SIMILAR_SOUND * AFFIX_SHARE ? REASON_SOUND : REASON_SPELLING;
}

/* Two given names, generic words, places. Family names have too many spellings for that. */
bool score_are_known_apart(uint32_t a, uint32_t b)
{
	return a && b && class_kind(a) == class_kind(b) && class_kind(a) != CLASS_FAMILY;
}

struct likeness ready_compare(const struct ready *a, const struct ready *b, bool abjad)
{
	struct likeness found = {0};

	if (str_equal(a->text, b->text))
		return (struct likeness){.similarity = 1, .reason = REASON_SAME, .near = true, .close = true};
	if (a->class && a->class == b->class)
		return by_class(a, b, abjad);
	if (a->digits || b->digits)
		return found;
	if (score_are_known_apart(a->class, b->class))
		return found;
	found = by_sound(a, b, abjad);
	found.reason = reason_of(a, b, found.similarity);
	return found;
}

bool name_keys_near(const struct name_key *a, const struct name_key *b)
{
	struct ready x, y;

	if (a->kind != KEY_TOKEN && b->kind != KEY_TOKEN)
		return false;
	if (a->kind == KEY_INITIALS || b->kind == KEY_INITIALS)
		return str_equal(a->text, b->text);
	ready_make(a->text, a->class, &x);
	ready_make(b->text, b->class, &y);
	struct likeness found = ready_compare(&x, &y, a->abjad != b->abjad);
	return a->kind == b->kind ? found.near : found.close;
}
