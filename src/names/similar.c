/* How similar two words are, and whether two keys are near: decided from text and class alone.
 *
 *   same text                              1
 *   digits, or numbers of different value  0
 *   one class                              the class's similarity
 *   two places, generic words of two classes  0: known to be different (Chile, China)
 *   two given or family names of two classes  less than by sound: known to be different (Frank, Frederik)
 *   two letters exchanged                  as much as two sounds exchanged, whatever the letters sound like
 *   else                                   1 - distance of the sounds / their mean length
 *
 * "abdul" and "uddin" are left aside: Abd al-Rahim and Abd al-Karim differ as Rahim and Karim do. */
#include "names/arabic.h"
#include "names/score.h"

enum {
	ONCE_LETTERS = 3,  /* of a word with a slip, at least */
	TWICE_LETTERS = 6, /* of one with two slips */
	SLIP_LETTERS = 4   /* what a slip is a share of, at least */
};

uint64_t sound_sketch(const struct sounds *s)
{
	/* The lowest bit of a kind's counter; 0 of what is not counted. */
	static const uint64_t lowest[KIND_0 + 10] = {
	    [KIND_LABIAL] = UINT64_C(1) << 0,    [KIND_NASAL] = UINT64_C(1) << 6,   [KIND_RHOTIC] = UINT64_C(1) << 12,
	    [KIND_LATERAL] = UINT64_C(1) << 18,  [KIND_DENTAL] = UINT64_C(1) << 24, [KIND_SIBILANT] = UINT64_C(1) << 30,
	    [KIND_GUTTURAL] = UINT64_C(1) << 36,
	};
	uint64_t sketch = 0;

	for (size_t i = 0; i < s->len; i++) {
		uint64_t counter = lowest[sound_kind((enum sound)s->sound[i])], field = counter * 0x3F;
		sketch |= counter | ((sketch & field) << 1 & field);
	}
	return sketch;
}

bool name_is_digits(str s)
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

uint8_t ready_fold(str text, struct sounds *out)
{
	uint8_t affix;

	sound_fold(telling_part(text, &affix), out);
	return affix;
}

void ready_make(str text, uint32_t class, struct ready *out)
{
	out->text = text;
	out->class = class;
	out->profile = NULL;
	out->digits = name_is_digits(text);
	out->affix = ready_fold(text, &out->sounds);
	out->sketch = sound_sketch(&out->sounds);
}

void name_prepare_token(struct ready *out, const struct name_token *t)
{
	if (!t->sound || t->sound_count >= SOUNDS_MAX) {
		ready_make(t->text, t->class, out);
		return;
	}
	out->text = t->text;
	out->class = t->class;
	out->profile = NULL;
	out->affix = t->affix;
	out->digits = name_is_digits(t->text);
	out->sounds.len = t->sound_count;
	memcpy(out->sounds.sound, t->sound, t->sound_count);
	out->sketch = sound_sketch(&out->sounds);
}

static struct sound_profile *profile_of(const struct ready *r)
{
	if (!r->profile || r->sounds.len > PROFILE_SOUNDS_MAX)
		return NULL;
	if (r->profile->len == PROFILE_NOT_MADE)
		sound_profile_make(r->profile, r->sounds.sound, r->sounds.len, false);
	return r->profile;
}

/* The distance of their telling parts if it is within the limit, else anything above. */
static unsigned distance_of(const struct ready *a, const struct ready *b, unsigned limit)
{
	const struct sound_profile *profile = profile_of(a);

	if (profile)
		return sound_profile_distance(profile, b->sounds.sound, b->sounds.len, limit);
	profile = profile_of(b);
	if (profile)
		return sound_profile_distance(profile, a->sounds.sound, a->sounds.len, limit);
	return sound_distance_once(&a->sounds, &b->sounds, false, limit);
}

/* What a distance comes to, without a reason. */
static struct likeness of_distance(unsigned measure, unsigned distance)
{
	return (struct likeness){
	    .similarity = score_similarity(distance, measure),
	    .near = true,
	    .close = distance <= near_limit(measure, CLOSE_MOST),
	};
}

/* Similarity of the telling parts. Beside an abjad nothing costs more than else: what is too far there is so by all
 * costs, and what is near needs no other distance. */
