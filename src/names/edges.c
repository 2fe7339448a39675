/* Candidate pairs of tokens of two forms. */
#include "names/score.h"
#include "text/text.h"

/* Parts that pair with each other. */
enum role { ROLE_TELLING, ROLE_INITIAL, ROLE_PARTICLE, ROLE_TITLE, ROLE_SUFFIX, ROLE_LEGAL, ROLE_STOP };

static const uint8_t roles[] = {
    [PART_PLAIN] = ROLE_TELLING,  [PART_INITIAL] = ROLE_INITIAL, [PART_PARTICLE] = ROLE_PARTICLE,
    [PART_TITLE] = ROLE_TITLE,    [PART_SUFFIX] = ROLE_SUFFIX,   [PART_PATRONYMIC] = ROLE_TELLING,
    [PART_LEGAL] = ROLE_LEGAL,    [PART_GENERIC] = ROLE_TELLING, [PART_STOP] = ROLE_STOP,
    [PART_NUMBER] = ROLE_TELLING, [PART_ACRONYM] = ROLE_TELLING,
};

bool name_script_is_abjad(uint8_t script)
{
	return script == SCRIPT_ARABIC || script == SCRIPT_HEBREW;
}

bool name_script_has_characters(uint8_t script)
{
	return script == SCRIPT_HAN || script == SCRIPT_HANGUL;
}

/* Characters of one script that is read syllable by syllable: either the same reading or another name. */
static bool is_exact(const struct name_token *a, const struct name_token *b)
{
	return a->script == b->script && name_script_has_characters(a->script);
}

/* Chong Chon Gang, Chong Jin Gang: written apart in both names, syllables are compared one by one, not as a word. */
static bool are_syllables_apart(const struct name_token *a, const struct name_token *b)
{
	return a->flags & b->flags & TOKEN_SPACELESS && a->script == SCRIPT_LATIN && b->script == SCRIPT_LATIN;
}

bool score_is_key_part(const struct name_form *form, uint8_t part)
{
	if (name_part_is_key(part))
		return true;
	for (size_t i = 0; i < form->count; i++)
		if (name_part_is_key(form->token[i].part))
			return false;
	return true;
}

/* Key tokens of a form at most, that two of its tokens may be one word. */
enum { JOINS_MOST = 4 };

bool score_joins_anchor(const struct name_form *form)
{
	size_t telling = 0;

	for (size_t i = 0; i < form->count; i++)
		telling += name_part_is_key(form->token[i].part);
	return telling <= JOINS_MOST;
}

static bool do_the_same(const struct duel *d, const struct edge *e)
{
	const struct name_token *a = &d->left->token[e->left], *b = &d->right->token[e->right];

	return a->part == b->part && (a->flags & TOKEN_CHILD_OF) == (b->flags & TOKEN_CHILD_OF);
}

static void add(struct duel *d, struct edge e)
{
	if (d->edge_count == EDGES_MAX)
		return;
	e.same = e.reason == REASON_SAME && do_the_same(d, &e);
	e.gain = e.weight * score_agreement(e.similarity) * (do_the_same(d, &e) ? 1 : PARTS_DIFFER);
	size_t at = d->edge_count++, first = d->first_edge[e.left];
	for (; at > first && d->edge[at - 1].gain < e.gain; at--)
		d->edge[at] = d->edge[at - 1];
	d->edge[at] = e;
}

static bool initial_fits(const struct name_token *a, const struct name_token *b)
{
	const struct name_token *one = a->part == PART_INITIAL ? a : b, *full = a->part == PART_INITIAL ? b : a;

	return full->part != PART_INITIAL && roles[full->part] == ROLE_TELLING && str_starts(full->text, one->text);
}

/* The registration of an aircraft. */
static bool is_registration(const struct duel *d, const struct name_token *t)
{
	return d->kind == NAME_VESSEL && t->part == PART_ACRONYM;
}

/* Up to four letters, an acronym or without a vowel. Such are what they are: AKM is not Acme, nor Zzqx SKS. */
static bool is_letters(const struct name_token *t)
{
	if (t->text.len > 4)
		return false;
	if (t->part == PART_ACRONYM)
		return true;
	for (size_t i = 0; i < t->text.len; i++)
		if (name_is_vowel(t->text.ptr[i]) || t->text.ptr[i] == 'y' || t->text.ptr[i] < 'a')
			return false;
	return t->part == PART_PLAIN && t->script == SCRIPT_LATIN;
}

