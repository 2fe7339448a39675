/* What is known of a form allows the threshold or not: in full, token by token. */
#include "match/candidates_parts.h"

#include "base/memory.h"
#include "match/tokens.h"

/* Begins to fetch what is near the tokens. */
static void ask_for_near(const struct candidates *c, const struct form_tokens *tokens)
{
	for (uint32_t t = 0; t < tokens->first[tokens->forms]; t++) {
		uint32_t key = BOOK_AT(c->b, TOKEN, tokens->token[t])->key;
		memory_prefetch(c->near_bits + (key < c->b->KEY.count ? key : 0));
		if (c->bound.initials)
			memory_prefetch(&BOOK_AT(c->b, KEY, key)->letter);
	}
}

static bool has_key_part(const struct candidates *c, const uint32_t *token, size_t count)
{
	for (size_t t = 0; t < count; t++)
		if (name_part_is_key(BOOK_AT(c->b, TOKEN, token[t])->part))
			return true;
	return false;
}

static unsigned near_bits_of(const struct candidates *c, const struct book_token *token)
{
	const struct near_bits *near = &c->near_bits[token->key < c->b->KEY.count ? token->key : c->b->KEY.count];

	if (!(near->abjad | near->other))
		return 0;
	return name_script_is_abjad(token->script) ? near->abjad : near->other;
}

enum { KEYS_OF_TEXT = 64 /* more than a text has classes */ };

/* Are they two keys of one text? These follow each other. */
static bool is_same_text(const ties_book *b, uint32_t a, uint32_t k)
{
	return a != k && a - k + KEYS_OF_TEXT < 2 * KEYS_OF_TEXT &&
	       BOOK_AT(b, KEY, a)->text == BOOK_AT(b, KEY, k)->text;
}

/* Has a form one word as tokens of two keys, SA Mo SA, or of two kinds of scripts, Hadi هادی? One is not left over when
 * the other is paired. `abjad`: bit by token. */
static bool has_twins_apart(const ties_book *b, const uint32_t *key, uint32_t abjad, size_t count)
{
	for (size_t t = 0; t < count; t++)
		for (size_t u = 0; u < t; u++)
			if (key[t] == key[u] ? (abjad >> t ^ abjad >> u) & 1 : is_same_text(b, key[t], key[u]))
				return true;
	return false;
}

enum { TERM_BITS = 7 };

enum term_kind { TERM_NONE, TERM_OF_OTHER, TERM_OF_KEY };

/** Terms of tokens, by hash of the TOKEN item: forms that are found by one word have it. */
struct terms {
	uint8_t kind[1 << TERM_BITS]; /* enum term_kind */
	uint32_t token[1 << TERM_BITS];
	struct name_term term[1 << TERM_BITS];
	struct name_tally tally[1 << TERM_BITS];
};

static void make_term(const struct candidates *c, struct name_term *out, const struct book_token *k, bool key)
{
	const struct name_token facts = {.part = k->part, .weight = k->weight};
	bool by_letter = k->part == PART_INITIAL || c->bound.initials;
	unsigned near = near_bits_of(c, k);

	*out = name_term_of(&c->bound, &facts, near % AGREE_UNIT, (double)(near / AGREE_UNIT) / AGREE_LEVELS, key,
	                    by_letter ? BOOK_AT(c->b, KEY, k->key)->letter : 0);
}

/* The number of the term of a TOKEN item, which is made if it is not there. */
static size_t find_term(const struct candidates *c, struct terms *terms, uint32_t token, bool key)
{
	size_t slot = token * UINT32_C(0x9E3779B1) >> (32 - TERM_BITS);
	uint8_t kind = key ? TERM_OF_KEY : TERM_OF_OTHER;

	if (terms->kind[slot] != kind || terms->token[slot] != token) {
		terms->kind[slot] = kind;
		terms->token[slot] = token;
		make_term(c, &terms->term[slot], BOOK_AT(c->b, TOKEN, token), key);
		terms->tally[slot] = name_tally_of(&c->bound, &terms->term[slot]);
	}
	return slot;
}

/* Do all tokens of a form allow the threshold? Of twins apart they do not tell, which is asked last, since it is rare
 * and takes longer. */
static bool allows(struct candidates *c, struct terms *terms, const uint32_t *token, size_t count)
{
	struct name_term term[NAME_TOKENS_MAX];
	uint32_t keys[NAME_TOKENS_MAX], abjad = 0;
	struct name_tally all = {0};
	size_t n = 0;

	for (size_t t = 0; t < count; t++) {
		const struct book_token *k = BOOK_AT(c->b, TOKEN, token[t]);
		if (k->part > PART_ACRONYM)
			return false; /* the book is damaged there, and match_load_form takes no such form */
		keys[t] = k->key;
		abjad |= (uint32_t)name_script_is_abjad(k->script) << t;
		if (!near_bits_of(c, k) && k->part != PART_INITIAL && !c->bound.initials) {
			name_tally_lone(&all, &c->bound, k->part, k->weight);
			continue;
		}
		bool key = name_part_is_key(k->part) || !has_key_part(c, token, count);
		size_t slot = find_term(c, terms, token[t], key);
		term[n++] = terms->term[slot];
		name_tally_add(&all, &terms->tally[slot]);
	}
	return name_bound_allows(&c->bound, &all, term, n) || has_twins_apart(c->b, keys, abjad, count);
}

bool candidates_select(struct candidates *c)
{
	struct form_tokens tokens;
	struct terms terms;
	uint32_t form[FORMS_AT_ONCE];

	if (!vec_reserve(&c->forms, c->forms.len + c->reached.len))
		return false;
	memset(terms.kind, TERM_NONE, sizeof terms.kind);
	for (size_t i = 0; i < c->reached.len; i += tokens.forms) {
		size_t count = 0;
		for (; count < FORMS_AT_ONCE && i + count < c->reached.len; count++)
			form[count] = book_posting_form(c->reached.ptr[i + count].posting);
		form_tokens_read(&tokens, c->b, form, count);
		ask_for_near(c, &tokens);
		for (size_t f = 0; f < count; f++)
			if (allows(c, &terms, tokens.token + tokens.first[f], tokens.first[f + 1] - tokens.first[f]))
				c->forms.ptr[c->forms.len++] = form[f];
	}
	return true;
}