static struct likeness by_stems(const struct ready *a, const struct ready *b, bool abjad)
{
	unsigned measure = sound_measure(a->sounds.len, b->sounds.len), limit = near_limit(measure, NEAR_MOST);
	unsigned distance;

	if (ready_are_far(a, b, abjad))
		return (struct likeness){0};
	distance = abjad ? sound_distance_once(&a->sounds, &b->sounds, true, limit) : distance_of(a, b, limit);
	if (distance > limit ||
	    (abjad && distance > near_limit(measure, ABJAD_MOST) && distance_of(a, b, limit) > limit))
		return (struct likeness){0};
	return of_distance(measure, distance);
}

/* Similarity of sounds, without a reason; none when they are not near. */
static struct likeness by_sounds(const struct sounds *a, const struct sounds *b, bool abjad)
{
	unsigned measure = sound_measure(a->len, b->len), limit = near_limit(measure, NEAR_MOST);

	if (!name_lengths_near(a->len, b->len, false, abjad))
		return (struct likeness){0};
	unsigned distance = sound_distance_once(a, b, abjad, limit);
	if (distance > limit ||
	    (abjad && distance > near_limit(measure, ABJAD_MOST) && sound_distance_once(a, b, false, limit) > limit))
		return (struct likeness){0};
	return of_distance(measure, distance);
}

/* The sounds of the whole word, folded into `room` where they are not at hand. */
static const struct sounds *whole_sounds(const struct ready *r, struct sounds *room)
{
	if (!r->affix)
		return &r->sounds;
	sound_fold(r->text, room);
	return room;
}

/* Of the telling parts; where one side alone has an affix the other may have it misspelt (Abdulkarim, Adbulkarim), so
 * that the whole words are compared, too. */
static struct likeness by_sound(const struct ready *a, const struct ready *b, bool abjad)
{
	struct likeness found = by_stems(a, b, abjad), whole;
	struct sounds x, y;

	if (a->affix == b->affix)
		return found;
	found.similarity *= AFFIX_SHARE;
	whole = by_sounds(whole_sounds(a, &x), whole_sounds(b, &y), abjad);
	return whole.similarity > found.similarity ? whole : found;
}

bool score_are_letters_exchanged(str a, str b)
{
	size_t at = 0;

	if (a.len != b.len || a.len < 3)
		return false;
	while (at < a.len && a.ptr[at] == b.ptr[at])
		at++;
	return at + 1 < a.len && a.ptr[at] == b.ptr[at + 1] && a.ptr[at + 1] == b.ptr[at] &&
	       memcmp(a.ptr + at + 2, b.ptr + at + 2, a.len - at - 2) == 0;
}

bool name_is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool are_vowels(char a, char b)
{
	return name_is_vowel(a) && name_is_vowel(b);
}

/** Slips of the pen that make one word of another. */
struct letter_slips {
	unsigned count, cost, step; /* step: letters that the last one is of */
};

static void add_slip(struct letter_slips *s, size_t at, unsigned count, unsigned cost, unsigned step)
{
	s->count += count;
	s->cost += at == 0 ? cost * COST_FIRST / 4 : cost;
	s->step = step;
}

/* Is a vowel another and the next letter the same? Garcaa, Garcia: no need to think of letters exchanged. */
static bool is_vowel_alone(str a, str b, size_t at)
{
	return are_vowels(a.ptr[at], b.ptr[at]) && (at + 1 == a.len || a.ptr[at + 1] == b.ptr[at + 1]);
}

/* Has a letter moved over two others, which makes two exchanges: investnmet, kamsenk? */
static bool is_letter_moved(str a, str b, size_t at)
{
	const char *x = a.ptr + at, *y = b.ptr + at;

	return at + 2 < a.len &&
	       ((x[0] == y[2] && x[1] == y[0] && x[2] == y[1]) || (y[0] == x[2] && y[1] == x[0] && y[2] == x[1]));
}