bool score_are_equal_undoubled(str a, str b)
{
	size_t i = 0, j = 0;

	while (i < a.len && j < b.len && a.ptr[i] == b.ptr[j]) {
		char c = a.ptr[i];
		while (i < a.len && a.ptr[i] == c)
			i++;
		while (j < b.len && b.ptr[j] == c)
			j++;
	}
	return i == a.len && j == b.len;
}

/* What a token that is no plain word weighs little for: a legal form, a title. */
static bool is_lesser(const struct name_token *t)
{
	return t->part == PART_PARTICLE || t->part == PART_TITLE || t->part == PART_SUFFIX || t->part == PART_LEGAL ||
	       t->part == PART_GENERIC || t->part == PART_STOP;
}

/* A word that nothing is known of may be a word of a lesser part, misspelt: Comapny, Abbu. */
static bool is_unknown(const struct name_token *t)
{
	return t->part == PART_PLAIN && t->class == 0 && !(t->flags & (TOKEN_GIVEN | TOKEN_FAMILY)) && t->text.len >= 2;
}

bool name_token_may_be_lesser(const struct name_token *t)
{
	return is_unknown(t) || (roles[t->part] != ROLE_TELLING && roles[t->part] != ROLE_INITIAL);
}

static bool may_misspell(const struct name_token *a, const struct name_token *b)
{
	return (is_unknown(a) && is_lesser(b)) || (is_unknown(b) && is_lesser(a));
}

/* One letter more, less, other or exchanged with its neighbour. */
bool score_is_one_slip(str a, str b)
{
	size_t at = 0;

	if (a.len > b.len) {
		str longer = a;
		a = b;
		b = longer;
	}
	if (b.len < 3 || b.len - a.len > 1)
		return false;
	while (at < a.len && a.ptr[at] == b.ptr[at])
		at++;
	str x = str_slice(a, at, a.len), y = str_slice(b, at, b.len);
	if (x.len < y.len)
		return str_ends(y, x);
	if (x.len < 2)
		return true;
	if (x.ptr[0] == y.ptr[1] && x.ptr[1] == y.ptr[0])
		return memcmp(x.ptr + 2, y.ptr + 2, x.len - 2) == 0;
	return memcmp(x.ptr + 1, y.ptr + 1, x.len - 1) == 0;
}

/* Is what they differ in first a digit? */
static bool has_digits_exchanged(str a, str b)
{
	size_t at = 0;

	while (at < a.len && a.ptr[at] == b.ptr[at])
		at++;
	return at < a.len && a.ptr[at] <= '9';
}

/* Two registrations are one misspelt where letters are doubled or exchanged or a vowel is another, hardly where digits
 * are exchanged, and are two otherwise. */
static struct likeness compare_registrations(str a, str b, struct likeness found)
{
	if (score_are_equal_undoubled(a, b))
		return found;
	if (!name_letters_near(a, b))
		return (struct likeness){0};
	if (has_digits_exchanged(a, b) && found.similarity > SIMILAR_REGISTER)
		found.similarity = SIMILAR_REGISTER;
	return found;
}

/* Ivan Mikhailov is no Ivan Mikhailovich. */
static bool are_son_and_father(const struct name_token *a, const struct name_token *b)
{
	return (a->part == PART_PATRONYMIC) != (b->part == PART_PATRONYMIC);
}

/* 重庆 is not Chongming: in another script a place is not misspelt. */
static bool are_place_and_other(const struct name_token *a, const struct name_token *b)
{
	return a->script != b->script && (class_kind(a->class) == CLASS_PLACE) != (class_kind(b->class) == CLASS_PLACE);
}

/* Castillo, Castro; Karim, Karimi: both are known as names, one at least as a family name only, and they are not known
 * to be one. */
static bool are_two_families(const struct name_token *a, const struct name_token *b)
{
	return score_are_two_names(a, b) && !(a->flags & b->flags & TOKEN_GIVEN);
}

/* What counts of their similarity: spellings of another script and syllables are less certain. */
static float share_of_families(const struct name_token *a, const struct name_token *b)
{
	bool uncertain = a->script != b->script || a->flags & b->flags & TOKEN_EASTERN;

	return uncertain ? FAMILY_APART_UNCERTAIN : FAMILY_APART;
}

