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

/* Characters of one script that is read syllable by syllable: either the same reading or another name. */
static bool is_exact(const struct name_token *a, const struct name_token *b)
{
	return (a->script == SCRIPT_HAN && b->script == SCRIPT_HAN) ||
	       (a->script == SCRIPT_HANGUL && b->script == SCRIPT_HANGUL);
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

bool score_joins_anchor(const struct name_form *form)
{
	size_t telling = 0;

	for (size_t i = 0; i < form->count; i++)
		telling += name_part_is_key(form->token[i].part);
	return telling <= 4;
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

	return full->part != PART_INITIAL && roles[full->part] == ROLE_TELLING && one->text.ptr[0] == full->text.ptr[0];
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
bool name_token_is_unknown(const struct name_token *t)
{
	return t->part == PART_PLAIN && t->class == 0 && !(t->flags & (TOKEN_GIVEN | TOKEN_FAMILY)) && t->text.len >= 2;
}

static bool may_misspell(const struct name_token *a, const struct name_token *b)
{
	return (name_token_is_unknown(a) && is_lesser(b)) || (name_token_is_unknown(b) && is_lesser(a));
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

/* Castillo, Castro; Karim, Karimi: both are known as names, one at least as a family name only, and they are not known
 * to be one. */
static bool are_two_families(const struct name_token *a, const struct name_token *b)
{
	return score_are_two_names(a, b) && !(a->flags & b->flags & TOKEN_GIVEN);
}

static struct likeness weaker(struct likeness found, float share)
{
	found.similarity *= share;
	return found.similarity < SIMILAR_FLOOR ? (struct likeness){0} : found;
}

static struct likeness compare_tokens(const struct duel *d, size_t i, size_t j)
{
	const struct name_token *a = &d->left->token[i], *b = &d->right->token[j];
	struct likeness found = {0};

	if (str_equal(a->text, b->text))
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
	if (is_exact(a, b) && !(a->class && a->class == b->class))
		return found;
	bool abjad = name_script_is_abjad(a->script) != name_script_is_abjad(b->script);
	found = ready_compare(&d->left_ready[i], &d->right_ready[j], abjad);
	if (is_registration(d, a) || is_registration(d, b))
		found = compare_registrations(a->text, b->text, found);
	if ((slip && found.similarity < SIMILAR_LESSER) ||
	    (are_son_and_father(a, b) && found.similarity < SIMILAR_FATHER))
		return (struct likeness){0};
	found.near = found.near && !slip;
	if (found.similarity < SIMILAR_SOUND && are_two_families(a, b))
		found = weaker(found, FAMILY_APART);
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
	return part == PART_PLAIN || part == PART_PARTICLE || part == PART_GENERIC || part == PART_PATRONYMIC ||
	       part == PART_ACRONYM;
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

/** What the tokens of a form are where two are compared with one. */
struct halves {
	uint8_t joined[NAME_TOKENS_MAX]; /* letters of the token and the next one; 0: these are not one word */
	uint8_t whole[NAME_TOKENS_MAX];  /* letters of the token; 0: it is not two words */
};

static void find_halves(const struct name_form *form, struct halves *out)
{
	bool joins = score_joins_anchor(form);

	for (size_t i = 0; i < form->count; i++) {
		const struct name_token *t = &form->token[i];
		size_t len = joins && i + 1 < form->count && score_are_halves(t->part, t[1].part)
		                 ? t->text.len + t[1].text.len
		                 : 0;
		bool whole = t->text.len >= NAME_JOINED_MIN && roles[t->part] == ROLE_TELLING &&
		             t->part != PART_NUMBER && score_is_key_part(form, t->part);
		out->joined[i] = len <= TOKEN_MAX ? (uint8_t)len : 0;
		out->whole[i] = whole ? (uint8_t)t->text.len : 0;
	}
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
	struct likeness found = ready_compare(&joined, whole, abjad != name_script_is_abjad(w->script));
	if (!found.close || found.similarity < least_joined(a, w, len) ||
	    (!abjad && name_outline(&joined.sounds) != name_outline(&whole->sounds)))
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

static void add_pair(struct duel *d, size_t i, size_t j)
{
	const struct name_token *a = &d->left->token[i], *b = &d->right->token[j];
	struct likeness found = compare_tokens(d, i, j);

	if (found.similarity <= 0)
		return;
	add(d, (struct edge){
	           .left = (uint8_t)i,
	           .left_count = 1,
	           .right = (uint8_t)j,
	           .right_count = 1,
	           .reason = found.reason,
	           .anchor = found.near && score_is_key_part(d->left, a->part) && score_is_key_part(d->right, b->part),
	           .similarity = found.similarity,
	           .weight = weight_of_pair(a, b, found.similarity),
	       });
}

static void add_join(struct duel *d, size_t i, size_t left_count, size_t j, size_t right_count)
{
	const struct name_token *a = &d->left->token[i], *b = &d->right->token[j];

	if (a->text.ptr[0] != b->text.ptr[0])
		return;
	struct likeness found = left_count == 2 ? compare_joined(d->left, i, d->right, j, &d->right_ready[j])
	                                        : compare_joined(d->right, j, d->left, i, &d->left_ready[i]);
	if (found.similarity <= 0)
		return;
	float left = a->weight + (left_count == 2 ? d->left->token[i + 1].weight : 0);
	float right = b->weight + (right_count == 2 ? d->right->token[j + 1].weight : 0);
	add(d, (struct edge){
	           .left = (uint8_t)i,
	           .left_count = (uint8_t)left_count,
	           .right = (uint8_t)j,
	           .right_count = (uint8_t)right_count,
	           .reason = found.reason,
	           .anchor = true,
	           .similarity = found.similarity,
	           .weight = (left + right) / 2,
	       });
}

void duel_find_edges(struct duel *d)
{
	size_t n = d->left->count, m = d->right->count;
	struct halves left, right;

	find_halves(d->left, &left);
	find_halves(d->right, &right);
	d->edge_count = 0;
	for (size_t i = 0; i < n; i++) {
		d->first_edge[i] = (uint16_t)d->edge_count;
		for (size_t j = 0; j < m; j++) {
			add_pair(d, i, j);
			if (lengths_join(left.joined[i], right.whole[j]))
				add_join(d, i, 2, j, 1);
			if (lengths_join(right.joined[j], left.whole[i]))
				add_join(d, i, 1, j, 2);
		}
	}
	d->first_edge[n] = (uint16_t)d->edge_count;
}