/* The slip that begins at `at`, where the letters differ; false when it is none. */
static bool find_slip(struct letter_slips *s, str a, str b, size_t at)
{
	bool more = at + 1 < a.len;
	bool first = more && a.ptr[at] == b.ptr[at + 1], second = more && a.ptr[at + 1] == b.ptr[at];

	if (is_vowel_alone(a, b, at))
		add_slip(s, at, 1, COST_VOWEL, 1);
	else if (first && second)
		s->count++, s->cost += COST_SWAP, s->step = 2;
	else if (is_letter_moved(a, b, at))
		s->count += 2, s->cost += 2 * COST_SWAP, s->step = 3;
	else if ((first && are_vowels(a.ptr[at + 1], b.ptr[at])) || (second && are_vowels(a.ptr[at], b.ptr[at + 1])))
		add_slip(s, at, 2, COST_SWAP + COST_VOWEL, 2);
	else if (are_vowels(a.ptr[at], b.ptr[at]))
		add_slip(s, at, 1, COST_VOWEL, 1);
	else
		return false;
	return true;
}

/* What it costs in hundredths to make one word of the other by letters exchanged with their neighbours and vowels
 * replaced: one slip, in long words two. 0 when that is not enough. Symmetric. */
static unsigned cost_of_slips(str a, str b)
{
	struct letter_slips s = {0};

	if (a.len != b.len || a.len < ONCE_LETTERS)
		return 0;
	for (size_t at = 0; at < a.len; at += s.step) {
		s.step = 1;
		if (a.ptr[at] != b.ptr[at] && (!find_slip(&s, a, b, at) || s.count > 2))
			return 0;
	}
	return a.len >= (s.count > 1 ? TWICE_LETTERS : ONCE_LETTERS) ? s.cost : 0;
}

bool name_letters_near(str a, str b)
{
	return cost_of_slips(a, b) > 0;
}

/* Slips of the pen: what they make of the letters around (Hisham, Hsiham; City, Coty) is no matter. */
struct likeness score_by_letters(str a, str b)
{
	unsigned cost = cost_of_slips(a, b);
	uint8_t affix;

	if (cost == 0)
		return (struct likeness){0};
	size_t left = telling_part(a, &affix).len, right = telling_part(b, &affix).len;
	size_t letters = left < right ? left : right;
	letters = letters < SLIP_LETTERS ? SLIP_LETTERS : letters;
	return (struct likeness){
	    .similarity = 1 - (float)cost / (100.0f * (float)letters), .reason = REASON_SPELLING, .near = true};
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
	case CLASS_OWN:
		found.reason = REASON_TRANSLATION;
		break;
	default: {
		bool alike = by_sound(a, b, abjad).similarity >= SIMILAR_ALIKE;
		found.similarity = alike ? SIMILAR_VARIANT : SIMILAR_CLASS;
		found.reason = alike ? REASON_TRANSLITERATION : REASON_NICKNAME;
		if (score_are_equal_undoubled(a->text, b->text))
			found.reason = REASON_SOUND;
		else if (score_are_letters_exchanged(a->text, b->text))
			found.reason = REASON_SPELLING;
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

/* Michel, Michelle: names are mistaken for each other, but that anchors nothing. */
static struct likeness known_apart(struct likeness found, bool abjad)
{
	found.similarity *= abjad ? GIVEN_APART_ABJAD : GIVEN_APART;
	found.near = found.close = false;
	return found;
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
	bool apart = score_are_known_apart(a->class, b->class);
	if (apart && class_kind(a->class) != CLASS_GIVEN)
		return found;
	if (a->affix != b->affix || !ready_are_far(a, b, abjad))
		found = by_sound(a, b, abjad);
	if (found.similarity > 0)
		found.reason = reason_of(a, b, found.similarity);
	struct likeness letters =
	    a->text.len == b->text.len ? score_by_letters(a->text, b->text) : (struct likeness){0};
	if (letters.similarity > found.similarity) {
		letters.close = found.close;
		found = letters;
	}
	return apart ? known_apart(found, abjad) : found;
}

/* Of two joined and a token: what edges.c asks, but for parts. */
static bool joined_near(const struct name_key *joined, const struct name_key *token, const struct ready *x,
                        const struct ready *y)
{
	if (joined->text.ptr[0] != token->text.ptr[0] || (token->abjad && !joined->abjad))
		return false;
	return joined->abjad || name_outline(&x->sounds) == name_outline(&y->sounds);
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
	if (a->kind == b->kind)
		return found.near;
	return found.close && (a->kind == KEY_JOINED ? joined_near(a, b, &x, &y) : joined_near(b, a, &y, &x));
}