static struct likeness weaker(struct likeness found, float share)
{
	found.similarity *= share;
	return found.similarity < SIMILAR_FLOOR ? (struct likeness){0} : found;
}

/* Estrella, Star: a ship's name is written in other scripts, but not translated in its own. */
static bool is_kept(const struct duel *d, const struct name_token *a, const struct name_token *b)
{
	return d->kind == NAME_VESSEL && a->script == b->script && a->class == b->class &&
	       class_kind(a->class) == CLASS_OWN;
}

static struct likeness compare_by_spelling(const struct ready *a, const struct ready *b)
{
	struct ready x = *a, y = *b;

	x.class = y.class = 0;
	return ready_compare(&x, &y, false);
}

static struct likeness compare_tokens(const struct duel *d, size_t i, size_t j)
{
	const struct name_token *a = &d->left->token[i], *b = &d->right->token[j];
	struct likeness found = {0};

	/* An initial of several letters is a word that was cut, and no whole one. */
	bool cut = a->text.len > 1 && (a->part == PART_INITIAL) != (b->part == PART_INITIAL);
	if (str_equal(a->text, b->text) && !cut)
		return (struct likeness){.similarity = 1, .reason = REASON_SAME, .near = true, .close = true};
	if (a->part == PART_INITIAL || b->part == PART_INITIAL) {
		if (initial_fits(a, b))
			found = (struct likeness){.similarity = SIMILAR_INITIAL, .reason = REASON_INITIAL};
		return found;
	}
	bool slip = roles[a->part] != roles[b->part];
	if (slip && !may_misspell(a, b))
		return found;
	if (a->script == b->script && !slip && (is_letters(a) || is_letters(b)) &&
	    !score_are_equal_undoubled(a->text, b->text) && !score_are_letters_exchanged(a->text, b->text))
		return found;
	if ((is_exact(a, b) && !(a->class && a->class == b->class)) || are_syllables_apart(a, b))
		return found;
	bool abjad = name_script_is_abjad(a->script) != name_script_is_abjad(b->script);
	found = is_kept(d, a, b) ? compare_by_spelling(&d->left_ready[i], &d->right_ready[j])
	                         : ready_compare(&d->left_ready[i], &d->right_ready[j], abjad);
	if (is_registration(d, a) || is_registration(d, b))
		found = compare_registrations(a->text, b->text, found);
	if ((slip && found.similarity < SIMILAR_LESSER) ||
	    (found.similarity < SIMILAR_FATHER && (are_son_and_father(a, b) || are_place_and_other(a, b))))
		return (struct likeness){0};
	found.near = found.near && !slip;
	if (found.similarity < SIMILAR_SOUND && are_two_families(a, b))
		found = weaker(found, share_of_families(a, b));
	if (found.similarity > 0)
		found = weaker(found, score_share_apart(d, i, j));
	if (roles[a->part] == ROLE_PARTICLE)
		found.reason = REASON_PARTICLE;
	else if (a->script != b->script && (found.reason == REASON_SOUND || found.reason == REASON_SPELLING))
		found.reason = REASON_TRANSLITERATION;
	return found;
}

static bool is_half(uint8_t part)
{
	const unsigned halves =
	    1u << PART_PLAIN | 1u << PART_PARTICLE | 1u << PART_GENERIC | 1u << PART_PATRONYMIC | 1u << PART_ACRONYM;

	return halves >> part & 1;
}

/* SiemensAG: a legal form may be written together with the word before it. */
bool score_are_halves(uint8_t first, uint8_t second)
{
	return is_half(first) && (is_half(second) || second == PART_LEGAL);
}

/* How similar two joined words must be at least: Hu Bo is not Habo. */
static float least_joined(const struct name_token *first, const struct name_token *word, size_t len)
{
	return len < JOINED_SHORT && first->script == word->script ? SIMILAR_SOUND : SIMILAR_JOINED;
}

uint32_t score_find_twins(const struct name_form *form)
{
	uint32_t twins = 0;

	for (size_t i = 1; i < form->count; i++)
		for (size_t j = 0; j < i; j++) {
			str a = form->token[i].text, b = form->token[j].text;
			if (a.len == b.len && a.ptr[0] == b.ptr[0] && str_equal(a, b))
				twins |= UINT32_C(1) << i | UINT32_C(1) << j;
		}
	return twins;
}

/* Letters of the token and the next one, if they may be one word; else 0. */
static uint8_t letters_joined(const struct name_token *t)
{
	size_t len = t->text.len + t[1].text.len;

	return score_are_halves(t->part, t[1].part) && len <= TOKEN_MAX ? (uint8_t)len : 0;
}

/* Letters of a key token, if it may be two; else 0. */
static uint8_t letters_whole(const struct name_token *t)
{
	bool may = t->text.len >= NAME_JOINED_MIN && roles[t->part] == ROLE_TELLING && t->part != PART_NUMBER;

	return may ? (uint8_t)t->text.len : 0;
}

void name_know_traits(struct name_traits *out, const struct name_form *form)
{
	uint32_t keys = 0, flags = 0, joined_letters = 0, whole_letters = 0;

	for (size_t i = 0; i < form->count; i++) {
		keys |= (uint32_t)name_part_is_key(form->token[i].part) << i;
		flags |= form->token[i].flags;
	}
	bool joins = __builtin_popcount(keys) <= JOINS_MOST;
	out->keys = keys ? keys : (uint32_t)((UINT64_C(1) << form->count) - 1);
	out->twins = score_find_twins(form);
	out->eastern = flags & TOKEN_EASTERN;
	for (size_t i = 0; i < form->count; i++) {
		const struct name_token *t = &form->token[i];
		uint32_t letter = UINT32_C(1) << (t->text.ptr[0] & 31);
		out->joined[i] = joins && i + 1 < form->count ? letters_joined(t) : 0;
		out->whole[i] = out->keys >> i & 1 ? letters_whole(t) : 0;
		joined_letters |= out->joined[i] ? letter : 0;
		whole_letters |= out->whole[i] ? letter : 0;
	}
	out->joined_letters = joined_letters;
	out->whole_letters = whole_letters;
}

/* Can two tokens of so many letters be one of so many? */
static inline bool lengths_join(unsigned joined, unsigned whole)
{
	return joined && whole && joined <= whole + JOINED_LETTERS_MORE && whole <= joined + JOINED_LETTERS_MORE;
}

/* The two tokens at `i` joined against the one at `j`, whose lengths and first letters fit. */
static struct likeness compare_joined(const struct name_form *two, size_t i, const struct name_form *one, size_t j,
                                      const struct ready *whole)
{
	const struct name_token *a = &two->token[i], *b = &two->token[i + 1], *w = &one->token[j];
	size_t len = a->text.len + b->text.len;
	char text[2 * 63];
	struct ready joined;
	struct likeness none = {0};

	bool abjad = name_script_is_abjad(a->script) || name_script_is_abjad(b->script);
	if (name_script_is_abjad(w->script) && !abjad)
		return none;
	memcpy(text, a->text.ptr, a->text.len);
	memcpy(text + a->text.len, b->text.ptr, b->text.len);
	ready_make((str){text, len}, 0, &joined);
	if (!abjad && name_outline(&joined.sounds) != name_outline(&whole->sounds))
		return none;
	struct likeness found = ready_compare(&joined, whole, abjad != name_script_is_abjad(w->script));
	if (!found.close || found.similarity < least_joined(a, w, len))
		return none;
	if (found.similarity > SIMILAR_WORD)
		found.similarity = SIMILAR_WORD;
	if (two->kind != NAME_ORGANIZATION && score_share_of_syllables(two, joined.text, one, w->text) < 1)
		return none;
	found.reason = REASON_JOINED;
	return found;
}

/* The mean; of a misspelt word of a lesser part, what that weighs. */
static float weight_of_pair(const struct name_token *a, const struct name_token *b, float similarity)
{
	float least = a->weight < b->weight ? a->weight : b->weight;

	return may_misspell(a, b) && similarity >= SIMILAR_LESSER ? least : (a->weight + b->weight) / 2;
}

static void add_pair(struct duel *d, size_t i, size_t j, const struct likeness *found)
{
	const struct name_token *a = &d->left->token[i], *b = &d->right->token[j];

	add(d, (struct edge){
	           .left = (uint8_t)i,
	           .left_count = 1,
	           .right = (uint8_t)j,
	           .right_count = 1,
	           .reason = found->reason,
	           .anchor = found->near && d->left_traits->keys >> i & 1 && d->right_traits->keys >> j & 1,
	           .similarity = found->similarity,
	           .weight = weight_of_pair(a, b, found->similarity),
	       });
}

static void add_join(struct duel *d, size_t i, size_t left_count, size_t j, size_t right_count,
                     const struct likeness *found)
{
	const struct name_token *a = &d->left->token[i], *b = &d->right->token[j];
	float left = a->weight + (left_count == 2 ? a[1].weight : 0);
	float right = b->weight + (right_count == 2 ? b[1].weight : 0);

	add(d, (struct edge){
	           .left = (uint8_t)i,
	           .left_count = (uint8_t)left_count,
	           .right = (uint8_t)j,
	           .right_count = (uint8_t)right_count,
	           .reason = found->reason,
	           .anchor = true,
	           .similarity = found->similarity,
	           .weight = (left + right) / 2,
	       });
}

/* ---- one form's own tokens, and those of the other ---------------------------------------------------------- */

static void note(struct name_likenesses *out, size_t own, struct likeness found)
{
	if (found.similarity <= 0)
		return;
	out->own |= UINT32_C(1) << own;
	out->with[own] = found;
}

/* Is it plain at once that they do not pair? So it is of most. */
static inline bool are_unlike(const struct name_token *a, const struct ready *x, const struct name_token *b,
                              const struct ready *y)
{
	return a->text.len != b->text.len && x->affix == y->affix && !(a->class && a->class == b->class) &&
	       a->part != PART_INITIAL && b->part != PART_INITIAL &&
	       ready_are_far(x, y, name_script_is_abjad(a->script) != name_script_is_abjad(b->script));
}

static void compare_single(const struct duel *d, const struct sides *s, size_t other, struct name_likenesses *out)
{
	out->own = 0;
	for (size_t own = 0; own < s->own->count; own++)
		if (!are_unlike(&s->own->token[own], &s->own_ready[own], &s->other->token[other],
		                &s->other_ready[other]))
			note(out, own, d->own_is_left ? compare_tokens(d, own, other) : compare_tokens(d, other, own));
}

/* Which tokens of one's own two of the other's are, joined: of `candidates`. */
static void compare_other_joined(const struct sides *s, uint32_t candidates, size_t other, struct name_likenesses *out)
{
	for (; candidates; candidates &= candidates - 1) {
		size_t own = (size_t)__builtin_ctz(candidates);
		note(out, own, compare_joined(s->other, other, s->own, own, &s->own_ready[own]));
	}
}

/* … which two of one's own a token of the other's is. */
static void compare_own_joined(const struct sides *s, uint32_t candidates, size_t other, struct name_likenesses *out)
{
	for (; candidates; candidates &= candidates - 1) {
		size_t own = (size_t)__builtin_ctz(candidates);
		note(out, own, compare_joined(s->own, own, s->other, other, &s->other_ready[other]));
	}
}

/* Tokens of one's own by which, or by which and the next one, words of so many letters and this first one may be
 * joined. */
static uint32_t find_joining(const struct name_form *own, const uint8_t lengths[NAME_TOKENS_MAX], uint32_t letters,
                             unsigned len, char first)
{
	uint32_t found = 0;

	if (!len || !(letters >> (first & 31) & 1))
		return 0;
	for (size_t i = 0; i < own->count; i++)
		found |= (uint32_t)(lengths_join(lengths[i], len) && own->token[i].text.ptr[0] == first) << i;
	return found;
}

/* Of the tokens in `own`. */
static void copy(struct likeness *to, const struct likeness *from, uint32_t own)
{
	for (; own; own &= own - 1)
		to[__builtin_ctz(own)] = from[__builtin_ctz(own)];
}

/* Looks for what is remembered; where it is to be put otherwise. */
static struct memo_entry *recall(const struct duel *d, uint32_t first, uint32_t second, struct name_likenesses *out)
{
	struct memo_entry *e = memo_entry_for(d->memo, d->memo_rules, first, second);

	if (memo_entry_is(e, d->memo_rules, first, second)) {
		out->own = e->own;
		copy(out->with, d->memo->with[e - d->memo->entry], e->own);
		return NULL;
	}
	e->rules = d->memo_rules;
	e->first = first;
	e->second = second;
	return e;
}

static void remember(const struct duel *d, struct memo_entry *e, const struct name_likenesses *found)
{
	e->own = found->own;
	copy(d->memo->with[e - d->memo->entry], found->with, found->own);
}

static void look_single(const struct duel *d, const struct sides *s, size_t other, struct name_likenesses *out)
{
	uint32_t number = s->other->token[other].number;
	struct memo_entry *e = NULL;

	if (d->memo && number && !(e = recall(d, number, MEMO_SINGLE, out)))
		return;
	compare_single(d, s, other, out);
	if (e)
		remember(d, e, out);
}

typedef void compare_joining(const struct sides *s, uint32_t candidates, size_t other, struct name_likenesses *out);

/* Looks at `candidates`, or for what is remembered of them if both numbers say something. */
static inline void look_joining(const struct duel *d, const struct sides *s, size_t other, uint32_t candidates,
                                uint32_t first, uint32_t second, compare_joining *compare, struct name_likenesses *out)
{
	struct memo_entry *e = NULL;

	out->own = 0;
	if (!candidates || (d->memo && first && second && !(e = recall(d, first, second, out))))
		return;
	compare(s, candidates, other, out);
	if (e)
		remember(d, e, out);
}

static void look_joined(const struct duel *d, const struct sides *s, size_t other, struct name_likenesses *out)
{
	const struct name_token *t = &s->other->token[other];
	const struct name_traits *own = s->own_traits;
	unsigned len = s->other_traits->joined[other];
	uint32_t candidates = find_joining(s->own, own->whole, own->whole_letters, len, t->text.ptr[0]);

	look_joining(d, s, other, candidates, t->number, len ? t[1].number : 0, compare_other_joined, out);
}

static void look_whole(const struct duel *d, const struct sides *s, size_t other, struct name_likenesses *out)
{
	const struct name_token *t = &s->other->token[other];
	const struct name_traits *own = s->own_traits;
	unsigned len = s->other_traits->whole[other];
	uint32_t candidates = find_joining(s->own, own->joined, own->joined_letters, len, t->text.ptr[0]);

	look_joining(d, s, other, candidates, t->number, MEMO_JOINED, compare_own_joined, out);
}

void duel_compare_tokens(const struct duel *d, struct duel_likenesses *out)
{
	const struct sides s = duel_sides(d);

	for (size_t other = 0; other < s.other->count; other++) {
		look_single(d, &s, other, &out->single[other]);
		look_joined(d, &s, other, &out->joined[other]);
		look_whole(d, &s, other, &out->whole[other]);
	}
}

bool duel_is_anchored(const struct duel *d, const struct duel_likenesses *l)
{
	const struct sides s = duel_sides(d);

	for (size_t other = 0; other < s.other->count; other++) {
		if (l->joined[other].own || l->whole[other].own)
			return true;
		uint32_t own = s.other_traits->keys >> other & 1 ? l->single[other].own & s.own_traits->keys : 0;
		for (; own; own &= own - 1)
			if (l->single[other].with[__builtin_ctz(own)].near)
				return true;
	}
	return false;
}

static void add_edges(struct duel *d, const struct duel_likenesses *l, size_t i, size_t j)
{
	size_t own = d->own_is_left ? i : j, other = d->own_is_left ? j : i;
	bool joined = l->joined[other].own >> own & 1, whole = l->whole[other].own >> own & 1;
	const struct likeness *by_joined = &l->joined[other].with[own], *by_whole = &l->whole[other].with[own];

	if (l->single[other].own >> own & 1)
		add_pair(d, i, j, &l->single[other].with[own]);
	if (d->own_is_left ? whole : joined)
		add_join(d, i, 2, j, 1, d->own_is_left ? by_whole : by_joined);
	if (d->own_is_left ? joined : whole)
		add_join(d, i, 1, j, 2, d->own_is_left ? by_joined : by_whole);
}

void duel_find_edges(struct duel *d, const struct duel_likenesses *l)
{
	size_t n = d->left->count, m = d->right->count;

	d->edge_count = 0;
	for (size_t i = 0; i < n; i++) {
		d->first_edge[i] = (uint16_t)d->edge_count;
		for (size_t j = 0; j < m; j++) {
			size_t own = d->own_is_left ? i : j, other = d->own_is_left ? j : i;
			if ((l->single[other].own | l->joined[other].own | l->whole[other].own) >> own & 1)
				add_edges(d, l, i, j);
		}
	}
	d->first_edge[n] = (uint16_t)d->edge_count;
}
